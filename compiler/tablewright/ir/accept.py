"""Whether a value passes a unary test. The meaning of tests, in one place.

Lists hold tuples, codes are normalised. Unknown values are not asked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from tablewright.ir.program import ValueSet
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
    Quantifier,
    Test,
)
from tablewright.ir.types import NOTHING, Scalar, Special, Value


def in_interval(value: Scalar, interval: Interval) -> bool:
    """Whether a number, date or duration lies between the bounds."""
    low, high = interval.low, interval.high
    # The bounds have the value's own type: lowering has seen to it.
    above = low is None or value > low or (interval.low_closed and value == low)  # type: ignore[operator]
    below = high is None or value < high or (interval.high_closed and value == high)  # type: ignore[operator]
    return above and below


def in_set(value: str, codes: ValueSet) -> bool:
    """Whether a code or text is in the value set, by itself or by a prefix."""
    return any(
        value.startswith(code.code) if code.prefix else value == code.code for code in codes.codes
    )


def accepts(test: Test, value: Value | Special, sets: Mapping[str, ValueSet]) -> bool:
    """Whether a known value, or NOTHING, passes the test."""
    match test:
        case Blank():
            return value is NOTHING
        case Given():
            return value is not NOTHING
        case AllOf(tests):
            return all(accepts(part, value, sets) for part in tests)
        case AnyOf(tests):
            return any(accepts(part, value, sets) for part in tests)
        case _ if isinstance(value, Special):
            return False
        case Not(inner):
            return not accepts(inner, value, sets)
        case Has() | HasInSet() | Count():
            return isinstance(value, tuple) and _list_accepts(test, value, sets)
        case Between(interval):
            return not isinstance(value, tuple) and in_interval(value, interval)
        case OneOf(values):
            return any(value == one and type(value) is type(one) for one in values)
        case InSet(value_set):
            return isinstance(value, str) and in_set(value, sets[value_set])
        case _:
            assert_never(test)


def _list_accepts(
    test: Has | HasInSet | Count, members: tuple[Scalar, ...], sets: Mapping[str, ValueSet]
) -> bool:
    match test:
        case Count(interval):
            return in_interval(Decimal(len(set(members))), interval)
        case Has():
            found = [wanted in members for wanted in test.values]
        case HasInSet():
            found = [isinstance(m, str) and in_set(m, sets[test.value_set]) for m in members]
        case _:
            assert_never(test)
    match test.quantifier:
        case Quantifier.ANY:
            return any(found)
        case Quantifier.ALL:
            return all(found)
        case Quantifier.NONE:
            return not any(found)
        case _:
            assert_never(test.quantifier)
