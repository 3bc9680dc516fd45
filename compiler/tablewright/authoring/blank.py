"""A workbook ready to fill: instructions, and the sample dressed like any other workbook."""

from __future__ import annotations

from tablewright.authoring.bare import Contents, Row, workbook_of
from tablewright.authoring.dress import dressed
from tablewright.authoring.instructions import TITLE, instructions
from tablewright.authoring.layout import set_print
from tablewright.authoring.package import Package
from tablewright.authoring.page import Page
from tablewright.authoring.sample import Details, sample
from tablewright.authoring.sizes import Shown, fit_heights, set_widths
from tablewright.authoring.styles import Look, styles_of
from tablewright.source.reader import read_bytes

NOTES = "Notes - start here"
_HEAD = Look(bold=True, size="14", ink="22405C", down="center")
_STEP = Look(bold=True, ink="22405C", down="top", wrap=True)
_LINE = Look(down="top", wrap=True)
_WIDTHS = {1: 26, 2: 92}


def new_workbook(details: Details) -> bytes:
    """The bytes of a new workbook for this policy; the same for the same policy."""
    pairs = ((heading or None, text or None) for heading, text in instructions())
    rows: tuple[Row, ...] = ((TITLE,), *pairs)
    bare = workbook_of((Contents(name=NOTES, rows=rows), *sample(details)))
    reading = read_bytes(bare, "new.xlsx")
    if reading.workbook is None:
        raise ValueError(f"a new workbook cannot be read: {reading.diagnostics}")
    package = Package(dressed(bare, reading.workbook))
    _dress_notes(package)
    return package.packed()


def _dress_notes(package: Package) -> None:
    styles = styles_of(package)
    page = Page(package.part(package.sheets[0].path))
    page.restyle(1, 1, styles.restyled(0, _HEAD))
    shown: list[Shown] = []
    for row, (heading, text) in enumerate(instructions(), 2):
        page.restyle(row, 1, styles.restyled(0, _STEP))
        page.restyle(row, 2, styles.restyled(0, _LINE))
        shown.append(Shown(row=row, column=1, text=heading, bold=True))
        shown.append(Shown(row=row, column=2, text=text))
    set_widths(page, _WIDTHS)
    fit_heights(page, shown)
    page.row(1).set("ht", "28")
    set_print(page)
