"""A real browser for the tests of pages: what a page shows, asks for, logs and is measured as."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.system import lacking, program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Where a run keeps its screenshots; unset, it keeps none.
SHOTS = os.environ.get("TABLEWRIGHT_SHOTS", "")


@contextmanager
def launched() -> Iterator[Browser]:
    """The system's Chromium. It shows our own pages alone, so it may do without a sandbox."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("needs playwright, which is not installed")
    path = program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page in a window of its own, with every line of its log and every address it asked for."""

    page: Page
    log: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Browser, path: Path, *, width: int = 1280, scheme: str = "light", script: bool = True
) -> Iterator[Opened]:
    """The page of a file. Its content security policy is in force, as for every reader."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    found = Opened(page=context.new_page())
    found.page.on("console", lambda message: found.log.append(message.text))
    found.page.on("pageerror", lambda error: found.log.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(path.as_uri())
    yield found
    context.close()


def kept(page: Page, name: str) -> None:
    """Keep a screenshot among the artefacts of the run, if it keeps any."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


# What is wider than the window and does not scroll in a box of its own.
OVERFLOWING = """() => {
  const screen = document.documentElement.clientWidth;
  const scrolls = e => e
    && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > screen + 1 && !scrolls(e.parentElement))
    .slice(0, 5).map(e => `${e.tagName} ${e.id} ${e.textContent.slice(0, 40)}`);
}"""
