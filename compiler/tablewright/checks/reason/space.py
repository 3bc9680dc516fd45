"""The space of a table: what its columns can be, axis by axis, and the rules as boxes in it.

Each point of an axis holds the rules it lets through as the bits of a number. Rows of Impossible
that concern the table are further boxes, and so is the trouble of a table that is asked on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tablewright.checks.reason.answers import NO_ANSWER, Saying, said_by
from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.bits import with_bits
from tablewright.checks.reason.diagrams import Path
from tablewright.checks.reason.index import Index
from tablewright.checks.reason.runs import Runs
from tablewright.ir.expr import Ref
from tablewright.ir.program import Impossible, Rule, Table

Box = tuple[Runs, ...]  # the points of each axis inside


@dataclass(frozen=True, slots=True)
class Point:
    """What stands on an axis: a choice of values for variables, and the boxes it lets through."""

    path: Path
    mask: int


@dataclass(frozen=True)
class Axis:
    """Columns that are seen together, and every way in which they can be."""

    refs: tuple[Ref, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Space:
    """Rules are bits from 0 in sheet order, Otherwise left out; then come what cannot be."""

    table: Table
    rules: tuple[Rule, ...]
    impossible: tuple[Impossible, ...]
    axes: tuple[Axis, ...]
    troubles: int
    atoms: tuple[Atom, ...]

    @property
    def rule_bits(self) -> int:
        """All rules."""
        return (1 << len(self.rules)) - 1

    @property
    def impossible_bits(self) -> int:
        """All rows of Impossible that concern the table."""
        return ((1 << len(self.impossible)) - 1) << len(self.rules)

    @property
    def trouble_bits(self) -> int:
        """Where a table asked on the way has no answer."""
        return ((1 << self.troubles) - 1) << (len(self.rules) + len(self.impossible))

    @property
    def every_bit(self) -> int:
        """All boxes."""
        return (1 << self.boxes) - 1

    @property
    def boxes(self) -> int:
        """How many boxes there are."""
        return len(self.rules) + len(self.impossible) + self.troubles

    @property
    def complete(self) -> bool:
        """Whether the points are all that matter."""
        return all(atom.complete for atom in self.atoms)

    @cached_property
    def free(self) -> bool:
        """Whether something is read that is not looked into."""
        return any(atom.free for atom in self.atoms)

    @property
    def whole(self) -> Box:
        """The box of everything."""
        return tuple(((0, len(axis.points)),) for axis in self.axes)

    @cached_property
    def indexes(self) -> tuple[Index, ...]:
        """The axes, read from their boxes."""
        masks = ([point.mask for point in axis.points] for axis in self.axes)
        return tuple(Index(each, self.boxes) for each in masks)

    def box(self, number: int) -> Box:
        """What a rule takes, or what cannot be."""
        return tuple(index.runs(number) for index in self.indexes)

    def met_by(self, number: int) -> int:
        """The boxes that meet a rule, itself among them."""
        met = self._met.get(number)
        if met is None:
            met = self.every_bit
            for index in self.indexes:
                met &= index.met_by(number)
            self._met[number] = met
        return met

    @cached_property
    def _met(self) -> dict[int, int]:
        return {}

    def meeting(self, box: Box) -> int:
        """The boxes that meet a box."""
        met = self.every_bit
        for index, runs in zip(self.indexes, box, strict=True):
            met &= index.meeting(runs)
        return met

    def holding(self, box: Box) -> int:
        """The boxes that hold all of a box."""
        held = self.every_bit
        for index, runs in zip(self.indexes, box, strict=True):
            held &= index.holding(runs)
        return held

    def at(self, point: tuple[int, ...]) -> int:
        """The boxes that a point lies in."""
        left = self.every_bit
        for axis, place in zip(self.axes, point, strict=True):
            left &= axis.points[place].mask
        return left

    @cached_property
    def says(self) -> tuple[int, ...]:
        """For each rule the number of what a reader sees of it; Otherwise, if any, comes last."""
        numbers: dict[Saying, int] = {}
        return tuple(numbers.setdefault(said_by(r), len(numbers)) for r in self.table.rules)

    @property
    def says_else(self) -> int:
        """The number of what is said where no rule matches."""
        return self.says[-1] if len(self.says) > len(self.rules) else NO_ANSWER

    @cached_property
    def saying(self) -> tuple[int, ...]:
        """The rules that say the same, as bits, by the number of what they say."""
        found: list[list[int]] = [[] for _ in range(max(self.says, default=-1) + 1)]
        for number, said in enumerate(self.says[: len(self.rules)]):
            found[said].append(number)
        return tuple(with_bits(each, self.boxes) for each in found)
