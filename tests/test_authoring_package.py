"""A workbook opened and saved by the writer of workbooks: nothing is lost, nothing moves."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tablewright.authoring.markup import add, bytes_of, tree_of
from tablewright.authoring.package import Package
from tablewright.authoring.page import SECTIONS, Content, Page
from tablewright.authoring.styles import Look, Styles, styles_of
from tablewright.source.grid import Sheet
from tablewright.source.reader import read_workbook
from tests.pages import ROOT
from tests.raw_workbooks import SHEET, packed, parts_of, sheet_of

WORKBOOKS = sorted((ROOT / "tables").rglob("*.xlsx"))
BARE = packed(parts_of(sheet_of('<row r="2"><c r="B2"><v>5</v></c><c r="D2"><v>7</v></c></row>')))


def parts_in(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def read_back(package: Package, folder: Path) -> Sheet:
    """The first sheet of a workbook as the compiler reads it."""
    path = folder / "book.xlsx"
    path.write_bytes(package.packed())
    reading = read_workbook(path, "book.xlsx")
    assert reading.workbook is not None, reading.diagnostics
    return reading.workbook.sheets[0]


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_workbook_that_nobody_changed_is_the_same_file(path: Path) -> None:
    """Reading every part of a workbook changes no byte of it."""
    package = Package(path.read_bytes())
    for name in parts_in(path.read_bytes()):
        package.part(name)
    styles_of(package)
    assert path.read_bytes() == package.packed()


def test_a_part_that_nobody_changed_keeps_its_bytes() -> None:
    """Beside a changed sheet every other part is what it was, known or not."""
    strange = {"customXml/item1.xml": "<?odd?><a  b = '1'/>", "xl/media/image1.png": "no picture"}
    data = packed({**parts_of(sheet_of("")), **strange})
    package = Package(data)
    Page(package.part(SHEET)).put(1, 1, "text")
    before, after = parts_in(data), parts_in(package.packed())
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [SHEET]


def test_what_other_programs_keep_in_a_part_survives() -> None:
    """Prefixes, declarations, blanks and signs of a part are written as they were read."""
    text = (
        '<x:worksheet xmlns:x="urn:main" xmlns:mc="urn:mc" mc:Ignorable="x14 xr" '
        'xmlns:x14="urn:x14" xmlns:xr="urn:xr" xr:uid="{1}"><x:c a="1 &amp; &quot;2&quot;&#10;"> '
        "a &lt; b&#13;\n </x:c><mc:AlternateContent/><x14:e/>\n</x:worksheet>"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    assert head + text == bytes_of(tree_of(text.encode())).decode()


def test_the_same_changes_give_the_same_bytes() -> None:
    """No time and no machine is in a saved workbook."""
    first, second = Package(BARE), Package(BARE)
    for package in (first, second):
        Page(package.part(SHEET)).put(1, 1, dt.date(2025, 1, 2))
    assert first.packed() == second.packed()
    assert first.packed() != BARE


def test_cells_are_stored_in_order(tmp_path: Path) -> None:
    """A cell put anywhere lands between its neighbours, with its value."""
    package = Package(BARE)
    page = Page(package.part(SHEET))
    contents: dict[tuple[int, int], Content] = {
        (2, 3): Decimal("3.6"),
        (1, 1): "a",
        (2, 1): True,
        (4, 2): 12,
        (3, 28): "=1+1",
        (2, 2): "\x07 _x0041_ \r",
    }
    for (row, column), content in contents.items():
        page.put(row, column, content)
    rows = [(row.get("r"), [cell.get("r") for cell in row]) for row in page.section("sheetData")]
    assert rows == [("1", ["A1"]), ("2", ["A2", "B2", "C2", "D2"]), ("3", ["AB3"]), ("4", ["B4"])]
    cells = read_back(package, tmp_path).cells
    assert {**contents, (2, 4): 7} == {place: cell.value for place, cell in cells.items()}
    assert all(cell.formula is None for cell in cells.values())


def test_a_date_is_stored_as_spreadsheets_count_days(tmp_path: Path) -> None:
    """A date is its number, shown under the format that the style gives."""
    package = Package(BARE)
    page = Page(package.part(SHEET))
    page.put(1, 1, dt.date(2025, 8, 1))
    page.restyle(1, 1, styles_of(package).restyled(0, Look(number_format="yyyy-mm-dd")))
    cell = read_back(package, tmp_path).cells[1, 1]
    assert dt.datetime(2025, 8, 1) == cell.value  # noqa: DTZ001 - a sheet has no time zone
    assert cell.display == "2025-08-01"


def test_a_style_changes_only_what_the_look_names() -> None:
    """A colored cell keeps its number format, and one style is made for one look."""
    styles = Styles(tree_of(Package(WORKBOOKS[0].read_bytes()).content("xl/styles.xml")))
    before = len(styles)
    text = styles.restyled(0, Look(number_format="@"))
    marked = styles.restyled(text, Look(fill="FFC7CE", bold=True, wrap=True))
    assert not styles.is_general(marked)
    assert not styles.is_plain(marked)
    assert styles.is_plain(text)
    assert marked == styles.restyled(text, Look(fill="FFC7CE", bold=True, wrap=True))
    assert before + 2 == len(styles)


def test_a_style_in_the_gallery_is_made_once_and_then_obeyed() -> None:
    """A named style that is there already is used as it is, whatever look is asked for."""
    styles = styles_of(Package(BARE))
    first = styles.own("Heading of ours", Look(bold=True))
    assert first == styles.own("Heading of ours", Look(fill="000000"))
    assert styles.name(first) == "Heading of ours"


def test_sections_stand_where_the_format_wants_them() -> None:
    """Whatever the order in which sections are asked for, they stand in the format's own."""
    root = tree_of(b'<worksheet xmlns="urn:main"><sheetData/><pageMargins/></worksheet>')
    page = Page(root)
    for name in ("extLst", "dataValidations", "cols", "legacyDrawing", "sheetPr"):
        page.section(name)
    names = [child.tag for child in root]
    assert sorted(names, key=SECTIONS.index) == names


def test_a_new_part_is_declared_and_related() -> None:
    """A part that is added has a content type, and a relation leads to it."""
    package = Package(BARE)
    path = package.free_path("xl/comments{}.xml")
    package.add(path, b"<comments/>", "text/comments")
    package.declare_ending("vml", "text/vml")
    package.declare_ending("vml", "text/vml")
    relation = package.relate(SHEET, "comments", path)
    again = Package(package.packed())
    assert path == again.related(SHEET, "comments")
    assert [relation] == [each.id for each in again.relations(SHEET)]
    types = again.content("[Content_Types].xml").decode()
    assert types.count("/xl/comments1.xml") == 1
    assert types.count('Extension="vml"') == 1
    add(again.part(path), "authors")
    assert b"<authors/>" in again.content(path)
