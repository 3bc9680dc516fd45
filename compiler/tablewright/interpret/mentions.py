"""What a test mentions: its bounds, its texts, its counts. Knows no values and no truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tablewright.interpret.lookup import value_set_named
from tablewright.ir.program import Program
from tablewright.ir.tests import (
    AllOf,
    AnyOf,
    Between,
    Bound,
    Count,
    Has,
    HasInSet,
    InSet,
    Interval,
    Not,
    OneOf,
    Test,
)


def simple_tests(test: Test) -> Iterator[Test]:
    """The tests that a test is made of."""
    match test:
        case AllOf(tests=tests) | AnyOf(tests=tests):
            for each in tests:
                yield from simple_tests(each)
        case Not(test=inner):
            yield from simple_tests(inner)
        case _:
            yield test


def bounds_of(test: Test) -> Iterator[Bound]:
    """Where the truth of the test turns, on the line of numbers, dates or durations."""
    for each in simple_tests(test):
        match each:
            case Between(interval=interval):
                yield from _ends(interval)
            case Has(values=values):
                yield from (value for value in values if isinstance(value, Decimal | dt.date))
            case _:
                pass


def counts_of(test: Test) -> Iterator[Decimal]:
    """Where the truth of the test turns with the length of a list."""
    for each in simple_tests(test):
        if isinstance(each, Count):
            yield from (end for end in _ends(each.interval) if isinstance(end, Decimal))


def texts_of(program: Program, test: Test) -> Iterator[str]:
    """Texts and codes that the test tells apart; for a prefix, it and a text that goes on."""
    for each in simple_tests(test):
        match each:
            case OneOf(values=values) | Has(values=values):
                yield from (value for value in values if isinstance(value, str))
            case InSet(value_set=name) | HasInSet(value_set=name):
                for row in value_set_named(program, name).codes:
                    yield row.code
                    if row.prefix:
                        yield row.code + "~"
            case _:
                pass


def _ends(interval: Interval) -> Iterator[Bound]:
    yield from (end for end in (interval.low, interval.high) if end is not None)
