"""The checks on the workbooks of the repository: clean, and not blind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tablewright.checks import gap, overlap
from tablewright.checks.reason.study import Study, Verdict
from tablewright.diagnostics.model import Severity
from tablewright.driver import read_policy, version_of
from tablewright.ir.program import Guard, Program, Table
from tablewright.ir.tests import Between
from tablewright.trials.judge import judge_of
from tablewright.workspace.workbooks import Source

TABLES = Path(__file__).parent.parent / "tables"
WORKBOOKS = sorted(path.relative_to(TABLES).as_posix() for path in TABLES.rglob("*.xlsx"))


def program_of(label: str) -> Program:
    """The program of a workbook."""
    program = read_policy(Source(label=label, path=TABLES / label)).program
    assert program is not None
    return program


def study_with(program: Program, table: Table) -> Study:
    """The program with another table in place of the one of this name."""
    tables = tuple(table if t.code_name == table.code_name else t for t in program.tables)
    changed = replace(program, tables=tables)
    return Study(changed, judge_of(changed))


@pytest.mark.parametrize("label", WORKBOOKS)
def test_every_question_is_settled(label: str) -> None:
    """Nothing stays open, and what is found is advice."""
    survey = version_of(program_of(label)).survey
    assert survey.verdicts.get(Verdict.UNSETTLED, 0) == 0
    failing = [each for each in survey.diagnostics if each.code.severity is not Severity.ADVICE]
    assert not failing


@pytest.mark.parametrize("rule_id", ["S1", "R1", "R2", "R3", "R4"])
def test_a_rule_taken_away_leaves_a_gap(rule_id: str) -> None:
    """The last rules share out all that the rules above leave; each of them is needed."""
    program = program_of(WORKBOOKS[-1])
    table = next(each for each in program.tables if each.code_name == "determination")
    rules = tuple(rule for rule in table.rules if rule.id != rule_id)
    (finding,) = (
        each.finding
        for each in gap.check(study_with(program, replace(table, rules=rules)))
        if each.finding is not None
    )
    assert finding.witness is not None
    wanted = "yes" if rule_id == "S1" else "no"
    assert ("Use named by section III", wanted) in finding.witness.given


@pytest.mark.parametrize("position", [0, 7, 24])
def test_a_widened_bound_is_an_overlap(position: int) -> None:
    """A band of doses that reaches into the next is reported, with a dose that both take."""
    program = program_of(WORKBOOKS[-1])
    table = next(each for each in program.tables if each.code_name == "vials")
    rules = list(table.rules)
    rules[position] = replace(rules[position], guards=(wider(rules[position].guards[0]),))
    findings = [
        each.finding
        for each in overlap.check(study_with(program, replace(table, rules=tuple(rules))))
        if each.finding is not None
    ]
    assert [rules[position].at] == [each.primary for each in findings]
    assert (findings[0].witness or pytest.fail("no witness")).given[0][0] == "Milligrams per dose"


def wider(guard: Guard) -> Guard:
    """The same condition with its upper bound 1 higher."""
    assert isinstance(guard.test, Between)
    high = guard.test.interval.high
    assert isinstance(high, Decimal)
    return replace(guard, test=Between(replace(guard.test.interval, high=high + 1)))
