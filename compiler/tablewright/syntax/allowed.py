"""From an `Allowed values` cell of the Glossary to the texts, intervals or value set it allows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from tablewright.diagnostics import codes
from tablewright.ir.expr import Operator
from tablewright.ir.tests import Bound, Interval
from tablewright.ir.types import Duration, Kind, Type
from tablewright.source.grid import Cell
from tablewright.syntax import literals
from tablewright.syntax.condition import parse_condition
from tablewright.syntax.condition_words import IN_SET
from tablewright.syntax.constants import Misread, misread, text_end
from tablewright.syntax.expected import Expected, Vocabulary
from tablewright.syntax.fault import Fault, Faults, Good, Parsed
from tablewright.syntax.native import expected_native, plain_text, unreadable
from tablewright.syntax.refusals import unknown_set
from tablewright.syntax.tree import AnyOf, Compare, Condition, Constant, InRange, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedText:
    """One allowed value, and its code name when the cell gives one (`3+ = IHC_3_PLUS`), else ""."""

    text: str
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class AllowedTexts:
    """A closed list of texts, in the order of the cell."""

    texts: tuple[AllowedText, ...]


@dataclass(frozen=True, slots=True)
class AllowedIntervals:
    """Numbers, dates or durations, in the order of the cell; a single one is `[x..x]`."""

    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class AllowedSet:
    """The codes of a value set, by its name in the workbook."""

    value_set: str


Allowed = AllowedTexts | AllowedIntervals | AllowedSet

_SEPARATOR = re.compile(r"\s*(?:,(?=\s|$)|\n)\s*")
_CODE_NAME = re.compile(r"(?<![<>!=])=(?!=)")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def parse_allowed(cell: Cell, type_: Type, vocabulary: Vocabulary) -> Parsed[Allowed]:
    """Read the allowed values of a name of this type; blank cells are the caller's."""
    member = Expected(type=Type(kind=type_.kind, unit=type_.unit), vocabulary=vocabulary)
    text = plain_text(cell)
    if text is not None and text.strip() == "-":
        advice = 'Leave the cell blank to allow every value; the text itself stands in quotes: "-".'
        return Faults((unreadable("`-` is no allowed value.", advice, 0, len(text)),))
    match type_.kind:
        case Kind.YES_NO:
            return Faults((unreadable("yes/no allows yes and no.", "Leave the cell blank."),))
        case Kind.TEXT | Kind.CODE:
            return _texts_or_set(cell, member)
        case Kind.NUMBER | Kind.WHOLE | Kind.DATE | Kind.DURATION:
            return _intervals(cell, member)


def _texts_or_set(cell: Cell, expected: Expected) -> Parsed[Allowed]:
    text = plain_text(cell)
    if text is None:
        return _no_text_cell(cell, expected)
    start = len(text) - len(text.lstrip())
    text = text.rstrip()
    word = IN_SET.match(text, start)
    begin = word.end() if word and not word[1] else start
    sets = expected.vocabulary.value_sets
    known = literals.values_of(sets).match(text, begin)
    if known is not None and known[1] == len(text):
        return Good(AllowedSet(known[0]))
    if begin > start and text_end(text, begin) == len(text):
        return Faults((unknown_set(text, begin, sets).fault,))
    return _texts(text, start)


def _no_text_cell(cell: Cell, expected: Expected) -> Faults:
    match expected_native(cell, expected):
        case Faults() as faults:
            return faults
        case Good(value):
            raise AssertionError(f"{value!r} is no text")


def _texts(text: str, at: int) -> Parsed[Allowed]:
    texts: list[AllowedText] = []
    faults: list[Fault] = []
    while True:
        end = _entry_end(text, at)
        match _entry(text, Place(at, end)):
            case AllowedText() as entry if not _stands(entry, texts):
                texts.append(entry)
            case AllowedText() as entry:
                faults.append(_twice(entry, Place(at, end)))
            case Misread(fault):
                faults.append(fault)
        if end >= len(text):
            return Faults(tuple(faults)) if faults else Good(AllowedTexts(tuple(texts)))
        separator = _SEPARATOR.match(text, end)
        at = separator.end() if separator else end + 1


def _entry_end(text: str, at: int) -> int:
    quoted = literals.QUOTED.match(text, at)
    end = text_end(text, quoted.end() if quoted else at)
    return len(text) if end is None else end


def _entry(text: str, place: Place) -> AllowedText | Misread:
    """`text`, `"text"`, `text = CODE_NAME` or `"text" = CODE_NAME`."""
    written = text[place.start : place.end]
    quoted = literals.QUOTED.match(written)
    named = _CODE_NAME.search(written, quoted.end() if quoted else 0)
    value = written[: named.start()].rstrip() if named else written
    code_name = written[named.end() :].strip() if named else ""
    if quoted and quoted.end() == len(value):
        value = literals.unquote(value)
    elif fault := _no_text(value, place):
        return Misread(fault, place.end)
    if named and not _IDENTIFIER.fullmatch(code_name):
        message = f"`{code_name}` cannot be a code name."
        advice = "Use letters, digits and _ after the =, or put the whole value in quotes."
        return misread(codes.NAME_NOT_USABLE, place, message, advice)
    return AllowedText(text=value, code_name=code_name)


def _no_text(value: str, place: Place) -> Fault | None:
    """Why an unquoted allowed value cannot be told apart from something else."""
    if not value:
        message, advice = "An allowed value is missing.", "Add it, or take the comma out."
    elif value == "-":
        message, advice = "`-` means any value.", 'Put it in quotes: "-".'
    elif re.search(r",\S", re.sub(r"\([^()]*\)", "", value)):
        message = f"`{value}` has a comma that no blank follows."
        advice = "Write a blank after the comma between values, or put one value in quotes."
    elif re.search(r'[{}"\u201c-\u201f]', value) or value.count("(") != value.count(")"):
        message = f"`{value}` has a quote, a brace or an open bracket."
        advice = "Put the whole value in straight quotes; write a quote inside it twice."
    else:
        return None
    return unreadable(message, advice, place.start, place.end)


def _stands(entry: AllowedText, texts: list[AllowedText]) -> bool:
    return any(literals.fold(entry.text) == literals.fold(other.text) for other in texts)


def _twice(entry: AllowedText, place: Place) -> Fault:
    return Fault(
        code=codes.DUPLICATE_NAME,
        message=f"The allowed value {entry.text} stands twice.",
        help="Take one of them out.",
        start=place.start,
        end=place.end,
    )


def _intervals(cell: Cell, expected: Expected) -> Parsed[Allowed]:
    parsed = parse_condition(cell, expected)
    if isinstance(parsed, Faults):
        return parsed
    condition = parsed.value
    parts = condition.conditions if isinstance(condition, AnyOf) else (condition,)
    found = [_interval(part) for part in parts]
    intervals = tuple(interval for interval in found if interval is not None)
    if len(intervals) == len(found):
        return Good(AllowedIntervals(intervals))
    message = "The cell holds something that is no range."
    advice = "Write ranges such as [0..130], >= 0 or (0..500], or single values."
    return Faults((unreadable(message, advice, 0, len(plain_text(cell) or "")),))


def _interval(condition: Condition) -> Interval | None:
    match condition:
        case Compare(operator=operator, operand=Constant(value=value)):
            return _one_sided(operator, value) if _is_bound(value) else None
        case InRange(low=Constant(value=low), high=Constant(value=high)):
            if not (_is_bound(low) and _is_bound(high)):
                return None
            return Interval(
                low=low,
                low_closed=condition.low_closed,
                high=high,
                high_closed=condition.high_closed,
            )
        case _:
            return None


def _is_bound(value: object) -> TypeGuard[Bound]:
    return isinstance(value, Decimal | dt.date | Duration)


def _one_sided(operator: Operator, bound: Bound) -> Interval | None:
    match operator:
        case Operator.EQUAL:
            return Interval(low=bound, high=bound)
        case Operator.AT_LEAST | Operator.MORE:
            return Interval(low=bound, low_closed=operator is Operator.AT_LEAST)
        case Operator.AT_MOST | Operator.LESS:
            return Interval(high=bound, high_closed=operator is Operator.AT_MOST)
        case _:
            return None
