"""Units as products and quotients of words: `mg/kg` times `kg` is `mg`. Converts nothing."""

from __future__ import annotations

from collections import Counter

from tablewright.ir.types import Duration

_MONTHS_IN = {"month": 1, "months": 1, "year": 12, "years": 12}
_DAYS_IN = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def times(left: str, right: str) -> str:
    """The unit of a product."""
    return _text(_sum(_powers(left), _powers(right), sign=1))


def over(left: str, right: str) -> str:
    """The unit of a quotient."""
    return _text(_sum(_powers(left), _powers(right), sign=-1))


def same(left: str, right: str) -> bool:
    """Whether two units are one, whatever order they are written in: `mg/kg/day`, `mg/day/kg`."""
    return left == right or not any(_sum(_powers(left), _powers(right), sign=-1).values())


def count_of(period: Duration, unit: str) -> int | None:
    """How many of a calendar unit a duration is: `6 months` counted in months is 6."""
    for amounts, amount, other in (
        (_MONTHS_IN, period.months, period.days),
        (_DAYS_IN, period.days, period.months),
    ):
        if unit.casefold() in amounts and not other:
            whole, rest = divmod(amount, amounts[unit.casefold()])
            return None if rest else whole
    return None


def _powers(unit: str) -> Counter[str]:
    """How often each word stands above the line; below counts negative, cancelled is 0."""
    above, *below = (part.strip() for part in unit.split("/"))
    return _sum(
        Counter(word.strip() for word in above.split("*") if word.strip() not in {"", "1"}),
        Counter(word for word in below if word),
        sign=-1,
    )


def _sum(left: Counter[str], right: Counter[str], *, sign: int) -> Counter[str]:
    return Counter({word: left[word] + sign * right[word] for word in (*left, *right)})


def _text(powers: Counter[str]) -> str:
    above = [word for word, power in powers.items() for _ in range(power)]
    below = [word for word, power in powers.items() for _ in range(-power)]
    if not above and not below:
        return ""
    return "/".join(("*".join(above) or "1", *below))
