"""What the runtime's functions mean on values that are known, unknown or nothing.

Written a second time, from the notation; used to read conditions, and to show a difference on a
concrete request. Ranges, which unknown values leave, are the runtime's own and are not needed here.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any

from tablewright_verify.values import EXACT, NOTHING, Duration, Truth, UnprovedError


def all_of(*items: Truth) -> Truth:
    """Kleene's and."""
    return False if any(i is False for i in items) else None if None in items else True


def any_of(*items: Truth) -> Truth:
    """Kleene's or."""
    return True if any(i is True for i in items) else None if None in items else False


def negate(item: Truth) -> Truth:
    """Kleene's not."""
    return None if item is None else not item


def none_of(*items: Truth) -> Truth:
    """No item is met."""
    return negate(any_of(*items))


def at_least(number: int, *items: Truth) -> Truth:
    """So many items are met."""
    sure = sum(item is True for item in items)
    possible = sum(item is not False for item in items)
    return True if sure >= number else None if possible >= number else False


def only_if(condition: Truth, item: Truth) -> Truth:
    """Met where it does not apply; unknown whether it does: met if the item is."""
    return any_of(negate(condition), item) if condition is not None or item is not False else None


def combined(combine: str, number: int, items: Iterable[Truth]) -> Truth:
    """What a group of a checklist says about its items."""
    match combine:
        case "all of":
            return all_of(*items)
        case "any of":
            return any_of(*items)
        case "none of":
            return none_of(*items)
        case _:
            return at_least(number, *items)


def _known(function: Callable[..., Any]) -> Callable[..., Any]:
    def lifted(*values: Any) -> Any:
        if any(value is NOTHING for value in values):
            return NOTHING
        return None if any(value is None for value in values) else function(*values)

    return lifted


def _compared(function: Callable[[Any, Any], bool]) -> Callable[..., Any]:
    def lifted(a: Any, b: Any) -> Truth:
        if a is NOTHING or b is NOTHING:
            return False
        return None if a is None or b is None else bool(function(a, b))

    return lifted


def later(day: dt.date, months: int, days: int) -> dt.date:
    """So many months and days later, clamped at month ends and at the ends of the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if year > 1 else dt.date.min
    moved = dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    try:
        return moved + dt.timedelta(days=int(days))
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def _age(birth: dt.date, on: dt.date) -> int:
    years = on.year - birth.year
    while later(birth, 12 * years, 0) > on:
        years -= 1
    while later(birth, 12 * (years + 1), 0) <= on and years < dt.MAXYEAR:
        years += 1
    return years


def _within(event: Any, months: int, days: int, on: Any) -> Truth:
    begun = FUNCTIONS["at_most"](event, on)
    over = FUNCTIONS["at_most"](on, _known(later)(event, months, days))
    return all_of(begun, over)


def _within_period(event: Any, span: Any, on: Any) -> Truth:
    begun = FUNCTIONS["at_most"](event, on)
    return all_of(begun, FUNCTIONS["at_most"](on, FUNCTIONS["after"](event, span)))


def _to_step(rounding: str) -> Callable[..., Any]:
    def rounded(number: Any, step: Any = 1) -> Any:
        steps = EXACT.divide(Decimal(number), Decimal(step)).to_integral_value(rounding)
        return EXACT.multiply(steps, Decimal(step))

    return _known(rounded)


def _first_known(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _choose(condition: Truth, then: Any, otherwise: Any) -> Any:
    if condition is None:
        return then if then == otherwise else None
    return then if condition else otherwise


def _folded(function: Callable[[tuple[Any, ...]], Any], empty: object) -> Callable[..., Any]:
    def fold(values: Any) -> Any:
        if values is None:
            return None
        if values is NOTHING or not values:
            return empty if values is not NOTHING or empty == 0 else NOTHING
        return function(values)

    return fold


def _sum(values: tuple[Any, ...]) -> Any:
    result = Decimal(0)
    for value in values:
        result = EXACT.add(result, value)
    return result


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "all_of": all_of,
    "any_of": any_of,
    "none_of": none_of,
    "at_least": at_least,
    "only_if": only_if,
    "negate": negate,
    "has_any": lambda values, *wanted: any(value in wanted for value in values),
    "has_all": lambda values, *wanted: all(value in values for value in wanted),
    "add": _known(EXACT.add),
    "subtract": _known(EXACT.subtract),
    "multiply": _known(EXACT.multiply),
    "divide": _known(lambda a, b: EXACT.divide(a, b) if b else None),
    "negative": _known(EXACT.minus),
    "smaller_of": _known(min),
    "larger_of": _known(max),
    "round_up": _to_step(ROUND_CEILING),
    "round_down": _to_step(ROUND_FLOOR),
    "round_half_even": _to_step(ROUND_HALF_EVEN),
    "less": _compared(lambda a, b: a < b),
    "at_most": _compared(lambda a, b: a <= b),
    "more": _compared(lambda a, b: a > b),
    "not_below": _compared(lambda a, b: a >= b),
    "equal": _compared(lambda a, b: a == b),
    "not_equal": _compared(lambda a, b: a != b),
    "within": _within,
    "within_period": _within_period,
    "shift": _known(later),
    "after": _known(lambda day, span: later(day, *span)),
    "together": _known(lambda a, b: Duration(a.months + b.months, a.days + b.days)),
    "back": _known(lambda span: Duration(-span.months, -span.days)),
    "age": _known(_age),
    "days_between": _known(lambda a, b: (b - a).days),
    "choose": _choose,
    "first_known": _first_known,
    "count": _folded(len, 0),
    "total": _folded(_sum, 0),
    "least": _folded(min, NOTHING),
    "most": _folded(max, NOTHING),
    "mean": _folded(lambda values: EXACT.divide(_sum(values), len(values)), NOTHING),
    "or_nothing": lambda value: NOTHING if value is None else value,
    "truth_of": lambda value: False if value is NOTHING else value,
    "given": lambda value: None if value is NOTHING else value,
}


def call(function: str, *arguments: Any) -> Any:
    """The result of a function, by its name in the runtime."""
    if function not in FUNCTIONS:
        raise UnprovedError(f"{function} has no meaning here")
    return FUNCTIONS[function](*arguments)
