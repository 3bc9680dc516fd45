"""What is known to hold where an expression is worked out, and whether it keeps a divisor from 0.

Facts come from the conditions of `if` and from the condition cells of the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tablewright.ir.accept import accepts, in_interval
from tablewright.ir.expr import Binary, Expr, If, Literal, Negate, Operator, Read, Ref
from tablewright.ir.tests import Between, Not, Test
from tablewright.lower.intervals import compared, point
from tablewright.lower.scope import Scope

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A test that the name is known to pass."""

    ref: Ref
    test: Test


Facts = tuple[Fact, ...]

_OPPOSITE = {
    Operator.EQUAL: Operator.NOT_EQUAL,
    Operator.NOT_EQUAL: Operator.EQUAL,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.MORE,
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_LEAST: Operator.LESS,
}
_MIRRORED = {
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
}


def opposite(operator: Operator) -> Operator:
    """The comparison that holds of given values when this one does not."""
    return _OPPOSITE[operator]


def comparison_test(operator: Operator, value: Decimal) -> Test:
    """A comparison with a number as a test."""
    match operator:
        case Operator.EQUAL:
            return Between(point(value))
        case Operator.NOT_EQUAL:
            return Not(Between(point(value)))
        case _:
            return Between(compared(operator, value))


def facts_of(condition: Expr, *, holds: bool) -> Facts:
    """What is known of numbers when a condition holds, or when it does not."""
    match condition:
        case Negate(operand=operand):
            return facts_of(operand, holds=not holds)
        case Binary(operator=Operator.AND | Operator.OR as joint, left=left, right=right):
            if (joint is Operator.AND) is holds:
                return facts_of(left, holds=holds) + facts_of(right, holds=holds)
        case Binary(operator=operator, left=Read(ref=ref), right=Literal(value=Decimal() as value)):
            kind = operator if holds else _OPPOSITE[operator]
            return (Fact(ref=ref, test=comparison_test(kind, value)),)
        case Binary(operator=operator, left=Literal(value=Decimal() as value), right=Read(ref=ref)):
            kind = _MIRRORED.get(operator, operator)
            kind = kind if holds else _OPPOSITE[kind]
            return (Fact(ref=ref, test=comparison_test(kind, value)),)
        case _:
            pass
    return ()


def excludes_zero(expression: Expr, scope: Scope, facts: Facts) -> bool:
    """Whether the result is surely not 0."""
    match expression:
        case Literal(value=Decimal() as value):
            return value != 0
        case Read(ref=ref):
            return _name_excludes_zero(ref, scope, facts)
        case Negate(operand=operand):
            return excludes_zero(operand, scope, facts)
        case Binary(operator=Operator.MULTIPLY | Operator.DIVIDE, left=left, right=right):
            return excludes_zero(left, scope, facts) and excludes_zero(right, scope, facts)
        case If(then=then, otherwise=otherwise):
            return excludes_zero(then, scope, facts) and excludes_zero(otherwise, scope, facts)
        case _:
            return False


def _name_excludes_zero(ref: Ref, scope: Scope, facts: Facts) -> bool:
    symbol = scope.symbol_of(ref)
    if symbol is None:
        return False
    if symbol.constant is not None:
        return symbol.constant != ZERO
    intervals = symbol.domain.intervals
    if intervals and not any(in_interval(ZERO, interval) for interval in intervals):
        return True
    tests = (fact.test for fact in facts if fact.ref == ref)
    return any(not accepts(test, ZERO, {}) for test in tests)
