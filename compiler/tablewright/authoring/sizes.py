"""Widths of columns and heights of rows that fit their texts.

Both are estimates, for only a spreadsheet program knows its letters; what someone has set stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from textwrap import wrap
from xml.etree.ElementTree import Element

from tablewright.authoring.markup import named
from tablewright.authoring.page import Page
from tablewright.source.markup import is_on

_NARROW, _WIDE = 9, 52
_WORDY = 28  # from this length on a text is better read on several lines
_ROOM = 2
_USUAL_WIDTH = 8.43
_SMALLER = 1.12  # letters to the digit, in which widths are counted
_BOLDER = 1.1
_LINE, _TITLE_LINE, _MARGIN, _HIGHEST = 13, 15, 4, 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text in a cell. A title is larger, and only a part of it counts for the width.

    What does not wrap runs on over the cells to the right.
    """

    row: int
    column: int
    text: str
    bold: bool = False
    title: bool = False
    indent: int = 0
    wraps: bool = True


def fit_widths(page: Page, texts: Iterable[Shown]) -> None:
    """Widths that fit the texts of the columns, where nobody has set one."""
    wanted: dict[int, float] = {}
    for each in texts:
        wanted[each.column] = max(wanted.get(each.column, _NARROW), _width_for(each))
    set_widths(page, wanted)


def fit_heights(page: Page, texts: Iterable[Shown]) -> None:
    """Heights that show the texts whole, in rows that have none or whose style has changed."""
    heights: dict[int, int] = {}
    for each in texts:
        lines = _lines(each, _width_of(page, each.column)) if each.wraps else 1
        height = lines * (_TITLE_LINE if each.title else _LINE) + _MARGIN
        heights[each.row] = max(heights.get(each.row, 0), height)
    for number, height in heights.items():
        row = page.row(number)
        if is_on(row.get("customHeight", "0")):
            continue
        if "ht" not in row.attrib or number in page.touched:
            row.set("ht", str(min(height, _HIGHEST)))


def _width_for(shown: Shown) -> float:
    text = shown.text[:_WORDY] if shown.title else shown.text
    longest_word = max((len(word) for word in text.split()), default=0)
    longest_line = max((len(line) for line in text.splitlines()), default=0)
    # A long text gets several lines, of a width that grows with its length.
    wished = longest_line if longest_line <= _WORDY else _WORDY + (longest_line - _WORDY) // 4
    letters = max(longest_word, wished) * (_BOLDER if shown.bold else 1)
    return min(round(letters) + _ROOM, _WIDE)


def _lines(shown: Shown, width: float) -> int:
    room = width * _SMALLER / (_BOLDER if shown.bold else 1) - 1 - 2 * shown.indent
    return sum(len(wrap(line, max(int(room), 1))) or 1 for line in shown.text.splitlines())


def _width_of(page: Page, column: int) -> float:
    columns = page.find("cols")
    for each in () if columns is None else columns:
        if int(each.get("min", "1")) <= column <= int(each.get("max", "1")):
            return float(each.get("width", _USUAL_WIDTH))
    return _USUAL_WIDTH


def set_widths(page: Page, wanted: Mapping[int, float]) -> None:
    """These widths, where nobody has set one."""
    known = {} if page.find("cols") is None else _by_column(page.section("cols"), wanted)
    new = {
        column: width
        for column, width in wanted.items()
        if column not in known or not is_on(known[column].get("customWidth", "0"))
    }
    if not new:
        return
    columns = page.section("cols")
    _split(columns, new)
    there = {int(each.get("min", "1")): each for each in columns}
    for column, width in sorted(new.items()):
        each = there.get(column)
        if each is None:
            at = sum(1 for start in there if start < column)
            each = Element(named(columns, "col"), {"min": str(column), "max": str(column)})
            columns.insert(at, each)
            there[column] = each
        each.attrib.update({"width": f"{width:g}", "customWidth": "1"})


def _by_column(columns: Element, wanted: Iterable[int]) -> dict[int, Element]:
    return {
        column: each
        for each in columns
        for column in wanted
        if int(each.get("min", "1")) <= column <= int(each.get("max", "1"))
    }


def _split(columns: Element, at: Iterable[int]) -> None:
    """Give each of these columns an entry of its own, where it shares one with others."""
    for column in at:
        for place, each in enumerate(tuple(columns)):
            low, high = int(each.get("min", "1")), int(each.get("max", "1"))
            if not low <= column <= high or low == high:
                continue
            parts = ((low, column - 1), (column, column), (column + 1, high))
            columns.remove(each)
            for offset, (start, end) in enumerate(p for p in parts if p[0] <= p[1]):
                part = deepcopy(each)
                part.attrib.update({"min": str(start), "max": str(end)})
                columns.insert(place + offset, part)
            break
