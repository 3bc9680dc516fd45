"""The one question: whether rows cover a box, and if they do not, which point lies outside.

A ladder of answers, cheapest first: nothing meets it, one row holds it, a sample lies outside,
counting, search with memory. Steps are counted; a question that outlasts them stays open. Samples
are drawn from a fixed sequence, so that the answer is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.checks.reason.count import Counting, pairs
from tablewright.checks.reason.diagrams import Budget, OutOfStepsError
from tablewright.checks.reason.local import Region
from tablewright.checks.reason.runs import nth, size
from tablewright.checks.reason.search import Search
from tablewright.checks.reason.space import Box, Space

SAMPLES = 24
MANY_ROWS = 40  # from here on counting may pay,
FEW_PAIRS = 2  # if no more pairs of rows meet than so many for each row


@dataclass(frozen=True, slots=True)
class Covered:
    """Every point lies in a row; `by` are rows that do it together, as bits."""

    by: int


@dataclass(frozen=True, slots=True)
class Hole:
    """A point outside: one position for each axis."""

    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Not settled within its steps."""


Answer = Covered | Hole | Open


def uncovered(space: Space, box: Box, rows: int, steps: int) -> Answer:
    """A point of the box that none of the rows holds."""
    rows &= space.meeting(box)
    found = at_a_glance(space, box, rows)
    return found if found is not None else settled(space, box, rows, Budget(steps))


def at_a_glance(space: Space, box: Box, rows: int) -> Covered | Hole | None:
    """The answer where it takes no steps, about rows that all meet the box."""
    if not all(box):
        return Covered(by=0)
    if not rows:
        return Hole(tuple(nth(runs, 0) for runs in box))
    holding = space.holding(box) & rows
    if holding:
        return Covered(by=holding & -holding)
    return _sample(space, box, rows)


def settled(space: Space, box: Box, rows: int, budget: Budget) -> Answer:
    """The answer by counting where boxes overlap little, else by search."""
    few = FEW_PAIRS * rows.bit_count()
    if rows.bit_count() >= MANY_ROWS and pairs(space, rows, few) <= few:
        try:
            hole = Counting(space, Budget(budget.left)).hole(box, rows)
        except OutOfStepsError:
            pass  # those that overlap do so in great numbers: search does better there
        else:
            return Covered(by=rows) if hole is None else Hole(hole)
    search = Search(Region(space, box), budget)
    try:
        budget.spend(rows.bit_count() >> 3)
        found = search.outside(rows)
    except OutOfStepsError:
        return Open()
    return Covered(by=search.used) if found is None else Hole(found)


def _sample(space: Space, box: Box, rows: int) -> Hole | None:
    sizes = [size(runs) for runs in box]
    numbers = _numbers()
    for _ in range(SAMPLES):
        at = tuple(nth(runs, next(numbers) % many) for runs, many in zip(box, sizes, strict=True))
        left = rows
        for axis, position in zip(space.axes, at, strict=True):
            left &= axis.points[position].mask
            if not left:
                return Hole(at)
    return None


def _numbers() -> Iterator[int]:
    """A fixed sequence without visible order (a linear congruence, as in MMIX)."""
    state = 1
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % (1 << 64)
        yield state >> 33
