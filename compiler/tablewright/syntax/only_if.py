"""From an `Only if` cell to the item it names or the yes/no expression it holds."""

from __future__ import annotations

from tablewright.source.grid import Cell
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.fault import Parsed
from tablewright.syntax.tree import OnlyIf


def parse_only_if(cell: Cell, vocabulary: Vocabulary) -> Parsed[OnlyIf]:
    """Read `[5.a] met`, `[5.a] not met` or an expression; whether the item exists is not asked."""
    raise NotImplementedError
