"""From the text of an expression to a parse tree, or every fault in it."""

from __future__ import annotations

from tablewright.source.grid import Cell
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.fault import Parsed
from tablewright.syntax.tree import Expression


def parse_expression(text: str, vocabulary: Vocabulary) -> Parsed[Expression]:
    """Read an expression; places count from the start of `text`."""
    raise NotImplementedError


def parse_expression_cell(cell: Cell, vocabulary: Vocabulary) -> Parsed[Expression]:
    """Read a `Calculated as` cell: an expression, or a number, date or yes/no as Excel has it."""
    raise NotImplementedError
