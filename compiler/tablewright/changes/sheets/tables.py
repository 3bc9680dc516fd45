"""The rules of a decision table in both versions: columns, conditions, outcomes, citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from tablewright.changes.align import aligned
from tablewright.changes.sheets.names import ref_text
from tablewright.changes.sheets.rows import Block, Field, Row
from tablewright.checks.reason.names import Names
from tablewright.diagnostics.model import CellSpan
from tablewright.ir.changes import BlockKind, Nature
from tablewright.ir.expr import Ref
from tablewright.ir.program import Guard, HitPolicy, Name, Outcome, Rule, Table
from tablewright.ir.types import NOTHING

ANYTHING = "-"
_ORDERED = frozenset({HitPolicy.FIRST, HitPolicy.RULE_ORDER})


def table_block(names: Names, table: Table) -> Block:
    """A table as a block of rows."""
    sheet = _Sheet(names, table)
    return Block(
        kind=BlockKind.TABLE,
        name=table.name,
        code=table.code_name,
        keys=(table.code_name, table.name),
        settings=sheet.settings(),
        rows=sheet.rows(),
        ordered=table.hit_policy in _ORDERED,
        at=table.at,
    )


def same_rules(old: Table, new: Table) -> frozenset[tuple[int, int]]:
    """The positions of rules that are taken for one rule before and after."""
    before, after = tuple(enumerate(old.rules)), tuple(enumerate(new.rules))
    keys = (lambda placed, at=at: _keys(placed[1])[at] for at in range(4))
    found = aligned(before, after, *keys)
    return frozenset((pair.old[0], pair.new[0]) for pair in found.pairs)


def _keys(rule: Rule) -> tuple[Hashable, ...]:
    """By what a rule is found again, strictest first."""
    content = content_of(rule)
    return (rule.id, content), content, rule.id, conditions_of(rule)


def content_of(rule: Rule) -> Hashable:
    """What a rule asks and answers, without its id, citation and wording."""
    return conditions_of(rule), tuple(outcome_says(each) for each in rule.outcomes)


def conditions_of(rule: Rule) -> Hashable:
    """What a rule asks."""
    return rule.otherwise, tuple((guard.ref, guard.test) for guard in rule.guards)


def outcome_says(outcome: Outcome) -> Hashable:
    """What an outcome cell gives: a value told from its likes of other types, or an expression."""
    if outcome.expression is not None:
        return outcome.expression
    value = NOTHING if outcome.value is None else outcome.value
    return type(value).__name__, value


@dataclass(frozen=True, slots=True)
class _Place:
    """A column: what it reads, and which of the columns that read it."""

    ref: Ref
    number: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with the names that it is written in."""

    names: Names
    table: Table

    def settings(self) -> tuple[Field, ...]:
        """What the table says before its rules."""
        table = self.table
        partial = table.partial_because
        coverage = f"partial because {partial}" if partial else "complete"
        return (
            Field(key="name", heading="Name", text=table.name),
            Field(
                key="policy",
                heading="Hit policy",
                text=table.hit_policy.value,
                says=table.hit_policy,
                nature=Nature.MEANING,
            ),
            Field(
                key="coverage",
                heading="Coverage",
                text=coverage,
                says=bool(partial),
                nature=Nature.MEANING,
            ),
            *self._columns(),
            *(self._output(output) for output in table.outputs),
        )

    def _columns(self) -> Iterator[Field]:
        for place, column in zip(self._places(), self.table.columns, strict=True):
            yield Field(
                key=place,
                heading="If column",
                text=column.heading,
                says=place,
                nature=Nature.MEANING,
                at=column.at,
            )

    def _output(self, output: Name) -> Field:
        return Field(
            key=("then", output.code_name),
            heading="Then column",
            text=output.name,
            says=output.code_name,
            nature=Nature.MEANING,
            at=output.at,
        )

    def rows(self) -> tuple[Row, ...]:
        """Its rules."""
        places = tuple(self._places())
        return tuple(self._row(rule, places) for rule in self.table.rules)

    def _places(self) -> Iterator[_Place]:
        seen: Counter[Ref] = Counter()
        for column in self.table.columns:
            yield _Place(column.ref, seen[column.ref])
            seen[column.ref] += 1

    def _row(self, rule: Rule, places: tuple[_Place, ...]) -> Row:
        content = content_of(rule)
        outcomes = zip(self.table.outputs, rule.outcomes, strict=True)
        given = (
            (o.name, cell.text) for o, cell in zip(self.table.outputs, rule.outcomes, strict=True)
        )
        return Row(
            name=rule.id,
            keys=((rule.id, content), content, rule.id, conditions_of(rule)),
            reads=tuple(ref_text(self.names, guard.ref) for guard in rule.guards),
            says=", ".join(f"{name} {text}" for name, text in given if text),
            fields=(
                Field(
                    key="id",
                    heading="Rule",
                    text=rule.id,
                    says=rule.id,
                    nature=Nature.CITATION,
                    at=rule.at,
                ),
                *self._conditions(rule, places),
                *(self._outcome(output, cell) for output, cell in outcomes),
                Field(
                    key="cite",
                    heading="Cite",
                    text=rule.cite,
                    says=rule.cite,
                    nature=Nature.CITATION,
                    at=rule.at,
                ),
                Field(key="note", heading="Note", text=rule.note, at=rule.at),
            ),
            at=rule.at,
        )

    def _outcome(self, output: Name, cell: Outcome) -> Field:
        return Field(
            key=("then", output.code_name),
            heading=output.name,
            text=cell.text,
            says=outcome_says(cell),
            nature=Nature.MEANING,
            at=cell.at,
        )

    def _conditions(self, rule: Rule, places: tuple[_Place, ...]) -> Iterator[Field]:
        """One field for each column; a guard that stands in none has one of its own."""
        if rule.otherwise:
            return
        left = list(rule.guards)
        for place, column in zip(places, self.table.columns, strict=True):
            at = replace(rule.at, left=column.at.left, right=column.at.right)
            guard = next((each for each in left if each.at == at), None)
            if guard is not None:
                left.remove(guard)
            yield self._condition(place, column.heading, guard, at)
        seen: Counter[Ref] = Counter()
        for guard in left:
            place = _Place(guard.ref, -1 - seen[guard.ref])
            seen[guard.ref] += 1
            yield self._condition(place, ref_text(self.names, guard.ref), guard, guard.at)

    def _condition(self, place: _Place, heading: str, guard: Guard | None, at: CellSpan) -> Field:
        return Field(
            key=place,
            heading=heading,
            text=ANYTHING if guard is None else guard.text,
            says=None if guard is None else (guard.ref, guard.test),
            nature=Nature.MEANING,
            at=at,
            unsaid=ANYTHING,
        )
