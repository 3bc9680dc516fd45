"""From a finding and its sheet to a small picture of the grid around it, as lines of text.

Knows rows, columns and marks; knows neither blocks nor the wording of findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from tablewright.diagnostics.grid_view import SheetView
from tablewright.diagnostics.model import CellSpan, column_letters
from tablewright.diagnostics.printable import clipped, padded, printable, width
from tablewright.diagnostics.render.paint import Ink, Paint

_WIDEST = 28  # columns of the terminal for one column of the sheet
_NARROWEST = 3
_ROWS = 7  # rows of a large range that are shown
_NEIGHBOURS = 40  # columns to each side that are looked at
_LOOKED_AT = 200  # characters of a cell that are looked at
_GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A range to point at: the finding's own (with its ink) or a label's, with its text."""

    span: CellSpan
    text: str
    sign: str
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of the sheet that is shown: where it starts in the line, and how wide it is."""

    number: int
    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The part of the sheet that is shown, and how it is laid out."""

    sheet: SheetView
    rows: tuple[int, ...]
    columns: tuple[_Column, ...]
    gutter: int
    room: int
    paint: Paint

    def line(self, margin: str, text: str) -> str:
        frame = self.paint(f"{margin:>{self.gutter}} │", Ink.FRAME)
        return f"{frame} {text}".rstrip()


def excerpt(
    sheet: SheetView, marks: tuple[Mark, ...], columns: int, paint: Paint
) -> tuple[str, ...]:
    """The rows around the marks, within so many columns of the terminal."""
    rows = _rows(sheet, marks)
    gutter = len(str(rows[-1])) + 3
    room = columns - gutter - 3
    shown = _fitting(sheet, rows, marks, room)
    view = _View(sheet=sheet, rows=rows, columns=shown, gutter=gutter, room=room, paint=paint)
    return tuple(_lines(view, marks))


def _lines(view: _View, marks: tuple[Mark, ...]) -> Iterator[str]:
    letters = (padded(column_letters(column.number), column.size) for column in view.columns)
    yield view.line("", view.paint((" " * _GAP).join(letters).rstrip(), Ink.FRAME))
    previous = view.rows[0]
    for row in view.rows:
        if row > previous + 1:
            yield view.paint(f"{'':>{view.gutter}} ⋮", Ink.FRAME)
        previous = row
        texts = (padded(_text(view.sheet, row, at.number), at.size) for at in view.columns)
        yield view.line(str(row), (" " * _GAP).join(texts))
        for mark in marks:
            if _last_shown(mark.span) == row:
                yield from _pointer(view, mark, row)


def _pointer(view: _View, mark: Mark, row: int) -> Iterator[str]:
    """The line under a marked cell, with what there is to say about it."""
    inside = [at for at in view.columns if mark.span.left <= at.number <= mark.span.right]
    if not inside:
        yield from (view.line("", line) for line in wrap(f"{mark.span.range}: {mark.text}"))
        return
    start, last = inside[0].start, inside[-1]
    marked = range(mark.span.top, row + 1)
    under = max(width(_text(view.sheet, at, last.number)) for at in marked)
    length = last.start + max(_NARROWEST, under) - start
    signs = view.paint(mark.sign * length, mark.ink)
    beside = view.room - start - length - 1
    if width(mark.text) <= beside:
        yield view.line("", f"{' ' * start}{signs} {view.paint(mark.text, mark.ink)}".rstrip())
        return
    yield view.line("", f"{' ' * start}{signs}")
    start = min(start, view.room // 2)
    for line in wrap(mark.text, view.room - start):
        yield view.line("", f"{' ' * start}{view.paint(line, mark.ink)}")


def _last_shown(span: CellSpan) -> int:
    return min(span.bottom, span.top + _ROWS - 1)


def _rows(sheet: SheetView, marks: tuple[Mark, ...]) -> tuple[int, ...]:
    """The marked rows, and those around the finding's own that hold a word."""
    own, *_ = marks
    marked = {row for at in marks for row in range(at.span.top, _last_shown(at.span) + 1)}
    around = (own.span.top - 1, _last_shown(own.span) + 1)
    columns = range(1, own.span.left + _NEIGHBOURS)
    return tuple(
        sorted(
            marked.union(row for row in around if any((row, at) in sheet.cells for at in columns))
        )
    )


def _text(sheet: SheetView, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return "" if cell is None else clipped(printable(cell.display[:_LOOKED_AT]), _WIDEST)


def _by_need(marks: tuple[Mark, ...]) -> Iterator[int]:
    """Columns in the order in which they deserve room: the marked, the first, then neighbours."""
    own, *others = marks
    yield from range(own.span.left, own.span.right + 1)
    for mark in others:
        yield from range(mark.span.left, mark.span.right + 1)
    yield 1
    for distance in range(1, _NEIGHBOURS):
        yield own.span.left - distance
        yield own.span.right + distance


def _fitting(
    sheet: SheetView, rows: tuple[int, ...], marks: tuple[Mark, ...], room: int
) -> tuple[_Column, ...]:
    """The columns that fit, by need; neighbours without a word in these rows are left out."""
    own, *_ = marks
    sizes: dict[int, int] = {}
    for number in _by_need(marks):
        size = max(width(_text(sheet, row, number)) for row in rows)
        if number in sizes or number < 1 or (size == 0 and number != own.span.left):
            continue
        size = max(_NARROWEST, size)
        if sizes and sum(sizes.values()) + len(sizes) * _GAP + size > room:
            break
        sizes[number] = size
    shown: list[_Column] = []
    start = 0
    for number, size in sorted(sizes.items()):
        shown.append(_Column(number=number, start=start, size=size))
        start += size + _GAP
    return tuple(shown)
