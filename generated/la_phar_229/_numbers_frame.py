"""Numbers and days over many rows: floats beside a bound of their error, never trusted near a cut.

What lies closer to a cut than its error is doubtful, and is worked out row by row in exact
decimals. Days are their ordinals, and exact. Needs numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._kleene_frame import NO, OPEN, YES, Truths
from ._ranges import Range

KNOWN: Final = np.uint8(0)
UNKNOWN: Final = np.uint8(1)
BLANK: Final = np.uint8(2)
Floats = NDArray[np.float64]
_HALF_ULP: Final = 2.0**-53
_DOUBT: Final = 2.0**-50
_EPOCH: Final = date(1970, 1, 1).toordinal()
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Numbers(NamedTuple):
    """Numbers or days: a value for each row, a bound of its error, whether it is known."""

    values: Floats
    errors: Floats | float
    state: NDArray[np.uint8]


class Judged(NamedTuple):
    """The truth of a comparison, and the rows on which floats cannot tell."""

    truths: Truths
    doubtful: NDArray[np.bool_]


def constant(value: int | Decimal | date) -> Numbers:
    """A constant, as one row that goes with any number of rows."""
    number = value.toordinal() if isinstance(value, date) else value
    exact = Decimal(float(number)) == number
    error = 0.0 if exact else abs(float(number)) * _HALF_ULP
    return Numbers(np.array([float(number)]), error, np.zeros(1, np.uint8))


# -- arithmetic ----------------------------------------------------------------------------------


def _joined(values: Floats, errors: Any, *parts: Numbers) -> Numbers:
    state = reduce(np.maximum, [part.state for part in parts])
    # Whole results of exact numbers are exact as long as a float holds every whole number.
    whole = (np.abs(values) < 2.0**53) & (np.floor(values) == values) & (errors == 0)
    return Numbers(values, np.where(whole, 0.0, errors + np.abs(values) * _HALF_ULP), state)


def add(a: Numbers, b: Numbers) -> Numbers:
    """The sum."""
    return _joined(a.values + b.values, a.errors + b.errors, a, b)


def subtract(a: Numbers, b: Numbers) -> Numbers:
    """The difference."""
    return _joined(a.values - b.values, a.errors + b.errors, a, b)


def multiply(a: Numbers, b: Numbers) -> Numbers:
    """The product."""
    errors = np.abs(a.values) * b.errors + np.abs(b.values) * a.errors + a.errors * b.errors
    return _joined(a.values * b.values, errors, a, b)


def divide(a: Numbers, b: Numbers) -> Numbers:
    """The quotient; unknown for a divisor of zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        values = a.values / b.values
        errors = (a.errors + np.abs(values) * b.errors) / (np.abs(b.values) - b.errors)
    # A quotient that happens to be whole may still be rounded: its error is never nothing.
    quotient = _joined(values, errors + np.abs(values) * _HALF_ULP, a, b)
    zero = b.values == 0
    return quotient._replace(
        state=np.where(zero, np.maximum(quotient.state, UNKNOWN), quotient.state)
    )


def negative(a: Numbers) -> Numbers:
    """The number with the other sign."""
    return a._replace(values=-a.values)


def smaller_of(*parts: Numbers) -> Numbers:
    """The smallest."""
    values = reduce(np.minimum, [part.values for part in parts])
    return _joined(values, reduce(np.maximum, [part.errors for part in parts]), *parts)


def larger_of(*parts: Numbers) -> Numbers:
    """The largest."""
    values = reduce(np.maximum, [part.values for part in parts])
    return _joined(values, reduce(np.maximum, [part.errors for part in parts]), *parts)


def first_known(*parts: Numbers) -> Numbers:
    """The first that is known; a known blank counts."""
    found = parts[-1]
    for part in reversed(parts[:-1]):
        known = part.state != UNKNOWN
        found = Numbers(
            np.where(known, part.values, found.values),
            np.where(known, part.errors, found.errors),
            np.where(known, part.state, found.state),
        )
    return found


# -- days ----------------------------------------------------------------------------------------


def later(days: Floats, months: Any, more: Any = 0) -> Floats:
    """The day so many months and days later, clamped at the ends of months and calendar."""
    day = (days - _EPOCH).astype(np.int64).view("datetime64[D]")
    month = day.astype("datetime64[M]")
    into = (day - month).astype(np.int64)
    moved = month + np.asarray(months, np.int64).astype("timedelta64[M]")
    last = ((moved + 1).astype("datetime64[D]") - moved.astype("datetime64[D]")).astype(
        np.int64
    ) - 1
    first = moved.astype("datetime64[D]").astype(np.int64) + _EPOCH
    there = np.clip(first + np.minimum(into, last), _FIRST, _LAST)
    moved_on: NDArray[np.int64] = np.clip(there + more, _FIRST, _LAST)
    return moved_on.astype(np.float64)


def shift(day: Numbers, months: int, days: int) -> Numbers:
    """The day plus a duration."""
    return day._replace(values=later(_calendar(day), months, days).astype(np.float64))


def _calendar(days: Numbers) -> Floats:
    """Days that exist on every row, so that rows without one do no harm."""
    return np.where(days.state == KNOWN, days.values, float(_EPOCH))


def age(birth: Numbers, on: Numbers) -> Numbers:
    """Completed years from birth to a day."""
    born, today = _calendar(birth), _calendar(on)
    months = _months(today) - _months(born)
    years = np.floor_divide(months, 12)
    years = years - (later(born, 12 * years) > today)
    return Numbers(years.astype(np.float64), 0.0, np.maximum(birth.state, on.state))


def _months(days: Floats) -> NDArray[np.int64]:
    day = (days - _EPOCH).astype(np.int64).view("datetime64[D]")
    return day.astype("datetime64[M]").astype(np.int64)


def days_between(start: Numbers, end: Numbers) -> Numbers:
    """Days from one date to the other."""
    return subtract(end, start)


def within(event: Numbers, months: int, days: int, on: Numbers) -> Judged:
    """Whether the day lies between the event and so many months and days after it."""
    begun, over = at_most(event, on), at_most(on, shift(event, months, days))
    return Judged(np.minimum(begun.truths, over.truths), begun.doubtful | over.doubtful)


# -- comparisons ---------------------------------------------------------------------------------


def _judged(met: NDArray[np.bool_], near: Any, a: Numbers, b: Numbers) -> Judged:
    state = np.maximum(a.state, b.state)
    truths = np.where(state == BLANK, NO, np.where(state == UNKNOWN, OPEN, np.where(met, YES, NO)))
    return Judged(truths, (state == KNOWN) & near)


def _near(a: Numbers, b: Numbers) -> Any:
    errors = a.errors + b.errors
    return (errors != 0) & (np.abs(a.values - b.values) <= errors + np.abs(b.values) * _DOUBT)


def less(a: Numbers, b: Numbers) -> Judged:
    """Whether a is below b."""
    return _judged(a.values < b.values, _near(a, b), a, b)


def at_most(a: Numbers, b: Numbers) -> Judged:
    """Whether a is b or below."""
    return _judged(a.values <= b.values, _near(a, b), a, b)


def more(a: Numbers, b: Numbers) -> Judged:
    """Whether a is above b."""
    return less(b, a)


def not_below(a: Numbers, b: Numbers) -> Judged:
    """Whether a is b or above."""
    return at_most(b, a)


def equal(a: Numbers, b: Numbers) -> Judged:
    """Whether both are given and the same."""
    return _judged(a.values == b.values, _near(a, b), a, b)


def not_equal(a: Numbers, b: Numbers) -> Judged:
    """Whether both are given and differ."""
    return _judged(a.values != b.values, _near(a, b), a, b)


# -- cuts ----------------------------------------------------------------------------------------


def cut(value: Any, *, above: bool) -> float:
    """The least float whose text is at the value or above; or only above it."""
    if isinstance(value, date):
        return float(value.toordinal() + above)
    exact = Decimal(value)
    if exact.is_infinite():
        return float(exact)
    nearest = float(exact)
    shown = Decimal(repr(nearest))
    higher = shown < exact or (shown == exact and above)
    return float(np.nextafter(nearest, np.inf)) if higher else nearest


def segment_of(
    numbers: Numbers, segments: Sequence[Range]
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The segment in which each number lies, and the rows on which floats cannot tell.

    Segments are in order and leave nothing between the first and the last.
    """
    cuts = np.array([cut(segment.low.value, above=segment.low.open) for segment in segments[1:]])
    places = cuts.searchsorted(numbers.values, side="right")
    errors = numbers.errors
    if isinstance(errors, float) and errors == 0:
        return places, np.zeros(len(places), np.bool_)
    margin = np.where(errors == 0, 0.0, errors + np.abs(numbers.values) * _DOUBT)
    low = cuts.searchsorted(numbers.values - margin, side="right")
    high = cuts.searchsorted(numbers.values + margin, side="right")
    return places, (low != high) & (numbers.state == KNOWN)
