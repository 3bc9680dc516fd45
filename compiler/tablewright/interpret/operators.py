"""What an operator or function gives for plain values: one completion, no names.

A Trouble is passed on, as Kleene's unclear is. With a known blank a comparison is no, `and`, `or`,
`not` and `if` take it for no, and arithmetic gives nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import assert_never

from tablewright.interpret import truths
from tablewright.interpret.conditions import fold
from tablewright.interpret.exact import CONTEXT, arithmetic, round_to_step, total
from tablewright.interpret.months import completed_years, not_after, plus
from tablewright.interpret.readings import Reading, Status, Trouble, Truth
from tablewright.ir.expr import Binary, Call, Expr, Function, If, Negate, Operator
from tablewright.ir.types import NOTHING, Duration, Kind, Scalar, Special

UNDEFINED = Trouble(status=Status.NEEDS_INFORMATION, about="")


def operate(expression: Negate | Binary | If | Call, readings: tuple[Reading, ...]) -> Reading:
    """The value of the expression when its operands have these values."""
    match expression:
        case If():
            return _if(*readings)
        case Negate():
            return _negate(expression.type.kind, readings[0])
        case Binary(operator=Operator.AND):
            return truths.both(_yes(readings[0]), _yes(readings[1]))
        case Binary(operator=Operator.OR):
            return truths.either(_yes(readings[0]), _yes(readings[1]))
    trouble = next((each for each in readings if isinstance(each, Trouble)), None)
    if trouble is not None:
        return trouble
    match expression:
        case Binary(operator=operator, left=left, right=right):
            return _binary(operator, _has_codes(left, right), readings)
        case Call(function=function):
            return _call(function, readings)
        case _:
            assert_never(expression)


def _yes(reading: Reading) -> Truth:
    """A truth as the logical operators see it: nothing counts as no."""
    if isinstance(reading, bool | Trouble):
        return reading
    return False


def _if(condition: Reading, then: Reading, otherwise: Reading) -> Reading:
    truth = _yes(condition)
    if isinstance(truth, bool):
        return then if truth else otherwise
    return then if then == otherwise else truth


def _negate(kind: Kind, reading: Reading) -> Reading:
    if isinstance(reading, Trouble):
        return reading
    if kind is Kind.YES_NO:
        return truths.opposite(_yes(reading))
    match reading:
        case Decimal():
            return CONTEXT.minus(reading)
        case Duration(months=months, days=days):
            return Duration(months=-months, days=-days)
        case _:
            return NOTHING


def _has_codes(left: Expr, right: Expr) -> bool:
    return Kind.CODE in (left.type.kind, right.type.kind)


def _binary(operator: Operator, codes: bool, readings: tuple[Reading, ...]) -> Reading:  # noqa: FBT001
    left, right = readings
    compare = _COMPARISONS.get(operator)
    if isinstance(left, Special) or isinstance(right, Special):
        return NOTHING if compare is None else False
    if compare is None:
        return _calculate(operator, left, right)
    if codes and isinstance(left, str) and isinstance(right, str):
        left, right = fold(left), fold(right)
    return compare(left, right)


_COMPARISONS: dict[Operator, Callable[[object, object], bool]] = {
    Operator.EQUAL: lambda left, right: left == right,
    Operator.NOT_EQUAL: lambda left, right: left != right,
    Operator.LESS: lambda left, right: left < right,  # type: ignore[operator]
    Operator.AT_MOST: lambda left, right: left <= right,  # type: ignore[operator]
    Operator.MORE: lambda left, right: left > right,  # type: ignore[operator]
    Operator.AT_LEAST: lambda left, right: left >= right,  # type: ignore[operator]
}


def _calculate(operator: Operator, left: Reading, right: Reading) -> Reading:
    match left, right:
        case Decimal(), Decimal():
            return _defined(arithmetic(operator, left, right))
        case dt.date(), Duration():
            return _defined(plus(left, right if operator is Operator.ADD else _backwards(right)))
        case Duration(), dt.date():
            return _defined(plus(right, left))
        case dt.date(), dt.date():
            return Duration(days=(left - right).days)
        case Duration(), Duration():
            right = right if operator is Operator.ADD else _backwards(right)
            return Duration(months=left.months + right.months, days=left.days + right.days)
        case _:
            return UNDEFINED


def _backwards(duration: Duration) -> Duration:
    return Duration(months=-duration.months, days=-duration.days)


def _defined(value: Scalar | None) -> Reading:
    return UNDEFINED if value is None else value


def _call(function: Function, readings: tuple[Reading, ...]) -> Reading:
    match function:
        case Function.COUNT | Function.SUM | Function.MIN | Function.MAX | Function.MEAN:
            return _of_list(function, readings)
        case Function.WITHIN_BEFORE | Function.WITHIN_AFTER:
            return _within(function, readings)
    if any(isinstance(each, Special) for each in readings):
        return NOTHING
    match function, readings:
        case Function.SMALLER_OF, _:
            return min(readings)  # type: ignore[type-var]
        case Function.LARGER_OF, _:
            return max(readings)  # type: ignore[type-var]
        case Function.AGE, (dt.date() as birth, dt.date() as on):
            return Decimal(completed_years(birth, on))
        case Function.DAYS_BETWEEN, (dt.date() as first, dt.date() as last):
            return Decimal((last - first).days)
        case _, (Decimal() as number, Decimal() as step):
            return _defined(round_to_step(function, number, step))
        case _:
            return UNDEFINED


def _within(function: Function, readings: tuple[Reading, ...]) -> Reading:
    match readings:
        case (dt.date() as event, Duration() as span, dt.date() as date):
            first, last = (event, date) if function is Function.WITHIN_BEFORE else (date, event)
            return first <= last and not_after(last, first, span)
        case _:
            return False  # a comparison with nothing


def _of_list(function: Function, readings: tuple[Reading, ...]) -> Reading:
    members: list[Reading] = []
    for reading in readings:
        members.extend(reading if isinstance(reading, tuple) else (reading,))
    if any(isinstance(each, Special) for each in members):
        return NOTHING
    if function is Function.COUNT:
        return Decimal(len(members))
    numbers = tuple(each for each in members if isinstance(each, Decimal))
    if function is Function.SUM:
        return _defined(total(numbers))
    if not members:
        return NOTHING
    match function:
        case Function.MIN:
            return min(members)  # type: ignore[type-var]
        case Function.MAX:
            return max(members)  # type: ignore[type-var]
        case _:
            added = total(numbers)
            count = Decimal(len(numbers))
            return (
                UNDEFINED if added is None else _defined(arithmetic(Operator.DIVIDE, added, count))
            )
