"""From a workbook and what was found in it to the copy that shows it: one promise, kept in order.

The cells of the copy say what they said: its marks are colors, notes, and sheets of free text.
"""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.annotate.clear import clear
from tablewright.annotate.findings_sheet import NAME as FINDINGS
from tablewright.annotate.findings_sheet import FindingsSheet
from tablewright.annotate.front import add_in_front, free_name
from tablewright.annotate.looks import Palette
from tablewright.annotate.marks import marks_of
from tablewright.annotate.missing_sheet import NAME as MISSING
from tablewright.annotate.missing_sheet import Lacking, MissingSheet, missing_sheet
from tablewright.annotate.notes import add_notes
from tablewright.annotate.seal import seal
from tablewright.annotate.tints import lay_over
from tablewright.authoring.package import Package
from tablewright.authoring.page import Page
from tablewright.authoring.styles import styles_of
from tablewright.diagnostics.codes import GAP
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.source.grid import Workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a copy is to show: findings in the order in which people read them, missing rules."""

    workbook: Workbook
    findings: tuple[Diagnostic, ...]
    lacking: tuple[Lacking, ...]


def annotated(data: bytes, told: Told, mark: str) -> bytes:
    """The copy, under a mark by which it is known; the same for the same workbook and findings."""
    package = Package(data)
    clear(package, mark)
    _mark_cells(package, told)
    _add_sheets(package, told)
    seal(package, mark)
    return package.packed()


def _mark_cells(package: Package, told: Told) -> None:
    styles = styles_of(package)
    paths = {sheet.name: sheet.path for sheet in package.sheets}
    for marks in marks_of(told.findings, told.workbook.label):
        path = paths[marks.sheet]
        page = Page(package.part(path))
        lay_over(page, marks.tinted, styles)
        add_notes(package, path, page, marks.notes)


def _add_sheets(package: Package, told: Told) -> None:
    palette = Palette(styles_of(package))
    lacking = tuple(each for each in told.lacking if each.missing.rules)
    rules = tuple(
        missing_sheet(free_name(MISSING, package), told.workbook, lacking) for _ in lacking[:1]
    )
    findings = FindingsSheet(
        workbook=told.workbook.label,
        hidden=frozenset(sheet.name for sheet in told.workbook.sheets if sheet.hidden),
        findings=told.findings,
        to_add=tuple(_to_add(finding, rules) for finding in told.findings),
    )
    shown = findings.contents(free_name(FINDINGS, package))
    first, *others = add_in_front(package, (shown, *(sheet.contents() for sheet in rules)))
    findings.dress(Page(package.part(first)), shown, palette)
    for path, sheet in zip(others, rules, strict=True):
        sheet.dress(Page(package.part(path)), palette)


def _to_add(finding: Diagnostic, sheets: tuple[MissingSheet, ...]) -> CellSpan | None:
    """Where the rows stand that close a gap."""
    if finding.code != GAP:
        return None
    return next((sheet.rows_for(finding.primary) for sheet in sheets), None)
