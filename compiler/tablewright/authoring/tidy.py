"""From a workbook to the same workbook tidied, or to the reason why it is left as it is.

What it says must be the same before and after: every cell, the program, every finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tablewright.authoring.dress import dressed
from tablewright.authoring.package import Package
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.digest import digest
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tablewright.source.grid import Sheet, Workbook
from tablewright.source.reader import read_bytes

_SIGNATURES = "_xmlsignatures/"
_SIGNED = "it carries a digital signature, which any change would make void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """The bytes of the workbook, tidied; unchanged where there is a reason against it."""

    data: bytes
    refusal: str = ""


def tidied(data: bytes, workbook: Workbook, files: Mapping[str, str]) -> Tidied:
    """The workbook with styles and drop-downs brought up to date; `files` are those beside it."""
    if any(path.startswith(_SIGNATURES) for path in Package(data).paths):
        return Tidied(data=data, refusal=_SIGNED)
    after = dressed(data, workbook)
    if after == data:
        return Tidied(data=data)
    reading = read_bytes(after, workbook.label, workbook.folder)
    if reading.workbook is None:
        why = " ".join(finding.message for finding in reading.diagnostics)
        return Tidied(data=data, refusal=f"once tidied it could not be read again: {why}")
    changed = _what_changed(workbook, reading.workbook, files)
    return Tidied(data=data, refusal=changed) if changed else Tidied(data=after)


def _what_changed(before: Workbook, after: Workbook, files: Mapping[str, str]) -> str:
    """What the workbook would no longer say as it did; empty when it says the same."""
    for old, new in zip(before.sheets, after.sheets, strict=True):
        if _content(old) != _content(new):
            return f"cells of the sheet {old.name} would change"
    if _said(before, files) != _said(after, files):
        return "it would no longer say what it says"
    return ""


def _content(sheet: Sheet) -> object:
    """All that a sheet says, without how it looks."""
    cells = {at: (cell.value, cell.formula, cell.struck) for at, cell in sheet.cells.items()}
    hidden = (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns)
    return (sheet.name, cells, sheet.merges, hidden)


def _said(
    workbook: Workbook, files: Mapping[str, str]
) -> tuple[Program | None, str, tuple[Diagnostic, ...]]:
    """The program with its digest, addresses included, and every finding."""
    lowered = lower(workbook, files)
    program = lowered.program
    return (program, "" if program is None else digest(program), lowered.diagnostics)
