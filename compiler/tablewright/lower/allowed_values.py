"""Whether a value is among those that a name may take, and what to say when it is not."""

from __future__ import annotations

from decimal import Decimal

from tablewright.diagnostics.codes import VALUE_NOT_ALLOWED
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.accept import in_interval, in_set
from tablewright.ir.program import Domain
from tablewright.ir.tests import Bound, Interval
from tablewright.ir.types import Duration, Scalar, Value
from tablewright.lower.fit import Misfit, normal_code
from tablewright.lower.scope import Scope, Symbol


def not_allowed(value: Value, symbol: Symbol, scope: Scope) -> Misfit | None:
    """What is wrong with a value of this name; the members of a list are looked at one by one."""
    values: tuple[Scalar, ...] = value if isinstance(value, tuple) else (value,)
    faults = (_scalar_fault(each, symbol, scope) for each in values)
    return next((fault for fault in faults if fault is not None), None)


def _scalar_fault(value: Scalar, symbol: Symbol, scope: Scope) -> Misfit | None:
    domain = symbol.domain
    if domain.members:
        # The spelling has been settled where the cell was read.
        return None
    if domain.value_set and isinstance(value, str):
        return _set_fault(value, symbol, domain, scope)
    if domain.intervals and not any(in_interval(value, each) for each in domain.intervals):
        allowed = ", ".join(show_interval(each) for each in domain.intervals)
        return Misfit(
            code=VALUE_NOT_ALLOWED,
            message=f"{show(value)} is not among the allowed values of `{symbol.name}`.",
            action=f"Allowed is {allowed}.",
        )
    return None


def _set_fault(value: str, symbol: Symbol, domain: Domain, scope: Scope) -> Misfit | None:
    values = scope.value_set_coded(domain.value_set)
    if values is None or in_set(normal_code(value), values):
        return None
    meant = nearest(value, (code.code for code in values.codes))
    return Misfit(
        code=VALUE_NOT_ALLOWED,
        message=f"`{value}` is not among the allowed values of `{symbol.name}`.",
        action=f"Did you mean `{meant}`?" if meant else f"See the value set `{values.name}`.",
    )


def show_interval(interval: Interval) -> str:
    """An interval in the notation of cells: `[0..130]`, `>= 18`."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any value"
    if low is None and high is not None:
        return f"{'<=' if interval.high_closed else '<'} {show(high)}"
    if high is None and low is not None:
        return f"{'>=' if interval.low_closed else '>'} {show(low)}"
    opening = "[" if interval.low_closed else "("
    closing = "]" if interval.high_closed else ")"
    return f"{opening}{_bound(low)}..{_bound(high)}{closing}"


def _bound(bound: Bound | None) -> str:
    return "" if bound is None else show(bound)


def show(value: Scalar) -> str:
    """A value as an analyst writes it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case str():
            return value
        case Duration(months=months, days=days):
            parts = [f"{months} months"] if months else []
            parts += [f"{days} days"] if days or not months else []
            return " and ".join(parts)
        case _:
            return value.isoformat()
