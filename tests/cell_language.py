"""Columns, names and short spellings that the tests of the cell language share."""

from __future__ import annotations

from typing import TypeVar

from tablewright.diagnostics.model import Code
from tablewright.ir.types import Kind, Type
from tablewright.source.grid import Cell, CellValue
from tablewright.syntax.condition import parse_condition
from tablewright.syntax.expected import Expected, Vocabulary
from tablewright.syntax.fault import Fault, Faults, Good, Parsed
from tablewright.syntax.tree import Condition

T = TypeVar("T")

VOCABULARY = Vocabulary(
    names=(
        *(
            "Dose",
            "Dose per day",
            "Maximum dose",
            "Weight",
            "Weight (kg)",
            "Request date",
            "Birth date",
        ),
        *("Label change date", "Remaining weeks", "Required product", "Diagnosis", "Adult"),
        *("HER2-positive", "Not stated", "In", "5 year survival", "Sites", "Time to or from"),
    ),
    value_sets=("Oncology specialties", "ICD-10 breast"),
    units=("mg/kg", "kg", "mg", "%"),
)
DIAGNOSES = ("breast cancer", "NSCLC", "in situ", "not met", "has history", "1-2", "Smith, John")
STATES = ("early", "recurrent", "advanced")


def column(
    kind: Kind, members: tuple[str, ...] = (), *, is_list: bool = False, unit: str = ""
) -> Expected:
    """What a column of this type expects, with the names of the sample workbook."""
    type_ = Type(kind=kind, is_list=is_list, unit=unit)
    return Expected(type=type_, members=members, vocabulary=VOCABULARY)


NUMBERS = column(Kind.NUMBER)
DOSES = column(Kind.NUMBER, unit="mg/kg")
AGES = column(Kind.WHOLE, unit="years")
CLOSED = column(Kind.TEXT, DIAGNOSES)
OPEN = column(Kind.TEXT)
CODES = column(Kind.CODE)
DATES = column(Kind.DATE)
DURATIONS = column(Kind.DURATION)
YES_NO = column(Kind.YES_NO)
LISTS = column(Kind.TEXT, STATES, is_list=True)
CODE_LISTS = column(Kind.CODE, is_list=True)
TRUTHS = Expected(type=Type(kind=Kind.YES_NO), truth=True, vocabulary=VOCABULARY)


def cell(value: CellValue | None, *, display: str = "", formula: str | None = None) -> Cell:
    """A cell that holds this."""
    return Cell(row=7, column=3, value=value, display=display, formula=formula)


def condition(value: CellValue | None, expected: Expected) -> Condition:
    """The tree of a condition cell that must be readable."""
    return good(parse_condition(cell(value), expected))


def good(parsed: Parsed[T]) -> T:
    """What was read; faults fail the test with their messages."""
    assert isinstance(parsed, Good), parsed
    return parsed.value


def faults(parsed: Parsed[object]) -> tuple[Fault, ...]:
    """The faults of a cell that must not be readable."""
    assert isinstance(parsed, Faults), parsed
    assert parsed.faults
    return parsed.faults


def fault(parsed: Parsed[object], code: Code) -> Fault:
    """The one fault of a cell, which has this code."""
    found = faults(parsed)
    assert [code.name] == [one.code.name for one in found]
    return found[0]
