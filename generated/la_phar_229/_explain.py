"""Every table and item of a version for one request, cell by cell. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ._model import Cell, Checklist, Model, Rule, Table
from ._ranges import Nothing, Truth, plain


class Explained(NamedTuple):
    """A cell or item: whether it is met, what it asks, and the value that it read."""

    where: str
    cite: str
    name: str  # what is read, in the analyst's words; `reads` is its code name
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
        tuple((table, tuple(_rules(model, table, facts))) for table in model.tables),
        tuple((c, tuple(_items(model, c, facts))) for c in model.checklists),
    )


def _rules(model: Model, table: Table, facts: Any) -> Iterator[ExplainedRule]:
    may, sure = getattr(facts, table.hits)
    for rule in table.rules:
        met = True if rule in sure else None if rule in may else False
        yield ExplainedRule(rule, met, tuple(_cell(model, cell, facts) for cell in rule.cells))


def _cell(model: Model, cell: Cell, facts: Any) -> Explained:
    return Explained(
        where=cell.address,
        cite="",
        name=_name(model, cell.reads),
        reads=cell.reads,
        test=cell.text,
        value=_value(model, facts, cell.reads),
        met=cell.met(facts),
    )


def _items(model: Model, checklist: Checklist, facts: Any) -> Iterator[Explained]:
    truths = getattr(facts, checklist.truths)
    for at, (item, truth) in enumerate(zip(checklist.items, truths, strict=True)):
        yield Explained(
            where=item.cell,
            cite=item.cite,
            name=_name(model, item.reads),
            reads=item.reads,
            test=item.test or item.combine,
            value=_value(model, facts, item.reads) if item.reads else "",
            met=truth,
            text=item.criterion,
            depth=item.id.count(".") + 1 if at else 0,
        )


def _name(model: Model, fact: str) -> str:
    """A fact in the analyst's words."""
    if fact in model.inputs:
        return model.inputs[fact].name
    if fact in model.calculations:
        return model.calculations[fact].name
    if fact in model.items:
        checklist, position = model.items[fact]
        return f"{checklist.name} {checklist.items[max(position, 0)].label}".strip()
    return fact.replace("_", " ")


def _value(model: Model, facts: Any, fact: str) -> str:
    value = getattr(facts, fact)
    if value is None and fact in model.inputs and model.inputs[fact].blank_is_nothing:
        return "blank"
    return as_text(value)


def as_text(value: Any) -> str:
    """A value for people: unknown, nothing, yes, no, or itself."""
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(as_text(v) for v in value) or "empty"
        case Nothing():
            return "blank"
        case _:
            return str(plain(value))
