"""A workbook as cells with addresses. Knows nothing of blocks or of what a cell means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class ErrorValue(StrEnum):
    """A spreadsheet error in a cell."""

    NA = "#N/A"
    VALUE = "#VALUE!"
    REF = "#REF!"
    DIV0 = "#DIV/0!"
    NUM = "#NUM!"
    NAME = "#NAME?"
    NULL = "#NULL!"
    OTHER = "#ERROR"


# What a cell can hold. Numbers are exact decimals of the shortest text that Excel stored.
CellValue = str | Decimal | bool | dt.datetime | ErrorValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stored cell; `value` is None when it has formatting only. Counted from 1."""

    row: int
    column: int
    value: CellValue | None
    display: str = ""  # as the sheet shows it under its number format
    number_format: str = "General"
    formula: str | None = None
    struck: bool = False
    quoted: bool = False  # the text was forced with a leading apostrophe or the text format "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged range; its value stands in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The stored cells of one sheet by (row, column), and what is hidden or merged."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A workbook under the label that findings print, e.g. `la_phar_229/2025.xlsx`."""

    label: str
    sheets: tuple[Sheet, ...]
    folder: str = field(default="", compare=False)  # where `From | file.csv` is looked up
