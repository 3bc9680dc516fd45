"""What a column of a missing row reads, and the keys that its values have.

A key is the boxes that a value lets through, as on a board. Knows no notation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from tablewright.checks.reason.board import Key, Taking
from tablewright.checks.reason.masks import Column
from tablewright.checks.reason.points import Sets
from tablewright.ir.accept import accepts
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.missing import Taken
from tablewright.ir.program import Domain, Guard, Name
from tablewright.ir.segments import inside, parts, segments
from tablewright.ir.tests import Between, Bound, Interval, Test
from tablewright.ir.types import NOTHING, Special, Value


@dataclass(frozen=True)
class Subject:
    """What a column reads: its name, its distinct cells with their rows, and every key of it.

    `spoken` is False where a cell's denial does not say that the cell does not hold: a comparison
    of two names, one of which may be nothing. `complete` is False where there are other keys still.
    """

    ref: Ref
    name: Name | None
    hidden: bool
    spoken: bool
    complete: bool
    cells: Column
    guards: Mapping[tuple[Test, ...], tuple[Guard, ...]]
    known: Taking
    boxes: int
    sets: Sets

    @property
    def nothing(self) -> Key:
        """The bit of a key that says that there is nothing."""
        return 1 << self.boxes

    @cached_property
    def may_be_nothing(self) -> bool:
        """Whether there is a key of nothing."""
        return any(key & self.nothing for key in self.known)

    def key(self, value: Value | Special) -> Key:
        """The key of a value."""
        key = self.nothing - 1
        if value is NOTHING:
            key |= self.nothing
        for tests, rows in self.cells.items():
            if not all(accepts(test, value, self.sets) for test in tests):
                key &= ~rows
        return key

    @cached_property
    def stretches(self) -> tuple[tuple[Interval, Key], ...]:
        """The segments of a number or date that the cells tell apart, each with its key."""
        if self.name is None:
            return ()
        kind = self.name.type.kind
        domain = self.name.domain if self.ref.kind is RefKind.INPUT else Domain()
        found = segments(kind, domain, chain.from_iterable(self.cells))
        return tuple((piece, self.key(inside(kind, piece))) for piece in found)

    @cached_property
    def bounds(self) -> frozenset[Bound]:
        """The numbers and dates that the cells speak of."""
        parts_of_all = chain.from_iterable(map(parts, chain.from_iterable(self.cells)))
        between = (part.interval for part in parts_of_all if isinstance(part, Between))
        ends = chain.from_iterable((each.low, each.high) for each in between)
        return frozenset(end for end in ends if end is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A condition, and the keys that it takes."""

    taken: Taken
    keys: Taking
