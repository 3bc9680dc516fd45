"""From a cell that holds a value (outcome, example, label) to that value, by its declared type."""

from __future__ import annotations

from tablewright.ir.types import Value
from tablewright.source.grid import Cell
from tablewright.syntax.expected import Expected
from tablewright.syntax.fault import Parsed
from tablewright.syntax.tree import OutcomeCell


def is_blank(cell: Cell | None) -> bool:
    """Nothing, or nothing but blanks."""
    raise NotImplementedError


def parse_value(cell: Cell, expected: Expected) -> Parsed[Value]:
    """Read a constant; a list is a tuple, `empty` the empty one. Blank cells are the caller's."""
    raise NotImplementedError


def parse_outcome(cell: Cell, expected: Expected) -> Parsed[OutcomeCell]:
    """Read a value or `{expression}`."""
    raise NotImplementedError


def parse_label(cell: Cell) -> Parsed[str]:
    """Read an id, a citation or other text that must keep its form; a whole number is taken."""
    raise NotImplementedError
