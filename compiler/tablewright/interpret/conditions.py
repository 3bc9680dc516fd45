"""Whether one reading satisfies the test of a condition cell. Trouble is passed on, never guessed.

Text is compared as written, codes after `fold`; the caller says which by `Comparing`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from tablewright.interpret.lookup import value_set_named
from tablewright.interpret.readings import Reading, Trouble, Truth
from tablewright.ir.program import Program, ValueSet
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
from tablewright.ir.types import Scalar, Special, Value


def fold(code: str) -> str:
    """A code as it is compared: without outer blanks, ignoring case."""
    return code.strip().casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """How the subject of a test is compared: the value sets, and whether it holds codes."""

    program: Program
    codes: bool

    def same(self, scalar: Scalar) -> Scalar:
        """The form in which two values are equal."""
        return fold(scalar) if self.codes and isinstance(scalar, str) else scalar

    def in_set(self, code_name: str, scalar: Scalar) -> bool:
        """Whether the value set names this text or code."""
        return isinstance(scalar, str) and in_value_set(
            value_set_named(self.program, code_name), scalar, self.same
        )


def in_value_set(
    values: ValueSet, text: str, same: Callable[[Scalar], Scalar] = lambda scalar: scalar
) -> bool:
    """Whether the text is one of the set's codes or starts with one of its prefixes."""
    given = str(same(text))
    return any(
        given.startswith(str(same(row.code))) if row.prefix else given == same(row.code)
        for row in values.codes
    )


def holds(test: Test, reading: Reading, comparing: Comparing) -> Truth:
    """Whether the test holds of what was read; a known blank satisfies only Blank."""
    if isinstance(reading, Trouble):
        return reading
    match test:
        case AllOf(tests=tests):
            return all(holds(each, reading, comparing) is True for each in tests)
        case AnyOf(tests=tests):
            return any(holds(each, reading, comparing) is True for each in tests)
        case Blank():
            return isinstance(reading, Special)
        case _:
            return not isinstance(reading, Special) and _given_holds(test, reading, comparing)


def _given_holds(
    test: Between | OneOf | InSet | Given | Has | HasInSet | Count | Not,
    value: Value,
    comparing: Comparing,
) -> bool:
    match test:
        case Given():
            return True
        case Not(test=inner):
            return holds(inner, value, comparing) is False
        case Between(interval=interval):
            return not isinstance(value, tuple) and lies_in(interval, value)
        case OneOf(values=values):
            return not isinstance(value, tuple) and _one_of(values, value, comparing)
        case InSet(value_set=name):
            return not isinstance(value, tuple) and comparing.in_set(name, value)
        case Count(interval=interval):
            return lies_in(interval, Decimal(len(_members(value))))
        case Has(quantifier=quantifier, values=values):
            members = {comparing.same(member) for member in _members(value)}
            return _quantified(quantifier, [comparing.same(each) in members for each in values])
        case HasInSet(quantifier=quantifier, value_set=name):
            members_in = [comparing.in_set(name, member) for member in _members(value)]
            return _quantified(quantifier, members_in)
        case _:
            assert_never(test)


def lies_in(interval: Interval, value: Scalar) -> bool:
    """Whether a number, date or duration lies between the bounds."""
    low, high = interval.low, interval.high
    above = low is None or value > low or (interval.low_closed and value == low)  # type: ignore[operator]
    below = high is None or value < high or (interval.high_closed and value == high)  # type: ignore[operator]
    return above and below


def _one_of(values: tuple[Scalar, ...], value: Scalar, comparing: Comparing) -> bool:
    return comparing.same(value) in {comparing.same(each) for each in values}


def _members(value: Value) -> tuple[Scalar, ...]:
    return value if isinstance(value, tuple) else (value,)


def _quantified(quantifier: Quantifier, found: list[bool]) -> bool:
    match quantifier:
        case Quantifier.ANY:
            return any(found)
        case Quantifier.ALL:
            return all(found)
        case Quantifier.NONE:
            return not any(found)
