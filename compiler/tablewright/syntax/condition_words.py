"""The words of condition cells, and which columns have them: unquoted text elsewhere is a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Kind
from tablewright.syntax.expected import Expected
from tablewright.syntax.literals import BOUNDARY
from tablewright.syntax.tree import IsBlank, IsEmpty, IsGiven, IsMet, Place

ORDERED = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.DATE, Kind.DURATION})
TEXTS = frozenset({Kind.TEXT, Kind.CODE})

WordTest = IsBlank | IsGiven | IsMet | IsEmpty
Meaning = WordTest | Quantifier | bool | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word or bracket: its pattern, its terminal, and what it stands for."""

    pattern: re.Pattern[str]
    terminal: str
    meaning: Meaning = None


def _word(pattern: str, terminal: str, meaning: Meaning = None) -> Word:
    return Word(re.compile(pattern.replace(" ", r"[^\S\n]+"), re.IGNORECASE), terminal, meaning)


_COMMON = (
    _word(rf"blank{BOUNDARY}", "BLANK", IsBlank()),
    _word(rf"given{BOUNDARY}", "GIVEN", IsGiven()),
    _word(r"not[^\S\n]*\(", "NOT_OPEN"),
    _word(r"\)", "CLOSE"),
)
_OF_ORDERED = (
    _word(r"to\b", "_TO"),
    _word(r"\.\.", "_DOTS"),
    _word(r"\[", "LEFT"),
    _word(r"\(", "OPEN"),
    _word(r"\]", "RIGHT"),
)
_WITHIN = _word(r"within ", "WITHIN")
_SIDES = (
    _word(r"before\b", "SIDE", meaning=True),
    _word(r"after\b", "SIDE", meaning=False),
)
_OF_TRUTHS = (
    _word(rf"met{BOUNDARY}", "TEST", IsMet(met=True)),
    _word(rf"not met{BOUNDARY}", "TEST", IsMet(met=False)),
)
_OF_LISTS = (
    *(_word(f"has {quantifier} of ", "HAS", quantifier) for quantifier in Quantifier),
    _word("has ", "HAS", Quantifier.ANY),
    _word(r"count\b", "COUNT"),
    _word(rf"empty{BOUNDARY}", "TEST", IsEmpty()),
)
AND = _word("and ", "_AND").pattern
IN_SET = _word("(not )?in ", "TEST").pattern
HAS_IN_SET = _word("has (any|all|none) in ", "TEST").pattern


def words_of_column(expected: Expected) -> Iterator[Word]:
    """The words that a cell of this column may hold."""
    kind = expected.type.kind
    yield from _COMMON
    if expected.truth:
        yield from _OF_TRUTHS
    elif expected.type.is_list:
        yield from _OF_LISTS
    elif kind is Kind.DATE:
        yield from (*_OF_ORDERED, _WITHIN, *_SIDES)
    elif kind is Kind.DURATION:
        yield from (*_OF_ORDERED, *_SIDES)  # a side ends the duration of `within`
    elif kind in ORDERED:
        yield from _OF_ORDERED


def placed(meaning: Meaning, place: Place) -> Meaning:
    """A test with the place that it was read from; other meanings have none."""
    if isinstance(meaning, WordTest):
        return replace(meaning, place=place)
    return meaning
