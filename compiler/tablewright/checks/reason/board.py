"""A table's space with each of its columns told apart: what a column by itself lets through.

A space keeps of a point only the boxes that all columns of its axis let through together. To write
a row, one cell for each column, it must be known which column keeps which box out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import and_, or_

from tablewright.checks.reason.diagrams import (
    Branch,
    Diagram,
    Leaf,
    Path,
    leaves_with_paths,
)
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.masks import Column, columns_of, plain_masks
from tablewright.checks.reason.outputs import TROUBLE, Reading
from tablewright.checks.reason.space import Axis, Point, Space
from tablewright.checks.reason.study import Study
from tablewright.checks.reason.truth import Truth
from tablewright.ir.expr import Ref
from tablewright.ir.program import Guard, Table
from tablewright.ir.types import NOTHING

Key = int  # the boxes that a column lets through, as bits; one bit above them: it is nothing
Keys = tuple[Key, ...]  # one for each column of an axis
Taking = frozenset[Key]
Boxes = tuple[tuple[Guard, ...], ...]


@dataclass(frozen=True)
class Side:
    """An axis with, for each of its points, the key of each of its columns."""

    axis: Axis
    keys: tuple[Keys, ...]

    @cached_property
    def known(self) -> tuple[Taking, ...]:
        """For each column every key that occurs."""
        return tuple(map(frozenset, zip(*self.keys, strict=True)))

    def meeting(self, taking: Iterable[Taking]) -> int:
        """The boxes that meet a row on this axis."""
        taking = tuple(taking)
        inside = (
            point.mask
            for point, keys in zip(self.axis.points, self.keys, strict=True)
            if _within(keys, taking)
        )
        return reduce(or_, inside, 0)

    def marked(self, taking: tuple[Taking, ...], bit: int) -> Side:
        """The same side with a further box: the row that takes these keys."""
        points = (
            replace(point, mask=point.mask | bit) if _within(keys, taking) else point
            for point, keys in zip(self.axis.points, self.keys, strict=True)
        )
        return replace(self, axis=replace(self.axis, points=tuple(points)))


@dataclass(frozen=True)
class Board:
    """The sides of a table, and its boxes: rules, what is impossible, rows added since."""

    space: Space
    sides: tuple[Side, ...]
    added: int = 0

    @property
    def rows(self) -> int:
        """The boxes that another row may not meet: rules, and rows added since."""
        added = ((1 << self.added) - 1) << (len(self.space.rules) + len(self.space.impossible))
        return self.space.rule_bits | added

    @property
    def covering(self) -> int:
        """The boxes outside of which a request has no answer."""
        return self.rows | self.space.impossible_bits

    @cached_property
    def as_space(self) -> Space:
        """The sides as a space. Rows added since stand where trouble stands in others."""
        axes = tuple(side.axis for side in self.sides)
        return replace(self.space, axes=axes, troubles=self.added)

    def with_row(self, taking: tuple[tuple[Taking, ...], ...]) -> Board:
        """The board with a further row."""
        bit = 1 << (len(self.space.rules) + len(self.space.impossible) + self.added)
        pairs = zip(self.sides, taking, strict=True)
        sides = tuple(side.marked(each, bit) for side, each in pairs)
        return replace(self, sides=sides, added=self.added + 1)


def boxes_of(space: Space) -> Boxes:
    """The conditions of each rule, then of each row of Impossible."""
    rules = (rule.guards for rule in space.rules)
    return (*rules, *(row.guards for row in space.impossible))


def board_of(study: Study, table: Table) -> Board | None:
    """The board of a table without points in trouble; None where it has no other.

    Raises OutOfStepsError.
    """
    space = study.space(table)
    if space is None:
        return None
    boxes = boxes_of(space)
    sides = tuple(_side(study.facts, boxes, axis.refs) for axis in space.axes)
    return Board(space=space, sides=sides) if all(side.keys for side in sides) else None


def _within(keys: Keys, taking: tuple[Taking, ...]) -> bool:
    return all(key in taken for key, taken in zip(keys, taking, strict=True))


def _side(facts: Facts, boxes: Boxes, refs: tuple[Ref, ...]) -> Side:
    first: dict[Keys, Path] = {}
    for keys, path in _points(facts, boxes, refs):
        first.setdefault(keys, path)
    every = (1 << len(boxes)) - 1
    points = (Point(path, reduce(and_, keys, every)) for keys, path in first.items())
    return Side(axis=Axis(refs, tuple(points)), keys=tuple(first))


def _points(facts: Facts, boxes: Boxes, refs: tuple[Ref, ...]) -> Iterable[tuple[Keys, Path]]:
    if len(refs) == 1:
        plain = _plain(facts, boxes, refs[0])
        if plain is not None:
            return plain
    start: Keys | None = ()
    columns = (_keys(facts, ref, columns_of(boxes, ref), len(boxes)) for ref in refs)
    joint = reduce(
        lambda left, right: facts.diagrams.both(_beside, left, right),
        columns,
        facts.diagrams.same(start),
    )
    return ((keys, path) for keys, path in leaves_with_paths(joint) if keys is not None)


def _plain(facts: Facts, boxes: Boxes, ref: Ref) -> Iterable[tuple[Keys, Path]] | None:
    """The points of a column that is a plain variable, without a diagram of every cell."""
    reading = facts.reading(ref)
    masks = plain_masks(facts, ref, columns_of(boxes, ref), len(boxes))
    if masks is None or not isinstance(reading, Branch):
        return None
    nothing = 1 << len(boxes)
    blank = [isinstance(each, Leaf) and each.value is NOTHING for each in reading.children]
    return (
        ((mask | nothing if is_blank else mask,), path)
        for (path, mask), is_blank in zip(masks, blank, strict=True)
    )


def _keys(facts: Facts, ref: Ref, column: Column, boxes: int) -> Diagram[Key | None]:
    """The key of a column; None where what it reads is in trouble."""

    def start(reading: Reading) -> Key | None:
        if reading is TROUBLE:
            return None
        every = (1 << boxes) - 1
        return every | 1 << boxes if reading is NOTHING else every

    keys = facts.diagrams.each(start, facts.reading(ref))
    for tests, rows in column.items():
        for test in tests:
            keys = facts.diagrams.both(_Without(rows), keys, facts.holds(ref, test))
    return keys


@dataclass(frozen=True, slots=True)
class _Without:
    """Takes rows out of a key where their test does not hold."""

    rows: int

    def __call__(self, key: Key | None, truth: Truth) -> Key | None:
        return key if key is None or truth is True else key & ~self.rows


def _beside(left: Keys | None, right: Key | None) -> Keys | None:
    return None if left is None or right is None else (*left, right)
