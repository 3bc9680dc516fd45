"""`tablewright tidy`: what a workbook says and what its author set stays; the rest is renewed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tablewright.authoring.area import Area, areas_of
from tablewright.authoring.dress import SPARE_ROWS, dressed
from tablewright.authoring.field import Role
from tablewright.authoring.markup import children, first, local
from tablewright.authoring.package import Package
from tablewright.authoring.page import Page
from tablewright.authoring.tidy import tidied
from tablewright.cli import main
from tablewright.source.grid import Workbook
from tablewright.source.reader import read_bytes
from tests.grids import workbook_of
from tests.hostile_workbook import TEXTS, hostile
from tests.pages import ROOT
from tests.test_cases import FOLDERS, TABLE, files_beside
from tests.xlsx_files import MISTAKES, policy, write_workbook, write_xlsx

WORKBOOKS = sorted((ROOT / "tables").rglob("*.xlsx"))
VALUES = 3  # the column of the small policy's rules that gives Result


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small policy as a spreadsheet program saved it."""
    return write_xlsx(tmp_path / "book.xlsx", policy())


def tidy(path: Path) -> bytes:
    """The bytes of a tidied workbook, which must not be refused."""
    data = path.read_bytes()
    workbook = read_bytes(data, "book.xlsx").workbook
    assert workbook is not None
    result = tidied(data, workbook, {})
    assert not result.refusal
    return result.data


def again(data: bytes) -> bytes:
    """The bytes of a workbook dressed once more."""
    workbook = read_bytes(data, "book.xlsx").workbook
    assert workbook is not None
    return dressed(data, workbook)


def page_of(data: bytes, name: str) -> Page:
    """A sheet of a workbook."""
    package = Package(data)
    (path,) = (sheet.path for sheet in package.sheets if sheet.name == name)
    return Page(package.part(path))


def validations(page: Page) -> Iterator[Element]:
    """The validations of a sheet."""
    listed = page.find("dataValidations")
    return iter(()) if listed is None else children(listed, "dataValidation")


def offered(page: Page, row: int, column: int) -> Element:
    """The one validation of a cell."""
    (found,) = (
        each
        for each in validations(page)
        for area in areas_of(each.get("sqref", ""))
        if area.top <= row <= area.bottom and area.left <= column <= area.right
    )
    return found


def listed(page: Page, row: int, column: int) -> str:
    """What the drop-down of a cell offers."""
    formula = first(offered(page, row, column), "formula1")
    return "" if formula is None else formula.text or ""


def parts_in(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(path: Path, parts: dict[str, bytes]) -> None:
    """Put further parts into a workbook, or others in the place of its own."""
    everything = {**parts_in(path.read_bytes()), **parts}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in everything.items():
            package.writestr(name, content)


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_the_sample_workbooks_say_the_same_once_tidied(path: Path) -> None:
    """A tidied sample workbook has an equal program and digest, and is tidy then."""
    once = tidy(path)
    assert once == again(once)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_workbooks_with_faults_are_tidied_too(folder: Path, tmp_path: Path) -> None:
    """Whatever is wrong in a workbook, its cells and its findings stay, and it gets drop-downs."""
    drawn = workbook_of((folder / TABLE).read_text(encoding="utf-8"))
    path = write_workbook(tmp_path / "book.xlsx", drawn)
    workbook = read_bytes(path.read_bytes(), "book.xlsx").workbook
    assert workbook is not None
    result = tidied(path.read_bytes(), workbook, files_beside(folder))
    assert not result.refusal
    assert result.data != path.read_bytes()
    assert result.data == again(result.data)


def test_a_workbook_with_twenty_mistakes_gets_its_drop_downs(tmp_path: Path) -> None:
    """An analyst with errors is offered the values that put them right."""
    page = page_of(tidy(write_xlsx(tmp_path / "book.xlsx", MISTAKES)), "Answer")
    assert listed(page, 4, 3) == '"-,breast cancer,NSCLC"'
    assert listed(page, 12, 5) == '"approve,refer"'


def test_drop_downs_fit_their_columns(book: Path) -> None:
    """Types, hit policies, names and values are offered where they belong."""
    data = tidy(book)
    glossary, answer = page_of(data, "Glossary"), page_of(data, "Answer")
    assert listed(glossary, 3, 2).startswith('"yes/no,number,whole number,text,code,date,')
    assert listed(answer, 1, 4).startswith('"Unique,Any,Priority,First,')
    assert listed(answer, 3, 2) == "Tablewright_names"
    assert listed(answer, 4, 3) == '"approve,refer"'
    assert offered(answer, 4, 3).get("errorStyle") == "warning"
    assert offered(answer, 4, 2).get("showErrorMessage") is None
    assert offered(answer, 4, 2).get("prompt", "").startswith("A whole number of years, >= 18")
    examples = page_of(data, "Examples")
    assert listed(examples, 4, 4) == '"1,Otherwise,none"'


def test_rows_that_are_added_later_have_their_drop_downs(book: Path) -> None:
    """The rows below the last block of a sheet are ready for what is typed there."""
    page = page_of(tidy(book), "Answer")
    assert listed(page, 5 + SPARE_ROWS, 3) == '"approve,refer"'
    assert page.style(6, 1) == page.style(5 + SPARE_ROWS, 1) != 0


def test_a_new_value_is_offered_after_tidying(book: Path) -> None:
    """A value that was added to the Glossary is in the list after the next tidying."""
    book.write_bytes(tidy(book))
    changed = openpyxl.load_workbook(book)
    changed["Glossary"]["D5"] = "approve, refer, pend"
    changed.save(book)
    assert listed(page_of(tidy(book), "Answer"), 4, 3) == '"approve,refer,pend"'


def test_a_list_that_no_drop_down_can_hold_is_left_out(tmp_path: Path) -> None:
    """Values with a comma, or too many of them, give a message and no list."""
    values = ", ".join(f"value number {number}" for number in range(40))
    text = policy().replace("approve, refer", f'approve, refer, "a, b", {values}')
    page = page_of(tidy(write_xlsx(tmp_path / "book.xlsx", text)), "Answer")
    assert listed(page, 4, 3) == ""
    assert len(offered(page, 4, 3).get("prompt", "")) == 255


@pytest.mark.parametrize("path", [*WORKBOOKS, None], ids=lambda path: path.stem if path else "all")
def test_no_two_drop_downs_meet(path: Path | None, tmp_path: Path) -> None:
    """Validations never share a cell, which would make the file unreadable; texts keep limits."""
    every_block = (FOLDERS[0].parent / "every-block" / TABLE).read_text(encoding="utf-8")
    data = tidy(path or write_xlsx(tmp_path / "book.xlsx", every_block))
    package = Package(data)
    for sheet in package.sheets:
        page = Page(package.part(sheet.path))
        areas = [a for v in validations(page) for a in areas_of(v.get("sqref", ""))]
        assert not [pair for pair in combinations(areas, 2) if meet(*pair)]
        for each in validations(page):
            formula = first(each, "formula1")
            assert len(each.get("promptTitle", "")) <= 32
            assert len(each.get("prompt", "")) <= 255
            assert len(each.get("error", "")) <= 225
            assert formula is None or len(formula.text or "") <= 257


def meet(one: Area, other: Area) -> bool:
    """Whether two areas share a cell."""
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )


def test_codes_become_text_and_values_stay_what_they_are(tmp_path: Path) -> None:
    """Rule ids and text get the text format; numbers and dates keep theirs, whatever it is."""
    path = write_xlsx(tmp_path / "book.xlsx", policy())
    edited = openpyxl.load_workbook(path)
    edited["Answer"]["A4"] = 5.1
    edited["Policy"]["B5"].number_format = "d/m/yy"
    edited.save(path)
    book = openpyxl.load_workbook(io.BytesIO(tidy(path)))
    answer = book["Answer"]
    assert [answer[f"A{row}"].number_format for row in (4, 5, 6)] == ["General", "@", "@"]
    assert answer["C4"].number_format == "@"
    assert answer["B4"].number_format == "General"
    assert book["Policy"]["B5"].number_format == "d/m/yy"
    assert book["Policy"]["B2"].number_format == "@"


@pytest.mark.parametrize("text", ["=1+1", "-x", "+1", "@sum"])
def test_text_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    """A text that a spreadsheet would take for a formula is marked, so that editing keeps it."""
    path = write_xlsx(
        tmp_path / "book.xlsx", policy() + "\n== Information ==\nInformation | Words\n"
    )
    edited = openpyxl.load_workbook(path)
    cell = edited["Information"]["A2"]
    cell.value, cell.data_type = text, "s"
    edited["Information"]["A3"], edited["Information"]["B3"] = "-", "plain"
    edited.save(path)
    sheet = openpyxl.load_workbook(io.BytesIO(tidy(path)))["Information"]
    assert sheet["A2"].value == text
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_what_the_author_set_stays(book: Path) -> None:
    """Widths, heights, hidden columns, looks, panes, comments, formats and print set-up survive."""
    edited = openpyxl.load_workbook(book)
    sheet = edited["Answer"]
    sheet["B4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B5"].font = Font(italic=True)
    sheet["C5"].alignment = Alignment(horizontal="center")
    sheet["B4"].comment = Comment("ask the committee", "an author")
    sheet.column_dimensions["B"].width = 33
    sheet.column_dimensions["H"].hidden = True
    sheet.row_dimensions[4].height = 44
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "portrait"
    sheet.oddFooter.center.text = "ours"  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"
    rule = Rule(type="cellIs", operator="equal", formula=['"x"'], priority=7)
    sheet.conditional_formatting.add("B4:B9", rule)
    edited.save(book)
    sheet = openpyxl.load_workbook(io.BytesIO(tidy(book)))["Answer"]
    assert sheet["B4"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["B5"].font.italic
    assert sheet["C5"].alignment.horizontal == "center"
    assert sheet["B4"].comment.text == "ask the committee"
    assert sheet.column_dimensions["B"].width == 33
    assert sheet.column_dimensions["H"].hidden
    assert sheet.row_dimensions[4].height == 44
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.oddFooter.center.text == "ours"  # type: ignore[union-attr]
    assert sheet.print_title_rows == "$1:$1"
    assert "B4:B9" in [str(each.sqref) for each in sheet.conditional_formatting]


def test_what_nobody_set_is_set(book: Path) -> None:
    """Roles have styles of the gallery; headings stay in sight and are printed on every page."""
    sheet = openpyxl.load_workbook(io.BytesIO(tidy(book)))["Answer"]
    styles = [sheet[at].style for at in ("A1", "B2", "B3", "A4", "B4", "C4", "D4")]
    roles = [Role.TITLE, Role.ROLE, Role.HEADING, Role.KEY, Role.CELL, Role.OUTCOME, Role.CELL]
    assert [str(role) for role in roles] == styles
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["B4"].alignment.wrap_text


def test_a_style_changed_in_the_gallery_is_obeyed(book: Path) -> None:
    """Whoever changes a style of ours in the gallery finds new cells in it."""
    data = tidy(book)
    red = parts_in(data)["xl/styles.xml"].replace(b"FF22405C", b"FFAA0000")
    book.write_bytes(data)
    with_parts(book, {"xl/styles.xml": red})
    edited = openpyxl.load_workbook(book)
    edited["Answer"]["G1"] = "Code name"
    edited["Answer"]["H1"] = "the_answer"
    edited.save(book)
    sheet = openpyxl.load_workbook(io.BytesIO(tidy(book)))["Answer"]
    assert sheet["H1"].fill.fgColor.rgb == "FFAA0000"


def test_drop_downs_of_the_author_stay_and_ours_keep_off_them(book: Path) -> None:
    """A cell that has a drop-down of the author gets none of ours, in this file or in the next."""
    edited = openpyxl.load_workbook(book)
    own = DataValidation(type="list", formula1='"approve,maybe"')
    own.add("C4:C9")
    edited["Answer"].add_data_validation(own)
    edited.save(book)
    data = tidy(book)
    page = page_of(data, "Answer")
    assert listed(page, 5, 3) == '"approve,maybe"'
    assert listed(page, 10, 3) == '"approve,refer"'
    assert data == again(data)


def test_drop_downs_that_a_program_moved_are_found_again(book: Path) -> None:
    """Ours are renewed and the author's spared where a program keeps them in its extension."""
    name = "xl/worksheets/sheet3.xml"
    sheet = parts_in(tidy(book))[name].decode()
    moved = (
        '<extLst><ext uri="{1}" xmlns:x14="urn:x14"><x14:dataValidations count="2" '
        'xmlns:xm="urn:xm">'
        '<x14:dataValidation type="list" errorTitle="Tablewright"><x14:formula1><xm:f>Old</xm:f>'
        "</x14:formula1><xm:sqref>B3</xm:sqref></x14:dataValidation>"
        '<x14:dataValidation type="list"><x14:formula1><xm:f>Own</xm:f></x14:formula1>'
        "<xm:sqref>C4 C5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    with_parts(book, {name: sheet.replace("</worksheet>", f"{moved}</worksheet>").encode()})
    page = page_of(tidy(book), "Answer")
    kept = [each for each in page.root.iter() if local(each.tag) == "f"]
    assert [each.text for each in kept] == ["Own"]
    assert not [v for v in validations(page) if "C4" in v.get("sqref", "").split(":")]
    assert listed(page, 3, 2) == "Tablewright_names"


def test_parts_that_nobody_knows_keep_their_bytes(book: Path) -> None:
    """Pictures, threaded comments, slicers and whatever else is in the file are not touched."""
    strange = {
        "xl/media/image1.png": b"\x89PNG not really",
        "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
        "xl/slicers/slicer1.xml": b"<slicers xmlns:mc='urn:mc'  mc:Ignorable='x'/>",
        "customXml/item1.xml": b"<?xml version='1.0'?><a  b='1'></a>",
    }
    with_parts(book, strange)
    before, after = parts_in(book.read_bytes()), parts_in(tidy(book))
    assert strange == {name: after[name] for name in strange}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"xl/workbook.xml", "xl/styles.xml"} | {
        name for name in before if name.startswith("xl/worksheets/")
    }
    assert list(before) == list(after)


def test_sheets_of_notes_are_left_alone(tmp_path: Path) -> None:
    """Free text is the author's own, also where it looks like a block."""
    text = f"{policy()}\n== Notes ==\nGlossary\nName | Type\nx | y\n"
    path = write_xlsx(tmp_path / "book.xlsx", text)
    name = "xl/worksheets/sheet5.xml"
    assert parts_in(path.read_bytes())[name] == parts_in(tidy(path))[name]


def test_the_command_says_what_it_did(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first run tidies; the second finds nothing to do and leaves the file as it is."""
    assert main(["tidy", str(book)]) == 0
    assert capsys.readouterr().out.startswith("book.xlsx: styles, drop-downs and messages")
    before = book.stat().st_mtime_ns
    assert main(["tidy", str(book)]) == 0
    assert capsys.readouterr().out == "book.xlsx was tidy.\n"
    assert before == book.stat().st_mtime_ns


def test_an_open_workbook_is_left_alone(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook that a spreadsheet program has open is not written under its feet."""
    book.with_name("~$book.xlsx").write_bytes(b"")
    before = book.read_bytes()
    assert main(["tidy", str(book)]) == 1
    assert "is open in a spreadsheet program; close it" in capsys.readouterr().err
    assert before == book.read_bytes()


def test_a_signed_workbook_is_left_alone(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A signature would be void after a change, so nothing is changed and the reason is said."""
    with_parts(book, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    before = book.read_bytes()
    assert main(["tidy", str(book)]) == 1
    assert "digital signature" in capsys.readouterr().err
    assert before == book.read_bytes()


def test_other_spreadsheets_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook that is no policy is passed over, even if a sheet starts like a block."""
    path = write_xlsx(tmp_path / "other.xlsx", "== Prices ==\nInformation | Prices\na | 1\n")
    before = path.read_bytes()
    assert main(["tidy", str(tmp_path)]) == 0
    assert "skipped other.xlsx: it has no Policy block" in capsys.readouterr().err
    assert before == path.read_bytes()


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_hostile_text_in_every_cell_is_tidied(text: str, tmp_path: Path) -> None:
    """Whatever cells hold, lists and messages made of it leave a workbook that says the same."""
    once = tidy(write_workbook(tmp_path / "book.xlsx", hostile(text)))
    assert once == again(once)
    openpyxl.load_workbook(io.BytesIO(once))


def test_names_of_sheets_are_quoted(tmp_path: Path) -> None:
    """A sheet may be called anything; the list of names still finds the Glossary on it."""
    text = policy().replace("== Glossary ==", '== It\'s <my> & "own" ==')
    book = openpyxl.load_workbook(io.BytesIO(tidy(write_xlsx(tmp_path / "book.xlsx", text))))
    listed = book.defined_names["Tablewright_names"].attr_text
    assert listed.startswith("OFFSET('It''s <my> & \"own\"'!$A$3,0,0,")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((b"approve, refer", b"approve, reject"), "cells of the sheet Glossary would change"),
        ((b'<sheetData><row r="1"', b'<sheetData><row hidden="1" r="1"'), "cells of the sheet"),
        ((b"</worksheet>", b""), "once tidied it could not be read again"),
    ],
)
def test_a_workbook_that_would_say_something_else_is_left_alone(
    book: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[bytes, bytes], said: str
) -> None:
    """Whatever goes wrong in tidying, nothing comes of it but the reason."""

    def wrongly(data: bytes, workbook: Workbook) -> bytes:
        parts = parts_in(dressed(data, workbook))
        with_parts(book, {name: part.replace(*change) for name, part in parts.items()})
        return book.read_bytes()

    monkeypatch.setattr("tablewright.authoring.tidy.dressed", wrongly)
    data = book.read_bytes()
    workbook = read_bytes(data, "book.xlsx").workbook
    assert workbook is not None
    result = tidied(data, workbook, {})
    assert said in result.refusal
    assert data == result.data


def test_ids_that_are_numbers_are_not_warned_of(book: Path) -> None:
    """Rule 1 is text on purpose: no green triangle says otherwise, and the author's own stay."""
    once = tidy(book)
    (ignored,) = page_of(once, "Answer").section("ignoredErrors")
    assert ignored.get("numberStoredAsText") == "1"
    assert f"A4:A{5 + SPARE_ROWS}" in ignored.get("sqref", "").split()
    name = "xl/worksheets/sheet3.xml"
    own = parts_in(once)[name].replace(b'numberStoredAsText="1"', b'evalError="1"')
    book.write_bytes(once)
    with_parts(book, {name: own})
    kept, ours = page_of(tidy(book), "Answer").section("ignoredErrors")
    assert kept.get("evalError") == "1"
    assert ours.get("numberStoredAsText") == "1"
