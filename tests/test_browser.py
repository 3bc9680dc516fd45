"""The generated pages in a browser: styled under their own policy, and no wider than a phone."""

from __future__ import annotations

import html
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pages import ROOT
from tests.system import program

PAGES = sorted((ROOT / "generated").rglob("*.html"))
WIDTHS = (360, 1280)

# A script runs in a copy of the page alone; the policy on styles stays the page's own.
POLICY = ("default-src &#39;none&#39;;", "default-src 'none';")
MEASURE = """<script>
const root = document.documentElement, screen = root.clientWidth;
const scrolls = e =>
  e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
const wide = [...document.body.querySelectorAll("*")].filter(
  e => e.getBoundingClientRect().right > screen + 1 && !scrolls(e.parentElement));
parent.postMessage({
  screen, width: root.scrollWidth, styled: getComputedStyle(root).getPropertyValue("--ink") !== "",
  wide: wide.slice(0, 5).map(e => `${e.tagName} ${e.id} ${e.textContent.slice(0, 40)}`),
  small: parseFloat(getComputedStyle(document.body).fontSize),
}, "*");
</script></body>"""
FRAME = """<!doctype html><iframe src="page.html" width="{width}" height="800" style="border:0">
</iframe><pre></pre><script>
addEventListener("message", e => {{
  document.querySelector("pre").textContent = JSON.stringify(e.data);
}});
</script>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page measures in a window of some width."""

    screen: int
    width: int
    styled: bool
    wide: list[str]
    small: float


def seen(page: Path, width: int, folder: Path) -> Seen:
    """The measures of a copy of the page, in a frame of that width."""
    text = page.read_text(encoding="utf-8")
    opened = [mark for mark in POLICY if mark in text]
    assert len(opened) == 1
    text = text.replace(opened[0], f"{opened[0]} script-src 'unsafe-inline';")
    (folder / "page.html").write_text(text.replace("</body>", MEASURE), encoding="utf-8")
    (folder / "frame.html").write_text(FRAME.format(width=width), encoding="utf-8")
    browser = program("chromium", "chromium-browser", "google-chrome")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    dumped = subprocess.run(
        [
            *(browser, *options, f"--user-data-dir={folder / 'profile'}"),
            *("--virtual-time-budget=10000", "--window-size=1400,900"),
            *("--dump-dom", (folder / "frame.html").as_uri()),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout
    found = re.search(r"<pre>(\{.*\})</pre>", dumped)
    assert found is not None, dumped
    return Seen(**json.loads(html.unescape(found[1])))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_page_fits_its_window(page: Path, width: int, tmp_path: Path) -> None:
    """A page is styled, readable and no wider than the window; what is wider scrolls by itself."""
    found = seen(page, width, tmp_path)
    assert found.styled
    assert found.small >= 14
    assert found.screen <= width
    assert (found.screen, []) == (found.width, found.wide)
