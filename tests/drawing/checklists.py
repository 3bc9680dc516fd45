"""Random checklists: groups of every kind, nested, with conditions, citations and kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.drawing.conditions import condition
from tests.drawing.names import Named
from tests.drawing.tables import Column, World, row

TRUTH = Named(name="", kind="yes/no", words=("yes", "no"))
KINDS = ("", "", "use", "history", "limits")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChecklist:
    """A checklist as lines, and what others may read of it."""

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(slots=True)
class _Drawing:
    rng: Random
    world: World
    title: str
    cites: list[str]
    kinds: list[str]
    combines: dict[str, str]


def drawn_checklist(rng: Random, name: str, letter: str, world: World) -> DrawnChecklist:
    """A checklist; its citations begin with the letter."""
    drawing = _Drawing(rng, world, letter, [], [], {})
    count = rng.choice((1, 2, 3, 3))
    lines = [line for at in range(1, count + 1) for line in _item(drawing, str(at), "", 2, count)]
    met_when = rng.choice(_combines(rng, count))
    met = tuple(_truth(f"[{cite}]") for cite in drawing.cites[:2])
    kinds = tuple(dict.fromkeys(drawing.kinds))
    of_kinds = Named(name=f"{name} kinds not met", kind="text", is_list=True, words=kinds)
    by_kind = (Column(heading=of_kinds.name, named=of_kinds),) if len(kinds) > 1 else ()
    heads = row("Item", "Combine", "Subject", "Test", "Only if", "Cite", "Kind", "Criterion")
    return DrawnChecklist(
        name=name,
        lines=(
            row("Checklist", name, "Met when", met_when),
            f"{heads} | Evidence | If not met",
            *lines,
        ),
        columns=(_truth(name), *met, *by_kind),
    )


def _truth(heading: str) -> Column:
    return Column(heading=heading, named=TRUTH, truth=True)


def _combines(rng: Random, children: int) -> tuple[str, ...]:
    least = (f"at least {rng.randrange(1, children + 1)} of",) if children > 1 else ()
    return ("all of", "any of", "none of", *least, "all of")


def _item(drawing: _Drawing, item_id: str, parent: str, depth: int, siblings: int) -> Iterator[str]:
    rng = drawing.rng
    only_if = _only_if(drawing) if rng.random() < 0.25 else ""
    children = rng.choice((1, 2, 2, 3)) if depth and rng.random() < 0.4 else 0
    combine = rng.choice(_combines(rng, children)) if children else ""
    subject, test = ("", "") if children else _leaf(drawing)
    cite = _cite(drawing, item_id)
    kind = rng.choice(KINDS)
    drawing.kinds += [kind] if kind else []
    texts = (f"criterion {item_id}", "a record", "send it") if rng.random() < 0.3 else ()
    yield row(f"'{item_id}", combine, subject, test, only_if, cite, kind, *texts)
    for letter in "abc"[:children]:
        yield from _item(drawing, f"{item_id}.{letter}", item_id, depth - 1, children)
    if cite:
        drawing.cites.append(cite.removeprefix("'"))


def _cite(drawing: _Drawing, item_id: str) -> str:
    return f"'{drawing.title}.{item_id}" if drawing.rng.random() < 0.6 else ""


def _leaf(drawing: _Drawing) -> tuple[str, str]:
    rng, world = drawing.rng, drawing.world
    if drawing.cites and rng.random() < 0.12:
        return f"[{rng.choice(drawing.cites)}]", rng.choice(("met", "not met"))
    for _ in range(20):
        column = rng.choice(world.columns)
        if column.truth:
            return column.heading, rng.choice(("met", "not met"))
        cell = condition(rng, column.named, world.names, world.sets)
        if cell != "-":
            return column.heading, cell
    return "request date", "given"


def _only_if(drawing: _Drawing) -> str:
    rng, names = drawing.rng, drawing.world.names
    forms = [f"[{cite}] {word}" for cite in drawing.cites for word in ("met", "not met")]
    for each in names:
        if each.kind == "yes/no" and not each.is_list:
            forms += [each.free, f"{each.free} = no"]
        elif each.kind in {"text", "code"} and not each.is_list and each.words:
            forms += [f'{each.free} {sign} "{each.words[0]}"' for sign in ("=", "!=")]
        elif each.numeric:
            forms += [f"{each.free} >= {each.words[0]}", f"{each.free} < {each.words[-1]}"]
    return rng.choice(forms) if forms else ""
