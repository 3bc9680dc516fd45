"""From a point that no row takes to the row around it, and to the cells that say so.

Knows which column of the table says what of which name; the cells know how it is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tablewright.checks.reason.board import Board, Key, Taking, boxes_of
from tablewright.checks.reason.cells import said
from tablewright.checks.reason.diagrams import variables_of
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.masks import columns_of
from tablewright.checks.reason.points import sets_for
from tablewright.checks.reason.subject import Said, Subject
from tablewright.checks.reason.widen import Row, widened
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.facts import attribute
from tablewright.ir.missing import Taken
from tablewright.ir.program import Column, Guard, Table
from tablewright.ir.tests import Between, Given, Test
from tablewright.ir.types import Kind

_ANY = Taken()


@dataclass(frozen=True)
class Writer:
    """Writes rows of one table."""

    facts: Facts
    board: Board

    def written(self, board: Board, at: tuple[int, ...]) -> tuple[Row, tuple[Taken, ...] | None]:
        """The row around a point as its cells say it; without cells where they cannot."""
        row = widened(board, at)
        own = {
            ref: key
            for side, place in zip(board.sides, at, strict=True)
            for ref, key in zip(side.axis.refs, side.keys[place], strict=True)
        }
        taking = {
            ref: taken
            for side, taken_there in zip(board.sides, row, strict=True)
            for ref, taken in zip(side.axis.refs, taken_there, strict=True)
        }
        for column, refs in self.columns:
            self._settle_nothing(column.ref, refs, own, taking)
        conditions = {ref: said(self.subjects[ref], taking[ref], own[ref]) for ref in taking}
        found = {ref: each for ref, each in conditions.items() if each is not None}
        if len(found) < len(conditions):
            return row, None
        narrowed = tuple(tuple(found[ref].keys for ref in side.axis.refs) for side in board.sides)
        return narrowed, self._cells(found)

    def _settle_nothing(
        self, name: Ref, refs: tuple[Ref, ...], own: dict[Ref, Key], taking: dict[Ref, Taking]
    ) -> None:
        """A denied comparison speaks of something given, so its name is either that or blank."""
        subject = self.subjects[name]
        speaking = [ref for ref in refs if ref != name and taking[ref] != self.subjects[ref].known]
        if not speaking or not subject.may_be_nothing:
            return
        if own[name] & subject.nothing:
            taking[name] = frozenset({own[name]})
            taking.update({ref: self.subjects[ref].known for ref in speaking})
        else:
            taking[name] = frozenset(k for k in taking[name] if not k & subject.nothing)

    def _cells(self, found: dict[Ref, Said]) -> tuple[Taken, ...] | None:
        """One condition for each If column; None when a column cannot say all it should."""
        left = {ref: each.taken for ref, each in found.items() if each.taken != _ANY}
        cells: list[Taken] = []
        for _, refs in self.columns:
            joined = _joined([left.pop(ref) for ref in refs if ref in left])
            if joined is None:
                return None
            cells.append(joined)
        return None if left else tuple(cells)

    # -- what the columns read

    @cached_property
    def columns(self) -> tuple[tuple[Column, tuple[Ref, ...]], ...]:
        """Each If column with what its cells read: its name, and comparisons with other names."""
        return tuple(_columns(self.board.space.table))

    @cached_property
    def subjects(self) -> dict[Ref, Subject]:
        """Everything that is read."""
        boxes = boxes_of(self.board.space)
        owners = {ref: column.ref for column, refs in self.columns for ref in reversed(refs)}
        return {
            ref: self._subject(ref, owners.get(ref, ref), boxes, known)
            for side in self.board.sides
            for ref, known in zip(side.axis.refs, side.known, strict=True)
        }

    def _subject(
        self, ref: Ref, owner: Ref, boxes: tuple[tuple[Guard, ...], ...], known: Taking
    ) -> Subject:
        name = self.facts.names.name_of(ref)
        guards: dict[tuple[Test, ...], tuple[Guard, ...]] = {}
        for box in boxes:
            own = tuple(guard for guard in box if guard.ref == ref)
            guards.setdefault(tuple(guard.test for guard in own), own)
        sets = {each.code_name: each for each in self.facts.names.program.value_sets}
        calculated = ref.kind is RefKind.CALCULATION
        return Subject(
            ref=ref,
            name=name,
            hidden=calculated and self.facts.names.calculations[ref.name].hidden,
            spoken=not calculated or not self._may_lack(ref, owner),
            complete=all(
                self.facts.atoms.all[number].complete
                for number in variables_of(self.facts.reading(ref))
            ),
            cells=columns_of(boxes, ref),
            guards=guards,
            known=known,
            boxes=len(boxes),
            sets=sets_for(name.type.kind if name is not None else Kind.TEXT, sets),
        )

    def _may_lack(self, ref: Ref, owner: Ref) -> bool:
        """Whether something else than the column's own name may be nothing in a comparison."""
        behind = (
            self.facts.names.inputs.get(each)
            for each in self.facts.names.graph.below(attribute(ref))
        )
        return any(
            name is not None and name.blank_is_nothing and name.code_name != owner.name
            for name in behind
        )


def _columns(table: Table) -> Iterator[tuple[Column, tuple[Ref, ...]]]:
    for column in table.columns:
        standing = (g for rule in table.rules for g in rule.guards if g.at.left == column.at.left)
        yield column, tuple(dict.fromkeys((column.ref, *(guard.ref for guard in standing))))


def _joined(parts: list[Taken]) -> Taken | None:
    """Several conditions of one cell; beside a comparison with a name only a range can stand."""
    if len(parts) <= 1:
        return parts[0] if parts else _ANY
    parts = [part for part in parts if part.test != Given()]  # a comparison is of what is given
    tests = [part.test for part in parts if part.test is not None]
    if len(tests) > 1 or not all(isinstance(test, Between) for test in tests):
        return None
    if any(part.or_blank for part in parts):
        return None
    holds = tuple(guard for part in parts for guard in part.holds)
    fails = tuple(guard for part in parts for guard in part.fails)
    return Taken(test=tests[0] if tests else None, holds=holds, fails=fails)
