"""Counting: how many points of a box its rows hold together, each point once.

Boxes that overlap little are cheap: the sum runs over sets of rows that all meet. What is counted
are points of the axes, which have no meaning but that none is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.diagrams import Budget, OutOfStepsError
from tablewright.checks.reason.runs import halves, nth, shared, size
from tablewright.checks.reason.space import Box, Space


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts in one space, within a budget. Raises OutOfStepsError."""

    space: Space
    budget: Budget

    def hole(self, box: Box, rows: int) -> tuple[int, ...] | None:
        """A point of the box that no row holds, found by halving; None when there is none."""
        if self.held(box, rows) == volume(box):
            return None
        while volume(box) > 1:
            box, rows = self._half(box, rows)
        return tuple(nth(runs, 0) for runs in box)

    def _half(self, box: Box, rows: int) -> tuple[Box, int]:
        """The half of a box that has a hole; the other half if this one has none."""
        axis = max(range(len(box)), key=lambda at: size(box[at]))
        lower, upper = ((*box[:axis], half, *box[axis + 1 :]) for half in halves(box[axis]))
        left = rows & self.space.meeting(lower)
        if self.held(lower, left) < volume(lower):
            return lower, left
        return upper, rows & self.space.meeting(upper)

    def held(self, box: Box, rows: int) -> int:
        """How many points of the box lie in at least one row."""
        total, before, whole = 0, 0, volume(box)
        for row in bits_of(rows):
            part = common(box, self.space.box(row))
            if all(part):
                if volume(part) == whole:
                    return whole
                total += self._new(part, row, before)
            before |= 1 << row
        return total

    def at_least(self, rows: int) -> int:
        """How many points of everything surely lie in rows, as far as the budget allows to count.

        The largest rows come first.
        """
        total, before = 0, 0
        boxes = {row: self.space.box(row) for row in bits_of(rows)}
        try:
            for row in sorted(boxes, key=lambda at: (-volume(boxes[at]), at)):
                total += self._new(boxes[row], row, before)
                before |= 1 << row
        except OutOfStepsError:
            pass
        return total

    def _new(self, part: Box, row: int, before: int) -> int:
        """How many points of a part of a row lie in none of the rows before it."""
        self.budget.spend()
        others = before & self.space.met_by(row)
        return volume(part) - (self.held(part, others) if others else 0)


def common(left: Box, right: Box) -> Box:
    """What lies in both boxes."""
    return tuple(map(shared, left, right))


def volume(box: Box) -> int:
    """How many points a box has."""
    return prod(map(size, box))


def pairs(space: Space, rows: int, most: int) -> int:
    """How many pairs of rows meet, each counted twice; counted up to a number."""
    found = 0
    for row in bits_of(rows):
        found += (space.met_by(row) & rows).bit_count() - 1
        if found > most:
            break
    return found
