"""What reading a cell gives: the thing read, or every fault found in it. Knows no sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from tablewright.diagnostics.model import CellSpan, Code, Diagnostic
from tablewright.source.grid import Cell

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault in a cell: the fact, an action, and the characters of the text it is about."""

    code: Code
    message: str
    help: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Good(Generic[T_co]):
    """The cell was read."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Faults:
    """The cell could not be read: at least one fault, in the order of the text."""

    faults: tuple[Fault, ...]


Parsed: TypeAlias = Good[T] | Faults


def to_diagnostic(fault: Fault, label: str, sheet: str, cell: Cell) -> Diagnostic:
    """The fault as a finding on `cell` of the workbook called `label`."""
    span = CellSpan(
        workbook=label,
        sheet=sheet,
        top=cell.row,
        left=cell.column,
        bottom=cell.row,
        right=cell.column,
    )
    text = cell.value if isinstance(cell.value, str) else ""
    part = text[fault.start : fault.end]
    # The place helps only where it is a part of a longer text.
    where = f"at character {fault.start + 1} of the cell: `{part}`"
    return Diagnostic(
        code=fault.code,
        message=fault.message,
        workbook=label,
        primary=span,
        notes=(where,) if part and part.strip() != text.strip() else (),
        help=fault.help,
    )
