"""From the text of a condition cell to lexemes, by the type of its column, with every fault seen.

Knows where a word, a sign or a value is read, not what may follow what.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tablewright.diagnostics import codes
from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Kind, Type
from tablewright.syntax import literals
from tablewright.syntax.condition_words import (
    AND,
    HAS_IN_SET,
    IN_SET,
    TEXTS,
    Word,
    placed,
    words_of_column,
)
from tablewright.syntax.constants import Misread, Read, misread, read_constant
from tablewright.syntax.expected import Expected
from tablewright.syntax.expression import parse_part
from tablewright.syntax.fault import Fault, Faults, Good
from tablewright.syntax.grammar import Lexeme
from tablewright.syntax.refusals import refused_sign, refused_value, unknown_set
from tablewright.syntax.signs import COMPARISON, COMPARISONS
from tablewright.syntax.tree import Condition, Constant, HasInSet, InSet, Negated, Place

_SEPARATOR = re.compile(r"[^\S\n]*(?:,(?=\s|$)|\n)\s*")
_BLANKS = re.compile(r"[^\S\n]+")
_BRACED = re.compile(r'\{((?:[^{}"]|"[^"]*")*)\}')
# After these a value follows, even one that is spelled like a word of the notation.
_VALUE_FOLLOWS = frozenset({"COMPARE", "HAS", "_MORE"})
_TEST_FOLLOWS = frozenset({"", "_OR", "_AND", "NOT_OPEN"})
# Later stages walk conditions by recursion.
_DEEPEST = 20
# More faults in one cell tell an analyst nothing new.
_MOST_FAULTS = 5


class ConditionScanner:
    """One pass over a cell; what is expected changes after `count`, `has` and `within`."""

    def __init__(self, text: str, column: Expected) -> None:
        self._text = text.rstrip()
        self._column = column
        self._expected = column
        self._at = len(text) - len(text.lstrip())
        self._depth = 0
        self._before = ""
        self._naming_members = False
        self.lexemes: list[Lexeme[object]] = []
        self.faults: list[Fault] = []

    def run(self) -> None:
        """Read the whole text."""
        while self._at < len(self._text):
            if found := _SEPARATOR.match(self._text, self._at):
                self._separator(found.end())
            elif blanks := _BLANKS.match(self._text, self._at):
                self._at = blanks.end()
            elif self._text[self._at] == "{":
                self._braced()
            elif (
                self._before in _VALUE_FOLLOWS
                or self._is_member()
                or not (self._sign() or self._set() or self._and() or self._word())
            ):
                self._value()

    def _is_member(self) -> bool:
        """Whether an allowed value stands here: it is recognised before any word."""
        found = literals.values_of(self._expected.members).match(self._text, self._at)
        return found is not None and self._before != "VALUE"

    def _add(self, terminal: str, meaning: object, end: int) -> bool:
        self.lexemes.append(Lexeme(terminal, Place(self._at, end), meaning))
        self._before = terminal
        self._at = end
        return True

    def _failed(self, wrong: Misread) -> bool:
        self.faults.append(wrong.fault)
        self._at = max(wrong.end, self._at + 1)
        if len(self.faults) >= _MOST_FAULTS:
            self._at = len(self._text)
        return True

    def _expect_column(self) -> None:
        self._expected = self._column
        self._naming_members = False

    def _separator(self, end: int) -> None:
        more = self._naming_members and self._before == "VALUE" and not self._starts_test(end)
        if not more:
            self._expect_column()
        self._add("_MORE" if more else "_OR", None, end)

    def _starts_test(self, at: int) -> bool:
        if literals.values_of(self._expected.members).match(self._text, at):
            return False
        words = any(word.pattern.match(self._text, at) for word in words_of_column(self._column))
        return words or HAS_IN_SET.match(self._text, at) is not None

    def _braced(self) -> None:
        found = _BRACED.match(self._text, self._at)
        if found is None:
            place = Place(self._at, len(self._text))
            message, advice = "An expression in braces has no end.", "Write } where it ends."
            self._failed(misread(codes.UNREADABLE_CELL, place, message, advice))
            return
        match parse_part(self._text, found.span(1), self._column.vocabulary):
            case Good(expression):
                self._add("VALUE", expression, found.end())
            case Faults(faults):
                self._add("VALUE", Constant(value=False), found.end())
                self.faults += faults

    def _sign(self) -> bool:
        refused = refused_sign(self._text, self._at, self._expected)
        found = COMPARISON.match(self._text, self._at)
        if refused is not None:
            return self._failed(replace(refused, end=len(self._text)))
        return found is not None and self._add("COMPARE", COMPARISONS[found[0]], found.end())

    def _set(self) -> bool:
        expected = self._expected
        pattern = HAS_IN_SET if expected.type.is_list else IN_SET
        found = pattern.match(self._text, self._at)
        if found is None or expected.type.kind not in TEXTS or expected.truth:
            return False
        named = _named_set(self._text, found.end(), expected.vocabulary.value_sets)
        if isinstance(named, Misread):
            return self._failed(named)
        name, end = named
        place = Place(self._at, end)
        test: Condition = InSet(name, place=place)
        if expected.type.is_list:
            test = HasInSet(Quantifier(found[1].lower()), name, place=place)
        elif found[1]:
            test = Negated(test, place=place)
        return self._add("TEST", test, end)

    def _and(self) -> bool:
        found = AND.match(self._text, self._at)
        if found is None or self._before in _TEST_FOLLOWS:
            return False
        self._expect_column()
        return self._add("_AND", None, found.end())

    def _word(self) -> bool:
        for word in words_of_column(self._expected):
            if found := word.pattern.match(self._text, self._at):
                return self._known_word(word, found.end())
        return False

    def _known_word(self, word: Word, end: int) -> bool:
        place = Place(self._at, end)
        self._expected = self._expected_after(word.terminal)
        self._naming_members = word.terminal == "HAS"
        self._depth += word.terminal == "NOT_OPEN"
        if self._depth > _DEEPEST:
            message = f"The cell has more than {_DEEPEST} times not(...)."
            advice = "Split the condition over several rules."
            wrong = misread(codes.UNREADABLE_CELL, place, message, advice)
            return self._failed(replace(wrong, end=len(self._text)))
        return self._add(word.terminal, placed(word.meaning, place), end)

    def _expected_after(self, terminal: str) -> Expected:
        match terminal:
            case "HAS":
                return replace(self._column, type=replace(self._column.type, is_list=False))
            case "COUNT":
                return replace(self._column, type=Type(kind=Kind.WHOLE), members=())
            case "WITHIN":
                return replace(self._column, type=Type(kind=Kind.DURATION))
            case "SIDE" | "NOT_OPEN" | "CLOSE":
                return self._column
            case _:
                return self._expected

    def _value(self) -> None:
        refused = refused_value(self._text, self._at, self._expected)
        match refused or read_constant(self._text, self._at, self._expected):
            case Read(constant, end):
                self._add("VALUE", constant, end)
            case Misread(_, end) as wrong:
                # A stand-in keeps what follows readable, for further faults.
                self._add("VALUE", Constant(value=False), end)
                self._failed(wrong)


def _named_set(text: str, at: int, value_sets: tuple[str, ...]) -> tuple[str, int] | Misread:
    """The value set named at `at`, in brackets or not, and where its name ends."""
    if text.startswith("[", at):
        bracketed = literals.values_of(tuple(f"[{name}]" for name in value_sets))
        known = bracketed.match(text, at)
        return (known[0][1:-1], known[1]) if known else unknown_set(text, at, value_sets)
    return literals.values_of(value_sets).match(text, at) or unknown_set(text, at, value_sets)
