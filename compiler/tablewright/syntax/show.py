"""From a parse tree to its text in the analyst's notation; read again, it gives the tree.

A name that could be taken for words of the language stands in brackets, a text that could be taken
for a test in quotes, and an expression in braces wherever it is no constant.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import assert_never

from tablewright.ir.expr import Operator
from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Duration
from tablewright.syntax.known_names import KEYWORDS, is_plain_name
from tablewright.syntax.literals import number_text, quote
from tablewright.syntax.tree import (
    AllOf,
    AnyOf,
    AnyValue,
    BetweenEnds,
    Binary,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Count,
    Denial,
    Expression,
    Has,
    HasInSet,
    InRange,
    InSet,
    IsBlank,
    IsEmpty,
    IsGiven,
    IsMet,
    Membership,
    Minus,
    NameUse,
    Negated,
    Operand,
    WithinCell,
    WithinPeriod,
)

# How tightly each form binds; a part that binds less tightly than its place asks gets brackets.
_CHOICE, _OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGN, _ATOM = range(9)
_BINDING = {
    Operator.OR: _OR,
    Operator.AND: _AND,
    **dict.fromkeys((Operator.ADD, Operator.SUBTRACT), _SUM),
    **dict.fromkeys((Operator.MULTIPLY, Operator.DIVIDE), _PRODUCT),
}
# A text made of plain words that start no test of any column.
_PLAIN_TEXT = re.compile(r"[^\W_][\w.%+/-]*(?: [\w.%+/-]+)*")
_FIRST_WORDS = frozenset({"blank", "given", "empty", "met", "not", "in", "has", "count", "within"})


def show_expression(expression: Expression) -> str:
    """The canonical text of an expression."""
    return _show(expression, _CHOICE)


def show_condition(condition: Condition) -> str:
    """The canonical text of a condition cell."""
    match condition:
        case AnyValue() | IsBlank() | IsGiven() | IsMet() | IsEmpty():
            return _word(condition)
        case Has() | HasInSet() | Count():
            return _list_test(condition)
        case Compare():
            return _compare(condition)
        case InRange():
            return _range(condition)
        case WithinCell(period=period, before=before, date=date):
            return f"within {_operand(period)} {_side(before)} {_operand(date)}"
        case InSet(value_set=name):
            return f"in {name}"
        case Negated(condition=InSet(value_set=name)):
            return f"not in {name}"
        case Negated(condition=inner):
            return f"not({show_condition(inner)})"
        case AllOf(conditions=parts):
            return " and ".join(map(show_condition, parts))
        case AnyOf(conditions=parts):
            return ", ".join(map(show_condition, parts))
        case _:
            assert_never(condition)


def _word(test: AnyValue | IsBlank | IsGiven | IsMet | IsEmpty) -> str:
    match test:
        case AnyValue():
            return "-"
        case IsBlank():
            return "blank"
        case IsGiven():
            return "given"
        case IsMet(met=met):
            return "met" if met else "not met"
        case IsEmpty():
            return "empty"
        case _:
            assert_never(test)


def _list_test(test: Has | HasInSet | Count) -> str:
    match test:
        case Has(quantifier=Quantifier.ANY, members=(member,)):
            return f"has {_operand(member)}"
        case Has(quantifier=quantifier, members=members):
            return f"has {quantifier} of {', '.join(map(_operand, members))}"
        case HasInSet(quantifier=quantifier, value_set=name):
            return f"has {quantifier} in {name}"
        case Count(condition=inner):
            return f"count {show_condition(inner)}"
        case _:
            assert_never(test)


def _side(before: bool) -> str:  # noqa: FBT001 - the tree says it so
    return "before" if before else "after"


def _compare(test: Compare) -> str:
    operand = _operand(test.operand)
    return operand if test.operator is Operator.EQUAL else f"{test.operator} {operand}"


def _range(test: InRange) -> str:
    left = "[" if test.low_closed else "("
    right = "]" if test.high_closed else ")"
    return f"{left}{_operand(test.low)}..{_operand(test.high)}{right}"


def _operand(operand: Operand) -> str:
    match operand:
        case Constant(value=str() as text):
            plain = _PLAIN_TEXT.fullmatch(text) and not _FIRST_WORDS & set(text.lower().split())
            return text if plain and " and " not in text.lower() else quote(text)
        case Constant():
            return _constant(operand)
        case _:
            return f"{{{show_expression(operand)}}}"


def _constant(constant: Constant) -> str:
    match constant.value:
        case bool() as truth:
            return "yes" if truth else "no"
        case Decimal() as number:
            return f"{number_text(number)} {constant.unit}".rstrip()
        case str() as text:
            return quote(text)
        case dt.date() as date:
            return date.isoformat()
        case Duration(months=months, days=days):
            parts = [_counted(months, "month")] if months else []
            parts += [_counted(days, "day")] if days or not months else []
            return " ".join(parts)
        case _:
            assert_never(constant.value)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _name(name: str) -> str:
    words = set(name.casefold().split())
    return name if is_plain_name(name) and not words & KEYWORDS.keys() else f"[{name}]"


def _show(expression: Expression, least: int) -> str:
    """The text of an expression in a place for one that binds at least so tightly."""
    text, binding = _text_and_binding(expression)
    return text if binding >= least else f"({text})"


def _text_and_binding(expression: Expression) -> tuple[str, int]:
    match expression:
        case Constant(value=Decimal() as number) if number.is_signed():
            return _constant(expression), _SIGN
        case Constant():
            return _constant(expression), _ATOM
        case NameUse(name=name):
            return _name(name), _ATOM
        case Minus(operand=operand):
            return f"-{_show(operand, _SIGN)}", _SIGN
        case Denial(operand=operand):
            return f"not {_show(operand, _NOT)}", _NOT
        case Binary():
            return _binary(expression)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            parts = [_show(part, _CHOICE) for part in (condition, then, otherwise)]
            return f"if {parts[0]} then {parts[1]} else {parts[2]}", _CHOICE
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(_show(a, _CHOICE) for a in arguments)})", _ATOM
        case BetweenEnds() | Membership() | WithinPeriod():
            return _test(expression), _COMPARISON
        case _:
            assert_never(expression)


def _binary(expression: Binary) -> tuple[str, int]:
    operator = expression.operator
    binding = _BINDING.get(operator, _COMPARISON)
    # Comparisons do not chain; the others take their own kind on the left.
    left = _show(expression.left, _SUM if binding == _COMPARISON else binding)
    return f"{left} {operator} {_show(expression.right, binding + 1)}", binding


def _test(expression: BetweenEnds | Membership | WithinPeriod) -> str:
    match expression:
        case BetweenEnds(operand=operand, low=low, high=high):
            return f"{_show(operand, _SUM)} between {_show(low, _SUM)} and {_show(high, _SUM)}"
        case Membership(operand=operand, value_set=name):
            return f"{_show(operand, _SUM)} in {_name(name)}"
        case WithinPeriod(event=event, period=period, before=before, date=date):
            parts = [_show(part, _SUM) for part in (event, period, date)]
            return f"{parts[0]} within {parts[1]} {_side(before)} {parts[2]}"
        case _:
            assert_never(expression)
