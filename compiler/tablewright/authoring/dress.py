"""From a workbook to the same workbook with styles, drop-downs, messages and formats brought up.

Touches the blocks of the notation and the few rows below them; sheets of notes are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from tablewright.authoring.dashes import grey_dashes
from tablewright.authoring.field import Field, Role
from tablewright.authoring.fields import fields_of
from tablewright.authoring.known import Known, known_of
from tablewright.authoring.layout import freeze, headings_of, set_print
from tablewright.authoring.looks import Looks
from tablewright.authoring.names import name_the_names, repeat_titles
from tablewright.authoring.package import Package
from tablewright.authoring.page import Page
from tablewright.authoring.sizes import Shown, fit_heights, fit_widths
from tablewright.authoring.styles import styles_of
from tablewright.authoring.triangles import no_triangles
from tablewright.authoring.validations import renew_validations
from tablewright.source.grid import Cell, Workbook
from tablewright.syntax.blocks import Block, find_blocks
from tablewright.syntax.rows import text_of

SPARE_ROWS = 30  # below the last block of a sheet, where rows are added
_BOLD = frozenset({Role.TITLE, Role.HEADING, Role.KEY, Role.GROUP})


def dressed(data: bytes, workbook: Workbook) -> bytes:
    """The workbook with every block dressed; the same bytes when there is nothing to do."""
    blocks = find_blocks(workbook).blocks
    if not blocks:
        return data
    package, known = Package(data), known_of(blocks)
    styles = styles_of(package)
    looks = Looks(styles)
    headings: list[tuple[str, int]] = []
    for part in package.sheets:
        here = tuple(block for block in blocks if block.sheet.name == part.name)
        if here:
            page = Page(package.part(part.path))
            sheet = _sheet_of(here, known)
            _dress_cells(page, sheet, looks)
            fields = (*sheet.fields, *sheet.spare)
            renew_validations(page, fields)
            grey_dashes(page, fields, styles)
            no_triangles(page, fields)
            _lay_out(page, sheet)
            headings.append((part.name, headings_of(here)))
    name_the_names(package, blocks)
    repeat_titles(package, headings)
    return package.packed()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The blocks of a sheet, their fields, and those of the rows below the last block."""

    blocks: tuple[Block, ...]
    fields: tuple[Field, ...]
    spare: tuple[Field, ...]

    def cell(self, row: int, column: int) -> Cell | None:
        return self.blocks[0].sheet.cells.get((row, column))


def _sheet_of(blocks: tuple[Block, ...], known: Known) -> _Sheet:
    fields = tuple(tuple(fields_of(block, known)) for block in blocks)
    end = max(row for row, _ in blocks[0].sheet.cells)
    last = blocks[-1].rows[-1] if blocks[-1].rows else blocks[-1].title
    # Text below the last block belongs to none, which is for the analyst to settle.
    spare = _spare(fields[-1]) if end == last.number else ()
    return _Sheet(blocks=blocks, fields=tuple(chain.from_iterable(fields)), spare=tuple(spare))


def _spare(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The rows below a block, which belong to it once they are filled."""
    for field in fields:
        if field.grows:
            bottom = max(field.bottom, field.top - 1)
            yield replace(field, top=bottom + 1, bottom=bottom + SPARE_ROWS)


def _dress_cells(page: Page, sheet: _Sheet, looks: Looks) -> None:
    for field in sheet.fields:
        for row in range(field.top, field.bottom + 1):
            looks.dress(page, (row, field.column), field.use, sheet.cell(row, field.column))
    for field in sheet.spare:
        for row in range(field.top, field.bottom + 1):
            looks.dress_spare(page, (row, field.column), field.use)


def _lay_out(page: Page, sheet: _Sheet) -> None:
    shown = tuple(_texts(sheet))
    fit_widths(page, shown)
    fit_heights(page, shown)
    freeze(page, headings_of(sheet.blocks))
    set_print(page)


def _texts(sheet: _Sheet) -> Iterator[Shown]:
    """The texts that widths and heights have to fit; merged cells share their rows' heights."""
    merged = {(each.top, each.left) for each in sheet.blocks[0].sheet.merges}
    for field in sheet.fields:
        for row in range(field.top, field.bottom + 1):
            cell = sheet.cell(row, field.column)
            if cell is not None and (row, field.column) not in merged:
                yield Shown(
                    row=row,
                    column=field.column,
                    text=cell.display or text_of(cell),
                    bold=field.use.role in _BOLD,
                    title=field.use.role is Role.TITLE,
                    indent=field.use.indent,
                    wraps=field.use.role is not Role.TITLE or field.use.beside,
                )
