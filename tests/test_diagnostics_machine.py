"""How findings read to programs: JSON, workflow commands and SARIF."""

from __future__ import annotations

import json

from tablewright.diagnostics.codes import REGISTRY
from tablewright.diagnostics.render import github, sarif
from tablewright.diagnostics.render import json as json_format
from tests.sample_findings import FINDINGS, LABEL, WORKBOOK

REGISTERED = tuple(finding for finding in FINDINGS if finding.code in REGISTRY)


def test_json_has_the_agreed_keys() -> None:
    """Each finding is one flat object; what has no cell has no sheet and range."""
    first, overlap, *_ = json.loads(json_format.render(FINDINGS, {LABEL: WORKBOOK}))
    assert first == {
        "code": "TW117",
        "name": "unreadable-workbook",
        "severity": "error",
        "message": "The file is a link.",
        "workbook": "other.xlsx",
        "sheet": None,
        "range": None,
        "labels": [],
        "notes": [],
        "help": "Put the workbook itself in this folder.",
        "witness": None,
    }
    assert (overlap["sheet"], overlap["range"]) == ("Dose", "A4:D4")
    label = {"workbook": LABEL, "sheet": "Dose", "range": "A6:D6", "text": "the other rule"}
    assert overlap["labels"] == [label]
    assert overlap["witness"]["given"] == {"Diagnosis": "breast cancer", "Age in years": "65"}


def test_json_is_plain_ascii() -> None:
    """No sign of a cell reaches a terminal raw through JSON."""
    text = json_format.render(FINDINGS, {})
    assert text.isascii()
    assert "\x1b" not in text


def test_json_of_nothing_is_an_empty_list() -> None:
    """A clean run is a list too."""
    assert json_format.render((), {}) == "[]\n"


def test_workflow_commands_are_one_line_each() -> None:
    """Each finding is one command, with its file, title and severity."""
    lines = github.render(FINDINGS, {}, folder="tables").splitlines()
    assert len(FINDINGS) == len(lines)
    start = "::error file=tables/other.xlsx,title=TW117 unreadable-workbook::The file is a link."
    assert lines[0].startswith(start)
    assert lines[1].startswith("::warning file=tables/policy/2025.xlsx,")


def test_workflow_commands_are_escaped() -> None:
    """Percent signs, line ends and control signs of a cell end no command and start none."""
    *_, last = github.render(FINDINGS, {}).splitlines()
    assert last == (
        "::error file=policy/2025.xlsx,title=TW109 look-alike-character::Dose!B6: "
        r"The cell holds \u202ehidden\x1b signs.%0A"
        "help: Type it again: 100%25, with: colons↵and lines."
    )


def test_sarif_has_a_rule_for_every_code() -> None:
    """The log names the version of the format, our rules, and a place for each result."""
    log = json.loads(sarif.render(REGISTERED, {}, folder="my tables"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [code.number for code in REGISTRY] == [
        rule["id"] for rule in run["tool"]["driver"]["rules"]
    ]
    for finding, result in zip(REGISTERED, run["results"], strict=True):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert finding.code.number == result["ruleId"] == rule["id"]
    (place,) = run["results"][1]["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "my%20tables/policy/2025.xlsx"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "Dose!B5"
    assert [related["id"] for related in run["results"][1]["relatedLocations"]] == [1, 2]
