"""How each role looks, and the style of one cell: that of its role, unless it has one of its own.

Colors help the eye and say nothing; all of them pass as text on their ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tablewright.authoring.field import TEXT, Role, Use
from tablewright.authoring.page import Page
from tablewright.authoring.styles import Look, Styles
from tablewright.source.grid import Cell

_LINES = "D0D5DB"
_INK = "44505C"
_TOP = Look(border=_LINES, across="left", down="top", wrap=True)
_LOOKS: Mapping[Role, Look] = {
    Role.TITLE: Look(bold=True, size="11", ink="FFFFFF", fill="22405C", down="center", wrap=True),
    Role.ROLE: replace(_TOP, italic=True, ink=_INK, fill="F1F4F7"),
    Role.HEADING: replace(_TOP, bold=True, fill="DCE4EC", down="bottom"),
    Role.KEY: replace(_TOP, bold=True),
    Role.CELL: _TOP,
    Role.OUTCOME: replace(_TOP, fill="F2F8F4"),
    Role.GROUP: replace(_TOP, bold=True, fill="F6F8FA"),
    Role.NOTE: replace(_TOP, ink=_INK),
}
_SPARE = Look(across="left", down="top", wrap=True)
_OURS = frozenset(Role)
_STARTS = ("=", "+", "-", "@")  # what a spreadsheet takes for a formula when it is typed again


class Looks:
    """The looks of the roles in one workbook, each worked out once."""

    def __init__(self, styles: Styles) -> None:
        """Take the styles of the workbook."""
        self._styles = styles
        self._known: dict[tuple[int, Look, Role | None], int] = {}

    def dress(self, page: Page, at: tuple[int, int], use: Use, cell: Cell | None) -> None:
        """Give a cell of a block the style of its use; a look of its own stays."""
        current = page.style(*at)
        free = self._styles.is_plain(current) or self._styles.name(current) in _OURS
        look = Look(
            number_format=self._format(current, use, cell),
            quoted=True if _is_like_a_formula(use, cell) else None,
            indent=(use.indent or None) if free else None,
        )
        self._give(page, at, look, use.role if free else None)

    def dress_spare(self, page: Page, at: tuple[int, int], use: Use) -> None:
        """Give a cell below a block the format that it needs once it is filled."""
        current = page.style(*at)
        if use.number_format and self._styles.is_plain(current):
            look = replace(_SPARE, number_format=self._format(current, use, None))
            self._give(page, at, look, None)

    def _give(self, page: Page, at: tuple[int, int], look: Look, role: Role | None) -> None:
        current = page.style(*at)
        key = (current, look, role)
        if key not in self._known:
            over = current if role is None else self._styles.own(role, _LOOKS[role], current)
            self._known[key] = self._styles.restyled(over, look)
        page.restyle(*at, self._known[key])

    def _format(self, current: int, use: Use, cell: Cell | None) -> str | None:
        """A number format where there is none, and never one that would show a value otherwise."""
        harmless = cell is None or (cell.formula is None and isinstance(cell.value, str | None))
        if use.number_format and harmless and self._styles.is_general(current):
            return use.number_format
        return None


def _is_like_a_formula(use: Use, cell: Cell | None) -> bool:
    """Whether a text would become a formula if someone opened its cell and pressed Enter."""
    text = cell.value if cell is not None and cell.formula is None else None
    return (
        isinstance(text, str)
        and len(text) > 1
        and text.startswith(_STARTS)
        and use.number_format != TEXT
    )
