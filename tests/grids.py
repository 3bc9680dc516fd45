r"""Workbooks in memory from text, so that the diff of a case is legible.

`== Name ==` opens a sheet, whose row 1 is the next line; `|` parts the cells of a row. A cell is
what a spreadsheet makes of the same typing: `18` is a number, `2025-08-01` a date, `TRUE` yes,
`#N/A` an error, `=A1` a formula, `'18` the text 18. `\n` breaks a line inside a cell, `^` merges it
with the cell above, and `~text~` is struck through.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import takewhile

from tablewright.source.grid import Cell, CellValue, ErrorValue, Merge, Sheet, Workbook

_SHEET = re.compile(r"== (?P<name>.+) ==")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MERGED = "^"


def workbook_of(text: str, label: str = "table.txt") -> Workbook:
    """The workbook that the text draws."""
    sheets: list[Sheet] = []
    name, lines = "Sheet1", list[str]()
    for line in text.splitlines():
        opened = _SHEET.fullmatch(line.strip())
        if opened is None:
            lines.append(line)
            continue
        if any(each.strip() for each in lines):
            sheets.append(sheet_of(name, lines))
        name, lines = opened["name"], []
    return Workbook(label=label, sheets=(*sheets, sheet_of(name, lines)))


def sheet_of(name: str, lines: list[str]) -> Sheet:
    """One sheet; its first line is row 1."""
    typed = {
        (row, column): typing.strip()
        for row, line in enumerate(lines, 1)
        for column, typing in enumerate(line.split("|"), 1)
        if typing.strip()
    }
    cells = {place: _cell(*place, typing) for place, typing in typed.items() if typing != _MERGED}
    merges: list[Merge] = []
    for row, column in cells:
        below = takewhile(lambda at: typed.get(at) == _MERGED, ((r, column) for r in _after(row)))
        count = len(list(below))
        if count:
            merges.append(Merge(top=row, left=column, bottom=row + count, right=column))
    return Sheet(name=name, cells=cells, merges=tuple(merges))


def _after(row: int) -> range:
    return range(row + 1, row + 1000)


def _cell(row: int, column: int, typing: str) -> Cell:
    if typing.startswith("="):
        return Cell(row=row, column=column, value=None, formula=typing)
    struck = len(typing) > 1 and typing.startswith("~") and typing.endswith("~")
    typing = typing.strip("~") if struck else typing
    value = _value(typing)
    shown = typing.removeprefix("'").replace("\\n", "\n")
    return Cell(
        row=row,
        column=column,
        value=value,
        display=shown,
        quoted=typing.startswith("'"),
        struck=struck,
    )


def _value(typing: str) -> CellValue:
    if typing.startswith("'"):
        return typing[1:]
    if _NUMBER.fullmatch(typing):
        return Decimal(typing)
    if _DATE.fullmatch(typing):
        return dt.datetime.fromisoformat(typing)
    if typing in {"TRUE", "FALSE"}:
        return typing == "TRUE"
    if typing in set(ErrorValue):
        return ErrorValue(typing)
    return typing.replace("\\n", "\n")
