"""Expressions as calls of the support module's exact arithmetic.

Plain Python operators would use the caller's decimal context and stumble over unknown values.
"""

from __future__ import annotations

from typing import assert_never

from tablewright.emit.calls import Called, Constant, Fact, Term, calls_of
from tablewright.emit.python.index import Index
from tablewright.emit.python.literals import literal
from tablewright.ir.expr import Expr


def expression(source: Expr, index: Index) -> str:
    """The call that works out an expression; unknown is None, a known blank NOTHING."""
    return _text(calls_of(source, index), index)


def _text(term: Term, index: Index) -> str:
    match term:
        case Constant(value=value):
            return literal(value)
        case Fact(ref=ref):
            return index.holder(ref).name
        case Called(function=function, arguments=arguments):
            return f"{function}({', '.join(_text(each, index) for each in arguments)})"
        case _:
            assert_never(term)
