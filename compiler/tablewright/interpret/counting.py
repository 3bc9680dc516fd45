"""Which checklists count for an answer: those whose items explain it.

A checklist counts if a rule of the answering table, not below the last that can answer, tests it,
one of its items or its kinds, and no other cell of that rule fails; and so on through the tables
and calculations that such a cell reads. Where no rule can answer, every rule is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tablewright.interpret.forest import Tree, leaves
from tablewright.interpret.hits import Hit
from tablewright.interpret.kleene import guard_truth
from tablewright.interpret.lookup import calculation_named, checklist_named, table_named
from tablewright.interpret.worlds import Worlds
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Checklist, Rule, Table
from tablewright.ir.walk import refs_of


class Answering(Worlds, Protocol):
    """Worlds that also know which rules of a table can answer."""

    def hits(self, table: Table) -> Tree[Hit]:
        """What a table gives, in every completion."""


def counting(worlds: Answering, table: Table) -> tuple[Checklist, ...]:
    """The checklists that count, in the order in which the rules ask for them."""
    names = dict.fromkeys(_names(worlds, table))
    return tuple(checklist_named(worlds.program, name) for name in names)


def _names(worlds: Answering, table: Table) -> Iterator[str]:
    for rule in table.rules[: _last(worlds, table) + 1]:
        for ref in _telling(worlds, rule):
            yield from _behind(worlds, ref)


def _last(worlds: Answering, table: Table) -> int:
    can_answer = [position for hit in leaves(worlds.hits(table)) for position in hit.rules]
    return max(can_answer, default=len(table.rules) - 1)


def _telling(worlds: Worlds, rule: Rule) -> Iterator[Ref]:
    """What the cells read all of whose neighbours do not fail."""
    truths = [guard_truth(worlds, guard) for guard in rule.guards]
    for position, guard in enumerate(rule.guards):
        others = truths[:position] + truths[position + 1 :]
        if all(truth is not False for truth in others):
            yield guard.ref


def _behind(worlds: Answering, ref: Ref) -> Iterator[str]:
    match ref.kind:
        case RefKind.CHECKLIST | RefKind.ITEM | RefKind.KINDS:
            yield ref.name
        case RefKind.OUTPUT:
            yield from _names(worlds, table_named(worlds.program, ref.name))
        case RefKind.CALCULATION:
            calculation = calculation_named(worlds.program, ref.name)
            for read in refs_of(calculation.expression):
                yield from _behind(worlds, read)
        case RefKind.INPUT:
            return
