"""From a parse tree to its text in the analyst's notation; read again, it gives the tree."""

from __future__ import annotations

from tablewright.syntax.tree import Condition, Expression


def show_expression(expression: Expression) -> str:
    """The canonical text of an expression."""
    raise NotImplementedError


def show_condition(condition: Condition) -> str:
    """The canonical text of a condition cell."""
    raise NotImplementedError
