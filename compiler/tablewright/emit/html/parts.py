"""The parts that an answer is worked out with, and which of them rests on which.

A part is a table, a checklist or a calculation that has a name; a comparison inside a condition
cell stands for what it reads. Two checklists may ask each other's items, so a part may rest on
itself by a detour: nothing here takes the parts for free of circles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from tablewright.emit.names import Names, checklist_id, name_id, table_id
from tablewright.emit.words import Words, joined, named
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.facts import items_of, reads_of, refs_of_item, refs_of_table
from tablewright.ir.program import Calculation, Checklist, Program, Table

Source = Table | Checklist | Calculation


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part by its id on the page: what it reads itself, and which parts those belong to."""

    anchor: str
    name: str
    source: Source
    reads: tuple[Ref, ...]
    rests_on: tuple[str, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        """The code names of the inputs that it reads itself."""
        return tuple(ref.name for ref in self.reads if ref.kind is RefKind.INPUT)

    @property
    def words(self) -> Words:
        """Its name, linked."""
        return named(self.name, self.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Every part by its id, in sheet order: calculations, checklists, tables."""

    all: Mapping[str, Part]

    def steps(self, last: str) -> tuple[Part, ...]:
        """Everything that `last` rests on, each before what reads it, and `last` at the end."""
        done: dict[str, None] = {}
        seen = {last}
        way = [(last, iter(self.all[last].rests_on))]
        while way:
            at, below = way[-1]
            following = next((other for other in below if other not in seen), None)
            if following is None:
                done[at] = None
                way.pop()
            else:
                seen.add(following)
                way.append((following, iter(self.all[following].rests_on)))
        return tuple(self.all[anchor] for anchor in done)

    def used_by(self, anchor: str) -> Words:
        """The parts that read this one, linked."""
        users = (part.words for part in self.all.values() if anchor in part.rests_on)
        return joined(users, last=" and ")


def parts_of(program: Program, names: Names) -> Parts:
    """The parts of a program."""
    named_ones = (each for each in program.calculations if not each.hidden)
    sources: tuple[Source, ...] = (*named_ones, *program.checklists, *program.tables)
    parts = (_part(source, names) for source in sources)
    return Parts(all={part.anchor: part for part in parts})


def _part(source: Source, names: Names) -> Part:
    anchor, name, refs = _described(source)
    reads = tuple(dict.fromkeys(_spoken(refs, names)))
    below = dict.fromkeys(_owner(ref) for ref in reads if ref.kind is not RefKind.INPUT)
    rests_on = tuple(other for other in below if other != anchor)
    return Part(anchor=anchor, name=name, source=source, reads=reads, rests_on=rests_on)


def _described(source: Source) -> tuple[str, str, Iterable[Ref]]:
    """The id of a part, its name, and every reference in it."""
    match source:
        case Table():
            return table_id(source.code_name), source.name, refs_of_table(source)
        case Checklist():
            items = items_of(source.items)
            refs = (ref for item in items for ref in refs_of_item(item))
            return checklist_id(source.code_name), source.name, refs
        case Calculation():
            called = source.name
            return name_id(called.code_name), called.name, reads_of(source.expression)
        case _:
            assert_never(source)


def _spoken(refs: Iterable[Ref], names: Names) -> Iterator[Ref]:
    """The references as the reader sees them: a hidden calculation stands for what it reads."""
    for ref in refs:
        if ref.kind is RefKind.CALCULATION and ref.name in names.hidden:
            yield from _spoken(reads_of(names.hidden[ref.name].expression), names)
        else:
            yield ref


def _owner(ref: Ref) -> str:
    """The part that gives what is read."""
    match ref.kind:
        case RefKind.CALCULATION:
            return name_id(ref.name)
        case RefKind.OUTPUT:
            return table_id(ref.name)
        case _:
            return checklist_id(ref.name)
