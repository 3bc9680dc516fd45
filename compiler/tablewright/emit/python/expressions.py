"""Expressions as calls of the support module's exact arithmetic.

Plain Python operators would use the caller's decimal context and stumble over unknown values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from tablewright.emit.python.conditions import Holder
from tablewright.emit.python.literals import literal
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
    Ref,
)
from tablewright.ir.types import Duration, Kind

Reader = Callable[[Ref], Holder]

OPERATORS = {
    Operator.ADD: "add",
    Operator.SUBTRACT: "subtract",
    Operator.MULTIPLY: "multiply",
    Operator.DIVIDE: "divide",
    Operator.EQUAL: "equal",
    Operator.NOT_EQUAL: "not_equal",
    Operator.LESS: "less",
    Operator.AT_MOST: "at_most",
    Operator.MORE: "more",
    Operator.AT_LEAST: "not_below",
    Operator.AND: "all_of",
    Operator.OR: "any_of",
}
FUNCTIONS = {
    Function.FIRST_KNOWN_OF: "first_known",
    Function.SMALLER_OF: "smaller_of",
    Function.LARGER_OF: "larger_of",
    Function.AGE: "age",
    Function.DAYS_BETWEEN: "days_between",
    Function.ROUND_UP: "round_up",
    Function.ROUND_DOWN: "round_down",
    Function.ROUND_HALF_EVEN: "round_half_even",
    Function.COUNT: "count",
    Function.SUM: "total",
    Function.MIN: "least",
    Function.MAX: "most",
    Function.MEAN: "mean",
}


def expression(source: Expr, read: Reader) -> str:
    """The call that works out an expression; unknown is None, a known blank NOTHING."""
    match source:
        case Literal(value=value):
            return literal(value)
        case Read(ref=ref):
            return _read(read(ref))
        case Negate(operand=operand):
            calls = {Kind.YES_NO: "negate", Kind.DURATION: "back"}
            return f"{calls.get(operand.type.kind, 'negative')}({_condition(operand, read)})"
        case Binary(operator=operator, left=left, right=right):
            return _binary(operator, left, right, read)
        case If(condition=condition, then=then, otherwise=otherwise):
            branches = f"{expression(then, read)}, {expression(otherwise, read)}"
            return f"choose({_condition(condition, read)}, {branches})"
        case Call(function=function, arguments=arguments):
            return _call(function, arguments, read)
        case _:
            assert_never(source)


def _read(holder: Holder) -> str:
    # Inputs that are never unknown say nothing with None; expressions need to tell the two apart.
    return f"or_nothing({holder.name})" if holder.nothing and not holder.unknown else holder.name


def _condition(source: Expr, read: Reader) -> str:
    """An operand of `and`, `or`, `not`, `if`: nothing counts as no."""
    text = expression(source, read)
    if isinstance(source, Read) and source.type.kind is Kind.YES_NO and read(source.ref).nothing:
        return f"truth_of({text})"
    return text


def _binary(operator: Operator, left: Expr, right: Expr, read: Reader) -> str:
    if operator in {Operator.AND, Operator.OR}:
        sides = (_condition(left, read), _condition(right, read))
    elif left.type.kind is Kind.DATE and right.type.kind is Kind.DURATION:
        return _shift(left, right, operator, read)
    elif left.type.kind is Kind.DURATION and right.type.kind is Kind.DATE:
        return _shift(right, left, Operator.ADD, read)
    elif operator in {Operator.ADD, Operator.SUBTRACT} and left.type.kind is Kind.DURATION:
        return f"together({expression(left, read)}, {_signed(operator, right, read)})"
    else:
        sides = (expression(left, read), expression(right, read))
    return f"{OPERATORS[operator]}({sides[0]}, {sides[1]})"


def _shift(day: Expr, by: Expr, operator: Operator, read: Reader) -> str:
    match by:
        case Literal(value=Duration(months=months, days=days)):
            sign = -1 if operator is Operator.SUBTRACT else 1
            return f"shift({expression(day, read)}, {sign * months}, {sign * days})"
        case _:
            return f"after({expression(day, read)}, {_signed(operator, by, read)})"


def _signed(operator: Operator, by: Expr, read: Reader) -> str:
    duration = expression(by, read)
    return f"back({duration})" if operator is Operator.SUBTRACT else duration


def _call(function: Function, arguments: tuple[Expr, ...], read: Reader) -> str:
    if function in {Function.WITHIN_BEFORE, Function.WITHIN_AFTER}:
        event, duration, day = arguments
        first, last = expression(event, read), expression(day, read)
        if function is Function.WITHIN_AFTER:
            first, last = last, first
        match duration:
            case Literal(value=Duration(months=months, days=days)):
                return f"within({first}, {months}, {days}, {last})"
            case _:
                return f"within_period({first}, {expression(duration, read)}, {last})"
    texts = ", ".join(expression(argument, read) for argument in arguments)
    return f"{FUNCTIONS[function]}({texts})"
