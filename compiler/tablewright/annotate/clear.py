"""Takes the marks of an earlier copy off: who corrects a copy may keep it as the workbook.

Knows what this layer writes, also after a spreadsheet program has saved it again. What the author
has made, and what was said before our words in a note, stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tablewright.annotate.boxes import has_boxes, without_boxes
from tablewright.annotate.findings_sheet import NAME as FINDINGS
from tablewright.annotate.missing_sheet import NAME as MISSING
from tablewright.annotate.notes import SEPARATOR
from tablewright.annotate.remarks import WORDS
from tablewright.annotate.seal import is_marked, unseal
from tablewright.annotate.tints import OURS
from tablewright.authoring.area import areas_of
from tablewright.authoring.markup import children, first, local
from tablewright.authoring.package import Package

_SHEETS = re.compile(rf"(?:{re.escape(FINDINGS)}|{re.escape(MISSING)})(?: [0-9]+)?")
_NOTES = re.compile(rf"(?:{'|'.join(WORDS.values())}) TW[0-9]{{3}} [a-z-]+\n")


def without_marks(data: bytes, mark: str) -> bytes:
    """A workbook that was such a copy, without the marks and no longer known for one."""
    package = Package(data)
    clear(package, mark)
    unseal(package, mark)
    return package.packed()


def clear(package: Package, mark: str) -> None:
    """Make a workbook that was such a copy one without marks; leave any other alone."""
    if not is_marked(package, mark):
        return
    for sheet in package.sheets:
        if _SHEETS.fullmatch(sheet.name):
            _drop_sheet(package, sheet.name, sheet.path)
    for sheet in package.sheets:
        _drop_colors(package.part(sheet.path))
        _drop_notes(package, sheet.path)


def _drop_sheet(package: Package, name: str, path: str) -> None:
    root = package.part(package.workbook)
    listed = first(root, "sheets")
    if listed is None:
        return
    place = [each.get("name") for each in listed].index(name)
    listed.remove(listed[place])
    names = first(root, "definedNames")
    for each in () if names is None else tuple(children(names, "definedName")):
        said = each.get("localSheetId", "")
        at = int(said) if said.isdecimal() else -1
        if at > place:
            each.set("localSheetId", str(at - 1))
        elif at == place and names is not None:
            names.remove(each)
    package.drop(package.workbook, path)


def _drop_colors(root: Element) -> None:
    for listed in tuple(children(root, "conditionalFormatting")):
        for rule in tuple(children(listed, "cfRule")):
            formula = first(rule, "formula")
            if formula is not None and formula.text == OURS:
                listed.remove(rule)
        if first(listed, "cfRule") is None:
            root.remove(listed)


def _drop_notes(package: Package, path: str) -> None:
    comments = package.related(path, "comments") or ""
    drawing = package.related(path, "vmlDrawing") or ""
    if comments not in package or drawing not in package:
        return
    root = package.part(comments)
    boxes = without_boxes(package.content(drawing), frozenset(_cleared(root)))
    if any(local(each.tag) == "comment" for each in root.iter()):
        package.replace(drawing, boxes)
        return
    package.drop(path, comments)
    if has_boxes(boxes):  # of other things than notes
        package.replace(drawing, boxes)
        return
    package.drop(path, drawing)
    sheet = package.part(path)
    for each in tuple(children(sheet, "legacyDrawing")):
        sheet.remove(each)


def _cleared(comments: Element) -> Iterator[tuple[int, int]]:
    """Take our words out of the comments; gives the cells of which none is left."""
    listed = first(comments, "commentList")
    for comment in () if listed is None else tuple(children(listed, "comment")):
        pieces = [each for each in comment.iter() if local(each.tag) == "t"]
        text = "".join(each.text or "" for each in pieces)
        if _NOTES.match(text) and listed is not None:
            listed.remove(comment)
            yield from ((area.top, area.left) for area in areas_of(comment.get("ref", "")))
        elif SEPARATOR in text:
            _cut(comment, text.index(SEPARATOR))


def _cut(comment: Element, length: int) -> None:
    """Keep so many letters of a comment, without blank lines at the end."""
    for text in children(comment, "text"):
        for run in tuple(text):
            piece = run if local(run.tag) == "t" else first(run, "t")
            if piece is None:
                continue
            said = piece.text or ""
            piece.text = said[: max(length, 0)]
            if len(said) >= length:
                piece.text = piece.text.rstrip("\n")
            if length <= 0 or not piece.text:
                text.remove(run)
            length -= len(said)
