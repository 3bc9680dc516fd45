"""The drawing of a decision: layers without overlap, the same everywhere, circles included."""

from __future__ import annotations

import dataclasses
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tablewright.emit.html.drawing import (
    INSET,
    SMALL,
    TITLE,
    WIDTH,
    drawing_of,
    text_width,
    wrapped,
)
from tablewright.emit.html.layers import MOST, layers_of
from tablewright.emit.html.parts import Parts, parts_of
from tablewright.emit.html.places import Size, places_of
from tablewright.emit.names import names_of
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Checklist, Program
from tablewright.ir.tests import YES
from tests.html_program import INITIAL_CRITERIA, PROGRAM, guard, leaf, reads

KEYS = tuple(f"k{number}" for number in range(9))
EDGES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=20).map(
    lambda edges: [edge for edge in dict.fromkeys(edges) if edge[0] != edge[1]]
)

TINY = 1e-6


def asking(other: str, name: str) -> Checklist:
    """A checklist whose second item asks the first item of another."""
    ref = Ref(kind=RefKind.ITEM, name=other, part="1")
    own = leaf("1", f"{name}.1", guard(reads("dose_increase"), YES, "yes", "D5"), "", row="4")
    second = leaf("2", f"{name}.2", guard(ref, YES, "met", "D6"), "", row="5")
    return dataclasses.replace(INITIAL_CRITERIA, name=name, code_name=name, items=(own, second))


def in_a_circle() -> Program:
    """Two checklists that ask each other's items, which is no circle of answers."""
    one, other = asking("other", "one"), asking("one", "other")
    return dataclasses.replace(PROGRAM, checklists=(*PROGRAM.checklists, one, other))


def parts() -> Parts:
    """The parts of the sample policy."""
    return parts_of(PROGRAM, names_of(PROGRAM))


def test_a_part_asks_what_its_cells_read() -> None:
    """A part knows the inputs that it reads itself, and the parts that give the rest."""
    table = parts().all["table-determination"]
    assert table.asks == ("request_type", "label_change_date", "request_date")
    assert table.rests_on == ("checklist-initial_criteria", "name-dose_per_kg", "name-maximum_dose")


def test_a_detour_to_itself_ends() -> None:
    """Checklists that ask each other's items have steps, and a drawing with every arrow."""
    program = in_a_circle()
    names = names_of(program)
    found = parts_of(program, names)
    assert {part.anchor for part in found.steps("checklist-one")} == {
        "checklist-one",
        "checklist-other",
    }
    drawing = drawing_of(found, "table-determination", names)
    assert drawing is not None
    assert len(drawing.arrows) == sum(len(part.rests_on) for part in found.all.values())


def test_the_drawing_links_to_every_part() -> None:
    """Every part is a box that leads to its section; the answering one is marked."""
    drawing = drawing_of(parts(), "table-determination", names_of(PROGRAM))
    assert drawing is not None
    assert {box.target for box in drawing.boxes} == parts().all.keys()
    assert [box.target for box in drawing.boxes if box.answers] == ["table-determination"]


def test_what_is_too_much_is_not_drawn() -> None:
    """One part is no picture, and hundreds are none that can be read."""
    one = parts().all["table-determination"]
    names = names_of(PROGRAM)
    assert drawing_of(Parts(all={one.anchor: one}), one.anchor, names) is None
    many = {f"{number}": dataclasses.replace(one, rests_on=()) for number in range(61)}
    assert drawing_of(Parts(all=many), one.anchor, names) is None
    on_all = {
        f"{at}": dataclasses.replace(one, anchor=f"{at}", rests_on=tuple(map(str, range(at))))
        for at in range(22)
    }
    assert drawing_of(Parts(all=on_all), "21", names) is None


@given(EDGES)
def test_every_box_has_one_row(edges: list[tuple[str, str]]) -> None:
    """No box is lost or doubled, rows are short, and without a circle all arrows lead down."""
    layers = layers_of(KEYS, edges)
    drawn = [key for row in layers.rows for key in row if key in KEYS]
    assert sorted(drawn) == sorted(KEYS)
    assert all(sum(key in KEYS for key in row) <= MOST for row in layers.rows)
    assert layers.lanes.keys() == set(edges)
    level = {key: at for at, row in enumerate(layers.rows) for key in row}
    for lane in layers.lanes.values():
        assert all(abs(level[one] - level[other]) <= 1 for one, other in pairwise(lane))
    if all(one < other for one, other in edges):
        assert all(level[one] < level[other] for one, other in edges)


@given(EDGES, st.lists(st.integers(10, 90), min_size=len(KEYS), max_size=len(KEYS)))
def test_boxes_lie_apart(edges: list[tuple[str, str]], heights: list[int]) -> None:
    """No two boxes overlap, all lie within the drawing, and arrows begin and end at their boxes."""
    sizes = {key: Size(width=80, height=high) for key, high in zip(KEYS, heights, strict=True)}
    places = places_of(layers_of(KEYS, edges), sizes)
    boxes = {key: (*places.corners[key], sizes[key].width, sizes[key].height) for key in KEYS}
    for (x, y, width, height), (left, top, wide, high) in combinations(boxes.values(), 2):
        beside = x + width <= left + TINY or left + wide <= x + TINY
        assert beside or y + height <= top or top + high <= y
    for x, y, width, height in boxes.values():
        assert min(x, y) >= -TINY
        assert x + width <= places.size.width + TINY
        assert y + height <= places.size.height + TINY
    for (high_key, low_key), route in places.routes.items():
        for key, point in ((high_key, route[0]), (low_key, route[-1])):
            x, y, width, height = boxes[key]
            assert x - TINY <= point[0] <= x + width + TINY
            assert point[1] in {y, y + height}


@given(st.text(max_size=200), st.sampled_from([TITLE, SMALL]))
def test_text_stays_in_its_box(text: str, size: float) -> None:
    """Every line fits, and no character but a blank between words is lost."""
    lines = wrapped(text, size)
    assert all(text_width(line, size) <= WIDTH - 2 * INSET for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
