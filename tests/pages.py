"""Pages of documentation as data: code fences, tables, links and headings. Knows no notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)

_FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A block of code: what stands behind its backticks, its text, and the line it starts on."""

    info: str
    text: str
    line: int


Rows = tuple[dict[str, str], ...]


def name_of(page: Path) -> str:
    """The path of a page as a reader names it."""
    return page.relative_to(ROOT).as_posix()


def fences(page: str) -> tuple[Fence, ...]:
    """The code fences of a page, in order."""
    return tuple(
        Fence(
            info=found["info"].strip(),
            text=found["text"],
            line=page.count("\n", 0, found.start()) + 1,
        )
        for found in _FENCE.finditer(page)
    )


def tables(page: str) -> Iterator[Rows]:
    """The tables of a page, each as its rows by heading."""
    lines = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), page).splitlines()
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        if end - start > 1:
            headings, _, *rows = (_cells(line) for line in lines[start:end])
            yield tuple(dict(zip(headings, row, strict=True)) for row in rows)
        start = end + 1


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line.strip().strip("|"))]


def code(cell: str) -> str:
    """What stands between backticks in a cell of a table; empty when nothing does."""
    found = re.fullmatch(r"`(.+)`", cell)
    return found[1] if found else ""


def links(page: str) -> tuple[str, ...]:
    """The targets of the links of a page, outside its code."""
    prose = re.sub(r"`[^`\n]+`", "", _FENCE.sub("", page))
    return tuple(found["target"] for found in _LINK.finditer(prose))


def anchors(page: str) -> frozenset[str]:
    """What a link can point at: the headings in the form that a browser is given."""
    titles = (found["title"] for found in _HEADING.finditer(_FENCE.sub("", page)))
    return frozenset(
        re.sub(r"[^\w\- ]", "", title.casefold()).strip().replace(" ", "-") for title in titles
    )
