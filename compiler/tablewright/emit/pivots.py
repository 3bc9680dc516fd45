"""Which calculations completions split themselves, and how far that is exact.

A calculation whose inputs are told apart by finitely many tests is completed through its inputs. A
pivot combines numbers or dates of several names; while unknown it is completed by its own segments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from tablewright.emit.lookup import Lookup, comparison
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
from tablewright.ir.walk import inside, operands

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


def pivot(lookup: Lookup, calculation: Calculation) -> Pivot | None:
    """The calculation as a pivot, None when it is completed through its inputs."""
    expression = calculation.expression
    if _finite(lookup, expression):
        return None
    exact = _exact(lookup, expression)
    if not (isinstance(expression, Call) and expression.function is Function.FIRST_KNOWN_OF):
        return Pivot(exact=exact)
    ways = tuple(tuple(_bases(lookup, argument)) for argument in expression.arguments)
    free = next((name for argument in expression.arguments for name in _own(lookup, argument)), "")
    return Pivot(exact=exact, ways=ways, free=free)


def _bases(lookup: Lookup, expression: Expr) -> Iterator[str]:
    names = (name for ref in reads_of(expression) for name in lookup.bases(attribute(ref)))
    yield from dict.fromkeys(names)


def _own(lookup: Lookup, argument: Expr) -> Iterator[str]:
    """An alternative that is an input which nothing else reads."""
    if isinstance(argument, Read) and argument.ref.kind is RefKind.INPUT:
        name = attribute(argument.ref)
        readers = [reads for reads in lookup.graph.reads.values() if name in reads]
        if len(readers) == 1 and name not in lookup.tests:
            yield name


def _finite(lookup: Lookup, expression: Expr) -> bool:
    """Whether finitely many tests on single names decide the value."""
    if comparison(expression) is not None:
        return True
    match expression:
        case Literal():
            return True
        case Read(ref=ref):
            return _finite_name(lookup, ref)
        case Call(function=function) if function in ONTO:
            return False
        case _:
            parts = list(inside(expression))
            return all(_finite(lookup, part) for part in operands(expression)) and len(parts) > 1


def _finite_name(lookup: Lookup, ref: Ref) -> bool:
    """Whether a name has finitely many values: closed ones, or those that a table names."""
    match ref.kind:
        case RefKind.INPUT:
            name = lookup.inputs[ref.name]
            return name.type.kind is Kind.YES_NO or bool(name.domain.members)
        case RefKind.CALCULATION:
            return _finite(lookup, lookup.calculations[ref.name].expression)
        case RefKind.OUTPUT:
            cells = lookup.outcomes(ref)
            return all(
                cell.expression is None or _finite(lookup, cell.expression) for cell in cells
            )
        case RefKind.CHECKLIST | RefKind.ITEM | RefKind.KINDS:
            return True
        case _:
            assert_never(ref.kind)


def _exact(lookup: Lookup, expression: Expr) -> bool:
    """Whether the inputs reach every segment within the range, independently of each other."""
    counts = Counter(_inputs(lookup, expression))
    return max(counts.values(), default=1) == 1 and _onto(lookup, expression)


def _inputs(lookup: Lookup, expression: Expr) -> Iterator[str]:
    """The inputs that the expression reads, once for each time it does."""
    for ref in reads_of(expression):
        inner = lookup.calculations.get(ref.name) if ref.kind is RefKind.CALCULATION else None
        if inner is not None:
            yield from _inputs(lookup, inner.expression)
        else:
            yield attribute(ref)


def _onto(lookup: Lookup, expression: Expr) -> bool:
    for part in inside(expression):
        match part:
            case Read(ref=ref) if ref.kind is RefKind.CALCULATION:
                if not _onto(lookup, lookup.calculations[ref.name].expression):
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
