"""What a table answers once it is known which of its rules match, as far as that can be said.

An outcome that is an expression stands for itself: two answers that hold the same expression over
the same names are the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from enum import StrEnum

from tablewright.changes.sheets.tables import outcome_says
from tablewright.checks.reason.outputs import rank_of
from tablewright.ir.expr import Binary, Call, If, Literal, Negate, Read, Ref
from tablewright.ir.outputs import LISTS
from tablewright.ir.program import HitPolicy, Table
from tablewright.ir.types import NOTHING
from tablewright.ir.walk import refs_of

Cell = Hashable  # (type, value), an expression, or what it is put together from
Row = tuple[Cell, ...]
_AGGREGATES = frozenset(
    {
        HitPolicy.COLLECT_SUM,
        HitPolicy.COLLECT_MIN,
        HitPolicy.COLLECT_MAX,
        HitPolicy.COLLECT_COUNT,
    }
)
_EXACT = Context(prec=10_000)


class Status(StrEnum):
    """How an answer stands."""

    DECIDED = "decided"
    NO_RULE = "no rule"
    CONFLICT = "conflict"
    TROUBLED = "in trouble"  # a table asked on the way has no answer
    REFUSED = "refused"  # the version does not take the request


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: `rows` of cells for the outputs compared, `rules` by position."""

    status: Status
    rows: tuple[Row, ...] = ()
    rules: tuple[int, ...] = ()
    any_order: bool = False

    @property
    def outcome(self) -> Hashable:
        """The answer without the rules that give it."""
        return self.status, frozenset(Counter(self.rows).items()) if self.any_order else self.rows


REFUSED = Answer(status=Status.REFUSED)


_NO_ANSWER = frozenset({Status.NO_RULE, Status.CONFLICT, Status.TROUBLED})


def no_answers(old: Answer, new: Answer) -> bool:
    """Whether neither answers, and one for a reason that is not known without a request."""
    both = {old.status, new.status}
    return both <= _NO_ANSWER and Status.TROUBLED in both


def same_outcome(old: Answer, new: Answer) -> bool:
    """Whether two versions answer the same; where one keeps no order, the order does not count."""
    if old.any_order or new.any_order:
        return old.status == new.status and Counter(old.rows) == Counter(new.rows)
    return old.outcome == new.outcome


def answer_of(table: Table, outputs: tuple[int, ...], matched: tuple[int, ...] | None) -> Answer:
    """The answer of these matching rules in the outputs at these positions; None is trouble."""
    if matched is None:
        return Answer(status=Status.TROUBLED)
    if not matched:
        return Answer(status=Status.NO_RULE)
    if table.hit_policy is HitPolicy.UNIQUE and len(matched) > 1:
        return Answer(status=Status.CONFLICT, rules=matched)
    if table.hit_policy in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}:
        matched = tuple(sorted(matched, key=lambda at: rank_of(table, at)))
    if table.hit_policy in {HitPolicy.PRIORITY, HitPolicy.FIRST}:
        matched = matched[:1]
    whole = [tuple(map(outcome_says, table.rules[at].outcomes)) for at in matched]
    if table.hit_policy is HitPolicy.ANY and len(set(whole)) > 1:
        return Answer(status=Status.CONFLICT, rules=matched)
    rows = tuple(tuple(row[at] for at in outputs) for row in whole)
    return Answer(
        status=Status.DECIDED,
        rows=_together(table.hit_policy, rows),
        rules=matched,
        any_order=table.hit_policy is HitPolicy.COLLECT,
    )


def _together(policy: HitPolicy, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if policy in _AGGREGATES:
        return (tuple(_aggregate(policy, column) for column in zip(*rows, strict=True)),)
    return rows if policy in LISTS else rows[:1]


@dataclass(frozen=True, slots=True)
class _Together:
    """Cells of which at least one is worked out, to be made one by the hit policy."""

    policy: HitPolicy
    cells: frozenset[tuple[Cell, int]]


def _aggregate(policy: HitPolicy, column: tuple[Cell, ...]) -> Cell:
    """One output over all matching rules; a blank among them makes sum, min and max nothing."""
    if policy is HitPolicy.COLLECT_COUNT:
        return ("Decimal", Decimal(len(column)))
    if any(is_worked_out(cell) for cell in column):
        return _Together(policy, frozenset(Counter(column).items()))
    if (type(NOTHING).__name__, NOTHING) in column:
        return (type(NOTHING).__name__, NOTHING)
    values = [cell[1] for cell in column if isinstance(cell, tuple)]
    if policy is HitPolicy.COLLECT_SUM:
        with localcontext(_EXACT):
            return ("Decimal", sum(v for v in values if isinstance(v, Decimal)))
    pick = min if policy is HitPolicy.COLLECT_MIN else max
    found = pick(values)
    return (type(found).__name__, found)


def reads_of_row(row: Row) -> Iterator[Ref]:
    """What the expressions of a row read."""
    for cell in row:
        cells = [each for each, _ in cell.cells] if isinstance(cell, _Together) else [cell]
        for each in cells:
            if isinstance(each, (Literal, Read, Negate, Binary, If, Call)):
                yield from refs_of(each)


def is_worked_out(cell: Cell) -> bool:
    """Whether what a cell gives is known only for a request."""
    return isinstance(cell, (Literal, Read, Negate, Binary, If, Call, _Together))
