"""The names of a workbook with their types, and what a thing that can be read is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tablewright_verify.values import Duration, normal

Bound = Decimal | dt.date | Duration


class Interval(NamedTuple):
    """Everything between two bounds; None is no bound."""

    low: Bound | None = None
    low_open: bool = False
    high: Bound | None = None
    high_open: bool = False

    def holds(self, value: object) -> bool:
        """Whether a value of the same type lies inside."""
        low, high = self.low, self.high
        above = low is None or value > low or (value == low and not self.low_open)  # type: ignore[operator]
        below = high is None or value < high or (value == high and not self.high_open)  # type: ignore[operator]
        return bool(above and below)


class Subject(NamedTuple):
    """Something that can be read, by what it means and not by how the code calls it.

    `name` is the code name of an input, calculation or output, or the title of a checklist; `part`
    the position of an item (0 is the whole), or the quantifier and kinds of a condition on kinds.
    """

    what: str  # input, calculation, output, item, kinds, kind fact
    name: str
    part: tuple[str, ...] | int = 0


class SetCode(NamedTuple):
    """A row of a value set, as it is compared."""

    code: str
    prefix: bool


class ValueSet(NamedTuple):
    """A value set."""

    name: str
    code_name: str
    codes: tuple[SetCode, ...]

    def holds(self, code: str) -> bool:
        """Whether a code, as it is compared, is in the set."""
        return any(
            code.startswith(each.code) if each.prefix else code == each.code for each in self.codes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What values a subject can have, and what the glossary says about it."""

    name: str
    code: str
    kind: str
    is_list: bool = False
    unit: str = ""
    members: tuple[tuple[str, str], ...] = ()
    value_set: ValueSet | None = None
    intervals: tuple[Interval, ...] = ()
    nothing: bool = False
    asked_of: str = ""
    question: str = ""
    calculated: str = ""
    address: str = ""

    @property
    def ordered(self) -> bool:
        """Whether values come as ranges."""
        return self.kind in {"number", "whole number", "date"} and not self.is_list

    @property
    def texts(self) -> tuple[str, ...]:
        """The allowed texts."""
        return tuple(text for text, _ in self.members)

    def allows(self, value: object) -> bool:
        """Whether a single value of the name's type is among the allowed ones."""
        if self.members and self.kind == "code":
            return value in {normal(text) for text in self.texts}
        if self.members:
            return value in self.texts
        if self.value_set is not None:
            return isinstance(value, str) and self.value_set.holds(value)
        return not self.intervals or any(interval.holds(value) for interval in self.intervals)


TRUTH = Name(name="", code="", kind="yes/no")
