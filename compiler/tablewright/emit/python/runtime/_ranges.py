"""Values that are not plain: nothing, durations, and the ranges that unknown values leave.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum, StrEnum
from typing import Any, Final, NamedTuple

Truth = bool | None
# IEEE decimal128: one context for all arithmetic, never the caller's.
EXACT: Final = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)
INFINITY: Final = Decimal("Infinity")
# Requests hold no larger numbers, so that no arithmetic on them overflows.
LARGEST: Final = 10**30


class Nothing(Enum):
    """The value of something that is known to be blank."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING


class End(NamedTuple):
    """An end of a range: a number (perhaps infinite) or a date, and whether it is left out."""

    value: Any
    open: bool = False


class Range(NamedTuple):
    """All numbers or dates between two ends: what an unknown value can still be."""

    low: End
    high: End

    def holds(self, value: Any) -> bool:
        """Whether the value lies inside."""
        (low, above), (high, below) = self
        return bool(
            (value > low if above else value >= low) and (value < high if below else value <= high)
        )

    def meet(self, other: Range) -> Range | None:
        """The common part, None when there is none."""
        low = max(self.low, other.low)
        high = min(self.high, other.high, key=lambda end: (end.value, not end.open))
        empty = low.value > high.value or (low.value == high.value and (low.open or high.open))
        return None if empty else Range(low, high)

    def sample(self) -> Any:
        """A value inside; the ends of ranges of whole numbers and dates are closed."""
        (low, above), (high, below) = self
        if not above:
            return low
        if not below:
            return high
        if low == -INFINITY:
            return Decimal(0) if high == INFINITY else EXACT.subtract(high, 1)
        return EXACT.add(low, 1) if high == INFINITY else half_way(low, high)


def half_way(low: Any, high: Any) -> Decimal:
    """The number in the middle."""
    return EXACT.divide(EXACT.add(low, high), 2)


def as_range(value: Any) -> Range:
    return value if type(value) is Range else Range(End(value), End(value))


def spread(values: tuple[Any, ...], known: Callable[..., Any], ranges: Callable[..., Any]) -> Any:
    """Nothing gives nothing, unknown unknown; ranges are worked out end by end."""
    if NOTHING in values:
        return NOTHING
    if None in values:
        return None
    if any(type(value) is Range for value in values):
        return ranges(*(as_range(value) for value in values))
    return known(*values)


def monotone(known: Callable[..., Any], *signs: int) -> Callable[..., Range]:
    """Range arithmetic of a function that rises (+1) or falls (-1) in each argument."""

    def ranges(*arguments: Range) -> Range:
        pairs = [
            a if sign > 0 else (a.high, a.low) for a, sign in zip(arguments, signs, strict=True)
        ]
        lows, highs = [p[0] for p in pairs], [p[1] for p in pairs]
        return Range(
            End(known(*(e.value for e in lows)), any(e.open for e in lows)),
            End(known(*(e.value for e in highs)), any(e.open for e in highs)),
        )

    return ranges


class Duration(NamedTuple):
    """Calendar months and days; the two are never converted into each other."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        """`6 months`, `1 month 3 days`, `0 days`."""
        counted = ((self.months, "month"), (self.days, "day"))
        parts = [f"{n} {unit}{'' if abs(n) == 1 else 's'}" for n, unit in counted if n]
        return " ".join(parts) or "0 days"


def given(value: Any) -> Any:
    """An output for callers: nothing is None."""
    return None if value is NOTHING else value


def as_member(kind: type[StrEnum], value: Any) -> StrEnum | None:
    """An output of closed text for callers, worked out from texts or members of other classes."""
    return None if value is None or value is NOTHING else kind(value)


def or_nothing(value: Any) -> Any:
    """An input that is never unknown, as a value of an expression: None is nothing."""
    return NOTHING if value is None else value


def truth_of(value: Any) -> Truth:
    """A yes/no as a condition: nothing counts as no."""
    return False if value is NOTHING else value


def plain(value: Any) -> Any:
    """A value as plain JSON: exact numbers and dates as texts, several as a list."""
    match value:
        case None | bool() | int():
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case Duration():
            return str(value)
        case Nothing():
            return None
        case tuple() if hasattr(value, "_asdict"):
            return {name: plain(member) for name, member in value._asdict().items()}
        case tuple():
            return [plain(member) for member in value]
        case _:
            raise TypeError(value)
