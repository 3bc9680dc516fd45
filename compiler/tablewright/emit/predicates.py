"""Unary tests in plain words: `is at least 18 years`, `includes recurrent or metastatic`.

`Not` is moved inwards, which is exact here: every test but Blank speaks of given values only,
and so does the negation of each.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import assert_never

from tablewright.emit.words import (
    Words,
    joined,
    listed,
    named,
    scalar_words,
    word,
)
from tablewright.ir.tests import (
    AllOf,
    AnyOf,
    Between,
    Blank,
    Bound,
    Count,
    Given,
    Has,
    HasInSet,
    InSet,
    Interval,
    Not,
    OneOf,
    Quantifier,
    Test,
)

# How a bound is said, by whether it is a date, the lower one, and included.
BOUNDS = {
    (False, True, True): "at least ",
    (False, True, False): "above ",
    (False, False, True): "at most ",
    (False, False, False): "below ",
    (True, True, True): "on or after ",
    (True, True, False): "after ",
    (True, False, True): "on or before ",
    (True, False, False): "before ",
}

ENTRIES = {
    Quantifier.ANY: "an entry in ",
    Quantifier.ALL: "every entry in ",
    Quantifier.NONE: "no entry in ",
}


class Verb(Enum):
    """How a sentence goes on after its subject, and how it does when negated."""

    IS = ("is ", "is not ")
    INCLUDES = ("includes ", "does not include ")
    HAS = ("has ", "does not have ")


def set_words(code_name: str, sets: tuple[tuple[str, str], ...]) -> Words:
    """A value set, linked."""
    return named(dict(sets)[code_name], f"set-{code_name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a test speaks of: the unit of its numbers, and whether its yes is called `met`."""

    unit: str = ""
    met: bool = False
    sets: tuple[tuple[str, str], ...] = ()  # value sets: code name, name

    def set_words(self, code_name: str) -> Words:
        """The value set, linked."""
        return set_words(code_name, self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One test or its negation, ready to say."""

    verb: Verb
    words: Words
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """Clauses joined by `and` or by `or`."""

    conjunction: str
    parts: tuple[Clause | Compound, ...]


def predicate_words(test: Test, subject: Subject) -> Words:
    """What follows the subject in a sentence: `is at least 18 years`."""
    return _said(_clause(test, subject, negated=False), verb=True)


def cell_words(test: Test, subject: Subject) -> Words:
    """The same for a cell under a heading that names the subject: `at least 18 years`."""
    return _said(_clause(test, subject, negated=False), verb=False)


def interval_words(interval: Interval, unit: str) -> Words:
    """`at least 18 years`, `from 1 to 5`, `on or after 1 August 2025`."""
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return scalar_words(low, unit)
    if low is not None and high is not None and interval.low_closed and interval.high_closed:
        return word("from ") + scalar_words(low) + word(" to ") + scalar_words(high, unit)
    unit_of_low = unit if high is None else ""  # said once, at the end
    bounds = (
        _bound_words(low, unit_of_low, low=True, closed=interval.low_closed),
        _bound_words(high, unit, low=False, closed=interval.high_closed),
    )
    return joined(bounds, separator=" and ") or word("anything given")


def _bound_words(bound: Bound | None, unit: str, *, low: bool, closed: bool) -> Words:
    if bound is None:
        return ()
    said = BOUNDS[isinstance(bound, dt.date), low, closed]
    return word(said) + scalar_words(bound, unit)


def _clause(test: Test, subject: Subject, *, negated: bool) -> Clause | Compound:
    match test:
        case Not():
            return _clause(test.test, subject, negated=not negated)
        case AllOf() | AnyOf():
            both = isinstance(test, AllOf) != negated
            parts = tuple(_clause(part, subject, negated=negated) for part in test.tests)
            return Compound(conjunction=" and " if both else " or ", parts=parts)
        case OneOf() if negated and len(test.values) > 1:
            return Clause(verb=Verb.IS, words=_none_of_words(test, subject))
        case _:
            verb, words = _atom(test, subject)
            return Clause(verb=verb, words=words, negated=negated)


Atom = Between | OneOf | InSet | Blank | Given | Has | HasInSet | Count


def _atom(test: Atom, subject: Subject) -> tuple[Verb, Words]:
    match test:
        case Between():
            return Verb.IS, interval_words(test.interval, subject.unit)
        case OneOf():
            return Verb.IS, _one_of_words(test, subject)
        case InSet():
            return Verb.IS, word("in ") + subject.set_words(test.value_set)
        case Blank():
            return Verb.IS, word("blank")
        case Given():
            return Verb.IS, word("given")
        case Has():
            return Verb.INCLUDES, _has_words(test, subject)
        case HasInSet():
            return Verb.HAS, word(ENTRIES[test.quantifier]) + subject.set_words(test.value_set)
        case Count():
            return _count_clause(test.interval)
        case _:
            assert_never(test)


def _one_of_words(test: OneOf, subject: Subject) -> Words:
    return joined(_choices(test, subject), last=" or ")


def _none_of_words(test: OneOf, subject: Subject) -> Words:
    """`neither a nor b`, `none of a, b or c`."""
    choices = _choices(test, subject)
    if len(choices) == 2:  # noqa: PLR2004 - a pair
        return word("neither ") + joined(choices, last=" nor ")
    return word("none of ") + joined(choices, last=" or ")


def _choices(test: OneOf, subject: Subject) -> list[Words]:
    if subject.met:
        return [word("met" if each else "not met") for each in test.values]
    return [scalar_words(each) for each in test.values]


def _has_words(test: Has, subject: Subject) -> Words:
    match test.quantifier:
        case Quantifier.ANY:
            either = "either " if len(test.values) == 2 else ""  # noqa: PLR2004 - a pair
            several = word(either or "any of ") if len(test.values) > 1 else ()
            return several + listed(test.values, unit=subject.unit, last=" or ")
        case Quantifier.ALL:
            return listed(test.values, unit=subject.unit, last=" and ")
        case Quantifier.NONE:
            return word("none of ") + listed(test.values, unit=subject.unit, last=" or ")
        case _:
            assert_never(test.quantifier)


def _count_clause(interval: Interval) -> tuple[Verb, Words]:
    low, high = interval.low, interval.high
    if high == Decimal(0):
        return Verb.IS, word("empty")
    exactly = word("exactly ") if low == high else ()
    return Verb.HAS, exactly + interval_words(interval, "entries")


def _said(clause: Clause | Compound, *, verb: bool) -> Words:
    match clause:
        case Clause():
            return word(_verb(clause, verb=verb)) + clause.words
        case Compound():
            return joined(_parts_said(clause, verb=verb), separator=clause.conjunction)
        case _:
            assert_never(clause)


def _parts_said(compound: Compound, *, verb: bool) -> list[Words]:
    """Each part; a plain `is` is said once, and a compound within a compound stands in brackets."""
    said: list[Words] = []
    for part in compound.parts:
        words = _said(part, verb=verb)
        if isinstance(part, Compound):
            words = word("(") + words + word(")")
        verb = verb and not (isinstance(part, Clause) and part.verb is Verb.IS and not part.negated)
        said.append(words)
    return said


def _verb(clause: Clause, *, verb: bool) -> str:
    plain, negated = clause.verb.value
    if clause.verb is Verb.IS and not verb:
        return "not " if clause.negated else ""
    return negated if clause.negated else plain
