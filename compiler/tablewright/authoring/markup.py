"""From an XML part to a tree of elements under their written names, and back. Knows no format.

Prefixes and namespace declarations are names and attributes like any other, so that what other
programs keep in a part survives. Comments between elements do not; no program reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_IN_TEXT = re.compile(r"[&<>\r]")
_IN_ATTRIBUTE = re.compile(r'[&<>"\r\n\t]')
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def tree_of(data: bytes) -> Element:
    """The root of a part that has been inspected: well-formed, without a DTD."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)  # noqa: FBT003 - the parser takes no keyword
    return builder.close()


def bytes_of(root: Element) -> bytes:
    """The part as UTF-8."""
    return (_HEAD + "".join(_pieces(root))).encode()


def _pieces(element: Element) -> Iterator[str]:
    attributes = "".join(
        f' {name}="{_IN_ATTRIBUTE.sub(_sign, text)}"' for name, text in element.items()
    )
    if len(element) or element.text:
        yield f"<{element.tag}{attributes}>{_IN_TEXT.sub(_sign, element.text or '')}"
        for child in element:
            yield from _pieces(child)
            yield _IN_TEXT.sub(_sign, child.tail or "")
        yield f"</{element.tag}>"
    else:
        yield f"<{element.tag}{attributes}/>"


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], f"&#{ord(found[0])};")


def local(tag: str) -> str:
    """The name of an element without its prefix."""
    return tag.rpartition(":")[2]


def named(parent: Element, name: str) -> str:
    """A name as it is written beside its parent: under the same prefix."""
    prefix, colon, _ = parent.tag.rpartition(":")
    return f"{prefix}{colon}{name}"


def children(parent: Element, name: str) -> Iterator[Element]:
    """The children of that name, under whatever prefix."""
    return (child for child in parent if local(child.tag) == name)


def first(parent: Element, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(parent, name), None)


def add(parent: Element, name: str, /, **attributes: str) -> Element:
    """A new last child."""
    child = Element(named(parent, name), attributes)
    parent.append(child)
    return child


def section(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """The one child of that name; made where the format's order of children wants it."""
    found = first(parent, name)
    return insert(parent, name, order) if found is None else found


def insert(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """One more child of that name, behind those that there are, in the format's order."""
    later = frozenset(order[order.index(name) + 1 :])
    at = next(
        (place for place, child in enumerate(parent) if local(child.tag) in later), len(parent)
    )
    made = Element(named(parent, name))
    parent.insert(at, made)
    return made
