"""From characters of a cell to a number, date, duration or known text. Knows no column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tablewright.ir.types import Duration

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
COMMA_NUMBER = re.compile(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
QUOTED = re.compile(r'"((?:[^"]|"")*)"')
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])")
ISO_DATE_AND_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]\s*[0-9]{1,2}:[0-9:.]+Z?")

# What may follow a value: the end, a line break, a comma and a blank, a bracket, or `and`.
BOUNDARY = r"(?=\s*(?:$|\n|,(?:\s|$)|\))|[^\S\n]+and\s)"

# Longer numbers would be rounded by the arithmetic of the generated code.
MOST_DIGITS = 34

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
# Dates as people and spreadsheets write them, day or month or year first.
FOREIGN_DATE = re.compile(
    r"(?:[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}"
    r"|[0-9]{1,4}\.[0-9]{1,2}\.[0-9]{1,4}"
    r"|[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ -]?{_MONTH},?[ -]?[0-9]{{2,4}}"
    rf"|{_MONTH}[ -]?[0-9]{{1,2}}(?:st|nd|rd|th)?,?[ -]?[0-9]{{2,4}})(?![\w/-])",
    re.IGNORECASE,
)

# At most six digits: longer counts are no duration, and int() stays quick.
_PART = r"([0-9]{1,6})[^\S\n]*(days?|weeks?|months?|years?)(?![\w-])"
_DURATION_PART = re.compile(_PART, re.IGNORECASE)
DURATION = re.compile(rf"{_PART}(?:[^\S\n]+{_PART})*", re.IGNORECASE)


def fold(text: str) -> str:
    """The text as names and values are compared: ignoring case and runs of blanks."""
    return " ".join(text.casefold().split())


def unquote(quoted: str) -> str:
    """The text between quotes; a doubled quote stands for one."""
    return quoted[1:-1].replace('""', '"')


def read_date(iso: str) -> dt.date | None:
    """The date, or None for a day that no calendar has."""
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def read_duration(text: str) -> Duration:
    """The duration of a text that DURATION matched; weeks are days, years are months."""
    months = days = 0
    for count, word in _DURATION_PART.findall(text):
        match word[0].lower():
            case "d":
                days += int(count)
            case "w":
                days += 7 * int(count)
            case "m":
                months += int(count)
            case _:
                months += 12 * int(count)
    return Duration(months=months, days=days)


def too_long(number: str) -> bool:
    """Whether the number has more digits than the arithmetic keeps."""
    return len(number.replace(".", "").lstrip("0")) > MOST_DIGITS


@dataclass(frozen=True, slots=True)
class Spellings:
    """Known texts as one pattern; group n is text n of `spelled`."""

    pattern: re.Pattern[str]
    spelled: tuple[str, ...]

    def match(self, text: str, at: int) -> tuple[str, int] | None:
        """The longest known text at this place, spelled as the workbook does, and its end."""
        found = self.pattern.match(text, at)
        if found is None or found.lastindex is None:
            return None
        return self.spelled[found.lastindex - 1], found.end()


@lru_cache(maxsize=64)
def units_of(units: tuple[str, ...]) -> Spellings:
    """A matcher of these units; a final s is optional, so that `1 day` has the unit days."""
    return _spellings(units, _unit_pattern, r"(?![\w])")


@lru_cache(maxsize=512)
def values_of(texts: tuple[str, ...]) -> Spellings:
    """A matcher of these texts where an alternative, a bracket or `and` ends them."""
    return _spellings(texts, phrase_pattern, BOUNDARY)


def _spellings(texts: tuple[str, ...], spell: Callable[[str], str], after: str) -> Spellings:
    spelled = tuple(sorted(filter(str.strip, texts), key=len, reverse=True))
    never = "(?!)"
    alternatives = "|".join(f"({spell(text)})" for text in spelled) or never
    return Spellings(re.compile(f"(?:{alternatives}){after}", re.IGNORECASE), spelled)


def _unit_pattern(unit: str) -> str:
    stem = unit[:-1] if len(unit) > 2 and unit.lower().endswith("s") else unit  # noqa: PLR2004
    plural = "s?" if len(stem) > 1 and stem[-1].isalpha() and "/" not in stem else ""
    return phrase_pattern(stem) + plural


def phrase_pattern(text: str) -> str:
    """A pattern for the text with any run of blanks between its words, not across lines."""
    return r"[^\S\n]+".join(re.escape(word) for word in text.split())


def number_text(number: Decimal) -> str:
    """The number in plain digits, never with an exponent."""
    return f"{number:f}"


def quote(text: str) -> str:
    """The text between quotes, as the notation writes it."""
    return '"' + text.replace('"', '""') + '"'


def listing(words: Sequence[str], most: int = 8) -> str:
    """The words as a phrase: `a, b or c`; the rest is counted when there are too many."""
    if len(words) > most:
        return ", ".join(words[:most]) + f" or one of {len(words) - most} more"
    head, tail = ", ".join(words[:-1]), "".join(words[-1:])
    return f"{head} or {tail}" if head else tail
