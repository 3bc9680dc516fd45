"""From a text to the characters in it that are not what they look like, and to the text as meant.

Knows characters; knows nothing of cells, or of which texts are values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_REORDERING = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_HYPHENS = "\u2010\u2011\u2043"  # written like `-` inside words
_DASHES = "\u2012-\u2015\u2212\ufe58\ufe63"  # fine in prose, wrong as a minus or as "any"
_DOUBLE_QUOTES = "\u201c-\u201f\u2033\u00ab\u00bb"
_SINGLE_QUOTES = "\u2018-\u201b\u2032\u2039\u203a"
_WIDE = "\uff01-\uff5e"
_LIGATURES = "\ufb00-\ufb06\u2160-\u217f\U0001d400-\U0001d7ff"

# Cyrillic and Greek letters that are drawn like Latin ones.
_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧνοϲϳ",  # noqa: RUF001 - that is what they are for
    "ABESIJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXvocj",
)

_ANYWHERE = re.compile(
    f"[{_BLANKS}{_INVISIBLE}{_REORDERING}{_CONTROL}{_HYPHENS}{_DOUBLE_QUOTES}{_WIDE}{_LIGATURES}]"
)
_QUOTE_AROUND = re.compile(f"(?<![^\\W_])[{_SINGLE_QUOTES}]|[{_SINGLE_QUOTES}](?![^\\W_])")
_DASH_AS_SIGN = re.compile(f"(?:^|[\\[(,<>=≤≥≠\\n])\\s*([{_DASHES}])(?=\\s*\\d)")
_DASH_ALONE = re.compile(f"^\\s*([{_DASHES}])(?=\\s*$)")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_WORD = re.compile(r"[^\W_]+")
_REORDERING_ONLY = re.compile(f"[{_REORDERING}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """One character in a text that is not the one it looks like, and what stands for it."""

    at: int
    character: str
    meant: str

    @property
    def name(self) -> str:
        """What the character is called, with its number."""
        number = f"U+{ord(self.character):04X}"
        name = unicodedata.name(self.character, "").lower()
        return f"{name} ({number})" if name else f"control character {number}"


def look_alikes(text: str) -> tuple[LookAlike, ...]:
    """Every look-alike in a text that is read as a value, in order."""
    if text.isascii() and text.isprintable():
        return ()  # nearly every cell
    found = {at: LookAlike(at=at, character=text[at], meant=meant) for at, meant in _found(text)}
    return tuple(found[at] for at in sorted(found))


def reordering(text: str) -> tuple[LookAlike, ...]:
    """The characters that show a text in another order than it is stored: wrong in prose too."""
    return tuple(
        LookAlike(at=match.start(), character=match[0], meant="")
        for match in _REORDERING_ONLY.finditer(text)
    )


def as_meant(text: str, found: tuple[LookAlike, ...]) -> str:
    """The text with every look-alike replaced, and no blanks around it."""
    characters = list(text)
    for one in found:
        characters[one.at] = one.meant
    return "".join(characters).strip()


def _found(text: str) -> Iterator[tuple[int, str]]:
    for match in _ANYWHERE.finditer(text):
        yield match.start(), _plain(match[0])
    for match in _QUOTE_AROUND.finditer(text):
        yield match.start(), "'"
    for pattern in (_DASH_AS_SIGN, _DASH_ALONE):
        for match in pattern.finditer(text):
            yield match.start(1), "-"
    for match in _FOREIGN_DIGIT.finditer(text):
        yield match.start(), str(unicodedata.digit(match[0]))
    for match in _WORD.finditer(text):
        yield from _twins(match[0], match.start())


def _plain(character: str) -> str:
    if re.match(f"[{_BLANKS}\u2028\u2029]", character):
        return " "
    if re.match(f"[{_HYPHENS}]", character):
        return "-"
    if re.match(f"[{_DOUBLE_QUOTES}]", character):
        return '"'
    if re.match(f"[{_WIDE}{_LIGATURES}]", character):
        return unicodedata.normalize("NFKC", character)
    return ""


def _twins(word: str, start: int) -> Iterator[tuple[int, str]]:
    """Letters of another script in a word that reads as Latin: wholly foreign words are let be."""
    letters = [letter for letter in word if letter.isalpha()]
    if all(letter.isascii() or _twin(letter) for letter in letters) or any(
        letter.isascii() for letter in letters
    ):
        for at, letter in enumerate(word, start):
            if _twin(letter):
                yield at, _twin(letter)


def _twin(letter: str) -> str:
    """The Latin letter that a foreign one is drawn like, or nothing."""
    twin = letter.translate(_TWINS)
    return twin if twin != letter else ""
