"""From findings as they were made to the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tablewright.diagnostics.grid_view import WorkbookView
from tablewright.diagnostics.model import Diagnostic

_READING = "TW1"

_Place = tuple[str, int, str, int, int, str, str]


def in_order(
    diagnostics: Iterable[Diagnostic], workbooks: Mapping[str, WorkbookView]
) -> tuple[Diagnostic, ...]:
    """Sorted by workbook, tab, row, column and code; those without a cell come first.

    A reading fault that two stages met at the same cell is shown once.
    """
    tabs = {
        (label, sheet.name): place
        for label, workbook in workbooks.items()
        for place, sheet in enumerate(workbook.sheets, 1)
    }

    def place(finding: Diagnostic) -> _Place:
        at = finding.primary
        if at is None:
            return (finding.workbook, 0, "", 0, 0, finding.code.number, finding.message)
        tab = tabs.get((at.workbook, at.sheet), len(tabs) + 1)
        code = finding.code.number
        return (finding.workbook, tab, at.sheet, at.top, at.left, code, finding.message)

    once: dict[object, Diagnostic] = {}
    for number, finding in enumerate(diagnostics):
        reading = finding.code.number.startswith(_READING) and finding.primary is not None
        once.setdefault((finding.code, finding.primary) if reading else number, finding)
    return tuple(sorted(once.values(), key=place))
