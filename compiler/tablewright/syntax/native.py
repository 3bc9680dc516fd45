"""From a cell that holds no text (a number, date, yes/no, error) to its value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_never

from tablewright.diagnostics import codes
from tablewright.ir.types import Kind, Scalar
from tablewright.source.grid import Cell, ErrorValue
from tablewright.syntax.expected import Expected
from tablewright.syntax.fault import Fault, Faults, Good, Parsed
from tablewright.syntax.literals import number_text
from tablewright.syntax.rows import is_filled

_TEXTS = frozenset({Kind.TEXT, Kind.CODE})


def is_blank(cell: Cell | None) -> bool:
    """No value, or a text of blanks alone; a formula is never blank."""
    return cell is None or not is_filled(cell)


def plain_text(cell: Cell) -> str | None:
    """The text of a cell that holds one: no formula, and no error value, which is a text too."""
    if cell.formula is not None or isinstance(cell.value, ErrorValue):
        return None
    return cell.value if isinstance(cell.value, str) else None


def native_value(cell: Cell) -> Parsed[Scalar]:
    """The value as the workbook stores it, whatever is expected."""
    if cell.formula is not None:
        return Faults((_formula(),))
    match cell.value:
        case None:
            return Faults((unreadable("The cell is blank.", "Enter a value."),))
        case ErrorValue() as error:
            return Faults((_error(error),))
        case dt.datetime() as moment:
            return _whole_day(moment)
        case bool() | Decimal() | str() as value:
            return Good(value)
        case _:
            assert_never(cell.value)


def expected_native(cell: Cell, expected: Expected) -> Parsed[Scalar]:
    """The value of a cell that holds no text, when its column takes such a value."""
    parsed = native_value(cell)
    if isinstance(parsed, Faults):
        return parsed
    fault = _misfit(parsed.value, cell, expected)
    return parsed if fault is None else Faults((fault,))


def unreadable(message: str, advice: str, start: int = 0, end: int = 0) -> Fault:
    """A cell that cannot be read in the way its column asks."""
    return Fault(code=codes.UNREADABLE_CELL, message=message, help=advice, start=start, end=end)


def lost_form(value: Decimal, cell: Cell) -> Fault:
    """A number where a text must keep its form."""
    shown = cell.display or number_text(value)
    return Fault(
        code=codes.LOST_TEXT_FORM,
        message=f"The cell holds the number {number_text(value)}, not a text.",
        help=f"Format the cell as Text and enter it again, or type an apostrophe first: '{shown}",
    )


def became_date(value: dt.date, cell: Cell) -> Fault:
    """A date where a text must keep its form."""
    shown = f" (shown as {cell.display})" if cell.display else ""
    return Fault(
        code=codes.TEXT_AS_DATE,
        message=f"The cell holds the date {value.isoformat()}{shown}, not a text.",
        help="Format the cell as Text and enter the text again; the spreadsheet made it a date.",
    )


def not_whole(number: Decimal, start: int = 0, end: int = 0) -> Fault:
    """A number with decimals where whole numbers are asked for."""
    return Fault(
        code=codes.VALUE_NOT_ALLOWED,
        message=f"{number_text(number)} is no whole number.",
        help="Enter a whole number, or give the name the type number.",
        start=start,
        end=end,
    )


def _misfit(value: Scalar, cell: Cell, expected: Expected) -> Fault | None:
    kind = expected.type.kind
    if expected.truth:
        return unreadable(f"The cell holds {_say(value)}.", "Write met or not met.")
    match value:
        case bool() if kind is Kind.YES_NO:
            return None
        case Decimal() if kind in _TEXTS:
            return lost_form(value, cell)
        case Decimal() if kind is Kind.WHOLE and value != value.to_integral_value():
            return not_whole(value)
        case Decimal() if kind in {Kind.NUMBER, Kind.WHOLE}:
            return None
        case dt.date() if kind in _TEXTS:
            return became_date(value, cell)
        case dt.date() if kind is Kind.DATE:
            return None
        case _:
            return unreadable(
                f"The cell holds {_say(value)}; the column holds {KIND_WORDS[kind]}.",
                KIND_HELP[kind],
            )


KIND_WORDS = {
    Kind.YES_NO: "yes or no",
    Kind.NUMBER: "numbers",
    Kind.WHOLE: "whole numbers",
    Kind.TEXT: "text",
    Kind.CODE: "codes",
    Kind.DATE: "dates",
    Kind.DURATION: "durations",
}
KIND_HELP = {
    Kind.YES_NO: "Write yes or no.",
    Kind.NUMBER: "Enter a number, such as 3.6.",
    Kind.WHOLE: "Enter a whole number, such as 18.",
    Kind.TEXT: "Format the cell as Text and enter the text again.",
    Kind.CODE: "Format the cell as Text and enter the code again.",
    Kind.DATE: "Enter a date, or write it as year-month-day, such as 2025-08-01.",
    Kind.DURATION: "Write a number and days, weeks, months or years, such as 6 months.",
}


def _say(value: Scalar) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return f"the number {number_text(value)}"
        case dt.date():
            return f"the date {value.isoformat()}"
        case _:
            return f"`{value}`"


def _whole_day(moment: dt.datetime) -> Parsed[Scalar]:
    if moment.time() == dt.time():
        return Good(moment.date())
    return Faults(
        (
            Fault(
                code=codes.DATE_WITH_TIME,
                message=f"The date {moment.date().isoformat()} carries the time {moment.time()}.",
                help=f"Enter the day alone: {moment.date().isoformat()}.",
            ),
        )
    )


def _error(error: ErrorValue) -> Fault:
    return Fault(
        code=codes.ERROR_VALUE,
        message=f"The cell holds the spreadsheet error {error}.",
        help="Enter the value itself.",
    )


def _formula() -> Fault:
    return Fault(
        code=codes.FORMULA_CELL,
        message="The cell holds a formula.",
        help="Replace the formula by its value: copy the cell, then paste values only.",
    )
