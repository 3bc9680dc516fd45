"""From an Impossible block to combinations of conditions that cannot occur, and why."""

from __future__ import annotations

from tablewright.diagnostics.codes import (
    BLANK_CONDITION,
    IMPOSSIBLE_WITHOUT_REASON,
    UNREADABLE_CELL,
)
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Guard, Impossible
from tablewright.lower.conditions import lower_condition
from tablewright.lower.scope import Symbol
from tablewright.lower.subjects import subject_of
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import Row, text_of

BECAUSE = "Because"
_ASKED = frozenset({RefKind.INPUT, RefKind.CALCULATION})


def lower_impossible(block: Block, workspace: Workspace) -> tuple[Impossible, ...]:
    """One combination for each row that could be read."""
    if not block.rows:
        return ()
    headings, *rows = block.rows
    because = next(
        (cell for cell in headings.cells if plain(text_of(cell)) == plain(BECAUSE)), None
    )
    if because is None:
        workspace.findings.report(
            UNREADABLE_CELL,
            block.place(headings, headings.cells[0].column),
            "This Impossible block has no column Because.",
            "Add the heading Because, and below it why each row cannot occur.",
        )
    columns = [
        (cell, symbol)
        for cell in headings.cells
        if cell is not because and (symbol := _column(block, cell, workspace)) is not None
    ]
    found = (_row(block, row, columns, because, workspace) for row in rows)
    return tuple(each for each in found if each is not None)


def _column(block: Block, cell: Cell, workspace: Workspace) -> Symbol | None:
    symbol = subject_of(block, cell, "", workspace)
    if symbol is None or symbol.ref.kind in _ASKED:
        return symbol
    workspace.findings.report(
        UNREADABLE_CELL,
        block.span(cell),
        f"`{symbol.name}` is an answer, and only what a request says can be impossible.",
        "Use inputs and calculated names.",
    )
    return None


def _row(
    block: Block,
    row: Row,
    columns: list[tuple[Cell, Symbol]],
    because: Cell | None,
    workspace: Workspace,
) -> Impossible | None:
    guards: list[Guard] = []
    for heading, symbol in columns:
        cell = row.cell(heading.column)
        if cell is None:
            workspace.findings.report(
                BLANK_CONDITION,
                block.place(row, heading.column),
                f"The condition on `{text_of(heading)}` is blank.",
                "Write - if any value will do.",
            )
            continue
        guard = lower_condition(block, cell, symbol, workspace)
        if guard is not None:
            guards.append(guard)
    reason = text_of(row.cell(because.column)) if because is not None else ""
    if because is not None and not reason:
        workspace.findings.report(
            IMPOSSIBLE_WITHOUT_REASON,
            block.place(row, because.column),
            "This row does not say why it is impossible.",
            "Write the reason under Because.",
        )
    if not guards or not reason:
        return None
    at = block.place(row, row.cells[0].column)
    return Impossible(guards=tuple(guards), because=reason, at=at)
