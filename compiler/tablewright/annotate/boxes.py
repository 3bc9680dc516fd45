"""The boxes that show notes: shapes in the drawing language that spreadsheets keep for them.

Knows how large a note has to be for its text, and where on the sheet that is. A drawing may hold
other shapes; it is added to, and never read as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap

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
_NUMBER = re.compile(rb'_x0000_s(\d+)"')
_WIDTH = re.compile(rb"\bwidth:[^;'\"]*")
_HEIGHT = re.compile(rb"\bheight:[^;'\"]*")
_FIRST_NUMBER = 1025

# In pixels and letters of the font that notes have.
_LINE, _MARGIN = 15, 14
_NARROW, _WIDE = (330, 56), (470, 82)
_TALL = 24  # lines from which a note is better wide
_HIGHEST = 640
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


def with_box(drawing: bytes, box: Box, page: Page) -> bytes:
    """The drawing with the box of a note that is new, or with the note's own box made larger."""
    for found in _SHAPE.finditer(drawing):
        if _is_at(found[0], box):
            start, end = found.span()
            return drawing[:start] + _resized(found[0], box, page) + drawing[end:]
    numbers = [int(each) for each in _NUMBER.findall(drawing)]
    shape = _shape(box, page, max((_FIRST_NUMBER - 1, *numbers)) + 1)
    ending = _END.search(drawing)
    end = len(drawing) if ending is None else ending.start()
    return drawing[:end] + _declared(shape, drawing) + drawing[end:]


def _declared(shape: bytes, drawing: bytes) -> bytes:
    """The shape with the prefixes that the drawing does not declare."""
    missing = [each for each in _PREFIXES if each.encode() not in drawing]
    wanted = "".join(f" {each}" for each in missing).encode()
    return shape.replace(b"<v:shape", b"<v:shape" + wanted, 1)


def _is_at(shape: bytes, box: Box) -> bool:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    at = (row and int(row[1]), column and int(column[1]))
    return at == (box.row - 1, box.column - 1)


def _resized(shape: bytes, box: Box, page: Page) -> bytes:
    head, close, body = shape.partition(b">")
    head = _WIDTH.sub(f"width:{box.width}px".encode(), head)
    head = _HEIGHT.sub(f"height:{box.height}px".encode(), head)
    anchor = _anchor(box, page).encode()
    return head + close + _ANCHOR.sub(lambda found: found[1] + anchor + found[2], body)


def _shape(box: Box, page: Page, number: int) -> bytes:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        f"margin-left:60pt;margin-top:2pt;width:{box.width}px;height:{box.height}px;"
        'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{_anchor(box, page)}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{box.row - 1}</x:Row>"
        f"<x:Column>{box.column - 1}</x:Column></x:ClientData></v:shape>"
    ).encode()


# -- where it lies ---------------------------------------------------------------------------------


def _anchor(box: Box, page: Page) -> str:
    """The cells at the corners, counted from 0, and how far into them: beside the cell itself."""
    widths, heights = _widths(page), _heights(page)
    left, top = box.column, max(box.row - 2, 0)
    usual_width, usual_height = widths.pop(0), heights.pop(0)
    right, into_right = _reach(left, 15 + box.width, widths, usual_width)
    bottom, into_bottom = _reach(top, 8 + box.height, heights, usual_height)
    return f"{left}, 15, {top}, 8, {right}, {into_right}, {bottom}, {into_bottom}"


def _reach(start: int, pixels: int, sizes: dict[int, int], usual: int) -> tuple[int, int]:
    """The column or row, counted from 0, that lies so many pixels behind the start of another."""
    at = start
    while pixels >= (size := sizes.get(at + 1, usual)) and at < start + 2000:
        pixels -= size
        at += 1
    return at, pixels


def _widths(page: Page) -> dict[int, int]:
    """The widths of columns in pixels by number; that of all others under 0."""
    shape, columns = page.find("sheetFormatPr"), page.find("cols")
    usual = float(shape.get("defaultColWidth", _USUAL_WIDTH)) if shape is not None else _USUAL_WIDTH
    found = {0: _pixels_across(usual)}
    for each in () if columns is None else columns:
        low, high = int(each.get("min", "1")), int(each.get("max", "1"))
        width = 0.0 if is_on(each.get("hidden", "0")) else float(each.get("width", usual))
        found |= dict.fromkeys(range(low, min(high, low + 500) + 1), _pixels_across(width))
    return found


def _pixels_across(width: float) -> int:
    return round(width * 7 + 5) if width else 0


def _heights(page: Page) -> dict[int, int]:
    """The heights of rows in pixels by number; that of all others under 0."""
    shape = page.find("sheetFormatPr")
    usual = _USUAL_HEIGHT
    if shape is not None:
        usual = float(shape.get("defaultRowHeight", _USUAL_HEIGHT))
    found = {0: round(usual * 4 / 3)}
    for row in children(page.section("sheetData"), "row"):
        if is_on(row.get("hidden", "0")):
            found[int(row.get("r", "0"))] = 0
        elif "ht" in row.attrib:
            found[int(row.get("r", "0"))] = round(float(row.get("ht", "0")) * 4 / 3)
    return found
