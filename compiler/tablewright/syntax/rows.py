"""A sheet as rows of filled cells; a vertically merged cell stands in every row that it spans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tablewright.source.grid import Cell, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The filled cells of a row, from left to right.

    A merged cell keeps its own address, so that a fault in it is one fault.
    """

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell | None:
        """The filled cell in a column."""
        return next((cell for cell in self.cells if cell.column == column), None)


def is_filled(cell: Cell) -> bool:
    """Whether the cell holds anything but blanks."""
    if cell.formula is not None:
        return True
    return cell.value is not None and bool(str(cell.value).strip())


def text_of(cell: Cell | None) -> str:
    """The cell as plain text, for prose: dates in ISO form, yes and no for TRUE and FALSE."""
    match cell.value if cell is not None else None:
        case None:
            return ""
        case bool(value):
            return "yes" if value else "no"
        case dt.datetime() as moment:
            return moment.date().isoformat()
        case Decimal() as number:
            return f"{number:f}"
        case str(text):
            return str(text).strip()


def rows_of(sheet: Sheet) -> tuple[Row, ...]:
    """The rows of a sheet that hold a filled cell, from the top."""
    cells = {place: cell for place, cell in sheet.cells.items() if is_filled(cell)}
    for merge in sheet.merges:
        anchor = cells.get((merge.top, merge.left))
        if anchor is not None:
            for row in range(merge.top + 1, merge.bottom + 1):
                cells[row, merge.left] = anchor
    by_row: dict[int, list[Cell]] = {}
    for row, column in sorted(cells):
        by_row.setdefault(row, []).append(cells[row, column])
    return tuple(Row(number=number, cells=tuple(row)) for number, row in by_row.items())
