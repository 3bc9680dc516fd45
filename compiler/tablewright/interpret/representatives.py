"""Which values stand for all values of an unknown input, so that every completion has its like.

Exact for inputs that conditions test directly: every yes/no, every member of closed text, every
code that is mentioned and one that is not, all subsets of a list's members, and of numbers, dates
and durations each bound with its neighbours and the far ends. A neighbour of a decimal is 0.000001
away, or a quarter of the smallest distance between two bounds if that is less.
For inputs behind calculations `boundaries` adds the values where a comparison turns; that is exact
where the calculation rises or falls throughout in each input (see there). Not exact: lists of
numbers and dates (few members), and texts that calculations compare across many inputs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, pairwise

from tablewright.interpret.boundaries import Known, turning_points
from tablewright.interpret.conditions import fold
from tablewright.interpret.lookup import tests_on, value_set_named
from tablewright.interpret.mentions import bounds_of, counts_of, texts_of
from tablewright.interpret.readings import TooMany
from tablewright.interpret.request import Facts, allowed
from tablewright.ir.expr import Literal, Ref, RefKind
from tablewright.ir.program import Name, Program
from tablewright.ir.tests import Bound
from tablewright.ir.types import UNKNOWN, Duration, Kind, Scalar, Value
from tablewright.ir.walk import inside

FAR = Decimal(10**9)
NEAR = Decimal("0.000001")
DAY = dt.timedelta(days=1)
LONG = Duration(months=1200)
OTHER = "~other"
LIST_LIMIT = 10  # members of a list all subsets of which are tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Representatives:
    """The values that stand for all, for each unknown input by code name."""

    values: Mapping[str, tuple[Value, ...]]

    def of(self, code_name: str) -> tuple[Value, ...]:
        """Those of one input."""
        return self.values[code_name]


def representatives(program: Program, facts: Facts) -> Representatives:
    """Representatives of every input that the facts leave unknown."""
    unknown = [name for name in program.inputs if facts[name.code_name] is UNKNOWN]
    plain = {name.code_name: _of_input(program, facts, name) for name in unknown}
    lines: Known = {name: (fact,) for name, fact in facts.items() if fact is not UNKNOWN}
    turning = turning_points(program, {**lines, **plain})
    found: dict[str, tuple[Value, ...]] = {}
    for name in unknown:
        more = (each for each in turning.get(name.code_name, ()) if allowed(program, name, each))
        found[name.code_name] = tuple(dict.fromkeys((*plain[name.code_name], *more)))
    return Representatives(values=found)


def _of_input(program: Program, facts: Facts, name: Name) -> tuple[Value, ...]:
    if not name.type.is_list:
        scalars = _scalars(program, facts, name)
        return tuple(each for each in scalars if allowed(program, name, each))
    return _lists(program, facts, name)


def _scalars(program: Program, facts: Facts, name: Name) -> tuple[Scalar, ...]:
    match name.type.kind:
        case Kind.YES_NO:
            return (True, False)
        case Kind.TEXT | Kind.CODE:
            return _texts(program, facts, name)
        case Kind.NUMBER | Kind.WHOLE | Kind.DATE | Kind.DURATION:
            return _line(name.type.kind, _bounds(program, name))


def _texts(program: Program, facts: Facts, name: Name) -> tuple[str, ...]:
    """Members of closed text; else what is mentioned anywhere that concerns it, and another."""
    codes = name.type.kind is Kind.CODE
    if name.domain.members:
        members = (member.text for member in name.domain.members)
        return tuple(fold(member) if codes else member for member in members)
    tests = tests_on(program, Ref(kind=RefKind.INPUT, name=name.code_name))
    mentioned = list(chain.from_iterable(texts_of(program, test) for test in tests))
    if name.domain.value_set:
        for row in value_set_named(program, name.domain.value_set).codes:
            mentioned += [row.code, row.code + OTHER] if row.prefix else [row.code]
    mentioned += _compared_texts(program, facts)
    forms = (fold(text) if codes else text for text in mentioned)
    return tuple(dict.fromkeys((*forms, OTHER)))


def _compared_texts(program: Program, facts: Facts) -> list[str]:
    """Texts that a calculation may compare an input with: constants, given values, tested texts."""
    texts = [fact for fact in facts.values() if isinstance(fact, str)]
    for calculation in program.calculations:
        constants = (e for e in inside(calculation.expression) if isinstance(e, Literal))
        texts.extend(each.value for each in constants if isinstance(each.value, str))
        ref = Ref(kind=RefKind.CALCULATION, name=calculation.name.code_name)
        for test in tests_on(program, ref):
            texts.extend(texts_of(program, test))
    return texts if program.calculations else []


def _bounds(program: Program, name: Name) -> tuple[Bound, ...]:
    tests = tests_on(program, Ref(kind=RefKind.INPUT, name=name.code_name))
    found = list(chain.from_iterable(bounds_of(test) for test in tests))
    for interval in name.domain.intervals:
        found += [bound for bound in (interval.low, interval.high) if bound is not None]
    return tuple(dict.fromkeys(found))


def _line(kind: Kind, bounds: tuple[Bound, ...]) -> tuple[Scalar, ...]:
    """Each bound, its neighbours, and values far below and far above all of them."""
    if kind is Kind.DATE:
        dates = [bound for bound in bounds if isinstance(bound, dt.date)]
        near = chain.from_iterable((_day_before(day), day, _day_after(day)) for day in dates)
        return tuple(dict.fromkeys((dt.date.min, *near, dt.date.max)))
    if kind is Kind.DURATION:
        spans = [bound for bound in bounds if isinstance(bound, Duration)]
        near_spans = (
            Duration(months=span.months, days=span.days + step)
            for span in spans
            for step in (-1, 0, 1)
        )
        return tuple(dict.fromkeys((Duration(), *near_spans, LONG)))
    numbers = sorted(bound for bound in bounds if isinstance(bound, Decimal))
    if kind is Kind.WHOLE:
        whole = chain.from_iterable(_whole_numbers_at(number) for number in numbers)
        return tuple(dict.fromkeys((-FAR, *whole, FAR)))
    step = min([NEAR, *((high - low) / 4 for low, high in pairwise(numbers))])
    near_numbers = chain.from_iterable((each - step, each, each + step) for each in numbers)
    return tuple(dict.fromkeys((-FAR, *near_numbers, FAR)))


def _whole_numbers_at(number: Decimal) -> Iterable[Decimal]:
    middle = number // 1
    return (middle - 1, middle, middle + 1, middle + 2)


def _day_before(day: dt.date) -> dt.date:
    return day if day == dt.date.min else day - DAY


def _day_after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + DAY


def _lists(program: Program, facts: Facts, name: Name) -> tuple[Value, ...]:
    """All subsets of the members of closed text; of other lists, of what the tests mention."""
    tests = tests_on(program, Ref(kind=RefKind.INPUT, name=name.code_name))
    counts = [int(bound) for test in tests for bound in counts_of(test)]
    if name.type.kind in {Kind.TEXT, Kind.CODE}:
        others = tuple(f"{OTHER}{number}" for number in range(max(counts, default=0) + 1))
        texts = _texts(program, facts, name)
        members: tuple[Scalar, ...] = texts if name.domain.members else (*texts, *others)
        most = len(members)
    else:
        members, most = _scalars(program, facts, name), max(counts, default=1) + 1
    members = tuple(dict.fromkeys(each for each in members if allowed(program, name, each)))
    if len(members) > LIST_LIMIT and most > 2:  # noqa: PLR2004 - pairs are few enough
        raise TooMany(f"{name.name}: a list of {len(members)} members has too many subsets")
    sizes = range(min(most, len(members)) + 1)
    return tuple(chain.from_iterable(combinations(members, size) for size in sizes))
