"""Calculations on numbers and days as calls over whole columns; others have no such call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tablewright.emit.calls import FUNCTIONS, OPERATORS
from tablewright.emit.python.literals import docstring, literal, text
from tablewright.ir.expr import Binary, Call, Expr, Function, Literal, Negate, Operator, Read
from tablewright.ir.facts import attribute
from tablewright.ir.program import Calculation, Program
from tablewright.ir.types import Duration, Kind

_NUMERIC = {Kind.NUMBER, Kind.WHOLE, Kind.DATE}
_ARITHMETIC = {Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE}
_COMPARISONS = set(OPERATORS) - _ARITHMETIC - {Operator.AND, Operator.OR}
_CALLS = {
    *(Function.FIRST_KNOWN_OF, Function.SMALLER_OF, Function.LARGER_OF),
    *(Function.AGE, Function.DAYS_BETWEEN),
}
_WITHIN = {Function.WITHIN_BEFORE, Function.WITHIN_AFTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayRow:
    """A calculation over columns: its function, and those of the alternatives it chooses from."""

    code_name: str
    docstring: str
    result: str
    body: str
    alternatives: tuple[str, ...]


class _NoArraysError(Exception):
    """The expression has a part that is worked out row by row."""


def array_rows(program: Program) -> tuple[ArrayRow, ...]:
    """The calculations that can be done over whole columns, in the glossary's order."""
    return tuple(row for each in program.calculations for row in _row(each))


def _row(calculation: Calculation) -> Iterator[ArrayRow]:
    expression, name = calculation.expression, calculation.name
    try:
        judged = name.type.kind is Kind.YES_NO
        body = _judged(expression) if judged else _numbers(expression)
    except _NoArraysError:
        return
    chosen = isinstance(expression, Call) and expression.function is Function.FIRST_KNOWN_OF
    arguments = expression.arguments if isinstance(expression, Call) and chosen else ()
    at = calculation.name.at.address.split(":")[0]
    yield ArrayRow(
        code_name=name.code_name,
        docstring=docstring(f"{name.name} ({at}): {calculation.text}."),
        result="Judged" if judged else "Numbers",
        body=body,
        alternatives=tuple(_numbers(argument) for argument in arguments),
    )


def _judged(source: Expr) -> str:
    """A comparison, as truths with the rows on which floats cannot tell."""
    match source:
        case Binary(operator=operator, left=left, right=right) if operator in _COMPARISONS:
            return f"{OPERATORS[operator]}({_numbers(left)}, {_numbers(right)})"
        case Call(function=function, arguments=(event, Literal(value=Duration() as span), day)) if (
            function in _WITHIN
        ):
            pair = (event, day) if function is Function.WITHIN_BEFORE else (day, event)
            first, last = map(_numbers, pair)
            return f"within({first}, {span.months}, {span.days}, {last})"
        case _:
            raise _NoArraysError


def _numbers(source: Expr) -> str:
    if source.type.is_list or source.type.kind not in _NUMERIC:
        raise _NoArraysError
    match source:
        case Literal(value=int() | Decimal() | date() as value):
            return f"constant({literal(value)})"
        case Read(ref=ref):
            return f"c.numbers({text(attribute(ref))})"
        case Negate(operand=operand):
            return f"negative({_numbers(operand)})"
        case Binary(operator=operator, left=left, right=right) if operator in _ARITHMETIC:
            return _arithmetic(operator, left, right)
        case Call(function=function, arguments=arguments) if function in _CALLS:
            return f"{FUNCTIONS[function]}({', '.join(map(_numbers, arguments))})"
        case _:
            raise _NoArraysError


def _arithmetic(operator: Operator, left: Expr, right: Expr) -> str:
    match left, right:
        case Literal(value=Duration() as span), day:
            return f"shift({_numbers(day)}, {span.months}, {span.days})"
        case day, Literal(value=Duration() as span):
            sign = -1 if operator is Operator.SUBTRACT else 1
            return f"shift({_numbers(day)}, {sign * span.months}, {sign * span.days})"
        case _:
            return f"{OPERATORS[operator]}({_numbers(left)}, {_numbers(right)})"
