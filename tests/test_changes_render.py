"""Changes as text, Markdown and JSON: complete, harmless, and the requests can be asked again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tablewright.changes.render import json as as_json
from tablewright.changes.render import markdown, text
from tablewright.ir.changes import Changes
from tablewright.trials.code import code_of
from tests.edited_policy import POLICY, changes_of, edited, program_of

LIMIT = ("| <= 3.6 mg/kg |", "| <= 3.5 mg/kg |")
MILD = ("At least two years old", "Two years or older")
DOCS = Path(__file__).parent.parent / "docs" / "diff.md"
HOSTILE = "<b>@team</b> #12 [x](http://x.y) *z* `c` \x1b[31m \u202e www.x.y GH-3 a_b_ ~~d~~ &amp;"


@cache
def changed() -> Changes:
    """A limit and a wording changed."""
    return changes_of(LIMIT, MILD)


@cache
def hostile() -> Changes:
    """Names and texts of cells that try to be something else."""
    cell = HOSTILE.replace("\u202e", "")  # which no cell gets past the reader
    found = changes_of(("At least two years old", cell), LIMIT, ("a mild case", f"{cell} case"))
    return replace(found, summary=(HOSTILE,), old=replace(found.old, name=f"{HOSTILE}|"))


def test_the_text_shows_rows_and_requests() -> None:
    """Both cells with addresses, both answers with rules, and the request in words."""
    shown = text.render(changed())
    assert "small.xlsx" not in shown
    for line in (
        "Test                    <= 3.6 mg/kg → <= 3.5 mg/kg",
        "approve, 6 months → refer",
        "rule 3 · A.3 · Tables!A6",
        "not met: B.3",
        "For example, as the case a mild case, after",
        "Dose          180 mg",
        "Proven to answer as before",
    ):
        assert line in shown, line
    assert max(map(len, shown.splitlines())) <= 100
    assert "\x1b" not in shown


def test_colors_change_nothing_but_colors() -> None:
    """The text with colors is the text without, once they are taken away."""
    colored = text.render(changed(), color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == text.render(changed())


def test_nothing_changed_is_said_in_each_form() -> None:
    """Where nothing changed there is one sentence, and the JSON says so in a word."""
    same = changes_of()
    assert "Nothing changed" in text.render(same)
    assert "Nothing changed" in markdown.render(same)
    assert json.loads(as_json.render(same))["changed"] is False


def test_hostile_texts_stay_texts_in_a_terminal() -> None:
    """No character of a cell moves the cursor or turns the line around."""
    shown = text.render(hostile(), color=True)
    assert "\x1b[31m \\" not in shown
    assert not set(re.sub(r"\x1b\[[0-9;]*m", "", shown)) & {"\x1b", "\u202e", "\x07"}


def test_hostile_texts_stay_texts_in_markdown() -> None:
    """No letter of a cell is markup, and nobody is mentioned."""
    shown = markdown.render(hostile())
    tags = set(re.findall(r"</?[A-Za-z][^>]*>", shown)) - {"<!-- -->"}
    known = {"<details>", "<details open>", "</details>", "<summary>", "</summary>"}
    assert tags <= known | {"<b>", "</b>", "<br>", "<sub>", "</sub>"}
    assert "<b>@" not in shown
    assert not re.search(r"@\w|#\d|\bwww\.|://|\]\(|\bGH-\d", re.sub(r"&#\d+;", "", shown))
    assert all(line.count("|") in {0, 3, 6, 7} for line in shown.splitlines() if line[:1] == "|")


def test_the_json_has_the_keys_that_are_documented() -> None:
    """Every key of the JSON is named in its documentation."""
    documented = set(re.findall(r"`([a-z_]+)`", DOCS.read_text(encoding="utf-8")))
    data = json.loads(as_json.render(changed()))
    for mapping in mappings(data):
        assert set(mapping) <= documented, set(mapping) - documented


def mappings(data: Any) -> list[dict[str, Any]]:
    """Every object whose keys are ours, and not names of the workbook."""
    named = {"request", "only_in", "in_words", "always"}
    found: list[dict[str, Any]] = []
    waiting = [data]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            found.append(each)
            waiting += [value for key, value in each.items() if key not in named | {"rows"}]
            waiting += [row for row in each.get("rows", ()) if "deed" in row]
        elif isinstance(each, list):
            waiting += each
    return found


def test_a_request_of_the_json_is_answered_as_it_says() -> None:
    """Put to the generated code of each version, every request gives the outcome shown."""
    data = json.loads(as_json.render(changed()))
    (decision,) = (each for each in data["questions"] if each["decides"])
    codes = [code_of(program_of(each)) for each in (POLICY, edited(LIMIT, MILD))]
    assert decision["effects"]
    for effect in decision["effects"]:
        for code, said in zip(codes, (effect["old"], effect["new"]), strict=True):
            found = code.ask("approval", effect["request"])
            assert found.status.value == said["status"]
            assert [rule.id for rule in found.rules] == [rule["id"] for rule in said["rules"]]


@pytest.mark.parametrize("form", [text, markdown, as_json], ids=["text", "markdown", "json"])
def test_the_same_comparison_gives_the_same_bytes(form: Any) -> None:
    """Nothing depends on an order that could be another one next time."""
    assert form.render(changed()) == form.render(changes_of(LIMIT, MILD))
