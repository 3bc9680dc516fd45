"""From the title row of a block to its title and options.

Options are `name | value` pairs; knows which a block takes, not what they say.
"""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import STRAY_TEXT, UNKNOWN_KEYWORD, UNREADABLE_CELL
from tablewright.diagnostics.model import CellSpan, Code, Diagnostic
from tablewright.diagnostics.suggest import nearest
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import TITLE_IS_OPTIONAL, TITLED, options_of, plain
from tablewright.syntax.rows import text_of

_TITLE_COLUMN = 2
_FIRST_OPTION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of the title row, under its name in the notation."""

    name: str
    cell: Cell
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title of a block, empty when it has none, with its address and options."""

    text: str
    at: CellSpan
    options: tuple[Option, ...]

    def option(self, name: str) -> Option | None:
        """The option with this name."""
        return next((option for option in self.options if option.name == name), None)


def read_title(block: Block) -> tuple[Title, tuple[Diagnostic, ...]]:
    """The title row, and what is wrong with it."""
    findings: list[Diagnostic] = []
    cell = block.title.cell(_TITLE_COLUMN)
    at = block.place(block.title, _TITLE_COLUMN)
    text = text_of(cell)
    if block.keyword not in TITLED:
        if cell is not None:
            findings.append(
                _finding(STRAY_TEXT, at, f"A `{block.keyword}` block has no title.", "Clear it.")
            )
    elif not text and block.keyword not in TITLE_IS_OPTIONAL:
        help_ = "Write its name in the cell to the right of the keyword."
        findings.append(
            _finding(UNREADABLE_CELL, at, f"This `{block.keyword}` block has no name.", help_)
        )
    options: list[Option] = []
    last = max(cell.column for cell in block.title.cells)
    for column in range(_FIRST_OPTION, last + 1, 2):
        option, finding = _read_option(block, column)
        options += [option] if option is not None else []
        findings += [finding] if finding is not None else []
    return Title(text=text, at=at, options=tuple(options)), tuple(findings)


def _read_option(block: Block, column: int) -> tuple[Option | None, Diagnostic | None]:
    """An option; a misspelt one is a finding, and read as it was meant."""
    name, value = block.title.cell(column), block.title.cell(column + 1)
    if name is None and value is None:
        return None, None
    at, written = block.place(block.title, column), text_of(name)
    known = options_of(block.keyword)
    exact = next((option for option in known if plain(option) == plain(written)), None)
    meant = exact or nearest(written, known)
    finding = None
    if exact is None:
        said = f"`{written}`" if written else "This"
        action = f"Did you mean `{meant}`?" if meant else _choice(known)
        message = f"{said} is no option of a `{block.keyword}` block."
        finding = _finding(UNKNOWN_KEYWORD, at, message, action)
    elif value is None:
        message = f"`{exact}` has no value."
        finding = _finding(UNREADABLE_CELL, at, message, "Write it in the next cell.")
    if meant is None or value is None:
        return None, finding
    return Option(name=meant, cell=value, text=text_of(value)), finding


def _choice(known: tuple[str, ...]) -> str:
    if not known:
        return "Clear the cell; the title row takes nothing here."
    return f"The title row takes: {', '.join(known)}."


def _finding(code: Code, at: CellSpan, message: str, action: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, workbook=at.workbook, primary=at, help=action)
