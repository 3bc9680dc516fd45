"""From the text of an expression to lexemes, with every fault that can be seen without a grammar.

Knows the words of expressions and the names of one workbook, not what may follow what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.expr import Function, Operator
from tablewright.ir.types import Scalar
from tablewright.syntax import literals
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.fault import Fault
from tablewright.syntax.grammar import Lexeme
from tablewright.syntax.known_names import (
    FUNCTION_NAMES,
    FUNCTIONS,
    KEYWORDS,
    TRUTHS,
    all_names,
    odd_names,
    plain_names,
)
from tablewright.syntax.phrases import WORD, skip_blanks
from tablewright.syntax.signs import COMPARISON, COMPARISONS, comma_words, foreign_sign
from tablewright.syntax.tree import Constant, NameUse, Place

_SYMBOLS: Mapping[str, tuple[str, Operator | None]] = {
    "+": ("PLUS", Operator.ADD),
    "-": ("MINUS", Operator.SUBTRACT),
    "*": ("TIMES", Operator.MULTIPLY),
    "/": ("OVER", Operator.DIVIDE),
    "(": ("_OPEN", None),
    ")": ("_CLOSE", None),
    ",": ("_COMMA", None),
} | {symbol: ("COMPARE", operator) for symbol, operator in COMPARISONS.items()}
_SYMBOL = re.compile(rf"{COMPARISON.pattern}|[-+*/(),]")

# Words in a row that may be one misspelled name; a bound keeps long texts quick.
_WORDS = re.compile(rf"{WORD.pattern}(?:\s+{WORD.pattern}){{0,7}}")
_RATIO = re.compile(rf"{WORD.pattern}/({WORD.pattern})")
# More faults in one cell tell an analyst nothing new.
_MOST_FAULTS = 5


class ExpressionScanner:
    """One pass over a text from `start` on, to its end or to where reading makes no sense."""

    def __init__(self, text: str, start: int, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._names = plain_names(vocabulary)
        self._at = start
        self.lexemes: list[Lexeme[object]] = []
        self.faults: list[Fault] = []

    def run(self) -> None:
        """Read the whole text."""
        while (at := skip_blanks(self._text, self._at)) < len(self._text):
            self._at = at
            match self._text[at]:
                case '"':
                    self._quoted()
                case "[":
                    self._in_brackets()
                case digit if digit.isascii() and (digit.isdigit() or digit == "."):
                    self._number_or_word()
                case _ if WORD.match(self._text, at):
                    self._phrase()
                case _:
                    self._symbol()

    def _add(self, kind: str, meaning: object, end: int) -> None:
        self.lexemes.append(Lexeme(kind, Place(self._at, end), meaning))
        self._at = end

    def _constant(self, value: Scalar, end: int, unit: str = "") -> None:
        self._add("CONSTANT", Constant(value, unit, place=Place(self._at, end)), end)

    def _name(self, kind: str, name: str, end: int) -> None:
        meaning = NameUse(name, place=Place(self._at, end)) if kind == "NAME" else name
        self._add(kind, meaning, end)

    def _fault(self, code: Code, message: str, advice: str, end: int) -> None:
        fault = Fault(code=code, message=message, help=advice, start=self._at, end=end)
        self.faults.append(fault)
        self._at = end if len(self.faults) < _MOST_FAULTS else len(self._text)

    def _give_up(self, message: str, advice: str, end: int) -> None:
        self._fault(codes.UNREADABLE_CELL, message, advice, end)
        self._at = len(self._text)

    def _quoted(self) -> None:
        found = literals.QUOTED.match(self._text, self._at)
        if found is None:
            advice = 'Write a second quote (") where it ends.'
            self._give_up("A text in quotes has no end.", advice, len(self._text))
        else:
            self._constant(literals.unquote(found[0]), found.end())

    def _in_brackets(self) -> None:
        end = _closing_bracket(self._text, self._at)
        if end is None:
            advice = "Write ] where the name ends."
            self._give_up("A name in brackets has no end.", advice, len(self._text))
            return
        written = self._text[self._at + 1 : end - 1].strip()
        known = all_names(self._vocabulary).get(literals.fold(written))
        if known is None:
            self._unknown(written, end)
        else:
            self._name(*known, end)

    def _symbol(self) -> None:
        foreign = foreign_sign(self._text, self._at)
        found = _SYMBOL.match(self._text, self._at)
        if foreign is not None:
            sign, meant = foreign
            end = self._at + len(sign)
            self._give_up(f"`{sign}` is no sign here.", f"Write {meant} instead.", end)
        elif found is not None:
            kind, operator = _SYMBOLS[found[0]]
            self._add(kind, operator, found.end())
        else:
            message = f"`{self._text[self._at]}` cannot stand in an expression."
            self._give_up(message, "Take it out.", self._at + 1)

    def _number_or_word(self) -> None:
        text, at = self._text, self._at
        phrase = self._names.find(text, at)
        number = literals.NUMBER.match(text, at)
        if found := literals.ISO_DATE.match(text, at):
            self._iso_date(found)
        elif phrase is not None or number is None:
            self._phrase()
        elif found := literals.FOREIGN_DATE.match(text, at):
            advice = "Write the date as year-month-day, such as 2025-08-01."
            self._fault(codes.TEXT_AS_DATE, f"`{found[0]}` is no date.", advice, found.end())
        elif found := literals.COMMA_NUMBER.match(text, at):
            self._fault(codes.COMMA_IN_NUMBER, *comma_words(found[0]), found.end())
        elif found := literals.DURATION.match(text, at):
            self._constant(literals.read_duration(found[0]), found.end())
        else:
            self._number(number)

    def _iso_date(self, found: re.Match[str]) -> None:
        date = literals.read_date(found[0])
        if date is None:
            message, advice = f"`{found[0]}` is a day that no calendar has.", "Correct the date."
            self._fault(codes.UNREADABLE_CELL, message, advice, found.end())
        else:
            self._constant(date, found.end())

    def _number(self, number: re.Match[str]) -> None:
        text, end = self._text, number.end()
        if literals.too_long(number[0]):
            message = f"A number has more than {literals.MOST_DIGITS} digits."
            self._give_up(message, "Write it with fewer digits.", end)
            return
        after = skip_blanks(text, end)
        unit = literals.units_of(self._vocabulary.units).match(text, after)
        following, ratio = WORD.match(text, after), _RATIO.match(text, after)
        if ratio and (not unit or unit[1] < ratio.end()) and not self._is_known(ratio.start(1)):
            self._unknown_unit(after, ratio.end())
        elif unit is not None:
            self._constant(Decimal(number[0]), unit[1], unit[0])
        elif following is None or (after > end and self._is_known(after)):
            self._constant(Decimal(number[0]), end)
        else:
            self._unknown_unit(after, following.end())

    def _unknown_unit(self, start: int, end: int) -> None:
        self._at = start
        word = self._text[start:end]
        message = f"`{word}` is a unit that no name of this workbook has."
        self._fault(codes.UNIT_MISMATCH, message, _unit_help(word, self._vocabulary.units), end)

    def _is_known(self, at: int) -> bool:
        named = self._names.find(self._text, at) is not None
        return named or self._is_keyword(at) or self._calls(at) is not None

    def _is_keyword(self, at: int) -> bool:
        word = WORD.match(self._text, at)
        return word is not None and word[0].casefold() in KEYWORDS

    def _calls(self, at: int) -> tuple[Function, int] | None:
        found = FUNCTIONS.find(self._text, at)
        if found and self._text.startswith("(", skip_blanks(self._text, found.end)):
            return found.meaning, found.end
        return None

    def _phrase(self) -> None:
        text, at = self._text, self._at
        name, call, word = self._names.find(text, at), self._calls(at), WORD.match(text, at)
        written = word[0].casefold() if word else ""
        if call is not None:
            self._add("FUNCTION", *call)
        elif name is not None:
            self._name(*name.meaning, name.end)
        elif word is not None and written in KEYWORDS:
            self._add(*KEYWORDS[written], word.end())
        elif word is not None and written in TRUTHS:
            self._constant(TRUTHS[written], word.end())
        else:
            self._unknown_words()

    def _unknown_words(self) -> None:
        """Words in a row are taken for one misspelled name if one is near, else up to a known."""
        run = _WORDS.match(self._text, self._at)
        places = [word.span() for word in WORD.finditer(run[0])] if run else []
        starts = [self._at + start for start, _ in places]
        ends = [self._at + end for _, end in places]
        last = len(places)
        stop = next((n for n in range(1, last) if self._is_keyword(starts[n])), last)
        known = next((n for n in range(1, last) if self._is_known(starts[n])), last)
        near = nearest(self._text[self._at : ends[stop - 1]], self._known)
        end = ends[(known if near is None else stop) - 1]
        self._unknown(self._text[self._at : end], end)

    @property
    def _known(self) -> tuple[str, ...]:
        return (*self._vocabulary.names, *self._vocabulary.value_sets, *FUNCTION_NAMES)

    def _unknown(self, written: str, end: int) -> None:
        unbracketed = odd_names(self._vocabulary).match(self._text, self._at)
        near = nearest(written, self._known)
        if unbracketed is not None:
            name, end = unbracketed
            written, advice = self._text[self._at : end], f"Write it in square brackets: [{name}]."
        elif near is not None:
            advice = f"Did you mean {near}?"
        else:
            advice = "Define the name in the Glossary; a text stands between quotes."
        self._fault(codes.UNKNOWN_NAME, f"There is no name `{written}` here.", advice, end)


def _unit_help(word: str, units: tuple[str, ...]) -> str:
    near = nearest(word, (*units, *KEYWORDS))
    return f"Did you mean {near}?" if near else "Leave the unit out, or use the unit of the name."


def _closing_bracket(text: str, opening: int) -> int | None:
    depth = 0
    for found in re.finditer(r"[\[\]]", text[opening:]):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return opening + found.end()
    return None
