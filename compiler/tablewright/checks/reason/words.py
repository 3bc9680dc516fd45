"""Values, rules and requests in the analyst's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from tablewright.checks.reason.study import Case
from tablewright.diagnostics.model import CellSpan, Label, Witness
from tablewright.ir.program import Rule, Table
from tablewright.ir.types import Duration, Scalar, Special, Value

MANY = 5  # labels of one kind that a reader can take in


def value_text(value: Value | Special, unit: str = "") -> str:
    """A value as it is written in a cell."""
    match value:
        case Special():
            return "blank"
        case tuple():
            return ", ".join(_scalar(each, unit) for each in value) or "empty"
        case _:
            return _scalar(value, unit)


def _scalar(value: Scalar, unit: str) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            digits = format(value, "f")
            text = digits.rstrip("0").rstrip(".") if "." in digits else digits
            return f"{text} {unit}".strip()
        case str():
            return value
        case dt.date():
            return value.isoformat()
        case Duration():
            parts = ((value.months, "months"), (value.days, "days"))
            return " and ".join(f"{n} {noun}" for n, noun in parts if n) or "0 days"
        case _:
            assert_never(value)


def witness(case: Case, result: str) -> Witness:
    """A request that shows a finding."""
    given = tuple(
        (atom.name.name, value_text(value, atom.name.type.unit)) for atom, value in case.chosen
    )
    return Witness(given=given or (("anything", "whatever the request says"),), result=result)


def and_list(words: Iterable[str], last: str = "and") -> str:
    """`a`, `b` and `c`, each quoted."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:  # noqa: PLR2004 - one needs no conjunction
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def some(words: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    if len(words) <= MANY:
        return and_list(words)
    shown = ", ".join(f"`{word}`" for word in words[:MANY])
    return f"{shown} and {len(words) - MANY} more"


def rule_labels(rules: Sequence[Rule], text: str) -> tuple[Label, ...]:
    """The rules, pointed at."""
    return tuple(Label(span=rule.at, text=text) for rule in rules)


def title_of(table: Table) -> CellSpan:
    """Where a finding about a whole table points."""
    return replace(table.at, bottom=table.at.top)


def plural(count: int, noun: str) -> str:
    """`1 rule`, `2 rules`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
