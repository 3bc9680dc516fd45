"""From the ends of a range to the fault that nothing lies between them. Knows no text around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tablewright.ir.types import Duration, Kind
from tablewright.syntax.fault import Fault
from tablewright.syntax.native import unreadable
from tablewright.syntax.tree import AllOf, AnyOf, Condition, Constant, Count, InRange, Negated


def range_faults(condition: Condition, kind: Kind) -> Iterator[Fault]:
    """A fault for each range of constants that no value of this kind lies in."""
    match condition:
        case InRange():
            if fault := _fault(condition, kind):
                yield fault
        case Count(condition=InRange() as inner):
            yield from range_faults(inner, Kind.WHOLE)
        case Negated(condition=inner):
            yield from range_faults(inner, kind)
        case AllOf(conditions=parts) | AnyOf(conditions=parts):
            for part in parts:
                yield from range_faults(part, kind)
        case _:
            return


def _fault(found: InRange, kind: Kind) -> Fault | None:
    ends = _measures(found)
    if ends is None:
        return None
    low, high = ends
    start, end = found.place.start, found.place.end
    if low > high:
        return unreadable(
            "The range runs from the larger end to the smaller.", "Swap the ends.", start, end
        )
    open_ends = (not found.low_closed) + (not found.high_closed)
    # Whole numbers strictly between 1 and 2: none.
    if (low == high and open_ends) or (kind is Kind.WHOLE and high - low < open_ends):
        advice = "Write [ or ] where the end itself belongs to the range, or widen it."
        return unreadable("No value lies in the range.", advice, start, end)
    return None


def _measures(found: InRange) -> tuple[Decimal, Decimal] | None:
    """Both ends on one scale; None where they are no constants or months stand against days."""
    match found.low, found.high:
        case Constant(value=Decimal() as low), Constant(value=Decimal() as high):
            return low, high
        case Constant(value=dt.date() as first), Constant(value=dt.date() as last):
            return Decimal(first.toordinal()), Decimal(last.toordinal())
        case Constant(value=Duration() as short), Constant(value=Duration() as long):
            return _same_part(short, long)
        case _:
            return None


def _same_part(short: Duration, long: Duration) -> tuple[Decimal, Decimal] | None:
    if short.months == long.months == 0:
        return Decimal(short.days), Decimal(long.days)
    if short.days == long.days == 0:
        return Decimal(short.months), Decimal(long.months)
    return None
