"""Counting: how many points of a box its rows hold together, each point once.

Boxes that overlap little are cheap: the sum runs over sets of rows that all meet. What is counted
are points of the axes, which have no meaning but that none is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from tablewright.checks.reason.diagrams import Budget
from tablewright.checks.reason.space import Space, bits_of

Box = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts in one space, within a budget. Raises OutOfStepsError."""

    space: Space
    budget: Budget

    def hole(self, box: Box, rows: int) -> tuple[int, ...] | None:
        """A point of the box that no row holds, found by halving; None when there is none."""
        if self.held(box, rows) == _size(box):
            return None
        while _size(box) > 1:
            box, rows = self._half(box, rows)
        return tuple(next(bits_of(extent)) for extent in box)

    def _half(self, box: Box, rows: int) -> tuple[Box, int]:
        """The half of a box that has a hole; the other half if this one has none."""
        axis = max(range(len(box)), key=lambda at: box[at].bit_count())
        points = tuple(bits_of(box[axis]))
        lower = sum(1 << point for point in points[: len(points) // 2])
        for extent in (lower, box[axis] & ~lower):
            half = (*box[:axis], extent, *box[axis + 1 :])
            left = rows & self.space.meeting(half)
            if extent != lower or self.held(half, left) < _size(half):
                return half, left
        raise AssertionError("one half has the hole")

    def held(self, box: Box, rows: int) -> int:
        """How many points of the box lie in at least one row."""
        total = 0
        before = 0
        for row in bits_of(rows):
            self.budget.spend()
            part = _meet(box, self.space.box(row))
            if all(part):
                total += _size(part) - self._shared(part, before)
            before |= 1 << row
        return total

    def _shared(self, part: Box, before: int) -> int:
        """How many points of a part lie in at least one of the rows before."""
        rows = before & self.space.meeting(part)
        return self.held(part, rows) if rows else 0


def _meet(left: Box, right: Box) -> Box:
    return tuple(a & b for a, b in zip(left, right, strict=True))


def _size(box: Box) -> int:
    return prod(extent.bit_count() for extent in box)
