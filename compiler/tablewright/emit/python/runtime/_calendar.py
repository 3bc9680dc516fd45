"""Calendar arithmetic: months clamped at month end, years, days. Standard library only."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any, Final

from ._ranges import Duration, monotone, spread

_YEARS: Final = range(date.min.year, date.max.year + 1)


def later(day: date, months: int = 0, days: int = 0) -> date:
    """The date so many months and days later, clamped at the ends of months and calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year not in _YEARS:
        return date.max if year > 1 else date.min
    start = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shift(day: Any, months: int = 0, days: int = 0) -> Any:
    """The date plus a duration."""

    def move(d: date) -> date:
        return later(d, months, days)

    return spread((day,), move, monotone(move, 1))


def after(day: Any, by: Any) -> Any:
    """The date plus a duration that is worked out."""

    def move(d: date, span: Duration) -> date:
        return later(d, span.months, span.days)

    return spread((day, by), move, monotone(move, 1, 1))


def together(a: Any, b: Any) -> Any:
    """Two durations after each other."""

    def joined(x: Duration, y: Duration) -> Duration:
        return Duration(x.months + y.months, x.days + y.days)

    return spread((a, b), joined, monotone(joined, 1, 1))


def back(by: Any) -> Any:
    """The duration into the past."""

    def turned(span: Duration) -> Duration:
        return Duration(-span.months, -span.days)

    return spread((by,), turned, monotone(turned, -1))


def _years(birth: date, on: date) -> int:
    months = (on.year - birth.year) * 12 + on.month - birth.month
    years = months // 12
    return years if later(birth, 12 * years) <= on else years - 1


def age(birth: Any, on: Any) -> Any:
    """Completed years from birth to a day; the birthday counts, 29 February clamped to the 28th."""
    return spread((birth, on), _years, monotone(_years, -1, 1))


def _days(start: date, end: date) -> int:
    return (end - start).days


def days_between(start: Any, end: Any) -> Any:
    """Days from one date to the other; negative when the second is earlier."""
    return spread((start, end), _days, monotone(_days, -1, 1))
