"""Faults in condition cells: each has its code, its place in the text, and an action."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.ir.types import Kind
from tablewright.source.grid import CellValue, ErrorValue
from tablewright.syntax.condition import parse_condition
from tablewright.syntax.expected import Expected
from tablewright.syntax.fault import Fault, to_diagnostic
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
    cell,
    column,
    fault,
    faults,
)

NOON = dt.datetime(2025, 8, 1, 12)  # noqa: DTZ001 - as the Excel reader gives it
MIDNIGHT = dt.datetime(2025, 8, 1)  # noqa: DTZ001 - as above

MILLIGRAMS = column(Kind.NUMBER, unit="mg")

# The cell, its code, the characters it points at (all of it when empty), and words of its help.
WRONG: list[tuple[Expected, CellValue | None, Code, str, str]] = [
    # Blank is not dash
    (NUMBERS, None, codes.BLANK_CONDITION, "", "Write - if any value will do"),
    (NUMBERS, " \n ", codes.BLANK_CONDITION, "", "Write -"),
    (OPEN, "- , x", codes.UNREADABLE_CELL, "-", "alone"),
    (NUMBERS, "5, -", codes.UNREADABLE_CELL, "-", "alone"),
    # Numbers
    (NUMBERS, "18", codes.NUMBER_AS_TEXT, "18", "enter the number again"),
    (AGES, " 18 ", codes.NUMBER_AS_TEXT, " 18 ", "enter the number again"),
    (NUMBERS, "1,000", codes.COMMA_IN_NUMBER, "1,000", "without a comma"),
    (NUMBERS, "> 3,6", codes.COMMA_IN_NUMBER, "3,6", "decimals with a point"),
    (DOSES, "> 3.6 mg", codes.UNIT_MISMATCH, "mg", "Convert the number to mg/kg"),
    (DOSES, "> 3.6 kg", codes.UNIT_MISMATCH, "kg", "Convert the number to mg/kg"),
    (MILLIGRAMS, "> 4 mg/kg", codes.UNIT_MISMATCH, "mg/kg", "Convert the number to mg"),
    (NUMBERS, "> 4 mg", codes.UNIT_MISMATCH, "mg", "Unit in the Glossary"),
    (NUMBERS, ">= 18 adn < 45", codes.UNREADABLE_CELL, "adn", "Write and"),
    (NUMBERS, "18 or 19", codes.UNREADABLE_CELL, "or", "comma and a blank"),
    (NUMBERS, "18-64", codes.UNREADABLE_CELL, "18-64", "18 to 64"),
    (NUMBERS, "18..64", codes.UNREADABLE_CELL, "..", "in brackets, such as [18..64]"),
    (NUMBERS, "18+", codes.UNREADABLE_CELL, "18+", ">= 18"),
    (NUMBERS, "=> 18", codes.UNREADABLE_CELL, "=>", "Write >= instead"),
    (NUMBERS, "adult", codes.UNREADABLE_CELL, "adult", "Enter a number"),
    (NUMBERS, "18 to", codes.UNREADABLE_CELL, "", "a value"),
    (NUMBERS, "5,", codes.UNREADABLE_CELL, "", "a value"),
    (NUMBERS, "> 18 and blank", codes.UNREADABLE_CELL, "blank", "alternative of its own"),
    (NUMBERS, "not(blank, 5)", codes.UNREADABLE_CELL, ", ", "not(blank)"),
    (NUMBERS, "[1..5", codes.UNREADABLE_CELL, "", "]"),
    (NUMBERS, "1" * 35 + ", 2", codes.UNREADABLE_CELL, "1" * 35, "fewer digits"),
    (AGES, "> 3.5", codes.VALUE_NOT_ALLOWED, "3.5", "whole number"),
    (AGES, Decimal("3.5"), codes.VALUE_NOT_ALLOWED, "", "whole number"),
    (NUMBERS, MIDNIGHT, codes.UNREADABLE_CELL, "", "Enter a number"),
    (NUMBERS, True, codes.UNREADABLE_CELL, "", "Enter a number"),
    # Ranges that hold nothing
    (NUMBERS, "[5..1]", codes.UNREADABLE_CELL, "[5..1]", "Swap the ends"),
    (NUMBERS, "not(64 to 18)", codes.UNREADABLE_CELL, "64 to 18", "Swap the ends"),
    (NUMBERS, "(5..5]", codes.UNREADABLE_CELL, "(5..5]", "widen"),
    (AGES, "(1..2)", codes.UNREADABLE_CELL, "(1..2)", "widen"),
    (DATES, "[2025-08-01..2025-01-01]", codes.UNREADABLE_CELL, "", "Swap"),
    (DURATIONS, "[3 weeks..20 days]", codes.UNREADABLE_CELL, "", "Swap"),
    (LISTS, "count (1..2)", codes.UNREADABLE_CELL, "(1..2)", "widen"),
    # Text and codes
    (
        CLOSED,
        "brest cancer",
        codes.VALUE_NOT_ALLOWED,
        "brest cancer",
        "Did you mean breast cancer?",
    ),
    (CLOSED, '"brest cancer"', codes.VALUE_NOT_ALLOWED, "", "Did you mean breast cancer?"),
    (CLOSED, "lymphoma", codes.VALUE_NOT_ALLOWED, "lymphoma", "Allowed: breast cancer"),
    (CLOSED, "NSCLC,in situ", codes.VALUE_NOT_ALLOWED, "", "a blank: NSCLC, in situ"),
    (CLOSED, "NSCLC or in situ", codes.VALUE_NOT_ALLOWED, "", "a blank: NSCLC, in situ"),
    (CLOSED, "not NSCLC", codes.VALUE_NOT_ALLOWED, "", "Write != NSCLC"),
    (CLOSED, "NSCLC and in situ", codes.UNREADABLE_CELL, "and ", "alternatives by a comma"),
    (CLOSED, "> NSCLC", codes.UNREADABLE_CELL, ">", "Only numbers"),
    (CLOSED, Decimal(1), codes.LOST_TEXT_FORM, "", "apostrophe"),
    (OPEN, MIDNIGHT, codes.TEXT_AS_DATE, "", "Format the cell as Text"),
    (OPEN, "not positive", codes.UNREADABLE_CELL, "not positive", "Write != positive"),
    (OPEN, "in situ", codes.UNKNOWN_NAME, "situ", "put them in quotes"),
    (OPEN, "in Oncolgy specialties", codes.UNKNOWN_NAME, "", "Did you mean Oncology"),
    (OPEN, "a,b", codes.UNREADABLE_CELL, "a,b", "blank after the comma"),
    (OPEN, "a {Dose}", codes.UNREADABLE_CELL, "a {Dose}", "alone between braces"),
    (OPEN, "[1..5]", codes.UNREADABLE_CELL, "[1..5]", "Only numbers"),
    (OPEN, "\u201cx\u201d", codes.UNREADABLE_CELL, "\u201c", 'Write " instead'),
    (OPEN, '"x', codes.UNREADABLE_CELL, '"x', "second quote"),
    (OPEN, "other (x", codes.UNREADABLE_CELL, "other (x", "quotes"),
    (OPEN, "not(!= )", codes.UNREADABLE_CELL, ")", "Write the value"),
    (CODES, Decimal(70553), codes.LOST_TEXT_FORM, "", "'70553"),
    (CODES, MIDNIGHT, codes.TEXT_AS_DATE, "", "Format the cell as Text"),
    (CODES, "C50*", codes.UNREADABLE_CELL, "C50*", "value set"),
    # Dates and durations
    (DATES, NOON, codes.DATE_WITH_TIME, "", "2025-08-01"),
    (DATES, "2025-08-01 12:00", codes.DATE_WITH_TIME, "2025-08-01 12:00", "2025-08-01."),
    (DATES, "> 01/08/2025", codes.TEXT_AS_DATE, "01/08/2025", "year-month-day"),
    (DATES, "1 Aug 2025", codes.TEXT_AS_DATE, "1 Aug 2025", "year-month-day"),
    (DATES, "August 1, 2025", codes.TEXT_AS_DATE, "August 1, 2025", "year-month-day"),
    (DATES, "01.08.2025", codes.TEXT_AS_DATE, "01.08.2025", "year-month-day"),
    (DATES, "2025-02-30", codes.UNREADABLE_CELL, "2025-02-30", "Correct the date"),
    (DATES, Decimal(45870), codes.UNREADABLE_CELL, "", "Enter a date"),
    (DATES, "within 6 before {Request date}", codes.UNREADABLE_CELL, "6", "6 days"),
    (DURATIONS, "6", codes.UNREADABLE_CELL, "6", "6 days, weeks, months or years"),
    (DURATIONS, Decimal(6), codes.UNREADABLE_CELL, "", "6 months"),
    # Yes and no, met and not met
    (YES_NO, "met", codes.VALUE_NOT_ALLOWED, "met", "Did you mean yes?"),
    (YES_NO, "maybe", codes.VALUE_NOT_ALLOWED, "maybe", "Write yes or no"),
    (YES_NO, Decimal(1), codes.UNREADABLE_CELL, "", "Write yes or no"),
    (TRUTHS, "yes", codes.VALUE_NOT_ALLOWED, "yes", "Write met or not met"),
    (TRUTHS, True, codes.UNREADABLE_CELL, "", "Write met or not met"),
    # Lists
    (LISTS, "early", codes.UNREADABLE_CELL, "early", "Write has early"),
    (LISTS, "= early", codes.UNREADABLE_CELL, "=", "has any of"),
    (LISTS, "has erly", codes.VALUE_NOT_ALLOWED, "erly", "Did you mean early?"),
    (CODE_LISTS, "has any in ICD-10 brest", codes.UNKNOWN_NAME, "", "ICD-10 breast"),
    # Expressions in braces
    (NUMBERS, "< {Maximun dose}", codes.UNKNOWN_NAME, "Maximun dose", "Did you mean Maximum dose?"),
    (NUMBERS, "< {Dose", codes.UNREADABLE_CELL, "{Dose", "Write }"),
    (NUMBERS, "< {1 +}", codes.UNREADABLE_CELL, "", "a value"),
    # What no cell may hold
    (OPEN, ErrorValue.NA, codes.ERROR_VALUE, "", "Enter the value itself"),
]


@pytest.mark.parametrize(
    ("expected", "value", "code", "part", "advice"),
    WRONG,
    ids=[f"{wrong[0].type.kind}: {wrong[1]!r}" for wrong in WRONG],
)
def test_a_faulty_condition_says_what_is_wrong_and_where(
    expected: Expected, value: CellValue | None, code: Code, part: str, advice: str
) -> None:
    """A faulty cell gives one fault with its code, the characters it is about, and an action."""
    found = fault(parse_condition(cell(value), expected), code)
    text = value if isinstance(value, str) else ""
    assert advice in found.help
    assert part == (text[found.start : found.end] if part else "")


def test_every_wrong_alternative_is_reported_at_once() -> None:
    """Two wrong values in one cell are two faults, in the order of the text."""
    found = faults(parse_condition(cell("brest cancer, NSCLC, NSLC"), CLOSED))
    assert [(one.start, one.end) for one in found] == [(0, 12), (21, 25)]


def test_a_formula_is_never_read_by_its_cached_value() -> None:
    """A formula is a fault even where the value it left behind would be a good condition."""
    fault(parse_condition(cell("NSCLC", formula="=A1"), CLOSED), codes.FORMULA_CELL)
    fault(parse_condition(cell(None, formula="=A1"), NUMBERS), codes.FORMULA_CELL)


def test_a_fault_becomes_a_finding_on_its_cell() -> None:
    """The finding names workbook, sheet and cell, and the part of the text where it is a part."""
    condition = cell("brest cancer, NSCLC")
    found = faults(parse_condition(condition, CLOSED))[0]
    finding = to_diagnostic(found, "policy/2025.xlsx", "Dose", condition)
    assert str(finding.primary) == "policy/2025.xlsx \u203a Dose!C7"
    assert (found.code, found.message, found.help) == (finding.code, finding.message, finding.help)
    assert finding.notes == ("at character 1 of the cell: `brest cancer`",)


def test_a_finding_about_the_whole_cell_does_not_repeat_its_text() -> None:
    """A fault that covers the text of its cell needs no note about the place."""
    whole = Fault(code=codes.NUMBER_AS_TEXT, message="m", help="h", start=0, end=2)
    assert to_diagnostic(whole, "w.xlsx", "S", cell("18")).notes == ()
