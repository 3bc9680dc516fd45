"""From the two heading rows of a decision table or of examples to columns: a role, and a name.

Knows no meaning of the names.
"""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import STRAY_TEXT, UNKNOWN_NAME
from tablewright.lower.findings import Findings
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.columns import Columns, HeadingRule, read_columns
from tablewright.syntax.rows import Row, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column with the name it is about."""

    role: str
    name: str
    cell: Cell

    @property
    def column(self) -> int:
        """Its place in the sheet, A is 1."""
        return self.cell.column


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The columns of the block, those that are about a name, and the rows below."""

    columns: Columns
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


def read_roles(block: Block, rule: HeadingRule, named: frozenset[str], findings: Findings) -> Roles:
    """The columns; `named` are the roles whose columns are about a name in the row below."""
    columns, faults = read_columns(block, rule)
    findings.add(faults)
    if not columns.rows:
        return Roles(columns=columns, headings=(), rows=())
    names, *rows = columns.rows
    headings: list[Heading] = []
    for column in columns.columns:
        cell = names.cell(column.number)
        if column.heading in named and cell is not None:
            headings.append(Heading(role=column.heading, name=text_of(cell), cell=cell))
        elif column.heading in named:
            findings.report(
                UNKNOWN_NAME,
                block.place(names, column.number),
                f"This `{column.heading}` column is about no name.",
                "Write a name of the Glossary in the row of names.",
            )
        elif cell is not None and cell.row == names.number:
            findings.report(
                STRAY_TEXT,
                block.span(cell),
                f"The row of names stays blank under `{column.heading}`.",
                "Clear the cell; rows of the table start one row further down.",
            )
    return Roles(columns=columns, headings=tuple(headings), rows=tuple(rows))
