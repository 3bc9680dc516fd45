"""Expressions in the outcomes of tables that others ask, as calculations of their own.

So what such a cell comes to is completed as any calculation is, while its inputs are unknown.
"""

from __future__ import annotations

from dataclasses import replace

from tablewright.ir.expr import Read, Ref, RefKind
from tablewright.ir.facts import asked, graph
from tablewright.ir.program import Calculation, Domain, Name, Outcome, Program, Rule, Table


def with_outcome_facts(program: Program) -> Program:
    """The same program; the rules of asked tables read what their cells work out."""
    taken = _code_names(program)
    found: list[Calculation] = []
    tables: list[Table] = []
    names = {ref.name for ref in asked(program) if ref.kind is RefKind.OUTPUT}
    for table in program.tables:
        rules = table.rules
        if table.code_name in names:
            rules = tuple(_rule(table, rule, at, taken, found) for at, rule in enumerate(rules, 1))
        tables.append(replace(table, rules=rules))
    if not found:
        return program
    calculations = (*found, *program.calculations)
    return _in_order(replace(program, tables=tuple(tables), calculations=calculations))


def _code_names(program: Program) -> set[str]:
    outputs = (output for table in program.tables for output in table.outputs)
    names = (*program.inputs, *(c.name for c in program.calculations), *outputs)
    blocks = (
        *(table.code_name for table in program.tables),
        *(checklist.code_name for checklist in program.checklists),
        *(value_set.code_name for value_set in program.value_sets),
    )
    return {*(name.code_name for name in names), *blocks}


def _rule(
    table: Table, rule: Rule, position: int, taken: set[str], found: list[Calculation]
) -> Rule:
    outcomes: list[Outcome] = []
    for output, outcome in zip(table.outputs, rule.outcomes, strict=True):
        if outcome.expression is None:
            outcomes.append(outcome)
            continue
        code_name = _free(f"{output.code_name}_of_rule_{position}", taken)
        calculation = _calculation(rule, output, outcome, code_name)
        found.append(calculation)
        read = Read(type=calculation.name.type, ref=Ref(kind=RefKind.CALCULATION, name=code_name))
        outcomes.append(replace(outcome, expression=read))
    return replace(rule, outcomes=tuple(outcomes))


def _calculation(rule: Rule, output: Name, outcome: Outcome, code_name: str) -> Calculation:
    assert outcome.expression is not None  # noqa: S101 - the caller has looked
    return Calculation(
        # Allowed values bind what is written into a cell, not what is worked out in it.
        name=replace(
            output,
            name=f"{output.name} by rule {rule.id}",
            code_name=code_name,
            domain=Domain(),
            question="",
            at=outcome.at,
        ),
        expression=outcome.expression,
        text=outcome.text,
        hidden=True,
        may_be_nothing=output.blank_is_nothing,
    )


def _free(code_name: str, taken: set[str]) -> str:
    """A name that nothing has; only the module's own functions are called so."""
    while code_name in taken:
        code_name += "_"
    taken.add(code_name)
    return code_name


def _in_order(program: Program) -> Program:
    """Calculations after those that they read, also through tables: these have more below them."""
    facts = graph(program)
    names = {calculation.name.code_name for calculation in program.calculations}
    below = {name: len(names.intersection(facts.below(name))) for name in names}
    ordered = sorted(program.calculations, key=lambda each: below[each.name.code_name])
    return replace(program, calculations=tuple(ordered))
