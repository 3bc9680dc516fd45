"""`tablewright new`: a workbook that compiles as it is, holds every block, and replaces nothing."""

from __future__ import annotations

import io
import re
import shlex
import warnings
from pathlib import Path

import openpyxl
import pytest

from tablewright.authoring.blank import NOTES, new_workbook
from tablewright.authoring.dress import dressed
from tablewright.authoring.instructions import instructions
from tablewright.authoring.markup import children, first, local
from tablewright.authoring.package import Package
from tablewright.authoring.page import SECTIONS
from tablewright.authoring.sample import Details
from tablewright.cli import main
from tablewright.source.reader import read_bytes
from tablewright.syntax.blocks import find_blocks
from tablewright.syntax.keywords import Keyword, headings_of
from tests.pages import ROOT, fences

DETAILS = Details(number="LA.PHAR.300", title="A treatment", version="2026")
STYLES = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the command line run from it."""
    (tmp_path / "tables").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_workbook_compiles_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No finding, not even advice; its examples pass; it can be built, and the proof succeeds."""
    path = "tables/la_phar_300/2026.xlsx"
    assert main(["new", path]) == 0
    said = capsys.readouterr().out
    assert "LA.PHAR.300  (from the folder la_phar_300; --number gives another)" in said
    assert "2026  (from the file's name; --version gives another)" in said
    assert f"Then: tablewright check {path}" in said
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("No findings in 1 workbook; 7 examples pass.")
    assert main(["build"]) == 0
    assert main(["verify"]) == 0
    assert (project / "generated" / "la_phar_300" / "v2026.py").is_file()


def test_every_block_of_the_notation_is_there() -> None:
    """The sample shows each keyword and each heading that the notation has."""
    workbook = read_bytes(new_workbook(DETAILS), "new.xlsx").workbook
    assert workbook is not None
    blocks = find_blocks(workbook).blocks
    assert {block.keyword for block in blocks} == set(Keyword)
    for block in blocks:
        if block.keyword not in {Keyword.POLICY, Keyword.VALUE_SET}:
            written = {cell.value for row in block.rows[:1] for cell in row.cells}
            assert set(headings_of(block.keyword)) <= written


def test_the_first_sheet_says_how_to_work() -> None:
    """The instructions come first, are free text, and speak of every sheet that there is."""
    book = openpyxl.load_workbook(io.BytesIO(new_workbook(DETAILS)))
    assert book.sheetnames[0] == NOTES
    text = " ".join(part for pair in instructions() for part in pair)
    assert not [name for name in book.sheetnames[1:] if name not in text]


def test_the_same_policy_gives_the_same_bytes() -> None:
    """No time and no machine is in a new workbook, and it is tidy already."""
    data = new_workbook(DETAILS)
    assert data == new_workbook(DETAILS)
    workbook = read_bytes(data, "new.xlsx").workbook
    assert workbook is not None
    assert data == dressed(data, workbook)


def test_the_parts_are_as_the_format_wants_them() -> None:
    """Sections and lists stand in their order, counts are right, styles exist, all parts load."""
    data = new_workbook(DETAILS)
    package = Package(data)
    styles = package.part("xl/styles.xml")
    names = [local(each.tag) for each in styles]
    assert sorted(names, key=STYLES.index) == names
    assert all(each.get("count") == str(len(each)) for each in styles)
    (known,) = children(styles, "cellXfs")
    for sheet in package.sheets:
        root = package.part(sheet.path)
        names = [local(each.tag) for each in root]
        assert sorted(names, key=SECTIONS.index) == names
        used = {int(cell.get("s", "0")) for cell in root.iter("c")}
        assert max(used) < len(known)
        listed = first(root, "dataValidations")
        assert listed is None or listed.get("count") == str(len(listed))
    with warnings.catch_warnings(action="error"):
        openpyxl.load_workbook(io.BytesIO(data))


def test_a_workbook_of_another_dialect_is_dressed_under_its_prefixes() -> None:
    """Elements that carry a prefix get siblings with the same one, and all of it can be read."""
    bare = Package(new_workbook(DETAILS))
    prefixed = Package(new_workbook(DETAILS))
    for path in bare.paths:
        if path.startswith("xl/") and not path.endswith(".rels"):
            text = bare.content(path).decode()
            text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", text).replace(" xmlns=", " xmlns:x=")
            prefixed.replace(path, re.sub(r' s="\d+"', "", text).encode())
    data = Package(prefixed.packed()).packed()
    workbook = read_bytes(data, "new.xlsx").workbook
    assert workbook is not None
    after = dressed(data, workbook)
    sheet = Package(after).content("xl/worksheets/sheet4.xml").decode()
    assert "<x:dataValidation " in sheet
    assert not re.search(r"<[a-z]+[ />]", sheet)
    assert openpyxl.load_workbook(io.BytesIO(after))["Answer"]["A1"].style == "Tablewright title"


def test_a_file_that_is_there_is_never_replaced(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second `new` on the same path fails and leaves the file as it was."""
    (project / "mine.xlsx").write_bytes(b"mine")
    assert main(["new", "mine.xlsx"]) == 1
    assert "mine.xlsx is there already" in capsys.readouterr().err
    assert (project / "mine.xlsx").read_bytes() == b"mine"
    (project / "link.xlsx").symlink_to(project / "nowhere.xlsx")
    assert main(["new", "link.xlsx"]) == 1
    assert not (project / "nowhere.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tables"], "tables is a folder; name a workbook in it"),
        (["policy.xls"], "a workbook's name ends in .xlsx, such as policy.xlsx"),
        (["p.xlsx", "--number", "../x"], "'../x' makes no name of a folder"),
        (["p.xlsx", "--version", "a/../b"], "'a/../b' makes no name of a version"),
    ],
)
def test_what_cannot_be_a_policy_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """A name that would fail later is refused at once, and nothing is written."""
    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not list(project.rglob("*.xls*"))


def test_what_is_given_goes_into_the_policy(project: Path) -> None:
    """Number, title and version of the command line stand in the Policy block, as text."""
    title = "=HYPERLINK(\"x\") & <b> 'quoted'"
    given = ["--number", "ACME-7", "--title", title, "--version", "2026-1"]
    assert main(["new", "p.xlsx", *given]) == 0
    sheet = openpyxl.load_workbook(project / "p.xlsx")["Policy"]
    assert [sheet[f"B{row}"].value for row in (2, 3, 4)] == ["ACME-7", title, "2026-1"]
    assert sheet["B3"].data_type == "s"
    assert sheet["B3"].quotePrefix


def test_a_workbook_outside_the_tables_asks_for_a_number(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no folder suggests a number, a placeholder compiles and is said to be one."""
    assert main(["new", "draft.xlsx"]) == 0
    assert "NEW.1  (to replace; --number gives another)" in capsys.readouterr().out
    assert main(["check", "draft.xlsx"]) == 0


def test_the_page_for_analysts_shows_what_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page docs/workbooks.md shows `new`, `tidy` and a finding exactly as they are printed."""
    page = (ROOT / "docs" / "workbooks.md").read_text(encoding="utf-8")
    shown = [fence for fence in fences(page) if fence.info == "console"]
    assert len(shown) == 2
    for fence in shown:
        command, _, said = fence.text.partition("\n")
        assert main(shlex.split(command.removeprefix("$ tablewright "))) == 0
        assert said == capsys.readouterr().out
    path = project / "tables" / "la_phar_300" / "2026.xlsx"
    edited = openpyxl.load_workbook(path)
    edited["Answer"]["D5"] = "aprove"
    edited.save(path)
    assert main(["check"]) == 1
    (finding,) = (fence.text for fence in fences(page) if fence.info.startswith("text finding"))
    assert capsys.readouterr().out.startswith(finding)
