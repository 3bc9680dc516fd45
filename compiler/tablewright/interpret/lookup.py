"""Finds things of a program by code name, and the tests that concern a name.

Every look-up walks the program; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.outputs import as_given
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Guard,
    Item,
    Name,
    Program,
    Table,
    ValueSet,
)
from tablewright.ir.tests import Test
from tablewright.ir.types import Kind, Type
from tablewright.ir.walk import guards_of_checklist


def input_named(program: Program, code_name: str) -> Name:
    """The input with this code name."""
    return next(name for name in program.inputs if name.code_name == code_name)


def calculation_named(program: Program, code_name: str) -> Calculation:
    """The calculation with this code name."""
    return next(each for each in program.calculations if each.name.code_name == code_name)


def table_named(program: Program, code_name: str) -> Table:
    """The decision table with this code name."""
    return next(table for table in program.tables if table.code_name == code_name)


def checklist_named(program: Program, code_name: str) -> Checklist:
    """The checklist with this code name."""
    return next(each for each in program.checklists if each.code_name == code_name)


def value_set_named(program: Program, code_name: str) -> ValueSet:
    """The value set with this code name."""
    return next(each for each in program.value_sets if each.code_name == code_name)


def output_position(table: Table, code_name: str) -> int:
    """Which of the table's outputs has this code name, counted from 0."""
    return [output.code_name for output in table.outputs].index(code_name)


def path_to(items: tuple[Item, ...], item_id: str) -> tuple[Item, ...]:
    """The item with this id, after the groups that hold it; empty when there is none."""
    for item in items:
        if item.id == item_id:
            return (item,)
        below = path_to(item.children, item_id)
        if below:
            return (item, *below)
    return ()


def type_of(program: Program, ref: Ref) -> Type:
    """The type of what is read."""
    match ref.kind:
        case RefKind.INPUT:
            return input_named(program, ref.name).type
        case RefKind.CALCULATION:
            return calculation_named(program, ref.name).name.type
        case RefKind.OUTPUT:
            table = table_named(program, ref.name)
            output = table.outputs[output_position(table, ref.part)]
            return as_given(table.hit_policy, output).type
        case RefKind.CHECKLIST | RefKind.ITEM:
            return Type(kind=Kind.YES_NO)
        case RefKind.KINDS:
            return Type(kind=Kind.TEXT, is_list=True)


def all_guards(program: Program) -> Iterator[Guard]:
    """Every condition: of rules, of items with their Only if, of Impossible rows."""
    for table in program.tables:
        for rule in table.rules:
            yield from rule.guards
    for checklist in program.checklists:
        yield from guards_of_checklist(checklist)
    for row in program.impossible:
        yield from row.guards


def tests_on(program: Program, ref: Ref) -> tuple[Test, ...]:
    """Every test that some condition makes on this name."""
    return tuple(guard.test for guard in all_guards(program) if guard.ref == ref)
