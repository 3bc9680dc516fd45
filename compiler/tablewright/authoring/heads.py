"""The fields of a block's title row and headings, which are alike in every kind of block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tablewright.authoring import hints
from tablewright.authoring.field import Choices, Field, Hint, Role, Use
from tablewright.authoring.known import Known
from tablewright.ir.program import HitPolicy
from tablewright.syntax.blocks import Block
from tablewright.syntax.columns import Columns, HeadingRule, read_columns
from tablewright.syntax.keywords import Keyword, headings_of
from tablewright.syntax.rows import Row
from tablewright.syntax.titles import read_title

COMBINE = Choices(words=("all of", "any of", "at least 2 of", "none of"))
_OPTIONS = {
    "Hit policy": Choices(words=tuple(HitPolicy)),
    "Coverage": Choices(words=("complete", "partial because ")),
    "Met when": COMBINE,
}
_TITLE_COLUMN = 2


def columns_of(block: Block) -> Columns:
    """The columns under the fixed headings of a block."""
    known = frozenset(headings_of(block.keyword))
    columns, _ = read_columns(block, HeadingRule(required=(), repeated=known))
    return columns


def title_fields(block: Block, known: Known) -> Iterator[Field]:
    """The title row: a band as wide as the block, with choices where an option has its value."""
    title, _ = read_title(block)
    options = {option.cell.column: option.name for option in title.options}
    for column in range(1, _width(block) + 1):
        use = Use(role=Role.TITLE, beside=block.title.cell(column + 1) is not None)
        if column in options:
            name = options[column]
            hint = Hint(title=name, text=hints.OPTIONS[name])
            use = replace(use, choices=_OPTIONS.get(name), hint=hint)
        elif column == _TITLE_COLUMN and block.keyword is Keyword.EXAMPLES:
            choices = Choices(words=known.titles(Keyword.TABLE))
            hint = Hint(title="Decision table", text="The table that these cases are put to.")
            use = replace(use, choices=choices, hint=hint)
        yield Field(top=block.title.number, bottom=block.title.number, column=column, use=use)


def heading_fields(block: Block, row: Row, role: Role, uses: dict[int, Use]) -> Iterator[Field]:
    """A row of headings as wide as the block; some are of more use than others."""
    for column in range(1, _width(block) + 1):
        use = uses.get(column, Use(role=role))
        yield Field(top=row.number, bottom=row.number, column=column, use=use)


def body_field(block: Block, first: int, column: int, use: Use) -> Field:
    """A column from a row on to the end of the block."""
    bottom = block.rows[-1].number if block.rows else block.title.number
    return Field(top=first, bottom=bottom, column=column, use=use, grows=True)


def role_use(block: Block, role: str) -> Use:
    """A cell that says what its column is for."""
    return Use(
        role=Role.ROLE,
        choices=Choices(words=headings_of(block.keyword), closed=True),
        hint=Hint(title=role, text=hints.ROLES[role]),
    )


def name_use(choices: Choices, text: str) -> Use:
    """A heading that is a name."""
    return Use(role=Role.HEADING, choices=choices, hint=Hint(title="Name", text=text))


def fixed_hint(keyword: Keyword, heading: str) -> Hint | None:
    """What is said about a column of the notation itself."""
    text = hints.HEADINGS.get(keyword, {}).get(heading)
    return Hint(title=heading, text=text) if text else None


def _width(block: Block) -> int:
    return max(cell.column for row in (block.title, *block.rows) for cell in row.cells)
