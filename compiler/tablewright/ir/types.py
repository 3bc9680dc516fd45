"""Types and values of the policy language. Exact numbers only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum


class Kind(StrEnum):
    """The types an analyst can name in a Glossary."""

    YES_NO = "yes/no"
    NUMBER = "number"
    WHOLE = "whole number"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    DURATION = "duration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A kind, one or a list of it, and the unit of numbers (empty when it has none)."""

    kind: Kind
    is_list: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Duration:
    """Calendar months and days; the two are never converted into each other."""

    months: int = 0
    days: int = 0


class Special(Enum):
    """Values that are none: NOTHING is a known blank, UNKNOWN has not been said."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"


NOTHING = Special.NOTHING
UNKNOWN = Special.UNKNOWN

# A whole number is a Decimal with an integral value here too; emitters write it as int.
Scalar = bool | Decimal | str | dt.date | Duration
Value = Scalar | tuple[Scalar, ...]
