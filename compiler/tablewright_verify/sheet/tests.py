"""Conditions on constants as questions about values, with the constants that they turn on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tablewright_verify.sheet.conditions import (
    Compared,
    Condition,
    Count,
    Every,
    Has,
    InSet,
    Is,
    IsBlank,
    IsGiven,
    Not,
    Some,
    Within,
    WithinSpan,
)
from tablewright_verify.values import NOTHING, Duration, Truth, UnprovedError, Value, normal


class Length(NamedTuple):
    """A number that the length of a list is compared with."""

    number: object


@dataclass(frozen=True, slots=True)
class Test:
    """A question about one value: unknown for unknown; nothing only ever satisfies `blank`."""

    __test__ = False

    holds: Callable[[Value], bool]
    constants: frozenset[object]
    blank: bool = False

    def met(self, value: Value) -> Truth:
        """Yes, no or unknown."""
        if value is None:
            return None
        return self.blank if value is NOTHING else self.holds(value)


YES = Test(lambda value: value is True, frozenset({True}))


def test_of(condition: Condition) -> Test | None:
    """The question; None where the condition compares with other names."""
    if any(isinstance(part, Compared | WithinSpan) for part in parts_of(condition)):
        return None
    constants = frozenset(constant for part in parts_of(condition) for constant in _turns_on(part))
    blank = condition == IsBlank() or (isinstance(condition, Some) and IsBlank() in condition.parts)
    return Test(lambda value: _holds(condition, value), constants, blank)


def parts_of(condition: Condition) -> Iterator[Condition]:
    """A condition and all inside it."""
    yield condition
    match condition:
        case Not(inner):
            yield from parts_of(inner)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from parts_of(part)


def _turns_on(condition: Condition) -> Iterator[object]:
    match condition:
        case Is(value):
            yield value
        case Within(interval):
            yield from (bound for bound in (interval.low, interval.high) if bound is not None)
        case InSet(value_set):
            yield value_set
        case Has(_, members, value_set):
            yield from members
            yield from () if value_set is None else (value_set,)
        case Count(inner):
            yield from (Length(each) for part in parts_of(inner) for each in _turns_on(part))


def _holds(condition: Condition, value: Value) -> bool:
    match condition:
        case Is(wanted):
            return value == wanted
        case Within(interval):
            if not isinstance(value, int | Decimal | dt.date | Duration):
                raise UnprovedError(f"{value!r} lies in no interval")
            return interval.holds(value)
        case InSet(value_set):
            return isinstance(value, str) and value_set.holds(normal(value))
        case Not(inner):
            return not _holds(inner, value)
        case Every(parts):
            return all(_holds(part, value) for part in parts)
        case Some(parts):
            return any(_holds(part, value) for part in parts)
        case IsBlank():
            return False
        case IsGiven():
            return True
        case _:
            return _holds_of_list(condition, value)


def _holds_of_list(condition: Condition, value: Value) -> bool:
    if not isinstance(value, tuple):
        raise UnprovedError(f"{value!r} is no list")
    match condition:
        case Count(inner):
            return _holds(inner, Decimal(len(value)))
        case Has(quantifier, members, value_set) if value_set is not None:
            inside = [isinstance(each, str) and value_set.holds(normal(each)) for each in value]
            return {"any": any(inside), "all": all(inside), "none": not any(inside)}[quantifier]
        case Has(quantifier, members):
            held = [member in value for member in members]
            return {"any": any(held), "all": all(held), "none": not any(held)}[quantifier]
        case _:
            raise UnprovedError("a comparison with another name is no test")
