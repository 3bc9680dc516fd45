"""How tests, expressions and values are said in plain words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.emit.html.tables import hit_sentence
from tablewright.emit.names import names_of, slug
from tablewright.emit.predicates import Subject, cell_words, predicate_words
from tablewright.emit.sentences import CALLS, OPERATORS, expression_words
from tablewright.emit.words import duration_text, number_text, plain, respelled, value, visible
from tablewright.ir.expr import (
    Binary,
    Call,
    Expr,
    Function,
    If,
    Literal,
    Negate,
    Operator,
    Read,
    Ref,
    RefKind,
)
from tablewright.ir.program import HitPolicy
from tablewright.ir.tests import (
    NO,
    YES,
    AllOf,
    AnyOf,
    Between,
    Blank,
    Count,
    Given,
    Has,
    HasInSet,
    InSet,
    Interval,
    Not,
    OneOf,
    Quantifier,
    Test,
)
from tablewright.ir.types import Duration, Kind, Type
from tests.html_program import PROGRAM

EIGHTEEN, FIVE = Decimal(18), Decimal(5)
FROM_18 = Between(Interval(low=EIGHTEEN))
BELOW_65 = Between(Interval(high=Decimal(65), high_closed=False))
DAY = dt.date(2025, 8, 1)
AGED = Subject(unit="years", sets=(("known", "Known codes"),))
DATED = Subject()
NAMES = names_of(PROGRAM)


def said(words: object) -> str:
    """The text of words, with ordinary blanks."""
    assert isinstance(words, tuple)
    return plain(words).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (FROM_18, "is at least 18 years"),
        (Between(Interval(low=EIGHTEEN, low_closed=False)), "is above 18 years"),
        (Between(Interval(high=EIGHTEEN)), "is at most 18 years"),
        (BELOW_65, "is below 65 years"),
        (Between(Interval(low=FIVE, high=FIVE)), "is 5 years"),
        (Between(Interval(low=FIVE, high=EIGHTEEN)), "is from 5 to 18 years"),
        (
            Between(Interval(low=FIVE, low_closed=False, high=EIGHTEEN)),
            "is above 5 and at most 18 years",
        ),
        (Between(Interval(low=DAY)), "is on or after 1 August 2025"),
        (Between(Interval(high=DAY, high_closed=False)), "is before 1 August 2025"),
        (OneOf(("a", "b", "c")), "is a, b or c"),
        (Not(OneOf(("a",))), "is not a"),
        (Not(OneOf(("a", "b"))), "is neither a nor b"),
        (Not(OneOf(("a", "b", "c"))), "is none of a, b or c"),
        (YES, "is yes"),
        (InSet("known"), "is in Known codes"),
        (Blank(), "is blank"),
        (Given(), "is given"),
        (Has(quantifier=Quantifier.ANY, values=("a",)), "includes a"),
        (Has(quantifier=Quantifier.ANY, values=("a", "b")), "includes either a or b"),
        (Has(quantifier=Quantifier.ANY, values=("a", "b", "c")), "includes any of a, b or c"),
        (Has(quantifier=Quantifier.ALL, values=("a", "b")), "includes a and b"),
        (Has(quantifier=Quantifier.NONE, values=("a", "b")), "includes none of a or b"),
        (
            HasInSet(quantifier=Quantifier.ALL, value_set="known"),
            "has every entry in Known codes",
        ),
        (Count(Interval(low=Decimal(0), high=Decimal(0))), "is empty"),
        (Count(Interval(low=Decimal(2))), "has at least 2 entries"),
        (Count(Interval(low=Decimal(2), high=Decimal(2))), "has exactly 2 entries"),
        (Not(FROM_18), "is not at least 18 years"),
        (Not(Has(quantifier=Quantifier.ANY, values=("a",))), "does not include a"),
        (Not(Not(FROM_18)), "is at least 18 years"),
        (AllOf((FROM_18, BELOW_65)), "is at least 18 years and below 65 years"),
        (AnyOf((FROM_18, Blank())), "is at least 18 years or blank"),
        (Not(AnyOf((OneOf(("a",)), OneOf(("b",))))), "is not a and is not b"),
        (Not(AllOf((FROM_18, BELOW_65))), "is not at least 18 years or is not below 65 years"),
        (
            AnyOf((AllOf((FROM_18, BELOW_65)), Blank())),
            "(is at least 18 years and below 65 years) or is blank",
        ),
    ],
    ids=str,
)
def test_a_test_is_said_as_a_predicate(test: Test, expected: str) -> None:
    """Every kind of test has plain words that follow its subject."""
    assert said(predicate_words(test, AGED)) == expected


def test_under_a_heading_the_verb_is_left_out() -> None:
    """In a cell the heading is the subject, so `is` is not said; other verbs are."""
    assert said(cell_words(Not(OneOf(("a",))), AGED)) == "not a"
    assert said(cell_words(FROM_18, AGED)) == "at least 18 years"
    assert said(cell_words(Has(quantifier=Quantifier.ANY, values=("a",)), AGED)) == "includes a"


def test_a_checklist_is_met_or_not() -> None:
    """Yes and no of a checklist or item are said as met and not met."""
    assert said(predicate_words(YES, Subject(met=True))) == "is met"
    assert said(predicate_words(NO, Subject(met=True))) == "is not met"


NUMBER, YES_NO, DATE = Type(kind=Kind.NUMBER), Type(kind=Kind.YES_NO), Type(kind=Kind.DATE)
DOSE = Read(type=NUMBER, ref=Ref(kind=RefKind.INPUT, name="dose_mg"))
WEIGHT = Read(type=NUMBER, ref=Ref(kind=RefKind.INPUT, name="weight_kg"))
CONSULTED = Read(type=YES_NO, ref=Ref(kind=RefKind.INPUT, name="oncologist_consulted"))
REQUESTED = Read(type=DATE, ref=Ref(kind=RefKind.INPUT, name="request_date"))
CHANGED = Read(type=DATE, ref=Ref(kind=RefKind.INPUT, name="label_change_date"))
TWO = Literal(type=NUMBER, value=Decimal("2.0"))
ONE = Literal(type=NUMBER, value=Decimal(1))
DAYS = Type(kind=Kind.NUMBER, unit="days")
PER_KG = Binary(type=NUMBER, operator=Operator.DIVIDE, left=DOSE, right=WEIGHT)
HEAVY = Binary(type=YES_NO, operator=Operator.MORE, left=WEIGHT, right=TWO)
EARLIER = Binary(type=YES_NO, operator=Operator.LESS, left=CHANGED, right=REQUESTED)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (PER_KG, "Dose (mg) ÷ Weight"),
        (
            Binary(type=NUMBER, operator=Operator.SUBTRACT, left=TWO, right=PER_KG),
            "2 − (Dose (mg) ÷ Weight)",
        ),
        (HEAVY, "Weight is above 2"),
        (EARLIER, "Label change date is before Request date"),
        (
            Binary(type=YES_NO, operator=Operator.AND, left=CONSULTED, right=HEAVY),
            "Oncologist consulted is yes and Weight is above 2",
        ),
        (Negate(type=YES_NO, operand=CONSULTED), "it is not so that Oncologist consulted is yes"),
        (Negate(type=NUMBER, operand=PER_KG), "−(Dose (mg) ÷ Weight)"),
        (
            If(type=NUMBER, condition=HEAVY, then=TWO, otherwise=DOSE),
            "if Weight is above 2 then 2, otherwise Dose (mg)",
        ),
        (
            Call(type=NUMBER, function=Function.FIRST_KNOWN_OF, arguments=(DOSE, WEIGHT, PER_KG)),
            "the first known of Dose (mg), Weight, (Dose (mg) ÷ Weight)",
        ),
        (
            Call(type=NUMBER, function=Function.ROUND_UP, arguments=(DOSE, TWO)),
            "Dose (mg) rounded up to a multiple of 2",
        ),
        (
            Call(type=NUMBER, function=Function.ROUND_DOWN, arguments=(DOSE, ONE)),
            "Dose (mg) rounded down to a whole number",
        ),
        (
            Call(type=DAYS, function=Function.ROUND_HALF_EVEN, arguments=(DOSE, ONE)),
            "Dose (mg) rounded (halves to even) to whole days",
        ),
    ],
    ids=str,
)
def test_an_expression_is_said_in_words(expression: Expr, expected: str) -> None:
    """An expression reads aloud, with brackets around all that is not one name or value."""
    assert said(expression_words(expression, NAMES)) == expected


def test_every_operator_function_and_hit_policy_has_words() -> None:
    """Nothing that the notation can say is left without words."""
    assert set(Operator) == OPERATORS.keys()
    assert set(Function) == CALLS.keys()
    assert len({hit_sentence(policy) for policy in HitPolicy}) == len(HitPolicy)


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [
        ("c50.9", "C50.9, C51", "C50.9"),
        ("j9354", "not(J9354)", "J9354"),
        ("no", "Not yet", "no"),
        ("c50", "C50.9", "C50"),
        ("5", "in a set", "5"),
    ],
)
def test_a_code_is_spelled_as_in_its_cell(code: str, written: str, expected: str) -> None:
    """What is compared without case is shown with the case of the cell, whole words alone."""
    assert said(respelled(value(code), written)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("3.60", "3.6"), ("1E+2", "100"), ("1E-7", "0.0000001"), ("-0", "0"), ("0.00", "0")],
)
def test_numbers_are_plain(number: str, expected: str) -> None:
    """A number has no exponent and no zeros at its end."""
    assert number_text(Decimal(number)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=40))
def test_numbers_stay_exact(number: Decimal) -> None:
    """A number of any length reads back as the same number."""
    assert Decimal(number_text(number)) == number


def test_durations_count_months_and_days() -> None:
    """Months and days are said apart, in the singular where there is one."""
    assert said_duration(6, 0) == "6 months"
    assert said_duration(1, 2) == "1 month and 2 days"
    assert said_duration(0, 0) == "0 days"


def said_duration(months: int, days: int) -> str:
    """A duration with ordinary blanks."""
    return duration_text(Duration(months=months, days=days)).replace("\u00a0", " ")


@given(st.text(), st.text())
def test_ids_are_one_to_one(one: str, other: str) -> None:
    """Two texts have the same id only if they are the same, and no id holds a blank."""
    assert (slug(one) == slug(other)) is (one == other)
    assert not any(char.isspace() for char in slug(one))


@given(st.text())
def test_what_is_shown_can_be_seen(text: str) -> None:
    """Shown text holds no control or format character, and loses nothing that was seen."""
    shown = visible(text)
    assert visible(shown) == shown
    assert shown.encode().decode() == shown
    if text.isascii() and text.isprintable():
        assert shown == text


def test_every_test_of_the_language_is_tried() -> None:
    """The list of predicates above leaves out no kind of test."""
    marks = test_a_test_is_said_as_a_predicate.pytestmark  # type: ignore[attr-defined]
    tried = {type(test) for test, _ in marks[0].args[1]}
    assert set(get_args(Test)) == tried
