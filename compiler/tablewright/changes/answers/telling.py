"""Answers, requests and regions in the analyst's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tablewright.changes.answers.asking import Asking, Whole
from tablewright.changes.answers.difference import Difference, Leaf
from tablewright.changes.answers.joint import Input
from tablewright.changes.answers.outcomes import Answer, Status, is_worked_out
from tablewright.changes.answers.outcomes import Cell as Compared
from tablewright.changes.answers.regions import Region
from tablewright.changes.answers.sides import Cell, Seen
from tablewright.changes.answers.words import Spelling, Wording, positions_text
from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.facts import Facts
from tablewright.ir.effects import Cited, Given, Said
from tablewright.ir.program import Guard, Name, Table
from tablewright.ir.types import NOTHING, Kind, Special, Value

_NOTHING_SAID = "blank"
_WORKED_OUT = "a value that is worked out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one question is spoken of, with the names of both editions."""

    asking: Asking
    editions: tuple[str, str]
    order: Mapping[str, int]
    spelling: Spelling

    def said(self, seen: tuple[Seen, Seen]) -> tuple[Said, Said]:
        """What both versions say."""
        return self._said(self.asking.tables[0], seen[0]), self._said(
            self.asking.tables[1], seen[1]
        )

    def given(self, request: Whole) -> tuple[Given, ...]:
        """The request, in the order of the Glossary; what is blank is left out of it."""
        found = (each for each in self.asking.joined.inputs if self._is_said(each, request))
        return tuple(
            Given(
                name=each.name.name,
                text=self.spelling.text(request[each.name.code_name], each.name),
                code_name=each.new or each.old,
                value=request[each.name.code_name],
                only_in="" if each.old and each.new else self.editions[bool(each.new)],
            )
            for each in sorted(found, key=lambda each: self._place(each.name))
        )

    def _is_said(self, source: Input, request: Whole) -> bool:
        return request.get(source.name.code_name, NOTHING) is not NOTHING

    def always(self, difference: Difference, region: Region[Leaf]) -> tuple[tuple[str, str], ...]:
        """What every request of a region has in common, in the order of the Glossary."""
        facts = difference.facts
        refused = (*self.asking.joined.old_refuses, *self.asking.joined.new_refuses)
        hidden = {guard.ref.name for row in refused for guard in row if _is_hidden(facts, guard)}
        atoms = [(facts.atoms.all[v], positions) for v, positions in region.common().items()]
        shown = [(atom, positions) for atom, positions in atoms if atom.ref.name not in hidden]
        shown.sort(key=lambda each: self._place(each[0].name))
        sets = {each.code_name: each for each in facts.names.program.value_sets}
        found: list[tuple[str, str]] = []
        for atom, positions in shown:
            tests = facts.names.tests.get(atom.ref, ())
            wording = Wording(tests=tests, sets=sets, spelling=self.spelling)
            text = positions_text(atom, positions, wording)
            found.append((f"{atom.name.name}{self._mark(atom)}", text))
        return tuple(found)

    def _mark(self, atom: Atom) -> str:
        """The version of what only one has."""
        if atom.ref.name in self.asking.joined.only_old:
            return f" ({self.editions[0]})"
        return f" ({self.editions[1]})" if atom.ref.name in self.asking.joined.only_new else ""

    def _place(self, name: Name) -> int:
        """Where a name stands in the Glossaries, the new one first."""
        return self.order.get(name.name, len(self.order))

    def answer(self, answer: Answer, *, new: bool) -> str:
        """An answer as far as it is known without a request."""
        if answer.status is not Status.DECIDED:
            return answer.status.value
        names = {output.code_name: output for output in self.asking.tables[new].outputs}
        outputs = [names[code_name] for code_name in self.asking.outputs]
        return "; ".join(
            ", ".join(
                self._cell_text(o, c) for o, c in zip(outputs, row, strict=True) if _is_said(c)
            )
            or _NOTHING_SAID
            for row in answer.rows
        )

    def _cell_text(self, output: Name, cell: Compared) -> str:
        if is_worked_out(cell):
            return f"{output.name} {_WORKED_OUT}"
        value = cell[1] if isinstance(cell, tuple) else cell
        text = self._value_text(output, value)  # type: ignore[arg-type]
        return text if self.asking.asked.kind == "Checklist" else f"{output.name} {text}"

    def _said(self, table: Table, seen: Seen) -> Said:
        outcome = seen.outcome
        rules = {rule.id: rule for rule in table.rules}
        shown = seen.rules if self.asking.asked.has_rules else ()
        return Said(
            status=seen.status,
            rows=() if outcome is None else tuple(self._row(table, r) for r in outcome.rows),
            rules=tuple(Cited(id=i, cite=rules[i].cite, at=rules[i].at) for i in shown),
            unmet=seen.unmet,
            satisfied_by=seen.satisfied_by,
            problems=seen.problems,
        )

    def _row(self, table: Table, row: tuple[Cell, ...]) -> tuple[tuple[str, str], ...]:
        cells = zip(table.outputs, row, strict=True)
        return tuple(self._texts(cells))

    def _texts(self, cells: Iterator[tuple[Name, Cell]]) -> Iterator[tuple[str, str]]:
        for output, (_, value) in cells:
            if not isinstance(value, Special):
                yield output.name, self._value_text(output, value)

    def _value_text(self, output: Name, value: Value | Special) -> str:
        if self.asking.asked.kind == "Checklist" and output.type.kind is Kind.YES_NO:
            return "met" if value is True else "not met"
        return self.spelling.text(value, output)


def _is_hidden(facts: Facts, guard: Guard) -> bool:
    """Whether a condition compares two names, which has no name of its own."""
    calculations = facts.names.calculations
    return guard.ref.name in calculations and calculations[guard.ref.name].hidden


def _is_said(cell: object) -> bool:
    return not (isinstance(cell, tuple) and isinstance(cell[1], Special))
