"""From a place where a value would be read to the reason why none is, where it would be a guess."""

from __future__ import annotations

import re

from tablewright.diagnostics import codes
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.expr import Operator
from tablewright.ir.types import Kind
from tablewright.syntax.condition_words import ORDERED, TEXTS
from tablewright.syntax.constants import Misread, misread, text_end
from tablewright.syntax.expected import Expected
from tablewright.syntax.signs import COMPARISON, COMPARISONS, foreign_sign
from tablewright.syntax.tree import Place

_QUOTE = "If these words are the value itself, put them in quotes."
_NO_ORDER = "Only numbers, dates and durations have an order: write = or != or the value alone."
_LIST_TESTS = "has any of, has all of, has none of, count or empty"


def refused_value(text: str, at: int, expected: Expected) -> Misread | None:
    """Why no value is read at `at`: it has two readings, or the column takes no bare value."""
    place = Place(at, _run_end(text, at))
    written = text[at : place.end]
    if written == "-":
        message = "`-` means any value, known or not, and stands alone in its cell."
        return misread(codes.UNREADABLE_CELL, place, message, "Write - alone, or take it out.")
    if expected.truth:
        message = f"`{written}` is neither met nor not met."
        return misread(codes.VALUE_NOT_ALLOWED, place, message, "Write met or not met.")
    if expected.type.is_list:
        message, advice = f"`{written}` is no test of a list.", f"Write has {written}"
        return misread(codes.UNREADABLE_CELL, place, message, f"{advice}, or {_LIST_TESTS}.")
    if expected.type.kind in TEXTS and not expected.members and text[at] != '"':
        return _two_readings(written, place, expected.type.kind)
    return None


def _two_readings(written: str, place: Place, kind: Kind) -> Misread | None:
    """Open text that looks like a test."""
    message = f"`{written}` can be read in two ways."
    if re.match(r"not\s", written, re.IGNORECASE):
        advice = f"Write != {written[3:].strip()}. {_QUOTE}"
        return misread(codes.UNREADABLE_CELL, place, message, advice)
    if re.match(r"[\[(].*\.\..*[\])]$", written) or COMPARISON.match(written):
        return misread(codes.UNREADABLE_CELL, place, message, f"{_NO_ORDER} {_QUOTE}")
    if kind is Kind.CODE and written.endswith("*"):
        message = "`*` stands for any rest in a value set only."
        advice = "Make a value set of it, and write in and the name of the set."
        return misread(codes.UNREADABLE_CELL, place, message, advice)
    return None


def refused_sign(text: str, at: int, expected: Expected) -> Misread | None:
    """Why the sign at `at`, if there is one, cannot stand in this column."""
    if (foreign := foreign_sign(text, at)) is not None:
        sign, meant = foreign
        place = Place(at, at + len(sign))
        message = f"`{sign}` is no sign here."
        return misread(codes.UNREADABLE_CELL, place, message, f"Write {meant} instead.")
    found = COMPARISON.match(text, at)
    advice = found and _no_comparison(COMPARISONS[found[0]], expected)
    if not found or not advice:
        return None
    message = f"`{found[0]}` cannot test this column."
    return misread(codes.UNREADABLE_CELL, Place(*found.span()), message, advice)


def _no_comparison(operator: Operator, expected: Expected) -> str | None:
    if expected.truth:
        return "Write met or not met."
    if expected.type.is_list:
        return f"Test a list by has, {_LIST_TESTS}."
    if expected.type.kind in ORDERED or operator in {Operator.EQUAL, Operator.NOT_EQUAL}:
        return None
    return _NO_ORDER


def unknown_set(text: str, at: int, value_sets: tuple[str, ...]) -> Misread:
    """What follows `in` is no value set of the workbook."""
    end = _run_end(text, at)
    near = nearest(text[at:end], value_sets)
    advice = f"Did you mean {near}?" if near else "Add a block Value set with this name."
    message = f"There is no value set `{text[at:end]}`."
    return misread(codes.UNKNOWN_NAME, Place(at, end), message, f"{advice} {_QUOTE}")


def _run_end(text: str, at: int) -> int:
    end = text_end(text, at)
    return len(text) if end is None else end
