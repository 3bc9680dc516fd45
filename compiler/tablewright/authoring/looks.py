"""How each role looks, and the style of one cell: that of its role, unless it has one of its own.

Colors help the eye and say nothing; all of them pass as text on their ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tablewright.authoring.field import TEXT, Role, Use
from tablewright.authoring.page import Page
from tablewright.authoring.styles import Look, Styles
from tablewright.source.grid import Cell

_LINES = "D0D5DB"
_INK = "44505C"
_TOP = Look(border=_LINES, across="left", down="top", wrap=True)
_LOOKS: Mapping[Role, Look] = {
    Role.TITLE: Look(bold=True, size="11", ink="FFFFFF", fill="22405C", down="center"),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """All that the style of a cell depends on."""

    current: int
    use: Use
    harmless: bool  # holds text or nothing, which looks the same under every number format
    like_a_formula: bool = False
    spare: bool = False


class Looks:
    """The looks of the roles in one workbook, each worked out once."""

    def __init__(self, styles: Styles) -> None:
        """Take the styles of the workbook."""
        self._styles = styles
        self._known: dict[_Case, int] = {}

    def dress(self, page: Page, at: tuple[int, int], use: Use, cell: Cell | None) -> None:
        """Give a cell of a block the style of its use; a look of its own stays."""
        case = _Case(
            current=page.style(*at),
            use=use,
            harmless=cell is None or (cell.formula is None and isinstance(cell.value, str | None)),
            like_a_formula=_is_like_a_formula(use, cell),
        )
        page.restyle(*at, self._style(case))

    def dress_spare(self, page: Page, at: tuple[int, int], use: Use) -> None:
        """Give a cell below a block the format that it needs once it is filled."""
        if use.number_format:
            case = _Case(current=page.style(*at), use=use, harmless=True, spare=True)
            page.restyle(*at, self._style(case))

    def _style(self, case: _Case) -> int:
        if case not in self._known:
            self._known[case] = self._spare(case) if case.spare else self._dressed(case)
        return self._known[case]

    def _dressed(self, case: _Case) -> int:
        current, use = case.current, case.use
        free = self._styles.is_plain(current) or self._styles.name(current) in _OURS
        over = self._styles.own(use.role, _LOOKS[use.role], current) if free else current
        look = Look(
            number_format=self._format(case),
            quoted=case.like_a_formula or None,
            wrap=use.beside or None,
            indent=(use.indent or None) if free else None,
        )
        return self._styles.restyled(over, look)

    def _spare(self, case: _Case) -> int:
        if not self._styles.is_plain(case.current):
            return case.current
        look = replace(_SPARE, number_format=self._format(case))
        return self._styles.restyled(case.current, look)

    def _format(self, case: _Case) -> str | None:
        """A number format where there is none, and never one that would show a value otherwise."""
        wanted = case.use.number_format
        free = case.harmless and self._styles.is_general(case.current)
        return wanted if wanted and free else None


def _is_like_a_formula(use: Use, cell: Cell | None) -> bool:
    """Whether a text would become a formula if someone opened its cell and pressed Enter."""
    text = cell.value if cell is not None and cell.formula is None else None
    return (
        isinstance(text, str)
        and len(text) > 1
        and text.startswith(_STARTS)
        and use.number_format != TEXT
    )
