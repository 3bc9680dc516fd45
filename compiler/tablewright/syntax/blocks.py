"""From a workbook to its blocks: which rows belong to which keyword, and what belongs to none.

Knows the words of the notation, and not what the rows of a block mean.
"""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import STRAY_TEXT, UNKNOWN_KEYWORD
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.diagnostics.suggest import nearest
from tablewright.source.grid import Cell, Sheet, Workbook
from tablewright.syntax.keywords import NOTES_PREFIX, PLANNED, Keyword, plain
from tablewright.syntax.rows import Row, rows_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A title row with its keyword in column A, and the rows below it up to an empty one."""

    keyword: Keyword
    title: Row
    rows: tuple[Row, ...]
    sheet: Sheet
    workbook: str

    def span(self, cell: Cell) -> CellSpan:
        """The address of one of its cells; a merged one counts with all it spans downwards."""
        bottom = next(
            (
                merge.bottom
                for merge in self.sheet.merges
                if (merge.top, merge.left) == (cell.row, cell.column)
            ),
            cell.row,
        )
        return CellSpan(
            workbook=self.workbook,
            sheet=self.sheet.name,
            top=cell.row,
            left=cell.column,
            bottom=bottom,
            right=cell.column,
        )

    def place(self, row: Row, column: int) -> CellSpan:
        """The address of a place, filled or not."""
        return CellSpan(
            workbook=self.workbook,
            sheet=self.sheet.name,
            top=row.number,
            left=column,
            bottom=row.number,
            right=column,
        )

    @property
    def at(self) -> CellSpan:
        """The whole block, as wide as its widest row."""
        return _span_of(self.workbook, self.sheet, (self.title, *self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The blocks of a workbook in sheet order, and what was found beside them."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def find_blocks(workbook: Workbook) -> Blocks:
    """Every block of the workbook; what belongs to none is a finding."""
    blocks: list[Block] = []
    findings: list[Diagnostic] = []
    for sheet in workbook.sheets:
        if sheet.name.startswith(NOTES_PREFIX):
            continue
        for run in _runs(rows_of(sheet)):
            block, finding = _read_run(workbook.label, sheet, run)
            blocks += [block] if block is not None else []
            findings += [finding] if finding is not None else []
    return Blocks(blocks=tuple(blocks), diagnostics=tuple(findings))


def _runs(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """Rows without an empty one between them."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and row.number == runs[-1][-1].number + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [tuple(run) for run in runs]


def _read_run(
    label: str, sheet: Sheet, run: tuple[Row, ...]
) -> tuple[Block | None, Diagnostic | None]:
    """The block that the rows are; a misspelt keyword is a finding, and read as it was meant."""
    first, *rest = run
    word = text_of(first.cell(1))
    exact = next((keyword for keyword in Keyword if plain(keyword) == plain(word)), None)
    meant = nearest(word, (*Keyword, *PLANNED)) if word else None
    keyword = exact or next((keyword for keyword in Keyword if keyword == meant), None)
    block = (
        Block(keyword=keyword, title=first, rows=tuple(rest), sheet=sheet, workbook=label)
        if keyword is not None
        else None
    )
    return block, None if exact is not None else _no_block(label, sheet, run, meant)


def _no_block(label: str, sheet: Sheet, run: tuple[Row, ...], meant: str | None) -> Diagnostic:
    word = text_of(run[0].cell(1))
    code = STRAY_TEXT if meant is None else UNKNOWN_KEYWORD
    if meant is None:
        message = "This text belongs to no block."
        action = (
            "Close the empty row above it if it belongs to the block there; "
            "move it to a sheet whose name starts with Notes if it is a remark."
        )
    elif meant in PLANNED and plain(meant) == plain(word):
        message = f"`{meant}` blocks cannot be read yet."
        action = "Write it as a decision table, or move it to a sheet whose name starts with Notes."
    else:
        message, action = f"No block starts with `{word}`.", f"Did you mean `{meant}`?"
    at = _span_of(label, sheet, run)
    if meant is not None:
        at = _span_of(label, sheet, (Row(number=run[0].number, cells=run[0].cells[:1]),))
    return Diagnostic(code=code, message=message, workbook=label, primary=at, help=action)


def _span_of(label: str, sheet: Sheet, rows: tuple[Row, ...]) -> CellSpan:
    columns = [cell.column for row in rows for cell in row.cells]
    return CellSpan(
        workbook=label,
        sheet=sheet.name,
        top=rows[0].number,
        left=min(columns),
        bottom=rows[-1].number,
        right=max(columns),
    )
