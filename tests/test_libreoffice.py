"""Workbooks in LibreOffice: opened and saved there, also in its own format, they say the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tablewright.annotate.seal import is_untouched
from tablewright.authoring.blank import new_workbook
from tablewright.authoring.package import Package
from tablewright.authoring.sample import Details
from tablewright.authoring.tidy import tidied
from tablewright.cli import main
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tablewright.workspace.copies import MARK, is_copy
from tests.annotated_workbooks import FINDINGS, GAPS, colors, note_at, opened, shown
from tests.pages import ROOT
from tests.system import program
from tests.xlsx_files import write_xlsx

WORKBOOKS = sorted((ROOT / "tables").rglob("*.xlsx"))
NEW = "new"
NAMES = [*(path.stem for path in WORKBOOKS), NEW]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A profile of its own for the program, which takes a while to make one."""
    return tmp_path_factory.mktemp("profile").as_uri()


def book_of(name: str, folder: Path) -> Path:
    """One of the sample workbooks, or a new one."""
    if name != NEW:
        return next(path for path in WORKBOOKS if path.stem == name)
    path = folder / "new.xlsx"
    path.write_bytes(new_workbook(Details(number="LA.1", title="New", version="2026")))
    return path


def converted(path: Path, ending: str, folder: Path, profile: str) -> Path:
    """The workbook as LibreOffice writes it under that ending."""
    command = [program("soffice", "libreoffice"), f"-env:UserInstallation={profile}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", ending, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / f"{path.stem}.{ending}"


def program_of(path: Path) -> Program:
    """What a workbook says; it must be without findings."""
    reading = read_workbook(path, "book.xlsx")
    assert reading.workbook is not None, reading.diagnostics
    lowered = lower(reading.workbook)
    assert lowered.program is not None, lowered.diagnostics
    return lowered.program


@pytest.mark.parametrize("name", NAMES)
def test_saving_in_libreoffice_keeps_the_meaning(name: str, tmp_path: Path, profile: str) -> None:
    """A workbook that LibreOffice has opened and saved gives an equal program."""
    path = book_of(name, tmp_path)
    assert program_of(path) == program_of(converted(path, "xlsx", tmp_path / "out", profile))


@pytest.mark.parametrize("name", NAMES[-2:])
def test_the_way_by_opendocument_keeps_the_meaning(
    name: str, tmp_path: Path, profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook saved as .ods is refused with what to do; as .xlsx again it says the same."""
    path = book_of(name, tmp_path)
    ods = converted(path, "ods", tmp_path / "ods", profile)
    assert main(["check", str(ods)]) == 2
    said = capsys.readouterr().err
    assert "it is an OpenDocument spreadsheet; open it and save it as an Excel workbook" in said
    assert program_of(path) == program_of(converted(ods, "xlsx", tmp_path / "out", profile))


def test_a_workbook_saved_in_libreoffice_is_tidied_like_any_other(
    tmp_path: Path, profile: str
) -> None:
    """Our drop-downs are known again after LibreOffice has rewritten them, and none is added."""
    new = book_of(NEW, tmp_path)
    saved = converted(new, "xlsx", tmp_path / "out", profile)
    reading = read_workbook(saved, "book.xlsx")
    assert reading.workbook is not None
    result = tidied(reading.data, reading.workbook, {})
    assert not result.refusal
    assert offers_of(new.read_bytes()) == offers_of(result.data)
    saved.write_bytes(result.data)
    once_more = read_workbook(saved, "book.xlsx").workbook
    assert once_more is not None
    assert result.data == tidied(result.data, once_more, {}).data


def offers_of(data: bytes) -> list[tuple[str, str, str]]:
    """Every validation of a workbook: sheet, cells, message."""
    package = Package(data)
    return [
        (sheet.name, each.get("sqref", ""), each.get("prompt", ""))
        for sheet in package.sheets
        for each in package.part(sheet.path).iter("dataValidation")
    ]


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_copy_with_findings_keeps_the_meaning(path: Path, tmp_path: Path, profile: str) -> None:
    """A copy that shows findings says what its workbook says, saved in LibreOffice too."""
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(shown(path).copy)
    assert program_of(path) == program_of(copy)
    assert program_of(path) == program_of(converted(copy, "xlsx", tmp_path / "out", profile))


def test_a_copy_that_was_saved_is_still_known_for_one(tmp_path: Path, profile: str) -> None:
    """Saving a copy keeps its marks and its name for what it is, and shows that it was changed."""
    found = shown(write_xlsx(tmp_path / "book.xlsx", GAPS))
    copy = tmp_path / "book.findings.xlsx"
    copy.write_bytes(found.copy)
    again = converted(copy, "xlsx", tmp_path / "out", profile)
    assert is_copy(again)
    assert is_untouched(found.copy, MARK)
    assert not is_untouched(again.read_bytes(), MARK)
    book = opened(again.read_bytes())
    for finding in found.findings:
        assert finding.primary is not None
        assert finding.message in note_at(book, finding.primary)
        assert finding.primary.range in colors(book[finding.primary.sheet])
    links = [
        cell.hyperlink for (cell,) in book[FINDINGS].iter_rows(min_row=4, min_col=3, max_col=3)
    ]
    assert all(link is not None and link.target is None for link in links)
