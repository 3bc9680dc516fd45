"""The condition cells of a table, column by column, each different cell once.

Cells repeat heavily in long tables, so what is asked of cells is asked of the different ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tablewright.checks.reason.bits import with_bits
from tablewright.ir.expr import Ref
from tablewright.ir.program import Guard
from tablewright.ir.tests import Test

Tests = tuple[Test, ...]  # what one row asks of one name; several If columns may head it
Grid = Mapping[Ref, "Cells"]


@dataclass(frozen=True)
class Cells:
    """The different cells under one name, and the rows that each stands in, in order."""

    rows: Mapping[Tests, tuple[int, ...]]

    @cached_property
    def bits(self) -> Mapping[Tests, int]:
        """The rows of each cell as bits, kept."""
        return self.as_bits()

    def as_bits(self) -> dict[Tests, int]:
        """The rows of each cell as bits."""
        return {tests: with_bits(rows, rows[-1]) for tests, rows in self.rows.items()}


def grid_of(rows: Iterable[tuple[Guard, ...]]) -> Grid:
    """The cells of rows, by what they read; a row that does not read it has `-`."""
    found: defaultdict[Ref, defaultdict[Tests, list[int]]]
    found = defaultdict(lambda: defaultdict(list))
    for at, guards in enumerate(rows):
        for ref, tests in _cells(guards):
            found[ref][tests].append(at)
    return {ref: Cells({t: tuple(at) for t, at in cells.items()}) for ref, cells in found.items()}


def _cells(guards: tuple[Guard, ...]) -> Iterable[tuple[Ref, Tests]]:
    cells: dict[Ref, Tests] = {guard.ref: (guard.test,) for guard in guards}
    if len(cells) < len(guards):
        cells = {ref: tuple(g.test for g in guards if g.ref == ref) for ref in cells}
    return cells.items()


def below(upper: Grid, lower: Grid, rows: int) -> Grid:
    """Two grids as one, the rows of the lower one counted on after those of the upper."""
    found = {ref: dict(cells.rows) for ref, cells in upper.items()}
    for ref, cells in lower.items():
        column = found.setdefault(ref, {})
        for tests, places in cells.rows.items():
            column[tests] = (*column.get(tests, ()), *(rows + at for at in places))
    return {ref: Cells(column) for ref, column in found.items()}
