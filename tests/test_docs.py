"""Links, Python and lists of findings in the pages of documentation."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tablewright.diagnostics.codes import REGISTRY
from tests.pages import PAGES, ROOT, Fence, anchors, fences, links, name_of

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
NOTATION = ROOT / "docs" / "notation.md"
SHOWN = [(page, fence) for page in PAGES for fence in fences(page.read_text(encoding="utf-8"))]
PYTHON = [
    pytest.param(f, id=f"{name_of(page)}:{f.line}") for page, f in SHOWN if f.info == "python"
]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link of a page leads to a file of the repository, and to a heading in it."""
    targets = [each for each in links(page.read_text(encoding="utf-8")) if "://" not in each]
    assert not [each for each in targets if not _exists(page, *each.partition("#")[::2])]


def _exists(page: Path, path: str, anchor: str) -> bool:
    there = (page.parent / path).resolve() if path else page
    if not there.exists() or not there.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(there.read_text(encoding="utf-8"))


@pytest.mark.parametrize("fence", PYTHON)
def test_python_is_python(fence: Fence) -> None:
    """What a page shows as Python can be read as Python."""
    ast.parse(fence.text)


def test_paths_of_the_instructions_are_there() -> None:
    """Every file that CONTRIBUTING.md names is there, with some name in place of `<name>`."""
    named = re.findall(r"`([\w.<>/-]+/[\w.<>/-]*|[\w-]+\.md)`", CONTRIBUTING.read_text("utf-8"))
    assert len(named) > 15
    assert not [path for path in named if not any(ROOT.glob(re.sub("<[a-z]+>", "*", path)))]


def test_every_finding_has_its_line() -> None:
    """The list of mistakes has every finding under its title, with a link to its page."""
    lines = NOTATION.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line.startswith("- [TW")]
    assert sorted(listed) == sorted(
        f"- [{code.number}](checks/{code.number}-{code.name}.md) {code.title}." for code in REGISTRY
    )
