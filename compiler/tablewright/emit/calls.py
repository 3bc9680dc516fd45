"""Expressions as calls of exact functions that know unknown values and known blanks.

Which function an operator is depends on the types of its sides; that is settled here, once. How a
call is written, and what its functions do, each target says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from tablewright.emit.lookup import Lookup
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
from tablewright.ir.types import Duration, Kind, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A value."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a fact is: a value, unknown, or a known blank."""

    ref: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A function of the runtime and what it is called with."""

    function: str
    arguments: tuple[Term, ...]


Term = Constant | Fact | Called

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


def calls_of(source: Expr, lookup: Lookup) -> Term:
    """The expression as calls."""
    match source:
        case Literal(value=value):
            return Constant(value=value)
        case Read(ref=ref):
            return _read(ref, lookup)
        case Negate(operand=operand):
            calls = {Kind.YES_NO: "negate", Kind.DURATION: "back"}
            return _called(calls.get(operand.type.kind, "negative"), _condition(operand, lookup))
        case Binary(operator=operator, left=left, right=right):
            return _binary(operator, left, right, lookup)
        case If(condition=condition, then=then, otherwise=otherwise):
            branches = calls_of(then, lookup), calls_of(otherwise, lookup)
            return _called("choose", _condition(condition, lookup), *branches)
        case Call(function=function, arguments=arguments):
            return _call(function, arguments, lookup)
        case _:
            assert_never(source)


def _called(function: str, *arguments: Term) -> Called:
    return Called(function=function, arguments=arguments)


def _read(ref: Ref, lookup: Lookup) -> Term:
    # Inputs that are never unknown say nothing by being unsaid; expressions tell the two apart.
    blank = lookup.can_be_nothing(ref) and not lookup.can_be_unknown(ref)
    return _called("or_nothing", Fact(ref=ref)) if blank else Fact(ref=ref)


def _condition(source: Expr, lookup: Lookup) -> Term:
    """An operand of `and`, `or`, `not`, `if`: nothing counts as no."""
    term = calls_of(source, lookup)
    if isinstance(source, Read) and source.type.kind is Kind.YES_NO:
        return _called("truth_of", term) if lookup.can_be_nothing(source.ref) else term
    return term


def _binary(operator: Operator, left: Expr, right: Expr, lookup: Lookup) -> Term:
    if operator in {Operator.AND, Operator.OR}:
        return _called(OPERATORS[operator], _condition(left, lookup), _condition(right, lookup))
    if left.type.kind is Kind.DATE and right.type.kind is Kind.DURATION:
        return _shift(left, right, operator, lookup)
    if left.type.kind is Kind.DURATION and right.type.kind is Kind.DATE:
        return _shift(right, left, Operator.ADD, lookup)
    if operator in {Operator.ADD, Operator.SUBTRACT} and left.type.kind is Kind.DURATION:
        return _called("together", calls_of(left, lookup), _signed(operator, right, lookup))
    return _called(OPERATORS[operator], calls_of(left, lookup), calls_of(right, lookup))


def _shift(day: Expr, by: Expr, operator: Operator, lookup: Lookup) -> Term:
    match by:
        case Literal(value=Duration() as duration):
            sign = -1 if operator is Operator.SUBTRACT else 1
            return _called("shift", calls_of(day, lookup), *_counted(duration, sign))
        case _:
            return _called("after", calls_of(day, lookup), _signed(operator, by, lookup))


def _counted(duration: Duration, sign: int = 1) -> tuple[Term, Term]:
    """Months and days as two arguments."""
    months, days = Decimal(sign * duration.months), Decimal(sign * duration.days)
    return Constant(value=months), Constant(value=days)


def _signed(operator: Operator, by: Expr, lookup: Lookup) -> Term:
    duration = calls_of(by, lookup)
    return _called("back", duration) if operator is Operator.SUBTRACT else duration


def _call(function: Function, arguments: tuple[Expr, ...], lookup: Lookup) -> Term:
    if function in {Function.WITHIN_BEFORE, Function.WITHIN_AFTER}:
        event, duration, day = arguments
        first, last = calls_of(event, lookup), calls_of(day, lookup)
        if function is Function.WITHIN_AFTER:
            first, last = last, first
        match duration:
            case Literal(value=Duration() as length):
                return _called("within", first, *_counted(length), last)
            case _:
                return _called("within_period", first, calls_of(duration, lookup), last)
    return _called(FUNCTIONS[function], *(calls_of(each, lookup) for each in arguments))
