"""Samples: values of a yes/no, text, code, duration or list, one for each way that tests see them.

What `segments` does for numbers and dates, for everything that lies on no line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, islice

from tablewright.ir.accept import accepts, in_interval, in_set
from tablewright.ir.program import Domain, Name, ValueSet
from tablewright.ir.segments import parts, segments
from tablewright.ir.tests import Between, Bound, Count, Has, Interval, OneOf, Test
from tablewright.ir.types import Duration, Kind, Scalar, Value

# Beyond so many members, lists are tried with few members, with all, and with all but one.
ALL_SUBSETS = 10


def samples(
    name: Name, tests: Iterable[Test], sets: Mapping[str, ValueSet], *, every: bool = False
) -> tuple[Value, ...]:
    """One value of a yes/no, text, code or list for each way the tests see it, or `every` one."""
    tests = tuple(dict.fromkeys(tests))
    candidates = _candidates(name, tests, sets)
    if every:
        return tuple(candidates)
    seen: dict[tuple[bool, ...], Value] = {}
    for value in candidates:
        seen.setdefault(tuple(accepts(test, value, sets) for test in tests), value)
    return tuple(seen.values())


def _candidates(
    name: Name, tests: tuple[Test, ...], sets: Mapping[str, ValueSet]
) -> Iterator[Value]:
    members = _members(name, tests, sets)
    if not name.type.is_list:
        yield from members
        return
    full = len(members) <= ALL_SUBSETS
    counted = range(_others(name, tests) + 1)
    some = sorted({0, 1, 2, *counted, len(members) - 1, len(members)})
    sizes = range(len(members) + 1) if full else tuple(n for n in some if n <= len(members))
    for size in sizes:
        yield from combinations(members, size)


def _members(
    name: Name, tests: tuple[Test, ...], sets: Mapping[str, ValueSet]
) -> tuple[Scalar, ...]:
    """The single values that the tests could tell apart, and as many that none of them names."""
    if name.type.kind is Kind.YES_NO:
        return (True, False)
    if name.domain.members:
        members = (member.text for member in name.domain.members)
        return tuple(map(_folded, members) if name.type.kind is Kind.CODE else members)
    if name.type.kind in {Kind.TEXT, Kind.CODE}:
        return _texts(name, tests, sets)
    if name.type.kind is Kind.DURATION:
        return _durations(name, tests)
    named = [value for value in _named(tests) if allows(name.domain, value)]
    return (*named, *_further(name, named, _others(name, tests)))


def _named(tests: tuple[Test, ...]) -> tuple[Scalar, ...]:
    """What tests mention by itself."""
    found: dict[Scalar, None] = {}
    for test in (part for whole in tests for part in parts(whole)):
        if isinstance(test, OneOf | Has):
            found |= dict.fromkeys(test.values)
    return tuple(found)


def _others(name: Name, tests: tuple[Test, ...]) -> int:
    """How many values that no test names are needed: of lists, enough to count beyond them all."""
    counts = [1]
    for test in (part for whole in tests for part in parts(whole)):
        if isinstance(test, Count):
            ends = (test.interval.low, test.interval.high)
            counts += [int(end) + 1 for end in ends if isinstance(end, Decimal)]
    return max(counts) if name.type.is_list else 1


def _folded(code: str) -> str:
    return code.strip().casefold()


def _texts(name: Name, tests: tuple[Test, ...], sets: Mapping[str, ValueSet]) -> tuple[str, ...]:
    named = dict.fromkeys(value for value in _named(tests) if isinstance(value, str))
    for value_set in sets.values():
        named |= dict.fromkeys(c.code + "0" if c.prefix else c.code for c in value_set.codes)
    others = _other(named, sets)
    if name.domain.value_set:
        own = sets[name.domain.value_set]
        prefix = next((code.code for code in own.codes if code.prefix), None)
        inside = (text for text in named if in_set(text, own))
        more = () if prefix is None else (f"{prefix}{others}",)
        return (*inside, *more)
    count = _others(name, tests)
    return (*named, others, *(f"{others} {number}" for number in range(2, count + 1)))


def _durations(name: Name, tests: tuple[Test, ...]) -> tuple[Duration, ...]:
    """Each bound with its neighbours, a month and a day apart, and both far ends."""
    within = (Between(interval) for interval in name.domain.intervals)
    bounds = [end for end in _ends((*tests, *within)) if isinstance(end, Duration)]
    near = [
        Duration(months=end.months + months, days=end.days + days)
        for end in bounds
        for months, days in ((0, -1), (0, 0), (0, 1), (1, 0))
    ]
    every = dict.fromkeys((Duration(), *near, Duration(months=1200)))
    return tuple(value for value in every if allows(name.domain, value))


def _ends(tests: Iterable[Test]) -> Iterator[Bound]:
    for test in (part for whole in tests for part in parts(whole)):
        if isinstance(test, Between):
            ends = (test.interval.low, test.interval.high)
            yield from (end for end in ends if end is not None)


def allows(domain: Domain, value: Scalar) -> bool:
    """Whether a number, date or duration is among the allowed values."""
    return not domain.intervals or any(in_interval(value, each) for each in domain.intervals)


def _further(name: Name, named: Iterable[Scalar], count: int) -> Iterator[Scalar]:
    """Numbers or dates that may be said and that no test names; fewer if there are no more."""
    taken = set(named)
    left = count
    for part in segments(name.type.kind, name.domain, ()):
        # Two more, for the ends of the part may not belong to it.
        for value in islice(_inside_of(name.type.kind, part), len(taken) + count + 2):
            if left and value not in taken and in_interval(value, part):
                left -= 1
                yield value


def _inside_of(kind: Kind, part: Interval) -> Iterator[Scalar]:
    """Values of a segment, from one end or, of numbers between two ends, from the middle down."""
    low, high = part.low, part.high
    if kind is Kind.DATE:
        start = low if isinstance(low, dt.date) else dt.date.min
        yield from (start + dt.timedelta(days=n) for n in range((dt.date.max - start).days))
    elif kind is Kind.NUMBER and isinstance(low, Decimal) and isinstance(high, Decimal):
        yield from (low + (high - low) / 2**n for n in range(64))
    elif isinstance(low, Decimal):
        yield from (low + n for n in range(10**6))
    else:
        start_down = high if isinstance(high, Decimal) else Decimal(0)
        yield from (start_down - n for n in range(10**6))


def _other(named: Iterable[object], sets: Mapping[str, ValueSet]) -> str:
    """A text that no test names and no prefix takes."""
    taken = {str(value) for value in named}
    prefixes = tuple(c.code for s in sets.values() for c in s.codes if c.prefix)
    other = "any other"
    while other in taken or other.startswith(prefixes):
        other = "~" + other
    return other
