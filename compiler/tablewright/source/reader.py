"""From a file to a workbook as cells with addresses, or to the one finding why it is not read."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from tablewright.diagnostics.model import Diagnostic
from tablewright.source.grid import Workbook
from tablewright.source.limits import (
    Allowance,
    RefusedError,
    file_bytes,
    open_package,
    unreadable,
)
from tablewright.source.parts import read_parts
from tablewright.source.sheets import read_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A workbook and the bytes that it was read from, or why there is none."""

    workbook: Workbook | None
    diagnostics: tuple[Diagnostic, ...] = ()
    data: bytes = b""


def read_workbook(path: Path, label: str) -> Reading:
    """The workbook at `path`; a file that is refused is one finding under `label`."""
    try:
        data = file_bytes(path)
    except RefusedError as refused:
        return _refusal(refused, label)
    return read_bytes(data, label, str(path.parent))


def read_bytes(data: bytes, label: str, folder: str = "") -> Reading:
    """The workbook in the bytes of a file that lies, or would lie, in `folder`."""
    try:
        return Reading(workbook=_read(data, label, folder), data=data)
    except RefusedError as refused:
        return _refusal(refused, label)


def _refusal(refused: RefusedError, label: str) -> Reading:
    finding = Diagnostic(
        code=refused.code,
        message=refused.message,
        workbook=label,
        primary=None,
        help=refused.help,
    )
    return Reading(workbook=None, diagnostics=(finding,))


def _read(data: bytes, label: str, folder: str) -> Workbook:
    try:
        with open_package(data) as package:
            parts = read_parts(package)
            allowance = Allowance()
            sheets = tuple(read_sheet(package, part, parts, allowance) for part in parts.sheets)
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise unreadable("The workbook is damaged or cut short") from fault
    return Workbook(label=label, sheets=sheets, folder=folder)
