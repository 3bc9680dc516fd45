"""Dates, calendar months and completed years. None is a date outside the years 1 to 9999."""

from __future__ import annotations

import calendar
import datetime as dt

from tablewright.ir.types import Duration

MONTHS_OF_YEAR = 12


def plus_months(date: dt.date, months: int) -> dt.date | None:
    """The same day of a later (or earlier) month, or that month's last day if it is shorter."""
    year, month = divmod(date.year * MONTHS_OF_YEAR + date.month - 1 + months, MONTHS_OF_YEAR)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last))


def plus(date: dt.date, duration: Duration) -> dt.date | None:
    """The date moved by the months, clamped at month end, and then by the days."""
    moved = plus_months(date, duration.months)
    if moved is None:
        return None
    ordinal = moved.toordinal() + duration.days
    if not dt.date.min.toordinal() <= ordinal <= dt.date.max.toordinal():
        return None
    return dt.date.fromordinal(ordinal)


def not_after(date: dt.date, start: dt.date, duration: Duration) -> bool:
    """Whether date <= start + duration; past the calendar every date is before it."""
    end = plus(start, duration)
    if end is None:
        return duration >= Duration()
    return date <= end


def completed_years(birth: dt.date, on: dt.date) -> int:
    """Age n is reached on birth plus 12 n months, clamped at month end as all months are.

    So a birthday of 29 February is 28 February in common years. Below zero before birth.
    """
    years = on.year - birth.year
    birthday = plus_months(birth, years * MONTHS_OF_YEAR)
    return years if birthday is not None and birthday <= on else years - 1
