"""The values that the oracle computes with, and how cells and generated code spell them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache

import pandas as pd


class Nothing(Enum):
    """The value of a name that is blank where blank means nothing."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING

Value = str | bool | Decimal | dt.date | frozenset[str] | Nothing
Reader = Callable[[str], Value]


class UnreadableError(Exception):
    """A cell that the oracle does not understand; it never guesses."""


class UnknownError(Exception):
    """A name was read that the request leaves unknown."""


def number(cell: object) -> Decimal:
    """A number as its shortest text says it."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal | str):
        raise UnreadableError(f"{cell!r} is no number")
    try:
        return Decimal(str(cell).strip())
    except ArithmeticError as error:
        raise UnreadableError(f"{cell!r} is no number") from error


def day(cell: object) -> dt.date:
    """A date without a time of day."""
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date()
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return cell
    raise UnreadableError(f"{cell!r} is no date")


@cache
def months_later(start: dt.date, months: int) -> dt.date:
    """The day so many calendar months later, at the end of a shorter month."""
    return (pd.Timestamp(start) + pd.DateOffset(months=months)).date()


def same(text: object) -> str:
    """A text as codes are compared: without outer blanks, ignoring case."""
    return str(text).strip().casefold()


def show(value: object) -> str:
    """A value for a message."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(value)) + "}"
    return str(value.value) if isinstance(value, Nothing) else str(value)


def nobody(name: str) -> Value:
    """A reader for tests that read no other name."""
    raise LookupError(f"{name} is not known here")
