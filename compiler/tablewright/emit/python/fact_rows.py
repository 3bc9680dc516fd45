"""What a module works out: calculations, checklists, items, tables and outputs, as facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.own_items import own_fact, own_items
from tablewright.emit.places import item_places, kind_places, position, subject
from tablewright.emit.python.conditions import truth
from tablewright.emit.python.index import Index
from tablewright.emit.python.literals import sequence, text
from tablewright.emit.python.metadata import Fields, optional_annotation
from tablewright.ir.facts import (
    hits_attribute,
    items_of,
    truths_attribute,
)
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Checklist, Impossible
from tablewright.ir.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact that is worked out: its type, and the expression over `f` that does it."""

    name: str
    annotation: str
    value: str


def fact_rows(index: Index) -> tuple[FactRow, ...]:
    """Everything worked out: calculations, checklists, items, tables and outputs."""
    rows = [
        FactRow(
            name=c.name.code_name,
            annotation=optional_annotation(c.name, nothing=c.may_be_nothing),
            value=f"_{c.name.code_name}",
        )
        for c in index.program.calculations
    ]
    rows.extend(_checklist_facts(index))
    for table in index.program.tables:
        hits = hits_attribute(table)
        rows.append(FactRow(name=hits, annotation="Hits", value=f"_{table.code_name}"))
        for at, output in enumerate(table.outputs):
            read = f"output_of({table.code_name.upper()}, f.{hits}, {at}, f)"
            given = as_given(table.hit_policy, output)
            value = f"lambda f: {f'normal_codes({read})' if given.type.kind is Kind.CODE else read}"
            kind = optional_annotation(given, nothing=output.blank_is_nothing)
            rows.append(FactRow(name=output.code_name, annotation=kind, value=value))
    return tuple(rows)


def _checklist_facts(index: Index) -> Iterator[FactRow]:
    for checklist in index.program.checklists:
        truths, name = truths_attribute(checklist), checklist.code_name
        yield FactRow(name=truths, annotation="Truths", value=f"_{name}")
        yield FactRow(name=name, annotation="Truth", value=f"lambda f: f.{truths}[0]")
        hits = f"lambda f: checked({name.upper()}_TABLE, f.{name})"
        yield FactRow(name=f"{name}_rules", annotation="Hits", value=hits)
    own = own_places(index)
    for name in own:
        yield FactRow(name=name, annotation="Truth", value=f"_{name}")
    conditional = {c.code_name: _conditional(c) for c in index.program.checklists}
    sources = {place: name for name, place in own.items()}
    for fact, (checklist_name, at) in item_places(index).items():
        truths = f"{checklist_name}_items"
        if at < 0:
            value = f"lambda f: kinds_not_met({checklist_name.upper()}, f.{truths})"
            yield FactRow(name=fact, annotation="tuple[str, ...] | None", value=value)
        elif at > 0:
            source = f"f.{sources.get((checklist_name, at), f'{truths}[{at}]')}"
            if at in conditional[checklist_name]:
                source = f"item_alone({checklist_name.upper()}, {at}, {source}, f)"
            yield FactRow(name=fact, annotation="Truth", value=f"lambda f: {source}")
    for row in kind_rows(index):
        failed = f"(kind_failed({row.checklist}, f.{row.truths}, kind) for kind in {row.kinds})"
        value = f"lambda f: {row.quantifier}(*{failed})"
        yield FactRow(name=row.name, annotation="Truth", value=value)


def own_places(index: Index) -> dict[str, tuple[str, int]]:
    """The facts of items that are worked out by themselves, with checklist and position."""
    own = own_items(index)
    return {
        own_fact(checklist, item.id): (checklist.code_name, position(checklist, item.id))
        for checklist in index.program.checklists
        for item in items_of(checklist.items)
        if item.id in own.get(checklist.code_name, ())
    }


def _conditional(checklist: Checklist) -> frozenset[int]:
    """The positions of items under a group that applies only on a condition."""
    items = tuple(items_of(checklist.items))
    below = {inner.id for item in items if item.only_if for inner in items_of(item.children)}
    return frozenset(at for at, item in enumerate(items, start=1) if item.id in below)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """A condition on some kinds not met, as a fact."""

    name: str
    checklist: str
    truths: str
    quantifier: str
    kinds: str


def kind_rows(index: Index) -> tuple[KindRow, ...]:
    """The conditions on kinds that something reads."""
    return tuple(
        KindRow(
            name=place.fact,
            checklist=place.checklist.upper(),
            truths=f"{place.checklist}_items",
            quantifier=f"{place.quantifier}_of",
            kinds=sequence(text(kind) for kind in place.kinds),
        )
        for place in kind_places(index)
    )


def impossible_rows(index: Index) -> tuple[Fields, ...]:
    """The rows of impossible combinations with the condition that a request meets them."""
    return tuple(_impossible(index, row) for row in index.program.impossible)


def _impossible(index: Index, row: Impossible) -> Fields:
    parts = ", ".join(truth(g.test, index.holder(g.ref), index.sets) for g in row.guards)
    said = ", ".join(f"{subject(index, guard)} {guard.text}" for guard in row.guards)
    return (
        ("cell", text(row.at.address.split(":")[0])),
        ("text", text(said)),
        ("because", text(row.because)),
        ("met", f"lambda f: all_of({parts})"),
    )
