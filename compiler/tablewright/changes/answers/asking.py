"""Both versions of one table, ready to be asked, and whether what they say is what was expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from tablewright.changes.answers.difference import Differs
from tablewright.changes.answers.joint import Joint
from tablewright.changes.answers.outcomes import Answer, Status, is_worked_out
from tablewright.changes.answers.questions import Asked
from tablewright.changes.answers.sides import NEEDS_INFORMATION, Cell, Outcome, Seen, Side
from tablewright.ir.program import Table
from tablewright.ir.types import Special, Value

Whole = Mapping[str, Value | Special]  # a request by the names of the joint program
_TROUBLE = frozenset({Status.NO_RULE.value, Status.CONFLICT.value, NEEDS_INFORMATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Both versions of what is asked; `outputs` are the code names of what is compared.

    `tables` are the two as the workbooks have them, `joined` as the joint program does. `filling`
    is said in place of what does not matter where that saves the slow side its time.
    """

    asked: Asked
    tables: tuple[Table, Table]
    joined: Joint
    outputs: tuple[str, ...]
    filling: Whole
    old: Side
    new: Side
    known: dict[Hashable, tuple[Seen, Seen]] = field(default_factory=dict)

    def quick(self, request: Whole) -> tuple[Seen, Seen]:
        """What both say, each to what it has inputs for."""
        before, after = self.parts(request)
        return self.old.quick(self.asked.old, before), self.new.quick(self.asked.new, after)

    def sure(self, request: Whole) -> tuple[Seen, Seen]:
        """The same by other means; of a long table, with what does not matter said too."""
        key = frozenset(request.items())
        if key not in self.known:
            before, after = self.parts({**self.filling, **request})
            old, new = self.old.sure(self.asked.old, before), self.new.sure(self.asked.new, after)
            self.known[key] = old, new
        return self.known[key]

    def parts(self, request: Whole) -> tuple[Whole, Whole]:
        """The request as each version takes it."""
        inputs = [each for each in self.joined.inputs if each.name.code_name in request]
        before = {each.old: request[each.name.code_name] for each in inputs if each.old}
        after = {each.new: request[each.name.code_name] for each in inputs if each.new}
        return before, after

    def shows(self, differs: Differs, seen: tuple[Seen, Seen]) -> bool:
        """Whether both versions have answered, as expected, and not the same."""
        old, new = seen[0].outcome, seen[1].outcome
        if old is None or new is None or not self.expected(differs, (old, new)):
            return False
        any_order = differs.old.any_order or differs.new.any_order
        before = self._compared(self.joined.old, old.rows)
        after = self._compared(self.joined.new, new.rows)
        same = old.status == new.status and _same(before, after, any_order=any_order)
        if differs.by_other_rules:
            return same and self._by_these(differs, seen)
        return not same

    def _by_these(self, differs: Differs, seen: tuple[Seen, Seen]) -> bool:
        """Whether the rules that answer are those expected."""
        old, new = self.tables
        before = tuple(old.rules[at].id for at in sorted(differs.old.rules))
        after = tuple(new.rules[at].id for at in sorted(differs.new.rules))
        return (before, after) == (seen[0].rules, seen[1].rules)

    def may_show(self, differs: Differs, seen: tuple[Seen, Seen]) -> bool:
        """Whether the expected answers are still possible in both."""
        old, new = seen
        return any(self._is(self.joined.old, differs.old, each) for each in old.possible) and any(
            self._is(self.joined.new, differs.new, each) for each in new.possible
        )

    def expected(self, differs: Differs, outcomes: tuple[Outcome, Outcome]) -> bool:
        """Whether these are the two answers, as far as they are known without a request."""
        old, new = outcomes
        before = self._is(self.joined.old, differs.old, old)
        return before and self._is(self.joined.new, differs.new, new)

    def _is(self, table: Table, answer: Answer, outcome: Outcome) -> bool:
        if answer.status is Status.TROUBLED:
            return outcome.status in _TROUBLE
        if answer.status.value != outcome.status:
            return False
        rows = self._compared(table, outcome.rows)
        if any(is_worked_out(cell) for row in answer.rows for cell in row):
            return _fits(answer, rows)
        return _same(answer.rows, rows, any_order=answer.any_order)

    def _compared(
        self, table: Table, rows: tuple[tuple[Cell, ...], ...]
    ) -> tuple[tuple[Cell, ...], ...]:
        names = [output.code_name for output in table.outputs]
        places = [names.index(output) for output in self.outputs]
        return tuple(tuple(row[at] for at in places) for row in rows)


def _same(one: Iterable[object], other: Iterable[object], *, any_order: bool) -> bool:
    return Counter(one) == Counter(other) if any_order else tuple(one) == tuple(other)


def _fits(answer: Answer, rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Whether the cells that are constants are those; in any order, only how many there are."""
    if len(answer.rows) != len(rows):
        return False
    return answer.any_order or all(
        is_worked_out(cell) or cell == found
        for row, told in zip(answer.rows, rows, strict=True)
        for cell, found in zip(row, told, strict=True)
    )
