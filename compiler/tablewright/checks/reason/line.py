"""Values on a line, numbers and dates: one inside each stretch that given bounds cut out.

Knows bounds and Allowed values; asks no test, so that long tables cost no more than their bounds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, pairwise
from typing import assert_never

from tablewright.ir.accept import in_interval
from tablewright.ir.program import Domain
from tablewright.ir.segments import parts
from tablewright.ir.tests import Between, Bound, Interval, Test
from tablewright.ir.types import Duration, Kind

_DAY = dt.timedelta(days=1)
_PLACES = 28
_LINES = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.DATE, Kind.DURATION})
_A_DAY = dt.date(2000, 1, 1)  # where nothing cuts the line


def is_line(kind: Kind) -> bool:
    """Whether values of this kind have an order that tests use."""
    return kind in _LINES


def stretches(kind: Kind, domain: Domain, tests: Iterable[Test]) -> tuple[Bound, ...]:
    """One value of every stretch that is allowed, in order."""
    tested = (p.interval for p in chain.from_iterable(map(parts, tests)) if isinstance(p, Between))
    bounds = set(_ends((*tested, *domain.intervals)))
    values = sorted(set(_around(kind, bounds)))
    return tuple(value for value in values if _allowed(domain, value))


def _ends(intervals: Iterable[Interval]) -> Iterator[Bound]:
    for interval in intervals:
        yield from (each for each in (interval.low, interval.high) if each is not None)


def _allowed(domain: Domain, value: Bound) -> bool:
    return not domain.intervals or any(in_interval(value, each) for each in domain.intervals)


def _around(kind: Kind, bounds: set[Bound]) -> Iterator[Bound]:
    match kind:
        case Kind.NUMBER:
            yield from _numbers(sorted(each for each in bounds if isinstance(each, Decimal)))
        case Kind.WHOLE:
            yield from _whole(each for each in bounds if isinstance(each, Decimal))
        case Kind.DATE:
            yield from _dates(each for each in bounds if isinstance(each, dt.date))
        case Kind.DURATION:
            yield from _durations(each for each in bounds if isinstance(each, Duration))
        case Kind.YES_NO | Kind.TEXT | Kind.CODE:
            return
        case _:
            assert_never(kind)


def _numbers(bounds: list[Decimal]) -> Iterator[Decimal]:
    if not bounds:
        yield Decimal(0)
        return
    yield bounds[0] - 1
    yield from bounds
    yield from (_between(low, high) for low, high in pairwise(bounds))
    yield bounds[-1] + 1


def _between(low: Decimal, high: Decimal) -> Decimal:
    """A number between two that a person would choose."""
    if low + 1 < high:
        return low + 1
    middle = (low + high) / 2
    rounded = (middle.quantize(Decimal(1).scaleb(-places)) for places in range(_PLACES))
    return next((each for each in rounded if low < each < high), middle)


def _whole(bounds: Iterable[Decimal]) -> Iterator[Decimal]:
    found = {Decimal(0)}
    for bound in bounds:
        below = bound.to_integral_value("ROUND_FLOOR")
        found |= {below - 1, below, below + 1}
    yield from found


def _dates(bounds: Iterable[dt.date]) -> Iterator[dt.date]:
    yield _A_DAY
    for bound in bounds:
        yield bound
        if bound > dt.date.min:
            yield bound - _DAY
        if bound < dt.date.max:
            yield bound + _DAY


def _durations(bounds: Iterable[Duration]) -> Iterator[Duration]:
    yield Duration()
    for bound in bounds:
        yield from (Duration(months=bound.months, days=bound.days + days) for days in (-1, 0, 1))
