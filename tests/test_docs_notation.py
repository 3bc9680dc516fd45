"""The pictures of the notation page are workbooks that do what they show."""

from __future__ import annotations

import pytest

from tablewright.diagnostics.render.text import render
from tablewright.syntax.keywords import Keyword, headings_of
from tests.notation_page import FAULTY, FENCES, FINDING, PAGE, SOUND, differences, rows_under
from tests.pages import Fence, code
from tests.pictures import PICTURES, Story, read_sheets, story_of

PICTURED = [pytest.param(fence, id=f"line {fence.line}") for fence in SOUND]


@pytest.mark.parametrize("fence", PICTURED)
def test_pictures_are_sound(fence: Fence) -> None:
    """A picture is read without a finding, with what is shown before it, and its examples pass."""
    _, lowered = story_of(FENCES, fence).lowered(read_sheets(fence.text))
    assert not [(each.message, each.help) for each in lowered.diagnostics]
    assert lowered.program is not None
    assert not differences(lowered.program)


@pytest.mark.parametrize(("fence", "finding"), FAULTY)
def test_mistakes_are_printed_as_shown(fence: Fence, finding: Fence) -> None:
    """The findings below a picture are, to the letter, what the picture gives."""
    workbook, lowered = story_of(FENCES, fence).lowered(read_sheets(fence.text))
    assert render(lowered.diagnostics, {workbook.label: workbook}) == finding.text


def test_the_first_workbook_is_whole() -> None:
    """The first picture needs nothing but itself: policy, glossary, one table, one example."""
    first = SOUND[0]
    assert first.info == "text workbook"
    sheets = read_sheets(first.text)
    keywords = [keyword for keyword, _ in Story().with_sheets(sheets).blocks]
    assert keywords == ["Policy", "Glossary", "Decision table", "Examples"]
    assert not Story().lowered(sheets)[1].diagnostics


def test_every_mark_is_known() -> None:
    """Every fence that is marked is a picture, a finding or a file beside the workbook."""
    marks = {fence.info for fence in FENCES}
    assert marks <= {*PICTURES, FINDING, "csv hospitals.csv"}


def test_every_block_is_pictured() -> None:
    """Each keyword of the notation stands in the table of keywords and in a picture."""
    shown = {
        keyword
        for fence in SOUND
        for keyword, _ in Story().with_sheets(read_sheets(fence.text)).blocks
    }
    listed = " ".join(row["Keyword"] for row in rows_under("Keyword", "Holds"))
    assert shown == {*Keyword}
    assert all(f"`{keyword}`" in listed for keyword in Keyword)


@pytest.mark.parametrize("keyword", [Keyword.GLOSSARY, Keyword.CHECKLIST])
def test_every_column_is_explained(keyword: Keyword) -> None:
    """Each heading of the Glossary and of checklists is in a table of columns."""
    explained = " ".join(row["Column"] for row in rows_under("Column", "Says"))
    assert not [each for each in headings_of(keyword) if f"`{each}`" not in explained]


def test_contents_are_complete() -> None:
    """The list at the top has every section, in order."""
    sections = [line[3:] for line in PAGE.splitlines() if line.startswith("## ")]
    listed = [line[3:].partition("]")[0] for line in PAGE.splitlines() if line.startswith("- [")]
    assert sections == listed[: len(sections)]


def test_policy_rows_are_all_explained() -> None:
    """The table of the Policy block has the rows that its picture has, but for the further one."""
    policy = next(
        blocks["Policy", ""]
        for fence in SOUND[1:]
        if ("Policy", "") in (blocks := Story().with_sheets(read_sheets(fence.text)).blocks)
    )
    explained = {code(row["Row"]) for row in rows_under("Row", "Says")}
    assert explained == {row[0] for row in policy[1:]} - {"Line of business"}
