"""Finds the blocks of a workbook: a keyword in column A and the rows below it to an empty one.

Comes from the grid alone. Raises UnprovedError for text that belongs to no block that it knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tablewright.source.grid import Cell, Sheet, Workbook
from tablewright_verify.values import UnprovedError

READ = frozenset(
    {"policy", "glossary", "decision table", "checklist", "value set", "impossible", "examples"}
)
PROSE = frozenset({"revisions", "references", "information"})


def plain(text: str) -> str:
    """A word as it is compared: without case and runs of blanks."""
    return " ".join(text.casefold().split())


def text_of(cell: Cell | None) -> str:
    """What a cell says, as text."""
    value = None if cell is None else cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            return value.date().isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value).strip()


def letters(column: int) -> str:
    """The letters of a column."""
    text = ""
    while column > 0:
        column, rest = (column - 1) // 26, (column - 1) % 26
        text = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + text
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by column; a merged cell stands in every row that it spans."""

    sheet: str
    number: int
    cells: Mapping[int, Cell]
    last: Mapping[int, int]  # of merged cells, the row in which they end

    def text(self, column: int | None) -> str:
        """The text in a column, empty where there is none."""
        return "" if column is None else text_of(self.cells.get(column))

    def address(self, column: int) -> str:
        """Sheet and cell; of a merged cell its first one."""
        cell = self.cells.get(column)
        row, at = (self.number, column) if cell is None else (cell.row, cell.column)
        return f"{self.sheet}!{letters(at)}{row}"

    def range(self, column: int) -> str:
        """Sheet and cell; of a merged cell all of it."""
        first, last = self.address(column), self.last.get(column)
        return first if last is None else f"{first}:{letters(column)}{last}"

    def after(self, word: str) -> str:
        """The text in the cell behind a word of the title row."""
        for column in sorted(self.cells):
            if column > 2 and plain(self.text(column)) == word:  # noqa: PLR2004 - behind the title
                return self.text(column + 1)
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A keyword, its title row, and the rows below."""

    keyword: str
    title: Row
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """What stands behind the keyword."""
        return self.title.text(2)

    @property
    def address(self) -> str:
        """The whole block."""
        rows = (self.title, *self.rows)
        columns = [cell.column for row in rows for cell in row.cells.values()]
        first = f"{letters(min(columns))}{self.title.number}"
        last = f"{letters(max(columns))}{rows[-1].number}"
        return f"{self.title.sheet}!{first if first == last else f'{first}:{last}'}"

    def columns(self) -> dict[str, int]:
        """The headings of the first row below the title, plain, with their columns."""
        if not self.rows:
            return {}
        return {plain(self.rows[0].text(column)): column for column in self.rows[0].cells}


def find_blocks(workbook: Workbook) -> tuple[Block, ...]:
    """Every block, in sheet order."""
    return tuple(
        _block(run)
        for sheet in workbook.sheets
        if not sheet.name.startswith("Notes")
        for run in _runs(sheet)
    )


def _runs(sheet: Sheet) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in _rows(sheet):
        if run and row.number != run[-1].number + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _rows(sheet: Sheet) -> Iterator[Row]:
    rows: dict[int, dict[int, Cell]] = {}
    for (number, column), cell in sheet.cells.items():
        if cell.formula is not None:
            raise UnprovedError(f"{sheet.name}!{letters(column)}{number} holds a formula")
        if text_of(cell):
            rows.setdefault(number, {})[column] = cell
    last: dict[int, dict[int, int]] = {}
    for merge in sheet.merges:
        anchor = rows.get(merge.top, {}).get(merge.left)
        if anchor is not None:
            for number in range(merge.top, merge.bottom + 1):
                rows.setdefault(number, {})[merge.left] = anchor
                last.setdefault(number, {})[merge.left] = merge.bottom
    for number in sorted(rows):
        cells = dict(sorted(rows[number].items()))
        yield Row(sheet=sheet.name, number=number, cells=cells, last=last.get(number, {}))


def _block(run: list[Row]) -> Block:
    first, *rest = run
    keyword = plain(first.text(1))
    if keyword not in READ | PROSE:
        raise UnprovedError(f"{first.address(1)} opens no block that is known")
    return Block(keyword=keyword, title=first, rows=tuple(rest))
