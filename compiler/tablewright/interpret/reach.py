"""The part of a program that one decision reads: what lies outside cannot change its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tablewright.interpret.lookup import calculation_named, checklist_named, table_named
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Program, Table
from tablewright.ir.walk import guards_of_checklist, refs_of


def reached(program: Program, decision: str) -> Program:
    """The program with no more than the tables, checklists and calculations that matter here.

    All inputs and Impossible rows stay, for they concern the request.
    """
    found: dict[tuple[RefKind, str], None] = {(RefKind.OUTPUT, decision): None}
    waiting = [Ref(kind=RefKind.OUTPUT, name=decision)]
    waiting += [guard.ref for row in program.impossible for guard in row.guards]
    while waiting:
        ref = waiting.pop()
        found[_kind(ref), ref.name] = None
        read = (each for each in _read_by(program, ref) if (_kind(each), each.name) not in found)
        waiting.extend(read)
    return replace(
        program,
        tables=tuple(t for t in program.tables if (RefKind.OUTPUT, t.code_name) in found),
        checklists=tuple(
            each for each in program.checklists if (RefKind.CHECKLIST, each.code_name) in found
        ),
        calculations=tuple(
            each
            for each in program.calculations
            if (RefKind.CALCULATION, each.name.code_name) in found
        ),
    )


def _kind(ref: Ref) -> RefKind:
    """A checklist is reached as a whole, through whichever of its items."""
    of_checklist = ref.kind in {RefKind.CHECKLIST, RefKind.ITEM, RefKind.KINDS}
    return RefKind.CHECKLIST if of_checklist else ref.kind


def _read_by(program: Program, ref: Ref) -> Iterator[Ref]:
    match ref.kind:
        case RefKind.INPUT:
            return
        case RefKind.CALCULATION:
            yield from refs_of(calculation_named(program, ref.name).expression)
        case RefKind.OUTPUT:
            yield from _read_by_table(table_named(program, ref.name))
        case RefKind.CHECKLIST | RefKind.ITEM | RefKind.KINDS:
            checklist = checklist_named(program, ref.name)
            yield from (guard.ref for guard in guards_of_checklist(checklist))


def _read_by_table(table: Table) -> Iterator[Ref]:
    for rule in table.rules:
        yield from (guard.ref for guard in rule.guards)
        for cell in rule.outcomes:
            if cell.expression is not None:
                yield from refs_of(cell.expression)
