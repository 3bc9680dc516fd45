"""`tablewright diff`: which two it compares, what it prints, how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tablewright.cli import main
from tests.xlsx_files import policy, write_xlsx

OLD = policy()
NEW = OLD.replace(">= 18", ">= 21").replace("2025", "2026")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two versions of a policy."""
    write_xlsx(tmp_path / "tables" / "old.xlsx", OLD)
    write_xlsx(tmp_path / "tables" / "new.xlsx", NEW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to both streams."""
    capsys.readouterr()
    code = main(["diff", *arguments])
    return code, *capsys.readouterr()


def test_two_files_are_compared(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed limit is shown as a row and as a request, and the command ends with 1."""
    code, out, err = said(capsys, "tables/old.xlsx", str(project / "tables" / "new.xlsx"))
    assert (code, err) == (1, "")
    assert ">= 18 → >= 21" in out
    assert "2025 → 2026" in out


def test_two_versions_are_found_by_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Policy and versions name the workbooks, whatever their files are called."""
    by_name = said(capsys, "LA.1", "2025", "2026")
    assert by_name == said(capsys, "tables/old.xlsx", "tables/new.xlsx")
    assert project.is_dir()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("LA.1", "2025", "2027"), "no workbook is version 2027 of LA.1; there are: 2026, 2025"),
        (("LA.2", "2025", "2026"), "no workbook is version 2025 of LA.2; there is none"),
        (("tables/old.xlsx",), "give two workbooks, or a policy and two of its versions"),
        (("tables", "tables/new.xlsx"), "tables is a folder"),
        (("tables/none.xlsx", "tables/new.xlsx"), "there is no file or folder"),
        (("notes.txt", "tables/new.xlsx"), "it is no Excel workbook (.xlsx)"),
        (("-", "-"), "only one of the two can come from standard input"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    reason: str,
) -> None:
    """Wrong names end with 2 and say what there is."""
    (project / "notes.txt").write_text("no workbook", encoding="utf-8")
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (2, "")
    assert reason in err


def test_the_same_workbook_twice_has_no_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing changed is exit code 0."""
    code, out, _ = said(capsys, "tables/old.xlsx", "tables/old.xlsx")
    assert code == 0
    assert "Nothing changed" in out
    assert project.is_dir()


def test_one_of_the_two_may_come_from_standard_input(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from `git show HEAD:...`, without a file of its own."""
    data = (project / "tables" / "old.xlsx").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code, out, err = said(capsys, "-", "tables/new.xlsx")
    assert (code, err) == (1, "")
    assert "standard input → new.xlsx" in out


def test_a_faulty_workbook_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook with errors is not compared; its findings are shown, and nothing else."""
    write_xlsx(project / "tables" / "new.xlsx", NEW.replace(">= 21", ">= many"))
    code, out, err = said(capsys, "tables/old.xlsx", "tables/new.xlsx", "--format", "json")
    assert (code, out) == (2, "")
    assert "error[TW" in err


def test_each_format_is_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Markdown has folds, JSON is read again."""
    _, out, _ = said(capsys, "LA.1", "2025", "2026", "--format", "markdown")
    assert "<details>" in out
    _, out, _ = said(capsys, "LA.1", "2025", "2026", "--format", "json")
    assert json.loads(out)["questions"][0]["verdict"] == "changed"
    assert project.is_dir()
