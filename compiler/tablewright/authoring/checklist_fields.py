"""The fields of a checklist: the test of each item is about the subject of its own row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tablewright.authoring import hints
from tablewright.authoring.field import TEXT, Choices, Field, Role, Use
from tablewright.authoring.heads import (
    COMBINE,
    body_field,
    columns_of,
    fixed_hint,
    heading_fields,
    title_fields,
)
from tablewright.authoring.known import NAMES, Known, conditions_on, format_of
from tablewright.syntax.blocks import Block
from tablewright.syntax.columns import Columns
from tablewright.syntax.rows import Row, text_of

_TEXTS = frozenset({"Item", "Cite", "Only if"})  # columns in which nothing may be reformed
_INDENTED = frozenset({"Item", "Criterion"})
_NOTES = frozenset({"Evidence", "If not met"})


def checklist_fields(block: Block, known: Known) -> Iterator[Field]:
    """Every field of a checklist."""
    yield from title_fields(block, known)
    if not block.rows:
        return
    yield from heading_fields(block, block.rows[0], Role.HEADING, {})
    columns = columns_of(block)
    for column in columns.columns:
        plain_use = _use(block, column.heading, known)
        yield body_field(block, block.rows[-1].number + 1, column.number, plain_use)
        for row in columns.rows:
            use = _of_row(block, columns, row, column.heading, known)
            top = row.number
            yield Field(top=top, bottom=top, column=column.number, use=use)


def _use(block: Block, heading: str, known: Known) -> Use:
    """What a column is for in a row that says nothing yet."""
    choices = None
    if heading == "Combine":
        choices = COMBINE
    elif heading == "Subject":
        choices = Choices(listed=NAMES)
    elif heading == "Kind" and known.kinds:
        choices = Choices(words=known.kinds)
    return Use(
        role=Role.NOTE if heading in _NOTES else Role.CELL,
        number_format=TEXT if heading in _TEXTS else "",
        choices=choices,
        hint=fixed_hint(block.keyword, heading),
    )


def _of_row(block: Block, columns: Columns, row: Row, heading: str, known: Known) -> Use:
    """The same in a row with an item: its depth shows, and its test is about its subject."""
    use = _use(block, heading, known)
    subject = columns.cell(row, "Subject") if heading == "Test" else None
    symbol = known.symbol(block, subject)
    if symbol is not None:
        use = replace(
            use,
            number_format=format_of(symbol),
            choices=conditions_on(symbol, known),
            hint=hints.condition_hint(symbol),
        )
    depth = text_of(columns.cell(row, "Item")).count(".")
    if not depth and use.role is Role.CELL:
        use = replace(use, role=Role.GROUP)
    return replace(use, indent=depth if heading in _INDENTED else 0)
