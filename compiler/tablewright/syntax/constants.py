"""From a place in a cell's text to the constant that stands there, by the type of the column.

Knows what a value looks like, not what may stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.types import Kind, Scalar
from tablewright.syntax import literals
from tablewright.syntax.expected import Expected
from tablewright.syntax.fault import Fault
from tablewright.syntax.literals import listing
from tablewright.syntax.native import KIND_HELP, KIND_WORDS, not_whole
from tablewright.syntax.signs import comma_words
from tablewright.syntax.tree import Constant, Place


@dataclass(frozen=True, slots=True)
class Read:
    """A constant, up to `end`."""

    constant: Constant
    end: int


@dataclass(frozen=True, slots=True)
class Misread:
    """What is wrong with the characters up to `end`, after which reading may go on."""

    fault: Fault
    end: int


Reading = Read | Misread

_SIGNED = re.compile(rf"-?(?:{literals.NUMBER.pattern})")
_SIGNED_COMMA = re.compile(rf"-?{literals.COMMA_NUMBER.pattern}")
_HYPHEN_RANGE = re.compile(rf"({literals.NUMBER.pattern})[^\S\n]*[-\u2013][^\S\n]*(\d[\d.]*)")
_PLUS = re.compile(rf"({literals.NUMBER.pattern})[^\S\n]*\+")
# What stands after a number: a unit, unless it is a word or sign of the notation.
_OTHER_UNIT = re.compile(r"(?!(?:to|and|before|after)\b|\.\.)[^\s,()\[\]{}<>=!\u2260\u2264\u2265]+")
# Words that slip in between numbers, and the ones of the notation.
_SLIPS = {
    **dict.fromkeys(("adn", "an", "ad", "&", "plus"), "and"),
    **dict.fromkeys(("or", ";", "/"), "a comma and a blank"),
    **dict.fromkeys(("-", "\u2013", "til", "till", "until", "through", "up"), "to"),
}
# An alternative that is no value, for messages.
_RUN = re.compile(r"(?:[^,\n]|,(?=\S))+")
_YES_NO = re.compile(rf"(yes|no){literals.BOUNDARY}", re.IGNORECASE)
_TEST_AHEAD = (
    r"(?:[<>=!\u2260\u2264\u2265]|not[^\S\n]*\(|(?:not\s+)?in\s|has\s|count\b"
    rf"|(?:given|empty|blank){literals.BOUNDARY})"
)
# What may end an unquoted text; brackets are counted.
_TEXT_STOP = re.compile(rf"[()\n]|,(?=\s|$)|(?<=\s)and[^\S\n]+(?={_TEST_AHEAD})", re.IGNORECASE)


def read_constant(text: str, at: int, expected: Expected) -> Reading:
    """The constant at `at`, which is no blank; the type of `expected` is that of one member."""
    match expected.type.kind:
        case Kind.NUMBER | Kind.WHOLE:
            return _number(text, at, expected)
        case Kind.DATE:
            return _date(text, at)
        case Kind.DURATION:
            return _duration(text, at)
        case Kind.YES_NO:
            return _yes_no(text, at)
        case Kind.TEXT | Kind.CODE:
            return _text(text, at, expected)
        case _:
            assert_never(expected.type.kind)


def misread(code: Code, place: Place, message: str, advice: str) -> Misread:
    """A fault about the characters of `place`."""
    fault = Fault(code=code, message=message, help=advice, start=place.start, end=place.end)
    return Misread(fault, place.end)


@lru_cache(maxsize=512)
def members_by_fold(members: tuple[str, ...]) -> Mapping[str, str]:
    """The allowed texts by their folded spelling."""
    return {literals.fold(member): member for member in members}


def member_or_fault(text: str, place: Place, members: tuple[str, ...]) -> Reading:
    """The allowed text that is spelled like this, ignoring case and runs of blanks."""
    known = members_by_fold(members).get(literals.fold(text))
    if known is not None:
        return Read(Constant(known, place=place), place.end)
    message = f"`{text}` is not an allowed value."
    return misread(codes.VALUE_NOT_ALLOWED, place, message, _member_help(text, members))


def text_end(text: str, at: int) -> int | None:
    """Where an unquoted text ends; None when one of its brackets has no end."""
    depth = 0
    for found in _TEXT_STOP.finditer(text, at):
        match found[0]:
            case "(":
                depth += 1
            case ")" if depth:
                depth -= 1
            case "\n":
                return None if depth else _without_blanks(text, at, found.start())
            case _ if depth == 0:
                return _without_blanks(text, at, found.start())
    return None if depth else _without_blanks(text, at, len(text))


def _without_blanks(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _read(value: Scalar, at: int, end: int, unit: str = "") -> Read:
    return Read(Constant(value, unit, place=Place(at, end)), end)


def _number(text: str, at: int, expected: Expected) -> Reading:
    if comma := _SIGNED_COMMA.match(text, at):
        return misread(codes.COMMA_IN_NUMBER, Place(*comma.span()), *comma_words(comma[0]))
    if between := _HYPHEN_RANGE.match(text, at):
        message = f"`{between[0]}` is no number."
        advice = f"Write both ends: {between[1]} to {between[2]}."
        return misread(codes.UNREADABLE_CELL, Place(*between.span()), message, advice)
    if plus := _PLUS.match(text, at):
        message, advice = f"`{plus[0]}` is no number.", f"Write >= {plus[1]}."
        return misread(codes.UNREADABLE_CELL, Place(*plus.span()), message, advice)
    found = _SIGNED.match(text, at)
    if found is None:
        return _no_value(text, at, expected.type.kind)
    if literals.too_long(found[0]):
        message = f"The number has more than {literals.MOST_DIGITS} digits."
        advice = "Write it with fewer digits."
        return misread(codes.UNREADABLE_CELL, Place(*found.span()), message, advice)
    number = Decimal(found[0])
    if expected.type.kind is Kind.WHOLE and number != number.to_integral_value():
        return Misread(not_whole(number, *found.span()), found.end())
    return _with_unit(text, found, expected)


def _with_unit(text: str, found: re.Match[str], expected: Expected) -> Reading:
    number, own = Decimal(found[0]), expected.type.unit
    after = _skip(text, found.end())
    unit = literals.units_of((own,)).match(text, after)
    other = _OTHER_UNIT.match(text, after)
    # `mg` is no unit of `mg/kg`: what follows must be the whole unit.
    if unit is not None and (other is None or other.end() <= unit[1]):
        return _read(number, found.start(), unit[1], own)
    if other is None:
        return _read(number, found.start(), found.end())
    if slip := _SLIPS.get(other[0].casefold()) or (other[0][0].isdigit() and "a comma and a blank"):
        message, advice = f"`{other[0]}` cannot follow a number.", f"Write {slip} between numbers."
        return misread(codes.UNREADABLE_CELL, Place(*other.span()), message, advice)
    if own:
        message = f"The unit of this column is {own}, not {other[0]}."
        advice = f"Convert the number to {own}, or leave the unit out if it is {own}."
    else:
        message = f"`{other[0]}` follows a number, but this column has no unit."
        advice = "Take it out, or give the name a Unit in the Glossary."
    return misread(codes.UNIT_MISMATCH, Place(*other.span()), message, advice)


def _date(text: str, at: int) -> Reading:
    if moment := literals.ISO_DATE_AND_TIME.match(text, at):
        message = f"The date `{moment[0]}` carries a time of day."
        advice = f"Write the day alone: {moment[0][:10]}."
        return misread(codes.DATE_WITH_TIME, Place(*moment.span()), message, advice)
    if iso := literals.ISO_DATE.match(text, at):
        date = literals.read_date(iso[0])
        if date is not None:
            return _read(date, at, iso.end())
        message = f"`{iso[0]}` is a day that no calendar has."
        return misread(codes.UNREADABLE_CELL, Place(*iso.span()), message, "Correct the date.")
    if other := literals.FOREIGN_DATE.match(text, at):
        message = f"`{other[0]}` is a text, not a date."
        advice = "Enter it as a date, or write year-month-day, such as 2025-08-01."
        return misread(codes.TEXT_AS_DATE, Place(*other.span()), message, advice)
    return _no_value(text, at, Kind.DATE)


def _duration(text: str, at: int) -> Reading:
    if found := literals.DURATION.match(text, at):
        return _read(literals.read_duration(found[0]), at, found.end())
    if number := literals.NUMBER.match(text, at):
        message = f"`{number[0]}` does not say of what."
        advice = f"Write {number[0]} days, weeks, months or years, in whole numbers."
        return misread(codes.UNREADABLE_CELL, Place(*number.span()), message, advice)
    return _no_value(text, at, Kind.DURATION)


def _yes_no(text: str, at: int) -> Reading:
    if found := _YES_NO.match(text, at):
        return _read(found[1].casefold() == "yes", at, found.end())
    end = _run_end(text, at)
    written = text[at:end]
    meant = {"met": "yes", "not met": "no", "true": "yes", "false": "no", "y": "yes", "n": "no"}
    near = meant.get(written.casefold()) or nearest(written, ("yes", "no", "blank", "given"))
    advice = f"Did you mean {near}?" if near else "Write yes or no."
    message = f"`{written}` is neither yes nor no."
    return misread(codes.VALUE_NOT_ALLOWED, Place(at, end), message, advice)


def _text(text: str, at: int, expected: Expected) -> Reading:
    members = expected.members
    if text[at] == '"':
        return _quoted(text, at, members)
    if found := literals.values_of(members).match(text, at):
        return _read(found[0], at, found[1])
    end = text_end(text, at)
    if end is None:
        message, advice = "A bracket has no end.", "Close it, or put the whole value in quotes."
        return misread(codes.UNREADABLE_CELL, Place(at, len(text)), message, advice)
    place, written = Place(at, end), text[at:end]
    if not written:
        message, advice = "A value is missing.", "Write the value, in quotes if it has signs."
        return misread(codes.UNREADABLE_CELL, Place(at, at + 1), message, advice)
    if members:
        return member_or_fault(written, place, members)
    if found_brace := re.search("[{}]", written):
        message = f"`{found_brace[0]}` cannot stand inside a text."
        advice = "Another name stands alone between braces; quotes make braces a part of the text."
        return misread(codes.UNREADABLE_CELL, place, message, advice)
    if re.search(r",\S", re.sub(r"\([^()]*\)", "", written)):
        message = f"`{written}` has a comma that no blank follows."
        advice = "Write a blank after the comma between alternatives, or put one value in quotes."
        return misread(codes.UNREADABLE_CELL, place, message, advice)
    return _read(written, at, end)


def _quoted(text: str, at: int, members: tuple[str, ...]) -> Reading:
    found = literals.QUOTED.match(text, at)
    if found is None:
        message, advice = "A text in quotes has no end.", 'Write a second quote (") where it ends.'
        return misread(codes.UNREADABLE_CELL, Place(at, len(text)), message, advice)
    value = literals.unquote(found[0])
    if members:
        return member_or_fault(value, Place(*found.span()), members)
    return _read(value, at, found.end())


def _member_help(written: str, members: tuple[str, ...]) -> str:
    known = members_by_fold(members)
    text = " ".join(written[:200].split())  # what is longer is no slip of the pen
    parts = [part for part in re.split(r",|\bor\b|;|/", text) if part.strip()]
    if len(parts) > 1 and all(literals.fold(part) in known for part in parts):
        good = ", ".join(known[literals.fold(part)] for part in parts)
        return f"Separate alternatives by a comma and a blank: {good}."
    denied = re.match(r"not\s+(.+)", text, re.IGNORECASE)
    if denied and literals.fold(denied[1]) in known:
        return f"Write != {known[literals.fold(denied[1])]}."
    near = nearest(text, members)
    return f"Did you mean {near}?" if near else f"Allowed: {listing(members)}."


def _no_value(text: str, at: int, kind: Kind) -> Misread:
    end = _run_end(text, at)
    written = text[at:end]
    near = nearest(written, ("blank", "given"))
    advice = f"Did you mean {near}?" if near else KIND_HELP[kind]
    message = f"`{written}` cannot be read where {KIND_WORDS[kind]} are expected."
    return misread(codes.UNREADABLE_CELL, Place(at, end), message, advice)


def _run_end(text: str, at: int) -> int:
    found = _RUN.match(text, at)
    return at + len(found[0].rstrip()) if found else min(at + 1, len(text))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace() and text[at] != "\n":
        at += 1
    return at
