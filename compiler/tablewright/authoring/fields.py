"""From the blocks of a workbook to their fields: what every cell of every block is for.

Reads what is there and judges nothing, so that a workbook with faults gets its drop-downs too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from tablewright.authoring import hints
from tablewright.authoring.checklist_fields import checklist_fields
from tablewright.authoring.field import DATE, TEXT, Choices, Field, Hint, Role, Use
from tablewright.authoring.heads import (
    body_field,
    columns_of,
    fixed_hint,
    heading_fields,
    title_fields,
)
from tablewright.authoring.known import Known
from tablewright.authoring.table_fields import impossible_fields, named_fields
from tablewright.ir.types import Kind
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import Keyword, plain
from tablewright.syntax.rows import text_of

_SINGLE = frozenset({Kind.YES_NO, Kind.DURATION})
_TYPES = (*Kind, *(f"list of {kind}" for kind in Kind if kind not in _SINGLE))
_GLOSSARY = {
    "Type": Choices(words=_TYPES, closed=True),
    "Blank means": Choices(words=("unknown", "nothing"), closed=True),
    "Asked of": Choices(words=("provider", "reviewer", "system")),
}
_KEYS = frozenset({"Name", "Code"})
_READERS = frozenset({"Question", "Meaning", "Source"})
_AS_TYPED = frozenset({"Name", "Code name", "Unit", "Allowed values", "Calculated as", "Code"})
_DATES = frozenset({"Approved on", "In force from", "In force until"})
_LABELS = frozenset({"Number", "Version"})


def fields_of(block: Block, known: Known) -> Iterator[Field]:
    """Every field of a block."""
    match block.keyword:
        case Keyword.POLICY:
            yield from _policy(block, known)
        case Keyword.GLOSSARY | Keyword.VALUE_SET:
            yield from _headed(block, known)
        case Keyword.TABLE | Keyword.EXAMPLES:
            yield from named_fields(block, known)
        case Keyword.CHECKLIST:
            yield from checklist_fields(block, known)
        case Keyword.IMPOSSIBLE:
            yield from impossible_fields(block, known)
        case Keyword.REVISIONS | Keyword.REFERENCES | Keyword.INFORMATION:
            yield from _text(block, known)
        case _:
            assert_never(block.keyword)


def _policy(block: Block, known: Known) -> Iterator[Field]:
    yield from title_fields(block, known)
    for row in block.rows:
        at = row.number
        key = next((key for key in hints.POLICY if plain(key) == plain(text_of(row.cell(1)))), "")
        yield Field(top=at, bottom=at, column=1, use=Use(role=Role.KEY))
        yield Field(top=at, bottom=at, column=2, use=_policy_use(key, known))


def _policy_use(key: str, known: Known) -> Use:
    choices, number_format = None, ""
    if key == "Version date":
        choices = Choices(words=known.dates)
    elif key == "Decision":
        choices = Choices(words=known.titles(Keyword.TABLE))
    elif key in _DATES:
        number_format = DATE
    elif key in _LABELS:
        number_format = TEXT
    hint = Hint(title=key, text=hints.POLICY[key]) if key else None
    return Use(role=Role.CELL, number_format=number_format, choices=choices, hint=hint)


def _headed(block: Block, known: Known) -> Iterator[Field]:
    yield from title_fields(block, known)
    if not block.rows:
        return
    yield from heading_fields(block, block.rows[0], Role.HEADING, {})
    for column in columns_of(block).columns:
        heading = column.heading
        role = Role.NOTE if heading in _READERS else Role.CELL
        use = Use(
            role=Role.KEY if heading in _KEYS else role,
            number_format=TEXT if heading in _AS_TYPED else "",
            choices=_GLOSSARY.get(heading) if block.keyword is Keyword.GLOSSARY else None,
            hint=fixed_hint(block.keyword, heading),
        )
        yield body_field(block, block.rows[0].number + 1, column.number, use)


def _text(block: Block, known: Known) -> Iterator[Field]:
    yield from title_fields(block, known)
    if not block.rows:
        return
    yield from heading_fields(block, block.rows[0], Role.HEADING, {})
    columns = {cell.column for row in block.rows for cell in row.cells}
    for column in sorted(columns):
        yield body_field(block, block.rows[0].number + 1, column, Use(role=Role.CELL))
