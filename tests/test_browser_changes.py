"""The page of what changed in a real browser: access, paper, a phone, and nothing asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tablewright.emit.changes import emit
from tests.html_browser import OVERFLOWING, kept, launched, opened
from tests.system import lacking
from tests.test_changes_kadcyla import found

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHEETS = 6


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as ready:
        yield ready


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the two versions in the repository."""
    ((name, text),) = emit(found()).items()
    path = tmp_path_factory.mktemp("changes") / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_breaks_no_rule_of_access(browser: Browser, page: Path, scheme: str) -> None:
    """The rules of accessibility that a program can check are all kept, light and dark."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
    except ImportError:
        lacking("needs axe-playwright-python, which is not installed")
    with opened(browser, page, scheme=scheme) as seen:
        report = Axe().run(seen.page)
        assert report.violations_count == 0, report.generate_report()
        kept(seen.page, f"changes-{scheme}")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_its_window(browser: Browser, page: Path, width: int) -> None:
    """Nothing is wider than the window, on a phone neither; nothing is asked for or logged."""
    with opened(browser, page, width=width) as seen:
        assert seen.page.evaluate(OVERFLOWING) == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert (seen.asked, seen.log) == ([page.as_uri()], [])
        kept(seen.page, f"changes-{width}")


def test_both_sides_are_labelled_on_a_phone(browser: Browser, page: Path) -> None:
    """Where the columns stand below each other, each cell says of which version it is."""
    label = "getComputedStyle(document.querySelector('td[data-version]'), '::before').content"
    with opened(browser, page, width=360) as seen:
        assert "2024" in seen.page.evaluate(label)


def test_it_is_short_on_paper(browser: Browser, page: Path) -> None:
    """It prints on a few sheets, and nothing is cut at the side."""
    with opened(browser, page, script=False) as seen:
        printed = seen.page.pdf(format="A4", print_background=True)
        assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= SHEETS
        seen.page.emulate_media(media="print")
        seen.page.set_viewport_size({"width": 703, "height": 1000})
        assert seen.page.evaluate(OVERFLOWING) == []
