"""From any text, hostile or not, to what may go to a terminal, and how wide it shows there."""

from __future__ import annotations

import unicodedata

_NO_WIDTH = frozenset({"Mn", "Me"})


def printable(text: str) -> str:
    """The text on one line: line ends as ↵; signs that do not show, and odd blanks, as escapes."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def width(text: str) -> int:
    """How many columns of a terminal a printable text takes."""
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def clipped(text: str, columns: int) -> str:
    """A printable text cut to so many columns, the cut marked."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) >= columns:
            break
        kept += character
    return f"{kept.rstrip()}…"


def padded(text: str, columns: int) -> str:
    """A printable text filled with blanks up to so many columns."""
    return text + " " * (columns - width(text))


def _shown(character: str) -> str:
    if character == "\n":
        return "↵"
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")


def _columns(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
