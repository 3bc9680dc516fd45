"""Conditions in the reference evaluator: nothing, codes, lists, and the gaps between bounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tablewright.interpret.answer import Answer, answer
from tablewright.ir.program import Code, HitPolicy, Name, Program, ValueSet
from tablewright.ir.tests import (
    Between,
    Blank,
    Bound,
    Count,
    Has,
    InSet,
    Interval,
    Not,
    Quantifier,
    Test,
)
from tablewright.ir.types import Duration, Kind, Special, Value
from tests import small_programs as small
from tests.small_programs import Parts, guard, rule, table

OUT = small.text("out", "high", "middle", "low")
MG = small.number("mg", "0", "10000")
ON = small.name("on", Kind.DATE)


def one_test(subject: Name, test: Test) -> Program:
    """A program that answers high when the subject passes the test, else low."""
    rules = (rule("1", guard(subject.code_name, test), then=("high",)),)
    answering = table("t", HitPolicy.FIRST, (OUT,), *rules, small.otherwise("2", then=("low",)))
    return small.program(Parts(inputs=(subject,), tables=(answering,)))


def outcome(found: Answer) -> Value | Special | None:
    """The one outcome of a decided answer."""
    return found.outputs[0][1] if found.outputs else None  # type: ignore[return-value]


def test_nothing_satisfies_only_blank() -> None:
    """A known blank fails every other test, `not` included."""
    blank_date = small.name("day", Kind.DATE, nothing=True)
    assert outcome(answer(one_test(blank_date, Blank()), {})) == "high"
    before = Between(Interval(high=dt.date(2025, 1, 1)))
    assert outcome(answer(one_test(blank_date, before), {})) == "low"
    assert outcome(answer(one_test(blank_date, Not(before)), {})) == "low"


def test_codes_ignore_case_and_outer_blanks_and_prefixes_take_the_rest() -> None:
    """Value sets hold codes and prefixes; an unknown code may always be another one."""
    codes = (Code(code="c50", prefix=True), Code(code="d05"))
    breast = ValueSet(name="Breast", code_name="breast", codes=codes, at=small.AT)
    program = replace(one_test(small.name("icd", Kind.CODE), InSet("breast")), value_sets=(breast,))
    for code, expected in ((" C50.911 ", "high"), ("C50", "high"), ("D05.1", "low")):
        assert expected == outcome(answer(program, {"icd": code}))
    assert answer(program, {}).missing == {"icd"}


@pytest.mark.parametrize(
    ("test", "given", "expected"),
    [
        (Has(quantifier=Quantifier.ANY, values=("x", "y")), ("y",), "high"),
        (Has(quantifier=Quantifier.ALL, values=("x", "y")), ("y",), "low"),
        (Has(quantifier=Quantifier.NONE, values=("x", "y")), (), "high"),
        (Count(Interval(low=Decimal(2))), ("x", "x"), "low"),
        (Count(Interval(low=Decimal(2))), ("x", "z"), "high"),
    ],
)
def test_lists_are_sets(test: Test, given: tuple[str, ...], expected: str) -> None:
    """A member given twice counts once."""
    program = one_test(small.texts("marks", "x", "y", "z"), test)
    assert expected == outcome(answer(program, {"marks": given}))
    assert answer(program, {}).missing == {"marks"}


@pytest.mark.parametrize(
    ("subject", "low", "high"),
    [
        (small.whole("x", "0", "9"), Decimal(4), Decimal(6)),
        (MG, Decimal(4), Decimal("4.000000001")),
        (ON, dt.date(2025, 1, 1), dt.date(2025, 1, 3)),
        (small.name("span", Kind.DURATION), Duration(days=3), Duration(days=5)),
    ],
)
def test_values_between_two_open_bounds_are_tried(subject: Name, low: Bound, high: Bound) -> None:
    """A gap between two bounds has a representative of its own, however narrow it is."""
    between = Interval(low=low, low_closed=False, high=high, high_closed=False)
    name = subject.code_name
    assert answer(one_test(subject, Between(between)), {}).missing == {name}
