"""Segments: the parts of a number's or date's values that no test of the program can tell apart.

One representative per segment is exhaustive, because every test is constant on a segment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from tablewright.ir.accept import accepts
from tablewright.ir.program import Domain
from tablewright.ir.tests import AllOf, AnyOf, Between, Interval, Not, Test
from tablewright.ir.types import Kind

Number = Decimal | dt.date
T = TypeVar("T")


def parts(test: Test) -> Iterator[Test]:
    """A test and all tests inside it."""
    yield test
    match test:
        case Not(inner):
            yield from parts(inner)
        case AllOf(tests) | AnyOf(tests):
            for inner in tests:
                yield from parts(inner)
        case _:
            return


def segments(kind: Kind, domain: Domain, tests: Iterable[Test]) -> tuple[Interval, ...]:
    """The segments of a number or date in its domain; neighbours that look alike are joined."""
    tests = tuple(dict.fromkeys(tests))
    cuts = sorted(set(_bounds(tests)))
    found: list[Interval] = []
    last: tuple[bool, ...] | None = None
    for piece in _clipped(kind, domain.intervals, _elementary(cuts)):
        value = inside(kind, piece)
        seen = tuple(accepts(test, value, {}) for test in tests)
        if found and seen == last and _adjacent(kind, found[-1], piece):
            found[-1] = _joined(found[-1], piece)
        else:
            found.append(piece)
        last = seen
    return tuple(found)


def _bounds(tests: Iterable[Test]) -> Iterator[Number]:
    for test in (part for whole in tests for part in parts(whole)):
        if isinstance(test, Between):
            for bound in (test.interval.low, test.interval.high):
                if isinstance(bound, Decimal | dt.date):
                    yield bound


def _elementary(cuts: list[Number]) -> Iterator[Interval]:
    """The points and the open gaps between them."""
    if not cuts:
        yield Interval()
        return
    yield Interval(high=cuts[0], high_closed=False)
    yield Interval(low=cuts[0], high=cuts[0])
    for low, high in pairwise(cuts):
        yield Interval(low=low, low_closed=False, high=high, high_closed=False)
        yield Interval(low=high, high=high)
    yield Interval(low=cuts[-1], low_closed=False)


def _clipped(
    kind: Kind, domain: tuple[Interval, ...], pieces: Iterable[Interval]
) -> Iterator[Interval]:
    wholes = [_whole(kind, interval) for interval in domain] or [_whole(kind, Interval())]
    for piece in pieces:
        for whole in wholes:
            part = meet(_whole(kind, piece), whole)
            if part is not None:
                yield part


def _whole(kind: Kind, interval: Interval) -> Interval:
    """Whole numbers and dates: the same interval with closed ends."""
    low, high = interval.low, interval.high
    if kind is Kind.WHOLE:
        if isinstance(low, Decimal):
            low = (
                low.to_integral_value("ROUND_FLOOR") + 1
                if _short(low, interval.low_closed)
                else low
            )
        if isinstance(high, Decimal):
            up = high.to_integral_value("ROUND_CEILING")
            high = up - 1 if _short(high, interval.high_closed) else high
    elif kind is Kind.DATE:
        day = dt.timedelta(days=1)
        if isinstance(low, dt.date) and not interval.low_closed:
            low = low + day if low < dt.date.max else low
        if isinstance(high, dt.date) and not interval.high_closed:
            high = high - day if high > dt.date.min else high
        low, high = low or dt.date.min, high or dt.date.max
    else:
        return interval
    return Interval(low=low, high=high)


def _short(bound: Decimal, closed: bool) -> bool:  # noqa: FBT001 - a bound is its value and this
    """Whether a whole number cannot stand on the bound itself."""
    return not closed or bound != bound.to_integral_value()


def meet(a: Interval, b: Interval) -> Interval | None:
    """The common part of two intervals, None when there is none."""
    low, low_closed = _tighter((a.low, a.low_closed), (b.low, b.low_closed), lowest=False)
    high, high_closed = _tighter((a.high, a.high_closed), (b.high, b.high_closed), lowest=True)
    open_end = not (low_closed and high_closed)
    if low is not None and high is not None and (low > high or (low == high and open_end)):  # type: ignore[operator]
        return None
    return Interval(low=low, low_closed=low_closed, high=high, high_closed=high_closed)


End = tuple[Decimal | dt.date | None, bool]


def _tighter(a: tuple[T, bool], b: tuple[T, bool], *, lowest: bool) -> tuple[T, bool]:
    (x, x_closed), (y, y_closed) = a, b
    if x is None:
        return b
    if y is None:
        return a
    if x == y:
        return x, x_closed and y_closed
    return a if (x < y) is lowest else b  # type: ignore[operator]


def _adjacent(kind: Kind, a: Interval, b: Interval) -> bool:
    if a.high is None or b.low is None:
        return False
    if kind is Kind.WHOLE:
        return bool(a.high + 1 == b.low)  # type: ignore[operator]
    if kind is Kind.DATE:
        return bool(a.high + dt.timedelta(days=1) == b.low)  # type: ignore[operator]
    return a.high == b.low and (a.high_closed or b.low_closed)


def _joined(a: Interval, b: Interval) -> Interval:
    return Interval(low=a.low, low_closed=a.low_closed, high=b.high, high_closed=b.high_closed)


def inside(kind: Kind, interval: Interval) -> Number:
    """A value of a segment; all of them are alike."""
    low, high = interval.low, interval.high
    if isinstance(low, dt.date) or isinstance(high, dt.date) or kind is Kind.DATE:
        return (
            low if isinstance(low, dt.date) else high if isinstance(high, dt.date) else dt.date.min
        )
    if not isinstance(low, Decimal):
        return high - 1 if isinstance(high, Decimal) else Decimal(0)
    if not isinstance(high, Decimal):
        return low + 1
    return low if kind is Kind.WHOLE else (low + high) / 2
