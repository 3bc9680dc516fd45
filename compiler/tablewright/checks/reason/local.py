"""A question about one box, made small: only the boxes that meet it, only the points that differ.

Boxes are counted anew from 0, so that the numbers that hold them as bits are short. Points that
let the same boxes through are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tablewright.checks.reason.runs import Runs, shared
from tablewright.checks.reason.space import Box, Space

FEW_POINTS = 32  # up to here points are compared with each other


@dataclass(frozen=True, slots=True)
class Column:
    """One axis: the boxes that points let through, each with one such point; `wild` take all."""

    points: dict[int, int]
    wild: int


@dataclass(frozen=True, slots=True)
class Local:
    """The boxes in a given order, and the columns in which they differ, by axis."""

    rows: tuple[int, ...]
    columns: dict[int, Column]

    @property
    def every(self) -> int:
        """All boxes."""
        return (1 << len(self.rows)) - 1

    def here(self, rows: int) -> int:
        """Boxes with these numbers, as bits in the order here."""
        return sum(1 << at for at, row in enumerate(self.rows) if rows >> row & 1)

    def named(self, rows: int) -> int:
        """Boxes by their own numbers, as bits."""
        return sum(1 << row for at, row in enumerate(self.rows) if rows >> at & 1)


class Region:
    """A box of a space, from which questions about some of the boxes that meet it are made."""

    def __init__(self, space: Space, box: Box) -> None:
        self.box = box
        self._indexes = space.indexes
        self._inside: list[dict[int, Runs]] = [{} for _ in box]

    def local(self, rows: Sequence[int], axes: Iterable[int]) -> Local:
        """The question about these boxes, each of which meets the region, on these axes."""
        every = (1 << len(rows)) - 1
        columns: dict[int, Column] = {}
        for axis in axes:
            column = self._column(axis, rows)
            if column.wild != every:
                columns[axis] = column
        return Local(rows=tuple(rows), columns=columns)

    def _column(self, axis: int, rows: Sequence[int]) -> Column:
        cell_of = self._indexes[axis].cell_of
        cells: dict[int, int] = {}
        bit = 1
        for row in rows:
            cell = cell_of[row]
            cells[cell] = cells.get(cell, 0) | bit
            bit <<= 1
        extent = self.box[axis]
        wild = 0
        changes = dict.fromkeys((place for run in extent for place in run), 0)
        for cell, having in cells.items():
            inside = self._part(axis, cell)
            if inside == extent:
                wild |= having
                continue
            for start, end in inside:
                changes[start] = changes.get(start, 0) ^ having
                changes[end] = changes.get(end, 0) ^ having
        return Column(points=_points(changes, extent, wild), wild=wild)

    def _part(self, axis: int, cell: int) -> Runs:
        """What a cell takes of the region."""
        known = self._inside[axis]
        if cell not in known:
            known[cell] = shared(self._indexes[axis].cells[cell], self.box[axis])
        return known[cell]


def _points(changes: dict[int, int], extent: Runs, wild: int) -> dict[int, int]:
    points: dict[int, int] = {}
    ends = {end for _, end in extent}
    starts = {start for start, _ in extent}
    mask, inside = wild, False
    for at in sorted(changes):
        mask ^= changes[at]
        if at in starts:
            inside = True
        elif at in ends:
            inside = False
        if inside:
            points.setdefault(mask, at)
    return points


def least(points: dict[int, int]) -> dict[int, int]:
    """The points that are hardest to cover: no other lets through only a part of what it does."""
    masks = tuple(points)
    beside = zip((0, *masks[:-1]), masks, (*masks[1:], 0), strict=True)
    low = [m for before, m, after in beside if not _part(before, m) and not _part(after, m)]
    if len(low) <= FEW_POINTS:
        low.sort(key=int.bit_count)
        low = [m for at, m in enumerate(low) if not any(_part(other, m) for other in low[:at])]
    return {mask: points[mask] for mask in low}


def _part(mask: int, of: int) -> bool:
    return bool(mask) and mask & of == mask
