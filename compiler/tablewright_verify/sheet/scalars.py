"""Single values as cells write them: numbers with units, dates, durations, quoted texts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from tablewright_verify.sheet.blocks import plain
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.units import counted
from tablewright_verify.values import Duration, Scalar, UnprovedError, normal

NUMBER = r"[-\u2212]?(?:\d+(?:\.\d+)?|\.\d+)"
DATE = r"\d{4}-\d{2}-\d{2}"
SPAN = r"\d+[^\S\n]*(?:days?|weeks?|months?|years?)(?![\w-])"
_SPAN = re.compile(r"(\d+)\s*(day|week|month|year)s?", re.IGNORECASE)


def duration(text: str) -> Duration:
    """A span of time; several parts add up."""
    parts = _SPAN.findall(text)
    if not parts or _SPAN.sub("", text).strip():
        raise UnprovedError(f"{text!r} is no duration")
    months = days = 0
    for count, unit in parts:
        months += int(count) * {"month": 1, "year": 12}.get(unit.lower(), 0)
        days += int(count) * {"day": 1, "week": 7}.get(unit.lower(), 0)
    return Duration(months, days)


def unquoted(text: str) -> str:
    """A text without its quotes."""
    text = text.strip()
    return text[1:-1].replace('""', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text


def scalar(value: object, name: Name) -> Scalar:
    """One value of a name's type, from a cell's value or from text."""
    match value:
        case bool():
            return _fit(value, name, "yes/no")
        case Decimal():
            return _fit(value, name, "number", "whole number")
        case dt.datetime():
            return _fit(value.date(), name, "date")
        case str():
            return _from_text(value.strip(), name)
        case _:
            raise UnprovedError(f"{value!r} is no value")


def _fit(value: Scalar, name: Name, *kinds: str) -> Scalar:
    if name.kind not in kinds:
        raise UnprovedError(f"{value!r} stands where {name.kind} is asked for")
    return value


def _from_text(text: str, name: Name) -> Scalar:
    match name.kind:
        case "yes/no":
            words = {"yes": True, "no": False, "met": True, "not met": False}
            if plain(text) in words:
                return words[plain(text)]
        case "number" | "whole number":
            return number(text, name.unit)
        case "date":
            return dt.date.fromisoformat(text)
        case "duration":
            return duration(text)
        case "text" if name.members:
            wanted = plain(unquoted(text))
            for member in name.texts:
                if plain(member) == wanted:
                    return member
        case "text" | "code" if text:
            return normal(unquoted(text))
    raise UnprovedError(f"{text!r} is no {name.kind} of {name.name}")


def number(text: str, unit: str) -> Decimal:
    """A number, perhaps with the unit of its column; of a unit of the calendar, a span too."""
    found = re.fullmatch(rf"({NUMBER})\s*(.*)", text.strip())
    if found is not None and _stem(found[2]) in {"", _stem(unit)}:
        return Decimal(found[1].replace("\u2212", "-"))
    amount = counted(duration(text), unit) if unit else None
    if amount is None:
        raise UnprovedError(f"{text!r} is no number in {unit or 'no unit'}")
    return amount


def _stem(unit: str) -> str:
    """A unit as it is compared: its final s may be left out."""
    return plain(unit).removesuffix("s")
