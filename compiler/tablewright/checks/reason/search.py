"""Search for a point outside all rows, column by column, remembering what has been covered.

Only the rows and points that matter are looked at; the column with the fewest rows that take
anything comes first, the value with the fewest rows left before the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from tablewright.checks.reason.diagrams import Budget
from tablewright.checks.reason.space import Axis, Space, bits_of

FEW_POINTS = 200  # up to here points are compared with each other

Box = tuple[int, ...]
Found = dict[int, int]  # the point chosen on each axis


def search(space: Space, box: Box, rows: int, budget: Budget) -> tuple[int, ...] | None:
    """A point of the box in none of the rows, None when there is none. Raises OutOfStepsError."""
    columns = tuple(
        _Column(at, _points(axis, extent, rows))
        for at, (axis, extent) in enumerate(zip(space.axes, box, strict=True))
    )
    found = _Search(columns, budget).outside(rows, (1 << len(columns)) - 1)
    if found is None:
        return None
    first = (next(bits_of(extent)) for extent in box)
    return tuple(found.get(at, point) for at, point in enumerate(first))


def _points(axis: Axis, extent: int, rows: int) -> dict[int, int]:
    """The rows that points let through, each with one such point; of nested ones the smallest."""
    masks: dict[int, int] = {}
    for at in bits_of(extent):
        masks.setdefault(axis.points[at].mask & rows, at)
    if len(masks) > FEW_POINTS:
        return masks
    return {
        mask: at
        for mask, at in masks.items()
        if not any(other != mask and other & mask == other for other in masks)
    }


@dataclass(frozen=True, slots=True)
class _Column:
    """One axis as far as it matters; `wild` are the rows that take every point left."""

    axis: int
    points: dict[int, int]
    wild: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wild", reduce(and_, self.points))


@dataclass(slots=True)
class _Search:
    columns: tuple[_Column, ...]
    budget: Budget
    covered: set[tuple[int, int]] = field(default_factory=set)

    def outside(self, rows: int, left: int) -> Found | None:
        """A choice of points on the axes left that none of the rows lets through."""
        if not rows:
            return {}
        if (rows, left) in self.covered:
            return None
        self.budget.spend()
        column = self._next(rows, left)
        if column is not None:
            below: dict[int, int] = {}
            for mask, at in column.points.items():
                below.setdefault(rows & mask, at)
            for rest in sorted(below, key=int.bit_count):
                found = self.outside(rest, left & ~(1 << column.axis))
                if found is not None:
                    return {**found, column.axis: below[rest]}
        self.covered.add((rows, left))
        return None

    def _next(self, rows: int, left: int) -> _Column | None:
        """The column to look at; None when a row takes whatever the columns left can be."""
        everywhere, best, fewest = rows, None, rows.bit_count()
        for at in bits_of(left):
            column = self.columns[at]
            wild = rows & column.wild
            everywhere &= wild
            if wild.bit_count() < fewest:
                best, fewest = column, wild.bit_count()
        return None if everywhere else best
