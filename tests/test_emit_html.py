"""The page of a version: what it says, that it is sound HTML, and that nothing foreign gets in."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from tablewright.emit.document import Panel
from tablewright.emit.html import IndexEntry, emit, emit_index, page_name
from tablewright.ir.program import HitPolicy, Policy
from tests.html_program import DIGEST, PROGRAM, RESULTS, told
from tests.html_reading import Reader

PAGE_PATH = PurePosixPath("v2025.html")


@cache
def page() -> str:
    """The page of the sample policy."""
    return emit(told(PROGRAM, RESULTS))[PAGE_PATH]


@cache
def index() -> str:
    """The index of three versions of the sample policy, given out of order."""
    policy = PROGRAM.policy
    draft = dataclasses.replace(policy, version="2026", in_force_from=None, title="New title")
    former = dataclasses.replace(policy, version="2024", in_force_from=dt.date(2024, 9, 4))
    entries = (entry(policy, passed=1), entry(draft, passed=2), entry(former, passed=2))
    return emit_index(entries)[PurePosixPath("index.html")]


def entry(policy: Policy, *, passed: int) -> IndexEntry:
    """A version on the index, of two examples."""
    path = PurePosixPath("xy_1", page_name(policy.version))
    return IndexEntry(policy=policy, path=path, digest=DIGEST, passed=passed, examples=2)


EVERY_PAGE = pytest.mark.parametrize("read", [page, index], ids=["page", "index"])


def test_one_file_beside_the_module() -> None:
    """A version gives one file, named for the version."""
    assert list(emit(told(PROGRAM, RESULTS))) == [PAGE_PATH]


def test_the_page_is_named_as_its_module() -> None:
    """The page of a version lies beside its module; a version that names no file is refused."""
    assert page_name("2025.1 b") == "v2025_1_b.html"
    with pytest.raises(ValueError, match="no page"):
        page_name("../2025")


def test_the_same_program_gives_the_same_bytes() -> None:
    """Two runs over equal programs give the same bytes."""
    again = dataclasses.replace(PROGRAM)
    assert page() == emit(told(again, RESULTS))[PAGE_PATH]


@EVERY_PAGE
def test_links_lead_somewhere(read: Callable[[], str]) -> None:
    """Every link inside the page has its target, and every id is there once."""
    reader = Reader(read())
    ids = reader.ids()
    targets = {link.attributes["href"] for link in reader.every("a")}
    inside = {target.removeprefix("#") for target in targets if target.startswith("#")}
    assert set() == inside - set(ids)
    assert len(set(ids)) == len(ids)


@EVERY_PAGE
def test_headings_form_an_outline(read: Callable[[], str]) -> None:
    """There is one main heading, and no heading skips a level."""
    levels = [int(each.tag[1]) for each in Reader(read()).every("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@EVERY_PAGE
def test_the_page_can_be_walked_without_sight(read: Callable[[], str]) -> None:
    """Language, skip link and landmarks are there; what scrolls has a name; headings a scope."""
    reader = Reader(read())
    assert reader.every("html")[0].attributes["lang"] == "en"
    assert reader.every("title")[0].text
    assert reader.every("a")[0].attributes["href"] == "#main"
    assert {"header", "main"} <= {each.tag for each in reader.elements}
    assert all("scope" in heading.attributes for heading in reader.every("th"))
    scrolled = [each for each in reader.elements if "tabindex" in each.attributes]
    wide = [each for each in reader.every("div") if "wide" in each.attributes.get("class", "")]
    assert {id(each) for each in wide} <= {id(each) for each in scrolled}
    assert all(each.attributes["role"] == "region" for each in scrolled)
    labels = [each.attributes["aria-label"] for each in scrolled]
    assert len(set(labels)) == len(labels)


@EVERY_PAGE
def test_nothing_else_is_loaded_or_run(read: Callable[[], str]) -> None:
    """The policy lets in the inline style and scripts by their hashes, and nothing else."""
    reader = Reader(read())
    (policy,) = (
        each.attributes["content"]
        for each in reader.every("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    (style,) = re.findall(r"<style>(.*?)</style>", read(), re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", read(), re.DOTALL)
    runs = f" script-src {' '.join(map(hashed, scripts))};" if scripts else ""
    assert policy == (
        f"default-src 'none'; style-src {hashed(style)};{runs} base-uri 'none'; form-action 'none'"
    )
    assert not reader.every("link", "img", "iframe", "object")
    names = {name for each in reader.elements for name in each.attributes}
    assert not {name for name in names if name == "style" or name.startswith("on") or name == "src"}
    assert not re.search(r"url\(|@import|https?:", read())


def hashed(text: str) -> str:
    """The source expression of an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_panel_stands_at_its_place() -> None:
    """A script to try a case brings its section, its data, its style and its hash, and no more."""
    script, data = "document.title = 1 < 2;", '{"a": "</script>&"}'
    panel = Panel(id="try", script=script, data=data, style=".x { color: red; }")
    with_panel = emit(dataclasses.replace(told(PROGRAM), panel=panel))[PAGE_PATH]
    assert f"<script>{script}</script>" in with_panel
    assert hashed(script).strip("'") in with_panel
    assert '>{"a": "\\u003c/script\\u003e\\u0026"}</script>' in with_panel
    assert ".x { color: red; }</style>" in with_panel
    reader = Reader(with_panel)
    assert reader.with_id("try").attributes["class"] == "screen"
    assert "needs a script" in reader.with_id("try-panel").text
    assert reader.with_id("try-data").attributes["type"] == "application/json"
    assert {"try", "try-data", "try-panel"} == set(reader.ids()) - set(Reader(page()).ids())


@pytest.mark.parametrize(
    "panel",
    [
        Panel(script="x = '</SCRIPT>'"),
        Panel(script="x = '<!--'"),
        Panel(script="x = '\u00e9'"),
        Panel(data='{"\u00e9": 1}'),
        Panel(style="</style>"),
    ],
    ids=str,
)
def test_a_panel_cannot_leave_its_place(panel: Panel) -> None:
    """A script, data or style that could end its element, or that is not ASCII, is refused."""
    with pytest.raises(ValueError, match="ASCII"):
        emit(dataclasses.replace(told(PROGRAM), panel=panel))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    """Every colour of text has a contrast of 4.5 or more on every ground, light and dark."""
    blocks = re.findall(r":root \{(.*?)\}", page(), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6});", blocks[{"light": 0, "dark": 1}[scheme]]))
    for ground in ("paper", "tint", "mark"):
        for text in ("ink", "quiet", "accent", "good", "bad"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#rrggbb`."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_rules_are_said_in_words() -> None:
    """The rules of the answering table are a list of sentences in their order."""
    (rules,) = (
        each for each in Reader(page()).every("ol") if each.attributes.get("class") == "rules"
    )
    assert rules.text == (
        "Rule 1 If Request type is initial, Initial criteria is met and "
        "Dose per kg is at most Maximum dose: Outcome is approve and Approval is 6 months. "
        "The ordinary case I.A.1, I.A.3* "
        "Rule 2 Otherwise, if Label change date is within 6 months before Request date and "
        "item I.A.1.b is not met: Outcome is refer. I.C.1 "
        "Rule 3 Otherwise, if Request type is not continuation: Outcome is not met."
    )


def test_only_the_first_of_several_says_otherwise() -> None:
    """Where rules may hold together, none is said to come after another."""
    unique = dataclasses.replace(PROGRAM.tables[0], hit_policy=HitPolicy.UNIQUE)
    program = dataclasses.replace(PROGRAM, tables=(unique, *PROGRAM.tables[1:]))
    decides = Reader(emit(told(program))[PAGE_PATH]).with_id("decides").text
    assert "Otherwise" not in decides
    assert decides.count(" If ") == 3


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("indication_table", "In every other case: Indication is not listed."),
        ("vials", "In every case: Units is Dose (mg) rounded up to whole units."),
    ],
)
def test_a_rule_without_conditions_says_when_it_answers(decision: str, expected: str) -> None:
    """A last row `Otherwise` and a rule with `-` alone are sentences too."""
    policy = dataclasses.replace(PROGRAM.policy, decision=decision)
    program = dataclasses.replace(PROGRAM, policy=policy)
    reader = Reader(emit(told(program, RESULTS))[PAGE_PATH])
    assert expected in reader.with_id("decides").text


def test_the_order_of_the_answer() -> None:
    """What the answer rests on comes before what reads it; the rest is named apart."""
    order = Reader(page()).with_id("order").text
    names = ("Indication table gives", "Dose per kg is worked out", "Initial criteria is met")
    steps = [order.index(name) for name in (*names, "Determination gives", "Vials gives")]
    assert steps == sorted(steps)
    assert "Beside the answer, this workbook works out: Vials gives Units" in order


def test_a_table_shows_words_and_cells() -> None:
    """Each cell says its condition in words; letters and numbers of the sheet name the cell."""
    reader = Reader(page())
    assert reader.with_id("rule-determination-1").text == (
        "1 5 initial met at most Maximum dose – – approve 6 months"
    )
    assert reader.with_id("table-determination").text.count("If · D Dose per kg") == 1
    assert "Then · H Approval" in reader.with_id("table-determination").text
    assert reader.with_id("rule-indication_table-b").text.endswith("Early disease is not listed")
    last = reader.with_id("rule-indication_table-c").text
    assert last == "c 6 no rule above holds not listed"
    coverage = "Partial. There are requests that no rule answers, and this is meant."
    assert coverage in reader.with_id("table-determination").text


def test_a_checklist_is_a_list_of_lists() -> None:
    """An item stands inside the item it belongs to, as deep as in the sheet."""
    reader = Reader(page())
    depth = {
        number: reader.with_id(f"item-initial_criteria-{number}").above.count("ol")
        for number in ("1", "1.a", "2.a.1", "3")
    }
    assert depth == {"1": 1, "1.a": 2, "2.a.1": 3, "3": 1}


def test_an_item_says_when_it_applies() -> None:
    """A conditional group, a group that needs two and a footnote are said in words."""
    reader = Reader(page())
    second = reader.with_id("item-initial_criteria-2").text
    assert "at least 2 of the items below are met" in second
    assert "Applies only if Dose increase is yes; otherwise the item is met" in second
    assert "Footnote" in reader.with_id("item-initial_criteria-3").text


def test_everything_has_an_address_to_link_to() -> None:
    """Rules, items, names, sets and examples each have an id made from their own name."""
    assert {
        *("rule-determination-2", "item-initial_criteria-2.a.2", "name-age_years", "name-outcome"),
        *("name-dose_per_kg", "set-oncologists", "example-determination-not+of+age"),
        *("table-vials", "checklist-initial_criteria"),
    } <= set(Reader(page()).ids())


def test_a_citation_leads_to_its_item() -> None:
    """Each part of a citation that an item states is a link to that item."""
    links = {each.text: each.attributes["href"] for each in Reader(page()).every("a")}
    assert links["I.A.3*"] == "#item-initial_criteria-3"
    assert "I.C.1" not in links


def test_the_glossary_says_what_can_be_answered() -> None:
    """An input shows what may be answered, who is asked and what a blank means."""
    reader = Reader(page())
    assert reader.with_id("name-weight_kg").text == (
        "Weight weight_kg Glossary!A13 What does the member weigh? provider "
        "a number in kg, from 0.5 to 400 kg"
    )
    assert "any number of: early, recurrent" in reader.with_id("name-disease_status").text
    assert "blank: nothing" in reader.with_id("name-label_change_date").text
    assert "blank" not in reader.with_id("name-weight_kg").text
    assert "hidden" not in reader.with_id("glossary").text


def test_examples_show_what_came_of_them() -> None:
    """An example says in words whether it passed, what came out and what differs."""
    reader = Reader(page())
    passed = reader.with_id("example-determination-approved")
    assert passed.text.startswith("✓ approved approve, 6 · 1 Everything is met Given Request type")
    assert "open" not in passed.attributes
    failed = reader.with_id("example-determination-not+of+age")
    assert failed.text.startswith("✗ Fail not of age needs information")
    assert "Unmet: expected I.A.2.b, got none" in failed.text
    assert "Result Status: needs information" in failed.text
    assert "open" in failed.attributes


def test_an_example_without_a_result_says_so() -> None:
    """An example that was not run is neither passed nor failed."""
    text = Reader(emit(told(PROGRAM, RESULTS[:1]))[PAGE_PATH])
    assert "Not run" in text.with_id("example-determination-not+of+age").text
    assert "1 of 2 examples pass" in text.every("header")[0].text


def test_what_most_examples_give_is_said_once() -> None:
    """What most examples of a sheet give stands above them; each then says where it differs."""
    first, second = PROGRAM.examples
    given = (("request_type", "initial"), ("age_years", Decimal(17)))
    third = dataclasses.replace(second, case="too young", given=given)
    program = dataclasses.replace(PROGRAM, examples=(first, second, third))
    reader = Reader(emit(told(program))[PAGE_PATH])
    (above,) = [each for each in reader.every("div") if each.attributes.get("class") == "usual"]
    assert above.text == "Given in each, unless it says otherwise: Request type: initial"
    assert "Request type" not in reader.with_id("example-determination-approved").text
    assert "Request type: not given" in reader.with_id("example-determination-not+of+age").text
    assert "Given Age: 17 years Expected" in reader.with_id("example-determination-too+young").text


def test_the_page_names_its_source() -> None:
    """Digest, workbook and the day from which it is in force are on the page."""
    reader = Reader(page())
    assert DIGEST in reader.every("footer")[0].text
    assert "sample/2025.xlsx" in reader.every("footer")[0].text
    assert reader.every("time")[0].attributes["datetime"] == "2025-08-01"
    assert reader.every("time")[0].text == "1 August 2025"


def test_a_draft_says_that_it_is_one() -> None:
    """A version without a day from which it is in force is called a draft."""
    policy = dataclasses.replace(PROGRAM.policy, in_force_from=None)
    program = dataclasses.replace(PROGRAM, policy=policy)
    text = Reader(emit(told(program, RESULTS))[PAGE_PATH])
    assert "Draft: not in force on any day" in text.every("header")[0].text


def test_blocks_that_are_not_there_leave_no_heading() -> None:
    """A workbook with tables alone gives a page without empty sections or dead links."""
    program = dataclasses.replace(
        PROGRAM, examples=(), impossible=(), revisions=(), references=(), information=()
    )
    reader = Reader(emit(told(program, ()))[PAGE_PATH])
    gone = {"examples", "impossible", "revisions", "references", "information"}
    assert gone.isdisjoint(reader.ids())
    assert gone.isdisjoint(each.attributes["href"][1:] for each in reader.every("a"))
    assert "No examples" in reader.every("header")[0].text


def test_the_index_lists_versions_newest_first() -> None:
    """The index names each policy once, with its drafts first and every last day worked out."""
    rows = Reader(index()).every("tr")[1:]
    open_end = "until the day before the next version is in force"
    until_july = "In force from 4 September 2024 to 31 July 2025, that day included"
    assert [row.text.split(" 3f2a")[0] for row in rows] == [
        "Version 2026 Draft: not in force on any day 9 May 2025 All 2 examples pass",
        f"Version 2025 In force from 1 August 2025, {open_end} 9 May 2025 1 of 2 examples pass",
        f"Version 2024 {until_july} 9 May 2025 All 2 examples pass",
    ]
    assert [each.text for each in Reader(index()).every("h2")] == ["XY.1 New title"]
    links = [each.attributes["href"] for each in Reader(index()).every("a")[1:]]
    assert links == ["xy_1/v2026.html", "xy_1/v2025.html", "xy_1/v2024.html"]
