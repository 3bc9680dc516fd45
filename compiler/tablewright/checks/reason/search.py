"""Search for a point outside all boxes, column by column, remembering what has been covered.

The column with the fewest boxes that take anything comes first, the value with the fewest boxes
left before the others. Where few boxes are left the question is made small again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.diagrams import Budget
from tablewright.checks.reason.local import Local, Region, least
from tablewright.checks.reason.runs import nth

MANY = 32  # boxes from which making a question smaller can pay
SHRUNK = 8  # by so many times

Found = dict[int, int]  # the point chosen on each axis


@dataclass(slots=True)
class Search:
    """A search of one region; afterwards `used` are boxes that cover what was searched, as bits."""

    region: Region
    budget: Budget
    used: int = 0

    def outside(self, rows: int) -> tuple[int, ...] | None:
        """A point of the box in none of the rows; None if there is none. Raises OutOfStepsError."""
        found = self.among(tuple(bits_of(rows)), (1 << len(self.region.box)) - 1)
        if found is None:
            return None
        first = (nth(runs, 0) for runs in self.region.box)
        return tuple(found.get(axis, point) for axis, point in enumerate(first))

    def among(self, rows: tuple[int, ...], left: int) -> Found | None:
        """A choice of points on the axes left that none of the rows lets through."""
        small = self.region.local(rows, bits_of(left))
        walk = _Walk(self, small)
        found = walk.outside(small.every, left)
        self.used |= small.named(walk.used)
        return found


@dataclass(slots=True)
class _Walk:
    """The search in one local question."""

    search: Search
    local: Local
    used: int = 0
    covered: set[tuple[int, int]] = field(default_factory=set)
    points: dict[int, dict[int, int]] = field(default_factory=dict)

    def outside(self, rows: int, left: int) -> Found | None:
        """A choice of points on the axes left that none of the rows lets through."""
        if not rows:
            return {}
        if (rows, left) in self.covered:
            return None
        self.search.budget.spend()
        axis = self._next(rows, left)
        found = None if axis is None else self._below(rows, left, axis)
        if found is None:
            self.covered.add((rows, left))
        return found

    def _next(self, rows: int, left: int) -> int | None:
        """The axis to look at; None when a row takes whatever the axes left can be."""
        everywhere, best, fewest = rows, None, rows.bit_count()
        for axis, column in self.local.columns.items():
            if left >> axis & 1:
                wild = rows & column.wild
                everywhere &= wild
                if wild.bit_count() < fewest:
                    best, fewest = axis, wild.bit_count()
        if not everywhere:
            return best
        if not everywhere & self.used:
            self.used |= everywhere & -everywhere
        return None

    def _below(self, rows: int, left: int, axis: int) -> Found | None:
        """The search for each value of an axis, the one with the fewest rows first."""
        if MANY < rows.bit_count() * SHRUNK < len(self.local.rows):
            return self.search.among(tuple(self.local.rows[at] for at in bits_of(rows)), left)
        points = self._points(axis)
        self.search.budget.spend(len(points) >> 5)
        below: dict[int, int] = {}
        for mask, at in points.items():
            below.setdefault(rows & mask, at)
        for rest in sorted(below, key=int.bit_count):
            found = self.outside(rest, left & ~(1 << axis))
            if found is not None:
                return {**found, axis: below[rest]}
        return None

    def _points(self, axis: int) -> dict[int, int]:
        if axis not in self.points:
            self.points[axis] = least(self.local.columns[axis].points)
        return self.points[axis]
