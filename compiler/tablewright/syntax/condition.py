"""From a condition cell and what its column holds to a parse tree, or every fault in it."""

from __future__ import annotations

import re
from functools import cache

import lark

from tablewright.diagnostics import codes
from tablewright.ir.expr import Operator
from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Kind
from tablewright.source.grid import Cell
from tablewright.syntax.expected import Expected
from tablewright.syntax.fault import Fault, Faults, Good, Parsed
from tablewright.syntax.grammar import Grammar, Lexeme, Unexpected, grammar_text
from tablewright.syntax.literals import NUMBER, listing
from tablewright.syntax.native import expected_native, is_blank, plain_text, unreadable
from tablewright.syntax.ranges import range_faults
from tablewright.syntax.scan_condition import ConditionScanner
from tablewright.syntax.tree import (
    AllOf,
    AnyOf,
    AnyValue,
    Compare,
    Condition,
    Constant,
    Count,
    Has,
    InRange,
    IsBlank,
    IsGiven,
    Negated,
    Operand,
    Place,
    WithinCell,
)

_TERMINALS = {
    "VALUE": "a value",
    "BLANK": "blank",
    "GIVEN": "given",
    "TEST": "a test",
    "COMPARE": "a sign such as >=",
    "WITHIN": "within",
    "SIDE": "before or after",
    "HAS": "has",
    "COUNT": "count",
    "NOT_OPEN": "not(",
    "CLOSE": ")",
    "LEFT": "[",
    "OPEN": "(",
    "RIGHT": "]",
    "_DOTS": "..",
    "_TO": "to",
    "_OR": "a comma and a blank",
    "_MORE": "a comma and a blank",
    "_AND": "and",
    "$END": "the end",
}
_BARE_NUMBER = re.compile(rf"\s*-?(?:{NUMBER.pattern})\s*")


def parse_condition(cell: Cell, expected: Expected) -> Parsed[Condition]:
    """Read a condition cell by the declared type of its column."""
    if is_blank(cell):
        return Faults((_blank(),))
    text = plain_text(cell)
    if text is None:
        return _native(cell, expected)
    if text.strip() == "-":
        return Good(AnyValue(place=Place(0, len(text))))
    if fault := number_as_text(text, expected):
        return Faults((fault,))
    return read_condition(text, expected)


def read_condition(text: str, expected: Expected) -> Parsed[Condition]:
    """Read the text of a condition; places count from its start."""
    scanner = ConditionScanner(text, expected)
    scanner.run()
    if scanner.faults:
        return Faults(tuple(scanner.faults))
    tree = _grammar().parse(scanner.lexemes)
    if isinstance(tree, Unexpected):
        return Faults((_unexpected(tree, text),))
    faults = tuple(range_faults(tree, expected.type.kind))
    return Faults(faults) if faults else Good(tree)


def number_as_text(text: str, expected: Expected) -> Fault | None:
    """A text that is nothing but a number, where a number was meant."""
    is_number = expected.type.kind in {Kind.NUMBER, Kind.WHOLE} and not expected.type.is_list
    if expected.truth or not is_number or not _BARE_NUMBER.fullmatch(text):
        return None
    return Fault(
        code=codes.NUMBER_AS_TEXT,
        message=f"The number {text.strip()} is stored as text.",
        help="Format the cell as General and enter the number again.",
        end=len(text),
    )


def _blank() -> Fault:
    return Fault(
        code=codes.BLANK_CONDITION,
        message="The condition is blank.",
        help="Write - if any value will do, or blank if the value itself must be blank.",
    )


def _native(cell: Cell, expected: Expected) -> Parsed[Condition]:
    parsed = expected_native(cell, expected)
    if isinstance(parsed, Faults):
        return parsed
    if expected.type.is_list:
        advice = "Write has and the value, such as has 5."
        return Faults((unreadable("A value alone is no test of a list.", advice),))
    return Good(Compare(Operator.EQUAL, Constant(parsed.value)))


def _unexpected(found: Unexpected, text: str) -> Fault:
    wanted = sorted({_TERMINALS[name] for name in found.expected})
    advice = f"Expected here: {listing(wanted, most=len(wanted))}."
    lexeme, before = found.lexeme, found.before
    if lexeme is None:
        return unreadable("The condition stops too early.", advice, len(text), len(text))
    start, end = lexeme.place.start, lexeme.place.end
    written = text[start:end].strip() or "a line break"
    if before is not None and before.type == "VALUE" and lexeme.type in {"_AND", "VALUE"}:
        advice = "Separate alternatives by a comma and a blank, or put one value in quotes."
    elif written == "..":
        advice = "Put the range in brackets, such as [18..64]; ( and ) leave the end itself out."
    elif "BLANK" in {lexeme.type, before.type if before else ""}:
        advice = "Write blank as an alternative of its own, or not(blank)."
    return unreadable(f"`{written}` cannot stand here.", advice, start, end)


@cache
def _grammar() -> Grammar[Condition]:
    return Grammar(lark.Lark(grammar_text("condition"), parser="lalr", transformer=_TreeBuilder()))


@lark.v_args(inline=True)
class _TreeBuilder(lark.Transformer[lark.Token, Condition]):
    """One method per alternative of the grammar; terminals arrive as lexemes."""

    def start(self, tree: Condition) -> Condition:
        return tree

    def leaf(self, lexeme: Lexeme[Condition]) -> Condition:
        return lexeme.meaning

    def equal(self, value: Lexeme[Operand]) -> Compare:
        return Compare(Operator.EQUAL, value.meaning, place=value.place)

    def compare(self, sign: Lexeme[Operator], value: Lexeme[Operand]) -> Compare:
        return Compare(sign.meaning, value.meaning, place=_across(sign, value))

    def interval(
        self,
        left: Lexeme[None],
        low: Lexeme[Operand],
        high: Lexeme[Operand],
        right: Lexeme[None],
    ) -> InRange:
        closed = {"low_closed": left.type == "LEFT", "high_closed": right.type == "RIGHT"}
        return InRange(low.meaning, high.meaning, place=_across(left, right), **closed)

    def span(self, low: Lexeme[Operand], high: Lexeme[Operand]) -> InRange:
        return InRange(low.meaning, high.meaning, place=_across(low, high))

    def within(
        self,
        word: Lexeme[None],
        period: Lexeme[Operand],
        side: Lexeme[bool],
        date: Lexeme[Operand],
    ) -> WithinCell:
        place = _across(word, date)
        return WithinCell(period.meaning, side.meaning, date.meaning, place=place)

    def has(self, word: Lexeme[Quantifier], *members: Lexeme[Operand]) -> Has:
        values = tuple(member.meaning for member in members)
        return Has(word.meaning, values, place=_across(word, members[-1]))

    def count_equal(self, word: Lexeme[None], value: Lexeme[Operand]) -> Count:
        return Count(self.equal(value), place=_across(word, value))

    def count_compare(
        self, word: Lexeme[None], sign: Lexeme[Operator], value: Lexeme[Operand]
    ) -> Count:
        return Count(self.compare(sign, value), place=_across(word, value))

    def count_range(self, word: Lexeme[None], inner: InRange) -> Count:
        return Count(inner, place=Place(word.place.start, inner.place.end))

    def not_blank(self, word: Lexeme[None], _blank: object, close: Lexeme[None]) -> IsGiven:
        return IsGiven(place=_across(word, close))

    def not_given(self, word: Lexeme[None], _given: object, close: Lexeme[None]) -> IsBlank:
        return IsBlank(place=_across(word, close))

    def negated(self, word: Lexeme[None], inner: Condition, close: Lexeme[None]) -> Negated:
        return Negated(inner, place=_across(word, close))

    def any_of(self, *parts: Condition) -> AnyOf:
        return AnyOf(parts, place=Place(parts[0].place.start, parts[-1].place.end))

    def all_of(self, *parts: Condition) -> AllOf:
        return AllOf(parts, place=Place(parts[0].place.start, parts[-1].place.end))


def _across(first: Lexeme[object], last: Lexeme[object]) -> Place:
    return Place(first.place.start, last.place.end)
