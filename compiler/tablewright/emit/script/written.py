"""Values, tests and calls as JSON that the script reads; one form for each, none by guessing.

A single value is a text whose first letter tells its type: `i14`, `n3.6`, `d2025-08-01`, `u6 21`
(months and days), `tpend`. Yes and no are true and false, a known blank is null, several values
are a list. A test or call is a list that begins with its name.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_never

from tablewright.emit.calls import Called, Constant, Fact, Term
from tablewright.ir.facts import attribute
from tablewright.ir.tests import (
    AllOf,
    AnyOf,
    Between,
    Blank,
    Count,
    Given,
    Has,
    HasInSet,
    InSet,
    Interval,
    Not,
    OneOf,
    Test,
)
from tablewright.ir.types import Duration, Scalar, Special, Value

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

LOW_OPEN, HIGH_OPEN = 1, 2


def value(of: Value | Special | None) -> Json:
    """A value; a known blank is null."""
    match of:
        case None | Special():
            return None
        case tuple():
            return [scalar(member) for member in of]
        case _:
            return scalar(of)


def scalar(of: Scalar) -> Json:
    """A single value."""
    match of:
        case bool():
            return of
        case Decimal():
            return f"i{int(of)}" if of == of.to_integral_value() else f"n{of.normalize():f}"
        case str():
            return f"t{of}"
        case dt.date():
            return f"d{of.isoformat()}"
        case Duration(months=months, days=days):
            return f"u{months} {days}"
        case _:
            assert_never(of)


def interval(of: Interval) -> list[Json]:
    """Both ends, null where there is none, and which of them are left out."""
    low = None if of.low is None else scalar(of.low)
    high = None if of.high is None else scalar(of.high)
    low_open = LOW_OPEN if of.low is None or not of.low_closed else 0
    high_open = HIGH_OPEN if of.high is None or not of.high_closed else 0
    return [low, high, low_open | high_open]


def test(of: Test) -> list[Json]:
    """A test under the name of what it asks."""
    match of:
        case Between(span):
            return ["between", *interval(span)]
        case OneOf(values):
            return ["is", *(scalar(each) for each in values)]
        case InSet(value_set):
            return ["set", value_set]
        case Blank():
            return ["blank"]
        case Given():
            return ["given"]
        case Has(quantifier=quantifier, values=values):
            return ["has", quantifier.value, *(scalar(each) for each in values)]
        case HasInSet(quantifier=quantifier, value_set=value_set):
            return ["hasSet", quantifier.value, value_set]
        case Count(span):
            return ["count", *interval(span)]
        case Not(inner):
            return ["not", test(inner)]
        case AllOf(tests):
            return ["all", *map(test, tests)]
        case AnyOf(tests):
            return ["any", *map(test, tests)]
        case _:
            assert_never(of)


def term(of: Term) -> Json:
    """A call with its arguments; a fact is a text that begins with `f`, a constant a value."""
    match of:
        case Constant(value=tuple() as members):
            return ["list", *(scalar(member) for member in members)]
        case Constant(value=constant):
            return value(constant)
        case Fact(ref=ref):
            return f"f{attribute(ref)}"
        case Called(function=function, arguments=arguments):
            return [function, *map(term, arguments)]
        case _:
            assert_never(of)
