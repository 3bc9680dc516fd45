"""Guards and expressions as sentences of plain words, every name linked.

Whatever is not a single name or value stands in brackets inside another expression.
"""

from __future__ import annotations

from typing import assert_never

from tablewright.emit.names import Names
from tablewright.emit.predicates import cell_words, predicate_words
from tablewright.emit.words import Words, joined, respelled, value_words, word
from tablewright.ir.expr import (
    Binary,
    Call,
    Expr,
    Function,
    If,
    Literal,
    Negate,
    Operator,
    Read,
    RefKind,
)
from tablewright.ir.program import Column, Guard, Outcome
from tablewright.ir.types import NOTHING, Kind

OPERATORS = {
    Operator.ADD: " + ",
    Operator.SUBTRACT: " − ",
    Operator.MULTIPLY: " × ",
    Operator.DIVIDE: " ÷ ",
    Operator.EQUAL: " is ",
    Operator.NOT_EQUAL: " is not ",
    Operator.LESS: " is below ",
    Operator.AT_MOST: " is at most ",
    Operator.MORE: " is above ",
    Operator.AT_LEAST: " is at least ",
    Operator.AND: " and ",
    Operator.OR: " or ",
}
DATE_OPERATORS = OPERATORS | {
    Operator.LESS: " is before ",
    Operator.AT_MOST: " is on or before ",
    Operator.MORE: " is after ",
    Operator.AT_LEAST: " is on or after ",
}

# How a call is said around its arguments: before, between, after; one part per gap.
CALLS = {
    Function.FIRST_KNOWN_OF: ("the first known of ", ", "),
    Function.SMALLER_OF: ("the smaller of ", " and "),
    Function.LARGER_OF: ("the larger of ", " and "),
    Function.AGE: ("the completed years from ", " to "),
    Function.DAYS_BETWEEN: ("the days from ", " to "),
    Function.WITHIN_BEFORE: ("", " is within ", " before "),
    Function.WITHIN_AFTER: ("", " is within ", " after "),
    Function.ROUND_UP: ("", " rounded up to a multiple of "),
    Function.ROUND_DOWN: ("", " rounded down to a multiple of "),
    Function.ROUND_HALF_EVEN: ("", " rounded (halves to even) to a multiple of "),
    Function.COUNT: ("the number of entries in ", ", "),
    Function.SUM: ("the sum of ", ", "),
    Function.MIN: ("the smallest of ", ", "),
    Function.MAX: ("the largest of ", ", "),
    Function.MEAN: ("the mean of ", ", "),
}
# The same for a multiple of 1.
TO_WHOLE = {
    Function.ROUND_UP: "rounded up",
    Function.ROUND_DOWN: "rounded down",
    Function.ROUND_HALF_EVEN: "rounded (halves to even)",
}


def guard_words(guard: Guard, names: Names) -> Words:
    """A condition as a whole clause: `Age is at least 18 years`."""
    hidden = names.hidden_of(guard)
    if hidden is not None:
        return respelled(condition_words(hidden.expression, names), guard.text)
    said = respelled(predicate_words(guard.test, names.subject(guard.ref)), guard.text)
    return names.words(guard.ref) + word(" ") + said


def guard_cell_words(guard: Guard, column: Column, names: Names) -> Words:
    """A condition under its heading: `at least 18 years`; the heading is not said again."""
    return respelled(_cell_words(guard, column, names), guard.text)


def _cell_words(guard: Guard, column: Column, names: Names) -> Words:
    hidden = names.hidden_of(guard)
    if hidden is None:
        return cell_words(guard.test, names.subject(guard.ref))
    match hidden.expression:
        case Binary(left=Read(ref=ref), operator=operator, right=right) if ref == column.ref:
            said = _operator_text(operator, right).lstrip().removeprefix("is ")
            return word(said) + _operand_words(right, names)
        case Call(arguments=(Read(ref=ref), span, date), function=function) if ref == column.ref:
            middle, last = CALLS[function][1:]
            within = word(middle.removeprefix(" is ")) + _operand_words(span, names)
            return within + word(last) + _operand_words(date, names)
        case expression:
            return condition_words(expression, names)


def outcome_words(outcome: Outcome, unit: str, names: Names) -> Words:
    """What an outcome cell gives."""
    if outcome.expression is not None:
        return respelled(expression_words(outcome.expression, names), outcome.text)
    given = NOTHING if outcome.value is None else outcome.value
    return respelled(value_words(given, unit), outcome.text)


def condition_words(expr: Expr, names: Names) -> Words:
    """A yes/no expression as a clause; a bare name says what it must be."""
    match expr:
        case Read() if expr.ref.kind in {RefKind.CHECKLIST, RefKind.ITEM}:
            return expression_words(expr, names) + word(" is met")
        case Read():
            return expression_words(expr, names) + word(" is yes")
        case Negate():
            return word("it is not so that ") + _clause_words(expr.operand, names)
        case Binary(operator=Operator.AND | Operator.OR):
            sides = (_clause_words(side, names) for side in (expr.left, expr.right))
            return joined(sides, separator=OPERATORS[expr.operator])
        case _:
            return expression_words(expr, names)


def expression_words(expr: Expr, names: Names) -> Words:
    """An expression; its value is what the words name."""
    match expr:
        case Literal():
            return value_words(expr.value, expr.type.unit)
        case Read():
            return names.words(expr.ref)
        case Negate():
            if expr.type.kind is Kind.YES_NO:
                return condition_words(expr, names)
            return word("−") + _operand_words(expr.operand, names)
        case Binary(operator=Operator.AND | Operator.OR):
            return condition_words(expr, names)
        case Binary():
            said = word(_operator_text(expr.operator, expr.left))
            return _operand_words(expr.left, names) + said + _operand_words(expr.right, names)
        case If():
            return _if_words(expr, names)
        case Call():
            return _call_words(expr, names)
        case _:
            assert_never(expr)


def _operator_text(operator: Operator, side: Expr) -> str:
    dated = side.type.kind is Kind.DATE
    return (DATE_OPERATORS if dated else OPERATORS)[operator]


def _if_words(expr: If, names: Names) -> Words:
    return (
        word("if ")
        + condition_words(expr.condition, names)
        + word(" then ")
        + _operand_words(expr.then, names)
        + word(", otherwise ")
        + _operand_words(expr.otherwise, names)
    )


def _call_words(expr: Call, names: Names) -> Words:
    match expr:
        case Call(function=function, arguments=(what, Literal(value=step))) if (
            function in TO_WHOLE and step == 1
        ):
            whole = f"to whole {unit}" if (unit := expr.type.unit) else "to a whole number"
            return _operand_words(what, names) + word(f" {TO_WHOLE[function]} {whole}")
        case _:
            return _plain_call_words(expr, names)


def _plain_call_words(expr: Call, names: Names) -> Words:
    gaps = CALLS[expr.function]
    words: Words = ()
    for index, argument in enumerate(expr.arguments):
        words += word(gaps[min(index, len(gaps) - 1)]) + _operand_words(argument, names)
    return words


def _operand_words(expr: Expr, names: Names) -> Words:
    words = expression_words(expr, names)
    return words if isinstance(expr, Literal | Read) else word("(") + words + word(")")


def _clause_words(expr: Expr, names: Names) -> Words:
    words = condition_words(expr, names)
    compound = isinstance(expr, If) or (
        isinstance(expr, Binary) and expr.operator in {Operator.AND, Operator.OR}
    )
    return word("(") + words + word(")") if compound else words
