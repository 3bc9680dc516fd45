"""Checklists as rows of ready text: one line for each item, groups joined below their children."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tablewright.emit.own_items import own_fact, own_items
from tablewright.emit.places import combine_words
from tablewright.emit.python.conditions import truth
from tablewright.emit.python.index import Index, class_name
from tablewright.emit.python.literals import comment, docstring, text
from tablewright.emit.python.tables import local, local_name
from tablewright.ir.facts import (
    attribute,
    items_of,
    refs_of_item,
    slug,
    truths_attribute,
)
from tablewright.ir.program import Checklist, Combine, CombineKind, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """A line of a checklist's function: a heading of its own, or a variable and its truth."""

    heading: str = ""
    variable: str = ""
    value: str = ""
    comment: str = ""


Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """The record of an item: where it stands on one line, its texts on lines of their own."""

    place: Fields
    texts: Fields = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """An item with a function of its own: the facts to read, and its truth."""

    name: str
    docstring: str
    fresh: tuple[tuple[str, str], ...]
    value: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """A checklist with its function and records, and the functions of items that have their own."""

    name: str
    constant: str
    code_name: str
    truths: str
    docstring: str
    public_docstring: str
    decision_class: str
    fresh: tuple[tuple[str, str], ...]
    lines: tuple[ItemLine, ...]
    own: tuple[OwnRow, ...]
    variables: tuple[str, ...]
    cell: str
    record: tuple[tuple[str, str], ...]
    items: tuple[ItemRecord, ...]


def checklist_row(index: Index, checklist: Checklist) -> ChecklistRow:
    """Everything that the template places for one checklist."""
    items = tuple(items_of(checklist.items))
    own = own_items(index).get(checklist.code_name, frozenset())
    names = variables(checklist)
    whole = _combined(checklist.combine, [names[item.id] for item in checklist.items])
    about = f"{checklist.name} ({combine_words(checklist.combine)}, {checklist.at.address})"
    sources = {item.id: f"f.{own_fact(checklist, item.id)}" for item in items if item.id in own}
    places = Places(names=names, own=sources)
    lines = [line for item in checklist.items for line in _lines(index, item, places)]
    return ChecklistRow(
        name=checklist.name,
        constant=checklist.code_name.upper(),
        code_name=checklist.code_name,
        truths=truths_attribute(checklist),
        docstring=docstring(f"{about}: whether it is met, then its items in sheet order."),
        public_docstring=docstring(f"Check {checklist.name} ({checklist.at.address})."),
        decision_class=f"{class_name(checklist.code_name)}Decision",
        fresh=_fresh(item for item in items if item.id not in own),
        lines=(*lines, ItemLine(variable="met", value=whole)),
        own=tuple(_own(index, checklist, item, places) for item in items if item.id in own),
        variables=("met", *(names[item.id] for item in items)),
        cell=text(checklist.at.address),
        record=(
            ("name", text(checklist.name)),
            ("truths", text(truths_attribute(checklist))),
        ),
        items=tuple(_item_records(index, checklist)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the truth of an item is: in a variable, and before that in a fact of its own."""

    names: dict[str, str]
    own: dict[str, str]


def _fresh(items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    reads = dict.fromkeys(attribute(ref) for item in items for ref in refs_of_item(item))
    return tuple((local_name(name), f"f.{name}") for name in reads)


def _own(index: Index, checklist: Checklist, item: Item, places: Places) -> OwnRow:
    value, note = _value(index, item, places.own)
    return OwnRow(
        name=own_fact(checklist, item.id),
        docstring=docstring(f"{checklist.name}, item {item.id} ({item.at.address.split(':')[0]})."),
        fresh=_fresh((item,)),
        value=value,
        comment=note,
    )


def variables(checklist: Checklist) -> dict[str, str]:
    """A local variable for each item id: `5.a` is `i5_a`; ids that look alike get their row."""
    items = tuple(items_of(checklist.items))
    counts = Counter(slug(item.id) for item in items)
    return {
        item.id: f"i{slug(item.id)}" if counts[slug(item.id)] == 1 else f"i_row_{item.at.top}"
        for item in items
    }


def _combined(combine: Combine, names: list[str]) -> str:
    joined = ", ".join(names)
    match combine.kind:
        case CombineKind.ALL_OF:
            return f"all_of({joined})"
        case CombineKind.ANY_OF:
            return f"any_of({joined})"
        case CombineKind.NONE_OF:
            return f"none_of({joined})"
        case CombineKind.AT_LEAST:
            return f"at_least({combine.at_least}, {joined})"


def _lines(index: Index, item: Item, places: Places) -> Iterator[ItemLine]:
    """An item after its children; a group has a heading above them."""
    label = item.cite if item.own_cite and item.cite else f"item {item.id}"
    where = item.at.address.split(":")[0]
    if item.combine is not None or item.own_cite:
        said = " \u00b7 ".join(part for part in (label, where, item.criterion) if part)
        yield ItemLine(heading=comment(said, 92))
    for child in item.children:
        yield from _lines(index, child, places)
    variable = places.names[item.id]
    if item.id in places.own:
        yield ItemLine(variable=variable, value=places.own[item.id])
        return
    value, note = _value(index, item, places.names)
    yield ItemLine(variable=variable, value=value, comment=note)


def _value(index: Index, item: Item, below: Mapping[str, str]) -> tuple[str, str]:
    """The truth of an item, and the cells that say so; `below` is where its children's are."""
    note = ""
    if item.guard is not None:
        value = truth(item.guard.test, local(index, item.guard.ref), index.sets)
        note = comment(f"{item.guard.at.range.split(':')[0]} {item.guard.text}", 60)
    else:
        combine = item.combine or Combine(kind=CombineKind.ALL_OF)
        value = _combined(combine, [below[child.id] for child in item.children])
    if item.only_if is not None:
        condition = truth(item.only_if.test, local(index, item.only_if.ref), index.sets)
        value = f"only_if({condition}, {value})"
        note = comment(f"{note} only if {item.only_if.text}".strip(), 60)
    return value, note


def _item_records(index: Index, checklist: Checklist) -> Iterator[ItemRecord]:
    whole = (
        ("id", text("")),
        ("parent", "0"),
        ("cell", text(checklist.at.address)),
        ("cite", text("")),
        ("own_cite", "False"),
        ("combine", text(combine_words(checklist.combine))),
    )
    yield ItemRecord(place=whole)
    places = {item.id: at for at, item in enumerate(items_of(checklist.items), start=1)}
    parents = {
        child.id: places[item.id] for item in items_of(checklist.items) for child in item.children
    }
    for item in items_of(checklist.items):
        yield _record(index, item, parents.get(item.id, 0))


def _record(index: Index, item: Item, parent: int) -> ItemRecord:
    place = (
        ("id", text(item.id)),
        ("parent", str(parent)),
        ("cell", text(item.at.address.split(":")[0])),
        ("cite", text(item.cite)),
        ("own_cite", "" if item.own_cite else "False"),
        ("combine", text(combine_words(item.combine)) if item.combine else ""),
        ("reads", text(attribute(item.guard.ref)) if item.guard else ""),
        ("test", text(item.guard.text) if item.guard else ""),
        ("only_if", text(attribute(item.only_if.ref)) if item.only_if else ""),
        ("kind", text(item.kind) if item.kind else ""),
    )
    texts = (
        ("condition", _condition(index, item)),
        ("criterion", text(item.criterion) if item.criterion else ""),
        ("evidence", text(item.evidence) if item.evidence else ""),
        ("if_not_met", text(item.if_not_met) if item.if_not_met else ""),
    )
    return ItemRecord(
        place=tuple(field for field in place if field[1]),
        texts=tuple(field for field in texts if field[1]),
    )


def _condition(index: Index, item: Item) -> str:
    if item.only_if is None:
        return ""
    holder = index.holder(item.only_if.ref)
    return f"lambda f: {truth(item.only_if.test, holder, index.sets)}"
