"""What a run of cells below each other is for: its style, its format, its choices, its message.

Data only; which fields a block has, and how a field is stored, are known elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tablewright.authoring.area import Area

TEXT = "@"  # what is typed stays as it was typed: 5.10, 00123, 1-2
DATE = "yyyy-mm-dd"


class Role(StrEnum):
    """The styles of ours, by their names in the gallery."""

    TITLE = "Tablewright title"
    ROLE = "Tablewright role"
    HEADING = "Tablewright heading"
    KEY = "Tablewright key"
    CELL = "Tablewright cell"
    OUTCOME = "Tablewright outcome"
    GROUP = "Tablewright group"
    NOTE = "Tablewright note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a drop-down offers: words, or what the named list holds at the time.

    Closed: anything else is questioned, never refused, for a cell may say more than a value.
    """

    words: tuple[str, ...] = ()
    listed: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What is said when a cell is selected."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What cells are for. `condition`: `-` in them stands for any value.

    `beside` something: the cell to the right is filled, so a long text has no room there.
    """

    role: Role
    number_format: str = ""
    choices: Choices | None = None
    hint: Hint | None = None
    indent: int = 0
    condition: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Cells of one column, from `top` to `bottom`. `grows`: rows are added at its end."""

    top: int
    bottom: int
    column: int
    use: Use
    grows: bool = False

    @property
    def area(self) -> Area:
        """Its cells."""
        return Area(top=self.top, left=self.column, bottom=self.bottom, right=self.column)
