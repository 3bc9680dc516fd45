"""The notes of a sheet: one comment for each marked cell, behind what the author has said there.

A comment lies in two parts, its text and the box that shows it. A cell with a threaded comment
takes no note beside it, so that one is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tablewright.annotate.boxes import EMPTY, Box, box_for, with_boxes
from tablewright.annotate.marks import Note
from tablewright.annotate.remarks import Remark
from tablewright.authoring.markup import add, children, first, local, named, section
from tablewright.authoring.package import Package
from tablewright.authoring.page import SECTIONS, Page, stored
from tablewright.diagnostics.model import column_letters

AUTHOR = "Tablewright"
SEPARATOR = f"\u2014 {AUTHOR} \u2014"
_MOST = 1_800  # letters of one note that can be shown; all is said on the sheet of findings
_MORE = "More is said on the sheet of findings."

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SECTIONS = ("authors", "commentList", "extLst")
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def add_notes(package: Package, path: str, page: Page, notes: tuple[Note, ...]) -> None:
    """Put the notes on the sheet that lies at this path."""
    threaded = frozenset(_threaded(package, path))
    free = [note for note in notes if _address(note) not in threaded]
    if not free:
        return
    comments = package.part(_comments_of(package, path))
    author = str(_author(comments))
    listed = section(comments, "commentList", _SECTIONS)
    by_address = {each.get("ref", ""): each for each in children(listed, "comment")}
    boxes: list[Box] = []
    for note in free:
        comment = by_address.get(_address(note))
        if comment is None:
            comment = add(listed, "comment", ref=_address(note), authorId=author)
        boxes.append(box_for(note.row, note.column, _say(comment, note)))
    drawing = _drawing_of(package, path, page)
    package.replace(drawing, with_boxes(package.content(drawing), boxes, page))


def _address(note: Note) -> str:
    return f"{column_letters(note.column)}{note.row}"


def _threaded(package: Package, path: str) -> Iterator[str]:
    for relation in package.relations(path):
        if relation.kind == "threadedComment" and relation.path in package:
            yield from (each.get("ref", "") for each in package.part(relation.path))


# -- the parts -------------------------------------------------------------------------------------


def _comments_of(package: Package, path: str) -> str:
    found = package.related(path, "comments")
    if found is None:
        found = package.free_path("xl/comments{}.xml")
        package.relate(path, "comments", found)
    if found not in package:  # new, or promised and not there
        package.add(found, f'<comments xmlns="{package.main}"/>'.encode(), _TYPE)
    return found


def _drawing_of(package: Package, path: str, page: Page) -> str:
    """The drawing that the sheet keeps for notes."""
    legacy = page.find("legacyDrawing")
    if legacy is not None:
        wanted = next((text for name, text in legacy.items() if name.endswith("id")), "")
        for relation in package.relations(path):
            if relation.id == wanted:
                if relation.path not in package:
                    package.add(relation.path, EMPTY, _DRAWING)
                return relation.path
    found = package.free_path("xl/drawings/vmlDrawing{}.vml")
    package.add(found, EMPTY, _DRAWING)
    relation_id = package.relate(path, "vmlDrawing", found)
    made = section(page.root, "legacyDrawing", SECTIONS)
    made.attrib.update({"xmlns:r": package.relation_names, "r:id": relation_id})
    return found


def _author(comments: Element) -> int:
    authors = section(comments, "authors", _SECTIONS)
    for number, each in enumerate(children(authors, "author")):
        if each.text == AUTHOR:
            return number
    add(authors, "author").text = AUTHOR
    return len(authors) - 1


# -- one comment -----------------------------------------------------------------------------------


def _say(comment: Element, note: Note) -> str:
    """Write the remarks behind what is there; gives all that the comment then says."""
    text = section(comment, "text", ("text", "commentPr", "extLst"))
    before = "".join(each.text or "" for each in text.iter() if local(each.tag) == "t")
    plain = first(text, "t")
    if plain is not None:  # a comment of one piece, which is given a second one
        text.remove(plain)
        _run(text, plain.text or "", bold=False)
    if before:
        _run(text, f"\n\n{SEPARATOR}\n", bold=True)
    said = list(_shown(note.remarks))
    for number, remark in enumerate(said):
        _run(text, f"{remark.heading}\n", bold=True)
        end = "\n\n" if number < len(said) - 1 else ""
        _run(text, "\n".join(remark.lines) + end, bold=False)
    ours = "\n\n".join(remark.text for remark in said)
    return f"{before}\n\n{SEPARATOR}\n{ours}" if before else ours


def _shown(remarks: tuple[Remark, ...]) -> Iterator[Remark]:
    """As many remarks as a note can show; the first one in any case, cut where it is too long."""
    left = _MOST
    for number, remark in enumerate(remarks):
        if len(remark.text) > left:
            if number == 0:
                yield Remark(heading=remark.heading, lines=tuple(_cut(remark.lines)))
            yield Remark(heading="\u2026", lines=(_MORE,))
            return
        left -= len(remark.text)
        yield remark


def _cut(lines: tuple[str, ...]) -> Iterator[str]:
    left = _MOST
    for line in lines:
        if left <= 0:
            return
        yield line if len(line) <= left else f"{line[:left]}\u2026"
        left -= len(line)


def _run(text: Element, said: str, *, bold: bool) -> None:
    run = add(text, "r")
    font = add(run, "rPr")
    if bold:
        add(font, "b")
    for name, attributes in _FONT_PARTS:
        font.append(Element(named(font, name), dict(attributes)))
    add(run, "t", **{"xml:space": "preserve"}).text = stored(said)


_FONT_PARTS = (
    ("sz", (("val", "9"),)),
    ("color", (("indexed", "81"),)),
    ("rFont", (("val", "Tahoma"),)),
    ("family", (("val", "2"),)),
)
