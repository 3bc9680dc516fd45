"""From a part of a checked package to XML elements, whole or as a stream.

Knows no part's meaning.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, iterparse

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tablewright.source.limits import unreadable

_WHOLE = re.compile(r"[0-9]{1,9}")


def local(tag: str) -> str:
    """The name of an element without its namespace: both dialects of the format read alike."""
    return tag.rpartition("}")[2]


def parse(package: zipfile.ZipFile, path: str) -> Element:
    """A small part as one tree."""
    try:
        root: Element = fromstring(package.read(path), forbid_dtd=True)
    except KeyError as fault:
        raise unreadable(f"Part {path[:80]} of the workbook is missing") from fault
    except (ParseError, DefusedXmlException) as fault:
        raise unreadable(f"Part {path[:80]} of the workbook is not well-formed XML") from fault
    return root


def stream(package: zipfile.ZipFile, path: str, depth: int) -> Iterator[Element]:
    """The elements of a large part down to `depth` below its root, each as it ends, then forgotten.

    Read by the plain parser, which is much faster: the package has been inspected, so there is no
    DTD left to be afraid of.
    """
    if path not in package.NameToInfo:
        raise unreadable(f"Part {path[:80]} of the workbook is missing")
    above: list[Element] = []
    with package.open(path) as source:
        for event, element in iterparse(source, events=("start", "end")):  # noqa: S314 - see above
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if 0 < len(above) <= depth:
                yield element
                above[-1].clear()


def children(node: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    for child in node if node is not None else ():
        if local(child.tag) == name:
            yield child


def first(node: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(node, name), None)


def is_on(flag: str) -> bool:
    """Whether an on-off attribute is on."""
    return flag in {"1", "true", "on"}


def whole(text: str) -> int:
    """A whole number in an attribute."""
    if not _WHOLE.fullmatch(text):
        raise unreadable(f"The workbook has {text[:20]!r} where a whole number belongs")
    return int(text)
