"""`tablewright check --annotate`: which copies are written, renewed, removed and left alone."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tablewright.annotate.seal import is_marked
from tablewright.authoring.package import Package
from tablewright.cli import main
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tablewright.workspace.copies import MARK, is_copy, workbook_of
from tests.annotated_workbooks import GAPS, colors
from tests.xlsx_files import MISTAKES, policy, write_xlsx

COPY = "2025.findings.xlsx"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workbook that has gaps and one without findings."""
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "tables" / "2025.xlsx", GAPS)
    write_xlsx(tmp_path / "tables" / "2024.xlsx", policy("2024", "2024-01-01").replace("LA.1", "B"))
    return tmp_path / "tables"


def names_in(folder: Path) -> list[str]:
    """The files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def check(*arguments: str) -> int:
    """Check with copies."""
    return main(["check", "--annotate", *arguments])


def correct(tables: Path) -> None:
    """Put a workbook without findings in the place of the one that has some."""
    write_xlsx(tables / "2025.xlsx", policy())


def save_again(path: Path) -> None:
    """Save a copy in another program, with a cell corrected; what it does not know stays."""
    book = openpyxl.load_workbook(path)
    book["Answer"]["B4"] = ">= 21"
    book.save(path)


def test_a_workbook_with_findings_gets_a_copy(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy lies beside its workbook; one without findings gets none."""
    before = (tables / "2025.xlsx").read_bytes()
    assert check() == 1
    assert names_in(tables) == ["2024.xlsx", COPY, "2025.xlsx"]
    assert before == (tables / "2025.xlsx").read_bytes()
    assert f"tables/{COPY} shows 3 errors" in capsys.readouterr().out


def test_a_check_alone_writes_nothing(tables: Path) -> None:
    """Without --annotate no copy is written."""
    assert main(["check"]) == 1
    assert names_in(tables) == ["2024.xlsx", "2025.xlsx"]


def test_a_copy_is_never_taken_for_a_policy(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Later commands pass a copy over and say so; asked for by name it is refused."""
    check()
    capsys.readouterr()
    assert check() == 1
    said = capsys.readouterr()
    assert f"skipped {COPY}: it shows what was found in 2025.xlsx" in said.err
    assert "duplicate" not in said.out
    assert names_in(tables) == ["2024.xlsx", COPY, "2025.xlsx"]
    assert main(["check", f"tables/{COPY}"]) == 2
    correct(tables)
    assert main(["build"]) == 0


def test_the_same_findings_rewrite_nothing(tables: Path) -> None:
    """A second run gives the same copy."""
    check()
    before = (tables / COPY).read_bytes()
    check()
    assert before == (tables / COPY).read_bytes()


def test_a_copy_follows_its_workbook(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When nothing is found any more the copy goes, as long as nobody has changed it."""
    check()
    before = (tables / COPY).read_bytes()
    write_xlsx(tables / "2025.xlsx", MISTAKES)
    check()
    assert before != (tables / COPY).read_bytes()
    correct(tables)
    assert check() == 0
    assert names_in(tables) == ["2024.xlsx", "2025.xlsx"]
    assert f"tables/{COPY} was out of date and is removed" in capsys.readouterr().out


def test_a_copy_that_someone_changed_is_kept(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an analyst has saved is never written over or removed; the new copy has its own name."""
    check()
    save_again(tables / COPY)
    before = (tables / COPY).read_bytes()
    check()
    assert f"tables/{COPY} was changed by someone and is kept" in capsys.readouterr().out
    assert names_in(tables) == ["2024.xlsx", "2025.findings-2.xlsx", COPY, "2025.xlsx"]
    correct(tables)
    assert check() == 0
    assert names_in(tables) == ["2024.xlsx", COPY, "2025.xlsx"]
    assert before == (tables / COPY).read_bytes()


def test_a_file_that_only_has_the_name_is_a_workbook(tables: Path) -> None:
    """A policy that is called like a copy is read, and never written over."""
    write_xlsx(tables / COPY, policy("2025", "2026-01-01").replace("LA.1", "C"))
    before = (tables / COPY).read_bytes()
    check()
    assert before == (tables / COPY).read_bytes()
    assert is_copy(tables / "2025.findings-2.xlsx")
    assert not is_copy(tables / COPY)


def test_a_copy_under_the_name_of_its_workbook_is_the_workbook(tables: Path) -> None:
    """Who corrects the copy and saves it under the old name has a workbook that is read."""
    check()
    save_again(tables / COPY)
    (tables / COPY).rename(tables / "2025.xlsx")
    assert main(["check", "tables/2025.xlsx"]) == 1
    assert not is_copy(tables / "2025.xlsx")


def test_tidying_takes_the_marks_off(tables: Path) -> None:
    """A copy that became the workbook is tidied into one without colors, notes, sheets of ours."""
    before = read_workbook(tables / "2025.xlsx", "2025.xlsx").workbook
    check()
    (tables / COPY).replace(tables / "2025.xlsx")
    assert main(["tidy", "tables/2025.xlsx"]) == 0
    after = read_workbook(tables / "2025.xlsx", "2025.xlsx").workbook
    assert before is not None
    assert after is not None
    assert [sheet.name for sheet in before.sheets] == [sheet.name for sheet in after.sheets]
    assert lower(before).program == lower(after).program
    book = openpyxl.load_workbook(tables / "2025.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.comment is not None]
    assert not [page for page in book if colors(page)]
    package = Package((tables / "2025.xlsx").read_bytes())
    assert not is_marked(package, MARK)
    assert not [path for path in package.paths if "comments" in path or path.endswith(".vml")]
    assert main(["tidy", "tables/2025.xlsx"]) == 0


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut short", b"PK\x05\x06" + bytes(18)])
def test_a_book_that_cannot_be_read_gets_no_copy(
    tables: Path, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    """Without cells there is the message alone, and an old copy goes."""
    check()
    (tables / "2025.xlsx").write_bytes(damage)
    assert check() == 1
    assert "TW117" in capsys.readouterr().out
    assert names_in(tables) == ["2024.xlsx", "2025.xlsx"]


def test_what_machines_read_stays_whole(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --format json the words about copies go elsewhere."""
    check("--format", "json")
    said = capsys.readouterr()
    assert {each["workbook"] for each in json.loads(said.out)} == {"2025.xlsx"}
    assert "shows 3 errors" in said.err
    assert (tables / COPY).exists()


def test_a_copy_that_is_open_is_left_alone(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy that a spreadsheet program has open is not written under its feet."""
    check()
    before = (tables / COPY).read_bytes()
    (tables / f"~${COPY}").touch()
    write_xlsx(tables / "2025.xlsx", MISTAKES)
    assert check() == 1
    assert before == (tables / COPY).read_bytes()
    assert "is open in a spreadsheet program" in capsys.readouterr().out


def test_a_link_is_no_copy(tables: Path) -> None:
    """Nothing is written through a link that has the name of a copy."""
    elsewhere = tables.parent / "elsewhere.xlsx"
    elsewhere.write_bytes(b"precious")
    (tables / COPY).symlink_to(elsewhere)
    check()
    assert elsewhere.read_bytes() == b"precious"
    assert is_copy(tables / "2025.findings-2.xlsx")


@pytest.mark.parametrize(
    ("copy", "workbook"),
    [
        ("2025.findings.xlsx", "2025.xlsx"),
        ("2025.findings-12.XLSX", "2025.XLSX"),
        ("a.findings.findings.xlsx", "a.findings.xlsx"),
        (".findings.xlsx", None),
        ("findings.xlsx", None),
        ("2025.findings.xlsm", None),
    ],
)
def test_names_of_copies(copy: str, workbook: str | None) -> None:
    """The name of a copy says whose it is."""
    assert workbook == workbook_of(copy)


def test_a_name_and_no_mark_is_no_copy(tmp_path: Path) -> None:
    """A file that is no workbook at all is no copy either."""
    path = tmp_path / COPY
    path.write_bytes(MARK.encode())
    assert not is_copy(path)
