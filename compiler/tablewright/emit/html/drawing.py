"""The parts of a decision as a drawing: boxes with lines of text, and arrows from part to part.

Widths of letters are those of a common sans serif, taken a little too wide: a reader's own font
may differ, and text must stay inside its box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from tablewright.emit.html.layers import layers_of
from tablewright.emit.html.parts import Part, Parts
from tablewright.emit.html.places import Point, Size, places_of
from tablewright.emit.html.rows import BoxRow, Drawing, LineRow
from tablewright.emit.names import Names
from tablewright.emit.words import NO_BREAK
from tablewright.ir.program import Calculation, Checklist, Table

MOST_DRAWN, MOST_ARROWS, WIDEST = 60, 240, 1800  # of a picture that people can read
WIDTH = 224.0
INSET = 10.0
TITLE, SMALL = 13.0, 11.0  # sizes of type
TITLE_LINE, SMALL_LINE = 17.0, 14.0
NARROW, WIDE = frozenset(f"fijlrtI.,:;'|!()[]- ·{NO_BREAK}"), frozenset("mwMWGOQ%@&+=")


def drawing_of(parts: Parts, answering: str, names: Names) -> Drawing | None:
    """The drawing; none of a single part, and none of more than can be read."""
    edges = [(other, part.anchor) for part in parts.all.values() for other in part.rests_on]
    if not 1 < len(parts.all) <= MOST_DRAWN or len(edges) > MOST_ARROWS:
        return None
    boxes = {anchor: _box(part, names) for anchor, part in parts.all.items()}
    sizes = {anchor: Size(width=WIDTH, height=box.height) for anchor, box in boxes.items()}
    places = places_of(layers_of(tuple(boxes), edges), sizes)
    if places.size.width > WIDEST:
        return None
    return Drawing(
        width=round(places.size.width),
        height=round(places.size.height),
        box=round(WIDTH),
        boxes=tuple(
            replace(box, x=round(x), y=round(y), answers=anchor == answering)
            for anchor, box in boxes.items()
            for x, y in [places.corners[anchor]]
        ),
        arrows=tuple(_path(route) for route in places.routes.values()),
    )


def _box(part: Part, names: Names) -> BoxRow:
    """A part at no place yet."""
    title = wrapped(part.name, TITLE)
    asked = f"{NO_BREAK}· ".join(names.names[code_name].name for code_name in part.asks)
    asks = wrapped(f"asks {asked}", SMALL) if asked else ()
    lines: list[LineRow] = []
    y = INSET - 4
    for text in title:
        y += TITLE_LINE
        lines.append(LineRow(y=round(y), text=text, role="title"))
    y += SMALL_LINE
    lines.append(LineRow(y=round(y), text=_kind(part), role="kind"))
    y += INSET
    split = y
    for text in asks:
        y += SMALL_LINE
        lines.append(LineRow(y=round(y), text=text, role="asks"))
    y += INSET if asks else 0
    return BoxRow(
        target=part.anchor,
        x=0,
        y=0,
        height=round(y),
        split=round(split) if asks else 0,
        answers=False,
        lines=tuple(lines),
    )


def _kind(part: Part) -> str:
    match part.source:
        case Table(hit_policy=policy):
            return f"decision table · {policy.value}"
        case Checklist(combine=combine):
            many = f" {combine.at_least} of" if combine.at_least else ""
            return f"checklist · {combine.kind.value}{many}"
        case Calculation():
            return "calculation"
        case _:
            assert_never(part.source)


def wrapped(text: str, size: float) -> tuple[str, ...]:
    """Lines that fit into a box; a word that is too long is cut."""
    room = WIDTH - 2 * INSET
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size) > room:
            fitting = next(n for n in range(len(line), 0, -1) if text_width(line[:n], size) <= room)
            lines.append(line[:fitting])
            line = line[fitting:]
    return (*lines, line) if line else tuple(lines)


def text_width(text: str, size: float) -> float:
    """How wide a text may come out."""
    return sum(_em(char) for char in text) * size


def _em(char: str) -> float:
    if char in NARROW:
        return 0.42
    if char in WIDE or not char.isascii():
        return 1.0
    return 0.74 if char.isupper() else 0.64


def _path(route: Sequence[Point]) -> str:
    """A line through the points, bent between rows and straight past them, with its head."""
    (x, y), *rest = route
    steps = [f"M{x:.0f} {y:.0f}"]
    for at, (to_x, to_y) in enumerate(rest):
        if at % 2:
            steps.append(f"L{to_x:.0f} {to_y:.0f}")
        else:
            middle = (y + to_y) / 2
            steps.append(f"C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}")
        x, y = to_x, to_y
    back = -6 if rest[-2:-1] and route[-2][1] < y else 6
    return f"{''.join(steps)}m-4 {back}l4 {-back}l4 {back}"
