"""Workbooks written part by part, so that a test can break any of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(data: str, *, before: str = "", after: str = "") -> str:
    """A sheet's part from the rows in it, and what stands before and after them."""
    return (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/>{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>"
    )


def styles_of(formats: tuple[str, ...] = (), *, fonts: str = "<font/>", cells: str = "") -> str:
    """The styles: number formats 164, 165, ...; the fonts; and the cell styles themselves."""
    declared = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
        for number, code in enumerate(formats, 164)
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{declared}</numFmts><fonts>{fonts}</fonts>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )


def parts_of(sheet: str, further: Mapping[str, str] | None = None) -> dict[str, str]:
    """The parts of a workbook with one sheet; `further` adds parts or replaces them."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Dose" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="/xl/styles.xml"/>'
            f'<Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": styles_of(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
        SHEET: sheet,
        **(further or {}),
    }


def packed(parts: Mapping[str, str]) -> bytes:
    """The parts as the bytes of one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return target.getvalue()


def saved(
    folder: Path, sheet: str, further: Mapping[str, str] | None = None, name: str = "book.xlsx"
) -> Path:
    """The path of a workbook with that sheet, written to `folder`."""
    path = folder / name
    path.write_bytes(packed(parts_of(sheet, further)))
    return path
