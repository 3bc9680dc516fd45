"""Values of outcomes, examples, labels and the Glossary, read by their declared type."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.ir.expr import Function
from tablewright.ir.tests import Interval
from tablewright.ir.types import Duration, Kind, Type, Value
from tablewright.source.grid import CellValue, ErrorValue
from tablewright.syntax.allowed import (
    Allowed,
    AllowedIntervals,
    AllowedSet,
    AllowedText,
    AllowedTexts,
    parse_allowed,
)
from tablewright.syntax.expected import Expected
from tablewright.syntax.tree import Call, Constant, NameUse, OutcomeCell, PlainValue, Worked
from tablewright.syntax.value import is_blank, parse_label, parse_outcome, parse_value
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
    VOCABULARY,
    YES_NO,
    cell,
    column,
    fault,
    faults,
    good,
)

MIDNIGHT = dt.datetime(2025, 8, 1)  # noqa: DTZ001 - as the Excel reader gives it
NOON = dt.datetime(2025, 8, 1, 12)  # noqa: DTZ001 - as above
NUMBER_LISTS = column(Kind.NUMBER, is_list=True)

VALUES: list[tuple[Expected, CellValue, Value]] = [
    (NUMBERS, Decimal("3.6"), Decimal("3.6")),
    (DOSES, "3.6 mg/kg", Decimal("3.6")),
    (AGES, Decimal(18), Decimal(18)),
    (CLOSED, "Breast   cancer", "breast cancer"),
    (CLOSED, "not met", "not met"),
    (CLOSED, '"Smith, John"', "Smith, John"),
    (OPEN, " a, b and c ", "a, b and c"),
    (OPEN, "in situ", "in situ"),
    (OPEN, '"-"', "-"),
    (OPEN, "5", "5"),
    (CODES, "1-2", "1-2"),
    (CODES, "00123", "00123"),
    (DATES, MIDNIGHT, dt.date(2025, 8, 1)),
    (DATES, "2025-08-01", dt.date(2025, 8, 1)),
    (DURATIONS, "6 months", Duration(months=6)),
    (YES_NO, "yes", True),
    (YES_NO, False, False),
    (TRUTHS, "Not  met", False),
    (TRUTHS, "met", True),
    (LISTS, "early, recurrent", ("early", "recurrent")),
    (LISTS, "early\nrecurrent", ("early", "recurrent")),
    (LISTS, "early", ("early",)),
    (LISTS, "Empty", ()),
    (CODE_LISTS, "C50, 00123", ("C50", "00123")),
    (CODE_LISTS, '"a, b", c', ("a, b", "c")),
    (NUMBER_LISTS, "1, 2", (Decimal(1), Decimal(2))),
    (NUMBER_LISTS, Decimal(1), (Decimal(1),)),
]


@pytest.mark.parametrize(
    ("expected", "given", "value"), VALUES, ids=[f"{v[0].type.kind}: {v[1]!r}" for v in VALUES]
)
def test_a_value_is_read_by_its_type(expected: Expected, given: CellValue, value: Value) -> None:
    """A value cell gives a value of the type of its column, never of how it looks."""
    read = good(parse_value(cell(given), expected))
    assert value == read
    assert type(value) is type(read)


WRONG: list[tuple[Expected, CellValue | None, Code, str]] = [
    (NUMBERS, "18", codes.NUMBER_AS_TEXT, "enter the number again"),
    (NUMBERS, "1,000", codes.COMMA_IN_NUMBER, "without a comma"),
    (NUMBERS, "5 6", codes.UNREADABLE_CELL, "between numbers"),
    (NUMBERS, "5 to 6", codes.UNREADABLE_CELL, "one value"),
    (NUMBERS, ">= 5", codes.UNREADABLE_CELL, "Enter a number"),
    (NUMBERS, "{Dose}", codes.UNREADABLE_CELL, "Enter a value"),
    (NUMBERS, "-", codes.UNREADABLE_CELL, "leave the cell blank"),
    (OPEN, "-", codes.UNREADABLE_CELL, "leave the cell blank"),
    (OPEN, None, codes.UNREADABLE_CELL, "Enter a value"),
    (OPEN, '"a" b', codes.UNREADABLE_CELL, "one value"),
    (OPEN, "\u201ca\u201d", codes.UNREADABLE_CELL, "straight quotes"),
    (OPEN, MIDNIGHT, codes.TEXT_AS_DATE, "Format the cell as Text"),
    (OPEN, ErrorValue.NA, codes.ERROR_VALUE, "Enter the value itself"),
    (DOSES, "3.6 mg", codes.UNIT_MISMATCH, "Convert the number to mg/kg"),
    (AGES, Decimal("3.5"), codes.VALUE_NOT_ALLOWED, "whole number"),
    (CLOSED, "brest cancer", codes.VALUE_NOT_ALLOWED, "Did you mean breast cancer?"),
    (CLOSED, "NSCLC, in situ", codes.VALUE_NOT_ALLOWED, "Leave one value"),
    (CODES, Decimal(123), codes.LOST_TEXT_FORM, "'123"),
    (CODES, MIDNIGHT, codes.TEXT_AS_DATE, "Format the cell as Text"),
    (DATES, "01/08/2025", codes.TEXT_AS_DATE, "year-month-day"),
    (DATES, NOON, codes.DATE_WITH_TIME, "2025-08-01"),
    (DATES, Decimal(45870), codes.UNREADABLE_CELL, "Enter a date"),
    (DURATIONS, "6", codes.UNREADABLE_CELL, "6 days, weeks"),
    (YES_NO, "maybe", codes.VALUE_NOT_ALLOWED, "yes or no"),
    (TRUTHS, "yes", codes.VALUE_NOT_ALLOWED, "met or not met"),
    (LISTS, "early,", codes.UNREADABLE_CELL, "take the comma out"),
    (LISTS, ", early", codes.UNREADABLE_CELL, "take the comma out"),
    (LISTS, "early, , recurrent", codes.UNREADABLE_CELL, "take the comma out"),
    (LISTS, '"early" recurrent', codes.UNREADABLE_CELL, "comma and a blank"),
    (NUMBER_LISTS, "1,2", codes.COMMA_IN_NUMBER, "a blank after it"),
]


@pytest.mark.parametrize(
    ("expected", "given", "code", "advice"),
    WRONG,
    ids=[f"{w[0].type.kind}: {w[1]!r}" for w in WRONG],
)
def test_a_faulty_value_says_what_is_wrong(
    expected: Expected, given: CellValue | None, code: Code, advice: str
) -> None:
    """A faulty value cell gives one fault with its code and an action."""
    assert advice in fault(parse_value(cell(given), expected), code).help


def test_every_wrong_member_is_reported_at_once() -> None:
    """Each wrong member of a list is a fault of its own."""
    found = faults(parse_value(cell("erly, recurrent, advancd"), LISTS))
    assert [one.help for one in found] == ["Did you mean early?", "Did you mean advanced?"]


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (Decimal(6), PlainValue(Decimal(6))),
        ("6 mg/kg", PlainValue(Decimal(6))),
        (" {Dose} ", Worked(NameUse("Dose"))),
        (
            "{smaller of(12, Remaining weeks)}",
            Worked(Call(Function.SMALLER_OF, (Constant(Decimal(12)), NameUse("Remaining weeks")))),
        ),
    ],
)
def test_an_outcome_is_a_value_or_an_expression(given: CellValue, outcome: OutcomeCell) -> None:
    """An outcome cell holds a value of its type, or an expression between braces."""
    assert outcome == good(parse_outcome(cell(given), DOSES))


@pytest.mark.parametrize("given", ["{Dose", "{Dose} mg/kg", "{}", "{1 +}", "-"])
def test_a_faulty_outcome_is_reported(given: str) -> None:
    """Half an expression, or text beside one, is no outcome."""
    fault(parse_outcome(cell(given), DOSES), codes.UNREADABLE_CELL)


@pytest.mark.parametrize(
    ("given", "label"),
    [("5.10", "5.10"), (" I.A.6* ", "I.A.6*"), (Decimal(5), "5"), ("1-2", "1-2")],
)
def test_a_label_keeps_its_form(given: CellValue, label: str) -> None:
    """An id is read as written; a whole number is the same as number and as text."""
    assert label == good(parse_label(cell(given)))


def test_a_label_that_lost_its_form_is_reported() -> None:
    """5.10 that became 5.1, 05 shown by a number format, and 1-2 that became a date."""
    fault(parse_label(cell(Decimal("5.1"))), codes.LOST_TEXT_FORM)
    fault(parse_label(cell(Decimal(5), display="05")), codes.LOST_TEXT_FORM)
    fault(parse_label(cell(MIDNIGHT)), codes.TEXT_AS_DATE)
    fault(parse_label(cell(value=True)), codes.UNREADABLE_CELL)


def test_a_cell_of_blanks_is_blank_and_a_formula_is_not() -> None:
    """No cell, no value and blanks alone are blank; a formula is something even without value."""
    assert all(map(is_blank, (None, cell(None), cell(" \n\u00a0"))))
    assert not any(map(is_blank, (cell("-"), cell(value=False), cell(None, formula="=A1"))))


def texts(*pairs: str | tuple[str, str]) -> AllowedTexts:
    """Allowed texts, with a code name where a pair is given."""
    named = (pair if isinstance(pair, tuple) else (pair, "") for pair in pairs)
    return AllowedTexts(tuple(AllowedText(text=text, code_name=name) for text, name in named))


def numbers(*intervals: Interval) -> AllowedIntervals:
    """Allowed numbers."""
    return AllowedIntervals(intervals)


ALLOWED: list[tuple[Kind, CellValue, Allowed]] = [
    (Kind.TEXT, "breast cancer, NSCLC\nother", texts("breast cancer", "NSCLC", "other")),
    (Kind.TEXT, "3+ = IHC_3_PLUS, 2+", texts(("3+", "IHC_3_PLUS"), "2+")),
    (Kind.TEXT, '"a, b" = A_B, "-"', texts(("a, b", "A_B"), "-")),
    (Kind.TEXT, '"a = b"', texts("a = b")),
    (Kind.TEXT, "a >= b", texts("a >= b")),
    (Kind.TEXT, "other (a, b), in situ", texts("other (a, b)", "in situ")),
    (Kind.TEXT, "in situ, not met, 1-2", texts("in situ", "not met", "1-2")),
    (Kind.CODE, "in ICD-10 breast", AllowedSet("ICD-10 breast")),
    (Kind.TEXT, "oncology specialties", AllowedSet("Oncology specialties")),
    (Kind.NUMBER, "[0..130]", numbers(Interval(low=Decimal(0), high=Decimal(130)))),
    (Kind.NUMBER, "0 to 130", numbers(Interval(low=Decimal(0), high=Decimal(130)))),
    (Kind.NUMBER, ">= 0", numbers(Interval(low=Decimal(0)))),
    (Kind.NUMBER, "< 5", numbers(Interval(high=Decimal(5), high_closed=False))),
    (
        Kind.NUMBER,
        "(0..500]",
        numbers(Interval(low=Decimal(0), low_closed=False, high=Decimal(500))),
    ),
    (Kind.WHOLE, Decimal(5), numbers(Interval(low=Decimal(5), high=Decimal(5)))),
    (
        Kind.WHOLE,
        "5, > 9",
        numbers(
            Interval(low=Decimal(5), high=Decimal(5)), Interval(low=Decimal(9), low_closed=False)
        ),
    ),
    (Kind.DATE, ">= 2025-08-01", numbers(Interval(low=dt.date(2025, 8, 1)))),
    (Kind.DURATION, "<= 6 months", numbers(Interval(high=Duration(months=6)))),
]


@pytest.mark.parametrize(
    ("kind", "given", "allowed"), ALLOWED, ids=[f"{a[0]}: {a[1]!r}" for a in ALLOWED]
)
def test_allowed_values_are_texts_ranges_or_a_set(
    kind: Kind, given: CellValue, allowed: Allowed
) -> None:
    """An Allowed values cell lists texts, ranges or the name of a value set, by the Type."""
    assert allowed == good(parse_allowed(cell(given), Type(kind=kind), VOCABULARY))


WRONG_ALLOWED: list[tuple[Kind, CellValue, Code, str]] = [
    (Kind.TEXT, "a, A", codes.DUPLICATE_NAME, "Take one"),
    (Kind.TEXT, "a = b c", codes.NAME_NOT_USABLE, "quotes"),
    (Kind.TEXT, "a = ", codes.NAME_NOT_USABLE, "quotes"),
    (Kind.TEXT, "a,b", codes.UNREADABLE_CELL, "blank after the comma"),
    (Kind.TEXT, "a, , b", codes.UNREADABLE_CELL, "take the comma out"),
    (Kind.TEXT, "a,", codes.UNREADABLE_CELL, "take the comma out"),
    (Kind.TEXT, "-", codes.UNREADABLE_CELL, "blank"),
    (Kind.TEXT, "a, -", codes.UNREADABLE_CELL, "quotes"),
    (Kind.TEXT, "a (b", codes.UNREADABLE_CELL, "quotes"),
    (Kind.TEXT, "{Dose}", codes.UNREADABLE_CELL, "quotes"),
    (Kind.TEXT, "in ICD-10 brest", codes.UNKNOWN_NAME, "ICD-10 breast"),
    (Kind.TEXT, Decimal(1), codes.LOST_TEXT_FORM, "'1"),
    (Kind.TEXT, MIDNIGHT, codes.TEXT_AS_DATE, "Text"),
    (Kind.NUMBER, "5", codes.NUMBER_AS_TEXT, "again"),
    (Kind.NUMBER, "[5..1]", codes.UNREADABLE_CELL, "Swap"),
    (Kind.NUMBER, "!= 5", codes.UNREADABLE_CELL, "[0..130]"),
    (Kind.NUMBER, "<= {Dose}", codes.UNREADABLE_CELL, "[0..130]"),
    (Kind.YES_NO, "yes", codes.UNREADABLE_CELL, "blank"),
]


@pytest.mark.parametrize(
    ("kind", "given", "code", "advice"),
    WRONG_ALLOWED,
    ids=[f"{w[0]}: {w[1]!r}" for w in WRONG_ALLOWED],
)
def test_faulty_allowed_values_say_what_is_wrong(
    kind: Kind, given: CellValue, code: Code, advice: str
) -> None:
    """A faulty Allowed values cell gives one fault with its code and an action."""
    found = fault(parse_allowed(cell(given), Type(kind=kind), VOCABULARY), code)
    assert advice in found.help
