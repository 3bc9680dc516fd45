"""From sheets of contents to the bytes of a workbook that holds them, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tablewright.authoring.field import DATE
from tablewright.authoring.markup import add, bytes_of, first, tree_of
from tablewright.authoring.package import Package, packed
from tablewright.authoring.page import Content, Page
from tablewright.authoring.styles import Look, styles_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f"""\
<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>""",
    "_rels/.rels": f"""\
<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""\
<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>\
<sheets/></workbook>""",
}
_SHEET = f"""\
<worksheet xmlns="{_MAIN}"><sheetViews><sheetView showGridLines="0" workbookViewId="0"/>\
</sheetViews><sheetData/></worksheet>"""

_DATED = Look(number_format=DATE)

Row = tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A sheet: its name, and its rows from the top; an empty row stays empty."""

    name: str
    rows: tuple[Row, ...]


def workbook_of(sheets: tuple[Contents, ...]) -> bytes:
    """The workbook that holds these sheets."""
    package = Package(packed({path: text.encode() for path, text in _PARTS.items()}))
    for each in sheets:
        add_sheet(package, each)
    return package.packed()


def add_sheet(package: Package, sheet: Contents) -> str:
    """A further sheet behind the others; gives the path of its part."""
    root = tree_of(_SHEET.replace(_MAIN, package.main).encode())
    page = Page(root)
    for number, row in enumerate(sheet.rows, 1):
        for column, content in enumerate(row, 1):
            if isinstance(content, dt.date):
                page.restyle(number, column, styles_of(package).restyled(0, _DATED))
            if content is not None:
                page.put(number, column, content)
    path = package.free_path("xl/worksheets/sheet{}.xml")
    package.add(path, bytes_of(root), f"{_TYPE}.worksheet+xml")
    relation = package.relate(package.workbook, "worksheet", path)
    listed = first(package.part(package.workbook), "sheets")
    if listed is None:
        raise ValueError("a workbook without a list of sheets is none")
    numbers = (each.get("sheetId", "") for each in listed)
    number = max((int(each) for each in numbers if each.isdecimal()), default=0) + 1
    made = add(listed, "sheet", name=sheet.name, sheetId=str(number))
    # Not every workbook declares the prefix for all of its sheets.
    made.attrib.update({"xmlns:r": package.relation_names, "r:id": relation})
    return path
