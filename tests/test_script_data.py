"""What a page is given to answer cases: the policy as JSON, and a script that is safe to run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tablewright.emit.document import script_text
from tablewright.emit.script import panel
from tablewright.emit.script.panel import script
from tablewright.ir.cases import CaseColumn, CaseRole
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tests.generated_answers import VERSIONS, Version
from tests.grids import workbook_of
from tests.hostile_workbook import DRAWN, TEXTS, hostile
from tests.script_answers import as_case, both
from tests.test_kinds_agree import EVERY
from tests.workbooks import ANSWER, program_of

SOURCES = sorted((Path(__file__).parent.parent / "compiler/tablewright/emit/script").rglob("*.js"))
# What would make code of text, reach beyond the page, or keep something between visits.
FORBIDDEN = re.compile(
    r"\beval\b|\bFunction\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bfetch\b"
    r"|XMLHttpRequest|WebSocket|sendBeacon|\bimport\b|localStorage|sessionStorage|cookie|Math\.random"
    r"|new Date|Date\.now|setAttribute\(\"(?:style|on)"
)
BYTES = 140_000


def told(program: Program) -> dict[str, Any]:
    """The policy as the script reads it."""
    data: dict[str, Any] = json.loads(panel(program, "0" * 64).data)
    return data


def test_the_script_makes_no_code_and_reaches_nothing() -> None:
    """No source makes code of text, parses HTML, asks the network, the clock or a store."""
    found = [(path.name, FORBIDDEN.search(path.read_text("utf-8"))) for path in SOURCES]
    assert [(name, hit[0]) for name, hit in found if hit is not None] == []


def test_the_script_is_the_same_for_every_policy() -> None:
    """Nothing of a policy is in the script, so one hash allows it on every page."""
    scripts = {panel(kinds.program, "0" * 64).script for kinds in EVERY}
    assert scripts == {script()}
    assert script_text(script())


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_policy_is_data(text: str) -> None:
    """Whatever cells hold, the policy is JSON in ASCII that says it again unchanged."""
    program = lower(hostile(text)).program
    if program is None:
        return  # a cell may not hold this
    data = panel(program, "0" * 64).data
    assert data.isascii()
    names = [each["name"] for each in json.loads(data)["inputs"]]
    assert names == [each.name for each in program.inputs]


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_a_page_stays_small(version: Version) -> None:
    """Script, policy and looks together leave room for the page itself."""
    made = panel(both(version).program, "0" * 64)
    assert len(made.script) + len(made.data) + len(made.style) < BYTES


def test_examples_are_written_short_and_read_back() -> None:
    """Each example is written by what differs from the one before, and comes back whole."""
    program = both(VERSIONS[-1]).program
    cases = told(program)["cases"]
    whole = {n.code_name for n in program.inputs if n.type.kind.value == "whole number"}
    places: dict[int, int] = {}
    found = []
    for of, name, changes in cases["rows"]:
        for change in filter(None, changes.split(",")):
            at, _, place = change.partition(":")
            places.pop(int(at), None)
            if place:
                places[int(at)] = int(place)
        given = {cases["names"][at]: cases["values"][at][place] for at, place in places.items()}
        found.append((of, name, given))
    expected = [
        (each.decision, each.case, as_case({n: _typed(n, v, whole) for n, v in each.given}))
        for each in program.examples
    ]
    assert expected == found


def _typed(name: str, value: object, whole: set[str]) -> object:
    return int(str(value)) if name in whole else value


def test_the_columns_of_examples_are_kept() -> None:
    """Every column of a block has its place, one without a heading too."""
    text = """== Cases ==
Examples | Answer
Case | Given | | Expect | Expect | Why
| Age | | Result | Missing |
grown up | 20 | | approve | none |
"""
    (layout,) = program_of(ANSWER, text).layouts
    assert layout.decision == "answer"
    assert layout.columns == (
        CaseColumn(role=CaseRole.CASE),
        CaseColumn(role=CaseRole.GIVEN, name="age"),
        CaseColumn(role=CaseRole.OTHER),
        CaseColumn(role=CaseRole.EXPECT, name="result", kind="output"),
        CaseColumn(role=CaseRole.EXPECT, kind="missing"),
        CaseColumn(role=CaseRole.WHY),
    )


def test_the_same_policy_is_the_same_text() -> None:
    """What is emitted depends on the workbook alone."""
    first, second = (lower(workbook_of(DRAWN, "la_1/2025.xlsx")).program for _ in range(2))
    assert first is not None
    assert second is not None
    assert panel(first, "0" * 64) == panel(second, "0" * 64)
