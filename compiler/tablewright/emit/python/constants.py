"""The constants of a module: every decimal fraction and date that it writes by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tablewright.emit.lookup import numeric
from tablewright.emit.python.index import Index
from tablewright.emit.python.literals import constant, constant_name
from tablewright.ir.expr import Expr, Literal
from tablewright.ir.program import Name
from tablewright.ir.samples import samples
from tablewright.ir.segments import parts, segments
from tablewright.ir.tests import Between, Count, Has, Interval
from tablewright.ir.types import Kind
from tablewright.ir.walk import inside


def constant_rows(index: Index) -> tuple[tuple[str, str], ...]:
    """Names and values, numbers before dates, in order."""
    found = set(_values(index))
    decimals = (value for value in found if isinstance(value, Decimal))
    fractions = sorted(value for value in decimals if value != value.to_integral_value())
    days = sorted(value for value in found if isinstance(value, dt.date))
    return (
        *((constant_name(value), constant(value)) for value in fractions),
        *((constant_name(value), constant(value)) for value in days),
    )


def _values(index: Index) -> Iterator[object]:
    program = index.program
    calculated = tuple(calculation.name for calculation in program.calculations)
    for name in (*program.inputs, *calculated):
        yield from _of_name(index, name)
    guards = (guard.test for row in program.impossible for guard in row.guards)
    for test in (*(t for tests in index.tests.values() for t in tests), *guards):
        for part in parts(test):
            if isinstance(part, Between | Count):
                yield from _ends(part.interval)
            elif isinstance(part, Has):
                yield from part.values
    for expression in _expressions(index):
        for inner in inside(expression):
            if isinstance(inner, Literal):
                yield from _single(inner.value)
    for table in program.tables:
        for rule in table.rules:
            for outcome in rule.outcomes:
                yield from _single(outcome.value)


def _expressions(index: Index) -> Iterator[Expr]:
    for calculation in index.program.calculations:
        yield calculation.expression
    for table in index.program.tables:
        for rule in table.rules:
            for outcome in rule.outcomes:
                if outcome.expression is not None:
                    yield outcome.expression


def _of_name(index: Index, name: Name) -> Iterator[object]:
    for interval in name.domain.intervals:
        yield from _ends(interval)
    if numeric(name):
        tests = index.tests.get(name.code_name, ())
        for interval in segments(name.type.kind, name.domain, tests):
            yield from _ends(interval)
    elif name.type.kind in {Kind.NUMBER, Kind.WHOLE, Kind.DATE}:
        tests = index.tests.get(name.code_name, ())
        for value in samples(name, tests, index.value_sets, every=True):
            yield from _single(value)


def _ends(interval: Interval) -> Iterator[object]:
    yield interval.low
    yield interval.high


def _single(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from value
    else:
        yield value
