"""From the text of an expression to a parse tree, or every fault in it. Knows no types."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import lark

from tablewright.diagnostics import codes
from tablewright.ir.expr import Function, Operator
from tablewright.source.grid import Cell
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.fault import Fault, Faults, Good, Parsed
from tablewright.syntax.grammar import Grammar, Lexeme, Unexpected, grammar_text
from tablewright.syntax.literals import listing
from tablewright.syntax.native import native_value, plain_text
from tablewright.syntax.scan_expression import ExpressionScanner
from tablewright.syntax.tree import (
    BetweenEnds,
    Binary,
    Call,
    Choice,
    Constant,
    Denial,
    Expression,
    Membership,
    Minus,
    NameUse,
    Place,
    WithinPeriod,
)

# Later stages walk trees by recursion; a tree this deep is beyond any reader as well.
DEEPEST = 100

# What each terminal is called in a finding; keywords are called by their own word.
_TERMINALS = {
    "CONSTANT": "a value",
    "NAME": "a name",
    "SET": "the name of a value set",
    "FUNCTION": "a function",
    "SIDE": "before or after",
    "COMPARE": "a comparison",
    "PLUS": "+",
    "MINUS": "-",
    "TIMES": "*",
    "OVER": "/",
    "_OPEN": "(",
    "_CLOSE": ")",
    "_COMMA": "a comma",
    "$END": "the end",
}
_STARTS_OPERAND = frozenset({"CONSTANT", "NAME"})


def parse_expression(text: str, vocabulary: Vocabulary) -> Parsed[Expression]:
    """Read an expression; places count from the start of `text`."""
    return parse_part(text, (0, len(text)), vocabulary)


def parse_part(text: str, part: tuple[int, int], vocabulary: Vocabulary) -> Parsed[Expression]:
    """Read the expression between two places of a longer text, from whose start places count."""
    start, end = part
    scanner = ExpressionScanner(text[:end], start, vocabulary)
    scanner.run()
    if scanner.faults:
        return Faults(tuple(scanner.faults))
    tree = _grammar().parse(scanner.lexemes)
    if isinstance(tree, Unexpected):
        return Faults((_unexpected(tree, text, part),))
    return Faults((_too_deep(part),)) if is_deeper(tree, DEEPEST) else Good(tree)


def parse_expression_cell(cell: Cell, vocabulary: Vocabulary) -> Parsed[Expression]:
    """Read a `Calculated as` cell: an expression, or a number, date or yes/no as Excel has it."""
    text = plain_text(cell)
    if text is not None:
        return parse_expression(text, vocabulary)
    match native_value(cell):
        case Good(value):
            return Good(Constant(value))
        case Faults() as faults:
            return faults


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside this one, in the order of the text."""
    match expression:
        case Constant() | NameUse():
            return ()
        case Minus(operand=operand) | Denial(operand=operand) | Membership(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case Call(arguments=arguments):
            return arguments
        case BetweenEnds(operand=operand, low=low, high=high):
            return (operand, low, high)
        case WithinPeriod(event=event, period=period, date=date):
            return (event, period, date)


def is_deeper(expression: Expression, most: int) -> bool:
    """Whether more than `most` expressions stand inside one another."""
    level: tuple[Expression, ...] = (expression,)
    for _ in range(most):
        level = tuple(child for parent in level for child in children(parent))
        if not level:
            return False
    return True


def _too_deep(part: tuple[int, int]) -> Fault:
    return Fault(
        code=codes.UNREADABLE_CELL,
        message=f"The expression nests more than {DEEPEST} deep.",
        help="Give its parts names of their own in the Glossary, under Calculated as.",
        start=part[0],
        end=part[1],
    )


def _unexpected(found: Unexpected, text: str, part: tuple[int, int]) -> Fault:
    wanted = sorted(_TERMINALS.get(name, name.strip("_").lower()) for name in found.expected)
    advice = f"Expected here: {listing(wanted, most=12)}."
    if found.lexeme is None:
        return Fault(
            code=codes.UNREADABLE_CELL,
            message="The expression stops too early."
            if found.before
            else "There is no expression.",
            help=advice,
            start=part[1],
            end=part[1],
        )
    place = found.lexeme.place
    written = text[place.start : place.end]
    if found.before and {found.before.type, found.lexeme.type} <= _STARTS_OPERAND:
        advice = "Write a sign such as + or = between them, or the whole name."
    elif found.lexeme.type == "COMPARE" and "AND" in found.expected:
        advice = "Compare two at a time: `x > 1 and x < 5`, or `x between 1 and 5`."
    return Fault(
        code=codes.UNREADABLE_CELL,
        message=f"`{written}` cannot stand here.",
        help=advice,
        start=place.start,
        end=place.end,
    )


@cache
def _grammar() -> Grammar[Expression]:
    return Grammar(lark.Lark(grammar_text("expression"), parser="lalr", transformer=_TreeBuilder()))


@lark.v_args(inline=True)
class _TreeBuilder(lark.Transformer[lark.Token, Expression]):
    """One method per alternative of the grammar; terminals arrive as lexemes."""

    def start(self, tree: Expression) -> Expression:
        return tree

    def leaf(self, lexeme: Lexeme[Expression]) -> Expression:
        return lexeme.meaning

    def binary(self, left: Expression, sign: Lexeme[Operator], right: Expression) -> Expression:
        return Binary(sign.meaning, left, right, place=_across(left.place, right.place))

    def denied(self, word: Lexeme[None], operand: Expression) -> Expression:
        return Denial(operand, place=_across(word.place, operand.place))

    def minus(self, sign: Lexeme[Operator], operand: Expression) -> Expression:
        place = _across(sign.place, operand.place)
        match operand:
            case Constant(value=Decimal() as number, unit=unit):
                return Constant(-number, unit, place=place)
            case _:
                return Minus(operand, place=place)

    def choice(
        self, word: Lexeme[None], asked: Expression, then: Expression, otherwise: Expression
    ) -> Expression:
        return Choice(asked, then, otherwise, place=_across(word.place, otherwise.place))

    def between(
        self, operand: Expression, low: Expression, _and: object, high: Expression
    ) -> Expression:
        return BetweenEnds(operand, low, high, place=_across(operand.place, high.place))

    def member(self, operand: Expression, named: Lexeme[str]) -> Expression:
        return Membership(operand, named.meaning, place=_across(operand.place, named.place))

    def no_member(self, operand: Expression, _not: object, named: Lexeme[str]) -> Expression:
        place = _across(operand.place, named.place)
        return Denial(Membership(operand, named.meaning, place=place), place=place)

    def within(
        self, event: Expression, period: Expression, side: Lexeme[bool], date: Expression
    ) -> Expression:
        place = _across(event.place, date.place)
        return WithinPeriod(event, period, side.meaning, date, place=place)

    def call(self, function: Lexeme[Function], *arguments: Expression) -> Expression:
        place = _across(function.place, arguments[-1].place)
        return Call(function.meaning, arguments, place=place)


def _across(first: Place, last: Place) -> Place:
    return Place(first.start, last.end)
