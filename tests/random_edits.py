"""Random edits of a small program, as an analyst would make them, from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from tablewright.ir.expr import Binary, Operator
from tablewright.ir.facts import items_of
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Combine,
    CombineKind,
    Domain,
    Guard,
    HitPolicy,
    Item,
    Member,
    Name,
    Program,
    Rule,
    Table,
)
from tablewright.ir.tests import Interval
from tests.random_programs import a_program

Edit = Callable[[random.Random, Program], Program]


def edited(program: Program, seed: int, count: int) -> Program:
    """The program after so many edits."""
    rng = random.Random(seed)
    for _ in range(count):
        program = rng.choice(EDITS)(rng, program)
    return program


# -- tables ----------------------------------------------------------------------------------------


def _table_edit(rng: random.Random, program: Program, edit: Callable[[Table], Table]) -> Program:
    at = rng.randrange(len(program.tables))
    tables = list(program.tables)
    tables[at] = edit(tables[at])
    return replace(program, tables=tuple(tables))


def rule_removed(rng: random.Random, program: Program) -> Program:
    """A rule less, if one is left."""

    def edit(table: Table) -> Table:
        if len(table.rules) < 2:
            return table
        gone = rng.choice(table.rules)
        return replace(table, rules=tuple(rule for rule in table.rules if rule is not gone))

    return _table_edit(rng, program, edit)


def rules_swapped(rng: random.Random, program: Program) -> Program:
    """Two rules in each other's place."""

    def edit(table: Table) -> Table:
        plain = [at for at, rule in enumerate(table.rules) if not rule.otherwise]
        if len(plain) < 2:
            return table
        one, other = rng.sample(plain, 2)
        rules = list(table.rules)
        rules[one], rules[other] = rules[other], rules[one]
        return replace(table, rules=tuple(rules))

    return _table_edit(rng, program, edit)


def condition_dropped(rng: random.Random, program: Program) -> Program:
    """A condition that is `-` now."""

    def edit(rule: Rule) -> Rule:
        gone = rng.randrange(len(rule.guards)) if len(rule.guards) > 1 else -1
        return replace(rule, guards=tuple(g for at, g in enumerate(rule.guards) if at != gone))

    return _rule_edit(rng, program, edit)


def outcome_exchanged(rng: random.Random, program: Program) -> Program:
    """A rule answers what another of its table answers."""

    def edit(table: Table) -> Table:
        rules = list(table.rules)
        at = rng.randrange(len(rules))
        rules[at] = replace(rules[at], outcomes=rng.choice(rules).outcomes)
        return replace(table, rules=tuple(rules))

    return _table_edit(rng, program, edit)


def condition_exchanged(rng: random.Random, program: Program) -> Program:
    """A rule asks what another of its table asks, beside its own."""

    def edit(table: Table) -> Table:
        plain = [at for at, rule in enumerate(table.rules) if not rule.otherwise]
        if not plain:
            return table
        rules = list(table.rules)
        at, donor = rng.choice(plain), rules[rng.choice(plain)]
        rules[at] = replace(rules[at], guards=(*rules[at].guards[:-1], rng.choice(donor.guards)))
        return replace(table, rules=tuple(rules))

    return _table_edit(rng, program, edit)


def rule_renumbered(rng: random.Random, program: Program) -> Program:
    """Another id, and nothing else."""
    return _rule_edit(rng, program, lambda rule: replace(rule, id=f"{rule.id}x"))


def policy_changed(rng: random.Random, program: Program) -> Program:
    """First in place of Unique or Any, and the other way round."""

    def edit(table: Table) -> Table:
        single = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST)
        lists = (HitPolicy.RULE_ORDER, HitPolicy.COLLECT)
        for group in (single, lists):
            if table.hit_policy in group:
                return replace(table, hit_policy=rng.choice(group))
        return table

    return _table_edit(rng, program, edit)


def _rule_edit(rng: random.Random, program: Program, edit: Callable[[Rule], Rule]) -> Program:
    def of_table(table: Table) -> Table:
        plain = [rule for rule in table.rules if not rule.otherwise]
        if not plain:
            return table
        chosen = rng.choice(plain)
        return replace(table, rules=tuple(edit(r) if r is chosen else r for r in table.rules))

    return _table_edit(rng, program, of_table)


# -- checklists ------------------------------------------------------------------------------------


def _checklist_edit(program: Program, edit: Callable[[Checklist], Checklist]) -> Program:
    return replace(program, checklists=tuple(map(edit, program.checklists)))


def item_combined_otherwise(rng: random.Random, program: Program) -> Program:
    """All of in place of any of, and the like."""

    def edit(checklist: Checklist) -> Checklist:
        kinds = (CombineKind.ALL_OF, CombineKind.ANY_OF, CombineKind.NONE_OF)
        return replace(checklist, combine=Combine(kind=rng.choice(kinds)))

    return _checklist_edit(program, edit)


def item_tested_otherwise(rng: random.Random, program: Program) -> Program:
    """A part of a checklist asks what a part of another program asks."""
    other = a_program(rng.randrange(1000))
    guards = [i.guard for c in other.checklists for i in items_of(c.items) if i.guard is not None]

    def edit(checklist: Checklist) -> Checklist:
        leaves = [item for item in items_of(checklist.items) if item.guard is not None]
        chosen, guard = rng.choice(leaves), rng.choice(guards)
        return replace(checklist, items=tuple(_with(checklist.items, chosen, guard)))

    return _checklist_edit(program, edit)


def _with(items: tuple[Item, ...], chosen: Item, guard: Guard) -> Iterator[Item]:
    for item in items:
        if item is chosen:
            yield replace(item, guard=guard)
        else:
            yield replace(item, children=tuple(_with(item.children, chosen, guard)))


# -- names -----------------------------------------------------------------------------------------


def _input_edit(program: Program, code_name: str, edit: Callable[[Name], Name]) -> Program:
    inputs = tuple(edit(name) if name.code_name == code_name else name for name in program.inputs)
    return replace(program, inputs=inputs)


def value_added(_rng: random.Random, program: Program) -> Program:
    """A color more."""

    def edit(name: Name) -> Name:
        members = dict.fromkeys((*name.domain.members, Member(text="white", code_name="WHITE")))
        return replace(name, domain=replace(name.domain, members=tuple(members)))

    return _input_edit(program, "color", edit)


def limit_moved(rng: random.Random, program: Program) -> Program:
    """Doses up to another limit."""
    interval = Interval(low=Decimal(0), high=Decimal(rng.choice((8, 9, 12))))
    return _input_edit(
        program, "dose", lambda name: replace(name, domain=Domain(intervals=(interval,)))
    )


def calculation_changed(rng: random.Random, program: Program) -> Program:
    """What is red and late is red or late."""

    def edit(calculation: Calculation) -> Calculation:
        expression = calculation.expression
        if isinstance(expression, Binary) and calculation.name.code_name == "red_and_late":
            operator = rng.choice((Operator.AND, Operator.OR))
            return replace(calculation, expression=replace(expression, operator=operator))
        return calculation

    return replace(program, calculations=tuple(map(edit, program.calculations)))


EDITS: tuple[Edit, ...] = (
    rule_removed,
    rules_swapped,
    condition_dropped,
    outcome_exchanged,
    condition_exchanged,
    rule_renumbered,
    policy_changed,
    item_combined_otherwise,
    item_tested_otherwise,
    value_added,
    limit_moved,
    calculation_changed,
)
