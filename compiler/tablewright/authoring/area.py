"""Cells from corner to corner: read from the ranges that a sheet writes, cut, joined, written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tablewright.diagnostics.model import column_letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_RANGE = re.compile(r"\$?([A-Z]*)\$?([0-9]*)(?::\$?([A-Z]*)\$?([0-9]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Both ends inside; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


def areas_of(ranges: str) -> Iterator[Area]:
    """The areas of a list of ranges: `B4:B19 D2 F:F`. What cannot be read is taken for all."""
    return (_area(word) for word in ranges.split())


def _area(text: str) -> Area:
    found = _RANGE.fullmatch(text)
    left, top, right, bottom = found.groups() if found else ("", "", None, None)
    alone = found is not None and right is None and bottom is None
    return Area(
        top=int(top or 1),
        left=column_number(left) or 1,
        bottom=int((top if alone else bottom) or LAST_ROW),
        right=column_number((left if alone else right) or "") or LAST_COLUMN,
    )


def column_number(letters: str) -> int:
    """The number of a column: A is 1; 0 for no letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def without(area: Area, taken: Iterable[Area]) -> Iterator[Area]:
    """What is left of cells of one column when others are taken out."""
    top = area.top
    over = sorted((each.top, each.bottom) for each in taken if each.left <= area.left <= each.right)
    for first_row, last_row in (*over, (area.bottom + 1, LAST_ROW)):
        bottom = min(first_row - 1, area.bottom)
        if top <= bottom:
            yield replace(area, top=top, bottom=bottom)
        top = max(top, last_row + 1)


def left(areas: Iterable[Area], taken: Iterable[Area]) -> tuple[Area, ...]:
    """What is left of areas of one column each when others are taken out."""
    taken = tuple(taken)
    return joined(part for area in areas for part in without(area, taken))


def joined(areas: Iterable[Area]) -> tuple[Area, ...]:
    """The same cells in fewer areas: those that follow each other in a column are one."""
    found: list[Area] = []
    for area in sorted(areas, key=lambda each: (each.left, each.top)):
        last = found[-1] if found else None
        if last is not None and last.left == area.left and last.bottom + 1 == area.top:
            found[-1] = replace(last, bottom=area.bottom)
        else:
            found.append(area)
    return tuple(found)


def ranges_of(areas: Iterable[Area]) -> str:
    """The areas as a sheet writes them."""
    return " ".join(map(_range, areas))


def _range(area: Area) -> str:
    start = f"{column_letters(area.left)}{area.top}"
    end = f"{column_letters(area.right)}{area.bottom}"
    return start if start == end else f"{start}:{end}"
