"""How the sheets of a copy look, and the links that they hold."""

from __future__ import annotations

from dataclasses import replace

from tablewright.annotate.marks import Tint
from tablewright.annotate.tints import ground, ink
from tablewright.authoring.markup import add
from tablewright.authoring.page import Content, Page
from tablewright.authoring.styles import Look, Styles
from tablewright.diagnostics.model import CellSpan, Severity, column_letters

_LINES = "D0D5DB"
_DARK = "22405C"
PLAIN = Look(border=_LINES, across="left", down="top", wrap=True)
HINT = Look(ink="44505C", down="top")
TITLE = Look(bold=True, size="14", ink=_DARK, down="center")
HEADING = Look(
    bold=True, ink="FFFFFF", fill=_DARK, border=_LINES, across="left", down="center", wrap=True
)
LINK = replace(PLAIN, ink="0B57A4", underline=True)
BARE_LINK = Look(ink="0B57A4", underline=True, bold=True, down="top")
TABLE_HEAD = replace(PLAIN, bold=True, fill="DCE4EC")
TEXT = replace(PLAIN, number_format="@")
TO_FILL = replace(PLAIN, fill="FFF8E1")
_STARTS = ("=", "+", "-", "@")  # what a spreadsheet takes for a formula when it is typed again


def severity_look(severity: Severity) -> Look:
    """The look of a cell that names a severity: its colors are the key to all others."""
    tint = Tint(severity, pale=False)
    return replace(PLAIN, bold=True, ink=ink(severity), fill=ground(tint))


class Palette:
    """Gives cells their looks; each look is made once."""

    def __init__(self, styles: Styles) -> None:
        """Take the styles of the workbook."""
        self._styles = styles
        self._known: dict[Look, int] = {}

    def dress(self, page: Page, at: tuple[int, int], content: Content, look: Look) -> None:
        """Dress a cell; a text that starts like a formula stays text when it is typed over."""
        if isinstance(content, str) and content.startswith(_STARTS):
            look = replace(look, quoted=True)
        if look not in self._known:
            self._known[look] = self._styles.restyled(0, look)
        page.restyle(*at, self._known[look])


def lead_to(page: Page, at: tuple[int, int], span: CellSpan) -> None:
    """Make a cell lead to cells of this workbook."""
    row, column = at
    sheet = span.sheet.replace("'", "''")
    add(
        page.section("hyperlinks"),
        "hyperlink",
        ref=f"{column_letters(column)}{row}",
        location=f"'{sheet}'!{span.range}",
    )
