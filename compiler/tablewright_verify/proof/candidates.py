"""Values that stand for all others: one of each segment that tests can tell apart.

Every test compares with constants, so sheet and code are constant between neighbouring constants.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from tablewright_verify.sheet.names import Name, ValueSet
from tablewright_verify.sheet.tests import Length
from tablewright_verify.values import EXACT, NOTHING, Duration, Scalar, UnprovedError, Value, normal

MOST = 14  # members of a list that are tried in every combination
_DAY = dt.timedelta(days=1)
_FAR = 1200  # months: a span beyond all that cells speak of


def candidates(name: Name, constants: Iterable[object], *, unknown: bool) -> list[Value]:
    """Known values by segment; nothing and unknown where the subject can be that."""
    values: list[Value] = list(known(name, constants))
    if name.nothing:
        values.append(NOTHING)
    return [*values, None] if unknown else values


def known(name: Name, constants: Iterable[object]) -> list[Value]:
    """One value of each segment of the allowed values, ends of segments among them."""
    constants = tuple(constants)
    if not name.is_list:
        return [value for value in _single(name, constants, 1) if name.allows(value)]
    members = _members(name, constants)
    return [part for size in range(len(members) + 1) for part in combinations(members, size)]


def _members(name: Name, constants: tuple[object, ...]) -> list[Scalar]:
    """Members that tests name, and as many others as it takes to tell lengths apart."""
    lengths = [each.number for each in constants if isinstance(each, Length)]
    # Of two ends of a range of lengths, the longer list lies beyond.
    spare = max(2, *(int(n) + 1 for n in lengths if isinstance(n, int | Decimal)), 2)
    every = [value for value in _single(name, constants, spare) if name.allows(value)]
    named = [value for value in every if value in constants]
    members = every if len(every) <= MOST // 2 else [*named, *_others(every, named, spare)]
    if len(members) > MOST:
        raise UnprovedError(f"{name.name} is tested for too many members")
    return members


def _others(every: list[Scalar], named: list[Scalar], count: int) -> list[Scalar]:
    return [value for value in every if value not in named][:count]


def _single(name: Name, constants: tuple[object, ...], spare: int) -> Iterator[Scalar]:
    match name.kind:
        case "yes/no":
            yield from (True, False)
        case "number" | "whole number":
            yield from _numbers(name, constants)
        case "date":
            yield from _dates(name, constants)
        case "duration":
            yield from _durations(name, constants)
        case "text" if name.members:
            yield from name.texts
        case "code" if name.members:
            yield from dict.fromkeys(normal(text) for text in name.texts)
        case _:
            yield from _texts(name, constants, spare)


def _bounds(name: Name) -> Iterator[object]:
    for interval in name.intervals:
        yield from (bound for bound in (interval.low, interval.high) if bound is not None)


def _numbers(name: Name, constants: tuple[object, ...]) -> Iterator[Scalar]:
    found = (*constants, *_bounds(name))
    numbers = (c for c in found if isinstance(c, int | Decimal) and not isinstance(c, bool))
    cuts = sorted(map(Decimal, set(numbers))) or [Decimal(0)]
    around = [
        *(cuts[0] - 2, cuts[0] - 1),
        *cuts,
        *(EXACT.divide(a + b, 2) for a, b in pairwise(cuts)),
        *(cuts[-1] + 1, cuts[-1] + 2),
    ]
    if name.kind == "number":
        yield from sorted(set(around))
        return
    yield from sorted({int(value) + step for value in around for step in (-1, 0, 1)})


def _dates(name: Name, constants: tuple[object, ...]) -> Iterator[Scalar]:
    cuts = {each for each in (*constants, *_bounds(name)) if isinstance(each, dt.date)}
    around = {dt.date.min, dt.date(2025, 2, 28), dt.date.max, *cuts}
    around |= {cut + _DAY for cut in cuts if cut < dt.date.max}
    around |= {cut - _DAY for cut in cuts if cut > dt.date.min}
    yield from sorted(around)


def _durations(name: Name, constants: tuple[object, ...]) -> Iterator[Scalar]:
    found = (*constants, *_bounds(name))
    cuts = [each for each in found if isinstance(each, Duration)] or [Duration()]
    around = {(m + a, d + b) for m, d in cuts for a in (-1, 0, 1) for b in (-1, 0, 1)}
    around |= {(-_FAR, 0), (_FAR, 0)}
    yield from (Duration(*each) for each in sorted(around))


def _texts(name: Name, constants: tuple[object, ...], spare: int) -> Iterator[Scalar]:
    """Open texts: those that are named, with a sign more or less, and others."""
    named: dict[str, None] = {}
    own = () if name.value_set is None else (name.value_set,)
    for each in (*constants, *own):
        if isinstance(each, ValueSet):
            for code, prefix in each.codes:
                named |= dict.fromkeys((code, f"{code}0", f"{code}~") if prefix else (code,))
                if prefix and code[:-1]:
                    named[code[:-1]] = None
        elif isinstance(each, str):
            named |= dict.fromkeys((normal(each), f"{normal(each)}0"))
            if name.kind == "text":
                named[each] = None
    yield from (text for text in named if text.strip())
    others = (f"{'~' * length}other" for length in range(1, len(named) + spare + 1))
    free = [other for other in others if other not in named]
    yield from free[:spare]
