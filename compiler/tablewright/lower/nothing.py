"""Whether an expression can give a known blank, from which of its names can."""

from __future__ import annotations

from typing import assert_never

from tablewright.ir.expr import Binary, Call, Expr, Function, If, Literal, Negate, Operator, Read
from tablewright.lower.scope import Scope

_ARITHMETIC = frozenset({Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE})
_NEVER = frozenset({Function.COUNT, Function.SUM, Function.WITHIN_BEFORE, Function.WITHIN_AFTER})
# These give nothing of an empty list.
_OF_LISTS = frozenset({Function.MIN, Function.MAX, Function.MEAN})


def may_be_nothing(expression: Expr, scope: Scope) -> bool:
    """Whether the result may be nothing: comparisons never are, arithmetic is if a part is."""
    parts: tuple[Expr, ...]
    match expression:
        case Literal():
            return False
        case Read(ref=ref):
            symbol = scope.symbol_of(ref)
            return symbol is not None and symbol.nullable
        case Negate(operand=operand):
            return may_be_nothing(operand, scope)
        case Binary(operator=operator, left=left, right=right):
            parts = (left, right) if operator in _ARITHMETIC else ()
        case If(then=then, otherwise=otherwise):
            parts = (then, otherwise)
        case Call(function=function, arguments=arguments):
            if function in _OF_LISTS:
                return True
            parts = () if function in _NEVER else arguments
        case _:
            assert_never(expression)
    return any(may_be_nothing(part, scope) for part in parts)
