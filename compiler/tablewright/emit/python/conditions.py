"""Unary tests as Python conditions, in the three forms that generated code needs.

`known`: the test on a value that is known and given. `may`: whether the cell can still be met.
`truth`: yes, no or None. What a name can be (unknown, nothing) is a `Holder`'s knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from tablewright.emit.python.literals import scalar, sequence
from tablewright.ir.tests import (
    NO,
    YES,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A variable of generated code, and whether its fact can be unknown or a known blank.

    A blank is None for inputs that are never unknown, and NOTHING for what can be both.
    """

    name: str
    unknown: bool = True
    nothing: bool = False

    @property
    def is_blank(self) -> str:
        """The condition for a known blank."""
        return f"{self.name} is NOTHING" if self.unknown else f"{self.name} is None"

    @property
    def is_given(self) -> str:
        """The condition for a value, of a variable that is not unknown."""
        return f"{self.name} is not NOTHING" if self.unknown else f"{self.name} is not None"

    def called(self, name: str) -> Holder:
        """The same fact under another name."""
        return Holder(name=name, unknown=self.unknown, nothing=self.nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """The constants that hold a value set: exact codes, and prefixes if it has any."""

    exact: str
    prefixes: str = ""


def may(test: Test, holder: Holder, sets: dict[str, Sets]) -> str:
    """Whether the cell can be met: an unknown value can always be."""
    if not holder.nothing and test == YES:
        return f"{holder.name} is not False"
    if not holder.nothing and test == NO:
        return f"{holder.name} is not True"
    condition = _given_or_blank(test, holder, sets)
    if not holder.unknown:
        return condition
    return f"{holder.name} is None or {condition}"


def truth(test: Test, holder: Holder, sets: dict[str, Sets]) -> str:
    """Yes, no or unknown."""
    if holder.unknown and not holder.nothing and test in (YES, NO):
        return holder.name if test == YES else f"negate({holder.name})"
    condition = _given_or_blank(test, holder, sets)
    if not holder.unknown:
        return condition
    return f"None if {holder.name} is None else {condition}"


def _given_or_blank(test: Test, holder: Holder, sets: dict[str, Sets]) -> str:
    """The test on a known value that can be blank."""
    if not holder.nothing:
        return known(test, holder.name, sets)
    match test:
        case Blank():
            return holder.is_blank
        case Given():
            return holder.is_given
        case AnyOf(tests) if Blank() in tests:
            rest = tuple(part for part in tests if part != Blank())
            inner = known(rest[0] if len(rest) == 1 else AnyOf(rest), holder.name, sets)
            return f"({holder.is_blank} or {inner})"
        case _:
            return f"({holder.is_given} and {known(test, holder.name, sets)})"


def known(test: Test, name: str, sets: dict[str, Sets]) -> str:
    """The test on a given value, in brackets where it joins conditions."""
    match test:
        case Blank():
            return "False"
        case Given():
            return "True"
        case Between(interval):
            return _between(interval, name)
        case OneOf(values):
            return _one_of(values, name)
        case InSet(value_set):
            return _in_set(sets[value_set], name)
        case Has() | HasInSet() | Count():
            return _list(test, name, sets)
        case Not(inner):
            return _not(inner, name, sets)
        case AllOf(tests):
            return f"({' and '.join(known(part, name, sets) for part in tests)})"
        case AnyOf(tests):
            return f"({' or '.join(known(part, name, sets) for part in tests)})"
        case _:
            assert_never(test)


def _not(inner: Test, name: str, sets: dict[str, Sets]) -> str:
    match inner:
        case OneOf(values) if isinstance(values[0], str) and len(values) == 1:
            return f"{name} != {scalar(values[0])}"
        case OneOf(values) if isinstance(values[0], str):
            return f"{name} not in {sequence(scalar(v) for v in values)}"
        case InSet(value_set) if not sets[value_set].prefixes:
            return f"{name} not in {sets[value_set].exact}"
        case Between(Interval(low=low, high=high)) if low is not None and low == high:
            return f"{name} != {scalar(low)}"
        case _:
            return f"not {known(inner, name, sets)}"


def _between(interval: Interval, name: str) -> str:
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return f"{name} == {scalar(low)}"
    below = "<=" if interval.high_closed else "<"
    if low is None:
        return f"{name} {below} {scalar(high)}" if high is not None else "True"
    if high is None:
        return f"{name} {'>=' if interval.low_closed else '>'} {scalar(low)}"
    return f"{scalar(low)} {'<=' if interval.low_closed else '<'} {name} {below} {scalar(high)}"


def _one_of(values: tuple[bool, ...] | tuple[str, ...], name: str) -> str:
    if isinstance(values[0], bool):
        return "True" if len(values) > 1 else f"{name} is {values[0]}"
    if len(values) == 1:
        return f"{name} == {scalar(values[0])}"
    return f"{name} in {sequence(scalar(v) for v in values)}"


def _in_set(sets: Sets, name: str) -> str:
    if not sets.prefixes:
        return f"{name} in {sets.exact}"
    return f"({name} in {sets.exact} or {name}.startswith({sets.prefixes}))"


def _list(test: Has | HasInSet | Count, name: str, sets: dict[str, Sets]) -> str:
    match test:
        case Count(interval):
            return _between(interval, f"len({name})")
        case Has(quantifier=quantifier, values=values):
            wanted = [scalar(value) for value in values]
            if len(wanted) == 1 and quantifier is not Quantifier.NONE:
                return f"{wanted[0]} in {name}"
            call = "has_all" if quantifier is Quantifier.ALL else "has_any"
            negation = "not " if quantifier is Quantifier.NONE else ""
            return f"{negation}{call}({name}, {', '.join(wanted)})"
        case HasInSet(quantifier=quantifier, value_set=value_set):
            inside = _in_set(sets[value_set], "member")
            call = "all" if quantifier is Quantifier.ALL else "any"
            negation = "not " if quantifier is Quantifier.NONE else ""
            return f"{negation}{call}({inside} for member in {name})"
        case _:
            assert_never(test)
