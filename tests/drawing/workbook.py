"""A whole random workbook from a seed: everything that the notation has, small enough to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.drawing.checklists import DrawnChecklist, drawn_checklist
from tests.drawing.conditions import condition
from tests.drawing.expressions import calculated
from tests.drawing.names import CODES, KINDS, LISTS, WORDS, Named, drawn_name
from tests.drawing.tables import Column, DrawnTable, World, drawn_table, row

SETS = (("Breast codes", ("C50*", "D05*", "d07")), ("Drug codes", ("J9354", "00123", "1E5")))
DATE = "Request date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A workbook under construction: what is there so far."""

    inputs: tuple[Named, ...]
    calculations: tuple[Named, ...]
    sets: tuple[str, ...]


def drawn_workbook(seed: int) -> str:
    """The text grid of a seed. It may hold what the compiler refuses, which the caller sees."""
    rng = Random(f"workbook {seed}")
    sets = tuple(name for name, _ in SETS if rng.random() < 0.6)
    words = rng.sample(WORDS, 12)
    inputs = tuple(_inputs(rng, words, sets))
    names: tuple[Named, ...] = inputs
    for _ in range(rng.choice((0, 1, 2, 3))):
        made = calculated(rng, words.pop(), names)
        names = names if made is None else (*names, made)
    base = World(columns=tuple(map(_column, names)), names=names, sets=sets)
    tables, checklists, last = _blocks(rng, base)
    answering = drawn_table(rng, "Answering", "Final", last)
    order = [answering, *tables] if rng.random() < 0.7 else [*tables, answering]
    return "\n".join(
        line
        for title, lines in (
            ("Policy", _policy()),
            ("Names", _glossary(rng, names, (*tables, answering))),
            *(("Sets", _sets(sets)),) * bool(sets),
            *((table.name, table.lines) for table in order),
            *((checklist.name, checklist.lines) for checklist in checklists),
            *(("Never", _impossible(rng, base)),) * (rng.random() < 0.25),
            ("Cases", _examples(rng, inputs)),
        )
        for line in (f"== {title} ==", *lines, "")
    )


def _column(named: Named) -> Column:
    return Column(heading=named.name, named=named)


def _inputs(rng: Random, words: list[str], sets: tuple[str, ...]) -> Iterator[Named]:
    for _ in range(rng.choice((2, 3, 3, 4, 5))):
        is_list = rng.random() < 0.2
        kind = rng.choice(LISTS if is_list else KINDS)
        yield drawn_name(rng, words.pop(), kind, is_list=is_list, sets=sets)


def _blocks(
    rng: Random, base: World
) -> tuple[tuple[DrawnTable, ...], tuple[DrawnChecklist, ...], World]:
    """Asked tables and checklists, each of which may read those before it."""
    world = base
    tables: list[DrawnTable] = []
    checklists: list[DrawnChecklist] = []
    for kind in rng.choice(("", "t", "c", "tc", "ct", "tt", "cc", "tct")):
        columns, names = world.columns, world.names
        if kind == "t":
            at = len(tables) + 1
            table = drawn_table(rng, f"Asked {at}", f"Asked {at}", world)
            tables.append(table)
            columns = (*columns, *map(_column, table.given), *map(_column, table.given))
            names = (*names, *table.given)
        else:
            at = len(checklists) + 1
            drawn = drawn_checklist(rng, f"Criteria {at}", "AB"[at - 1], world)
            checklists.append(drawn)
            columns = (*columns, *drawn.columns, *drawn.columns)
        world = World(columns=columns, names=names, sets=world.sets)
    return tuple(tables), tuple(checklists), world


# -- blocks without choices ------------------------------------------------------------------------


def _policy() -> Iterator[str]:
    yield "Policy"
    for key, value in {
        "Number": "D.1",
        "Title": "Drawn",
        "Version": "'1",
        "In force from": "2025-01-01",
        "Version date": DATE,
        "Decision": "Answering",
    }.items():
        yield row(key, value)


def _glossary(
    rng: Random, names: tuple[Named, ...], tables: tuple[DrawnTable, ...]
) -> Iterator[str]:
    heads = ("Name", "Type", "Unit", "Allowed values", "Blank means", "Calculated as")
    yield "Glossary"
    yield row(*heads, "Asked of", "Question")
    yield row(DATE, "date")
    for each in (*names, *(output for table in tables for output in table.outputs)):
        blank = "nothing" if each.nothing and not each.calculated else rng.choice(("", "unknown"))
        blank = "" if each.calculated else blank
        cells = (each.name, each.type, each.unit, each.allowed, blank, each.calculated)
        yield row(*cells, each.asked_of, each.question)


def _sets(sets: tuple[str, ...]) -> Iterator[str]:
    for name, codes in SETS:
        if name in sets:
            yield row("Value set", name)
            yield row("Code", "Meaning")
            yield from (row(f"'{code}", "a code") for code in codes)
            yield ""


def _impossible(rng: Random, world: World) -> Iterator[str]:
    chosen = rng.sample(world.columns, min(2, len(world.columns)))
    yield "Impossible"
    yield row(*(column.heading for column in chosen), "Because")
    cells = [condition(rng, column.named, world.names, world.sets) for column in chosen]
    yield row(*cells, "it was drawn so")


def _examples(rng: Random, inputs: tuple[Named, ...]) -> Iterator[str]:
    """Cases without expectations: requests of the kind that an analyst writes down."""
    yield row("Examples", "Answering")
    yield row("Case", *("Given" for _ in inputs), "Expect")
    yield row("", *(each.name for each in inputs), "Status")
    for at in range(1, 3):
        yield row(f"case {at}", *(_given(rng, each) for each in inputs))


def _given(rng: Random, named: Named) -> str:
    if rng.random() < 0.2:
        return ""
    words = named.words or CODES[:1]
    if named.is_list:
        chosen = rng.sample(words, rng.choice((0, 1, 2))) if len(words) > 1 else ()
        typed = ", ".join(f'"{w}"' if "," in w else w for w in chosen) or "empty"
        return f"'{typed}" if named.kind == "code" else typed
    word = rng.choice(words)
    return f"'{word}" if named.kind == "code" else f'"{word}"' if "," in word else word
