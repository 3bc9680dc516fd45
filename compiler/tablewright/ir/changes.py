"""What changed between two versions: data that the comparison fills and that pages and texts show.

The rows of the sheets, side by side; the requests whose answer changes are in `effects`. All texts
are ready to be shown, values in the analyst's words. Knows no layout.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.effects import Question, Verdict

# -- rows ------------------------------------------------------------------------------------------


class Nature(StrEnum):
    """What a change of a cell touches."""

    MEANING = "meaning"  # what is asked or answered
    CITATION = "citation"  # the passage that is cited
    WORDING = "wording"  # only what people read


class Deed(StrEnum):
    """What happened to a row or block."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell before and after, under its heading; one that is missing is empty and has no place."""

    heading: str
    old: str
    new: str
    nature: Nature
    old_at: CellSpan | None = None
    new_at: CellSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A rule, item, name, code or line of text. Of an added or removed one, `cells` are all it has.

    `moved` says that it stands elsewhere among the rows that stayed; `place` is the row it belongs
    to now, such as the group of an item. `ordered` says that the place has a meaning. `code_name`
    is that of a name of the Glossary, as it is now or was last; `reads` are the names that the row
    asks about in either version.
    """

    deed: Deed
    old_name: str = ""
    new_name: str = ""
    code_name: str = ""
    says: str = ""  # the row in one phrase, where a name alone tells a reader little
    reads: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()
    moved: bool = False
    ordered: bool = False
    old_place: str = ""
    place: str = ""
    old_at: CellSpan | None = None
    new_at: CellSpan | None = None

    @property
    def renamed(self) -> bool:
        """Whether it has another name or id than before."""
        return self.deed is Deed.CHANGED and self.old_name != self.new_name

    @property
    def nature(self) -> Nature:
        """The weightiest change of the row."""
        told = {cell.nature for cell in self.cells}
        if self.deed is not Deed.CHANGED or self.old_place != self.place:
            told.add(Nature.MEANING)
        if self.moved:
            told.add(Nature.MEANING if self.ordered else Nature.WORDING)
        return next((each for each in Nature if each in told), Nature.WORDING)


class BlockKind(StrEnum):
    """The blocks of a workbook that are compared."""

    POLICY = "Policy"
    GLOSSARY = "Glossary"
    TABLE = "Decision table"
    CHECKLIST = "Checklist"
    VALUE_SET = "Value set"
    IMPOSSIBLE = "Impossible"
    EXAMPLES = "Examples"
    TEXT = "Text"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """A block in which something changed. `settings` are of the block itself, such as its title.

    `same` counts the rows that are as they were. Tables, checklists and value sets have code names.
    """

    kind: BlockKind
    deed: Deed
    old_name: str = ""
    new_name: str = ""
    old_code: str = ""
    new_code: str = ""
    settings: tuple[CellChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    same: int = 0
    old_at: CellSpan | None = None
    new_at: CellSpan | None = None

    @property
    def name(self) -> str:
        """What it is called now, or was called."""
        return self.new_name or self.old_name

    @property
    def nature(self) -> Nature:
        """The weightiest change of the block; what examples and texts say has no effect."""
        told = {cell.nature for cell in self.settings} | {row.nature for row in self.rows}
        if self.kind in {BlockKind.EXAMPLES, BlockKind.TEXT}:
            return Nature.WORDING
        if self.deed is not Deed.CHANGED:
            return Nature.MEANING
        return next((each for each in Nature if each in told), Nature.WORDING)


# -- all of it -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One of the two versions. `name` tells it from the other wherever both are spoken of."""

    name: str
    number: str
    title: str
    version: str
    in_force_from: dt.date | None
    digest: str
    workbook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that changed. `summary` is all of it in a few sentences.

    `scope` says which requests the answers speak of.
    """

    old: Edition
    new: Edition
    summary: tuple[str, ...]
    blocks: tuple[BlockChange, ...]
    questions: tuple[Question, ...]
    scope: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether both say the same in every cell that is read, and answer the same."""
        same = all(each.verdict is Verdict.UNCHANGED for each in self.questions)
        return not self.blocks and same
