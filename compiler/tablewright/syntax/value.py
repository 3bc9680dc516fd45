"""From a cell that holds a value (outcome, example, label) to that value, by its declared type."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from tablewright.diagnostics import codes
from tablewright.ir.types import Kind, Scalar, Value
from tablewright.source.grid import Cell
from tablewright.syntax import literals
from tablewright.syntax.condition import number_as_text
from tablewright.syntax.constants import (
    Misread,
    Read,
    Reading,
    member_or_fault,
    misread,
    read_constant,
)
from tablewright.syntax.expected import Expected
from tablewright.syntax.expression import parse_part
from tablewright.syntax.fault import Fault, Faults, Good, Parsed
from tablewright.syntax.native import (
    became_date,
    expected_native,
    is_blank,
    lost_form,
    native_value,
    plain_text,
    unreadable,
)
from tablewright.syntax.signs import foreign_sign
from tablewright.syntax.tree import Constant, OutcomeCell, Place, PlainValue, Worked

__all__ = ["is_blank", "parse_label", "parse_outcome", "parse_value"]

_BRACED = re.compile(r"\s*\{(.*)\}\s*", re.DOTALL)
_SEPARATOR = re.compile(r"\s*(?:,(?=\s|$)|\n)\s*")
_SEVERAL = re.compile(r",\s|\n")
_TRUTHS = {"met": True, "not met": False}


def parse_value(cell: Cell, expected: Expected) -> Parsed[Value]:
    """Read a constant; a list is a tuple, `empty` the empty one. Blank cells are the caller's."""
    text = plain_text(cell)
    if text is None or is_blank(cell):
        return _native(cell, expected)
    if fault := number_as_text(text, expected):
        return Faults((fault,))
    if expected.type.is_list:
        return _members(text.rstrip(), expected)
    start = len(text) - len(text.lstrip())
    match _scalar(text.rstrip(), start, expected):
        case Read(constant):
            return Good(constant.value)
        case Misread(fault):
            return Faults((fault,))


def parse_outcome(cell: Cell, expected: Expected) -> Parsed[OutcomeCell]:
    """Read a value or `{expression}`."""
    text = plain_text(cell) or ""
    if not text.lstrip().startswith("{"):
        match parse_value(cell, expected):
            case Good(value):
                return Good(PlainValue(value))
            case Faults() as faults:
                return faults
    found = _BRACED.fullmatch(text)
    if found is None:
        advice = "Write one { before the expression and one } after it, and nothing else."
        message = "The expression does not fill the cell."
        return Faults((unreadable(message, advice, 0, len(text)),))
    match parse_part(text, found.span(1), expected.vocabulary):
        case Good(expression):
            return Good(Worked(expression))
        case Faults() as faults:
            return faults


def parse_label(cell: Cell) -> Parsed[str]:
    """Read an id, a citation or other text that must keep its form; a whole number is taken."""
    parsed = native_value(cell)
    if isinstance(parsed, Faults):
        return parsed
    match parsed.value:
        case bool() as truth:
            shown = "TRUE" if truth else "FALSE"
            fault = unreadable(f"The cell holds {shown}, not a text.", "Enter a text.")
        case str() as text:
            return Good(text.strip())
        case Decimal() as number if _keeps_form(number, cell):
            return Good(literals.number_text(number))
        case Decimal() as number:
            fault = lost_form(number, cell)
        case dt.date() as date:
            fault = became_date(date, cell)
        case _:
            raise AssertionError(f"no cell holds {parsed.value!r}")
    return Faults((fault,))


def _keeps_form(number: Decimal, cell: Cell) -> bool:
    """`5` is 5 as a number too; `5.10` is not, and neither is `05`."""
    is_whole = number == number.to_integral_value()
    return is_whole and cell.display in {"", literals.number_text(number)}


def _native(cell: Cell, expected: Expected) -> Parsed[Value]:
    parsed = expected_native(cell, expected)
    if isinstance(parsed, Faults):
        return parsed
    return Good((parsed.value,)) if expected.type.is_list else Good(parsed.value)


def _scalar(text: str, start: int, expected: Expected) -> Reading:
    """The one value of a text; open text may hold anything that has no second reading."""
    place, written = Place(start, len(text)), text[start:]
    if expected.truth:
        truth = _TRUTHS.get(literals.fold(written))
        if truth is not None:
            return Read(Constant(truth, place=place), place.end)
        message = f"`{written}` is neither met nor not met."
        return misread(codes.VALUE_NOT_ALLOWED, place, message, "Write met or not met.")
    if fault := _no_value(written, place):
        return Misread(fault, place.end)
    if expected.type.kind in {Kind.TEXT, Kind.CODE} and not written.startswith('"'):
        if expected.members:
            return _one_member(written, place, expected.members)
        return Read(Constant(written, place=place), place.end)
    found = read_constant(text, start, expected)
    if isinstance(found, Misread) or found.end == len(text):
        return found
    rest = Place(found.end, len(text))
    message = f"`{text[found.end :].strip()}` cannot follow the value."
    return misread(codes.UNREADABLE_CELL, rest, message, "Leave one value in the cell.")


def _one_member(written: str, place: Place, members: tuple[str, ...]) -> Reading:
    found = member_or_fault(written, place, members)
    if isinstance(found, Misread) and _SEVERAL.search(written):
        return misread(found.fault.code, place, found.fault.message, "Leave one value in the cell.")
    return found


def _no_value(written: str, place: Place) -> Fault | None:
    sign = foreign_sign(written, 0)
    if written == "-":
        message = "`-` means any value, which is for conditions only."
        advice = 'Enter a value, or leave the cell blank; the text itself stands in quotes: "-".'
    elif written.startswith("{"):
        message, advice = "An expression cannot stand here.", "Enter a value."
    elif sign is not None and sign[1] == '"':
        message, advice = f"`{sign[0]}` is no quote of the notation.", 'Write straight quotes: ".'
    else:
        return None
    return unreadable(message, advice, place.start, place.end)


def _members(text: str, expected: Expected) -> Parsed[Value]:
    if literals.fold(text) == "empty" and not _is_member("empty", expected):
        return Good(())
    member = replace(expected, type=replace(expected.type, is_list=False))
    values: list[Scalar] = []
    faults: list[Fault] = []
    at = len(text) - len(text.lstrip())
    while True:
        is_missing = at >= len(text) or _SEPARATOR.match(text, at) is not None
        match _missing(at) if is_missing else read_constant(text, at, member):
            case Read(constant, end):
                values.append(constant.value)
            case Misread(fault, end):
                faults.append(fault)
            case never:
                assert_never(never)
        if end >= len(text):
            return Faults(tuple(faults)) if faults else Good(tuple(values))
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            advice = "Separate the members by a comma and a blank; quotes make a text one member."
            message = f"`{text[end:].strip()}` cannot follow a member."
            return Faults((*faults, unreadable(message, advice, end, len(text))))
        at = separator.end()


def _missing(at: int) -> Misread:
    side, start = ("after", at - 1) if at else ("before", 0)
    message, advice = f"A member is missing {side} the comma.", "Add it, or take the comma out."
    found = misread(codes.UNREADABLE_CELL, Place(start, start + 1), message, advice)
    return replace(found, end=at)  # the comma itself is still to be read


def _is_member(text: str, expected: Expected) -> bool:
    return any(literals.fold(member) == text for member in expected.members)
