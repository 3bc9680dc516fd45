"""What operands become beside others: a constant takes the form that its neighbour's type asks for.

A text is spelled as the allowed value that it is, a code as it is compared, a span beside a number
of months or days is counted in these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tablewright_verify.sheet.blocks import plain
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.units import counted, joined
from tablewright_verify.trees import Call, Const, Tree
from tablewright_verify.values import EXACT, Duration, UnprovedError, normal

NUMBERS = frozenset({"number", "whole number"})
CHOOSING = frozenset({"first_known", "smaller_of", "larger_of"})
_FOLDED = {
    "add": EXACT.add,
    "subtract": EXACT.subtract,
    "multiply": EXACT.multiply,
    "divide": EXACT.divide,
}


class Wanted(NamedTuple):
    """What an operand is to be: a kind, a unit, and of closed text the allowed values."""

    kind: str
    unit: str = ""
    texts: tuple[str, ...] = ()


def wanted_for(name: Name) -> Wanted:
    """What a name's values are."""
    return Wanted(name.kind, name.unit, name.texts)


def number(value: Decimal, unit: str = "") -> Const:
    """A constant number."""
    whole = value == value.to_integral_value()
    return Const(value, "whole number" if whole else "number", unit)


def fit(tree: Tree, wanted: Wanted) -> Tree:
    """The operand in the form that is asked for, through choices."""
    match tree:
        case Const():
            return _constant(tree, wanted)
        case Call("choose", (condition, then, otherwise)):
            return chosen(condition, fit(then, wanted), fit(otherwise, wanted))
        case Call(function, arguments) if function in CHOOSING:
            return one_of(function, [fit(each, wanted) for each in arguments])
        case _:
            return tree


def _constant(const: Const, wanted: Wanted) -> Const:
    value = const.value
    if isinstance(value, Duration) and wanted.kind in NUMBERS:
        amount = counted(value, wanted.unit)
        if amount is None:
            raise UnprovedError(f"{const} is no number of {wanted.unit or 'anything'}")
        return number(amount, wanted.unit)
    if isinstance(value, str) and wanted.kind == "code":
        return Const(normal(value), "code")
    if isinstance(value, str) and wanted.kind == "text":
        spelled = (text for text in wanted.texts if plain(text) == plain(value))
        return Const(next(spelled, value), "text")
    return const


def chosen(condition: Tree, then: Tree, otherwise: Tree) -> Call:
    """`if`: a whole number only where both branches are."""
    one = then if then.kind != "whole number" else otherwise
    return Call("choose", (condition, then, otherwise), one.kind, one.unit)


def one_of(function: str, arguments: Iterable[Tree]) -> Call:
    """A function that gives one of its arguments."""
    arguments = tuple(arguments)
    first = next((each for each in arguments if not isinstance(each, Const)), arguments[0])
    whole = all(each.kind == "whole number" for each in arguments)
    kind = first.kind if whole or first.kind != "whole number" else "number"
    return Call(function, arguments, kind, first.unit)


def worked_out(function: str, left: Tree, right: Tree) -> Tree:
    """Arithmetic on numbers; of two constants, its result."""
    scaled = function in {"multiply", "divide"}
    unit = joined(function, left.unit, right.unit) if scaled else left.unit
    if isinstance(left, Const) and isinstance(right, Const):
        a, b = left.value, right.value
        if isinstance(a, Decimal) and isinstance(b, Decimal) and (function != "divide" or b):
            return number(_FOLDED[function](a, b), unit)
    whole = function != "divide" and left.kind == right.kind == "whole number"
    return Call(function, (left, right), "whole number" if whole else "number", unit)


def added(function: str, left: Tree, right: Tree) -> Tree:
    """A sum or difference: of numbers, of spans, or of a date and a span."""
    if left.kind == "duration" and right.kind == "date":
        moved = _moved(right, left, back=False)
        return replace(moved, said=(left, right))
    if left.kind == "date":
        return _moved(left, right, back=function == "subtract")
    if left.kind == "duration":
        return Call("together", (left, _turned(right, back=function == "subtract")), "duration")
    return worked_out(function, left, right)


def _moved(day: Tree, span: Tree, *, back: bool) -> Call:
    if isinstance(span, Const) and isinstance(span.value, Duration):
        sign = -1 if back else 1
        months, days = Decimal(sign * span.value.months), Decimal(sign * span.value.days)
        return Call("shift", (day, Const(months), Const(days)), "date")
    return Call("after", (day, _turned(span, back=back)), "date")


def _turned(span: Tree, *, back: bool) -> Tree:
    return Call("back", (span,), "duration") if back else span


def within(event: Tree, span: Tree, day: Tree, *, before: bool) -> Tree:
    """Whether a date lies within a span before or after another."""
    first, last = (event, day) if before else (day, event)
    said = (event, span, day)
    if isinstance(span, Const) and isinstance(span.value, Duration):
        ends = (Const(Decimal(span.value.months)), Const(Decimal(span.value.days)))
        return Call("within", (first, *ends, last), "yes/no", said=said)
    return Call("within_period", (first, span, last), "yes/no", said=said)


def outside(event: Tree, span: Tree, day: Tree, *, before: bool) -> Tree:
    """Whether a given date does not: it is too late, or too early."""
    near, far = (event, day) if before else (day, event)
    late = Call("more", (near, far), "yes/no")
    early = Call("less", (_moved(near, span, back=False), far), "yes/no")
    return Call("any_of", (late, early), "yes/no")


def minus(inner: Tree) -> Tree:
    """The other sign."""
    if isinstance(inner, Const) and isinstance(inner.value, Decimal):
        return number(-inner.value, inner.unit)
    if inner.kind == "duration":
        return Call("back", (inner,), "duration")
    return Call("negative", (inner,), inner.kind, inner.unit)
