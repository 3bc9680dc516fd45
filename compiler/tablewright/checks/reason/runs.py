"""What a cell takes of an axis: runs of points, each from a first one up to before a last one.

Runs are in order and do not touch, so that equal sets of points are equal runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

Runs = tuple[tuple[int, int], ...]


def shared(left: Runs, right: Runs) -> Runs:
    """The points in both."""
    if left == right:
        return left
    if len(left) == 1 and len(right) == 1:
        (a, b), (c, d) = left[0], right[0]
        low, high = max(a, c), min(b, d)
        return ((low, high),) if low < high else ()
    return tuple(_shared(left, right))


def _shared(left: Runs, right: Runs) -> Iterator[tuple[int, int]]:
    one, other = 0, 0
    while one < len(left) and other < len(right):
        (a, b), (c, d) = left[one], right[other]
        if max(a, c) < min(b, d):
            yield max(a, c), min(b, d)
        if b < d:
            one += 1
        else:
            other += 1


def size(runs: Runs) -> int:
    """How many points there are."""
    if len(runs) == 1:
        return runs[0][1] - runs[0][0]
    return sum(end - start for start, end in runs)


def nth(runs: Runs, number: int) -> int:
    """One of the points, counted from 0."""
    for start, end in runs:
        if number < end - start:
            return start + number
        number -= end - start
    raise IndexError(number)


def halves(runs: Runs) -> tuple[Runs, Runs]:
    """The first half of the points, and the rest."""
    cut = nth(runs, size(runs) // 2)
    return shared(runs, ((runs[0][0], cut),)), shared(runs, ((cut, runs[-1][1]),))


def places(runs: Runs) -> Iterable[int]:
    """Every point, in order."""
    return chain.from_iterable(range(start, end) for start, end in runs)
