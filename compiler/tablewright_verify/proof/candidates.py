"""Values that stand for all others: one of each segment that tests can tell apart.

Every test compares with constants, so sheet and code are constant between neighbouring constants.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from tablewright_verify.sheet.names import Name, ValueSet
from tablewright_verify.values import EXACT, NOTHING, Duration, Scalar, UnprovedError, Value, normal

MANY = 10
_DAY = dt.timedelta(days=1)


def candidates(name: Name, constants: Iterable[object], *, unknown: bool) -> list[Value]:
    """Known values by segment; nothing and unknown where the subject can be that."""
    values: list[Value] = list(known(name, constants))
    if name.nothing:
        values.append(NOTHING)
    return [*values, None] if unknown else values


def known(name: Name, constants: Iterable[object]) -> list[Value]:
    """One value of each segment of the known values."""
    constants = tuple(constants)
    if not name.is_list:
        return list(_single(name, constants))
    members = list(_single(name, constants, spare=2))
    if len(members) > MANY:
        named = [each for each in members if each in constants]
        members = [*named, *[each for each in members if each not in named][:2]]
    if len(members) > MANY:
        raise UnprovedError(f"{name.name} is tested for too many members")
    return [part for size in range(len(members) + 1) for part in combinations(members, size)]


def _single(name: Name, constants: tuple[object, ...], spare: int = 1) -> Iterator[Scalar]:
    match name.kind:
        case "yes/no":
            yield from (True, False)
        case "number" | "whole number":
            yield from _numbers(name, constants)
        case "date":
            yield from _dates(name, constants)
        case "duration":
            yield from _durations(constants)
        case _ if name.members:
            yield from name.texts
        case _:
            yield from _texts(constants, spare, raw=name.is_list or name.kind == "text")


def _bounds(name: Name) -> Iterator[object]:
    for interval in name.intervals:
        yield from (bound for bound in (interval.low, interval.high) if bound is not None)


def _allowed(name: Name, value: object) -> bool:
    return not name.intervals or any(interval.holds(value) for interval in name.intervals)


def _numbers(name: Name, constants: tuple[object, ...]) -> Iterator[Scalar]:
    found = (*constants, *_bounds(name))
    numbers = (c for c in found if isinstance(c, int | Decimal) and not isinstance(c, bool))
    cuts = sorted(map(Decimal, set(numbers))) or [Decimal(0)]
    around = [
        cuts[0] - 1,
        *cuts,
        *(EXACT.divide(a + b, 2) for a, b in pairwise(cuts)),
        cuts[-1] + 1,
    ]
    if name.kind == "number":
        yield from (value for value in sorted(set(around)) if _allowed(name, value))
        return
    whole = {int(value) + step for value in around for step in (-1, 0, 1)}
    yield from (value for value in sorted(whole) if _allowed(name, value))


def _dates(name: Name, constants: tuple[object, ...]) -> Iterator[Scalar]:
    cuts = {each for each in (*constants, *_bounds(name)) if isinstance(each, dt.date)}
    around = {dt.date.min, dt.date(2025, 2, 28), dt.date.max, *cuts}
    around |= {cut + _DAY for cut in cuts if cut < dt.date.max}
    around |= {cut - _DAY for cut in cuts if cut > dt.date.min}
    yield from (day for day in sorted(around) if _allowed(name, day))


def _durations(constants: tuple[object, ...]) -> Iterator[Scalar]:
    cuts = [Duration(*each) for each in constants if isinstance(each, Duration)] or [Duration()]
    around = {(m + a, d + b) for m, d in cuts for a in (-1, 0, 1) for b in (-1, 0, 1)}
    yield from (Duration(*each) for each in sorted(around))


def _texts(constants: tuple[object, ...], spare: int, *, raw: bool) -> Iterator[Scalar]:
    named: dict[str, None] = {}
    for each in constants:
        if isinstance(each, ValueSet):
            for code, prefix in each.codes:
                named |= dict.fromkeys((code, f"{code}0") if prefix else (code,))
                if prefix and code[:-1]:
                    named[code[:-1]] = None
        elif isinstance(each, str):
            named |= dict.fromkeys((normal(each), f"{normal(each)}0"))
            if raw:
                named[each] = None
    yield from (text for text in named if text.strip())
    others = (f"{'~' * length}other" for length in range(1, len(named) + spare + 1))
    free = [other for other in others if other not in named]
    yield from free[:spare]
