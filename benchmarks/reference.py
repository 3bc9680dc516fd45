"""What a table of `families` says to requests, by arrays of bounds: an evaluation of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from benchmarks.families import SIZE, Box, Cell, Column, Made

Bools = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]

CHUNK = 2_000_000  # cells that are compared at once
NONE = -1  # the row of a request that no row takes


@dataclass(frozen=True)
class Reference:
    """A table as arrays: for each row and column a low and a high bound, or a set of members."""

    made: Made
    seed: int

    @cached_property
    def rng(self) -> np.random.Generator:
        """What requests are drawn with."""
        return np.random.default_rng(self.seed)

    @cached_property
    def _bounds(self) -> tuple[Numbers, Numbers]:
        cells = [[_bounds(cell) for cell in box] for box in self.made.boxes]
        both = np.array(cells, dtype=np.float64)
        return both[:, :, 0], both[:, :, 1]

    @cached_property
    def _members(self) -> Rows:
        columns = self.made.columns
        sets = [list(map(_members, box, columns)) for box in self.made.boxes]
        return np.array(sets, dtype=np.int64)

    def holding(self, points: Numbers, rows: slice = slice(None)) -> Bools:
        """For each point and each of the rows whether the row takes the point."""
        low, high = (each[rows] for each in self._bounds)
        members = self._members[rows]
        held = np.ones((len(points), len(low)), dtype=bool)
        for at, column in enumerate(self.made.columns):
            value = points[:, at, None]
            if column:
                held &= (members[None, :, at] >> value.astype(np.int64)) & 1 == 1
            else:
                held &= (low[None, :, at] <= value) & (value < high[None, :, at])
        return held

    def takes(self, row: int, point: Numbers) -> bool:
        """Whether a row takes a point."""
        return bool(self.holding(point[None, :], slice(row, row + 1))[0, 0])

    def first(self, points: Numbers) -> Rows:
        """For each point the first row that takes it."""
        found: list[Rows] = []
        for part in self._chunks(points):
            held = self.holding(part)
            found.append(np.where(held.any(axis=1), held.argmax(axis=1), NONE))
        return np.concatenate(found)

    def _chunks(self, points: Numbers) -> Iterable[Numbers]:
        size = max(1, CHUNK // len(self.made.boxes))
        return (points[at : at + size] for at in range(0, len(points), size))

    # -- requests

    def anywhere(self, count: int) -> Numbers:
        """Requests, half of their numbers on bounds."""
        return self.inside((None,) * len(self.made.columns), count)

    def inside(self, box: Box, count: int) -> Numbers:
        """Requests that a box takes, half of their numbers on bounds."""
        columns = enumerate(zip(box, self.made.columns, strict=True))
        values = [self._values(at, cell, column, count) for at, (cell, column) in columns]
        return np.stack(values, axis=1)

    def _values(self, at: int, cell: Cell, column: Column, count: int) -> Numbers:
        if column:
            members = np.arange(column) if cell is None else np.array(cell)
            return self.rng.choice(members, count).astype(np.float64)
        low, high = (0, SIZE) if cell is None else cell
        cuts = self._cuts[at]
        cuts = np.append(cuts[(low <= cuts) & (cuts < high)], low)
        between = self.rng.integers(low, high, count) + 0.5
        on_bounds = self.rng.integers(2, size=count) == 1
        return np.where(on_bounds, self.rng.choice(cuts, count), between)

    @cached_property
    def _cuts(self) -> list[Numbers]:
        low, high = self._bounds
        both = (np.unique(np.concatenate((low[:, at], high[:, at]))) for at in range(low.shape[1]))
        return [each[np.isfinite(each)] for each in both]

    def every(self, box: Box, rows: Iterable[int], most: int) -> Numbers | None:
        """One request for each way in which rows can see a box; None if these are too many."""
        chosen = [self.made.boxes[row] for row in rows]
        values = [
            _seen(column, cell, [other[at] for other in chosen])
            for at, (cell, column) in enumerate(zip(box, self.made.columns, strict=True))
        ]
        if prod(map(len, values)) > most:
            return None
        return np.array(list(product(*values)), dtype=np.float64)

    def overlapping(self) -> set[tuple[int, int]]:
        """Every pair of rows that take a request together, the upper row first."""
        low, high = self._bounds
        found: set[tuple[int, int]] = set()
        for row in range(len(self.made.boxes)):
            met = np.ones(row, dtype=bool)
            for at, column in enumerate(self.made.columns):
                if column:
                    met &= self._members[:row, at] & self._members[row, at] != 0
                else:
                    met &= np.maximum(low[:row, at], low[row, at]) < np.minimum(
                        high[:row, at], high[row, at]
                    )
            found.update((int(other), row) for other in np.flatnonzero(met))
        return found


def _members(cell: Cell, column: Column) -> int:
    """The members of a cell as bits; none of a column of numbers."""
    return sum(1 << member for member in (range(column) if cell is None else cell) if column)


def _bounds(cell: Cell) -> tuple[float, float]:
    """The bounds of a cell of numbers; the top of all numbers is inside."""
    if not cell:
        return -np.inf, np.inf
    return cell[0], np.inf if cell[-1] == SIZE else cell[-1]


def _seen(column: Column, cell: Cell, others: list[Cell]) -> list[float]:
    """One value for each way in which cells can see the values of a cell."""
    if column:
        return [float(member) for member in (range(column) if cell is None else cell)]
    low, high = (0, SIZE) if cell is None else cell
    cuts = {bound for other in others if other is not None for bound in other}
    return [float(low), *(float(cut) for cut in sorted(cuts) if low < cut < high)]
