"""Rows that close a gap, as an analyst could paste them: put into the table, no request is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tablewright.annotate.spelling import cells_of
from tablewright.authoring.page import Content
from tablewright.checks import gap, overlap
from tablewright.checks.reason.proposals import missing_rules
from tablewright.checks.reason.study import Settled, Study
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.missing import MissingRules
from tablewright.ir.program import Program, Table
from tablewright.lower.workbook import lower
from tablewright.source.grid import Cell, Workbook
from tablewright.source.reader import read_workbook
from tablewright.trials.judge import judge_of
from tests import workbooks
from tests.grids import workbook_of
from tests.pages import ROOT
from tests.program_text import drawn
from tests.random_programs import a_program

HEAD = "Decision table | Answer | Hit policy | Unique | Coverage | complete"


def study_of(text: str) -> Study:
    """The study of the program that the text of a workbook says."""
    lowered = lower(workbook_of(text))
    assert lowered.program is not None, lowered.diagnostics
    return Study(lowered.program, judge_of(lowered.program))


def found_in(settled: Iterable[Settled], table: Table) -> list[Diagnostic]:
    """The findings about a table."""
    findings = [each.finding for each in settled if each.finding is not None]
    return [e for e in findings if e.primary is not None and e.primary.sheet == table.at.sheet]


def with_rows(text: str, table: Table, rows: list[tuple[Content, ...]]) -> str:
    """The text of a workbook with rows put at the end of a table, outcomes as in its first rule."""
    lines = text.split("\n")
    end = next(n for n, at in enumerate(lines) if at.startswith(f"Decision table | {table.name} |"))
    while lines[end].strip():
        end += 1
    outcomes = ["" if each.text == "" else each.text for each in table.rules[0].outcomes]
    new = [
        " | ".join([f"'new {n}", *map(str, cells), *outcomes]) for n, cells in enumerate(rows, 1)
    ]
    return "\n".join((*lines[:end], *new, *lines[end:]))


@pytest.mark.parametrize("seed", range(30))
def test_the_rows_close_the_gap(seed: int) -> None:
    """With its missing rows a random table takes every request, and no rule clashes with them."""
    text = drawn(a_program(seed))
    study = study_of(text)
    for table in study.program.tables:
        gaps = found_in(gap.check(study), table)
        if not gaps:
            continue
        missing = missing_rules(study, table)
        rows = [cells_of(rule, table) for rule in missing.rules]
        assert rows
        one_more, closed = (study_of(with_rows(text, table, each)) for each in (rows[:1], rows))
        assert gaps[0].witness not in [e.witness for e in found_in(gap.check(one_more), table)]
        assert not missing.all or not found_in(gap.check(closed), table)
        clashes = [found_in(overlap.check(each), table) for each in (study, closed)]
        assert len(clashes[0]) >= len(clashes[1])


def missing_in(headings: str, *rules: str) -> MissingRules:
    """What a table with these rules lacks."""
    study = study_of(table_of(headings, *rules))
    return missing_rules(study, study.program.tables[0])


def table_of(headings: str, *rules: str) -> str:
    """A workbook with one table of these rules."""
    roles = " | ".join(("Rule", *("If" for _ in headings.split("|")), "Then"))
    body = "\n".join(f"{n} | {rule} | approve" for n, rule in enumerate(rules, 1))
    sheet = f"== Answer ==\n{HEAD}\n{roles}\n| {headings} | Result\n{body}\n"
    more = f"{workbooks.CHECKLIST}1 | | Age | >= 18 | | I.A.1\n"
    glossary = (
        "Also | | code | | | nothing\n"
        "Limit | | number | mg\n"
        'Scan | | text | | negative, 1+ = PLUS_1, "a, b" = A_B, not tested\n'
    )
    return workbooks.text_of(sheet, more, glossary=glossary)


def rows_of(headings: str, *rules: str) -> tuple[MissingRules, list[str]]:
    """What a table with these rules lacks, a text for each row."""
    text = table_of(headings, *rules)
    study = study_of(text)
    (table,) = study.program.tables
    missing = missing_rules(study, table)
    rows = [cells_of(rule, table) for rule in missing.rules]
    after = study_of(with_rows(text, table, rows))
    assert not found_in(gap.check(after), table)
    assert not found_in(overlap.check(after), table)
    return missing, [" | ".join(map(str, row)) for row in rows]


@pytest.mark.parametrize(
    ("heading", "rules", "expected"),
    [
        ("Age", (">= 18",), ["< 18"]),
        ("Age", ("< 18", "> 18"), ["18"]),
        ("Age", ("< 18", ">= 65"), ["[18..64]"]),
        ("Weight", ("<= 3.6", "> 50 and < 100"), ["(3.6..50], >= 100"]),
        ("Label date", ("< 2025-01-01",), ["blank, >= 2025-01-01"]),
        ("Label date", ("blank",), ["given"]),
        ("Birth date", ("!= 2025-01-01",), ["2025-01-01"]),
        ("Asked", ("yes",), ["blank, no"]),
        ("Fit", ("yes",), ["no"]),
        ("Diagnosis", ("NSCLC",), ["breast cancer, other"]),
        ("Drug", ("J9354",), ["not(J9354)"]),
        ("Drug", ("in Thoracic",), ["not(in Thoracic)"]),
        ("Drug", ("not in Thoracic",), ["in Thoracic"]),
        ("Drug", ("not(J9354, J9355)",), ["J9354, J9355"]),
        ("Drug", ("not(J9354, J9355)", "J9355"), ["not(not(J9354, J9355)) and not(J9355)"]),
        ("Also", ("not in Thoracic",), ["blank, in Thoracic"]),
        ("Also", ("J9354", "blank"), ["not(J9354)"]),
        ("Drug", ("J9354, in Thoracic",), ["not(J9354, in Thoracic)"]),
        ("Sites", ("has any of liver, lung",), ["not(has any of liver, lung)"]),
        (
            "Sites",
            ("has liver and not(has lung)", "has lung"),
            ["not(has liver and not(has lung), has lung)"],
        ),
        ("Amounts", ("count >= 2", "count 1"), ["not(count >= 2, count 1)"]),
        ("Dose", ("<= {Limit}",), ["not(<= {Limit})"]),
        ("Dose", ("<= {Limit}", "> 100 and > {Limit}"), ["not(<= {Limit}, > 100 and > {Limit})"]),
        (
            "Label date",
            ("within 6 months before {Request date}",),
            ["not(within 6 months before {Request date})", "blank"],
        ),
        (
            "Label date",
            ("within 6 months before {Request date}", "blank"),
            ["not(within 6 months before {Request date})"],
        ),
        ("Criteria", ("met",), ["not met"]),
        ("Scan", ("negative", "1+"), ['"a, b", "not tested"']),
    ],
)
def test_a_row_is_written_in_the_notation(
    heading: str, rules: tuple[str, ...], expected: list[str]
) -> None:
    """What is missing is said by values, ranges and the words of the table's own cells."""
    missing, rows = rows_of(heading, *rules)
    assert expected == rows
    assert missing.all is (heading != "Amounts")  # which lists of numbers there are is not known


def test_what_no_cell_can_say_is_left_out() -> None:
    """Given, and not what a cell says beside blank, has no words: there is no row for it."""
    missing = missing_in("Also", "blank, in Thoracic")
    assert not missing.rules
    assert not missing.all


def test_the_rows_of_the_sample_policy() -> None:
    """A rule of the policy that was made too narrow is missed in rows that a person would write."""
    workbook = read_workbook(ROOT / "tables" / "la_phar_229" / "2025.xlsx", "2025.xlsx").workbook
    assert workbook is not None
    program = lower(workbook).program
    assert program is not None
    table = next(each for each in program.tables if each.name == "Determination")
    (rule,) = (each for each in table.rules if each.id == "R4")
    at = {column.heading: column.at.left for column in table.columns}
    narrowed = put(workbook, table, {(rule.at.top, at["Diagnosis"]): "breast cancer, NSCLC"})
    study = Study(narrowed, judge_of(narrowed))
    missing = missing_rules(study, table_named(narrowed, "Determination"))
    assert missing.all
    rows = [cells_of(each, table) for each in missing.rules]
    assert len(rows) == 2
    cells: dict[tuple[int, int], str] = {(rule.at.top, at["Diagnosis"]): "breast cancer, NSCLC"}
    for number, row in enumerate(rows, table.at.bottom + 1):
        said = dict(zip(at, map(str, row), strict=True))
        assert said["Billing code"] == "blank, in Kadcyla billing codes"
        assert said["Request type"] == "continuation"
        cells |= {(number, at[heading]): text for heading, text in said.items()}
        cells |= {(number, 1): f"new {number}", (number, 16): "not met"}
    closed = put(workbook, table, cells)
    assert not found_in(gap.check(Study(closed, judge_of(closed))), table)


def table_named(program: Program, name: str) -> Table:
    """The table with this name."""
    return next(each for each in program.tables if each.name == name)


def put(workbook: Workbook, table: Table, cells: dict[tuple[int, int], str]) -> Program:
    """The program of a workbook with these texts put on the sheet of a table."""
    new = {
        (r, c): Cell(row=r, column=c, value=text, display=text) for (r, c), text in cells.items()
    }
    sheets = tuple(
        replace(sheet, cells={**sheet.cells, **new}) if sheet.name == table.at.sheet else sheet
        for sheet in workbook.sheets
    )
    program = lower(replace(workbook, sheets=sheets)).program
    assert program is not None
    return program
