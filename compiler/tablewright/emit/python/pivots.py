"""Which calculations completions split themselves, and how far that is exact.

A calculation whose inputs are told apart by finitely many tests is completed through its inputs. A
pivot combines numbers or dates of several names; while unknown it is completed by its own segments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from tablewright.emit.python.index import Index, comparison, subexpressions
from tablewright.ir.expr import (
    Binary,
    Call,
    Expr,
    Function,
    Literal,
    Operator,
    Read,
    Ref,
    RefKind,
)
from tablewright.ir.facts import attribute, reads_of
from tablewright.ir.program import Calculation
from tablewright.ir.types import Kind

# Functions that reach every value between the least and the largest result.
ONTO = {
    *(Function.FIRST_KNOWN_OF, Function.SMALLER_OF, Function.LARGER_OF),
    *(Function.AGE, Function.DAYS_BETWEEN, Function.WITHIN_BEFORE, Function.WITHIN_AFTER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """How an unknown calculation is completed; see the support module's Calculation."""

    exact: bool
    ways: tuple[tuple[str, ...], ...] = ()
    free: str = ""


def pivot(index: Index, calculation: Calculation) -> Pivot | None:
    """The calculation as a pivot, None when it is completed through its inputs."""
    expression = calculation.expression
    if _finite(index, expression):
        return None
    exact = _exact(index, expression)
    if not (isinstance(expression, Call) and expression.function is Function.FIRST_KNOWN_OF):
        return Pivot(exact=exact)
    ways = tuple(tuple(_bases(index, argument)) for argument in expression.arguments)
    free = next((name for argument in expression.arguments for name in _own(index, argument)), "")
    return Pivot(exact=exact, ways=ways, free=free)


def _bases(index: Index, expression: Expr) -> Iterator[str]:
    names = (name for ref in reads_of(expression) for name in index.bases(attribute(ref)))
    yield from dict.fromkeys(names)


def _own(index: Index, argument: Expr) -> Iterator[str]:
    """An alternative that is an input which nothing else reads."""
    if isinstance(argument, Read) and argument.ref.kind is RefKind.INPUT:
        name = attribute(argument.ref)
        readers = [reads for reads in index.graph.reads.values() if name in reads]
        if len(readers) == 1 and name not in index.tests:
            yield name


def _finite(index: Index, expression: Expr) -> bool:
    """Whether finitely many tests on single names decide the value."""
    if comparison(expression) is not None:
        return True
    match expression:
        case Literal():
            return True
        case Read(ref=ref):
            return _finite_name(index, ref)
        case Call(function=function) if function in ONTO:
            return False
        case _:
            parts = list(subexpressions(expression))
            return all(_finite(index, part) for part in _direct(expression)) and len(parts) > 1


def _finite_name(index: Index, ref: Ref) -> bool:
    """Whether a name has finitely many values: closed ones, or those that a table names."""
    match ref.kind:
        case RefKind.INPUT:
            name = index.inputs[ref.name]
            return name.type.kind is Kind.YES_NO or bool(name.domain.members)
        case RefKind.CALCULATION:
            return _finite(index, index.calculations[ref.name].expression)
        case RefKind.OUTPUT:
            cells = index.outcomes(ref)
            return all(cell.expression is None or _finite(index, cell.expression) for cell in cells)
        case RefKind.CHECKLIST | RefKind.ITEM | RefKind.KINDS:
            return True
        case _:
            assert_never(ref.kind)


def _direct(expression: Expr) -> Iterator[Expr]:
    for name in ("operand", "left", "right", "condition", "then", "otherwise"):
        inner = getattr(expression, name, None)
        if inner is not None:
            yield inner
    yield from getattr(expression, "arguments", ())


def _exact(index: Index, expression: Expr) -> bool:
    """Whether the inputs reach every segment within the range, independently of each other."""
    counts = Counter(_inputs(index, expression))
    return max(counts.values(), default=1) == 1 and _onto(index, expression)


def _inputs(index: Index, expression: Expr) -> Iterator[str]:
    """The inputs that the expression reads, once for each time it does."""
    for ref in reads_of(expression):
        inner = index.calculations.get(ref.name) if ref.kind is RefKind.CALCULATION else None
        if inner is not None:
            yield from _inputs(index, inner.expression)
        else:
            yield attribute(ref)


def _onto(index: Index, expression: Expr) -> bool:
    for part in subexpressions(expression):
        match part:
            case Read(ref=ref) if ref.kind is RefKind.CALCULATION:
                if not _onto(index, index.calculations[ref.name].expression):
                    return False
            case Read(ref=ref) if ref.kind is not RefKind.INPUT:
                return False
            case Read(type=kind) if kind.is_list or kind.kind in {Kind.DURATION, Kind.CODE}:
                # What unknown ones leave of the result is not worked out: they have no range.
                return False
            case Call(function=function) if function not in ONTO:
                return False
            case Binary(operator=Operator.MULTIPLY | Operator.DIVIDE, type=kind):
                whole = [s.type.kind for s in (part.left, part.right)] == [Kind.WHOLE, Kind.WHOLE]
                if whole or kind.kind is Kind.WHOLE:
                    return False
            case _:
                continue
    return True
