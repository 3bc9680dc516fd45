"""Constants worked out at once, so that `<= {Maximum dose}` tests a number. Reads no input.

What it does not fold stays an expression and means the same.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from tablewright.ir.expr import Binary, Expr, Literal, Operator, Read
from tablewright.ir.types import Kind, Type
from tablewright.lower.scope import Scope

_EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
NUMBERS = frozenset({Kind.NUMBER, Kind.WHOLE})


def number(value: Decimal, unit: str = "") -> Literal:
    """A number as a literal: a whole one where it is whole."""
    kind = Kind.WHOLE if value == value.to_integral_value() else Kind.NUMBER
    return Literal(type=Type(kind=kind, unit=unit), value=value)


def arithmetic(operator: Operator, left: Literal, right: Literal, unit: str) -> Literal | None:
    """Two literal numbers joined; None for what is no arithmetic, or has no result."""
    if not isinstance(left.value, Decimal) or not isinstance(right.value, Decimal):
        return None
    match operator:
        case Operator.ADD:
            return number(_EXACT.add(left.value, right.value), unit)
        case Operator.SUBTRACT:
            return number(_EXACT.subtract(left.value, right.value), unit)
        case Operator.MULTIPLY:
            return number(_EXACT.multiply(left.value, right.value), unit)
        case Operator.DIVIDE if right.value:
            return number(_EXACT.divide(left.value, right.value), unit)
        case _:
            return None


def folded(expression: Expr, scope: Scope) -> Expr:
    """The expression with names of constants replaced by them, where that leaves a literal."""
    match expression:
        case Read(type=type_, ref=ref):
            symbol = scope.symbol_of(ref)
            if symbol is not None and symbol.constant is not None:
                return Literal(type=type_, value=symbol.constant)
        case Binary(operator=operator, left=left, right=right, type=type_):
            one, other = folded(left, scope), folded(right, scope)
            if isinstance(one, Literal) and isinstance(other, Literal):
                return arithmetic(operator, one, other, type_.unit) or expression
        case _:
            pass
    return expression
