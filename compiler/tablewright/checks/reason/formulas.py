"""Calculations that are conditions in other words: `Diagnosis = "breast cancer" and Single agent`.

In goes an expression, out comes a formula over tests of single names, or nothing when the
expression compares two names or works with numbers. Such a calculation is not looked into.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tablewright.ir.expr import Binary, Expr, If, Literal, Negate, Operator, Read, Ref, RefKind
from tablewright.ir.program import Name
from tablewright.ir.tests import YES, Between, Bound, Interval, Not, OneOf, Test
from tablewright.ir.types import Kind, Value

_FLIPPED = {
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
}
_COMPARISONS = frozenset({*_FLIPPED, Operator.EQUAL, Operator.NOT_EQUAL})
_READABLE = frozenset({RefKind.INPUT})


@dataclass(frozen=True, slots=True)
class Holds:
    """The test holds of the name."""

    ref: Ref
    test: Test


@dataclass(frozen=True, slots=True)
class Constant:
    """Always so."""

    value: bool


@dataclass(frozen=True, slots=True)
class Negated:
    """Not so."""

    formula: Formula


@dataclass(frozen=True, slots=True)
class Joined:
    """Both (`every`), or at least one."""

    left: Formula
    right: Formula
    every: bool


Formula = Holds | Constant | Negated | Joined
Inputs = Mapping[str, Name]


def formula_of(expression: Expr, inputs: Inputs) -> Formula | None:
    """The formula that a yes/no expression is."""
    if expression.type.kind is not Kind.YES_NO or expression.type.is_list:
        return None
    match expression:
        case Literal(value=bool() as value):
            return Constant(value)
        case Read(ref=ref) if ref.kind in _READABLE and not inputs[ref.name].blank_is_nothing:
            return Holds(ref, YES)
        case Negate(operand=operand):
            inner = formula_of(operand, inputs)
            return None if inner is None else Negated(inner)
        case Binary():
            return _binary(expression, inputs)
        case If(condition=condition, then=then, otherwise=otherwise):
            return _choice((condition, then, otherwise), inputs)
        case _:
            return None


def _binary(expression: Binary, inputs: Inputs) -> Formula | None:
    operator, left, right = expression.operator, expression.left, expression.right
    if operator in _COMPARISONS:
        if isinstance(left, Literal):
            left, right = right, left
            operator = _FLIPPED.get(operator, operator)
        return _comparison(operator, left, right)
    a, b = formula_of(left, inputs), formula_of(right, inputs)
    if a is None or b is None or operator not in {Operator.AND, Operator.OR}:
        return None
    return Joined(a, b, operator is Operator.AND)


def _choice(parts: tuple[Expr, Expr, Expr], inputs: Inputs) -> Formula | None:
    condition, then, otherwise = (formula_of(each, inputs) for each in parts)
    if condition is None or then is None or otherwise is None:
        return None
    yes = Joined(condition, then, every=True)
    return Joined(yes, Joined(Negated(condition), otherwise, every=True), every=False)


def _comparison(operator: Operator, left: Expr, right: Expr) -> Formula | None:
    if not isinstance(left, Read) or not isinstance(right, Literal) or left.type.is_list:
        return None
    if left.ref.kind not in _READABLE or left.type.kind is Kind.CODE:
        return None
    test = _test(operator, right.value)
    return None if test is None else Holds(left.ref, test)


def _test(operator: Operator, value: Value) -> Test | None:
    """The test that a comparison with a constant is; nothing passes none of them."""
    test: Test
    match value:
        case bool():
            test = OneOf((value,))
        case str():
            test = OneOf((value,))
        case Decimal() | dt.date():
            return _on_the_line(operator, value)
        case _:
            return None
    if operator is Operator.EQUAL:
        return test
    return Not(test) if operator is Operator.NOT_EQUAL else None


def _on_the_line(operator: Operator, bound: Bound) -> Test | None:
    match operator:
        case Operator.EQUAL:
            return Between(Interval(low=bound, high=bound))
        case Operator.NOT_EQUAL:
            return Not(Between(Interval(low=bound, high=bound)))
        case Operator.LESS | Operator.AT_MOST:
            return Between(Interval(high=bound, high_closed=operator is Operator.AT_MOST))
        case Operator.MORE | Operator.AT_LEAST:
            return Between(Interval(low=bound, low_closed=operator is Operator.AT_LEAST))
        case _:
            return None


def tests_in(formula: Formula) -> Iterator[tuple[Ref, Test]]:
    """Every test that a formula puts to a name."""
    match formula:
        case Holds(ref=ref, test=test):
            yield ref, test
        case Negated(formula=inner):
            yield from tests_in(inner)
        case Joined(left=left, right=right):
            yield from tests_in(left)
            yield from tests_in(right)
        case Constant():
            return
