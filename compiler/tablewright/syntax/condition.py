"""From a condition cell and what its column holds to a parse tree, or every fault in it."""

from __future__ import annotations

from tablewright.source.grid import Cell
from tablewright.syntax.expected import Expected
from tablewright.syntax.fault import Parsed
from tablewright.syntax.tree import Condition


def parse_condition(cell: Cell, expected: Expected) -> Parsed[Condition]:
    """Read a condition cell by the declared type of its column."""
    raise NotImplementedError
