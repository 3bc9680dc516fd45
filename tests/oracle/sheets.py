"""From a workbook's file to its blocks of raw cells, read with pandas. Knows no meaning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

KEYWORDS = (
    "Policy",
    "Glossary",
    "Decision table",
    "Checklist",
    "Value set",
    "Impossible",
    "Examples",
    "Revisions",
    "References",
    "Information",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet: blank cells are None."""

    sheet: str
    number: int
    cells: tuple[object, ...]

    def at(self, column: int) -> object:
        """The cell of a column, None beyond the last."""
        return self.cells[column] if column < len(self.cells) else None

    def text(self, column: int) -> str:
        """The cell as text without outer blanks, empty for a blank one."""
        cell = self.at(column)
        return "" if cell is None else str(cell).strip()

    def address(self, column: int) -> str:
        """The label of a cell, such as Dose!C7."""
        letters = ""
        place = column + 1
        while place:
            place, rest = divmod(place - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{self.sheet}!{letters}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A keyword's title row and the rows below it."""

    keyword: str
    title: Row
    rows: tuple[Row, ...]


def read_blocks(path: Path) -> tuple[Block, ...]:
    """Every block of every sheet but the Notes, in order."""
    frames = pd.read_excel(
        path, sheet_name=None, header=None, dtype=object, engine="openpyxl", keep_default_na=False
    )
    blocks: list[Block] = []
    for sheet, frame in frames.items():
        if not str(sheet).startswith("Notes"):
            blocks.extend(_blocks_of(_rows_of(str(sheet), frame)))
    return tuple(blocks)


def _rows_of(sheet: str, frame: pd.DataFrame) -> list[Row]:
    return [
        Row(sheet=sheet, number=at, cells=tuple(None if _blank(cell) else cell for cell in cells))
        for at, cells in enumerate(frame.itertuples(index=False, name=None), start=1)
    ]


def _blank(cell: object) -> bool:
    return (isinstance(cell, str) and not cell.strip()) or bool(cell is pd.NaT or cell != cell)  # noqa: PLR0124 - NaN


def _blocks_of(rows: list[Row]) -> list[Block]:
    blocks: list[Block] = []
    group: list[Row] = []
    for row in [*rows, Row(sheet="", number=0, cells=())]:
        if any(cell is not None for cell in row.cells):
            group.append(row)
        elif group:
            keyword = group[0].text(0)
            if keyword not in KEYWORDS:
                raise LookupError(f"{group[0].address(0)}: {keyword!r} opens no block known here")
            blocks.append(Block(keyword=keyword, title=group[0], rows=tuple(group[1:])))
            group = []
    return blocks
