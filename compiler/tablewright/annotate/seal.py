"""The mark that a copy carries: a document property with the digest of all its other parts.

By the mark a copy is known for one of ours, by the digest for one that nobody has changed since.
"""

from __future__ import annotations

import hashlib
from xml.etree.ElementTree import Element

from tablewright.authoring.markup import add, children
from tablewright.authoring.package import Package

_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OPEN = "http://schemas.openxmlformats.org/officeDocument/2006"
_NAMES = f"{_OPEN}/custom-properties", f"{_OPEN}/docPropsVTypes"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument"
_STRICT_NAMES = f"{_STRICT}/customProperties", f"{_STRICT}/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that people name
_KINDS = ("custom-properties", "customProperties")  # the latter in the strict dialect
_FIRST_NUMBER = 2


def seal(package: Package, mark: str) -> None:
    """Mark a copy that is complete."""
    names, values = _STRICT_NAMES if package.is_strict else _NAMES
    path = _properties(package)
    if path is None:
        path = _usual_path(package)
        package.add(path, f'<Properties xmlns="{names}"/>'.encode(), _TYPE)
        package.relate("", _KINDS[package.is_strict], path)
    unseal(package, mark)
    root = package.part(path)
    numbers = [int(each.get("pid", "0")) for each in children(root, "property")]
    number = max((_FIRST_NUMBER - 1, *numbers)) + 1
    made = add(root, "property", fmtid=_FORMAT, pid=str(number), name=mark)
    text = Element("vt:lpwstr", {"xmlns:vt": values})
    text.text = _digest(package, path)
    made.append(text)


def unseal(package: Package, mark: str) -> None:
    """Take the mark off again."""
    path = _properties(package)
    if path is None or path not in package:
        return
    root = package.part(path)
    for each in tuple(children(root, "property")):
        if each.get("name") == mark:
            root.remove(each)


def is_marked(package: Package, mark: str) -> bool:
    """Whether a workbook is, or was made from, such a copy."""
    path = _properties(package)
    if path is None or path not in package:
        return False
    return any(each.get("name") == mark for each in children(package.part(path), "property"))


def is_untouched(data: bytes, mark: str) -> bool:
    """Whether a workbook, which has been checked by the reader, is a copy as it was sealed."""
    package = Package(data)
    path = _properties(package)
    if path is None or path not in package:
        return False
    for each in children(package.part(path), "property"):
        if each.get("name") == mark:
            return "".join(each.itertext()) == _digest(package, path)
    return False


def _properties(package: Package) -> str | None:
    """Where the workbook keeps the properties that people have named."""
    found = (package.related("", kind) for kind in _KINDS)
    return next((path for path in found if path is not None), None)


def _usual_path(package: Package) -> str:
    usual = "docProps/custom.xml"
    return package.free_path("docProps/custom{}.xml") if usual in package else usual


def _digest(package: Package, properties: str) -> str:
    """The digest of all parts but the one that holds it."""
    found = hashlib.sha256()
    for path in sorted(package.paths):
        if path != properties:
            content = package.content(path)
            found.update(f"{path}\n{len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()
