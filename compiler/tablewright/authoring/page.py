"""One worksheet, edited in place: its cells, and the sections around them in the format's order.

Knows rows and columns, counted from 1; knows nothing of blocks.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from decimal import Decimal
from xml.etree.ElementTree import Element

from tablewright.authoring.area import column_number
from tablewright.authoring.markup import add, children, first, named, section
from tablewright.diagnostics.model import column_letters

Content = str | Decimal | int | bool | dt.date | None

# The children of a worksheet, in the order in which the format wants them.
SECTIONS = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")
_DAY_ZERO = dt.date(1899, 12, 30)


class Page:
    """The cells of a worksheet by row and column, and its sections by name."""

    def __init__(self, root: Element) -> None:
        """Take the root of a worksheet's part."""
        self.root = root
        self.touched: set[int] = set()  # rows in which a cell got another style
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = {}
        row = 0
        for element in children(self.section("sheetData"), "row"):
            row = int(element.get("r", row + 1))
            self._rows[row] = element
            column = 0
            for cell in children(element, "c"):
                column = _column(cell.get("r", "")) or column + 1
                self._cells.setdefault(row, {})[column] = cell

    def section(self, name: str) -> Element:
        """A section of the sheet, made in its place when it is not there."""
        return section(self.root, name, SECTIONS)

    def find(self, name: str) -> Element | None:
        """A section of the sheet, if it is there."""
        return first(self.root, name)

    def style(self, row: int, column: int) -> int:
        """The style of a cell; of one that is not stored, that of its row or column."""
        cell = self._cells.get(row, {}).get(column)
        if cell is not None:
            return int(cell.get("s", "0"))
        line = self._rows.get(row)
        if line is not None and line.get("customFormat") == "1":
            return int(line.get("s", "0"))
        return self._column_style(column)

    def restyle(self, row: int, column: int, style: int) -> None:
        """Give a cell a style; its content stays."""
        if style != self.style(row, column):
            self._cell(row, column).set("s", str(style))
            self.touched.add(row)

    def put(self, row: int, column: int, content: Content) -> None:
        """Give a cell a content; its style stays. Text is text, whatever it starts with."""
        style = self.style(row, column)
        cell = self._cell(row, column)
        address = cell.get("r", "")
        cell.clear()
        cell.attrib.update({"r": address, "s": str(style)})
        match content:
            case None:
                pass
            case bool():
                cell.set("t", "b")
                add(cell, "v").text = str(int(content))
            case str():
                cell.set("t", "inlineStr")
                text = add(add(cell, "is"), "t", **{"xml:space": "preserve"})
                text.text = stored(content)
            case dt.date():
                add(cell, "v").text = str((content - _DAY_ZERO).days)
            case _:
                add(cell, "v").text = (
                    f"{content:f}" if isinstance(content, Decimal) else str(content)
                )

    def row(self, number: int) -> Element:
        """A row, made in its place when it is not stored."""
        if number not in self._rows:
            data = self.section("sheetData")
            made = Element(named(data, "row"), {"r": str(number)})
            data.insert(bisect_left(sorted(self._rows), number), made)
            self._rows[number] = made
        return self._rows[number]

    def _cell(self, row: int, column: int) -> Element:
        cells = self._cells.setdefault(row, {})
        if column not in cells:
            line = self.row(row)
            style = str(self.style(row, column))
            address = f"{column_letters(column)}{row}"
            made = Element(named(line, "c"), {"r": address, "s": style})
            line.insert(bisect_left(sorted(cells), column), made)
            line.attrib.pop("spans", None)  # a hint, and no longer true, as is this one:
            self._forget("dimension")
            cells[column] = made
        return cells[column]

    def _forget(self, name: str) -> None:
        found = self.find(name)
        if found is not None:
            self.root.remove(found)

    def _column_style(self, column: int) -> int:
        columns = self.find("cols")
        for each in () if columns is None else columns:
            if int(each.get("min", "1")) <= column <= int(each.get("max", "1")):
                return int(each.get("style", "0"))
        return 0


def stored(text: str) -> str:
    """A text as a part holds it: what no XML can hold is spelled, and what looks like that too."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _column(address: str) -> int:
    match = _ADDRESS.fullmatch(address)
    return column_number(match[1]) if match else 0
