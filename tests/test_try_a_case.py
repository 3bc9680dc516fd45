"""Trying a case in the page, in a real browser: by keyboard, with every type, kept and shared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tablewright.cli import main
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tablewright.trials.code import code_of
from tablewright.trials.examples import run
from tests.generated_answers import ROOT, VERSIONS
from tests.grids import workbook_of
from tests.hostile_workbook import TEXTS, Part, hostile
from tests.html_browser import OVERFLOWING, kept, launched, opened
from tests.script_answers import as_case, both
from tests.system import lacking
from tests.test_kinds_agree import EVERY, Kinds
from tests.try_page import Tried, page_of, tried

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | 2025
In force from | 2025-01-01
In force until | 2025-12-31
Version date | Request date
Decision | Answer

== Glossary ==
Glossary
Name | Type | Unit | Allowed values | Blank means | Asked of | Question
Request date | date | | | | clerk | On which day was it asked?
Sure | yes/no | | | | clerk | Is it sure?
Color | text | | red, green, blue, brown | | clerk |
Dose | number | mg | (0..500] | | doctor | How much is one dose?
Boxes | whole number | boxes | [0..20] | | doctor | How many boxes?
Marks | list of text | | early, late | | doctor | Which marks are there?
Code | code | | | nothing | doctor | Which code, if there is one?
Result | text | | approve, refer, pend
Months | whole number | months | | nothing

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | If | Then | Then | Cite
| Fit | Color | Marks | Code | Result | Months
1 | met | red, blue | has none of late | - | approve | 6 | A.1
2 | met | - | - | C1 | pend | | A.2
Otherwise | - | - | - | - | refer | |

== Fit ==
Checklist | Fit | Met when | all of
Item | Combine | Subject | Test | Cite | Criterion | Evidence
1 | | Sure | yes | I.A | It is sure. | A letter
2 | any of | | | I.B | The amount fits. |
2.a | | Dose | <= 3.6 | | A small dose. | The order
2.b | | Boxes | >= 10 | | Many boxes. | The order

== Cases ==
Examples | Answer
Case | Given | Given | Given | Given | Given | Given | Expect | Expect | Expect | Expect | Expect \
| Expect | Why
| Request date | Sure | Color | Dose | Marks | Code | Result | Months | Status | Rule | Missing \
| Unmet
red | 2025-08-01 | yes | red | 3.6 | empty | | approve | 6 | decided | 1 | none | none | As it is
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small policy."""
    return page_of(program(POLICY), tmp_path_factory.mktemp("page"))


def program(text: str) -> Program:
    """The program of a workbook without findings."""
    lowered = lower(workbook_of(text, "small.xlsx"))
    assert lowered.program is not None, lowered.diagnostics
    return lowered.program


# -- the form


def test_nothing_is_said_until_it_is_said(browser: Browser, sample: Path) -> None:
    """Every question begins as unknown, or as none where a blank means that, and says so."""
    with tried(browser, sample) as page:
        assert page.case == {}
        assert page.place.get_by_role("radio", name="unknown", checked=True).count() == 2
        assert page.place.locator("#try-color").input_value() == "unknown"
        for name in ("Dose", "Boxes", "Request date"):
            button = page.place.get_by_role("button", name=f"{name}: unknown")
            assert button.get_attribute("aria-pressed") == "true"
        none = page.place.get_by_role("button", name="Code: none")
        assert none.get_attribute("aria-pressed") == "true"
        assert page.verdict.startswith("Needs information: ")
        assert "Which code" not in page.answer


def test_a_case_is_said_and_kept_by_keyboard_alone(browser: Browser, sample: Path) -> None:
    """Every field is reached with Tab and filled with keys; the answer is there at each change."""
    with tried(browser, sample) as page:
        press = page.found.page.keyboard
        _tab_to(page, "Request date")
        press.type("08012025")
        _tab_to(page, "unknown")  # of the first question with buttons
        press.press("ArrowRight")
        _tab_to(page, "Color")
        press.type("red")
        _tab_to(page, "Dose")
        press.type("3.60")
        _tab_to(page, "early")
        press.press("Space")
        assert page.verdict == "Decided: approve, 6 months."
        _tab_to(page, "Copy JSON")
        press.press("Enter")
        kept_text = page.place.locator("#try-kept").input_value()
        assert json.loads(kept_text) == {
            "request_date": "2025-08-01",
            "sure": True,
            "color": "red",
            "dose": "3.60",
            "marks": ["early"],
        }
        row = page.found.page.locator("tr[aria-current=true]")
        assert row.get_attribute("id") == "rule-answer-1"
        assert "answers your case" in row.inner_text()


def _tab_to(page: Tried, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    named = """() => {
      const e = document.activeElement;
      if (!e.closest("#try")) return "";
      const label = e.labels && e.labels.length ? e.labels[0].textContent : e.textContent;
      return (e.getAttribute("aria-label") || label).trim();
    }"""
    for _ in range(120):
        page.found.page.keyboard.press("Tab")
        if page.found.page.evaluate(named) == name:
            return
    pytest.fail(f"Tab does not reach {name}")


def test_a_choice_is_taken_back_to_unknown(browser: Browser, sample: Path) -> None:
    """Each field has a way back, and a list that holds nothing is not an unknown one."""
    with tried(browser, sample) as page:
        page.load({"sure": True, "dose": 2, "boxes": 3, "marks": [], "code": "C1"})
        assert page.case == {"sure": True, "dose": "2", "boxes": 3, "marks": [], "code": "C1"}
        for name in ("Dose: unknown", "Boxes: unknown", "Code: none"):
            page.place.get_by_role("button", name=name).click()
        for name in ("Sure", "Marks"):
            page.place.get_by_role("group", name=name).get_by_label("unknown").check()
        assert page.case == {}


def test_a_day_that_is_half_typed_is_not_unknown(browser: Browser, sample: Path) -> None:
    """A field that holds something unreadable is a problem, and nothing is answered."""
    with tried(browser, sample) as page:
        page.field("Request date").focus()
        page.found.page.keyboard.type("08")
        page.field("Color").focus()
        assert page.verdict == "The case cannot be read: 1 problem."
        assert list(page.faults) == ["request_date"]


def test_what_is_wrong_stands_at_its_field(browser: Browser, sample: Path) -> None:
    """A problem is told at its field, and in full in place of an answer, in the module's words."""
    with tried(browser, sample) as page:
        page.field("Dose").fill("500.1")
        page.field("Boxes").fill("1.5")
        assert page.faults == {
            "dose": "'500.1' is not number (0..500]",
            "boxes": "'1.5' is not whole number [0..20]",
        }
        assert "dose (Dose): '500.1' is not number (0..500] [Glossary!A6]" in page.answer
        assert "boxes (Boxes): '1.5' is not whole number [0..20] [Glossary!A7]" in page.answer
        dose = page.field("Dose")
        assert dose.get_attribute("aria-invalid") == "true"
        assert "try-dose-fault" in str(dose.get_attribute("aria-describedby"))
        assert not page.place.get_by_role("button", name="Copy JSON").is_visible()
        dose.fill("500")
        page.field("Boxes").fill("")
        assert page.faults == {}
        assert dose.get_attribute("aria-invalid") is None


def test_what_cannot_be_in_a_case_is_left_out_and_told(browser: Browser, sample: Path) -> None:
    """A case that was saved elsewhere is not changed in silence."""
    with tried(browser, sample) as page:
        page.load({"color": "violet", "dos": 3, "boxes": 4})
        assert page.case == {"boxes": 4}
        told = page.place.locator(".try-notice").inner_text()
        assert "'violet' is not one of red, green, blue, brown" in told
        assert "'dos' is no input of this policy; did you mean dose?" in told
        page.load({"color": "<img src=x onerror=alert(1)>"})
        assert "'<img src=x onerror=alert(1)>'" in page.place.locator(".try-notice").inner_text()
        page.load('{"boxes": 4, "boxes": 5}')
        assert "boxes is given twice" in page.place.locator(".try-notice").inner_text()


@pytest.mark.parametrize("kinds", EVERY, ids=lambda kinds: kinds.name)
def test_every_type_has_its_field(browser: Browser, kinds: Kinds, tmp_path: Path) -> None:
    """Whatever a case can say, the form says it, and gives it back as it was."""
    path = page_of(kinds.program, tmp_path)
    whole = {n.code_name for n in kinds.program.inputs if n.type.kind.value == "whole number"}
    with tried(browser, path) as page:
        for at in range(max(map(len, kinds.values.values()))):
            values = {name: each[at % len(each)] for name, each in kinds.values.items()}
            case = {
                name: _as_int(value) if name in whole else value
                for name, value in as_case(values).items()
            }
            ask = "text => tablewright.decide(text)"
            if "problems" in json.loads(page.found.page.evaluate(ask, json.dumps(case))):
                continue  # two ways to say the same that contradict each other
            page.load(case)
            told = page.decided()["request"]
            page.load(page.copied("Copy JSON"))
            assert page.decided()["request"] == told
            assert told.keys() == case.keys()


def _as_int(value: object) -> object:
    return int(value) if isinstance(value, str) else value


# -- the answer


def test_the_answer_says_why_and_what_is_missing(browser: Browser, sample: Path) -> None:
    """What is met, what is not, what is unknown, what to ask and of whom, what can still come."""
    with tried(browser, sample) as page:
        page.load({"sure": True, "color": "red", "marks": [], "dose": 5})
        assert page.verdict == "Needs information: 1 question can change the answer."
        answer = page.answer
        assert "How many boxes?" in answer
        assert "Asked of doctor. Shown by: The order. Settles I.B." in answer
        assert "Still possible" in answer
        assert "Fit: unknown" in answer
        assert "1 met, 1 not met, 1 unknown" in answer
        page.place.get_by_role("button", name="Boxes", exact=True).click()
        page.found.page.keyboard.type("2")
        assert page.verdict == "Decided: refer."
        assert "I.B The amount fits." in page.answer


def test_another_version_is_pointed_at(browser: Browser, sample: Path) -> None:
    """A day on which this version is not in force is said, for another one may answer then."""
    with tried(browser, sample) as page:
        page.load({"request_date": "2026-01-01", "sure": False})
        assert "version 2025, which is not in force on 2026-01-01" in page.answer
        page.load({"request_date": "2025-12-31", "sure": False})
        assert "not in force" not in page.answer


def test_every_table_and_checklist_can_be_asked(browser: Browser, sample: Path) -> None:
    """The form asks the policy's decision first, and any other block by choice."""
    with tried(browser, sample) as page:
        page.load({"sure": True, "dose": 3})
        page.place.get_by_label("What to ask").select_option("Fit")
        assert page.verdict == "Decided: met."
        page.load({"sure": False})
        assert page.verdict == "Decided: not met."
        page.load({"sure": True, "dose": 3})
        page.place.get_by_label("What to ask").select_option("Answer")
        assert page.verdict.startswith("Needs information")


def test_an_example_is_a_start(browser: Browser, sample: Path) -> None:
    """An example of the workbook fills the form, which then can be changed or cleared."""
    with tried(browser, sample) as page:
        page.place.get_by_label("Start from an example").select_option("red")
        assert page.verdict == "Decided: approve, 6 months."
        assert page.case["marks"] == []
        page.field("Color").select_option("green")
        assert page.place.get_by_label("Start from an example").input_value() == "none"
        page.place.get_by_role("button", name="Clear everything").click()
        assert page.case == {}


# -- what is kept


def test_a_saved_case_is_one_for_the_command(browser: Browser, tmp_path: Path) -> None:
    """The file that is saved goes through `tablewright decide` as it is, and gets that answer."""
    version = VERSIONS[-1]
    path = page_of(both(version).program, tmp_path)
    with tried(browser, path) as page:
        menu = page.place.get_by_label("Start from an example")
        menu.select_option(index=30)
        with page.found.page.expect_download() as downloading:
            page.place.get_by_role("button", name="Save as JSON").click()
        file = tmp_path / downloading.value.suggested_filename
        downloading.value.save_as(file)
        expected = page.decided()
        expected["digest"] = version.module.VERSION.digest
    assert file.name == "case-la-phar-229-2025.json"
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        arguments = ["decide", "LA.PHAR.229", str(file), "--format", "json"]
        assert main([*arguments, "--out", str(ROOT / "generated")]) == 0
    assert json.loads(out.getvalue()) == expected


def test_a_link_carries_the_case_behind_its_hash(browser: Browser, sample: Path) -> None:
    """Who opens the link has the case and the table that was asked; no server sees any of it."""
    with tried(browser, sample) as page:
        page.load({"sure": True, "code": "a&b=#ü %", "marks": ["late"], "dose": "3.60"})
        page.place.get_by_label("What to ask").select_option("Fit")
        link, case, verdict = page.copied("Copy a link"), page.case, page.verdict
    address, _, fragment = link.partition("#")
    assert address == sample.as_uri()
    assert "?" not in address
    assert fragment
    with opened(browser, sample) as found:
        found.page.goto(link)
        found.page.reload()
        page = Tried(found=found)
        assert page.case == case
        assert page.verdict == verdict


ROWS = (
    {"request_date": "2025-08-01", "sure": True, "color": "red", "dose": "3.6", "marks": []},
    {"sure": False, "code": '=HYPERLINK("x")', "marks": ["early", "late"]},
    {"sure": True, "code": '- a, "b" c', "dose": "0.10"},
    {"request_date": "2025-08-01", "color": "blue", "code": "empty"},
)


@pytest.mark.parametrize("case", ROWS, ids=["decided", "formula", "signs", "open"])
def test_a_row_is_one_more_example(browser: Browser, sample: Path, case: dict[str, object]) -> None:
    """The row fits the columns of the block, is read as the same case, and passes as it stands."""
    with tried(browser, sample) as page:
        page.load(case)
        (row,) = csv.reader(io.StringIO(page.copied("Copy a row")), "excel-tab")
        said = page.decided()["request"]
    cells = [_typed(cell) for cell in row]
    text = f"{POLICY}{' | '.join(cells)}\n"
    ours = program(text)
    example = ours.examples[-1]
    assert example.case == "New case"
    assert not any(cell.startswith(("=", "+", "@")) for cell in row)
    given = as_case(dict(example.given))
    assert {name: _folded(value) for name, value in given.items()} == {
        name: _folded(value) for name, value in said.items()
    }
    assert run(ours, code_of(ours), example).passed


def _typed(cell: str) -> str:
    """A pasted cell as the grids of the tests write it: what is quoted stays a text."""
    escaped = cell.replace("\n", "\\n").replace("|", "/")
    return f"'{escaped}" if cell.startswith('"') else escaped


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def test_a_case_without_a_place_is_a_block_of_its_own(browser: Browser, sample: Path) -> None:
    """Where no block of examples has the columns, the headings come along and can be pasted."""
    with tried(browser, sample) as page:
        page.load({"sure": True, "boxes": 12, "color": "red", "marks": []})
        rows = [*csv.reader(io.StringIO(page.copied("Copy a row")), "excel-tab")]
    text = POLICY + "\n== More ==\n" + "\n".join(" | ".join(map(_typed, row)) for row in rows)
    ours = program(f"{text}\n")
    assert ours.layouts[-1].decision == "answer"
    assert dict(ours.examples[-1].given).keys() == {"sure", "boxes", "color", "marks"}
    assert run(ours, code_of(ours), ours.examples[-1]).passed


# -- everyone


READ_ONLY = frozenset({Part.READ, Part.FREE})
STATES: tuple[dict[str, object], ...] = (
    {},
    {"sure": True, "color": "red", "dose": "3.6", "marks": []},
    {"sure": True, "color": "violet", "dose": "-1"},
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_breaks_no_rule_of_access(browser: Browser, sample: Path, scheme: str) -> None:
    """Open, decided and wrong cases alike keep the rules that a program can check."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
    except ImportError:
        lacking("needs axe-playwright-python, which is not installed")
    with tried(browser, sample, scheme=scheme) as page:
        for number, case in enumerate(STATES):
            page.load(dict(case))
            page.field("Dose").fill(str(case.get("dose", "")))
            for summary in page.place.locator("summary").all():
                summary.click()
            report = Axe().run(page.found.page, context="#try")
            assert report.violations_count == 0, report.generate_report()
            kept(page.found.page, f"try-{number}-{scheme}")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_form_fits_its_window(browser: Browser, sample: Path, width: int) -> None:
    """Nothing of it is wider than a phone, and on paper it is not there."""
    with tried(browser, sample, width=width) as page:
        for number, case in enumerate(STATES):
            page.load(dict(case))
            page.copied("Copy a row") if number == 1 else None
            assert page.found.page.evaluate(OVERFLOWING) == []
            assert page.found.page.evaluate("document.documentElement.scrollWidth") <= width
            kept(page.found.page, f"try-{number}-{width}")
        page.load(dict(STATES[1]))
        page.found.page.emulate_media(media="print")
        assert not page.place.is_visible()
        assert not page.found.page.locator(".try-mark").is_visible()


def test_without_a_script_the_section_says_what_it_is(browser: Browser, sample: Path) -> None:
    """A reader without scripts reads that there is a form, and that it needs one."""
    with opened(browser, sample, script=False) as found:
        said = found.page.locator("#try").inner_text()
        assert "a form that answers a case" in said
        assert "needs a script" in said


SIGNS = frozenset('<{\\\u202e\u2028\U0001f4a9=`"')


def hostile_programs() -> Iterator[Program]:
    """The sample policy with one of these texts in every cell, as far as cells may hold it."""
    for text in TEXTS:
        if SIGNS & set(text) or len(text) > 4999:
            found = lower(hostile(text)).program or lower(hostile(text, READ_ONLY)).program
            if found is not None:
                yield found


UNSEEN = "[\\u0000-\\u0009\\u000b-\\u001f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]"


HOSTILE = tuple(hostile_programs())
BROADER = """place => [...place.querySelectorAll("*")].flatMap(each =>
  each.getBoundingClientRect().right > innerWidth + 1 ? [each.outerHTML.slice(0, 80)] : [])"""


@pytest.mark.parametrize("found", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_cell_text_stays_text(browser: Browser, found: Program, tmp_path: Path) -> None:
    """Hostile text in every cell runs nothing, hides nothing and breaks nothing of the form."""
    color = next(each for each in found.inputs if each.code_name == "color")
    with tried(browser, page_of(found, tmp_path), width=390) as page:
        page.load({"age_years": 20, "color": color.domain.members[0].text})
        assert page.case.keys() == {"age_years", "color"}
        assert page.place.locator("script, img, style, iframe").count() == 0
        shown = page.place.evaluate(f"place => /{UNSEEN}/.exec(place.innerText)")
        assert shown is None
        assert page.place.evaluate(BROADER) == []
