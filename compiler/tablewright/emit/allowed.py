"""The allowed values of a name in words, for the message that refuses another."""

from __future__ import annotations

from tablewright.ir.program import Name
from tablewright.ir.tests import Bound, Interval
from tablewright.ir.types import Duration


def allowed_words(name: Name) -> str:
    """`one of a, b`, `[0..130]`, `at least 18`; empty where everything is allowed."""
    if name.domain.members:
        return "one of " + ", ".join(member.text for member in name.domain.members)
    if name.domain.value_set:
        return f"in {name.domain.value_set}"
    return " or ".join(_shown(interval) for interval in name.domain.intervals)


def _shown(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        bound = interval.high if interval.low is None else interval.low
        closed = interval.high_closed if interval.low is None else interval.low_closed
        words = ("at most", "below") if interval.low is None else ("at least", "above")
        return f"{words[0] if closed else words[1]} {_bound(bound)}"
    low, high = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{low}{_bound(interval.low)}..{_bound(interval.high)}{high}"


def _bound(bound: Bound | None) -> str:
    match bound:
        case Duration(months=months, days=days):
            parts = ((months, "months"), (days, "days"))
            return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 days"
        case _:
            return str(bound)
