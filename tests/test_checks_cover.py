"""The one question about boxes, against every point; and the values that stand for all."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.checks.reason.count import Counting
from tablewright.checks.reason.cover import Covered, Hole, uncovered
from tablewright.checks.reason.diagrams import Budget, Diagrams, leaves_with_paths
from tablewright.checks.reason.points import points_of
from tablewright.checks.reason.search import search
from tablewright.checks.reason.space import Axis, Point, Space, bits_of
from tablewright.ir.program import HitPolicy
from tablewright.ir.tests import Between, Count, Has, Interval, Quantifier
from tablewright.ir.types import NOTHING, Kind
from tests import small_programs as small

STEPS = 100_000
ROWS = 6
AXES = st.lists(
    st.lists(st.integers(0, 2**ROWS - 1), min_size=1, max_size=4), min_size=1, max_size=4
)


def a_space(masks: list[list[int]]) -> Space:
    """A space with these points, each given by the rows it lets through."""
    rules = tuple(small.rule(str(number), then=(Decimal(1),)) for number in range(ROWS))
    table = small.table("t", HitPolicy.FIRST, (small.whole("out", "0", "9"),), *rules)
    axes = tuple(Axis((), tuple(Point(((0, at),), m) for at, m in enumerate(row))) for row in masks)
    return Space(table=table, rules=rules, impossible=(), axes=axes, troubles=0, atoms=())


def is_outside(space: Space, at: tuple[int, ...], rows: int) -> bool:
    """Whether no row lets a point through."""
    for axis, point in zip(space.axes, at, strict=True):
        rows &= axis.points[point].mask
    return not rows


@given(AXES, st.integers(0, 2**ROWS - 1))
@settings(max_examples=300, deadline=None)
def test_a_box_is_covered_when_every_point_is(masks: list[list[int]], rows: int) -> None:
    """The ladder, counting alone and search alone say what trying every point says."""
    space = a_space(masks)
    points = product(*(range(len(axis.points)) for axis in space.axes))
    holes = {at for at in points if is_outside(space, at, rows)}
    answer = uncovered(space, space.whole, rows, STEPS)
    if holes:
        assert isinstance(answer, Hole)
        assert answer.at in holes
    else:
        assert isinstance(answer, Covered)
    counted = Counting(space, Budget(STEPS)).hole(space.whole, rows)
    searched = search(space, space.whole, rows, Budget(STEPS))
    assert bool(holes) == (counted is not None) == (searched is not None)
    assert counted is None or counted in holes
    assert searched is None or searched in holes


@given(AXES)
def test_extents_are_the_points_inside(masks: list[list[int]]) -> None:
    """A box knows, for each axis, exactly the points that let it through."""
    space = a_space(masks)
    for axis, extents in zip(space.axes, space.extents, strict=True):
        for row, extent in enumerate(extents):
            inside = [at for at, point in enumerate(axis.points) if point.mask >> row & 1]
            assert inside == list(bits_of(extent))


def test_equal_diagrams_are_one_object() -> None:
    """A value that does not matter is not in the diagram; one way leads to each outcome."""
    diagrams = Diagrams(Budget(STEPS))
    first = diagrams.variable(0, (True, False))
    second = diagrams.variable(1, (1, 2, 3))
    both = diagrams.both(lambda yes, number: yes or number > 1, first, second)
    again = diagrams.both(lambda number, yes: number > 1 or yes, second, first)
    assert both is again
    assert {(True, ((0, 0),)), (False, ((0, 1), (1, 0)))} == set(leaves_with_paths(both))


def test_a_number_has_a_value_in_every_stretch() -> None:
    """Each bound, one value between two bounds, and nothing where it is a value."""
    name = small.number("dose", "0", "10")
    tests = (Between(Interval(low=Decimal(2), high=Decimal(3))),)
    found = points_of(name, tests, {}, nothing=True)
    numbers = (Decimal(0), Decimal(1), Decimal(2), Decimal("2.5"), Decimal(3), Decimal(4))
    assert (*numbers, Decimal(10), NOTHING) == found.values
    assert found.complete


def test_a_list_has_every_mixture_and_count() -> None:
    """Members that a test names are told from the rest, and counted as far as a test counts."""
    name = small.name("marks", Kind.TEXT, is_list=True)
    tests = (
        Has(quantifier=Quantifier.ANY, values=("x",)),
        Count(Interval(low=Decimal(3))),
    )
    found = points_of(name, tests, {}, nothing=False)
    seen = {("x" in value, len(value) >= 3) for value in found.values if isinstance(value, tuple)}
    assert {(a, b) for a in (True, False) for b in (True, False)} == seen
