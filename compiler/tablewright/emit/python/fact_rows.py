"""What a module works out: calculations, checklists, items, tables and outputs, as facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.python.checklists import position
from tablewright.emit.python.conditions import truth
from tablewright.emit.python.index import Index
from tablewright.emit.python.kinds import wanted
from tablewright.emit.python.literals import sequence, text
from tablewright.emit.python.metadata import Fields, optional_annotation
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import (
    asked,
    attribute,
    hits_attribute,
    items_of,
    reads_of,
    truths_attribute,
)
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Checklist, Guard, Impossible
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
    conditional = {c.code_name: _conditional(c) for c in index.program.checklists}
    for fact, (checklist_name, at) in item_places(index).items():
        truths = f"{checklist_name}_items"
        if at < 0:
            value = f"lambda f: kinds_not_met({checklist_name.upper()}, f.{truths})"
            yield FactRow(name=fact, annotation="tuple[str, ...] | None", value=value)
        elif at > 0:
            alone = f"item_alone({checklist_name.upper()}, {at}, f)"
            value = alone if at in conditional[checklist_name] else f"f.{truths}[{at}]"
            yield FactRow(name=fact, annotation="Truth", value=f"lambda f: {value}")
    for row in kind_rows(index):
        failed = f"(kind_failed({row.checklist}, f.{row.truths}, kind) for kind in {row.kinds})"
        value = f"lambda f: {row.quantifier}(*{failed})"
        yield FactRow(name=row.name, annotation="Truth", value=value)


def _conditional(checklist: Checklist) -> frozenset[int]:
    """The positions of items under a group that applies only on a condition."""
    items = tuple(items_of(checklist.items))
    below = {inner.id for item in items if item.only_if for inner in items_of(item.children)}
    return frozenset(at for at, item in enumerate(items, start=1) if item.id in below)


def item_places(index: Index) -> dict[str, tuple[str, int]]:
    """Facts of checklists, with checklist and position: 0 the whole, -1 the kinds not met."""
    checklists = {c.code_name: c for c in index.program.checklists}
    places = {name: (name, 0) for name in checklists}
    for ref in asked(index.program):
        if ref.kind is RefKind.ITEM:
            places[attribute(ref)] = (ref.name, position(checklists[ref.name], ref.part))
        elif ref.kind is RefKind.KINDS and not ref.part:
            places[attribute(ref)] = (ref.name, -1)
    return places


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
    refs = (ref for ref in asked(index.program) if ref.kind is RefKind.KINDS and ref.part)
    return tuple(
        KindRow(
            name=attribute(ref),
            checklist=ref.name.upper(),
            truths=f"{ref.name}_items",
            quantifier=f"{wanted(ref)[0]}_of",
            kinds=sequence(text(kind) for kind in wanted(ref)[1]),
        )
        for ref in refs
    )


def impossible_rows(index: Index) -> tuple[Fields, ...]:
    """The rows of impossible combinations with the condition that a request meets them."""
    return tuple(_impossible(index, row) for row in index.program.impossible)


def _subject(index: Index, guard: Guard) -> str:
    """What a condition speaks of, in the analyst's words."""
    calculation = index.calculations.get(guard.ref.name)
    if calculation is not None and calculation.hidden:
        reads = next(reads_of(calculation.expression))
        return index.named(attribute(reads))
    return index.named(attribute(guard.ref))


def _impossible(index: Index, row: Impossible) -> Fields:
    parts = ", ".join(truth(g.test, index.holder(g.ref), index.sets) for g in row.guards)
    said = ", ".join(f"{_subject(index, guard)} {guard.text}" for guard in row.guards)
    return (
        ("cell", text(row.at.address.split(":")[0])),
        ("text", text(said)),
        ("because", text(row.because)),
        ("met", f"lambda f: all_of({parts})"),
    )
