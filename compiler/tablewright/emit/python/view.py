"""One version as the rows of its module: everything that the template places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.lookup import as_emitted
from tablewright.emit.places import item_places
from tablewright.emit.python.checklists import ChecklistRow, checklist_row
from tablewright.emit.python.constants import constant_rows
from tablewright.emit.python.fact_rows import (
    FactRow,
    KindRow,
    fact_rows,
    impossible_rows,
    kind_rows,
    own_places,
)
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
    Fields,
    InputRow,
    calculation_rows,
    input_rows,
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
    slots: tuple[str, ...]
    input_names: tuple[str, ...]
    table_constants: str
    checklist_constants: str
    inputs: tuple[InputRow, ...]
    impossible: tuple[Fields, ...]
    outputs: tuple[tuple[str, str, int], ...]
    items: tuple[tuple[str, str, int], ...]
    kinds: tuple[KindRow, ...]


def module_view(program: Program, digest: str) -> ModuleView:
    """The view of one version."""
    index = Index(program=as_emitted(program))
    policy = program.policy
    title = f"{policy.number} {policy.title}, version {policy.version}"
    places = item_places(index) | own_places(index)
    return ModuleView(
        header=comment(f"Compiled from {program.label} (digest {digest[:12]}).", 200),
        docstring=docstring(f"{title}."),
        version=_version(policy, program.label, digest),
        decision=policy.decision,
        constants=constant_rows(index),
        enums=enum_rows(index),
        fields=field_rows(index),
        checks=tuple((condition, comment(cell)) for condition, cell in checks(index)),
        sets=tuple(_set_row(value_set) for value_set in program.value_sets),
        calculations=calculation_rows(index),
        checklists=tuple(checklist_row(index, c) for c in index.program.checklists),
        tables=tuple(table_row(index, t) for t in index.program.tables),
        facts=fact_rows(index),
        slots=tuple(sorted(text(fact.name) for fact in fact_rows(index))),
        input_names=tuple(text(name.code_name) for name in program.inputs),
        table_constants=sequence(_answering_first(program)),
        checklist_constants=sequence(c.code_name.upper() for c in program.checklists),
        inputs=input_rows(index),
        impossible=impossible_rows(index),
        outputs=tuple(_outputs(program)),
        items=tuple((fact, name.upper(), at) for fact, (name, at) in places.items()),
        kinds=kind_rows(index),
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


def _answering_first(program: Program) -> tuple[str, ...]:
    """The tables, the answering one first: its reading order ranks what completions split."""
    names = [table.code_name for table in program.tables]
    names.sort(key=lambda name: name != program.policy.decision)
    return tuple(name.upper() for name in names)
