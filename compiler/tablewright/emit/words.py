"""Ready text: runs of words with their tone and link, and values in plain form.

Knows numbers, dates and grammar of lists; knows nothing of programs or of HTML.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from tablewright.ir.types import Duration, Scalar, Special, Value

NO_BREAK = "\u00a0"
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Tone(StrEnum):
    """What a run is: our own word, something the analyst named, or a value."""

    WORD = "word"
    NAME = "name"
    VALUE = "value"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text. `target` is the id it links to, `iso` the machine form of a date."""

    text: str
    tone: Tone = Tone.WORD
    target: str = ""
    iso: str = ""


Words = tuple[Run, ...]


def word(text: str) -> Words:
    """Our own words."""
    return (Run(text=text),) if text else ()


def named(text: str, target: str = "") -> Words:
    """A name of the analyst, linked to where it is explained."""
    return (Run(text=text, tone=Tone.NAME, target=target),)


def value(text: str) -> Words:
    """A value as text."""
    return (Run(text=text, tone=Tone.VALUE),)


def plain(words: Words) -> str:
    """The text alone."""
    return "".join(run.text for run in words)


def joined(parts: Iterable[Words], separator: str = ", ", last: str = "") -> Words:
    """Parts in a row: `a, b or c` when `last` is ` or `."""
    every = [part for part in parts if part]
    result: Words = ()
    for index, part in enumerate(every):
        if index:
            closing = last and index == len(every) - 1
            result += word(last if closing else separator)
        result += part
    return result


def number_text(number: Decimal, unit: str = "") -> str:
    """An exact number without exponent, with its unit: `3.6 mg/kg`."""
    # Not normalize(): that would round to the precision of the caller's context.
    digits = format(number, "f") if number else "0"
    text = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{text}{NO_BREAK}{unit}" if unit else text


def date_text(date: dt.date) -> str:
    """A date as a person writes it: `1 August 2025`."""
    return f"{date.day}{NO_BREAK}{MONTHS[date.month - 1]} {date.year}"


def duration_text(duration: Duration) -> str:
    """`6 months`, `1 day`, `6 months and 2 days`."""
    counted = ((duration.months, "month"), (duration.days, "day"))
    parts = [f"{n}{NO_BREAK}{noun}{'' if n == 1 else 's'}" for n, noun in counted if n]
    return " and ".join(parts) or f"0{NO_BREAK}days"


def date_words(date: dt.date) -> Words:
    """A date with its ISO form."""
    return (Run(text=date_text(date), tone=Tone.DATE, iso=date.isoformat()),)


def text_words(text: str) -> Words:
    """Free text; a cell that holds a date and nothing else is said as one."""
    if not ISO_DATE.fullmatch(text):
        return word(text)
    try:
        return date_words(dt.date.fromisoformat(text))
    except ValueError:  # such as the 31st of February: text after all
        return word(text)


def scalar_words(scalar: Scalar, unit: str = "") -> Words:
    """One value, numbers with their unit."""
    match scalar:
        case bool():
            return value("yes" if scalar else "no")
        case Decimal():
            return value(number_text(scalar, unit))
        case str():
            return value(scalar or "“”")
        case dt.date():
            return date_words(scalar)
        case Duration():
            return value(duration_text(scalar))
        case _:
            assert_never(scalar)


def value_words(given: Value | Special, unit: str = "") -> Words:
    """A value, a list of them, or what stands for none."""
    match given:
        case Special():
            return word(given.value)
        case tuple():
            return listed(given, unit=unit, last=" and ") or value("empty list")
        case _:
            return scalar_words(given, unit)


def listed(values: Sequence[Scalar], *, unit: str = "", last: str) -> Words:
    """Values in a row: `a, b or c`."""
    return joined((scalar_words(each, unit) for each in values), last=last)


def respelled(words: Words, written: str) -> Words:
    """The same with every value spelled as it is written in the cell.

    Codes are compared without case, so what a program holds of them has lost it.
    """
    return tuple(
        replace(run, text=_as_written(run.text, written)) if run.tone is Tone.VALUE else run
        for run in words
    )


def _as_written(text: str, written: str) -> str:
    whole = rf"(?<!\w){re.escape(text)}(?!\w)"
    found = re.search(whole, written, re.IGNORECASE)
    return found[0] if found else text


def counted(number: int, noun: str) -> str:
    """`1 rule`, `2 rules`."""
    return f"{number}{NO_BREAK}{noun}{'' if number == 1 else 's'}"


def visible(text: str) -> str:
    """The text with everything that cannot be seen or that turns its neighbours made visible.

    Control, format (bidirectional, zero width), surrogate and line separating characters are
    written `⟨U+202E⟩`; a line end is one line feed.
    """
    ends = text.replace("\r\n", "\n")
    return "".join(char if _is_seen(char) else f"⟨U+{ord(char):04X}⟩" for char in ends)


def _is_seen(char: str) -> bool:
    unseen = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return char == "\n" or unicodedata.category(char) not in unseen
