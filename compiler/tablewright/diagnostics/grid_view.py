"""What showing a finding asks of a workbook: sheets in order, and what each cell shows.

The reader's workbook fits this shape; nothing here knows where it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class CellView(Protocol):
    """A cell as the sheet shows it."""

    @property
    def display(self) -> str:
        """The text in the cell."""


class SheetView(Protocol):
    """A sheet by name, its stored cells by (row, column), counted from 1."""

    @property
    def name(self) -> str:
        """The name on the tab."""

    @property
    def cells(self) -> Mapping[tuple[int, int], CellView]:
        """The stored cells."""


class WorkbookView(Protocol):
    """A workbook: its sheets in the order of their tabs."""

    @property
    def sheets(self) -> tuple[SheetView, ...]:
        """The sheets."""
