"""The one question about boxes, against every point; and the values that stand for all."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.checks.reason.answers import NO_ANSWER
from tablewright.checks.reason.apart import CLASH, Answers, Apart
from tablewright.checks.reason.bits import bits_of, with_bits
from tablewright.checks.reason.count import Counting, common, volume
from tablewright.checks.reason.cover import Covered, Hole, uncovered
from tablewright.checks.reason.diagrams import Budget, Diagrams, leaves_with_paths
from tablewright.checks.reason.index import Index
from tablewright.checks.reason.local import Region
from tablewright.checks.reason.points import points_of
from tablewright.checks.reason.runs import halves, nth, places, shared, size
from tablewright.checks.reason.search import Search
from tablewright.checks.reason.space import Axis, Point, Space
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


def points_in(space: Space) -> list[tuple[int, ...]]:
    """Every point of a space."""
    return list(product(*(range(len(axis.points)) for axis in space.axes)))


@given(AXES, st.integers(0, 2**ROWS - 1))
@settings(max_examples=300, deadline=None)
def test_a_box_is_covered_when_every_point_is(masks: list[list[int]], rows: int) -> None:
    """The ladder, counting alone and search alone say what trying every point says."""
    space = a_space(masks)
    holes = {at for at in points_in(space) if is_outside(space, at, rows)}
    answer = uncovered(space, space.whole, rows, STEPS)
    if holes:
        assert isinstance(answer, Hole)
        assert answer.at in holes
    else:
        assert isinstance(answer, Covered)
        left = {at for at in points_in(space) if is_outside(space, at, answer.by & rows)}
        assert left == set()
    meeting = rows & space.meeting(space.whole)
    counting = Counting(space, Budget(STEPS))
    counted = counting.hole(space.whole, meeting)
    searched = Search(Region(space, space.whole), Budget(STEPS)).outside(meeting)
    assert bool(holes) == (counted is not None) == (searched is not None)
    assert counted is None or counted in holes
    assert searched is None or searched in holes
    covered = volume(space.whole) - len(holes)
    assert covered == counting.held(space.whole, rows) == counting.at_least(rows)


@given(AXES, st.data())
@settings(max_examples=100, deadline=None)
def test_the_part_of_a_rule_is_covered_when_every_point_is(
    masks: list[list[int]], data: st.DataObject
) -> None:
    """Inside the box of a rule, others cover it exactly when no point of it lies outside them."""
    space = a_space(masks)
    rule = data.draw(st.integers(0, ROWS - 1))
    rows = data.draw(st.integers(0, 2**ROWS - 1)) & ~(1 << rule)
    inside = [at for at in points_in(space) if not is_outside(space, at, 1 << rule)]
    holes = {at for at in inside if is_outside(space, at, rows)}
    answer = uncovered(space, space.box(rule), rows, STEPS)
    assert isinstance(answer, Hole) == bool(holes)
    assert not isinstance(answer, Hole) or answer.at in holes


def says(space: Space, at: tuple[int, ...], rows: int, answers: Answers) -> int:
    """What is said at a point when only these rows are there."""
    matching = [row for row in bits_of(rows) if not is_outside(space, at, 1 << row)]
    if not matching:
        return answers.nothing
    return answers.of[matching[0]] if answers.first or len(matching) == 1 else CLASH


@given(AXES, st.data())
@settings(max_examples=200, deadline=None)
def test_two_tables_are_apart_when_they_differ_at_a_point(
    masks: list[list[int]], data: st.DataObject
) -> None:
    """Two choices of rules say the same everywhere or differ, as trying every point says."""
    space = a_space(masks)
    rows = st.integers(0, 2**ROWS - 1)
    one, other, first = data.draw(rows), data.draw(rows), data.draw(st.booleans())
    of = data.draw(st.lists(st.integers(0, 2), min_size=ROWS, max_size=ROWS))
    answers = Answers(of, data.draw(st.sampled_from((NO_ANSWER, 0))), first)
    differs = any(
        says(space, at, one, answers) != says(space, at, other, answers) for at in points_in(space)
    )
    local = Region(space, space.whole).local(tuple(range(ROWS)), range(len(space.axes)))
    assert differs == Apart(local, answers, Budget(STEPS)).differ(one, other)


@given(AXES)
def test_cells_are_the_points_inside(masks: list[list[int]]) -> None:
    """A box knows, for each axis, exactly the points that let it through."""
    space = a_space(masks)
    for axis, index in zip(space.axes, space.indexes, strict=True):
        for row in range(ROWS):
            inside = [at for at, point in enumerate(axis.points) if point.mask >> row & 1]
            assert inside == list(places(index.runs(row)))


PLACES = st.tuples(st.integers(0, 79), st.integers(0, 79)).map(sorted)


@given(st.lists(st.lists(PLACES, min_size=1, max_size=2), min_size=ROWS, max_size=ROWS), st.data())
@settings(max_examples=100, deadline=None)
def test_a_long_axis_knows_what_meets_and_what_holds(
    rows: list[list[list[int]]], data: st.DataObject
) -> None:
    """On an axis too long to be walked, what meets or holds a stretch is what its points say."""
    masks = [
        with_bits(
            (row for row, parts in enumerate(rows) if any(a <= at <= b for a, b in parts)), ROWS
        )
        for at in range(80)
    ]
    index = Index(masks, ROWS)
    chosen = data.draw(st.sets(st.integers(0, len(masks) - 1), min_size=1, max_size=6))
    runs = Index([int(at in chosen) for at in range(len(masks))], 1).runs(0)
    stretch = ((min(chosen), max(chosen) + 1),)
    for wanted in (runs, stretch):
        points = [masks[at] for at in places(wanted)]
        assert index.meeting(wanted) == with_bits(
            (row for row in range(ROWS) if any(mask >> row & 1 for mask in points)), ROWS
        )
        assert index.holding(wanted) & 2**ROWS - 1 == with_bits(
            (row for row in range(ROWS) if all(mask >> row & 1 for mask in points)), ROWS
        )


@given(st.sets(st.integers(0, 20), min_size=2), st.sets(st.integers(0, 20)))
def test_runs_are_sets_of_points(one: set[int], other: set[int]) -> None:
    """Runs share, count and halve as the sets that they stand for."""
    a, b = (Index([int(at in each) for at in range(21)], 1).runs(0) for each in (one, other))
    assert sorted(one & other) == list(places(shared(a, b)))
    assert len(one) == size(a)
    assert sorted(one) == [nth(a, number) for number in range(len(one))]
    lower, upper = halves(a)
    assert sorted(one) == [*places(lower), *places(upper)]
    assert common((a, b), (b, a)) == (shared(a, b), shared(b, a))


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
