"""The page for those who sign it, check it and program with it: record, checks, citations, JSON."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import PurePosixPath

import pytest

from tablewright.checks.survey import ASKING
from tablewright.diagnostics.codes import GAP, RULE_WITHOUT_EXAMPLE
from tablewright.diagnostics.model import Diagnostic
from tablewright.emit.html import Told, emit
from tablewright.emit.html.checks import QUESTIONS, quoted
from tablewright.emit.html.developers import request_text
from tablewright.emit.words import plain
from tablewright.ir.program import Code, Example
from tablewright.ir.results import Analysis, Asked, Change, Since
from tablewright.ir.types import Duration
from tests.html_program import DIGEST, PROGRAM, RESULTS, at, told
from tests.html_reading import Reader

ALL_PROVEN = Asked(check="gap", proven=2, refuted=0, unsettled=0)
ONE_OPEN = Asked(check="dead_rule", proven=5, refuted=1, unsettled=1)
FINDING = Diagnostic(
    code=RULE_WITHOUT_EXAMPLE,
    message="2 rules of `Vials` without an example",
    workbook="sample/2025.xlsx",
    primary=at("A1", "Vials"),
)


def read(made_of: Told) -> Reader:
    """The page of the sample policy, read strictly."""
    return Reader(emit(made_of)[PurePosixPath("v2025.html")])


def test_the_first_page_is_a_record() -> None:
    """Number, version, dates, workbook and digest are on the first page."""
    front = read(told(PROGRAM)).with_id("top").text
    for text in ("XY.1", "Version 2025", "9 May 2025", "1 August 2025", "Medicaid", DIGEST):
        assert text in front
    assert "sample/2025.xlsx" in front


def test_the_first_page_lists_answers_with_their_rules() -> None:
    """Every outcome stands once, with the rules that give it and what they cite."""
    front = read(told(PROGRAM)).with_id("top").text
    assert "Outcome is approve, Approval is 6 months 1 (I.A.1, I.A.3*)" in front
    assert "Outcome is not met 3 " in front
    assert "at most 12 questions, 1 checklist with 10 items and 3 tables with 7 rules" in front


def test_the_first_page_says_what_changed() -> None:
    """Changes since the version before link to what they speak of, and to the whole comparison."""
    changes = (
        Change(text="Rule 2 is new", target="rule-determination-2"),
        Change(text="Rule 9 went"),
    )
    since = Since(version="2024", page="v2024-v2025.html", changes=changes)
    reader = read(dataclasses.replace(told(PROGRAM), since=since))
    assert "What changed since version 2024 Rule 2 is new Rule 9 went" in reader.with_id("top").text
    links = {each.text: each.attributes["href"] for each in reader.every("a")}
    assert links["Rule 2 is new"] == "#rule-determination-2"
    assert links["Both versions side by side"] == "v2024-v2025.html"
    assert "What changed" not in read(told(PROGRAM)).with_id("top").text


def test_many_changes_leave_room_to_sign() -> None:
    """Of many changes the first are told and the others counted; no page, no link to it."""
    changes = tuple(Change(text=f"Rule {number} is new") for number in range(20))
    since = Since(version="2024", page="", changes=changes)
    front = read(dataclasses.replace(told(PROGRAM), since=since)).with_id("top").text
    assert "Rule 13 is new and 6 more changes" in front
    assert "side by side" not in front


def test_no_change_is_said_to_be_none() -> None:
    """A version that changes no rule says so."""
    since = Since(version="2024", page="v2024-v2025.html", changes=())
    front = read(dataclasses.replace(told(PROGRAM), since=since)).with_id("top").text
    assert "No rule, item or name says anything else than before." in front


@pytest.mark.parametrize(
    ("analysis", "state"),
    [
        (Analysis(asked=(ALL_PROVEN,)), "pass"),
        (Analysis(asked=(ALL_PROVEN,), findings=(FINDING,)), "pass"),
        (Analysis(asked=(ALL_PROVEN, ONE_OPEN)), "noted"),
        (Analysis(), "noted"),
        (Analysis(findings=(dataclasses.replace(FINDING, code=GAP),)), "fail"),
    ],
)
def test_only_what_is_wholly_proven_is_passed(analysis: Analysis, state: str) -> None:
    """Open or refuted questions are never shown as passed; a warning or error fails."""
    reader = read(dataclasses.replace(told(PROGRAM), analysis=analysis))
    styles = (each.attributes.get("class", "") for each in reader.every("a", "span"))
    assert [style for style in styles if style.startswith("state")] == [
        "state fail",
        f"state {state}",
    ]


def test_what_was_checked_is_told_apart() -> None:
    """Proven, refuted and open stand in their own columns; what was not looked into is named."""
    analysis = Analysis(asked=(ALL_PROVEN, ONE_OPEN), findings=(FINDING,), free=("Dose per kg",))
    checks = read(dataclasses.replace(told(PROGRAM), analysis=analysis)).with_id("checks").text
    assert "9 questions about the rules: 7 proven, 1 refuted, 1 open." in checks
    assert "Does every rule answer some request? 5 1 1" in checks
    assert "advice 2 rules of Vials without an example TW602" in checks
    assert "Not looked into: Dose per kg." in checks
    assert "requests that cannot occur" in checks


def test_every_question_has_words() -> None:
    """Each check that asks questions has a question that the page can print, and no other has."""
    names = {check.__module__.rpartition(".")[2] for check in ASKING}
    assert names == QUESTIONS.keys()


def test_names_in_findings_are_set_apart() -> None:
    """What stands between backticks is a name; a backtick without a partner stays."""
    assert plain(quoted("no rule of `A b` answers")) == "no rule of A b answers"
    assert plain(quoted("odd ` one")) == "odd ` one"


def test_citations_lead_to_all_that_rests_on_them() -> None:
    """Every part of a citation has an entry, with the items, rules and names that cite it."""
    reader = read(told(PROGRAM))
    assert reader.with_id("cite-I.A.1").text == "I.A.1 Initial criteria 1; Determination 1"
    assert reader.with_id("cite-I.C.1").text == "I.C.1 Determination 2"
    order = [each for each in reader.ids() if each.startswith("cite-")]
    assert order[:4] == ["cite-I.A.1", "cite-I.A.1.a", "cite-I.A.1.b", "cite-I.A.2"]


def test_local_numbers_are_told_from_citations() -> None:
    """A number of the policy and a line of the workbook look different, and the page says so."""
    reader = read(told(PROGRAM))
    links = {each.text: each.attributes.get("class") for each in reader.every("a")}
    assert links["I.A.2.a.1"] == "id"
    assert links["2.a"] == "line"
    assert "Light numbers" in reader.with_id("checklists").text


def test_codes_are_shown_as_written() -> None:
    """A code keeps its capital letters, though it is compared without them."""
    codes = (Code(code="c50", prefix=True, meaning="Breast", written="C50"),)
    sets = (dataclasses.replace(PROGRAM.value_sets[0], codes=codes), *PROGRAM.value_sets[1:])
    reader = read(told(dataclasses.replace(PROGRAM, value_sets=sets)))
    assert "C50 and all that begin with it – Breast" in reader.with_id("set-oncologists").text


def test_the_certificate_is_only_pointed_at() -> None:
    """The page names certificate and module digest, and does not say that there is a proof."""
    reader = read(dataclasses.replace(told(PROGRAM), module="ab" * 32))
    text = reader.with_id("developers").text
    assert "ab" * 32 in text
    assert "v2025.proof.json" in text
    assert "cannot say that there is one" in text


def test_developers_get_a_request() -> None:
    """The request is the passing example that gives most, as JSON."""
    (block,) = read(told(PROGRAM)).every("pre")
    assert json.loads(block.text) == {
        "request_type": "initial",
        "age_years": 54,
        "disease_status": ["early", "recurrent"],
        "label_change_date": "2025-07-01",
    }
    assert not read(told(PROGRAM, RESULTS[1:])).every("pre")


def test_json_keeps_every_digit() -> None:
    """A number that a float cannot hold is text; the rest has the form that is read."""
    example = Example(
        decision="d",
        case="c",
        given=(
            ("short", Decimal("3.60")),
            ("long", Decimal("0.12345678901234567890")),
            ("span", Duration(months=6, days=2)),
            ("empty", ()),
            ("text", 'a "quoted" </script>'),
        ),
        expect=(),
        at=at("A1"),
    )
    assert json.loads(request_text(example)) == {
        "short": 3.6,
        "long": "0.1234567890123456789",
        "span": "6 months 2 days",
        "empty": [],
        "text": 'a "quoted" </script>',
    }
