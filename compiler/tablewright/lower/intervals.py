"""Intervals of numbers, dates and durations: a point, what two have in common, none at all."""

from __future__ import annotations

from tablewright.ir.expr import Operator
from tablewright.ir.tests import Bound, Interval


def point(value: Bound) -> Interval:
    """The interval of one value."""
    return Interval(low=value, high=value)


def compared(operator: Operator, value: Bound) -> Interval:
    """What lies on one side of a value, for the four comparisons of order."""
    match operator:
        case Operator.LESS | Operator.AT_MOST:
            return Interval(high=value, high_closed=operator is Operator.AT_MOST)
        case _:
            return Interval(low=value, low_closed=operator is Operator.AT_LEAST)


def is_empty(interval: Interval) -> bool:
    """Whether nothing lies between the bounds."""
    low, high = interval.low, interval.high
    if low is None or high is None:
        return False
    both_closed = interval.low_closed and interval.high_closed
    # Both bounds are of one type: they came from cells of one column.
    return low > high or (low == high and not both_closed)  # type: ignore[operator]


def common(one: Interval, other: Interval) -> Interval:
    """What lies in both."""
    low, low_closed = _low(one, other)
    high, high_closed = _high(one, other)
    return Interval(low=low, low_closed=low_closed, high=high, high_closed=high_closed)


def _low(one: Interval, other: Interval) -> tuple[Bound | None, bool]:
    first, second = (one.low, one.low_closed), (other.low, other.low_closed)
    if one.low is None or other.low is None:
        return second if one.low is None else first
    if one.low == other.low:
        return one.low, one.low_closed and other.low_closed
    return first if one.low > other.low else second  # type: ignore[operator]


def _high(one: Interval, other: Interval) -> tuple[Bound | None, bool]:
    first, second = (one.high, one.high_closed), (other.high, other.high_closed)
    if one.high is None or other.high is None:
        return second if one.high is None else first
    if one.high == other.high:
        return one.high, one.high_closed and other.high_closed
    return first if one.high < other.high else second  # type: ignore[operator]
