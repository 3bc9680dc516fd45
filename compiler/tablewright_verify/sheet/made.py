"""Calculations that no glossary row names: cells that compare with other names, outcome cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tablewright_verify.sheet.book import (
    Calculation,
    Checklist,
    Impossible,
    Rule,
    Said,
    Table,
    hidden_name,
)
from tablewright_verify.sheet.names import TRUTH, Name, Subject
from tablewright_verify.sheet.naming import code_name
from tablewright_verify.trees import Read, reads
from tablewright_verify.values import UnprovedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What reads one another."""

    tables: tuple[Table, ...]
    checklists: tuple[Checklist, ...]
    calculations: tuple[Calculation, ...]


def hidden(
    tables: tuple[Table, ...],
    checklists: tuple[Checklist, ...],
    impossible: tuple[Impossible, ...],
) -> Iterator[Calculation]:
    """Conditions that compare with other names; the same one is worked out once."""
    rows = [*(rule.guards for table in tables for rule in table.rules)]
    rows += [row.guards for row in impossible]
    rows += [
        tuple(guard for guard in (item.only_if, item.guard) if guard is not None)
        for checklist in checklists
        for item in checklist.items
    ]
    made: dict[str, Calculation] = {}
    for guard in (guard for row in rows for guard in row):
        if guard.tree is None:
            continue
        text = hidden_name(guard.heading, guard.text)
        address = guard.address.partition(":")[0]
        name = replace(TRUTH, name=text, code=code_name(text), address=address)
        known = made.get(name.code, Calculation(name=name, tree=guard.tree, said=(), hidden=True))
        if known.tree != guard.tree:
            raise UnprovedError(f"{guard.address}: {text!r} has two meanings")
        made[name.code] = replace(known, said=(*known.said, Said(text, text, address)))
    yield from made.values()


def with_outcomes(
    parts: Parts, taken: frozenset[str]
) -> tuple[tuple[Calculation, ...], tuple[Table, ...]]:
    """What outcome cells of tables work out that something asks; and the tables, reading that."""
    asked = _asked(parts)
    made: list[Calculation] = []
    tables: list[Table] = []
    for table in parts.tables:
        if any(output.code in asked for output in table.outputs):
            rules = [_rule(table, rule, at, taken, made) for at, rule in enumerate(table.rules, 1)]
            tables.append(replace(table, rules=tuple(rules)))
        else:
            tables.append(table)
    return tuple(made), tuple(tables)


def _asked(parts: Parts) -> frozenset[str]:
    """The outputs that something reads."""
    subjects: set[Subject] = set()
    for table in parts.tables:
        subjects |= set(table.columns)
        for rule in table.rules:
            subjects |= {s for o in rule.outcomes if o.tree is not None for s in reads(o.tree)}
    for checklist in parts.checklists:
        guards = (g for item in checklist.items for g in (item.only_if, item.guard) if g)
        subjects |= {guard.subject for guard in guards}
    for calculation in parts.calculations:
        subjects |= set(reads(calculation.tree))
    return frozenset(subject.name for subject in subjects if subject.what == "output")


def _rule(
    table: Table, rule: Rule, position: int, taken: frozenset[str], made: list[Calculation]
) -> Rule:
    outcomes = []
    for output, outcome in zip(table.outputs, rule.outcomes, strict=True):
        if outcome.tree is None:
            outcomes.append(outcome)
            continue
        code = f"{output.code}_of_rule_{position}"
        while code in taken or any(code == each.name.code for each in made):
            code += "_"
        address = outcome.address.partition(":")[0]
        said = Said(f"{output.name} by rule {rule.id}", outcome.text, address)
        calculation = Calculation(name=_name(output, code, said), tree=outcome.tree, said=(said,))
        made.append(calculation)
        read = Read(Subject("calculation", code), output.kind, output.unit)
        outcomes.append(replace(outcome, tree=read))
    return replace(rule, outcomes=tuple(outcomes))


def _name(output: Name, code: str, said: Said) -> Name:
    """Allowed values bind what is written into a cell, not what is worked out in it."""
    return Name(
        name=said.name,
        code=code,
        kind=output.kind,
        is_list=output.is_list,
        unit=output.unit,
        nothing=output.nothing,
        address=said.address,
    )
