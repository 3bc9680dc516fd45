"""Finds what a ref stands for in a program, and every test that the program puts to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tablewright.checks.reason.formulas import formula_of, tests_in
from tablewright.checks.reason.grid import Grid, grid_of
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.facts import Graph, asked, graph, items_of
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Calculation, Checklist, Guard, Item, Name, Program, Table
from tablewright.ir.tests import Test


@dataclass(frozen=True)
class Names:
    """Look-ups in one program, each worked out once."""

    program: Program

    @cached_property
    def inputs(self) -> dict[str, Name]:
        """Inputs by code name."""
        return {name.code_name: name for name in self.program.inputs}

    @cached_property
    def calculations(self) -> dict[str, Calculation]:
        """Calculations by code name."""
        return {each.name.code_name: each for each in self.program.calculations}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Tables by code name."""
        return {each.code_name: each for each in self.program.tables}

    @cached_property
    def checklists(self) -> dict[str, Checklist]:
        """Checklists by code name."""
        return {each.code_name: each for each in self.program.checklists}

    @cached_property
    def graph(self) -> Graph:
        """What hangs on what."""
        return graph(self.program)

    @cached_property
    def tests(self) -> dict[Ref, tuple[Test, ...]]:
        """Every test of the program, by what it reads."""
        found: dict[Ref, dict[Test, None]] = {}
        for grid in (*map(self.grid, self.program.tables), grid_of(self._rows())):
            for ref, cells in grid.items():
                tests = (test for each in cells.rows for test in each)
                found.setdefault(ref, {}).update(dict.fromkeys(tests))
        for calculation in self.program.calculations:
            formula = formula_of(calculation.expression, self.inputs)
            for ref, test in tests_in(formula) if formula is not None else ():
                found.setdefault(ref, {})[test] = None
        return {ref: tuple(tests) for ref, tests in found.items()}

    def _rows(self) -> Iterator[tuple[Guard, ...]]:
        """Conditions outside tables."""
        for checklist in self.program.checklists:
            for item in items_of(checklist.items):
                yield tuple(each for each in (item.only_if, item.guard) if each is not None)
        for row in self.program.impossible:
            yield row.guards

    def grid(self, table: Table) -> Grid:
        """The condition cells of a table; rows are its rules, Otherwise among them."""
        if table.code_name not in self._grids:
            self._grids[table.code_name] = grid_of(rule.guards for rule in table.rules)
        return self._grids[table.code_name]

    @cached_property
    def _grids(self) -> dict[str, Grid]:
        return {}

    @cached_property
    def asked(self) -> tuple[Ref, ...]:
        """Everything that something reads."""
        return tuple(dict.fromkeys(asked(self.program)))

    def name_of(self, ref: Ref) -> Name | None:
        """The Glossary's name of an input, calculation or output."""
        match ref.kind:
            case RefKind.INPUT:
                return self.inputs[ref.name]
            case RefKind.CALCULATION:
                return self.calculations[ref.name].name
            case RefKind.OUTPUT:
                table = self.tables[ref.name]
                output = next(each for each in table.outputs if each.code_name == ref.part)
                return as_given(table.hit_policy, output)
            case RefKind.CHECKLIST | RefKind.ITEM | RefKind.KINDS:
                return None

    def path_to(self, ref: Ref) -> tuple[Item, ...]:
        """An item, after the groups that hold it."""
        return _path(self.checklists[ref.name].items, ref.part)


def _path(items: tuple[Item, ...], item_id: str) -> tuple[Item, ...]:
    for item in items:
        if item.id == item_id:
            return (item,)
        below = _path(item.children, item_id)
        if below:
            return (item, *below)
    return ()
