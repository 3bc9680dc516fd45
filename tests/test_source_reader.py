"""What the reader makes of cells as spreadsheets store them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tablewright.source.grid import Cell, ErrorValue, Merge, Sheet
from tablewright.source.reader import read_workbook
from tablewright.source.sheets import _stored_number
from tests.raw_workbooks import MAIN, saved, sheet_of, styles_of


def book() -> tuple[openpyxl.Workbook, Worksheet]:
    """An empty workbook and its sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return workbook, sheet


def first_sheet(path: Path) -> Sheet:
    """The first sheet of a workbook that is read without findings."""
    reading = read_workbook(path, "book.xlsx")
    assert reading.diagnostics == ()
    assert reading.workbook is not None
    return reading.workbook.sheets[0]


def read_back(workbook: openpyxl.Workbook, folder: Path) -> Sheet:
    """The first sheet of a workbook after it was saved."""
    path = folder / "book.xlsx"
    workbook.save(path)
    return first_sheet(path)


def stored(xml: str, folder: Path, **further: str) -> Cell:
    """Cell A1 as the reader sees it when it is stored like that."""
    parts = {f"xl/{name}.xml": text for name, text in further.items()}
    return first_sheet(saved(folder, sheet_of(f'<row r="1">{xml}</row>'), parts)).cells[1, 1]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("3.6", "3.6"),
        ("1.1000000000000001", "1.1"),
        ("3.5999999999999996", "3.5999999999999996"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("5", "5"),
        ("5.0", "5"),
        ("-0.5", "-0.5"),
        ("1E-3", "0.001"),
        ("1E+21", "1E+21"),
    ],
)
def test_numbers_are_the_shortest_decimals(raw: str, expected: str, tmp_path: Path) -> None:
    """A stored number is the shortest decimal of the same binary number, and exact."""
    value = stored(f'<c r="A1"><v>{raw}</v></c>', tmp_path).value
    assert isinstance(value, Decimal)
    assert expected == str(value)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=9, min_value=-(10**5), max_value=10**5
    )
)
def test_what_was_typed_is_what_is_read(typed: Decimal) -> None:
    """Any number of up to fifteen digits comes back as it was typed, however Excel wrote it."""
    assert typed == _stored_number(f"{float(typed):.17g}")


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ErrorValue.NA),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', ErrorValue.OTHER),
        ('<c r="A1" t="str"><v>text</v></c>', "text"),
        ('<c r="A1" t="inlineStr"><is><t> in place </t></is></c>', " in place "),
        ('<c t="inlineStr"><is><t>no address</t></is></c>', "no address"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', "a\nb"),
        ('<c r="A1" t="inlineStr"><is><t>_xD800_</t></is></c>', "_xD800_"),
        ('<c r="A1" t="d"><v>2024-09-04</v></c>', dt.datetime(2024, 9, 4)),  # noqa: DTZ001
    ],
)
def test_values_have_the_type_that_is_stored(xml: str, expected: object, tmp_path: Path) -> None:
    """Truths, errors, texts and dates are told apart as they are stored."""
    value = stored(xml, tmp_path).value
    assert (type(expected), expected) == (type(value), value)


def test_shared_texts_are_read(tmp_path: Path) -> None:
    """A text that many cells share is read whole, without its phonetic reading."""
    shared = f'<sst xmlns="{MAIN}"><si><t>東京</t><rPh sb="0" eb="2"><t>x</t></rPh></si></sst>'
    cell = stored('<c r="A1" t="s"><v>0</v></c>', tmp_path, sharedStrings=shared)
    assert cell.value == "東京"


def test_the_strict_dialect_is_read_alike(tmp_path: Path) -> None:
    """A workbook saved as Strict Open XML has other namespaces and the same cells."""
    sheet = sheet_of('<row r="1"><c r="A1"><v>3.6</v></c></row>')
    strict = sheet.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert first_sheet(saved(tmp_path, strict)).cells[1, 1].value == Decimal("3.6")


def test_cells_with_formatting_only_are_not_kept(tmp_path: Path) -> None:
    """A cell without a value is no cell; neither is an empty text."""
    text = '<row r="1"><c r="A1" s="0"/><c r="B1" t="str"><v></v></c><c r="C1"><v>1</v></c></row>'
    assert list(first_sheet(saved(tmp_path, sheet_of(text))).cells) == [(1, 3)]


@pytest.mark.parametrize(
    "xml", ["<f>B1*2</f><v>7</v>", '<f t="shared" si="0"/><v>7</v>', "<f>1</f>"]
)
def test_formulas_are_never_mistaken_for_values(xml: str, tmp_path: Path) -> None:
    """A cell with a formula says so, also where the formula is shared or never was worked out."""
    assert stored(f'<c r="A1">{xml}</c>', tmp_path).formula is not None


def test_dates_and_their_formats(tmp_path: Path) -> None:
    """A number is a date where its format shows one; the format says how it shows."""
    workbook, sheet = book()
    sheet["A1"] = dt.date(2024, 9, 4)
    sheet["A1"].number_format = "d mmm yyyy"
    sheet["B1"] = 45539.5
    sheet["B1"].number_format = "yyyy-mm-dd"
    sheet["C1"] = 1.5
    sheet["C1"].number_format = "[h]:mm"
    cells = read_back(workbook, tmp_path).cells
    assert cells[1, 1].value == dt.datetime(2024, 9, 4)  # noqa: DTZ001
    assert cells[1, 1].display == "4 Sep 2024"
    assert cells[1, 2].value == dt.datetime(2024, 9, 4, 12)  # noqa: DTZ001
    assert cells[1, 3].value == Decimal("1.5")


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    """The same day is read from workbooks of both kinds."""
    workbook, sheet = book()
    workbook.epoch = CALENDAR_MAC_1904
    sheet["A1"] = dt.date(2024, 9, 4)
    assert read_back(workbook, tmp_path).cells[1, 1].value == dt.datetime(2024, 9, 4)  # noqa: DTZ001


def test_number_formats_show(tmp_path: Path) -> None:
    """The display is what the sheet shows; the value is what it holds."""
    styles = styles_of(("0.0%",), cells='<xf numFmtId="0"/><xf numFmtId="164"/>')
    cell = stored('<c r="A1" s="1"><v>0.255</v></c>', tmp_path, styles=styles)
    assert (cell.value, cell.display, cell.number_format) == (Decimal("0.255"), "25.5%", "0.0%")


def test_forced_text_is_told(tmp_path: Path) -> None:
    """Text in the format @, or after an apostrophe, was meant as text; other text was not."""
    workbook, sheet = book()
    sheet.append(["5.10", "0049", "plain", 5])
    sheet["A1"].number_format = "@"
    sheet["B1"].quotePrefix = True
    sheet["D1"].number_format = "@"
    cells = read_back(workbook, tmp_path).cells
    assert [cells[1, column].quoted for column in range(1, 5)] == [True, True, False, False]


def test_strike_through_is_seen_in_cells_and_in_runs(tmp_path: Path) -> None:
    """A cell is struck when its font is, or when any run of its text is; `off` is not struck."""
    workbook, sheet = book()
    sheet["A1"] = "gone"
    sheet["A1"].font = Font(strike=True)
    runs = ("kept ", TextBlock(InlineFont(strike=True), "gone"))
    sheet["B1"] = CellRichText(*runs)
    sheet["C1"] = CellRichText("kept ", TextBlock(InlineFont(b=True, strike=False), "too"))
    cells = read_back(workbook, tmp_path).cells
    assert [cells[1, column].struck for column in (1, 2, 3)] == [True, True, False]
    assert cells[1, 2].value == "kept gone"


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    """Hidden rows and columns are told as far as cells are stored, and hidden sheets too."""
    workbook, sheet = book()
    for row in range(1, 6):
        sheet.append([row] * 5)
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("D", "XFD", hidden=True)
    workbook.create_sheet("Secret").sheet_state = "veryHidden"
    read = read_back(workbook, tmp_path)
    assert frozenset({2}) == read.hidden_rows
    assert frozenset({2, 4, 5}) == read.hidden_columns
    assert not read.hidden
    whole = read_workbook(tmp_path / "book.xlsx", "book.xlsx").workbook
    assert whole is not None
    assert [sheet.hidden for sheet in whole.sheets] == [False, True]


def test_rows_and_columns_without_size_are_hidden(tmp_path: Path) -> None:
    """A row of no height and a column of no width show nothing, whatever they are called."""
    rows = '<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>'
    columns = '<cols><col min="1" max="1" width="0" customWidth="1"/></cols>'
    read = first_sheet(saved(tmp_path, sheet_of(rows, before=columns)))
    assert frozenset({1}) == read.hidden_rows
    assert frozenset({1}) == read.hidden_columns


def test_merges_are_told(tmp_path: Path) -> None:
    """A merged range keeps its four sides."""
    workbook, sheet = book()
    sheet["B2"] = "x"
    sheet.merge_cells("B2:C4")
    assert read_back(workbook, tmp_path).merges == (Merge(top=2, left=2, bottom=4, right=3),)


def test_a_workbook_knows_its_label_and_folder(tmp_path: Path) -> None:
    """Findings print the label; files beside the workbook are looked up in its folder."""
    reading = read_workbook(saved(tmp_path, sheet_of("")), "policy/2025.xlsx")
    assert reading.workbook is not None
    assert reading.workbook.label == "policy/2025.xlsx"
    assert reading.workbook.folder == str(tmp_path)
    assert [sheet.name for sheet in reading.workbook.sheets] == ["Dose"]
