"""Conditions on the kinds not met, as facts of their own: each speaks of some kinds only.

`has history` is settled long before the whole list of kinds is, and depends on fewer items.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Checklist, Guard, Impossible, Item, Program, Rule, Table
from tablewright.ir.tests import NO, YES, Has, Not, Quantifier, Test

# How the kinds stand in the part of such a ref: `any|history` or `all|use|history`.
SEPARATOR = "|"


def with_kind_facts(program: Program) -> Program:
    """The same program, its conditions on kinds rewritten to read such facts."""
    return replace(
        program,
        tables=tuple(_table(table) for table in program.tables),
        checklists=tuple(_checklist(checklist) for checklist in program.checklists),
        impossible=tuple(_impossible(row) for row in program.impossible),
    )


def wanted(ref: Ref) -> tuple[str, tuple[str, ...]]:
    """The quantifier and the kinds of such a ref."""
    quantifier, *kinds = ref.part.split(SEPARATOR)
    return quantifier, tuple(kinds)


def _table(table: Table) -> Table:
    return replace(table, rules=tuple(_rule(rule) for rule in table.rules))


def _rule(rule: Rule) -> Rule:
    return replace(rule, guards=tuple(_guard(guard) for guard in rule.guards))


def _checklist(checklist: Checklist) -> Checklist:
    return replace(checklist, items=tuple(_items(checklist.items)))


def _items(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield replace(
            item,
            guard=None if item.guard is None else _guard(item.guard),
            only_if=None if item.only_if is None else _guard(item.only_if),
            children=tuple(_items(item.children)),
        )


def _impossible(row: Impossible) -> Impossible:
    return replace(row, guards=tuple(_guard(guard) for guard in row.guards))


def _guard(guard: Guard) -> Guard:
    if guard.ref.kind is not RefKind.KINDS:
        return guard
    found = _fact(guard.test)
    if found is None:
        return guard
    part, test = found
    return replace(guard, ref=replace(guard.ref, part=part), test=test)


def _fact(test: Test) -> tuple[str, Test] | None:
    match test:
        case Has(quantifier=quantifier, values=values):
            first = "all" if quantifier is Quantifier.ALL and len(values) > 1 else "any"
            part = SEPARATOR.join((first, *map(str, values)))
            return part, NO if quantifier is Quantifier.NONE else YES
        case Not(inner):
            found = _fact(inner)
            return None if found is None else (found[0], YES if found[1] == NO else NO)
        case _:
            return None
