"""From the heading row of a block to its columns, found by name.

Knows the headings a block may have; headings that are names of the workbook are the next stage's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.diagnostics.codes import (
    DUPLICATE_NAME,
    STRAY_TEXT,
    UNKNOWN_KEYWORD,
    UNREADABLE_CELL,
)
from tablewright.diagnostics.model import Diagnostic
from tablewright.diagnostics.suggest import nearest
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import headings_of, plain
from tablewright.syntax.rows import Row, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a block under a heading of the notation (or of the analyst, in text blocks)."""

    heading: str
    cell: Cell

    @property
    def number(self) -> int:
        """Its place in the sheet, A is 1."""
        return self.cell.column


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a block and the rows below its headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cell(self, row: Row, heading: str) -> Cell | None:
        """The filled cell of a row under a heading."""
        return next((row.cell(each.number) for each in self.under(heading)), None)

    def under(self, heading: str) -> Iterator[Column]:
        """The columns with this heading."""
        return (column for column in self.columns if column.heading == heading)

    def number(self, heading: str) -> int:
        """The place of the column with this heading; column A when there is none."""
        return next((column.number for column in self.under(heading)), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """Which headings a block must have, and which may head several columns."""

    required: tuple[str, ...]
    repeated: frozenset[str] = frozenset()


def read_columns(block: Block, rule: HeadingRule) -> tuple[Columns, tuple[Diagnostic, ...]]:
    """The columns of a block by its fixed headings, and what is wrong with the heading row."""
    heading_row, *rows = block.rows or (block.title,)
    known = headings_of(block.keyword)
    columns: list[Column] = []
    findings: list[Diagnostic] = []
    for cell in heading_row.cells if block.rows else ():
        written = text_of(cell)
        exact = next((each for each in known if plain(each) == plain(written)), None)
        if exact is None:
            findings.append(_unknown(block, cell, known))
        # A misspelt heading is read as it was meant, so that its cells are looked at too.
        heading = exact or nearest(written, known)
        if heading is None:
            continue
        if heading not in rule.repeated and any(heading == each.heading for each in columns):
            findings += [_repeated(block, cell, heading)] if exact else []
        else:
            columns.append(Column(heading=heading, cell=cell))
    present = {column.heading for column in columns}
    missing = [heading for heading in rule.required if heading not in present]
    if missing:
        findings.append(_missing(block, missing))
    findings += _under_no_heading(block)
    return Columns(columns=tuple(columns), rows=tuple(rows)), tuple(findings)


def _under_no_heading(block: Block) -> tuple[Diagnostic, ...]:
    headings, *rows = block.rows or (block.title,)
    headed = {cell.column for cell in headings.cells}
    return tuple(
        Diagnostic(
            code=STRAY_TEXT,
            message="This cell stands under no heading.",
            workbook=block.workbook,
            primary=block.span(cell),
            help="Give its column a heading, or clear the cell.",
        )
        for row in rows
        for cell in row.cells
        if cell.column not in headed
    )


def _unknown(block: Block, cell: Cell, known: tuple[str, ...]) -> Diagnostic:
    word = text_of(cell)
    meant = nearest(word, known)
    return Diagnostic(
        code=UNKNOWN_KEYWORD,
        message=f"`{word}` is no heading of a `{block.keyword}` block.",
        workbook=block.workbook,
        primary=block.span(cell),
        help=f"Did you mean `{meant}`?" if meant else f"Its headings are: {', '.join(known)}.",
    )


def _repeated(block: Block, cell: Cell, heading: str) -> Diagnostic:
    return Diagnostic(
        code=DUPLICATE_NAME,
        message=f"The heading `{heading}` stands twice.",
        workbook=block.workbook,
        primary=block.span(cell),
        help="Keep one of the two columns.",
    )


def _missing(block: Block, missing: list[str]) -> Diagnostic:
    headings = ", ".join(f"`{heading}`" for heading in missing)
    row = (block.rows or (block.title,))[0]
    return Diagnostic(
        code=UNREADABLE_CELL,
        message=f"This `{block.keyword}` block has no column {headings}.",
        workbook=block.workbook,
        primary=block.place(row, row.cells[0].column),
        help="Add the heading in the row below the title row.",
    )
