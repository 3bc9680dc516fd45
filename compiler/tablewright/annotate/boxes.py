"""The boxes that show notes: shapes in the drawing language that spreadsheets keep for them.

Knows how large a note has to be for its text, and where on the sheet that is. A drawing may hold
other shapes; it is added to, and never read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap
from xml.etree.ElementTree import Element

from tablewright.authoring.markup import children
from tablewright.authoring.page import Page
from tablewright.source.markup import is_on

_PREFIXES = (
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:o="urn:schemas-microsoft-com:office:office"',
    'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
EMPTY = (
    f"<xml {' '.join(_PREFIXES)}>"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
).encode()
# Programs differ in the prefixes that they use.
_SHAPE = re.compile(rb"<(?:\w+:)?shape\b.*?</(?:\w+:)?shape>", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>).*?(</(?:\w+:)?Anchor>)", re.DOTALL)
_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")
_SIZE = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,20})?")
_NUMBER = re.compile(rb'_x0000_s(\d+)"')
_WIDTH = re.compile(rb"\bwidth:[^;'\"]*")
_HEIGHT = re.compile(rb"\bheight:[^;'\"]*")
_FIRST_NUMBER = 1025

# In pixels and letters of the font that notes have.
_LINE, _MARGIN = 15, 14
_NARROW, _WIDE = (330, 56), (470, 82)
_TALL = 24  # lines from which a note is better wide
_HIGHEST = 640
_FARTHEST = 2_000  # columns or rows that a box may span, hidden ones among them
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The box of the note at a cell, in pixels."""

    row: int
    column: int
    width: int
    height: int


def box_for(row: int, column: int, text: str) -> Box:
    """A box in which the text can be read."""
    width, lines = _NARROW[0], _lines(text, _NARROW[1])
    if lines > _TALL:
        width, lines = _WIDE[0], _lines(text, _WIDE[1])
    height = min(lines * _LINE + _MARGIN, _HIGHEST)
    return Box(row=row, column=column, width=width, height=height)


def _lines(text: str, letters: int) -> int:
    return sum(len(wrap(line, letters)) or 1 for line in text.split("\n"))


def with_boxes(drawing: bytes, boxes: Iterable[Box], page: Page) -> bytes:
    """The drawing with the boxes of notes that are new, and with those that were there resized."""
    sheet = _Sheet.of(page)
    left = {(box.row, box.column): box for box in boxes}

    def resized(found: re.Match[bytes]) -> bytes:
        box = left.pop(_place(found[0]), None)
        return found[0] if box is None else _resized(found[0], box, sheet)

    drawing = _SHAPE.sub(resized, drawing)
    last = max((_FIRST_NUMBER - 1, *map(int, _NUMBER.findall(drawing))))
    shapes = "".join(_shape(box, sheet, last + n) for n, box in enumerate(left.values(), 1))
    ending = _END.search(drawing)
    end = len(drawing) if ending is None else ending.start()
    return drawing[:end] + _declared(shapes, drawing).encode() + drawing[end:]


def without_boxes(drawing: bytes, cells: frozenset[tuple[int, int]]) -> bytes:
    """The drawing without the boxes of the notes at these rows and columns."""
    return _SHAPE.sub(lambda found: b"" if _place(found[0]) in cells else found[0], drawing)


def has_boxes(drawing: bytes) -> bool:
    """Whether there is a box of anything."""
    return _SHAPE.search(drawing) is not None


def _declared(shapes: str, drawing: bytes) -> str:
    """The shapes, each with the prefixes that the drawing does not declare."""
    missing = "".join(f" {each}" for each in _PREFIXES if each.encode() not in drawing)
    return shapes.replace("<v:shape ", f"<v:shape{missing} ")


def _place(shape: bytes) -> tuple[int, int]:
    """The row and column of the cell whose note a shape is; 0 for other shapes."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else (0, 0)


def _resized(shape: bytes, box: Box, sheet: _Sheet) -> bytes:
    head, close, body = shape.partition(b">")
    head = _WIDTH.sub(f"width:{box.width}px".encode(), head)
    head = _HEIGHT.sub(f"height:{box.height}px".encode(), head)
    anchor = sheet.anchor(box).encode()
    return head + close + _ANCHOR.sub(lambda found: found[1] + anchor + found[2], body)


def _shape(box: Box, sheet: _Sheet, number: int) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f"margin-left:60pt;margin-top:2pt;width:{box.width}px;height:{box.height}px;"
        'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{sheet.anchor(box)}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{box.row - 1}</x:Row>"
        f"<x:Column>{box.column - 1}</x:Column></x:ClientData></v:shape>"
    )


# -- where it lies ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The widths of columns and the heights of rows in pixels, by number; of all others under 0."""

    widths: Mapping[int, int]
    heights: Mapping[int, int]

    @classmethod
    def of(cls, page: Page) -> _Sheet:
        """As the sheet has them."""
        return cls(widths=_widths(page), heights=_heights(page))

    def anchor(self, box: Box) -> str:
        """The cells at the corners, counted from 0, and how far into them: beside the cell."""
        left, top = box.column, max(box.row - 2, 0)
        right, into_right = _reach(left, 15 + box.width, self.widths)
        bottom, into_bottom = _reach(top, 8 + box.height, self.heights)
        return f"{left}, 15, {top}, 8, {right}, {into_right}, {bottom}, {into_bottom}"


def _reach(start: int, pixels: int, sizes: Mapping[int, int]) -> tuple[int, int]:
    """The column or row, counted from 0, that lies so many pixels behind the start of another."""
    at = start
    while pixels >= (size := sizes.get(at + 1, sizes[0])) and at < start + _FARTHEST:
        pixels -= size
        at += 1
    return at, pixels


def _widths(page: Page) -> dict[int, int]:
    shape, columns = page.find("sheetFormatPr"), page.find("cols")
    usual = _USUAL_WIDTH if shape is None else _size(shape, "defaultColWidth", _USUAL_WIDTH)
    found = {0: _pixels_across(usual)}
    for each in () if columns is None else columns:
        low, high = (round(_size(each, end, 1)) for end in ("min", "max"))
        width = 0 if is_on(each.get("hidden", "0")) else _size(each, "width", usual)
        pixels = _pixels_across(width)
        found |= dict.fromkeys(range(max(low, 1), min(high, low + _FARTHEST) + 1), pixels)
    return found


def _pixels_across(width: float) -> int:
    return round(width * 7 + 5) if width else 0


def _heights(page: Page) -> dict[int, int]:
    shape = page.find("sheetFormatPr")
    usual = _USUAL_HEIGHT if shape is None else _size(shape, "defaultRowHeight", _USUAL_HEIGHT)
    found = {0: round(usual * 4 / 3)}
    number = 0
    for row in children(page.section("sheetData"), "row"):
        number = int(row.get("r", number + 1))
        if is_on(row.get("hidden", "0")):
            found[number] = 0
        elif "ht" in row.attrib:
            found[number] = round(_size(row, "ht", usual) * 4 / 3)
    return found


def _size(element: Element, name: str, usual: float) -> float:
    """A size that an element gives; the usual one for what is no such number."""
    text = element.get(name, "")
    return float(text) if _SIZE.fullmatch(text) else usual
