"""An index of citations: for each item of the policy, everything on the page that rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tablewright.emit.html.page import CitationRow
from tablewright.emit.names import (
    CITATION_BREAK,
    cite_id,
    item_id,
    name_id,
    rule_id,
)
from tablewright.emit.words import Words, joined, named, word
from tablewright.ir.facts import items_of
from tablewright.ir.program import Program

Place = tuple[str, str, Words]  # a citation, and a place that names it with its block
MOST_SHOWN = 6


def citation_rows(program: Program) -> tuple[CitationRow, ...]:
    """Every citation in its order, with all items, rules and names that cite it."""
    places = _by_cite((*_items(program), *_rules(program)))
    names = _by_cite(_names(program))
    return tuple(
        CitationRow(
            anchor=cite_id(cite),
            cite=cite,
            places=_places_words(places.get(cite, {})),
            names=_places_words(names.get(cite, {})),
        )
        for cite in sorted(places.keys() | names.keys(), key=_order)
    )


def _by_cite(cited: Iterable[Place]) -> dict[str, dict[str, dict[Words, None]]]:
    """The places of each part of a citation, by block, each once and in order."""
    found: dict[str, dict[str, dict[Words, None]]] = {}
    for cite, block, place in cited:
        for part in filter(None, CITATION_BREAK.split(cite)[::2]):
            found.setdefault(part, {}).setdefault(block, {})[place] = None
    return found


def _places_words(blocks: Mapping[str, Iterable[Words]]) -> Words:
    return joined((_block_words(block, tuple(each)) for block, each in blocks.items()), "; ")


def _block_words(block: str, places: tuple[Words, ...]) -> Words:
    """`Vials V1, V2`; of many only the first and the last."""
    lead = word(f"{block} ") if block else ()
    if len(places) <= MOST_SHOWN or not block:
        return lead + joined(places)
    return lead + places[0] + word(" to ") + places[-1] + word(f" ({len(places)})")


def _order(cite: str) -> tuple[bool, tuple[tuple[int, str], ...], str]:
    """Numbered items first, 5.b before 5.10; then words."""
    parts = re.findall(r"[0-9]+|[^0-9]+", cite)
    natural = tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)
    return not cite[:1].isupper(), natural, cite


def _items(program: Program) -> Iterator[Place]:
    for checklist in program.checklists:
        for item in items_of(checklist.items):
            if item.own_cite:
                anchor = item_id(checklist.code_name, item.id)
                yield item.cite, checklist.name, named(item.id, anchor)


def _rules(program: Program) -> Iterator[Place]:
    for table in program.tables:
        for rule in table.rules:
            anchor = rule_id(table.code_name, rule.id)
            yield rule.cite, table.name, named(rule.id, anchor)


def _names(program: Program) -> Iterator[Place]:
    shown = (each.name for each in program.calculations if not each.hidden)
    outputs = (output for table in program.tables for output in table.outputs)
    for name in (*program.inputs, *shown, *outputs):
        yield name.source, "", named(name.name, name_id(name.code_name))
