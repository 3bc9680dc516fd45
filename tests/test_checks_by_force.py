"""What is called without effect in random small tables, against every request.

A rule, a column, an outcome or an item is reported exactly when taking it away changes no answer
of the reference evaluator, which shares nothing with the checks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, count, product

import pytest

from tablewright.checks import (
    item_never_matters,
    mergeable_rules,
    redundant_column,
    redundant_rule,
    unreachable_outcome,
)
from tablewright.checks.reason.study import Study, Verdict
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.interpret.answer import answer
from tablewright.interpret.readings import Status
from tablewright.ir.facts import items_of
from tablewright.ir.program import Checklist, Column, HitPolicy, Item, Program, Rule
from tablewright.ir.tests import NO, YES, AnyOf, Between, Blank, Given, Interval, OneOf, Test
from tablewright.ir.types import NOTHING, Kind, Special, Value
from tablewright.trials.judge import judge_of
from tests import small_programs as small

SEEDS = range(40)
POLICIES = (HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY)
INPUTS = {
    "sure": small.yes_no("sure"),
    "color": small.text("color", "red", "green", "blue"),
    "dose": small.number("dose", "0", "10"),
    "code": small.name("code", Kind.CODE, nothing=True),
}
VALUES: Mapping[str, tuple[Value | Special, ...]] = {
    "sure": (True, False),
    "color": ("red", "green", "blue"),
    "dose": tuple(map(Decimal, (0, 2, 3, 5, 8))),
    "code": (NOTHING, "c1", "c2"),
}
TESTS: Mapping[str, tuple[Test, ...]] = {
    "sure": (YES, NO),
    "color": (OneOf(("red",)), OneOf(("red", "green")), OneOf(("blue",))),
    "dose": (
        small.at_most(Decimal(2)),
        Between(Interval(low=Decimal(2), low_closed=False)),
        Between(Interval(low=Decimal(2), high=Decimal(5))),
        small.from_(Decimal(5)),
    ),
    "code": (Blank(), Given(), OneOf(("c1",))),
}
OUTCOMES = ("yes", "no", "person")
Said = tuple[object, ...]
Request = tuple[tuple[str, Value | Special], ...]


def at(row: int, column: int = 1) -> CellSpan:
    """A cell of its own."""
    return replace(small.AT, top=row, bottom=row, left=column, right=column)


def a_table(seed: int, policy: HitPolicy) -> Program:
    """A program with one small table, whose rules often say the same."""
    rng = random.Random(seed)
    names = rng.sample(sorted(INPUTS), rng.choice((2, 3)))
    rules = [_rule(rng, row, names) for row in range(rng.choice((2, 3, 4, 5)))]
    if rng.random() < 0.5:
        last = small.otherwise("Otherwise", then=(rng.choice(OUTCOMES),))
        rules.append(replace(last, at=at(20), cite="a"))
    columns = tuple(
        Column(ref=small.ref(name), heading=name, at=at(3, left))
        for left, name in enumerate(names, 2)
    )
    table = small.table("t", policy, (small.text("out", *OUTCOMES),), *rules)
    inputs = tuple(INPUTS[name] for name in names)
    return small.program(small.Parts(inputs=inputs, tables=(replace(table, columns=columns),)))


def _rule(rng: random.Random, row: int, names: list[str]) -> Rule:
    guards = (
        replace(small.guard(name, rng.choice(TESTS[name])), at=at(row + 4, left))
        for left, name in enumerate(names, 2)
        if rng.random() < 0.7
    )
    rule = small.rule(str(row + 1), *guards, then=(rng.choice(OUTCOMES[:2]),))
    return replace(rule, at=at(row + 4), cite=rng.choice("aab"))


def requests(program: Program) -> list[Request]:
    """Every request that conditions can tell apart."""
    names = [name.code_name for name in program.inputs]
    return [
        tuple(zip(names, values, strict=True))
        for values in product(*(VALUES[name] for name in names))
    ]


def says(program: Program, request: Request) -> Said:
    """The answer to a request as a reader sees it: status, outcomes, citations."""
    found = answer(program, dict(request))
    (table,) = program.tables
    if table.hit_policy is HitPolicy.UNIQUE and found.status is Status.CONFLICT:
        return (found.status,)  # whichever rules it is that clash
    cites = {rule.id: rule.cite for rule in table.rules}
    return found.status, found.rows, frozenset(cites[rule] for rule in found.rules)


@cache
def everything_said(program: Program) -> dict[Request, Said]:
    """Every answer."""
    return {request: says(program, request) for request in requests(program)}


def with_rules(program: Program, rules: tuple[Rule, ...]) -> Program:
    """The program with other rules in its table."""
    return replace(program, tables=(replace(program.tables[0], rules=rules),))


def study_of(program: Program) -> Study:
    """A program under study."""
    return Study(program, judge_of(program))


def places(findings: Iterator[Diagnostic | None]) -> set[CellSpan | None]:
    """Where findings stand."""
    return {each.primary for each in findings if each is not None}


@pytest.mark.parametrize("policy", [HitPolicy.FIRST, HitPolicy.ANY])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rule_is_redundant_when_no_answer_needs_it(seed: int, policy: HitPolicy) -> None:
    """Exactly the rules that answer, and without which every answer is the same, are reported.

    In a table that contradicts itself, which is an error of its own, some may be passed over.
    """
    program = a_table(seed, policy)
    (table,) = program.tables
    settled = list(redundant_rule.check(study_of(program)))
    assert all(each.verdict is not Verdict.UNSETTLED for each in settled)
    told = places(each.finding for each in settled)
    before = everything_said(program)
    contradictory = any(said[0] is Status.CONFLICT for said in before.values())
    answering = {rule for r in requests(program) for rule in answer(program, dict(r)).rules}
    for rule in table.rules:
        if rule.otherwise or rule.id not in answering:
            assert rule.at not in told
            continue
        shorter = with_rules(program, tuple(each for each in table.rules if each is not rule))
        same = all(says(shorter, request) == said for request, said in before.items())
        assert same if rule.at in told else contradictory or not same


@pytest.mark.parametrize("policy", [HitPolicy.FIRST, HitPolicy.UNIQUE])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_column_is_redundant_when_no_answer_hangs_on_it(seed: int, policy: HitPolicy) -> None:
    """Exactly the columns are reported no two of whose values make a difference."""
    program = a_table(seed, policy)
    told = places(each.finding for each in redundant_column.check(study_of(program)))
    said = everything_said(program)
    for column in program.tables[0].columns:
        groups: dict[Request, set[Said]] = {}
        for request, each in said.items():
            rest = tuple(pair for pair in request if pair[0] != column.ref.name)
            groups.setdefault(rest, set()).add(each)
        assert all(len(group) == 1 for group in groups.values()) == (column.at in told)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_merged_rules_say_the_same(seed: int, policy: HitPolicy) -> None:
    """With the rules of each group made one, every answer is the same; what clashed may not."""
    program = a_table(seed, policy)
    rules = program.tables[0].rules
    found = list(mergeable_rules.check(study_of(program)))
    for finding in found:
        cells = {finding.primary, *(label.span for label in finding.labels)}
        group = [rule for rule in rules if any(guard.at in cells for guard in rule.guards)]
        (ref,) = {guard.ref for rule in group for guard in rule.guards if guard.at in cells}
        test = AnyOf(tuple(g.test for rule in group for g in rule.guards if g.ref == ref))
        guards = tuple(replace(g, test=test) if g.ref == ref else g for g in group[0].guards)
        merged = replace(group[0], guards=guards)
        kept = (merged if each is group[0] else each for each in rules if each not in group[1:])
        shorter = with_rules(program, tuple(kept))
        for request, said in everything_said(program).items():
            assert said[0] is Status.CONFLICT or said == says(shorter, request)
    if policy is HitPolicy.UNIQUE:
        pairs = combinations((rule for rule in rules if not rule.otherwise), 2)
        assert bool(found) == any(_differ_in_one_cell(*pair) for pair in pairs)


def _differ_in_one_cell(one: Rule, other: Rule) -> bool:
    """Whether two rules say the same under conditions on the same names, all but one alike."""
    left, right = ({g.ref: g.test for g in rule.guards} for rule in (one, other))
    alike = (one.outcomes, one.cite, one.note) == (other.outcomes, other.cite, other.note)
    return alike and left.keys() == right.keys() and sum(left[r] != right[r] for r in left) == 1


@pytest.mark.parametrize("policy", [HitPolicy.FIRST, HitPolicy.PRIORITY])
@pytest.mark.parametrize("seed", SEEDS)
def test_an_outcome_is_unreachable_when_no_request_gets_it(seed: int, policy: HitPolicy) -> None:
    """Exactly the outcomes are reported that rules give and no request gets."""
    program = a_table(seed, policy)
    given = {rule.outcomes[0].value for rule in program.tables[0].rules}
    got = {
        value
        for request in requests(program)
        for row in answer(program, dict(request)).rows
        for _, value in row
    }
    found = unreachable_outcome.check(study_of(program))
    told = {each.message.split("`")[1] for each in found}
    assert given - got == told


# -- checklists ------------------------------------------------------------------------------------

SURE = tuple(f"sure{number}" for number in range(3))


def a_checklist(seed: int) -> Program:
    """A program that asks one checklist over three yes/no inputs."""
    rng = random.Random(seed)
    items = tuple(_item(rng, str(number), 2) for number in range(1, rng.choice((2, 3)) + 1))
    rows = count(1)
    placed = tuple(_placed(item, rows) for item in items)
    combine = rng.choice((small.ALL, small.ANY, small.NONE, small.at_least(2)))
    return asking(small.checklist("listed", combine, *placed))


def _item(rng: random.Random, item_id: str, depth: int) -> Item:
    only_if = small.guard(rng.choice(SURE), YES) if rng.random() < 0.2 else None
    if depth and rng.random() < 0.4:
        children = tuple(_item(rng, f"{item_id}.{letter}", depth - 1) for letter in "ab")
        combine = rng.choice((small.ALL, small.ANY, small.NONE))
        return small.group(item_id, combine, *children, only_if=only_if)
    guard = small.guard(rng.choice(SURE), rng.choice((YES, NO)))
    return small.leaf(item_id, guard, only_if=only_if)


def _placed(item: Item, rows: Iterator[int]) -> Item:
    return replace(
        item, at=at(next(rows)), children=tuple(_placed(each, rows) for each in item.children)
    )


def asking(checklist: Checklist) -> Program:
    """A program whose table says whether a checklist is met."""
    met = small.rule("1", small.guard(small.met("listed"), YES), then=("yes",))
    other = small.otherwise("Otherwise", then=("no",))
    table = small.table("t", HitPolicy.FIRST, (small.text("out", "yes", "no"),), met, other)
    inputs = tuple(map(small.yes_no, SURE))
    return small.program(small.Parts(inputs=inputs, tables=(table,), checklists=(checklist,)))


def without(items: tuple[Item, ...], gone: Item) -> tuple[Item, ...]:
    """The items below, one of them left out."""
    kept = (item for item in items if item.at != gone.at)
    return tuple(replace(item, children=without(item.children, gone)) for item in kept)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_item_never_matters_when_the_checklist_is_the_same_without_it(seed: int) -> None:
    """Exactly the items are reported without which the same requests meet the checklist."""
    program = a_checklist(seed)
    (checklist,) = program.checklists
    told = places(each.finding for each in item_never_matters.check(study_of(program)))
    every = [dict(zip(SURE, each, strict=True)) for each in product((True, False), repeat=3)]
    before = [answer(program, request).rows for request in every]
    for item in items_of(checklist.items):
        shorter = asking(replace(checklist, items=without(checklist.items, item)))
        same = [answer(shorter, request).rows for request in every] == before
        assert same == (item.at in told)
