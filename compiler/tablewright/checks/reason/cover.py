"""The one question: whether rows cover a box, and if they do not, which point lies outside.

A ladder of answers, cheapest first: nothing meets it, one row holds it, a sample lies outside,
counting, search with memory. Steps are counted; a question that outlasts them stays open. Samples
are drawn from a fixed sequence, so that the answer is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.checks.reason.count import Counting
from tablewright.checks.reason.diagrams import Budget, OutOfStepsError
from tablewright.checks.reason.search import search
from tablewright.checks.reason.space import Space, bits_of

SAMPLES = 24
MANY_ROWS = 40  # from here on counting pays

Box = tuple[int, ...]  # the points of each axis inside, as bits


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
    if not all(box):
        return Covered(by=0)
    rows &= space.meeting(box)
    if not rows:
        return Hole(tuple(next(bits_of(extent)) for extent in box))
    holding = space.holding(box) & rows
    if holding:
        return Covered(by=holding & -holding)
    sampled = _sample(space, box, rows)
    return sampled if sampled is not None else _settled(space, box, rows, steps)


def _settled(space: Space, box: Box, rows: int, steps: int) -> Answer:
    if rows.bit_count() >= MANY_ROWS:
        try:
            hole = Counting(space, Budget(steps)).hole(box, rows)
        except OutOfStepsError:
            pass  # many rows overlap: search does better there
        else:
            return Covered(by=rows) if hole is None else Hole(hole)
    try:
        found = search(space, box, rows, Budget(steps))
    except OutOfStepsError:
        return Open()
    return Covered(by=rows) if found is None else Hole(found)


def _sample(space: Space, box: Box, rows: int) -> Hole | None:
    choices = [tuple(bits_of(extent)) for extent in box]
    numbers = _numbers()
    for _ in range(SAMPLES):
        at = tuple(choice[next(numbers) % len(choice)] for choice in choices)
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
