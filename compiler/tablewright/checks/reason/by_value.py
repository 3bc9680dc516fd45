"""A condition that names values: closed text, yes and no, met, and ranges of numbers and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tablewright.checks.reason.board import Taking
from tablewright.checks.reason.subject import Subject
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Name
from tablewright.ir.tests import AnyOf, Between, Blank, Bound, Given, Interval, Not, OneOf, Test
from tablewright.ir.types import Kind

MANY_VALUES = 6  # allowed values that a cell names before it names those it leaves out
_TRUTHS = frozenset({RefKind.CHECKLIST, RefKind.ITEM})
_LINES = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.DATE})


def has_values(subject: Subject) -> bool:
    """Whether what the column reads can be said by its values."""
    name = subject.name
    if name is None:
        return subject.ref.kind in _TRUTHS
    if name.type.is_list:
        return False
    kind = name.type.kind
    return kind is Kind.YES_NO or kind in _LINES or (kind is Kind.TEXT and bool(_members(name)))


def by_value(subject: Subject, free: Taking) -> Test | None:
    """A test of the free keys; what is no key of this column cannot occur, and may be taken."""
    if subject.may_be_nothing:
        given = {key for key in subject.known if not key & subject.nothing}
        blank = bool((subject.known - given) & free)
        if given <= free:
            return Given()
    else:
        blank = False
    tests = tuple(_given_values(subject, free))
    every = (*((Blank(),) if blank else ()), *tests)
    if not every:
        return None
    return every[0] if len(every) == 1 else AnyOf(every)


def _given_values(subject: Subject, free: Taking) -> Iterator[Test]:
    name = subject.name
    if name is None or name.type.kind is Kind.YES_NO:
        values = [each for each in (True, False) if subject.key(each) in free]
        if values:
            yield OneOf(tuple(values))
    elif name.type.kind is Kind.TEXT:
        yield from _texts(subject, _members(name), free)
    else:
        yield from _stretches(subject, free)


def _members(name: Name) -> tuple[str, ...]:
    return tuple(member.text for member in name.domain.members)


def _texts(subject: Subject, members: tuple[str, ...], free: Taking) -> Iterator[Test]:
    taken = tuple(text for text in members if subject.key(text) in free)
    left_out = tuple(text for text in members if text not in taken)
    if len(taken) > MANY_VALUES and len(left_out) < len(taken):
        yield Not(OneOf(left_out))
    elif taken:
        yield OneOf(taken)


def _stretches(subject: Subject, free: Taking) -> Iterator[Test]:
    """Neighbouring segments as one; the first and the last have no end but the domain's own."""
    found = subject.stretches
    run: list[Interval] = []
    for number, (piece, key) in enumerate(found):
        if key in free:
            run.append(_opened(piece, first=number == 0, last=number == len(found) - 1))
        if run and (key not in free or number == len(found) - 1):
            yield Between(_as_people_say(_joined(run), subject.bounds))
            run = []


def _opened(piece: Interval, *, first: bool, last: bool) -> Interval:
    low, high = (None if first else piece.low), (None if last else piece.high)
    return replace(piece, low=low, high=high)


def _joined(run: list[Interval]) -> Interval:
    return replace(run[0], high=run[-1].high, high_closed=run[-1].high_closed)


def _as_people_say(interval: Interval, bounds: frozenset[Bound]) -> Interval:
    """`< 18` where other cells speak of 18, and not `<= 17`."""
    low, high = interval.low, interval.high
    if low is None and high is not None and high not in bounds and _after(high) in bounds:
        return Interval(high=_after(high), high_closed=False)
    return interval


def _after(bound: Bound) -> Bound | None:
    match bound:
        case Decimal():
            return bound + 1
        case dt.date() if bound < dt.date.max:
            return bound + dt.timedelta(days=1)
        case _:
            return None
