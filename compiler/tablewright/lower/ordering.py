"""Things put in order, each after those that it needs, and the circles that prevent it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ordered(Generic[K]):
    """Every thing once, after what it needs; a circle is closed by its last needing its first."""

    order: tuple[K, ...]
    circles: tuple[tuple[K, ...], ...]


def ordered(needs: Mapping[K, tuple[K, ...]]) -> Ordered[K]:
    """Walk depth first from each thing in turn, without recursion: chains may be long."""
    done: dict[K, None] = {}
    circles: list[tuple[K, ...]] = []
    for start in needs:
        path: dict[K, Iterator[K]] = {start: iter(needs[start])} if start not in done else {}
        while path:
            last = next(reversed(path))
            need = next(path[last], None)
            if need is None:
                done[last] = None
                del path[last]
            elif need in path:
                on_path = list(path)
                circles.append(tuple(on_path[on_path.index(need) :]))
            elif need not in done:
                path[need] = iter(needs.get(need, ()))
    return Ordered(tuple(done), tuple(circles))
