"""One axis read from its boxes: what each box takes of it, and which boxes meet or hold a stretch.

In come the boxes that each point lets through. What meets a stretch is read off what has begun
before its end and what goes on after its start; boxes in several pieces are asked one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from operator import and_, or_

from tablewright.checks.reason.bits import bits_of, with_bits
from tablewright.checks.reason.runs import Runs, places, shared

SHORT = 64  # points that may as well be looked at one by one
STRIDE = 16  # every so many points what has begun is kept


class Index:
    """The boxes of one axis, by what they take of it."""

    def __init__(self, masks: Sequence[int], boxes: int) -> None:
        self.masks = masks
        self.boxes = boxes
        self.cells: list[Runs] = []  # what boxes take, each once
        self.cell_of: list[int] = []  # for each box, which of the cells it has
        self._having: list[list[int]] = []  # for each cell, the boxes that have it
        self._met: dict[int, int] = {}
        numbers: dict[Runs, int] = {}
        for box, runs in enumerate(self._runs()):
            number = numbers.setdefault(runs, len(self.cells))
            if number == len(self.cells):
                self.cells.append(runs)
                self._having.append([])
            self.cell_of.append(number)
            self._having[number].append(box)

    def _runs(self) -> list[Runs]:
        """Neighbours let nearly the same boxes through, so only changes are looked at."""
        found: list[Runs] = [()] * self.boxes
        begun = [0] * self.boxes
        before = 0
        for at, mask in enumerate((*self.masks, 0)):
            for box in bits_of(before ^ mask):
                if before >> box & 1:
                    found[box] += ((begun[box], at),)
                begun[box] = at
            before = mask
        return found

    def runs(self, box: int) -> Runs:
        """What a box takes."""
        return self.cells[self.cell_of[box]]

    def meeting(self, runs: Runs) -> int:
        """The boxes that take a point of these."""
        if len(self.masks) <= SHORT:
            return self._any(runs)
        met = 0
        for start, end in runs:
            met |= self._begun(end - 1) & self._going_on(start)
        return met & self._whole | sum(r for cell, r in self._pieces if shared(cell, runs))

    def met_by(self, box: int) -> int:
        """The boxes that take a point that a box takes."""
        cell = self.cell_of[box]
        if len(self._having[cell]) == 1:
            return self.meeting(self.cells[cell])
        if cell not in self._met:
            self._met[cell] = self.meeting(self.cells[cell])
        return self._met[cell]

    def holding(self, runs: Runs) -> int:
        """The boxes that take all of these points."""
        if len(self.masks) <= SHORT:
            return reduce(and_, (self.masks[at] for at in places(runs)), -1)
        held = -1
        for start, end in runs:
            held &= self._begun(start) & self._going_on(end - 1)
        whole = held & self._whole
        return whole | sum(r for cell, r in self._pieces if shared(cell, runs) == runs)

    def _any(self, runs: Runs) -> int:
        return reduce(or_, (self.masks[at] for at in places(runs)), 0)

    @cached_property
    def _pieces(self) -> list[tuple[Runs, int]]:
        """The cells in several pieces, and the boxes that have them, as bits."""
        pairs = zip(self.cells, self._having, strict=True)
        return [(cell, with_bits(each, self.boxes)) for cell, each in pairs if len(cell) > 1]

    @cached_property
    def _whole(self) -> int:
        """The boxes in one piece."""
        return ((1 << self.boxes) - 1) & ~reduce(or_, (rows for _, rows in self._pieces), 0)

    def _begun(self, at: int) -> int:
        """The boxes that take a point up to this one."""
        start = at // STRIDE
        return reduce(or_, self.masks[start * STRIDE : at + 1], self._before[start])

    def _going_on(self, at: int) -> int:
        """The boxes that take this point or one after it."""
        end = -(-(at + 1) // STRIDE)
        return reduce(or_, self.masks[at : end * STRIDE], self._after[end])

    @cached_property
    def _before(self) -> list[int]:
        """What has begun before every so many points."""
        found = [0]
        for start in range(0, len(self.masks), STRIDE):
            found.append(reduce(or_, self.masks[start : start + STRIDE], found[-1]))
        return found

    @cached_property
    def _after(self) -> list[int]:
        """What takes one of the points from every so many on."""
        found = [0]
        last = (len(self.masks) - 1) // STRIDE * STRIDE
        for start in range(last, -1, -STRIDE):
            found.append(reduce(or_, self.masks[start : start + STRIDE], found[-1]))
        return found[::-1]
