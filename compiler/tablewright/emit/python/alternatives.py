"""When two alternatives of `first known of` can both be known, so that they must be compared.

Of a request that surely leaves all but one of them open, nothing has to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import assert_never

from tablewright.emit.lookup import COMPARISONS
from tablewright.emit.pivots import pivot
from tablewright.emit.python.index import Index
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
from tablewright.ir.program import Calculation

Names = frozenset[str]
_NONE: Names = frozenset()


def open_pairs(index: Index) -> Iterator[tuple[tuple[str, ...], Calculation]]:
    """For each two alternatives, the inputs of which one has to be unsaid, in glossary order."""
    order = list(index.inputs)
    for calculation in index.program.calculations:
        found = pivot(index, calculation)
        if found is None or not found.ways or not isinstance(calculation.expression, Call):
            continue
        ways = [_needs(index, argument) for argument in calculation.expression.arguments]
        for one, other in combinations(ways, 2):
            yield tuple(sorted(one | other, key=order.index)), calculation


def _needs(index: Index, expression: Expr) -> Names:
    """The inputs without which the expression has no value to compare."""
    match expression:
        case Literal():
            return _NONE
        case Read(ref=ref):
            if ref.kind is RefKind.INPUT:
                return frozenset({ref.name})
            inner = index.calculations.get(ref.name) if ref.kind is RefKind.CALCULATION else None
            return _NONE if inner is None else _needs(index, inner.expression)
        case Negate(operand=operand):
            return _needs(index, operand)
        case If(then=then, otherwise=otherwise):
            return _needs(index, then) & _needs(index, otherwise)
        case Binary(operator=Operator.AND | Operator.OR):
            return _NONE
        case Binary(operator=operator, left=left, right=right):
            both = _needs(index, left) | _needs(index, right)
            # With what is known to be blank, a comparison is no.
            return _asked(index, both) if operator in COMPARISONS else both
        case Call(function=Function.FIRST_KNOWN_OF, arguments=arguments):
            every = [_needs(index, argument) for argument in arguments]
            return every[0].intersection(*every[1:])
        case Call(function=function, arguments=arguments):
            both = _NONE.union(*(_needs(index, argument) for argument in arguments))
            return _asked(index, both) if function in _OF_BLANKS else both
        case _:
            assert_never(expression)


# These have a value of what is known to be blank.
_OF_BLANKS = frozenset(
    {Function.COUNT, Function.SUM, Function.WITHIN_BEFORE, Function.WITHIN_AFTER}
)


def _asked(index: Index, names: Names) -> Names:
    """Without the inputs that are never unknown."""
    return frozenset(name for name in names if not index.inputs[name].blank_is_nothing)
