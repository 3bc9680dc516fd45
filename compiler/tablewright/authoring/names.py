"""The names that a workbook gives to ranges: that of the list of names, and titles for printing."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from tablewright.authoring.heads import columns_of
from tablewright.authoring.known import NAMES
from tablewright.authoring.markup import add, children, first, section
from tablewright.authoring.package import Package
from tablewright.diagnostics.model import column_letters
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import Keyword

_ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
_TITLES = "_xlnm.Print_Titles"
_FAR = 1000  # rows below a Glossary that may hold names that are added later


def name_the_names(package: Package, blocks: tuple[Block, ...]) -> None:
    """Keep the list that drop-downs of names show: all of the Glossary, those added later too."""
    glossaries = [block for block in blocks if block.keyword is Keyword.GLOSSARY and block.rows]
    known = _find(package, NAMES, None)
    if len(glossaries) != 1:
        if known is not None:
            _names(package).remove(known)
        return
    if known is None:
        known = add(_names(package), "definedName", name=NAMES)
    known.text = _list_of(glossaries[0], blocks)


def _list_of(glossary: Block, blocks: tuple[Block, ...]) -> str:
    letter = f"${column_letters(columns_of(glossary).number('Name'))}"
    top, bottom = (
        glossary.rows[0].number + 1,
        max(glossary.rows[-1].number, glossary.rows[0].number + 1),
    )
    sheet = _quoted(glossary.sheet.name)
    start = f"{sheet}!{letter}${top}"
    if any(each.sheet is glossary.sheet and each.title.number > bottom for each in blocks):
        return f"{start}:{letter}${bottom}"
    window = f"{start}:{letter}${top + _FAR}"
    return f"OFFSET({start},0,0,MAX(1,COUNTA({window})),1)"


def repeat_titles(package: Package, rows_by_sheet: Iterable[tuple[str, int]]) -> None:
    """Print the headings of a sheet on each of its pages, where nothing was said about it."""
    sheets = first(package.part(package.workbook), "sheets")
    names = [] if sheets is None else [each.get("name", "") for each in sheets]
    for sheet, rows in rows_by_sheet:
        number = str(names.index(sheet))
        if rows and _find(package, _TITLES, number) is None:
            made = add(_names(package), "definedName", name=_TITLES, localSheetId=number)
            made.text = f"{_quoted(sheet)}!$1:${rows}"


def _names(package: Package) -> Element:
    return section(package.part(package.workbook), "definedNames", _ORDER)


def _find(package: Package, name: str, sheet: str | None) -> Element | None:
    listed = first(package.part(package.workbook), "definedNames")
    for each in () if listed is None else children(listed, "definedName"):
        if each.get("name") == name and each.get("localSheetId") == sheet:
            return each
    return None


def _quoted(sheet: str) -> str:
    name = sheet.replace("'", "''")
    return f"'{name}'"
