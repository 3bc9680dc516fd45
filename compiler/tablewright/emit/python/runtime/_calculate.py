"""Exact arithmetic of rule modules: decimals, calendar months, and what unknown values leave open.

Every function takes known values, None (unknown), NOTHING (known to be blank) or a Range (unknown,
but within limits), and gives the same. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import Any, Final

from ._calendar import after, shift
from ._ranges import EXACT, INFINITY, NOTHING, End, Range, Truth, as_range, monotone, spread

_NUMBERS: Final = frozenset({int, Decimal})


# -- numbers -------------------------------------------------------------------------------------


def _sum(a: Any, b: Any) -> Any:
    return a + b if type(a) is int is type(b) else EXACT.add(a, b)


def _difference(a: Any, b: Any) -> Any:
    return a - b if type(a) is int is type(b) else EXACT.subtract(a, b)


def _times(a: Any, b: Any) -> Any:
    # An infinite end times zero is zero: the end stands for "as large as you like".
    if not a or not b:
        return 0
    return a * b if type(a) is int is type(b) else EXACT.multiply(a, b)


def add(a: Any, b: Any) -> Any:
    """The sum."""
    return spread((a, b), _sum, monotone(_sum, 1, 1))


def subtract(a: Any, b: Any) -> Any:
    """The difference."""
    return spread((a, b), _difference, monotone(_difference, 1, -1))


def _at_corners(known: Callable[[End, End], End], a: Range, b: Range) -> Range:
    """Range arithmetic of a function that is extreme where both ranges end."""
    corners = [known(x, y) for x, y in product(a, b)]
    # Of two equal corners the closed one decides.
    return Range(
        min(corners, key=lambda end: (end.value, end.open)),
        max(corners, key=lambda end: (end.value, not end.open)),
    )


def _times_ends(x: End, y: End) -> End:
    # Zero times anything is zero, so it is reached whatever the other end leaves out.
    reached = (not x.value and not x.open) or (not y.value and not y.open)
    return End(_times(x.value, y.value), not reached and (x.open or y.open))


def _times_ranges(a: Range, b: Range) -> Range:
    return _at_corners(_times_ends, a, b)


def multiply(a: Any, b: Any) -> Any:
    """The product."""
    return spread((a, b), _times, _times_ranges)


def _quotient(a: Any, b: Any) -> Any:
    # Divisors exclude zero, or stand in the branch of an `if` that is not taken.
    return EXACT.divide(a, b) if b else None


def _quotient_ends(x: End, y: End) -> End:
    """The quotient of two ends, the divisor not zero. Zero by anything is zero."""
    if not x.value:
        return End(0, x.open)
    if y.value in {INFINITY, -INFINITY}:
        return End(0, open=True)
    return End(EXACT.divide(x.value, y.value), x.open or y.open)


def _quotient_ranges(a: Range, b: Range) -> Range:
    (low, _), (high, _) = b
    if low < 0 < high or low == high == 0:
        return Range(End(-INFINITY, open=True), End(INFINITY, open=True))

    def ends(x: End, y: End) -> End:
        if y.value or not x.value:
            return _quotient_ends(x, y)
        # The divisor comes near zero from its own side.
        return End(INFINITY if (x.value > 0) == (low >= 0) else -INFINITY, open=True)

    return _at_corners(ends, a, b)


def divide(a: Any, b: Any) -> Any:
    """The quotient, to 34 digits; unknown for a divisor of zero."""
    if type(a) in _NUMBERS and type(b) in _NUMBERS and b:
        return EXACT.divide(a, b)
    return spread((a, b), _quotient, _quotient_ranges)


def negative(a: Any) -> Any:
    """The number with the other sign."""
    return subtract(0, a)


def smaller_of(*values: Any) -> Any:
    """The smallest of the values."""
    return spread(values, lambda *v: min(v), monotone(lambda *v: min(v), *[1] * len(values)))


def larger_of(*values: Any) -> Any:
    """The largest of the values."""
    return spread(values, lambda *v: max(v), monotone(lambda *v: max(v), *[1] * len(values)))


def _down(number: Any, step: Any) -> Any:
    rest = EXACT.remainder(number, step)
    floor = EXACT.subtract(number, rest)
    return EXACT.subtract(floor, step) if rest < 0 else floor


def _up(number: Any, step: Any) -> Any:
    return EXACT.minus(_down(EXACT.minus(number), step))


def _half_even(number: Any, step: Any) -> Any:
    low = _down(number, step)
    rest = EXACT.multiply(EXACT.subtract(number, low), 2)
    even = not EXACT.remainder(EXACT.divide(low, step), 2)
    return low if rest < step or (rest == step and even) else EXACT.add(low, step)


def _rounded(to_step: Callable[[Any, Any], Any], number: Any, step: Any) -> Any:
    def rounded(x: Any, s: Any) -> Any:
        if not EXACT.create_decimal(x).is_finite():
            return x
        result = to_step(x, s)
        return int(result) if result == result.to_integral_value() else result

    def ranges(x: Range, s: Range) -> Range:
        return Range(
            End(rounded(x.low.value, s.low.value)), End(rounded(x.high.value, s.low.value))
        )

    return spread((number, step), rounded, ranges)


def round_up(number: Any, step: Any = 1) -> Any:
    """The next multiple of the step, upwards."""
    return _rounded(_up, number, step)


def round_down(number: Any, step: Any = 1) -> Any:
    """The next multiple of the step, downwards."""
    return _rounded(_down, number, step)


def round_half_even(number: Any, step: Any = 1) -> Any:
    """The nearest multiple of the step; half way, the even one."""
    return _rounded(_half_even, number, step)


# -- comparisons: with nothing they are no, with unknown unknown ---------------------------------


def _settled(a: Any, b: Any) -> bool:
    return a is not None and b is not None and type(a) is not Range is not type(b)


def _disjoint(a: Any, b: Any) -> bool:
    return as_range(a).meet(as_range(b)) is None


def less(a: Any, b: Any) -> Truth:
    """Whether a is below b."""
    if a is NOTHING or b is NOTHING:
        return False
    if a is None or b is None:
        return None
    if _settled(a, b):
        return bool(a < b)
    x, y = as_range(a), as_range(b)
    if x.low.value >= y.high.value:
        return False
    touching = x.high.value == y.low.value and (x.high.open or y.low.open)
    return True if x.high.value < y.low.value or touching else None


def at_most(a: Any, b: Any) -> Truth:
    """Whether a is b or below."""
    if a is NOTHING or b is NOTHING:
        return False
    above = less(b, a)
    return None if above is None else not above


def more(a: Any, b: Any) -> Truth:
    """Whether a is above b."""
    return less(b, a)


def not_below(a: Any, b: Any) -> Truth:
    """Whether a is b or above."""
    return at_most(b, a)


def equal(a: Any, b: Any) -> Truth:
    """Whether both are given and the same."""
    if a is NOTHING or b is NOTHING:
        return False
    if a is None or b is None:
        return None
    if _settled(a, b):
        return bool(a == b)
    return False if _disjoint(a, b) else None


def not_equal(a: Any, b: Any) -> Truth:
    """Whether both are given and differ."""
    if a is NOTHING or b is NOTHING:
        return False
    same = equal(a, b)
    return None if same is None else not same


def within(event: Any, months: int, days: int, on: Any) -> Truth:
    """Whether the day lies between the event and so many months and days after it, ends inside."""
    begun, not_over = at_most(event, on), at_most(on, shift(event, months, days))
    if begun is False or not_over is False:
        return False
    return None if begun is None or not_over is None else True


def within_period(event: Any, by: Any, on: Any) -> Truth:
    """The same with a duration that is worked out."""
    begun, not_over = at_most(event, on), at_most(on, after(event, by))
    return False if False in (begun, not_over) else None if None in (begun, not_over) else True


# -- choices and lists ---------------------------------------------------------------------------


def choose(condition: Truth, then: Any, otherwise: Any) -> Any:
    """`if`: an unknown condition is unknown unless both branches agree."""
    if condition is None:
        return then if then is not None and then == otherwise else None
    return then if condition else otherwise


def first_known(*values: Any) -> Any:
    """The first argument that is known; none known, the range that all of them leave."""
    for value in values:
        if value is not None and type(value) is not Range:
            return value
    if None in values:
        return None
    return Range(
        min(r.low for r in values),
        max((r.high for r in values), key=lambda end: (end.value, not end.open)),
    )


def count(values: Any) -> Any:
    """How many different members a list has."""
    return None if values is None else 0 if values is NOTHING else len(values)


def total(values: Any) -> Any:
    """The sum of a list of numbers; 0 for an empty one."""
    if values is None:
        return None
    result: Any = 0
    for value in () if values is NOTHING else values:
        result = _sum(result, value)
    return result


def least(values: Any) -> Any:
    """The smallest of a list, nothing for an empty one."""
    return values if values in (None, NOTHING) else min(values, default=NOTHING)


def most(values: Any) -> Any:
    """The largest of a list, nothing for an empty one."""
    return values if values in (None, NOTHING) else max(values, default=NOTHING)


def mean(values: Any) -> Any:
    """The mean of a list, nothing for an empty one."""
    if values in (None, NOTHING):
        return values
    return divide(total(values), len(values)) if values else NOTHING
