"""Exact numbers: one decimal context, and rounding to a step. None: no finite result."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from tablewright.ir.expr import Function, Operator

# No traps: what overflows or divides by zero gives no finite number, and `_finite` says so.
CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])

_ARITHMETIC: dict[Operator, Callable[[Decimal, Decimal], Decimal]] = {
    Operator.ADD: CONTEXT.add,
    Operator.SUBTRACT: CONTEXT.subtract,
    Operator.MULTIPLY: CONTEXT.multiply,
    Operator.DIVIDE: CONTEXT.divide,
}
_TO_WHOLE: dict[Function, Callable[[Fraction], int]] = {
    Function.ROUND_UP: math.ceil,
    Function.ROUND_DOWN: math.floor,
    Function.ROUND_HALF_EVEN: round,
}


def arithmetic(operator: Operator, left: Decimal, right: Decimal) -> Decimal | None:
    """The sum, difference, product or quotient, rounded half even to 34 digits."""
    return _finite(_ARITHMETIC[operator](left, right))


def round_to_step(function: Function, number: Decimal, step: Decimal) -> Decimal | None:
    """The multiple of the step above, below or nearest to the number."""
    if step <= 0:
        return None
    multiple = _TO_WHOLE[function](Fraction(number) / Fraction(step))
    return _finite(CONTEXT.multiply(Decimal(multiple), step))


def total(numbers: tuple[Decimal, ...]) -> Decimal | None:
    """The sum, in order; 0 for none."""
    result = Decimal(0)
    for number in numbers:
        result = CONTEXT.add(result, number)
    return _finite(result)


def _finite(number: Decimal) -> Decimal | None:
    return number if number.is_finite() else None
