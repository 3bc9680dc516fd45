"""The front page shows what is really there: cells, the rule they become, answers and findings."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache
from textwrap import dedent
from typing import cast

from tablewright.cli.answer import answer_text
from tablewright.cli.contract import Decision, Package
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.model import column_letters
from tablewright.diagnostics.render import text
from tablewright.lower.workbook import lower
from tablewright.source.grid import Sheet, Workbook
from tablewright.source.reader import read_workbook
from tablewright.workspace.loading import load_folder
from tests.pages import ROOT, Fence, fences
from tests.pictures import numbered_cells

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
LABEL = "la_phar_229/2025.xlsx"
COLUMNS = 88


def shown(info: str) -> Fence:
    """The one fence of the page that opens with these words."""
    (fence,) = (each for each in fences(PAGE) if each.info.startswith(info))
    return fence


@cache
def workbook() -> Workbook:
    """The workbook that the page speaks of."""
    found = read_workbook(ROOT / "tables" / LABEL, LABEL).workbook
    assert found is not None
    return found


def sheet_of(name: str) -> Sheet:
    """One of its sheets."""
    return next(sheet for sheet in workbook().sheets if sheet.name == name)


def test_the_sheet_is_the_sheet() -> None:
    """Every cell of the picture stands at its address in the workbook."""
    fence = shown("text grid ")
    cells = sheet_of(fence.info.removeprefix("text grid ")).cells
    stored = {
        f"{column_letters(column)}{row}": cell.display for (row, column), cell in cells.items()
    }
    drawn = numbered_cells(fence.text)
    assert len(drawn) > 20
    assert {at: stored.get(at, "") for at in drawn} == drawn


def test_the_rule_is_in_the_module() -> None:
    """The excerpt stands in the generated module, line by line, and is about a row of the sheet."""
    module = (ROOT / "generated/la_phar_229/v2025.py").read_text(encoding="utf-8")
    excerpt = shown("python").text
    assert excerpt in dedent("".join(re.findall(r"^(?: {4}.*)?\n", module, re.MULTILINE)))
    found = re.match(r"# Rule (\w+) · Determination!(A\d+) ", excerpt)
    assert found is not None
    assert numbered_cells(shown("text grid ").text)[found[2]] == found[1]


def test_the_answer_is_the_answer() -> None:
    """The generated code gives the case the answer of which the page shows some blocks."""
    command, _, answer = shown("console").text.partition("\n")
    assert command == "$ .venv/bin/tablewright decide la_phar_229 case.json"
    case = re.search(r"For the case `(\{.+\})`:", PAGE)
    assert case is not None
    package = cast("Package", load_folder(ROOT / "generated" / "la_phar_229"))
    decision = cast("Decision", package.decide(json.loads(case[1]), on=None, version=None))
    to = Terminal(stream=io.StringIO(), live=False, color=False, columns=COLUMNS)
    blocks = answer_text(decision, to).strip().split("\n\n")
    drawn = answer.strip().split("\n\n")
    assert len(drawn) > 2
    assert [block for block in blocks if block in drawn] == drawn


def test_the_finding_is_what_is_printed() -> None:
    """The mistake put into its cell gives this finding and no other."""
    fence = shown("text finding ")
    place, formula = fence.info.removeprefix("text finding ").split()
    name, _, address = place.partition("!")
    sheet = sheet_of(name)
    (at,) = (key for key in sheet.cells if f"{column_letters(key[1])}{key[0]}" == address)
    cells = {**sheet.cells, at: replace(sheet.cells[at], formula=formula)}
    faulty = replace(sheet, cells=cells)
    sheets = tuple(faulty if each is sheet else each for each in workbook().sheets)
    changed = replace(workbook(), sheets=sheets)
    findings = lower(changed).diagnostics
    assert f"{fence.text}\n1 error\n" == text.render(findings, {LABEL: changed}, columns=COLUMNS)
