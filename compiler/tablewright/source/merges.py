"""From a sheet with merged cells to one in which each row has its own.

Knows which cells a merge covers; knows nothing of what they mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from tablewright.source.grid import Cell, Merge, Sheet


def expand_merges(sheet: Sheet) -> Sheet:
    """The sheet with a vertically merged cell repeated in every used row that it spans.

    Columns are left alone: a cell merged sideways is a fault, found on the sheet as it was read.
    """
    last = max((row for row, _ in sheet.cells), default=0)
    copies = {
        (row, merge.left): replace(sheet.cells[merge.top, merge.left], row=row)
        for merge in sheet.merges
        if (merge.top, merge.left) in sheet.cells
        for row in range(merge.top + 1, min(merge.bottom, last) + 1)
    }
    return replace(sheet, cells={**sheet.cells, **copies}) if copies else sheet


def covered(merges: Iterable[Merge], cells: Collection[Cell]) -> dict[tuple[int, int], Merge]:
    """By address, those of the cells that lie under a merge; the cell that shows is not one."""
    first = min((cell.row for cell in cells), default=1)
    last = max((cell.row for cell in cells), default=0)
    in_row: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        for row in range(max(merge.top, first), min(merge.bottom, last) + 1):
            in_row[row].append(merge)
    return {
        (cell.row, cell.column): merge
        for cell in cells
        for merge in in_row.get(cell.row, ())
        if merge.left <= cell.column <= merge.right
        and (cell.row, cell.column) != (merge.top, merge.left)
    }
