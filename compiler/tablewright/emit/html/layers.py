"""Boxes into rows: each below all that it rests on, ordered so that few arrows cross.

Layered drawing after Sugiyama, Tagawa and Toda (1981); an arrow past a row has a lane in it.
Knows names and arrows alone: no sizes, no policy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise

MOST = 4  # boxes beside each other
SWEEPS = 6

Edge = tuple[str, str]  # from what is read to what reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Rows of boxes and lanes from left to right; `lanes` is what each edge passes, ends included.

    `links` are the edges cut at every row that they pass, `beside` what each key is linked with.
    Edges that close a circle are among the edges, and run upwards.
    """

    rows: tuple[tuple[str, ...], ...]
    lanes: Mapping[Edge, tuple[str, ...]]
    links: tuple[Edge, ...]
    beside: Mapping[str, Sequence[str]]


def layers_of(keys: Sequence[str], edges: Sequence[Edge]) -> Layers:
    """The layers of boxes with these names."""
    rows = _rows(keys, edges)
    level = {key: at for at, row in enumerate(rows) for key in row}
    lanes = {edge: _lane(edge, level) for edge in edges}
    for (high, low), lane in lanes.items():
        step = 1 if level[high] < level[low] else -1
        for at, key in enumerate(lane[1:-1], start=1):
            rows[level[high] + step * at].append(key)
    links = tuple(pair for lane in lanes.values() for pair in pairwise(lane))
    beside: dict[str, list[str]] = {key: [] for row in rows for key in row}
    for high, low in links:
        beside[high].append(low)
        beside[low].append(high)
    _sort(rows, beside)
    return Layers(rows=tuple(map(tuple, rows)), lanes=lanes, links=links, beside=beside)


def near(
    row: Sequence[str], beside: Mapping[str, Sequence[str]], at: Mapping[str, float]
) -> dict[str, float]:
    """The mean place of the neighbours of each key of a row, of those that have a place."""
    found = {key: [at[other] for other in beside[key] if other in at] for key in row}
    return {key: sum(places) / len(places) for key, places in found.items() if places}


def _rows(keys: Sequence[str], edges: Sequence[Edge]) -> list[list[str]]:
    """The keys by row, each as low as what reads it allows; what nothing reads stands last."""
    below = _without_circles(keys, edges)
    above_end: dict[str, int] = {}
    for key in TopologicalSorter(below).static_order():
        above_end[key] = 1 + max((above_end[low] for low in below[key]), default=-1)
    depths = range(max(above_end.values(), default=-1), -1, -1)
    by_depth = ([key for key in keys if above_end[key] == depth] for depth in depths)
    return [row[at : at + MOST] for row in by_depth for at in range(0, len(row), MOST)]


def _without_circles(keys: Sequence[str], edges: Sequence[Edge]) -> dict[str, list[str]]:
    """What lies below each key, without the edges that would close a circle."""
    below: dict[str, list[str]] = {key: [] for key in keys}
    for high, low in edges:
        if not _reaches(below, low, high):
            below[high].append(low)
    return below


def _reaches(below: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        at = stack.pop()
        if at == goal:
            return True
        stack.extend(other for other in below[at] if other not in seen)
        seen.update(below[at])
    return False


def _lane(edge: Edge, level: Mapping[str, int]) -> tuple[str, ...]:
    """The edge's ends, and between them a name for its place in each row that it passes."""
    high, low = edge
    step = 1 if level[high] < level[low] else -1
    passed = range(level[high] + step, level[low], step)
    return (high, *(f"{high} {low} {at}" for at in passed), low)


def _sort(rows: list[list[str]], beside: Mapping[str, Sequence[str]]) -> None:
    """Sort each row by the mean place of its neighbours, downwards and upwards in turn."""
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for at in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            before = {key: float(n) for n, key in enumerate(rows[at - 1 if down else at + 1])}
            own = {key: float(n) for n, key in enumerate(rows[at])}
            mean = near(rows[at], beside, before)
            # What hangs on nothing stands last, and keeps its order among its like.
            rows[at].sort(key=lambda key: (mean.get(key, len(before)), own[key]))
