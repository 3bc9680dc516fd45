"""The registry of findings, their pages, their order, and the did-you-mean."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.diagnostics.order import in_order
from tablewright.diagnostics.suggest import nearest
from tests.sample_findings import FINDINGS, LABEL, WORKBOOK, span

PAGES = Path(__file__).parent.parent / "docs" / "checks"
HEADINGS = ["## What it means", "## Why it matters", "## How to mend it", "## Example"]


def test_every_code_is_registered_once() -> None:
    """No constant is left out of the registry, and no number or name is given twice."""
    constants = [value for value in vars(codes).values() if isinstance(value, Code)]
    assert set(constants) == set(codes.REGISTRY)
    assert len({code.number for code in codes.REGISTRY}) == len(codes.REGISTRY)
    assert len({code.name for code in codes.REGISTRY}) == len(codes.REGISTRY)
    assert sorted(codes.REGISTRY, key=lambda code: code.number) == list(codes.REGISTRY)


@pytest.mark.parametrize("code", codes.REGISTRY, ids=lambda code: code.name)
def test_codes_are_well_formed(code: Code) -> None:
    """A number is TW and three digits, a name kebab, a title one line without a full stop."""
    assert re.fullmatch(r"TW[1-9]\d\d", code.number)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
    assert re.fullmatch(r"[A-Z][^\n]*[^\n.]", code.title)


@pytest.mark.parametrize("code", codes.REGISTRY, ids=lambda code: code.name)
def test_every_code_has_a_page(code: Code) -> None:
    """The page has the code's title and the fixed headings, each with words below, and a grid."""
    text = (PAGES / f"{code.number}-{code.name}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {code.number} {code.name}\n\n{code.title}.\n")
    assert re.findall("^## .*$", text, re.MULTILINE) == HEADINGS
    assert all(section.strip() for section in re.split("^## .*$", text, flags=re.MULTILINE))
    assert " │ " in text.rpartition("## Example")[2]


def test_no_page_is_without_a_code() -> None:
    """A page of a finding that no longer exists is taken away."""
    expected = {f"{code.number}-{code.name}.md" for code in codes.REGISTRY}
    assert {path.name for path in PAGES.glob("TW*")} == expected


def test_findings_come_in_reading_order() -> None:
    """Findings go by workbook, then tab by tab as the tabs stand, row, column and code."""
    glossary = replace(FINDINGS[3], primary=span("Glossary", 1, 1))
    dose_late, dose_early = (replace(FINDINGS[3], primary=span("Dose", row, 1)) for row in (9, 8))
    right = replace(FINDINGS[3], primary=span("Dose", 8, 2))
    whole = replace(FINDINGS[0], workbook=LABEL)
    other = replace(FINDINGS[0], workbook="a.xlsx")
    mixed = (glossary, right, dose_late, whole, dose_early, other)
    expected = (other, whole, dose_early, right, dose_late, glossary)
    assert expected == in_order(mixed, {LABEL: WORKBOOK})


def test_a_reading_fault_met_twice_is_shown_once() -> None:
    """Two stages may see one fault of a cell; two unknown names in a cell are two findings."""
    reading = FINDINGS[4]
    unknown = replace(FINDINGS[4], code=codes.UNKNOWN_NAME)
    twice = (reading, replace(reading, message="In other words."), unknown)
    again = replace(unknown, message="Another name.")
    assert in_order((*twice, again), {}) == (reading, again, unknown)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("brest cancer", "breast cancer"),
        ("Breast  Cancer", "breast cancer"),
        ("BREAST CANCER", "breast cancer"),
        ("NSCL", "NSCLC"),
        ("melanoma", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_offered(word: str, expected: str | None) -> None:
    """A slip finds the word that was meant; a word of its own finds none."""
    assert expected == nearest(word, ("breast cancer", "NSCLC", "salivary gland tumor"))


def test_of_equally_near_words_the_first_is_offered() -> None:
    """The answer does not depend on anything but the order of the candidates."""
    assert nearest("rule 3", ("rule 1", "rule 2")) == "rule 1"
