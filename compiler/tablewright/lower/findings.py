"""The findings of one run, in the order they were met and each of them once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tablewright.diagnostics.model import CellSpan, Code, Diagnostic, Label
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.fault import Faults, Parsed, to_diagnostic

T = TypeVar("T")


class Findings:
    """Collects findings, so that a fault in one cell never hides a fault in another.

    A merged cell is read once for each row that it spans; its fault stays one finding.
    """

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._unreliable: set[CellSpan] = set()

    def add_reading(self, findings: Iterable[Diagnostic]) -> None:
        """Keep faults of cells themselves; what is then read from such a cell is no news."""
        for finding in findings:
            self._found[finding] = None
            at = finding.primary
            if at is not None and (at.top, at.left) == (at.bottom, at.right):
                self._unreliable.add(at)

    def add(self, findings: Iterable[Diagnostic]) -> None:
        """Keep findings made elsewhere."""
        for finding in findings:
            if finding.primary not in self._unreliable:
                self._found[finding] = None

    def report(
        self, code: Code, at: CellSpan, message: str, action: str, labels: tuple[Label, ...] = ()
    ) -> None:
        """Keep a finding about these cells."""
        finding = Diagnostic(
            code=code,
            message=message,
            workbook=at.workbook,
            primary=at,
            labels=labels,
            help=action,
        )
        self.add((finding,))

    def take(self, parsed: Parsed[T], block: Block, cell: Cell) -> T | None:
        """What was read from a cell, or None after its faults have been kept."""
        if isinstance(parsed, Faults):
            self.add(
                to_diagnostic(fault, block.workbook, block.sheet.name, cell)
                for fault in parsed.faults
            )
            return None
        return parsed.value

    def all(self) -> tuple[Diagnostic, ...]:
        """Every finding so far."""
        return tuple(self._found)
