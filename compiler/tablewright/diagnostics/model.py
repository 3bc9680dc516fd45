"""What a finding is: a fact, the cells it concerns, and an action. Knows no wording, no layout."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How it counts: an error stops the build, a warning fails `check`, advice never fails."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: its number is never reused, its name says the offence."""

    number: str
    name: str
    severity: Severity
    title: str


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class CellSpan:
    """A rectangle of cells; rows and columns count from 1, both ends inside."""

    workbook: str
    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def range(self) -> str:
        """The rectangle as a spreadsheet writes it: `C7` or `B7:C9`."""
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def address(self) -> str:
        """Sheet and range, as comments in generated code cite it: `Dose!C7`."""
        return f"{self.sheet}!{self.range}"

    def __str__(self) -> str:
        """Workbook, sheet and range: `la_phar_229/2025.xlsx › Dose!C7`."""
        return f"{self.workbook} \u203a {self.address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A cell that a finding involves, with what it has to do with it."""

    span: CellSpan
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One concrete request, in the analyst's words, that shows the finding: (name, value) pairs."""

    given: tuple[tuple[str, str], ...]
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A finding. `workbook` is its label path; `primary` is None only when no cell can be named."""

    code: Code
    message: str
    workbook: str
    primary: CellSpan | None
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str = ""
    witness: Witness | None = None
