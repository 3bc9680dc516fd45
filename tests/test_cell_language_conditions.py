"""Condition cells: every form of the notation, read by the declared type of the column."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tablewright.ir.expr import Operator
from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Duration
from tablewright.source.grid import CellValue
from tablewright.syntax.expected import Expected
from tablewright.syntax.tree import (
    AllOf,
    AnyOf,
    AnyValue,
    Binary,
    Compare,
    Condition,
    Constant,
    Count,
    Has,
    HasInSet,
    InRange,
    InSet,
    IsBlank,
    IsEmpty,
    IsGiven,
    IsMet,
    NameUse,
    Negated,
    Place,
    WithinCell,
)
from tests.cell_language import (
    AGES,
    CLOSED,
    CODE_LISTS,
    CODES,
    DATES,
    DOSES,
    DURATIONS,
    LISTS,
    NUMBERS,
    OPEN,
    TRUTHS,
    YES_NO,
    condition,
)

MAXIMUM = NameUse("Maximum dose")
DAY = dt.date(2025, 8, 1)


def number(text: str, unit: str = "") -> Constant:
    """A number as a condition holds it."""
    return Constant(Decimal(text), unit)


def equal(*values: bool | Decimal | str | dt.date | Duration) -> Condition:
    """One value, or alternatives."""
    tests = tuple(Compare(Operator.EQUAL, Constant(value)) for value in values)
    return tests[0] if len(tests) == 1 else AnyOf(tests)


def at_least(text: str) -> Compare:
    """`>= text`."""
    return Compare(Operator.AT_LEAST, number(text))


def has(quantifier: Quantifier, *members: str) -> Has:
    """A test of the members of a list."""
    return Has(quantifier, tuple(map(Constant, members)))


YES = Compare(Operator.EQUAL, Constant(value=True))
NO = Compare(Operator.EQUAL, Constant(value=False))

FORMS: list[tuple[Expected, CellValue, Condition]] = [
    # Any value
    (NUMBERS, "-", AnyValue()),
    (OPEN, " - ", AnyValue()),
    (TRUTHS, "-", AnyValue()),
    # Numbers, with the unit of the column or without
    (NUMBERS, Decimal(18), equal(Decimal(18))),
    (AGES, ">= 18", at_least("18")),
    (AGES, "\u2265 18", at_least("18")),
    (AGES, ">=18", at_least("18")),
    (AGES, "\u2264 18", Compare(Operator.AT_MOST, number("18"))),
    (NUMBERS, "< 3.6", Compare(Operator.LESS, number("3.6"))),
    (NUMBERS, "> .5", Compare(Operator.MORE, number("0.5"))),
    (NUMBERS, "!= 5", Compare(Operator.NOT_EQUAL, number("5"))),
    (NUMBERS, "<> 5", Compare(Operator.NOT_EQUAL, number("5"))),
    (NUMBERS, "\u2260 5", Compare(Operator.NOT_EQUAL, number("5"))),
    (NUMBERS, "= -5", equal(Decimal(-5))),
    (DOSES, "<= 3.6 mg/kg", Compare(Operator.AT_MOST, number("3.6", "mg/kg"))),
    (DOSES, "<= 3.6mg/KG", Compare(Operator.AT_MOST, number("3.6", "mg/kg"))),
    (AGES, "> 1 year", Compare(Operator.MORE, number("1", "years"))),
    (NUMBERS, "[1..5]", InRange(number("1"), number("5"))),
    (NUMBERS, "(1..5]", InRange(number("1"), number("5"), low_closed=False)),
    (NUMBERS, "[ 1 .. 5 )", InRange(number("1"), number("5"), high_closed=False)),
    (NUMBERS, "18 to 64", InRange(number("18"), number("64"))),
    (NUMBERS, ">= 30 and < 45", AllOf((at_least("30"), Compare(Operator.LESS, number("45"))))),
    (NUMBERS, "5, 6", equal(Decimal(5), Decimal(6))),
    (NUMBERS, "5\n6", equal(Decimal(5), Decimal(6))),
    (NUMBERS, "5,\n6", equal(Decimal(5), Decimal(6))),
    (NUMBERS, "1 to 2, >= 9", AnyOf((InRange(number("1"), number("2")), at_least("9")))),
    (NUMBERS, "not(5)", Negated(equal(Decimal(5)))),
    (
        NUMBERS,
        "not ([1..5], 9)",
        Negated(AnyOf((InRange(number("1"), number("5")), equal(Decimal(9))))),
    ),
    # Another name, between braces
    (NUMBERS, "<= {Maximum dose}", Compare(Operator.AT_MOST, MAXIMUM)),
    (NUMBERS, "{maximum  DOSE}", Compare(Operator.EQUAL, MAXIMUM)),
    (NUMBERS, "(0..{Maximum dose}]", InRange(number("0"), MAXIMUM, low_closed=False)),
    (
        NUMBERS,
        "< {Maximum dose * 2}, 9",
        AnyOf(
            (
                Compare(Operator.LESS, Binary(Operator.MULTIPLY, MAXIMUM, number("2"))),
                equal(Decimal(9)),
            )
        ),
    ),
    (OPEN, "{Required product}", Compare(Operator.EQUAL, NameUse("Required product"))),
    # Blank and given
    (NUMBERS, "blank", IsBlank()),
    (NUMBERS, "Given", IsGiven()),
    (NUMBERS, "not(blank)", IsGiven()),
    (NUMBERS, "not(given)", IsBlank()),
    (NUMBERS, "blank, >= 5", AnyOf((IsBlank(), at_least("5")))),
    (OPEN, "blank", IsBlank()),
    # Closed text
    (CLOSED, "breast cancer", equal("breast cancer")),
    (CLOSED, "Breast   CANCER", equal("breast cancer")),
    (CLOSED, '"breast cancer"', equal("breast cancer")),
    (CLOSED, "breast cancer, NSCLC", equal("breast cancer", "NSCLC")),
    (CLOSED, "breast cancer\nNSCLC", equal("breast cancer", "NSCLC")),
    (CLOSED, "!= NSCLC", Compare(Operator.NOT_EQUAL, Constant("NSCLC"))),
    (CLOSED, "not(NSCLC, breast cancer)", Negated(equal("NSCLC", "breast cancer"))),
    (
        CLOSED,
        "!= NSCLC and != in situ",
        AllOf(tuple(Compare(Operator.NOT_EQUAL, Constant(x)) for x in ("NSCLC", "in situ"))),
    ),
    # Open text and codes
    (OPEN, "whatever the sheet says", equal("whatever the sheet says")),
    (OPEN, "salt and pepper", equal("salt and pepper")),
    (OPEN, '"salt, pepper"', equal("salt, pepper")),
    (OPEN, '"a ""quoted"" word"', equal('a "quoted" word')),
    (OPEN, "other (a, b), c", equal("other (a, b)", "c")),
    (CODES, "J9354, J9355", equal("J9354", "J9355")),
    (CODES, "in ICD-10 breast", InSet("ICD-10 breast")),
    (CODES, "in [icd-10 BREAST]", InSet("ICD-10 breast")),
    (OPEN, "not in Oncology  specialties", Negated(InSet("Oncology specialties"))),
    (
        OPEN,
        "in Oncology specialties, nurse",
        AnyOf((InSet("Oncology specialties"), equal("nurse"))),
    ),
    # Yes and no, met and not met
    (YES_NO, "yes", YES),
    (YES_NO, "No", NO),
    (YES_NO, True, YES),
    (YES_NO, False, NO),
    (YES_NO, "yes, blank", AnyOf((YES, IsBlank()))),
    (TRUTHS, "met", IsMet(met=True)),
    (TRUTHS, "Not  met", IsMet(met=False)),
    # Dates and durations
    (DATES, dt.datetime(2025, 8, 1), equal(DAY)),  # noqa: DTZ001 - as the Excel reader gives it
    (DATES, "2025-08-01", equal(DAY)),
    (DATES, ">= 2025-08-01", Compare(Operator.AT_LEAST, Constant(DAY))),
    (DATES, "[2025-08-01..2025-12-31]", InRange(Constant(DAY), Constant(dt.date(2025, 12, 31)))),
    (DATES, "2025-08-01 to 2025-08-02", InRange(Constant(DAY), Constant(dt.date(2025, 8, 2)))),
    (
        DATES,
        "within 6 months before {Request date}",
        WithinCell(Constant(Duration(months=6)), before=True, date=NameUse("Request date")),
    ),
    (
        DATES,
        "within 21 days after 2025-08-01",
        WithinCell(Constant(Duration(days=21)), before=False, date=Constant(DAY)),
    ),
    (DURATIONS, "6 months", equal(Duration(months=6))),
    (DURATIONS, "1 year 6 months", equal(Duration(months=18))),
    (DURATIONS, ">= 2 weeks", Compare(Operator.AT_LEAST, Constant(Duration(days=14)))),
    (
        DURATIONS,
        "[1 month..1 year)",
        InRange(Constant(Duration(months=1)), Constant(Duration(months=12)), high_closed=False),
    ),
    # Lists
    (LISTS, "has recurrent", has(Quantifier.ANY, "recurrent")),
    (LISTS, "has any of early, recurrent", has(Quantifier.ANY, "early", "recurrent")),
    (LISTS, "has all of early,\nrecurrent", has(Quantifier.ALL, "early", "recurrent")),
    (LISTS, "Has none of early", has(Quantifier.NONE, "early")),
    (CODE_LISTS, "has any in ICD-10 breast", HasInSet(Quantifier.ANY, "ICD-10 breast")),
    (CODE_LISTS, "has all in ICD-10 breast", HasInSet(Quantifier.ALL, "ICD-10 breast")),
    (CODE_LISTS, "has none in ICD-10 breast", HasInSet(Quantifier.NONE, "ICD-10 breast")),
    (CODE_LISTS, "has {Required product}", Has(Quantifier.ANY, (NameUse("Required product"),))),
    (
        CODE_LISTS,
        "not(has C50 and empty)",
        Negated(AllOf((has(Quantifier.ANY, "C50"), IsEmpty()))),
    ),
    (LISTS, "count >= 2", Count(at_least("2"))),
    (LISTS, "count 2", Count(Compare(Operator.EQUAL, number("2")))),
    (LISTS, "count [1..3]", Count(InRange(number("1"), number("3")))),
    (LISTS, "empty", IsEmpty()),
    (LISTS, "not(empty)", Negated(IsEmpty())),
    (
        LISTS,
        "has early and count < 3",
        AllOf((has(Quantifier.ANY, "early"), Count(Compare(Operator.LESS, number("3"))))),
    ),
    (
        LISTS,
        "has any of early, recurrent\nhas advanced, count 0",
        AnyOf(
            (
                has(Quantifier.ANY, "early", "recurrent"),
                has(Quantifier.ANY, "advanced"),
                Count(Compare(Operator.EQUAL, number("0"))),
            )
        ),
    ),
]


@pytest.mark.parametrize(
    ("expected", "value", "tree"),
    FORMS,
    ids=[f"{form[0].type.kind}: {form[1]!r}" for form in FORMS],
)
def test_every_form_of_a_condition_cell(
    expected: Expected, value: CellValue, tree: Condition
) -> None:
    """A condition cell is read as the notation says."""
    assert tree == condition(value, expected)


@pytest.mark.parametrize("member", ["in situ", "not met", "has history", "1-2", "Smith, John"])
def test_an_allowed_value_is_recognised_before_any_word(member: str) -> None:
    """An allowed value that looks like a test is the value, alone and among alternatives."""
    assert equal(member) == condition(member, CLOSED)
    assert equal("NSCLC", member) == condition(f"NSCLC, {member}", CLOSED)
    assert Negated(equal(member)) == condition(f"not({member})", CLOSED)


@pytest.mark.parametrize(
    "code", ["1-2", "SEPT2", "00123", "1E5", "C50.1", "70553", "3 months", "2025-08-01", "-12"]
)
def test_a_code_keeps_its_form(code: str) -> None:
    """A code that starts with a digit, or looks like a date or a number, is the code as written."""
    assert equal(code) == condition(code, CODES)


def test_a_value_after_a_sign_needs_no_quotes() -> None:
    """`= SUCCESS` compares with the text SUCCESS; it names no variable."""
    assert equal("SUCCESS") == condition("= SUCCESS", OPEN)
    assert condition('"SUCCESS"', OPEN) == condition("SUCCESS", OPEN)


@pytest.mark.parametrize("word", ["count", "empty", "within normal limits", "to", "met", "yes"])
def test_words_of_other_columns_are_plain_text(word: str) -> None:
    """A word of the notation that the column does not have is a value there."""
    assert equal(word) == condition(word, OPEN)


@pytest.mark.parametrize(
    "text", ["in situ", "not met", "blank", "= x", "-", "[1..5]", "{x}", "C50*"]
)
def test_quotes_always_work(text: str) -> None:
    """A text between quotes is the value, whatever it looks like."""
    assert equal(text) == condition(f'"{text}"', CODES)


def test_places_point_into_the_text_of_the_cell() -> None:
    """Every part of a tree knows its characters, those between braces too."""
    text = " >= 30, < {Maximum dose}"
    tree = condition(text, NUMBERS)
    assert isinstance(tree, AnyOf)
    first, second = tree.conditions
    assert isinstance(second, Compare)
    assert [
        part_of(text, place) for place in (first.place, second.place, second.operand.place)
    ] == [">= 30", "< {Maximum dose}", "Maximum dose"]


def part_of(text: str, place: Place) -> str:
    """The characters of a place."""
    return text[place.start : place.end]
