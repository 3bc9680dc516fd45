"""The values that facts can have on both sides, and how they are shown.

Unknown is None, a known blank is NOTHING. Knows neither sheets nor Python text.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum
from typing import NamedTuple

EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)
# Requests hold no larger numbers.
LARGEST = 10**30


class Blank(Enum):
    """The value of something that is known to be blank."""

    NOTHING = "nothing"


NOTHING = Blank.NOTHING


class Duration(NamedTuple):
    """Calendar months and days."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        """In words, without what is 0."""
        parts = ((self.months, "months"), (self.days, "days"))
        return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 days"


# A single given value; lists are tuples. Enumerations of the module under proof are texts.
Scalar = bool | int | Decimal | str | dt.date | Duration
Value = Scalar | tuple[Scalar, ...] | Blank | None
Truth = bool | None


class UnprovedError(Exception):
    """A construct that the checker does not know: it proves nothing about it, and says so."""


class WrongError(UnprovedError):
    """What the text says cannot be what any sheet says: it fails, or reads something else."""


def shown(value: object) -> str:
    """A value for people."""
    match value:
        case None:
            return "unknown"
        case Blank():
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case str():
            return str(value)
        case Decimal():
            return format(value, "f") if value.is_finite() else str(value)
        case dt.date():
            return value.isoformat()
        case tuple() if not isinstance(value, Duration):
            return ", ".join(shown(each) for each in value) or "empty"
        case _:
            return str(value)


def normal(text: str) -> str:
    """A code as it is compared."""
    return text.strip().casefold()
