"""The sheet of missing rules: rows without outcomes, laid out as the columns of their table.

Whoever copies such a row into the table and fills in the outcome closes a part of the gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count, islice

from tablewright.annotate.looks import (
    BARE_LINK,
    HINT,
    PLAIN,
    TABLE_HEAD,
    TEXT,
    TITLE,
    TO_FILL,
    Palette,
    lead_to,
)
from tablewright.annotate.remarks import example_lines
from tablewright.annotate.spelling import cells_of
from tablewright.authoring.bare import Contents
from tablewright.authoring.layout import set_print
from tablewright.authoring.page import Content, Page
from tablewright.authoring.sizes import Shown, fit_heights, set_widths
from tablewright.authoring.styles import Look
from tablewright.diagnostics.model import CellSpan
from tablewright.diagnostics.printable import printable
from tablewright.ir.missing import MissingRules
from tablewright.ir.program import Table
from tablewright.source.grid import Sheet, Workbook
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import text_of

NAME = "Notes - Missing rules"
_HINTS = (
    "Each row below is a rule that its table lacks, without its outcome.",
    "Copy its cells, insert them as a row of the table, fill in the yellow cells and check again.",
    "A row takes as much as it can without touching another rule; narrow it if that is too much.",
    "Whether such a request can occur, and what is right for it, only you can say.",
)
_MORE = "There are further cases. Add these rules first, and check again."
_FIRST_WIDTH, _WIDTH, _EXAMPLE_WIDTH = 14, 18, 44
_GAP = ((None, None),)  # the example stands apart, so that it is not copied along


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A table and the rules that it lacks."""

    table: Table
    missing: MissingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row of the sheet: contents with their looks, and where its first cell leads."""

    cells: tuple[tuple[Content, Look | None], ...]
    leads_to: CellSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingSheet:
    """What the sheet shows, and for each table the place of its rows."""

    name: str
    lines: tuple[_Line, ...]
    places: tuple[tuple[CellSpan, CellSpan], ...]  # the title of a table, its rows here

    def contents(self) -> Contents:
        """Its cells."""
        rows = (tuple(content for content, _ in line.cells) for line in self.lines)
        return Contents(name=self.name, rows=tuple(rows))

    def dress(self, page: Page, palette: Palette) -> None:
        """Its looks, links and widths."""
        shown: list[Shown] = []
        widest = max(len(line.cells) for line in self.lines)
        for number, line in enumerate(self.lines, 1):
            for column, (content, look) in enumerate(line.cells, 1):
                if look is not None:
                    palette.dress(page, (number, column), content, look)
                if isinstance(content, str) and look is not None and look.wrap:
                    shown.append(Shown(row=number, column=column, text=content))
            if line.leads_to is not None:
                lead_to(page, (number, 1), line.leads_to)
        widths = dict.fromkeys(range(2, widest), float(_WIDTH))
        set_widths(page, {1: _FIRST_WIDTH, **widths, widest: _EXAMPLE_WIDTH})
        fit_heights(page, shown)
        page.row(1).attrib.update({"ht": "26", "customHeight": "1"})
        set_print(page)

    def rows_for(self, title: CellSpan | None) -> CellSpan | None:
        """Where the rows of the table with this title stand."""
        return next((rows for at, rows in self.places if at == title), None)


def missing_sheet(name: str, workbook: Workbook, lacking: tuple[Lacking, ...]) -> MissingSheet:
    """The sheet for these tables."""
    lines = [_Line(cells=(("Rules that are missing", TITLE),))]
    lines += [_Line(cells=((hint, HINT),)) for hint in _HINTS]
    places: list[tuple[CellSpan, CellSpan]] = []
    for each in lacking:
        sheet = next(sheet for sheet in workbook.sheets if sheet.name == each.table.at.sheet)
        form = _Form(table=each.table, sheet=sheet)
        lines.append(_Line(cells=()))
        lines += form.heads()
        top = len(lines) + 1
        lines += form.rules(each.missing)
        here = CellSpan(
            workbook=workbook.label,
            sheet=name,
            top=top,
            left=1,
            bottom=len(lines),
            right=form.right,
        )
        places.append((form.title, here))
        if not each.missing.all:
            lines.append(_Line(cells=((_MORE, HINT),)))
    return MissingSheet(name=name, lines=tuple(lines), places=tuple(places))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A table as a form for further rows: its columns, their roles and names."""

    table: Table
    sheet: Sheet

    @property
    def right(self) -> int:
        """The last column that has a role."""
        row = self.table.at.top + 1
        return max(column for at, column in self.sheet.cells if at == row)

    @property
    def title(self) -> CellSpan:
        """The title row, where findings about the whole table stand."""
        return replace(self.table.at, bottom=self.table.at.top)

    def _text(self, row: int, column: int) -> str:
        return text_of(self.sheet.cells.get((row, column)))

    def _role(self, column: int) -> str:
        return plain(self._text(self.table.at.top + 1, column))

    def heads(self) -> Iterator[_Line]:
        """The table's name, then its roles and names as the sheet has them."""
        at = replace(self.title, right=self.title.left)
        caption = f"{at.address}  {self.table.name}"
        yield _Line(cells=((printable(caption), BARE_LINK),), leads_to=at)
        for row in (self.table.at.top + 1, self.table.at.top + 2):
            texts = (self._text(row, column) for column in range(1, self.right + 1))
            cells = tuple((text or None, TABLE_HEAD) for text in texts)
            example = "A request that it takes" if row == self.table.at.top + 2 else None
            yield _Line(cells=(*cells, *_GAP, (example, HINT)))

    def rules(self, missing: MissingRules) -> Iterator[_Line]:
        """The rows to paste, each with a request beside it."""
        for number, rule in enumerate(missing.rules):
            said = cells_of(rule, self.table)
            by_column = {
                column.at.left: content
                for column, content in zip(self.table.columns, said, strict=True)
            }
            cells = (self._cell(column, by_column, number) for column in range(1, self.right + 1))
            example = "\n".join(example_lines(rule.example))
            yield _Line(cells=(*cells, *_GAP, (example, PLAIN)))

    def _cell(
        self, column: int, said: Mapping[int, Content], number: int
    ) -> tuple[Content, Look | None]:
        if column in said:
            content = said[column]
            return content, TEXT if isinstance(content, str) else PLAIN
        role = self._role(column)
        if role == "rule":
            content = self._id(number)
            return content, TEXT if isinstance(content, str) else PLAIN
        return None, TO_FILL if role == "then" else PLAIN

    def _id(self, number: int) -> Content:
        """An id that no rule has, in the manner of the table."""
        ids = [rule.id for rule in self.table.rules if not rule.otherwise]
        if all(each.isdecimal() for each in ids):
            following = max(map(int, ids), default=0) + 1 + number
            cell = self.sheet.cells.get((self.table.at.top + 3, self._id_column))
            as_number = cell is not None and isinstance(cell.value, Decimal)
            return Decimal(following) if as_number else str(following)
        taken = {plain(each) for each in ids}
        free = (f"new {n}" for n in count(1) if f"new {n}" not in taken)
        return next(islice(free, number, None))

    @property
    def _id_column(self) -> int:
        return next(column for column in range(1, self.right + 1) if self._role(column) == "rule")
