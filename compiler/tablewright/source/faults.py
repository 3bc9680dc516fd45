"""From a block's rectangle to the faults in it that need no column type, as findings.

Knows cells, merges and what is hidden; knows nothing of the block's notation but which columns hold
prose. Takes the sheet as it was read, before merges are expanded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import CellSpan, Diagnostic, column_letters
from tablewright.source.cell_faults import Fault, cell_faults, clipped
from tablewright.source.grid import Cell, Merge, Sheet
from tablewright.source.merges import covered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Where we look."""

    workbook: str
    sheet: Sheet
    span: CellSpan

    def rectangle(self, top: int, left: int, bottom: int, right: int) -> CellSpan:
        return CellSpan(
            workbook=self.workbook,
            sheet=self.sheet.name,
            top=top,
            left=left,
            bottom=bottom,
            right=right,
        )

    def finding(self, at: CellSpan, fault: Fault) -> Diagnostic:
        return Diagnostic(
            code=fault.code,
            message=fault.message,
            workbook=self.workbook,
            primary=at,
            help=fault.help,
        )

    def cells(self) -> Iterator[Cell]:
        """The stored cells inside, by the shorter of two ways."""
        rows = range(self.span.top, self.span.bottom + 1)
        columns = range(self.span.left, self.span.right + 1)
        stored = self.sheet.cells
        if len(rows) * len(columns) > len(stored):
            yield from (
                cell for cell in stored.values() if cell.row in rows and cell.column in columns
            )
        else:
            addresses = ((row, column) for row in rows for column in columns)
            yield from (stored[address] for address in addresses if address in stored)


def block_faults(
    workbook: str, sheet: Sheet, span: CellSpan, prose: frozenset[int] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Every fault inside `span`, in order; columns in `prose` may use typographic signs."""
    block = _Block(workbook=workbook, sheet=sheet, span=span)
    cells = tuple(block.cells())
    merges = tuple(merge for merge in sheet.merges if _meets(merge, span))
    under = covered(merges, cells)
    found = [
        block.finding(block.rectangle(cell.row, cell.column, cell.row, cell.column), fault)
        for cell in cells
        if (cell.row, cell.column) not in under
        for fault in cell_faults(cell, prose=cell.column in prose)
    ]
    found += _sideways(block, merges)
    found += _under_merges(block, under)
    found += _hidden_sheet(block)
    found += _hidden_rows(block, cells)
    found += _hidden_columns(block, cells)
    return tuple(sorted(found, key=_place))


def _place(finding: Diagnostic) -> tuple[int, int, str]:
    at = finding.primary
    return (at.top, at.left, finding.code.number) if at is not None else (0, 0, "")


def _meets(merge: Merge, span: CellSpan) -> bool:
    return (
        merge.top <= span.bottom
        and merge.bottom >= span.top
        and merge.left <= span.right
        and merge.right >= span.left
    )


def _sideways(block: _Block, merges: tuple[Merge, ...]) -> Iterator[Diagnostic]:
    for merge in merges:
        if merge.right > merge.left:
            at = block.rectangle(merge.top, merge.left, merge.bottom, merge.right)
            fault = Fault(
                code=codes.SIDEWAYS_MERGE,
                message=f"The cells {at.range} are merged across columns.",
                help="Unmerge them and write the value in each cell that it is meant for.",
            )
            yield block.finding(at, fault)


def _under_merges(block: _Block, under: Mapping[tuple[int, int], Merge]) -> Iterator[Diagnostic]:
    """What is stored under a merge and is not what the merge shows."""
    for address, merge in under.items():
        cell = block.sheet.cells[address]
        shown = block.sheet.cells.get((merge.top, merge.left))
        if shown is None or shown.value != cell.value:
            over = block.rectangle(merge.top, merge.left, merge.bottom, merge.right)
            fault = Fault(
                code=codes.HIDDEN_CELLS,
                message=f"`{clipped(cell.display)}` lies under the merged cells {over.range}.",
                help="Unmerge the cells, clear what was hidden, and merge them again if need be.",
            )
            yield block.finding(
                block.rectangle(cell.row, cell.column, cell.row, cell.column), fault
            )


def _hidden_sheet(block: _Block) -> Iterator[Diagnostic]:
    if block.sheet.hidden:
        fault = Fault(
            code=codes.HIDDEN_CELLS,
            message=f"The sheet `{clipped(block.sheet.name)}` is hidden but holds a block.",
            help="Unhide the sheet, or delete it if it no longer counts.",
        )
        yield block.finding(block.span, fault)


def _hidden_rows(block: _Block, cells: tuple[Cell, ...]) -> Iterator[Diagnostic]:
    for first, last in _runs({cell.row for cell in cells} & block.sheet.hidden_rows):
        what = f"Row {first} is" if first == last else f"Rows {first} to {last} are"
        fault = Fault(
            code=codes.HIDDEN_CELLS,
            message=f"{what} hidden or filtered out inside a block.",
            help="Unhide the rows or clear the filter; delete rows that no longer count.",
        )
        yield block.finding(block.rectangle(first, block.span.left, last, block.span.right), fault)


def _hidden_columns(block: _Block, cells: tuple[Cell, ...]) -> Iterator[Diagnostic]:
    for first, last in _runs({cell.column for cell in cells} & block.sheet.hidden_columns):
        start, end = column_letters(first), column_letters(last)
        what = f"Column {start} is" if first == last else f"Columns {start} to {end} are"
        fault = Fault(
            code=codes.HIDDEN_CELLS,
            message=f"{what} hidden inside a block.",
            help="Unhide the columns; delete columns that no longer count.",
        )
        yield block.finding(block.rectangle(block.span.top, first, block.span.bottom, last), fault)


def _runs(numbers: set[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    first = None
    for number in sorted(numbers):
        first = number if first is None else first
        if number + 1 not in numbers:
            yield first, number
            first = None
