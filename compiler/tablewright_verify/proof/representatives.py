"""The values that completions try: one at least of each segment, and none that is not allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tablewright_verify.proof.candidates import known
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.tests_on import taken_whole, tests_on
from tablewright_verify.sheet.names import Bound, Interval, Name, Subject
from tablewright_verify.sheet.tests import Test
from tablewright_verify.text.records import Limit, Record
from tablewright_verify.values import (
    NOTHING,
    Duration,
    UnprovedError,
    Value,
    WrongError,
    shown,
)


def interval_of(record: object) -> Interval:
    """A Range of the module."""
    if not isinstance(record, Record) or record.kind != "Range":
        raise UnprovedError(f"{record!r} is no range")
    (low, low_open), (high, high_open) = (_end(record.get(end)) for end in ("low", "high"))
    if (isinstance(low, Limit) and low.sign > 0) or (isinstance(high, Limit) and high.sign < 0):
        raise UnprovedError(f"line {record.line}: a range has no values")
    if (isinstance(low, Limit) and not low_open) or (isinstance(high, Limit) and not high_open):
        raise WrongError(f"line {record.line}: an end that no value has is inside a range")
    return Interval(_bound(low), low_open, _bound(high), high_open)


def _end(record: object) -> tuple[object, bool]:
    if not isinstance(record, Record) or record.kind != "End":
        raise UnprovedError(f"{record!r} is no end")
    return record.get("value"), record.get("open", False) is True


def _bound(value: object) -> Bound | None:
    match value:
        case Limit():
            return None
        case Decimal() | dt.date() | Duration():
            return value
        case int() if not isinstance(value, bool):
            return Decimal(value)
        case _:
            raise UnprovedError(f"{value!r} is no end of a range")


def prove_representatives(context: Context, subject: Subject, name: Name, record: Record) -> None:
    """That completions try a value of every segment of a subject, and only allowed ones."""
    tests = tests_on(context.book, subject)
    whole = taken_whole(context.book, subject)
    # What can be nothing and unknown both is tried as nothing too.
    nothing = (NOTHING,) if name.nothing and subject.what == "calculation" else ()
    samples = record.get("samples", ())
    if not isinstance(samples, tuple) or (nothing and samples[-1:] != nothing):
        raise WrongError(f"line {record.line}: a known blank is not tried")
    if nothing:
        samples = samples[:-1]
    if name.ordered:
        context.ledger.same("representatives", f"{name.name} samples", (), samples)
        _prove_segments(context, name, record, tests, needed=bool(tests) or whole)
    else:
        _prove_samples(context, name, (record, samples), tests, whole=whole)


# -- texts, yes and no, lists ----------------------------------------------------------------------


def _prove_samples(
    context: Context,
    name: Name,
    record_and_samples: tuple[Record, tuple[object, ...]],
    tests: tuple[Test, ...],
    *,
    whole: bool,
) -> None:
    record, samples = record_and_samples
    if record.get("segments", ()) != ():
        raise UnprovedError(f"line {record.line}: {name.name} is tried in segments")
    tried = [_plain(sample) for sample in samples]
    wrong = [value for value in tried if not is_value(name, value)]
    if wrong:
        _refuse(context, name, record, wrong[0], "is tried and is not allowed")
        return
    constants = [c for test in tests for c in test.constants] + tried
    values = known(name, [*constants, *context.book.value_sets])
    by_self = whole and (name.kind == "yes/no" or bool(name.members))
    met = {_signature(value, tests, itself=by_self) for value in tried}
    for value in values:
        context.ledger.evaluated += 1
        if (tests or whole) and _signature(value, tests, itself=by_self) not in met:
            _refuse(context, name, record, value, "stands for a segment of which nothing is tried")
            return
    context.ledger.proved("representatives", f"{name.name}, line {record.line}", How.SEGMENTS)


_TYPES: dict[str, type] = {"yes/no": bool, "duration": Duration, "text": str, "code": str}


def is_value(name: Name, value: Value) -> bool:
    """Whether a fact can be this."""
    if name.is_list:
        return isinstance(value, tuple) and all(
            is_value(replace(name, is_list=False), member) for member in value
        )
    match name.kind:
        case "number" | "whole number":
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                return False
            right = name.kind == "number" or value == int(value)
        case "date":
            right = type(value) is dt.date
        case kind:
            right = type(value) is _TYPES[kind]
    return right and name.allows(value)


def _plain(sample: object) -> Value:
    match sample:
        case bool():
            return sample
        case int():
            return Decimal(sample)
        case str():
            return str(sample)
        case Decimal() | dt.date() | Duration():
            return sample
        case tuple():
            return tuple(_plain(each) for each in sample)  # type: ignore[misc]
        case _:
            raise UnprovedError(f"{sample!r} is no sample")


def _signature(value: Value, tests: Iterable[Test], *, itself: bool) -> tuple[object, ...]:
    return (*(test.met(value) for test in tests), value if itself else None)


def _refuse(context: Context, name: Name, record: Record, value: Value, message: str) -> None:
    context.ledger.refuted(
        "representatives",
        f"{name.name}, line {record.line}",
        f"{shown(value)} {message}",
        Shown(how=How.SEGMENTS, case={name.name: None}, address=name.address),
    )


# -- numbers and dates -----------------------------------------------------------------------------


def _prove_segments(
    context: Context, name: Name, record: Record, tests: tuple[Test, ...], *, needed: bool
) -> None:
    ranges = record.get("segments", ())
    if not isinstance(ranges, tuple):
        raise UnprovedError(f"line {record.line}: the segments are no tuple")
    if not needed and not ranges:
        return
    segments = [interval_of(each) for each in ranges]
    ends = [end for each in segments for end in (each.low, each.high) if end is not None]
    constants = [*(c for test in tests for c in test.constants), *ends, *_limits(name)]
    free = replace(name, intervals=())
    seen: dict[int, tuple[object, ...]] = {}
    for value in known(free, constants):
        context.ledger.evaluated += 1
        allowed = name.allows(value)
        places = [at for at, segment in enumerate(segments) if segment.holds(value)]
        if allowed is not bool(places):
            what = "is in no segment" if allowed else "is tried and is not allowed"
            _refuse(context, name, record, value, what)
            return
        for at in places:
            signature = _signature(value, tests, itself=False)
            if seen.setdefault(at, signature) != signature:
                _refuse(context, name, record, value, "is told apart within its segment")
                return
    _prove_closed(context, name, record, segments)


def _limits(name: Name) -> list[object]:
    return [b for each in name.intervals for b in (each.low, each.high) if b is not None]


def _prove_closed(context: Context, name: Name, record: Record, segments: list[Interval]) -> None:
    """What is tried of whole numbers or days is one: the ends of a range are values themselves."""
    for low, low_open, high, high_open in segments if name.kind != "number" else ():
        opened = (low is not None and low_open) or (high is not None and high_open)
        if opened or any(isinstance(end, Decimal) and end % 1 for end in (low, high)):
            _refuse(context, name, record, None, "the end of a segment is no value of its own")
            return
    context.ledger.proved("representatives", f"{name.name}, line {record.line}", How.SEGMENTS)
