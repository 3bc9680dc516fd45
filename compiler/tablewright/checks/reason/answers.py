"""What a rule answers, as far as two rules can be compared without a request."""

from __future__ import annotations

from tablewright.ir.expr import Expr
from tablewright.ir.program import Rule
from tablewright.ir.types import NOTHING, Special, Value

Cell = tuple[str, Value | Special | Expr]
Answer = tuple[Cell, ...]
Saying = tuple[Answer, str]

NO_ANSWER = -1  # the number of what is said where no rule matches and there is no Otherwise


def answer_of(rule: Rule) -> Answer:
    """The outcomes of a rule; worked out ones are the same when they are written the same."""
    return tuple(_cell(each.value, each.expression) for each in rule.outcomes)


def _cell(value: Value | Special | None, expression: Expr | None) -> Cell:
    if expression is not None:
        return ("expression", expression)
    value = NOTHING if value is None else value
    return (type(value).__name__, value)


def said_by(rule: Rule) -> Saying:
    """What a reader of a decision sees of the rule: its outcomes and its citation."""
    return (answer_of(rule), rule.cite)
