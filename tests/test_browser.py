"""The generated pages in a real browser: looks, access, paper, search, and nothing asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.html_browser import OVERFLOWING, kept, launched, opened
from tests.pages import ROOT
from tests.system import lacking

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = sorted((ROOT / "generated").rglob("*.html"))
NEWEST = ROOT / "generated" / "la_phar_229" / "v2025.html"
WIDTHS = (360, 768, 1280)
PAPERS = {"A4": (210, 297), "Letter": (216, 279)}  # millimetres
SHEETS = 12
BYTES = 400_000
# Examples are all alike: a few are looked into, and in the dark the others are left out.
SOME_OPEN = "document.querySelectorAll('details').forEach((d, i) => { d.open = i % 20 === 0; })"
SOME_LEFT = "document.querySelectorAll('details:nth-of-type(n + 4)').forEach(d => d.remove())"
EVERY_PAGE = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as found:
        yield found


@EVERY_PAGE
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_fits_its_window(browser: Browser, path: Path, width: int) -> None:
    """A page is styled, readable and no wider than the window; what is wider scrolls by itself."""
    with opened(browser, path, width=width) as found:
        page = found.page
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) >= 14
        kept(page, f"{path.parent.name}-{path.stem}-{width}")


@EVERY_PAGE
def test_a_page_loads_nothing_else(browser: Browser, path: Path) -> None:
    """A page asks for nothing but itself and writes nothing to the log."""
    with opened(browser, path) as found:
        assert found.asked == [path.as_uri()]
        assert found.log == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [NEWEST, ROOT / "generated" / "index.html"], ids=lambda p: p.stem)
def test_a_page_breaks_no_rule_of_access(browser: Browser, path: Path, scheme: str) -> None:
    """The rules of accessibility that a program can check are all kept, light and dark."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
    except ImportError:
        lacking("needs axe-playwright-python, which is not installed")
    with opened(browser, path, scheme=scheme) as found:
        found.page.evaluate(SOME_OPEN if scheme == "light" else SOME_LEFT)
        report = Axe().run(found.page)
        assert report.violations_count == 0, report.generate_report()
        kept(found.page, f"{path.stem}-{scheme}")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_newest_page_is_short_on_paper(browser: Browser, paper: str, tmp_path: Path) -> None:
    """The page prints on a dozen sheets, each with its number, and nothing is cut at the side."""
    with opened(browser, NEWEST) as found:
        printed = found.page.pdf(format=paper, print_background=True)
        (tmp_path / "page.pdf").write_bytes(printed)
        sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
        assert 1 < sheets <= SHEETS
        found.page.emulate_media(media="print")
        inner = round((PAPERS[paper][0] - 24) / 25.4 * 96)
        found.page.set_viewport_size({"width": inner, "height": 1000})
        assert found.page.evaluate(OVERFLOWING) == []


def test_the_newest_page_is_quick() -> None:
    """The newest page is small enough to mail."""
    assert NEWEST.stat().st_size < BYTES


def test_the_newest_page_shows_at_once(browser: Browser) -> None:
    """First content is there within a second, at least when the machine has time."""
    shown: list[float] = []
    for _ in range(3):
        with opened(browser, NEWEST) as found:
            paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            shown.append(found.page.evaluate(paint))
    assert min(shown) < 1000


def test_the_page_is_whole_without_script(browser: Browser) -> None:
    """Without script there is no search, and the form says what it needs; all else is there."""
    with opened(browser, NEWEST, script=False) as found:
        assert not found.page.locator("#search").is_visible()
        assert found.page.locator("#rule-determination-A1").is_visible()
        assert "needs a script" in found.page.locator("#try").inner_text()
        example = found.page.locator("details").first
        example.locator("summary").click()
        assert example.locator("ul").first.is_visible()


def test_search_works_by_keyboard(browser: Browser) -> None:
    """What is typed is found in rules, items and names; arrows and Enter lead there."""
    with opened(browser, NEWEST) as found:
        page = found.page
        page.locator("#search-text").focus()
        page.keyboard.type("oncologist consulted")
        assert "Oncologist consulted" in page.locator("#search-found a").first.inner_text()
        assert re.fullmatch(r"\d+ places found.*", page.locator("#search-count").inner_text())
        page.keyboard.press("ArrowDown")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#name-oncologist_consulted"
        assert not page.locator("#search-found").is_visible()
        page.locator("#search-text").focus()
        page.keyboard.press("Escape")
        assert not page.locator("#search-found").is_visible()
        page.locator("#search-text").fill("no such words in here")
        assert page.locator("#search-count").inner_text() == "0 places found"


def test_a_link_to_an_example_opens_it(browser: Browser) -> None:
    """A deep link to an example shows all of it."""
    with opened(browser, NEWEST) as found:
        found.page.goto(f"{NEWEST.as_uri()}#example-determination-3.61+mg~2f~kg")
        found.page.reload()
        opened_one = found.page.locator("details[open]")
        assert opened_one.count() == 1
        assert "3.61 mg/kg" in opened_one.inner_text()


def test_everything_can_be_reached_by_keyboard(browser: Browser) -> None:
    """The first stop leads to the content, and every stop shows where it is."""
    with opened(browser, NEWEST) as found:
        page = found.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        for _ in range(40):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "(e => [getComputedStyle(e).outlineStyle, e.getBoundingClientRect().width])"
                "(document.activeElement)"
            )
            assert seen[0] == "solid"
            assert seen[1] > 0
