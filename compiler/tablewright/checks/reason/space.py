"""The space of a table: what its columns can be, axis by axis, and the rules as boxes in it.

Columns that hang on the same inputs share an axis, whose points are only what can occur together.
Each point holds the rules it lets through as the bits of a number. Rows of Impossible that concern
the table are further boxes, and so is the trouble of a table that is asked on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.diagrams import Diagram, Path, leaves_with_paths, variables_of
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.masks import columns_of, plain_masks
from tablewright.checks.reason.truth import Truth, both
from tablewright.ir.expr import Ref
from tablewright.ir.program import Guard, Impossible, Rule, Table
from tablewright.ir.tests import Test

Pattern = tuple[int, bool]  # boxes let through, and whether something is in trouble


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

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The bit of each rule, by its id."""
        return {rule.id: number for number, rule in enumerate(self.rules)}

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
    def boxes(self) -> int:
        """How many boxes there are."""
        return len(self.rules) + len(self.impossible) + self.troubles

    @property
    def complete(self) -> bool:
        """Whether the points are all that matter."""
        return all(atom.complete for atom in self.atoms)

    @cached_property
    def extents(self) -> tuple[tuple[int, ...], ...]:
        """For each axis and box, the points of the axis inside the box, as bits."""
        return tuple(self._extents(axis) for axis in self.axes)

    def _extents(self, axis: Axis) -> tuple[int, ...]:
        """Neighbours let nearly the same boxes through, so only changes are looked at."""
        found, begun = [0] * self.boxes, [0] * self.boxes
        before = 0
        for at, mask in enumerate((*(point.mask for point in axis.points), 0)):
            for box in bits_of(before ^ mask):
                if before >> box & 1:
                    found[box] |= (1 << at) - (1 << begun[box])
                begun[box] = at
            before = mask
        return tuple(found)

    @cached_property
    def _seen(self) -> list[dict[int, tuple[int, int]]]:
        return [{} for _ in self.axes]

    def on_axis(self, axis: int, extent: int) -> tuple[int, int]:
        """The boxes that meet these points of an axis, and those that hold all of them."""
        known = self._seen[axis]
        if extent not in known:
            points = self.axes[axis].points
            masks = [points[at].mask for at in bits_of(extent)]
            known[extent] = (reduce(or_, masks, 0), reduce(and_, masks, -1))
        return known[extent]

    def meeting(self, box: tuple[int, ...]) -> int:
        """The boxes that meet a box given by its extents."""
        met = -1
        for axis, extent in enumerate(box):
            met &= self.on_axis(axis, extent)[0]
        return met & ((1 << self.boxes) - 1)

    def holding(self, box: tuple[int, ...]) -> int:
        """The boxes that hold all of a box."""
        held = -1
        for axis, extent in enumerate(box):
            held &= self.on_axis(axis, extent)[1]
        return held & ((1 << self.boxes) - 1)

    def box(self, number: int) -> tuple[int, ...]:
        """The extents of a rule, or of what cannot be."""
        return tuple(extents[number] for extents in self.extents)

    @property
    def whole(self) -> tuple[int, ...]:
        """The extents of everything."""
        return tuple((1 << len(axis.points)) - 1 for axis in self.axes)


def bits_of(number: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first."""
    text = bin(number)[:1:-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


# -- making it


def space_of(facts: Facts, table: Table) -> Space:
    """The space of a table. Raises OutOfStepsError."""
    rules = tuple(rule for rule in table.rules if not rule.otherwise)
    read = [g.ref for rule in rules for g in rule.guards] + [c.ref for c in table.columns]
    refs = tuple(dict.fromkeys(read))
    impossible = _concerning(facts, refs)
    boxes = (*(rule.guards for rule in rules), *(row.guards for row in impossible))
    groups = _groups(facts, boxes, refs)
    parts = [_part(facts, boxes, group) for group in groups]
    troubled = [any(trouble for _, (_, trouble) in part) for part in parts]
    axes = []
    for at, (group, part) in enumerate(zip(groups, parts, strict=True)):
        others = sum(
            1 << (len(boxes) + sum(troubled[:other]))
            for other in range(len(parts))
            if troubled[other] and other != at
        )
        own = 1 << (len(boxes) + sum(troubled[:at]))
        points = (
            Point(path, mask | others | (own if trouble else 0)) for path, (mask, trouble) in part
        )
        axes.append(Axis(group, _merged(points)))
    used = sorted({v for axis in axes for point in axis.points for v, _ in point.path})
    return Space(
        table=table,
        rules=rules,
        impossible=impossible,
        axes=tuple(axes),
        troubles=sum(troubled),
        atoms=tuple(facts.atoms.all[number] for number in used),
    )


def _merged(points: Iterable[Point]) -> tuple[Point, ...]:
    """Points that let the same boxes through are one."""
    first: dict[int, Point] = {}
    for point in points:
        first.setdefault(point.mask, point)
    return tuple(first.values())


def _concerning(facts: Facts, refs: tuple[Ref, ...]) -> tuple[Impossible, ...]:
    """The rows of Impossible that read something of what the table hangs on."""
    behind = frozenset[int]().union(*(variables_of(facts.reading(ref)) for ref in refs))
    return tuple(
        row
        for row in facts.names.program.impossible
        if any(variables_of(facts.reading(g.ref)) & behind for g in row.guards)
    )


def _groups(
    facts: Facts, boxes: tuple[tuple[Guard, ...], ...], refs: tuple[Ref, ...]
) -> tuple[tuple[Ref, ...], ...]:
    """Refs by what they hang on: two that share a variable are in one group."""
    more = (guard.ref for guards in boxes for guard in guards)
    groups: list[tuple[frozenset[int], tuple[Ref, ...]]] = []
    for ref in dict.fromkeys((*refs, *more)):
        variables: frozenset[int] = variables_of(facts.reading(ref))
        joined: tuple[Ref, ...] = (ref,)
        apart = []
        for others, group in groups:
            if others & variables:
                variables, joined = variables | others, (*group, *joined)
            else:
                apart.append((others, group))
        groups = [*apart, (variables, joined)]
    return tuple(group for _, group in groups)


def _part(
    facts: Facts, boxes: tuple[tuple[Guard, ...], ...], group: tuple[Ref, ...]
) -> list[tuple[Path, Pattern]]:
    """The points of an axis: a way to each, and the boxes that it lets through."""
    columns = {ref: columns_of(boxes, ref) for ref in group}
    if len(group) == 1:
        masks = plain_masks(facts, group[0], columns[group[0]], len(boxes))
        if masks is not None:
            return [(path, (mask, False)) for path, mask in masks]
    every: Pattern = ((1 << len(boxes)) - 1, False)
    pattern = facts.diagrams.same(every)
    for ref, column in columns.items():
        for tests, rows in column.items():
            truth = _truth(facts, ref, tests)
            pattern = facts.diagrams.both(_Without(rows), pattern, truth)
    return [(path, found) for found, path in leaves_with_paths(pattern)]


def _truth(facts: Facts, ref: Ref, tests: tuple[Test, ...]) -> Diagram[Truth]:
    yes: Truth = True
    return facts.diagrams.fold(both, (facts.holds(ref, test) for test in tests), yes)


@dataclass(frozen=True, slots=True)
class _Without:
    """Takes rows out of a pattern where their test does not hold."""

    rows: int

    def __call__(self, pattern: Pattern, truth: Truth) -> Pattern:
        mask, trouble = pattern
        if truth is True:
            return pattern
        return mask & ~self.rows, trouble or truth is None
