"""Requests to try: the analysts' examples, filled, and moved to and across every bound.

Everything is drawn from a generator that the caller seeds, so that a run can be repeated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from random import Random

from tests.oracle.book import Book, Checklist, Table
from tests.oracle.cells import Test
from tests.oracle.completions import days_after
from tests.oracle.examples import examples_of
from tests.oracle.expressions import Expression
from tests.oracle.segments import Axis, Point, Tests, axes, candidates, pairs, reached
from tests.oracle.values import NOTHING, Value, months_later

CENT = Decimal("0.01")
LEAP_DAY = dt.date(2024, 2, 29)


@dataclass(frozen=True, kw_only=True)
class Requests:
    """What to ask one table or checklist of a workbook."""

    book: Book
    root: Table | Checklist
    on: dt.date = field(init=False)

    def __post_init__(self) -> None:
        """Requests are of the day that most examples use, a day in force."""
        days = [each.given.get("Request date") for each in examples_of(self.book)]
        given = [each for each in days if isinstance(each, dt.date)]
        object.__setattr__(self, "on", max(given, key=given.count))

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The axes of the root."""
        return axes(self.book, self.root, self.on)

    @cached_property
    def examples(self) -> tuple[Point, ...]:
        """What the analysts' examples give to the decision."""
        decision = self.book.policy["Decision"]
        return tuple(each.given for each in examples_of(self.book) if each.table == decision)

    def filled(self, given: Point, random: Random) -> Point:
        """A request with everything that a root reads: what is not given is drawn.

        A blank that means nothing stays blank, the ordinary case.
        """
        told = dict(given)
        for axis in self.axes:
            blank = all(self.book.names[name].nothing for name in axis.names)
            if not blank and not self._told_otherwise(axis, told):
                told = {**random.choice(axis.points), **told}
        return told

    def _told_otherwise(self, axis: Axis, given: Point) -> bool:
        """Whether another alternative of `first known of` tells what this axis would."""
        return any(
            set(first.names) == set(axis.names) and set(other.names) <= given.keys()
            for first, *others in self._alternatives
            for other in others
        )

    @cached_property
    def _alternatives(self) -> tuple[tuple[Expression, ...], ...]:
        names = (self.book.names[n] for n in self.tests if n in self.book.names)
        calculated = (name.calculated for name in names if name.calculated is not None)
        return tuple(each.alternatives for each in calculated if each.alternatives)

    @cached_property
    def tests(self) -> Tests:
        """The tests that the root reaches, by name."""
        return reached(self.book, self.root)

    # -- across every bound

    @cached_property
    def moves(self) -> tuple[Point, ...]:
        """Every value worth trying of every input or group; what a move does not name stays."""
        return tuple(self._moves())

    def _moves(self) -> Iterator[Point]:
        tests = {name: self.tests[name] for name in self.tests if name in self.book.names}
        instead: dict[str, Point] = {}
        for name in list(tests):
            expression = self.book.names[name].calculated
            if expression is not None and expression.alternatives:
                told = expression.alternatives[0].names[0]
                tests[told] = (*tests.get(told, ()), *tests[name])
                instead[told] = self._not_told(expression)
                yield from self._other_ways(expression, tests[name])
            elif expression is not None and not expression.equalities:
                yield from (p for near, p in pairs(self.book, expression, tests[name]) if near <= 1)
        for axis in self.axes:
            (name, *more) = axis.names
            if self.book.names[name].kind == "date":
                yield from axis.points
            elif not more:
                for value in candidates(self.book.names[name], tests[name]):
                    yield {name: value, **instead.get(name, {})}
        yield from self._windows()

    def _not_told(self, expression: Expression) -> Point:
        """What the other alternatives of `first known of` read alone, as not told."""
        read = {name for axis in self.axes for name in axis.names}
        others = {name for each in expression.alternatives[1:] for name in each.names}
        return dict.fromkeys(sorted(others - read), NOTHING)

    def _other_ways(self, expression: Expression, tests: tuple[Test, ...]) -> Iterator[Point]:
        """The same bounds told by the other alternatives: birthdays, and milligrams by weight."""
        first, *others = expression.alternatives
        bounds = [each for test in tests for each in test.constants if isinstance(each, Decimal)]
        for other in others:
            kinds = [self.book.names[each].kind for each in other.names]
            for bound in bounds:
                if kinds == ["date", "date"]:
                    yield from self._birthdays(first, other.names, int(bound))
                elif kinds == ["number", "number"]:
                    yield from self._weights(first, other.names, bound)
                else:
                    raise LookupError(f"{expression.text}: told in an unknown way")

    def _birthdays(self, first: Expression, names: tuple[str, ...], years: int) -> Iterator[Point]:
        birth, request = names
        days = (self.on, LEAP_DAY, *(months_later(LEAP_DAY, months) for months in (12, 24, -1)))
        for on in days:
            edge = months_later(on, -12 * years)
            for move in range(-3, 4):
                born = edge + dt.timedelta(days=move)
                yield {first.names[0]: NOTHING, birth: born, request: on}

    def _weights(
        self, first: Expression, names: tuple[str, ...], bound: Decimal
    ) -> Iterator[Point]:
        amount, weight = names
        for tenths in range(400, 1300, 7):
            kilograms = Decimal(tenths) / 10
            for move in (-CENT, Decimal(0), CENT):
                milligrams = bound * kilograms + move
                yield {first.names[0]: NOTHING, amount: milligrams, weight: kilograms}

    def _windows(self) -> Iterator[Point]:
        """Events at month ends, and days around where the windows that they open begin and end."""
        for name, tests in self.tests.items():
            for test in tests:
                for month in range(1, 13) if test.months else ():
                    event = months_later(dt.date(self.on.year, 1, 31), month)
                    for on in days_after(test, event):
                        yield {name: event, test.names[0]: on}

    # -- at random

    def mutant(self, random: Random) -> Point:
        """An example, filled, and moved in some places."""
        given = self.filled(random.choice(self.examples), random)
        for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
            given = moved(given, random.choice(self.spread))
        return given

    @cached_property
    def spread(self) -> tuple[Point, ...]:
        """The moves, so thinned that each input or group is about as likely as any other."""
        groups: dict[frozenset[str], list[Point]] = {}
        for move in self.moves:
            groups.setdefault(frozenset(move), []).append(move)
        return tuple(group[n * len(group) // 12] for group in groups.values() for n in range(12))


def moved(given: Point, move: Point) -> dict[str, Value]:
    """A request with some of its values changed; what is moved to nothing is not told any more."""
    told = {**given, **move}
    return {name: value for name, value in told.items() if value is not NOTHING}
