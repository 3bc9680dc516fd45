"""How numbers, texts and dates show under their number formats."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from tablewright.source.date_format import date_of, shown_date, shows_date
from tablewright.source.number_format import shown_number, shown_text

AFTERNOON = dt.datetime(2024, 9, 4, 13, 5, 9)  # noqa: DTZ001 - cells hold no time zone


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        ("3.6", "General", "3.6"),
        ("3.6", "0", "4"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("3.6", "0.00", "3.60"),
        ("3.5", "0.0##", "3.5"),
        ("5", "00000", "00005"),
        ("0.25", "0%", "25%"),
        ("0.125", "0.0 %", "12.5 %"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("12000", "0,", "12"),
        ("100", '0" mg"', "100 mg"),
        ("100", r"0\ \m\g", "100 mg"),
        ("1234.5", "[$$-409]#,##0.00", "$1,234.50"),
        ("-3.5", "#,##0.00_);[Red](#,##0.00)", "(3.50)"),
        ("0", '0;-0;"none"', "none"),
        ("5", ";;;", ""),
        ("5", '"see note"', "see note"),
        ("7", "@", "7"),
        ("1234", "0.00E+00", "1234"),
        ("1.5", "# ?/?", "1.5"),
        ("7", '[>=5]"high";"low"', "7"),
    ],
)
def test_numbers_show_as_in_the_sheet(value: str, number_format: str, expected: str) -> None:
    """Common formats are rendered; under one that is not known the plain value stands."""
    assert expected == shown_number(Decimal(value), number_format)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.text(alphabet='0#?.,;%@"\\_*[]$-EeGeneraldmyhs /', max_size=30),
)
def test_no_format_breaks_the_reader(value: Decimal, number_format: str) -> None:
    """Whatever a format says, a number, a text and a date have something to show."""
    assert isinstance(shown_number(value, number_format), str)
    assert isinstance(shown_text("text", number_format), str)
    assert isinstance(shown_date(AFTERNOON, number_format), str)


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("General", "text"),
        ("@", "text"),
        ("0;-0;0;", ""),
        ('0;-0;0;@" mg"', "text mg"),
    ],
)
def test_texts_show_as_in_the_sheet(number_format: str, expected: str) -> None:
    """The fourth part of a format may hide a text or add to it."""
    assert expected == shown_text("text", number_format)


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("yyyy-mm-dd", "2024-09-04"),
        ("d-mmm-yy", "4-Sep-24"),
        ("dd/mm/yyyy", "04/09/2024"),
        ("[$-409]dddd, d mmmm yyyy;@", "Wednesday, 4 September 2024"),
        ("mmm-yy", "Sep-24"),
        ("yyyy-mm-dd hh:mm", "2024-09-04 13:05"),
        ("h:mm AM/PM", "1:05 PM"),
        ("mm:ss", "05:09"),
        ("mm-dd-yy", "2024-09-04 13:05:09"),
    ],
)
def test_dates_show_as_in_the_sheet(number_format: str, expected: str) -> None:
    """Dates are rendered in English; what each workstation shows in its own way, in ISO order."""
    assert expected == shown_date(AFTERNOON, number_format)


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("yyyy-mm-dd", True),
        ("h:mm", True),
        ("[h]:mm", False),
        ("General", False),
        ("[Red]0.00", False),
        ('0.0" days"', False),
        (r"0.0\ \d", False),
        ("0.00E+00", False),
    ],
)
def test_formats_of_dates_are_told(number_format: str, *, expected: bool) -> None:
    """Words, colours and lengths of time make no date."""
    assert expected is shows_date(number_format)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("45539", "2024-09-04")],
)
def test_days_of_1900_are_counted_as_spreadsheets_do(number: str, expected: str) -> None:
    """A 29 February 1900 is counted, though it never was."""
    found = date_of(Decimal(number), from_1904=False)
    assert found is not None
    assert expected == found.date().isoformat()


@pytest.mark.parametrize("number", ["60", "60.5", "0", "-1", "0.5", "2958466", "1E+300"])
def test_numbers_that_are_no_day_stay_numbers(number: str) -> None:
    """There is no date before 1900, after 9999, or on 29 February 1900."""
    assert date_of(Decimal(number), from_1904=False) is None


@given(st.datetimes(min_value=dt.datetime(1904, 1, 2), max_value=dt.datetime(9999, 12, 30)))  # noqa: DTZ001
def test_dates_come_back_in_both_systems(moment: dt.datetime) -> None:
    """A date written by another program is read as the same day, to the second."""
    for epoch, from_1904 in ((CALENDAR_WINDOWS_1900, False), (CALENDAR_MAC_1904, True)):
        days = float(to_excel(moment, epoch))  # type: ignore[no-untyped-call]
        number = Decimal(repr(days))
        found = date_of(number, from_1904=from_1904)
        assert found is not None
        assert abs(found - moment) < dt.timedelta(seconds=1)
