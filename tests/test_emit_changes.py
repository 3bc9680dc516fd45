"""The page of what changed: complete, marked by more than color, linked, harmless."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath

from tablewright.emit.changes import emit, page_name
from tablewright.emit.changes.marks import marked
from tablewright.ir.changes import Changes
from tests.edited_policy import changes_of
from tests.html_reading import Reader
from tests.pages import ROOT
from tests.test_emit_html_hostile import HOSTILE, spoiled

GENERATED = ROOT / "generated" / "la_phar_229"
LIMIT = ("| <= 3.6 mg/kg |", "| <= 3.5 mg/kg |")


@cache
def changed() -> Changes:
    """A limit, a wording and a formula changed, an item gone and a rule added."""
    return changes_of(
        LIMIT,
        ("At least two years old", "At least two full years old"),
        ("Dose / Weight", "2 * Dose / Weight"),
        ("2.b | | Severity | severe\n", ""),
        ("2 | met", "new | - | - | mild | pend | | A.1\n2 | met"),
    )


def page_of(changes: Changes) -> str:
    """The one file of the page."""
    (text,) = emit(changes).values()
    return text


def test_the_page_is_called_after_both_versions() -> None:
    """The file lies beside the pages of the versions, and its name says which two."""
    assert page_name("2024", "2025") == "changes_2024_2025.html"
    assert page_name("1.0", "Draft 2") == "changes_1_0_draft_2.html"
    assert [PurePosixPath("changes_2025_2025.html")] == list(emit(changed()))


def test_words_that_differ_are_marked() -> None:
    """Of two texts that are alike single words are marked, of others all of it."""
    old, new = marked("at least two years old", "at least two full years old")
    assert [piece.text for piece in old if piece.marked] == []
    assert [piece.text for piece in new if piece.marked] == ["full "]
    old, new = marked("<= 3.6 mg/kg", "<= 3.5 mg/kg")
    assert tuple([p.text for p in side if p.marked] for side in (old, new)) == (["3.6"], ["3.5"])
    old, new = marked("one thing", "something else")
    assert all(piece.marked for piece in (*old, *new))
    assert marked("", "new")[0] == ()


def test_both_versions_stand_side_by_side() -> None:
    """What one version alone has is struck through or underlined, not told by color alone."""
    page = page_of(changed())
    assert "&lt;= <del>3.6</del> mg/kg" in page
    assert "&lt;= <ins>3.5</ins> mg/kg" in page
    assert '<span class="deed">new</span>' in page
    assert '<span class="deed">gone</span>' in page
    assert "not there" in page
    assert "Tables!A15" in page


def test_requests_are_shown_with_both_answers() -> None:
    """Each way has both answers with their rules, what such requests share, and one request."""
    page = page_of(changed())
    for effect in changed().questions[0].effects:
        assert effect.count.removeprefix("in ") in page
    assert "All such requests" in page
    assert "For example, as the case a mild case, after" in page
    assert "Not settled" in page
    assert "What is proven to answer as before" in page


def test_links_lead_to_places_on_the_pages_of_the_versions() -> None:
    """Every link of the committed page leads to an id of its own or of a version's page."""
    text = (GENERATED / "changes_2024_2025.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="([^"#]*)#([^"]+)"', text))
    assert {"", "v2024.html", "v2025.html"} == {file for file, _ in targets}
    for file, anchor in targets:
        there = (GENERATED / file).read_text(encoding="utf-8") if file else text
        assert f'id="{anchor}"' in there, (file, anchor)


def test_the_newer_page_leads_to_it() -> None:
    """The first page of the newer version links to both versions side by side."""
    text = (GENERATED / "v2025.html").read_text(encoding="utf-8")
    assert 'href="changes_2024_2025.html"' in text


def test_hostile_text_stays_text() -> None:
    """What cells hold is shown as it is, whatever it looks like."""
    found = spoiled(changed())
    assert isinstance(found, Changes)
    page = page_of(found)
    assert kinds(page) == kinds(page_of(changed()))
    assert "<script" not in page
    assert "alert(1)" in page
    assert not set(page) & set("\u202e\u2066\u200b\x00\x1b\r")
    assert HOSTILE not in page


def kinds(page: str) -> set[tuple[str, tuple[str, ...]]]:
    """Every kind of element with the names of its attributes, dates aside."""
    elements = (each for each in Reader(page).elements if each.tag != "time")
    return {(each.tag, tuple(sorted(each.attributes))) for each in elements}


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """The policy of the page allows its own style and nothing else."""
    page = page_of(changed())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert "script-src" not in policy
    assert "default-src &#39;none&#39;" in policy
    assert not re.search(r"<(?:script|link|img|iframe|form)\b", page)
    assert " style=" not in page


def test_the_same_comparison_gives_the_same_page() -> None:
    """Nothing on the page depends on when or where it was made."""
    assert page_of(changed()) == page_of(changed())
    assert len(page_of(changed())) < 100_000
