"""Units as products and quotients of words, as far as a cell's meaning turns on them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from tablewright_verify.values import Duration

_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


def joined(function: str, left: str, right: str) -> str:
    """The unit of a product or quotient."""
    powers = _powers(left)
    sign = 1 if function == "multiply" else -1
    for word, power in _powers(right).items():
        powers[word] += sign * power
    above = sorted(word for word, power in powers.items() for _ in range(power))
    below = sorted(word for word, power in powers.items() for _ in range(-power))
    if not below:
        return "*".join(above)
    return "/".join(("*".join(above) or "1", *below))


def _powers(unit: str) -> Counter[str]:
    above, *below = (part.strip() for part in unit.split("/"))
    powers = Counter(word.strip() for word in above.split("*") if word.strip() not in {"", "1"})
    powers.subtract(word for word in below if word)
    return powers


def counted(span: Duration, unit: str) -> Decimal | None:
    """A span as a number in a unit of the calendar: 1 year is 12 where months are counted."""
    word = unit.casefold().removesuffix("s")
    for sizes, amount, other in (
        (_MONTHS, span.months, span.days),
        (_DAYS, span.days, span.months),
    ):
        if word in sizes and not other and amount % sizes[word] == 0:
            return Decimal(amount // sizes[word])
    return None
