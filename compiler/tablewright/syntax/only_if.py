"""From an `Only if` cell to the item it names or the yes/no expression it holds."""

from __future__ import annotations

import re

from tablewright.source.grid import Cell
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.expression import parse_expression_cell
from tablewright.syntax.fault import Faults, Good, Parsed
from tablewright.syntax.known_names import all_names
from tablewright.syntax.literals import fold
from tablewright.syntax.native import plain_text, unreadable
from tablewright.syntax.tree import ItemMet, OnlyIf, Place, Worked

_ITEM = re.compile(r"\s*\[([^\[\]]+)\]\s*(not\s+)?met\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\[([^\[\]]+)\]")


def parse_only_if(cell: Cell, vocabulary: Vocabulary) -> Parsed[OnlyIf]:
    """Read `[5.a] met`, `[5.a] not met` or an expression; whether the item exists is not asked."""
    text = plain_text(cell) or ""
    found = _ITEM.fullmatch(text)
    if found is not None:
        place = Place(0, len(text))
        return Good(ItemMet(found[1].strip(), found[2] is None, place=place))
    first = _BRACKETS.match(text)
    if first is not None and fold(first[1]) not in all_names(vocabulary):
        item = first[1].strip()
        message = f"`{text.strip()}` says neither that an item is met nor that it is not."
        advice = f"Write [{item}] met or [{item}] not met."
        return Faults((unreadable(message, advice, 0, len(text)),))
    match parse_expression_cell(cell, vocabulary):
        case Good(expression):
            return Good(Worked(expression))
        case Faults() as faults:
            return faults
