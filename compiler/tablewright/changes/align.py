"""Which rows of two versions are the same row: by what they say first, then by their names.

So a row that got a new id is not one taken away and one put in. Knows nothing of what rows are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

# What must be equal for two rows to be one; None for a row that cannot be told in this way.
Key = Callable[[T], Hashable | None]


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """A row before and after; `moved` when it stands elsewhere among the rows that stayed."""

    old: T
    new: T
    moved: bool


@dataclass(frozen=True, slots=True)
class Aligned(Generic[T]):
    """Pairs in the order of the new version, and what only one of the two has."""

    pairs: tuple[Pair[T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


def aligned(old: Sequence[T], new: Sequence[T], *keys: Key[T]) -> Aligned[T]:
    """Pair rows by the first key that makes them equal; equal ones in the order they stand."""
    partner: dict[int, int] = {}  # the old row of each new one, by position
    taken: set[int] = set()
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(range(len(old))):
            if at not in taken:
                waiting[key(old[at])].append(at)
        for at, row in enumerate(new):
            found = key(row) if at not in partner else None
            if found is not None and waiting.get(found):
                partner[at] = waiting[found].pop()
                taken.add(partner[at])
    places = [partner[at] for at in sorted(partner)]
    stayed = longest_rising(places)
    return Aligned(
        pairs=tuple(
            Pair(old[partner[at]], new[at], partner[at] not in stayed) for at in sorted(partner)
        ),
        removed=tuple(row for at, row in enumerate(old) if at not in taken),
        added=tuple(row for at, row in enumerate(new) if at not in partner),
    )


def longest_rising(places: Iterable[int]) -> frozenset[int]:
    """A longest rising run of different numbers: of rows paired already, those that stayed.

    By patience sorting; so it is the longest common subsequence of two orders of the same rows.
    """
    tops: list[int] = []  # the smallest number that ends a run of each length
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(tops, place)
        before[place] = tops[length - 1] if length else None
        tops[length : length + 1] = [place]
    run: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        run.add(last)
        last = before[last]
    return frozenset(run)
