"""From Revisions, References and Information blocks to text for the summary."""

from __future__ import annotations

from tablewright.ir.program import TextTable
from tablewright.lower.titles import Titled
from tablewright.syntax.rows import text_of


def lower_text(titled: Titled) -> TextTable:
    """Every row as text under the headings of the analyst."""
    block = titled.block
    columns = sorted({cell.column for row in block.rows for cell in row.cells})
    rows = [tuple(text_of(row.cell(column)) for column in columns) for row in block.rows]
    headings, *below = rows or [()]
    return TextTable(
        title=titled.title.text or str(block.keyword),
        headings=headings,
        rows=tuple(below),
        at=block.at,
    )
