"""Every folder of tests/check_cases: a workbook that reads well, and what the checks find in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.checks.reason.study import Study
from tablewright.checks.survey import survey
from tablewright.diagnostics.order import in_order
from tablewright.diagnostics.render.text import render
from tablewright.lower.workbook import lower
from tablewright.trials.code import code_of
from tablewright.trials.examples import run
from tablewright.trials.judge import judge_of
from tests.grids import workbook_of

CASES = Path(__file__).parent / "check_cases"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
SHOWN_ELSEWHERE = {"TW601", "TW701"}  # what examples give, and two workbooks


def found_in(folder: Path) -> str:
    """What an analyst reads about the workbook of a case."""
    workbook = workbook_of((folder / "table.txt").read_text(encoding="utf-8"))
    lowered = lower(workbook, {})
    program = lowered.program
    assert program is not None, render(lowered.diagnostics, {workbook.label: workbook})
    code = code_of(program)
    results = tuple(run(program, code, example) for example in program.examples)
    findings = survey(Study(program, judge_of(program), results)).diagnostics
    workbooks = {workbook.label: workbook}
    return render(in_order(findings, workbooks), workbooks) or "no findings\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_gives_its_findings(folder: Path, update_goldens: bool) -> None:
    """A case gives exactly the findings that lie beside it, with cells, request and action."""
    found = found_in(folder)
    golden = folder / "diagnostics.txt"
    if update_goldens:
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == found
