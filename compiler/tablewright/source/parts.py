"""From a checked package to the parts around the sheets: where they are, shared texts, styles.

Knows the file format; knows nothing of what cells mean.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import builtin_format_code

from tablewright.source.limits import unreadable
from tablewright.source.markup import children, first, is_on, local, parse, whole
from tablewright.source.texts import Text, is_struck, shared_texts

_LOCAL_DATES = frozenset((*range(27, 37), *range(50, 59)))  # built in, shown by East Asian locales


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What of a cell's style bears on its value."""

    number_format: str = "General"
    struck: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """Where a sheet is stored, under which name, and whether its tab is hidden."""

    name: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that the cells of the sheets refer to."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[Text, ...]
    styles: tuple[Style, ...]
    from_1904: bool  # the day that date numbers count from


def read_parts(package: zipfile.ZipFile) -> Parts:
    """The parts of the workbook; refuses a package without a workbook in it."""
    related = _relations(package, "")
    path = next((path for kind, path in related.values() if kind == "officeDocument"), None)
    if path is None:
        raise unreadable("This is a zip archive, not an Excel workbook")
    workbook = parse(package, path)
    if local(workbook.tag) != "workbook":
        raise unreadable("This is an Office document, but not an Excel workbook")
    related = _relations(package, path)
    by_kind = dict(related.values())
    if "externalLink" in by_kind or "vbaProject" in by_kind:
        raise unreadable("The workbook has macros or links to other workbooks")
    properties = first(workbook, "workbookPr")
    return Parts(
        sheets=tuple(_sheets(workbook, related)),
        texts=shared_texts(package, by_kind.get("sharedStrings")),
        styles=_styles(package, by_kind.get("styles")),
        from_1904=properties is not None and is_on(properties.get("date1904", "0")),
    )


def _sheets(workbook: Element, related: dict[str, tuple[str, str]]) -> Iterator[SheetPart]:
    for sheet in children(first(workbook, "sheets"), "sheet"):
        relation = next((value for key, value in sheet.items() if local(key) == "id"), "")
        kind, path = related.get(relation, ("", ""))
        if kind == "worksheet":  # charts and dialogs hold no cells
            hidden = sheet.get("state", "visible") != "visible"
            yield SheetPart(name=sheet.get("name", ""), path=path, hidden=hidden)


def _styles(package: zipfile.ZipFile, path: str | None) -> tuple[Style, ...]:
    if path is None:
        return ()
    root = parse(package, path)
    formats = {
        number_format.get("numFmtId", ""): number_format.get("formatCode", "General")
        for number_format in children(first(root, "numFmts"), "numFmt")
    }
    struck = [is_struck(first(font, "strike")) for font in children(first(root, "fonts"), "font")]
    return tuple(_style(item, formats, struck) for item in children(first(root, "cellXfs"), "xf"))


def _style(item: Element, formats: dict[str, str], struck: list[bool]) -> Style:
    number = item.get("numFmtId", "0")
    font = whole(item.get("fontId", "0"))
    number_format = formats.get(number) or _builtin(whole(number))
    return Style(
        number_format=number_format,
        struck=0 <= font < len(struck) and struck[font],
        quoted=number_format == "@" or is_on(item.get("quotePrefix", "0")),
    )


def _builtin(number: int) -> str:
    if number in _LOCAL_DATES:
        return "yyyy-mm-dd"
    return builtin_format_code(number) or "General"


def _relations(package: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """For each relation of a part its kind (the last word of its type) and the path it leads to."""
    folder, name = posixpath.split(path)
    found: dict[str, tuple[str, str]] = {}
    for relation in children(
        parse(package, f"{folder}/_rels/{name}.rels".lstrip("/")), "Relationship"
    ):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
    return found
