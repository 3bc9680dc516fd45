"""Unary tests: what a condition cell accepts. A cell with `-` has no test at all.

A known blank (NOTHING) satisfies only Blank; every other test speaks of given values. `Not` is kept
off Blank and Given by construction (the parser turns `not(blank)` into Given).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tablewright.ir.types import Duration

Bound = Decimal | dt.date | Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Numbers, dates or durations between two bounds; None is unbounded."""

    low: Bound | None = None
    low_closed: bool = True
    high: Bound | None = None
    high_closed: bool = True


@dataclass(frozen=True, slots=True)
class Between:
    """The value lies in the interval. `= 5` is the interval [5..5]."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of these; for yes/no, text and code (codes normalised), in sheet order."""

    values: tuple[bool, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InSet:
    """The code or text is in the value set with this code name."""

    value_set: str


@dataclass(frozen=True, slots=True)
class Blank:
    """The value is a known blank."""


@dataclass(frozen=True, slots=True)
class Given:
    """The value is known and not blank."""


class Quantifier(StrEnum):
    """How many of the named members a list must hold."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Has:
    """The list holds any, all or none of these members."""

    quantifier: Quantifier
    values: tuple[str, ...] | tuple[Decimal, ...] | tuple[dt.date, ...] | tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HasInSet:
    """Any, all or none of the list's members are in the value set."""

    quantifier: Quantifier
    value_set: str


@dataclass(frozen=True, slots=True)
class Count:
    """The length of the list lies in the interval; `empty` is [0..0]."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Not:
    """Given, and the test does not hold."""

    test: Test


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one test holds."""

    tests: tuple[Test, ...]


Test = Between | OneOf | InSet | Blank | Given | Has | HasInSet | Count | Not | AllOf | AnyOf

YES = OneOf((True,))
NO = OneOf((False,))
