"""What is called without effect in random small programs: taking it away changes no answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from tablewright.checks import item_never_matters, redundant_rule
from tablewright.checks.reason.study import Settled, Study
from tablewright.diagnostics.model import CellSpan
from tablewright.interpret.answer import answer
from tablewright.ir.program import HitPolicy, Item, Program
from tablewright.ir.tests import YES
from tablewright.ir.types import Special, Value
from tablewright.trials.judge import judge_of
from tests import small_programs as small
from tests.random_programs import a_program, a_request

REQUESTS = 40


def placed(program: Program) -> Program:
    """The program with a cell of its own for every rule and item."""
    rows = count(1)

    def place() -> CellSpan:
        row = next(rows)
        return replace(small.AT, top=row, bottom=row)

    def placed_item(item: Item) -> Item:
        return replace(item, at=place(), children=tuple(map(placed_item, item.children)))

    tables = tuple(
        replace(table, rules=tuple(replace(rule, at=place()) for rule in table.rules))
        for table in program.tables
    )
    checklists = tuple(
        replace(each, items=tuple(map(placed_item, each.items))) for each in program.checklists
    )
    return replace(program, tables=tables, checklists=checklists)


def found(settled: Iterator[Settled]) -> list[CellSpan]:
    """The cells of the findings."""
    findings = (each.finding for each in settled if each.finding is not None)
    return [each.primary for each in findings if each.primary is not None]


def requests(seed: int) -> Iterator[dict[str, Value | Special]]:
    """Requests that say nearly everything."""
    for number in range(REQUESTS):
        request: dict[str, Value | Special] = {**a_request(seed * 1000 + number, known=1.0)}
        if number % 2:
            request["maybe"] = True
        yield request


@pytest.mark.parametrize("seed", range(30))
def test_without_a_redundant_rule_answers_are_the_same(seed: int) -> None:
    """Every request gets the same answer when the rule is gone."""
    program = placed(a_program(seed))
    for at in found(redundant_rule.check(Study(program, judge_of(program)))):
        tables = tuple(
            replace(table, rules=tuple(rule for rule in table.rules if rule.at != at))
            for table in program.tables
        )
        shorter = replace(program, tables=tables)
        name = next(t.code_name for t in program.tables if any(r.at == at for r in t.rules))
        for request in requests(seed):
            one, other = answer(program, request, name), answer(shorter, request, name)
            assert (one.status, one.rows) == (other.status, other.rows)


@pytest.mark.parametrize("seed", range(30))
def test_without_an_item_that_never_matters_the_checklist_is_the_same(seed: int) -> None:
    """Every request meets the checklist as before when the item is gone."""
    program = placed(a_program(seed))
    met = small.rule("met", small.guard(small.met("listed"), YES), then=("yes",))
    probe = small.table(
        "probe",
        HitPolicy.FIRST,
        (small.text("probe_text", "yes", "no"),),
        met,
        small.otherwise("not met", then=("no",)),
    )
    for at in found(item_never_matters.check(Study(program, judge_of(program))))[:3]:
        (checklist,) = program.checklists
        shorter = replace(checklist, items=without(checklist.items, at))
        tables = (*program.tables, probe)
        before = replace(program, tables=tables)
        after = replace(program, tables=tables, checklists=(shorter,))
        for request in requests(seed):
            one, other = answer(before, request, "probe"), answer(after, request, "probe")
            assert (one.status, one.rows) == (other.status, other.rows)


def without(items: tuple[Item, ...], at: CellSpan) -> tuple[Item, ...]:
    """The items below, one of them left out."""
    kept = (item for item in items if item.at != at)
    return tuple(replace(item, children=without(item.children, at)) for item in kept)
