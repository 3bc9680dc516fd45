"""Long generated tables with planted defects: found where settled, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.confirm import Confirmed, confirmed
from benchmarks.families import FAMILIES, Made, program_of
from tablewright.checks.reason.study import Study, Verdict
from tablewright.checks.survey import Survey, survey
from tablewright.diagnostics.codes import DEAD_RULE, GAP, OVERLAP
from tablewright.diagnostics.model import Code
from tablewright.trials.judge import judge_of


def checked(made: Made, seed: int) -> tuple[Study, Survey]:
    """A table as a program, and what the checks say of it."""
    program = program_of(made, seed)
    study = Study(program, judge_of(program))
    return study, survey(study)


@pytest.mark.parametrize("columns", [3, 4, 8])
@pytest.mark.parametrize("family", FAMILIES)
def test_planted_defects_are_found_and_no_others(family: str, columns: int) -> None:
    """Gaps, overlaps and dead rules are those planted, each with a request that shows it."""
    for seed in (1, 2):
        made = FAMILIES[family](150, columns, seed)
        study, found = checked(made, seed)
        assert confirmed(made, study, found, seed).faults == ()
        assert found.verdicts.get(Verdict.UNSETTLED, 0) <= len(made.boxes) // 10


@pytest.mark.parametrize(
    ("family", "kind"), [("tree+noise", GAP), ("tree+noise", OVERLAP), ("tree+dead", DEAD_RULE)]
)
def test_a_defect_that_is_passed_over_is_seen(family: str, kind: Code) -> None:
    """The evaluation that confirms findings is not blind: without one of them it complains."""
    made = FAMILIES[family](300, 6, 1)
    study, found = checked(made, 1)
    assert confirmed(made, study, found, 1).faults == ()
    first = next(each for each in found.diagnostics if each.code is kind)
    fewer = tuple(each for each in found.diagnostics if each is not first)
    looked: Confirmed = confirmed(made, study, replace(found, diagnostics=fewer), 1)
    assert looked.faults != ()


def test_a_rule_called_dead_by_mistake_is_seen() -> None:
    """A finding about a rule that answers is found out."""
    made = FAMILIES["tree+dead"](300, 6, 1)
    study, found = checked(made, 1)
    first = next(each for each in found.diagnostics if each.code is DEAD_RULE)
    alive = study.program.tables[0].rules[0]
    wrong = replace(first, primary=alive.at, witness=None)
    looked = confirmed(made, study, replace(found, diagnostics=(*found.diagnostics, wrong)), 1)
    assert looked.faults == ("rule 0 is called dead and answers",)
