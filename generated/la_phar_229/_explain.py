"""Every table and item of a version for one request, cell by cell. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ._model import Cell, Checklist, Model, Rule, Table
from ._ranges import Truth, plain


class Explained(NamedTuple):
    """A cell or item: whether it is met, what it asks, and the value that it read."""

    where: str
    cite: str
    reads: str
    test: str
    value: str
    met: Truth
    text: str = ""
    depth: int = 0


class ExplainedRule(NamedTuple):
    """A rule with the truth of the whole row, and its cells."""

    rule: Rule
    met: Truth
    cells: tuple[Explained, ...]


class Explanation(NamedTuple):
    """Every decision table and checklist of a version for one request."""

    tables: tuple[tuple[Table, tuple[ExplainedRule, ...]], ...]
    checklists: tuple[tuple[Checklist, tuple[Explained, ...]], ...]


def explain(model: Model, facts: Any) -> Explanation:
    """Every rule and item, with the value read and the cell."""
    return Explanation(
        tuple((table, tuple(_explained_rules(table, facts))) for table in model.tables),
        tuple((c, tuple(_explained_items(c, facts))) for c in model.checklists),
    )


def _explained_rules(table: Table, facts: Any) -> Iterator[ExplainedRule]:
    may, sure = getattr(facts, table.hits)
    for rule in table.rules:
        met = True if rule in sure else None if rule in may else False
        yield ExplainedRule(rule, met, tuple(_explained_cell(cell, facts) for cell in rule.cells))


def _explained_cell(cell: Cell, facts: Any) -> Explained:
    value = as_text(getattr(facts, cell.reads))
    return Explained(cell.address, "", cell.reads, cell.text, value, cell.met(facts))


def _explained_items(checklist: Checklist, facts: Any) -> Iterator[Explained]:
    truths = getattr(facts, checklist.truths)
    for at, (item, truth) in enumerate(zip(checklist.items, truths, strict=True)):
        value = as_text(getattr(facts, item.reads)) if item.reads else ""
        test = item.test or item.combine
        depth = item.id.count(".") + 1 if at else 0
        yield Explained(item.cell, item.cite, item.reads, test, value, truth, item.criterion, depth)


def as_text(value: Any) -> str:
    """A value for people: unknown, nothing, yes, no, or itself."""
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(as_text(v) for v in value) or "empty"
        case _:
            return str(plain(value))
