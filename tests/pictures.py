"""Pictures of sheets, as documentation draws them, made workbooks.

A picture has a line of column letters and a line for each row, number first; a line without a
number goes on in the cells of the row above it. `Sheet Name` opens another sheet. The pictures of
one page are one workbook told in pieces: each is read together with the blocks shown before it. A
block takes the place of an earlier one with its keyword and title, and decision tables take the
place of all earlier ones and their examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from tablewright.lower.workbook import Lowered, lower
from tablewright.source.grid import Workbook
from tests.grids import workbook_of
from tests.pages import Fence

LABEL = "demo/2025.xlsx"
PICTURES = frozenset({"text workbook", "text sheet", "text policies"})

_FRAME = "│"
_LETTERS = re.compile(r"[A-Z]+")
_SHEET = "Sheet "

Row = tuple[str, ...]
Block = tuple[Row, ...]
Key = tuple[str, str]
Sheets = tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a page has shown so far: its blocks, and the files beside the workbook."""

    blocks: Mapping[Key, Block] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def with_sheets(self, sheets: Sheets) -> Story:
        """What has been shown when these sheets are shown too."""
        new = {key_of(block): block for block in _blocks_of(sheets)}
        kept = {key: block for key, block in self.blocks.items() if key not in new}
        if any(keyword == "Decision table" for keyword, _ in new):
            ousted = {"Decision table", "Examples"}
            kept = {key: block for key, block in kept.items() if key[0] not in ousted}
        return Story(blocks={**kept, **new}, files=self.files)

    def lowered(self, sheets: Sheets) -> tuple[Workbook, Lowered]:
        """The sheets and all that was shown before, as a workbook and what it says."""
        whole = self.with_sheets(sheets)
        tables = [title for keyword, title in whole.blocks if keyword == "Decision table"]
        own = {key_of(block) for block in _blocks_of(sheets)}
        earlier = [
            (f"Shown before {number}", _answered_by(block, tables[0]))
            for number, (key, block) in enumerate(whole.blocks.items(), 1)
            if key not in own
        ]
        drawn = (*sheets, *earlier)
        texts = ("\n".join((f"== {name} ==", *map(" | ".join, rows))) for name, rows in drawn)
        workbook = workbook_of("\n".join(texts), LABEL)
        return workbook, lower(workbook, self.files)


def key_of(block: Block) -> Key:
    """The keyword of a block, and its title if it has one."""
    keyword, title, *_ = (*block[0], "", "")
    return keyword, title


def read_sheets(picture: str) -> Sheets:
    """The sheets of a picture by name, with their rows as typed."""
    sheets: list[tuple[str, tuple[Row, ...]]] = []
    name, lines = "Sheet1", list[str]()
    for line in picture.splitlines():
        if not line.startswith(_SHEET):
            lines.append(line)
            continue
        if any(each.strip() for each in lines):
            sheets.append((name, tuple(_rows(lines))))
        name, lines = line.removeprefix(_SHEET), []
    return (*sheets, (name, tuple(_rows(lines))))


def numbered_cells(picture: str) -> dict[str, str]:
    """The cells of a picture of some rows and columns of a sheet, by address."""
    header, *below = (line.partition(_FRAME)[::2] for line in picture.splitlines())
    letters = tuple(_LETTERS.finditer(header[1]))
    starts = [found.start() for found in letters]
    return {
        f"{letter[0]}{number.strip()}": cell
        for number, text in below
        for letter, cell in zip(letters, _cells(text, starts), strict=True)
    }


def _rows(lines: list[str]) -> Iterator[Row]:
    header, *below = (line.partition(_FRAME)[::2] for line in lines if line.strip())
    starts = [found.start() for found in _LETTERS.finditer(header[1])]
    rows: list[list[str]] = []
    for number, text in below:
        cells = _cells(text, starts)
        if number.strip():
            rows.append(cells)
            assert int(number) == len(rows), f"row {number} is row {len(rows)} of its picture"
        else:
            rows[-1] = [
                f"{above}\\n{more}" if more else above
                for above, more in zip(rows[-1], cells, strict=True)
            ]
    return (tuple(row) for row in rows)


def _cells(text: str, starts: list[int]) -> list[str]:
    for start in starts[1:]:
        assert not text[start - 2 : start].strip(), f"a cell runs into the next one: {text}"
    ends = [*starts[1:], max(len(text), *starts)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _blocks_of(sheets: Sheets) -> Iterator[Block]:
    for name, rows in sheets:
        if not name.startswith("Notes"):
            for filled, block in groupby(rows, key=any):
                if filled:
                    yield tuple(block)


def _answered_by(block: Block, table: str) -> Block:
    """A Policy block lets the decision table of the story answer; others stay as they are."""
    if block[0][0] != "Policy":
        return block
    return tuple(("Decision", table) if row[0] == "Decision" else row for row in block)


def story_of(shown: tuple[Fence, ...], until: Fence) -> Story:
    """What a page has shown before one of its fences; its files are all there from the start."""
    files = {
        fence.info.removeprefix("csv "): fence.text
        for fence in shown
        if fence.info.startswith("csv ")
    }
    story = Story(files=files)
    for fence in shown:
        if fence is until:
            break
        if fence.info in PICTURES:
            story = story.with_sheets(read_sheets(fence.text))
    return story
