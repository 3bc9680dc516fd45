"""One version as the rows of its module: everything that the template places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.python.checklists import ChecklistRow, checklist_row
from tablewright.emit.python.constants import constant_rows
from tablewright.emit.python.index import Index
from tablewright.emit.python.inputs import EnumRow, FieldRow, checks, enum_rows, field_rows
from tablewright.emit.python.literals import (
    comment,
    docstring,
    sequence,
    text,
)
from tablewright.emit.python.metadata import (
    CalculationRow,
    FactRow,
    Fields,
    calculation_rows,
    fact_rows,
    impossible_rows,
    input_records,
    item_places,
)
from tablewright.emit.python.tables import TableRow, table_row
from tablewright.ir.program import Policy, Program, ValueSet


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """A value set as constants; `prefixes` is empty when no code ends in `*`."""

    constant: str
    comment: str
    codes: tuple[str, ...]
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    """The whole module. Texts are ready: escaped, quoted, named."""

    header: str
    docstring: str
    version: Fields
    decision: str
    constants: tuple[tuple[str, str], ...]
    enums: tuple[EnumRow, ...]
    fields: tuple[FieldRow, ...]
    checks: tuple[tuple[str, str], ...]
    sets: tuple[SetRow, ...]
    calculations: tuple[CalculationRow, ...]
    checklists: tuple[ChecklistRow, ...]
    tables: tuple[TableRow, ...]
    facts: tuple[FactRow, ...]
    inputs: tuple[Fields, ...]
    impossible: tuple[Fields, ...]
    outputs: tuple[tuple[str, str, int], ...]
    items: tuple[tuple[str, str, int], ...]
    order: tuple[str, ...]
    dependents: tuple[tuple[str, str], ...]
    never_unknown: tuple[str, ...]


def module_view(program: Program, digest: str) -> ModuleView:
    """The view of one version."""
    index = Index(program=program)
    policy = program.policy
    title = f"{policy.number} {policy.title}, version {policy.version}"
    places = item_places(index)
    return ModuleView(
        header=comment(f"Compiled from {program.label} (sha256 {digest[:12]}).", 200),
        docstring=docstring(f"{title}."),
        version=_version(policy, program.label, digest),
        decision=policy.decision,
        constants=constant_rows(index),
        enums=enum_rows(index),
        fields=field_rows(index),
        checks=tuple((condition, comment(cell)) for condition, cell in checks(index)),
        sets=tuple(_set_row(value_set) for value_set in program.value_sets),
        calculations=calculation_rows(index),
        checklists=tuple(checklist_row(index, c) for c in program.checklists),
        tables=tuple(table_row(index, t) for t in program.tables),
        facts=fact_rows(index),
        inputs=input_records(index),
        impossible=impossible_rows(index),
        outputs=tuple(_outputs(program)),
        items=tuple((fact, name.upper(), at) for fact, (name, at) in places.items()),
        order=_order(index),
        dependents=tuple((name, _dependents(index, name)) for name in _order(index)),
        never_unknown=tuple(n.code_name for n in program.inputs if n.blank_is_nothing),
    )


def _version(policy: Policy, label: str, digest: str) -> Fields:
    def day(value: dt.date | None) -> str:
        return "None" if value is None else f"date({value.year}, {value.month}, {value.day})"

    return (
        ("policy", text(policy.number)),
        ("title", text(policy.title)),
        ("version", text(policy.version)),
        ("approved_on", day(policy.approved_on)),
        ("in_force_from", day(policy.in_force_from)),
        ("in_force_until", day(policy.in_force_until)),
        ("version_date", text(policy.version_date)),
        ("workbook", text(label)),
        ("digest", text(digest)),
    )


def _set_row(value_set: ValueSet) -> SetRow:
    return SetRow(
        constant=value_set.code_name.upper(),
        comment=comment(f"{value_set.name} \u00b7 {value_set.at.address}"),
        codes=tuple(text(c.code) for c in value_set.codes if not c.prefix),
        prefixes=tuple(text(c.code) for c in value_set.codes if c.prefix),
    )


def _outputs(program: Program) -> Iterator[tuple[str, str, int]]:
    for table in program.tables:
        for at, output in enumerate(table.outputs):
            yield output.code_name, table.code_name.upper(), at


def _order(index: Index) -> tuple[str, ...]:
    """Inputs and calculations: gates first, inputs before what is worked out from them."""
    split = [n for n in index.graph.order if n in index.inputs or n in index.calculations]
    placed: dict[str, None] = {}
    for name in split:
        placed |= dict.fromkeys(base for base in index.bases(name) if base != name)
        placed[name] = None
    return tuple(placed)


def _dependents(index: Index, name: str) -> str:
    """Everything that has to be worked out anew when a fact changes."""
    above = index.graph.above(name)
    checklists = (f"{n}_rules" for n in above if n in _checklists(index))
    names = (*above, *checklists)
    return sequence(text(n) for n in names) if names else "()"


def _checklists(index: Index) -> frozenset[str]:
    return frozenset(c.code_name for c in index.program.checklists)
