"""From the bytes of a workbook to parts that can be edited, and back to bytes.

Knows the container: parts, relations, content types. A part that nobody changed keeps its bytes,
and a workbook that nobody changed is the same file.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tablewright.authoring.markup import add, bytes_of, children, first, named, tree_of

CONTENT_TYPES = "[Content_Types].xml"
_ALWAYS = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the date of every part, so that the same workbook is the same file
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_FAMILY = "http://purl.oclc.org/ooxml"
_STRICT = f"{_STRICT_FAMILY}/officeDocument/relationships"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part points to: the last word of the relation's type, and the path of the other."""

    id: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A worksheet: its name, and where its part lies. In the order of the tabs."""

    name: str
    path: str


class Package:
    """The parts of one workbook. Elements that it gives out are edited in place."""

    def __init__(self, data: bytes) -> None:
        """Open a workbook whose package has been checked by the reader."""
        self._data = data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {
                name: package.read(name) for name in package.namelist() if name[-1:] != "/"
            }
        self._open: dict[str, Element] = {}
        self._as_opened: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._parts or path in self._added

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all parts."""
        return (*self._parts, *self._added)

    def part(self, path: str) -> Element:
        """The root of an XML part, to be read or edited in place."""
        if path not in self._open:
            root = tree_of(self._parts.get(path) or self._added[path])
            self._open[path] = root
            self._as_opened[path] = bytes_of(root)
        return self._open[path]

    def content(self, path: str) -> bytes:
        """The bytes that a part will be saved with."""
        root = self._open.get(path)
        edited = None if root is None else bytes_of(root)
        if edited is not None and edited != self._as_opened[path]:
            return edited
        return self._added.get(path) or self._parts[path]

    def add(self, path: str, content: bytes, content_type: str) -> None:
        """A new part under its content type; an ending that has a default type needs none."""
        self._added[path] = content
        types = self.part(CONTENT_TYPES)
        if not any(each.get("PartName") == f"/{path}" for each in children(types, "Override")):
            add(types, "Override", PartName=f"/{path}", ContentType=content_type)

    def replace(self, path: str, content: bytes) -> None:
        """Give a part that is no tree other bytes."""
        self._added[path] = content

    def declare_ending(self, ending: str, content_type: str) -> None:
        """The content type of every part whose name ends so."""
        types = self.part(CONTENT_TYPES)
        known = (each.get("Extension", "").casefold() for each in children(types, "Default"))
        if ending not in known:
            wanted = {"Extension": ending, "ContentType": content_type}
            types.insert(0, Element(named(types, "Default"), wanted))

    def relations(self, path: str) -> tuple[Relation, ...]:
        """What a part points to inside the package; the empty path is the package itself."""
        where = _relations_path(path)
        if where not in self:
            return ()
        folder = posixpath.dirname(path)
        return tuple(
            Relation(
                id=each.get("Id", ""),
                kind=each.get("Type", "").rpartition("/")[2],
                path=posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip(
                    "/"
                ),
            )
            for each in children(self.part(where), "Relationship")
            if each.get("TargetMode") != "External"
        )

    def related(self, path: str, kind: str) -> str | None:
        """The path of the first part of that kind that a part points to."""
        return next((each.path for each in self.relations(path) if each.kind == kind), None)

    def relate(self, path: str, kind: str, target: str) -> str:
        """Point from a part to another one, and give the relation's id."""
        where = _relations_path(path)
        if where not in self:
            self._added[where] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        root = self.part(where)
        used = {each.get("Id") for each in children(root, "Relationship")}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        link = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(path)}")
        kind_of = f"{self.relation_names}/{kind}"
        add(root, "Relationship", Id=f"rId{number}", Type=kind_of, Target=link)
        return f"rId{number}"

    def drop(self, path: str, target: str) -> None:
        """Take out a part to which another one points, and all that says that it is there."""
        ids = {each.id for each in self.relations(path) if each.path == target}
        relations, types = self.part(_relations_path(path)), self.part(CONTENT_TYPES)
        for each in tuple(relations):
            if each.get("Id") in ids:
                relations.remove(each)
        for each in tuple(types):
            if each.get("PartName") == f"/{target}":
                types.remove(each)
        for gone in (target, _relations_path(target)):
            for parts in (self._parts, self._added):
                parts.pop(gone, None)
            self._open.pop(gone, None)

    def free_path(self, pattern: str) -> str:
        """A path that no part has: the pattern with the first number that is free for its `{}`."""
        taken = {name.casefold() for name in self.paths}
        numbers = range(1, len(taken) + 2)
        return next(p for n in numbers if (p := pattern.format(n)).casefold() not in taken)

    @property
    def workbook(self) -> str:
        """The path of the part that lists the sheets."""
        return self.related("", "officeDocument") or "xl/workbook.xml"

    @property
    def is_strict(self) -> bool:
        """Whether the workbook is of the strict dialect, whose namespaces are others."""
        declared = self.part(self.workbook).attrib.values()
        return any("purl.oclc.org/ooxml/spreadsheetml" in each for each in declared)

    @property
    def main(self) -> str:
        """The namespace of the elements of sheets."""
        return f"{_STRICT_FAMILY}/spreadsheetml/main" if self.is_strict else _MAIN

    @property
    def relation_names(self) -> str:
        """The namespace of the ids by which parts name their relations."""
        return _STRICT if self.is_strict else _KINDS

    @property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets, in the order of their tabs."""
        paths = {each.id: each.path for each in self.relations(self.workbook)}
        listed = first(self.part(self.workbook), "sheets")
        found = (
            (sheet.get("name", ""), paths.get(_relation_id(sheet), ""))
            for sheet in (() if listed is None else children(listed, "sheet"))
        )
        worksheets = {
            each.path for each in self.relations(self.workbook) if each.kind == "worksheet"
        }
        return tuple(SheetPart(name=name, path=path) for name, path in found if path in worksheets)

    def packed(self) -> bytes:
        """The workbook as one file; the very same bytes when nothing was changed."""
        parts = {path: self.content(path) for path in self.paths}
        return self._data if parts == self._parts else packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as one file, the same for the same parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in parts.items():
            entry = zipfile.ZipInfo(path, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # as on every system
            package.writestr(entry, content)
    return target.getvalue()


def _relation_id(sheet: Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")


def _relations_path(path: str) -> str:
    folder, name = posixpath.split(path)
    return f"{folder}/_rels/{name}.rels".lstrip("/")
