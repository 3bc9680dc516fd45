"""From shared or inline strings to plain texts. Knows runs of rich text only by strike-through."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tablewright.source.limits import MAX_TEXT, too_large
from tablewright.source.markup import first, is_on, local, stream

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text, and whether any run of it is struck through."""

    text: str
    struck: bool = False


def shared_texts(package: zipfile.ZipFile, path: str | None) -> tuple[Text, ...]:
    """The texts that cells name by number."""
    return () if path is None else tuple(_texts(package, path))


def _texts(package: zipfile.ZipFile, path: str) -> Iterator[Text]:
    characters = 0
    for item in stream(package, path, 1):
        text = rich_text(item)
        characters += len(text.text)
        if characters > MAX_TEXT:
            raise too_large(f"The cells hold more than {MAX_TEXT:,} characters")
        yield text


def rich_text(node: Element) -> Text:
    """The plain text of a shared or inline string, without its phonetic reading."""
    pieces: list[str] = []
    struck = False
    for part in node:
        match local(part.tag):
            case "t":
                pieces.append(part.text or "")
            case "r":
                strike = first(first(part, "rPr"), "strike")
                text = first(part, "t")
                pieces.append((text.text or "") if text is not None else "")
                struck = struck or (is_struck(strike) and pieces[-1].strip() != "")
            case _:
                pass
    return Text(text=_unescaped("".join(pieces)), struck=struck)


def is_struck(strike: Element | None) -> bool:
    """Whether a font has strike-through, given its `strike` element."""
    return strike is not None and is_on(strike.get("val", "1"))


def _unescaped(text: str) -> str:
    """Control characters are stored as `_x000D_`; half surrogates stay as they were written."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return match[0] if code in _SURROGATES else chr(code)

    return _ESCAPED.sub(character, text).replace("\r\n", "\n") if "_x" in text else text
