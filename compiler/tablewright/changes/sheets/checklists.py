"""The items of a checklist in both versions, each found again by what it asks with all below it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from tablewright.changes.sheets.names import ref_text
from tablewright.changes.sheets.rows import Block, Field, Row
from tablewright.checks.reason.names import Names
from tablewright.ir.changes import BlockKind, Nature
from tablewright.ir.facts import items_of
from tablewright.ir.program import Checklist, Combine, Guard, Item
from tablewright.ir.walk import guards_of_item


def checklist_block(names: Names, checklist: Checklist) -> Block:
    """A checklist as a block of rows."""
    sheet = _Sheet(names, checklist)
    return Block(
        kind=BlockKind.CHECKLIST,
        name=checklist.name,
        code=checklist.code_name,
        keys=(checklist.code_name, checklist.name),
        settings=sheet.settings(),
        rows=sheet.rows(),
        at=checklist.at,
    )


def combine_text(combine: Combine) -> str:
    """As a Combine cell writes it."""
    return f"at least {combine.at_least} of" if combine.at_least else combine.kind.value


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A checklist with the names that it is written in."""

    names: Names
    checklist: Checklist

    def settings(self) -> tuple[Field, ...]:
        """What the checklist says before its items."""
        combine = self.checklist.combine
        return (
            Field(key="name", heading="Name", text=self.checklist.name),
            Field(
                key="met when",
                heading="Met when",
                text=combine_text(combine),
                says=combine,
                nature=Nature.MEANING,
            ),
        )

    def rows(self) -> tuple[Row, ...]:
        """Its items, each before what is below it."""
        return tuple(self._rows(self.checklist.items, "", ""))

    def _rows(self, items: tuple[Item, ...], place: str, kind: str) -> Iterator[Row]:
        for item in items:
            own_kind = item.kind or kind
            yield self._row(item, place, own_kind)
            yield from self._rows(item.children, item.id, own_kind)

    def _row(self, item: Item, place: str, kind: str) -> Row:
        whole = _content(item)
        # A part asks what parts of other groups may ask too: alone it is found by its wording.
        alone = (whole, item.criterion) if item.guard is not None else whole
        own = (item.combine, _asked(item.guard), _asked(item.only_if), item.criterion)
        return Row(
            name=item.id,
            keys=((item.id, whole), alone, (item.id, own), own, item.id),
            fields=tuple(self._fields(item, kind)),
            reads=tuple(ref_text(self.names, guard.ref) for guard in guards_of_item(item)),
            says=item.criterion,
            place=place,
            at=item.at,
        )

    def _fields(self, item: Item, kind: str) -> Iterator[Field]:
        yield Field(
            key="id",
            heading="Item",
            text=item.id,
            says=item.id,
            nature=Nature.CITATION,
            at=item.at,
        )
        combine = "" if item.combine is None else combine_text(item.combine)
        yield self._meaning("Combine", combine, item.combine, item)
        yield from self._condition("Subject", "Test", item.guard, item)
        only_if = item.only_if
        text = "" if only_if is None else only_if.text
        yield self._meaning("Only if", text, _asked(only_if), item)
        cite = item.cite if item.own_cite else ""
        yield Field(
            key="cite",
            heading="Cite",
            text=cite,
            says=cite,
            nature=Nature.CITATION,
            at=item.at,
        )
        for heading, wording in (
            ("Criterion", item.criterion),
            ("Evidence", item.evidence),
            ("If not met", item.if_not_met),
        ):
            yield Field(key=heading, heading=heading, text=wording, at=item.at)
        yield self._meaning("Kind", kind, kind, item)

    def _condition(
        self, subject: str, test: str, guard: Guard | None, item: Item
    ) -> Iterator[Field]:
        if guard is None:
            return
        yield self._meaning(subject, ref_text(self.names, guard.ref), guard.ref, item)
        yield Field(
            key=test,
            heading=test,
            text=guard.text,
            says=guard.test,
            nature=Nature.MEANING,
            at=guard.at,
        )

    def _meaning(self, heading: str, text: str, says: Hashable, item: Item) -> Field:
        return Field(
            key=heading,
            heading=heading,
            text=text,
            says=says,
            nature=Nature.MEANING,
            at=item.at,
        )


def _asked(guard: Guard | None) -> Hashable:
    return None if guard is None else (guard.ref, guard.test)


def _content(item: Item) -> Hashable:
    """What an item asks with everything below it, without ids, citations and wording."""
    below = tuple(
        (each.combine, _asked(each.guard), _asked(each.only_if), len(each.children))
        for each in items_of(item.children)
    )
    return item.combine, _asked(item.guard), _asked(item.only_if), below
