"""Gaps, clashes and dead rules of random small programs, against all their requests.

The reference evaluator, asked with nothing known, says what any request can bring about. It shares
nothing with the checks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, product

import pytest

from tablewright.checks import dead_rule, gap, overlap
from tablewright.checks.reason.study import Settled, Study, Verdict
from tablewright.diagnostics.model import CellSpan
from tablewright.interpret.answer import answer
from tablewright.interpret.readings import Status
from tablewright.ir.program import HitPolicy, Program, Table
from tablewright.ir.types import NOTHING, Special, Value
from tablewright.trials.judge import judge_of
from tests.random_programs import a_program
from tests.small_programs import AT

CLASHING = {HitPolicy.UNIQUE, HitPolicy.ANY}
CODES: tuple[Value | Special, ...] = (NOTHING, "c1", "c2")
MAYBE: tuple[Value | Special, ...] = (NOTHING, True, False)


def placed(program: Program) -> Program:
    """The program with a cell of its own for every table and rule, so that findings can be told."""
    rows = count(1)

    def place() -> CellSpan:
        row = next(rows)
        return replace(AT, top=row, bottom=row)

    tables = tuple(
        replace(
            table,
            at=place(),
            rules=tuple(replace(rule, at=place()) for rule in table.rules),
        )
        for table in program.tables
    )
    return replace(program, tables=tables)


@dataclass(frozen=True, slots=True)
class Possible:
    """What any request can bring about: statuses, and rules that answer."""

    statuses: frozenset[Status]
    rules: frozenset[str]


def possible(program: Program, table: Table) -> Possible:
    """Everything over all requests; inputs whose blank is nothing are spelled out."""
    answers = [
        answer(program, {"code": code, "maybe": maybe}, table.code_name)
        for code, maybe in product(CODES, MAYBE)
    ]
    return Possible(
        statuses=frozenset[Status]().union(*(each.statuses for each in answers)),
        rules=frozenset(rule for each in answers for rule in each.rules),
    )


def places(settled: list[Settled]) -> set[object]:
    """Where the findings stand."""
    return {each.finding.primary for each in settled if each.finding is not None}


@pytest.mark.parametrize("seed", range(24))
def test_findings_are_what_requests_can_bring_about(seed: int) -> None:
    """Where every question is settled, no gap, clash or dead rule is missed and none invented."""
    program = placed(a_program(seed))
    study = Study(program, judge_of(program))
    gaps, clashes, dead = (list(each.check(study)) for each in (gap, overlap, dead_rule))
    if any(each.verdict is Verdict.UNSETTLED for each in (*gaps, *clashes, *dead)):
        pytest.skip("a question is open")
    answering, asked = program.tables
    tables = [asked]
    if possible(program, asked).statuses == {Status.DECIDED}:  # else its trouble is passed on
        tables.append(answering)
    for table in tables:
        found = possible(program, table)
        in_table = {rule.at for rule in table.rules}
        title = replace(table.at, bottom=table.at.top)
        assert (Status.NO_RULE in found.statuses) == (title in places(gaps))
        if table.hit_policy in CLASHING:
            assert (Status.CONFLICT in found.statuses) == bool(in_table & places(clashes))
        never = {rule.at for rule in table.rules if rule.id not in found.rules}
        assert never == in_table & places(dead)
