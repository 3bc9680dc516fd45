"""Puts the rules of a table into its space: the points of its axes, and what each lets through.

Columns that hang on the same inputs share an axis, whose points are only what can occur together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from tablewright.checks.reason.diagrams import Diagram, Path, leaves_with_paths, variables_of
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.grid import Grid, below, grid_of
from tablewright.checks.reason.masks import plain_masks
from tablewright.checks.reason.space import Axis, Point, Space
from tablewright.checks.reason.truth import Truth, both
from tablewright.ir.expr import Ref
from tablewright.ir.program import Impossible, Table
from tablewright.ir.tests import Test

Pattern = tuple[int, bool]  # boxes let through, and whether something is in trouble


def space_of(facts: Facts, table: Table) -> Space:
    """The space of a table. Raises OutOfStepsError."""
    rules = tuple(rule for rule in table.rules if not rule.otherwise)
    columns = dict.fromkeys(column.ref for column in table.columns)
    refs = tuple(dict.fromkeys((*facts.names.grid(table), *columns)))
    impossible = _concerning(facts, refs)
    grid = below(facts.names.grid(table), grid_of(row.guards for row in impossible), len(rules))
    boxes = len(rules) + len(impossible)
    groups = _groups(facts, tuple(dict.fromkeys((*refs, *grid))))
    parts = [_part(facts, grid, boxes, group) for group in groups]
    troubled = [any(trouble for _, (_, trouble) in part) for part in parts]
    axes = tuple(
        Axis(group, _merged(_with_trouble(part, boxes, troubled, at)))
        for at, (group, part) in enumerate(zip(groups, parts, strict=True))
    )
    used = sorted({v for axis in axes for point in axis.points for v, _ in point.path})
    return Space(
        table=table,
        rules=rules,
        impossible=impossible,
        axes=axes,
        troubles=sum(troubled),
        atoms=tuple(facts.atoms.all[number] for number in used),
    )


def _with_trouble(
    part: list[tuple[Path, Pattern]], boxes: int, troubled: list[bool], at: int
) -> Iterator[Point]:
    """The points of an axis. Each axis that can be in trouble has a box for it, after all rows."""
    places = list(accumulate(troubled, initial=boxes))
    own = 1 << places[at]
    elsewhere = [1 << place for place, each in zip(places, troubled, strict=False) if each]
    others = sum(each for each in elsewhere if each != own or not troubled[at])
    for path, (mask, trouble) in part:
        yield Point(path, mask | others | (own if trouble else 0))


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


def _groups(facts: Facts, refs: tuple[Ref, ...]) -> tuple[tuple[Ref, ...], ...]:
    """Refs by what they hang on: two that share a variable are in one group."""
    groups: list[tuple[frozenset[int], tuple[Ref, ...]]] = []
    for ref in refs:
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
    facts: Facts, grid: Grid, boxes: int, group: tuple[Ref, ...]
) -> list[tuple[Path, Pattern]]:
    """The points of an axis: a way to each, and the boxes that it lets through."""
    columns = {ref: grid[ref].as_bits() if ref in grid else {} for ref in group}
    if len(group) == 1:
        masks = plain_masks(facts, group[0], columns[group[0]], boxes)
        if masks is not None:
            return [(path, (mask, False)) for path, mask in masks]
    every: Pattern = ((1 << boxes) - 1, False)
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
