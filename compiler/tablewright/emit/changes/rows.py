"""The rows of the page: ready text, what of it is marked, and where it links to."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text; `marked` when the other version does not have it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text that leads to another page, or to none; `at` is the cell that it stands in."""

    text: str
    href: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A cell in both versions, the pieces that differ marked."""

    heading: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    nature: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A rule, item or name that changed; `deed` is one word: new, gone, changed, moved."""

    deed: str
    old: Link
    new: Link
    old_says: str
    new_says: str
    remarks: tuple[str, ...]
    nature: str
    cells: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSection:
    """A block of the workbook. `lines` stand in place of rows where rows would tell too much."""

    anchor: str
    title: str
    remark: str
    settings: tuple[CellRow, ...]
    rows: tuple[ChangeRow, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What one version answers."""

    version: str
    text: str
    rules: tuple[Link, ...]
    unmet: str
    met_by: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectCard:
    """One way in which answers change; `note` says what is special about it."""

    anchor: str
    old: str
    new: str
    note: str
    answers: tuple[AnswerRow, ...]
    always: tuple[tuple[str, str], ...]
    source: str
    given: tuple[tuple[str, str], ...]
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSection:
    """What came of asking both versions the same."""

    anchor: str
    title: str
    kind: str
    effects: tuple[EffectCard, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One of the two versions."""

    name: str
    href: str
    workbook: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the page says."""

    number: str
    title: str
    old: VersionRow
    new: VersionRow
    summary: tuple[Words, ...]
    blocks: tuple[BlockSection, ...]
    questions: tuple[QuestionSection, ...]
    unchanged: tuple[Link, ...]
    scope: tuple[str, ...]
