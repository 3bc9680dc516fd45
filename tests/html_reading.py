"""A page read back: its elements with their attributes, its links and its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = frozenset({"a", "b", "bdi", "strong", "time", "span", "code", "small"})
VOID = frozenset({"meta", "br", "wbr", "img", "link", "input", "hr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element as it stands in the text."""

    tag: str
    attributes: dict[str, str]
    above: tuple[str, ...]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything it says, with single blanks."""
        return " ".join("".join(self.words).replace("\u00a0", " ").split())


class Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        if self._open:
            raise AssertionError(f"not closed: {self._open[-1].tag}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; no attribute is given twice."""
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute of {tag} is given twice"
        above = tuple(element.tag for element in self._open)
        element = Element(tag=tag, attributes=attributes, above=above)
        self.elements.append(element)
        if tag not in VOID:
            self._break(tag)
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one opened last."""
        assert self._open, f"{tag} closes nothing"
        assert self._open.pop().tag == tag
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Text counts for every element that is open."""
        for element in self._open:
            element.words.append(data)

    def _break(self, tag: str) -> None:
        """Blocks stand apart, as they do on the screen."""
        if tag not in INLINE:
            self.handle_data(" ")

    def every(self, *tags: str) -> list[Element]:
        """The elements of these tags, in order."""
        return [element for element in self.elements if element.tag in tags]

    def with_id(self, identity: str) -> Element:
        """The element with this id."""
        return next(each for each in self.elements if each.attributes.get("id") == identity)

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [each.attributes["id"] for each in self.elements if "id" in each.attributes]
