"""The sample workbooks in LibreOffice: opened and saved there, they say what they said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tests.pages import ROOT
from tests.system import program

WORKBOOKS = sorted((ROOT / "tables").rglob("*.xlsx"))


def saved_again(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice writes it, with a profile of its own."""
    profile = (folder / "profile").as_uri()
    command = [program("soffice", "libreoffice"), f"-env:UserInstallation={profile}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / "out" / path.name


def program_of(path: Path) -> Program:
    """What a workbook says; it must be without findings."""
    reading = read_workbook(path, "book.xlsx")
    assert reading.workbook is not None, reading.diagnostics
    lowered = lower(reading.workbook)
    assert lowered.program is not None, lowered.diagnostics
    return lowered.program


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_saving_in_libreoffice_keeps_the_meaning(path: Path, tmp_path: Path) -> None:
    """A workbook that LibreOffice has opened and saved gives an equal program."""
    assert program_of(path) == program_of(saved_again(path, tmp_path))
