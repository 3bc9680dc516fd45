"""Rows of boxes to points: where each box lies, and the line of each arrow.

Each row is moved as near to its neighbours as the widths allow. Knows no policy and no text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tablewright.emit.html.layers import Edge, Layers, near

ASIDE = 24.0  # from box to box
UNDER = 40.0  # from row to row, where the arrows bend
LANE = 12.0  # what an arrow takes that passes a row
SWEEPS = 12

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How wide and high a box is."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The left upper corner of each box, the points that each arrow passes, and the whole size."""

    size: Size
    corners: Mapping[str, Point]
    routes: Mapping[Edge, tuple[Point, ...]]


def places_of(layers: Layers, sizes: Mapping[str, Size]) -> Places:
    """The places of boxes of these sizes."""
    of_lane = Size(width=LANE, height=0)
    widths = {key: sizes.get(key, of_lane).width for row in layers.rows for key in row}
    middles = _middles(layers, widths)
    heights = [max(sizes.get(key, of_lane).height for key in row) for row in layers.rows]
    tops = [sum(heights[:at]) + UNDER * at for at in range(len(heights))]
    ends = {
        key: (top, top + (sizes[key].height if key in sizes else height))
        for row, top, height in zip(layers.rows, tops, heights, strict=True)
        for key in row
    }
    ports = _ports(layers.links, middles, sizes)
    return Places(
        size=Size(
            width=max((middles[key] + widths[key] / 2 for key in widths), default=0.0),
            height=tops[-1] + heights[-1] if tops else 0.0,
        ),
        corners={key: (middles[key] - widths[key] / 2, ends[key][0]) for key in sizes},
        routes={
            edge: tuple(point for link in _links(lane) for point in _ends(link, ends, ports))
            for edge, lane in layers.lanes.items()
        },
    )


def _middles(layers: Layers, widths: Mapping[str, float]) -> dict[str, float]:
    """The middle of each box from left to right, the leftmost box beginning at 0."""
    middles: dict[str, float] = {}
    for row in layers.rows:
        middles |= _spread(row, widths, dict.fromkeys(row, 0.0))
    for sweep in range(SWEEPS):
        for row in layers.rows if sweep % 2 == 0 else reversed(layers.rows):
            wanted = {key: middles[key] for key in row} | near(row, layers.beside, middles)
            middles |= _spread(row, widths, wanted)
    left = min((middles[key] - widths[key] / 2 for key in widths), default=0.0)
    return {key: middle - left for key, middle in middles.items()}


def _spread(
    row: Sequence[str], widths: Mapping[str, float], wanted: Mapping[str, float]
) -> dict[str, float]:
    """A row as near to what is wanted as it can be: neighbours that collide move as one."""
    offsets = [0.0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (widths[one] + widths[other]) / 2 + ASIDE)
    pools: list[tuple[float, int]] = []  # mean of what is wanted of the row's start, and members
    for key, offset in zip(row, offsets, strict=True):
        mean, members = wanted[key] - offset, 1
        while pools and pools[-1][0] > mean:
            before, others = pools.pop()
            mean = (mean * members + before * others) / (members + others)
            members += others
        pools.append((mean, members))
    starts = [mean for mean, members in pools for _ in range(members)]
    return {k: start + off for k, start, off in zip(row, starts, offsets, strict=True)}


def _ports(
    links: Sequence[Edge], middles: Mapping[str, float], sizes: Mapping[str, Size]
) -> dict[tuple[Edge, str], float]:
    """Where each link leaves and enters: spread over the box, in the order of the other ends."""
    ports: dict[tuple[Edge, str], float] = {}
    for end in (0, 1):
        by_box: dict[str, list[Edge]] = {}
        for link in links:
            by_box.setdefault(link[end], []).append(link)
        for key, group in by_box.items():
            group.sort(key=lambda link: middles[link[1 - end]])
            room = sizes[key].width * 0.6 if key in sizes else 0.0
            for at, link in enumerate(group):
                aside = room * ((at + 0.5) / len(group) - 0.5)
                ports[link, key] = middles[key] + aside
    return ports


def _ends(
    link: Edge, ends: Mapping[str, Point], ports: Mapping[tuple[Edge, str], float]
) -> tuple[Point, Point]:
    """Where a link leaves its upper box and enters its lower one; upwards in a circle."""
    high, low = link
    down = ends[high][0] < ends[low][0]
    start, end = (ends[high][1], ends[low][0]) if down else (ends[high][0], ends[low][1])
    return (ports[link, high], start), (ports[link, low], end)


def _links(lane: Sequence[str]) -> tuple[Edge, ...]:
    return tuple(pairwise(lane))
