"""Names of several words, found in a text longest first, ignoring case and runs of blanks.

Knows what a word is: any run of characters but blanks, operators, brackets, commas and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

M = TypeVar("M")

WORD = re.compile(
    r"""[^\s+\-*/=<>!\u2264\u2265\u2260()\[\]{},"\u201c\u201d\u201e\u201f\u00d7\u00f7\u2212]+"""
)
BLANKS = re.compile(r"\s*")


def skip_blanks(text: str, at: int) -> int:
    """The first place from `at` on that is no blank."""
    found = BLANKS.match(text, at)
    return found.end() if found else at


def words_of(text: str) -> tuple[str, ...] | None:
    """The words of a name as they are compared; None when it has an operator, bracket or comma."""
    words = tuple(text.casefold().split())
    return words if words and all(WORD.fullmatch(word) for word in words) else None


@dataclass(frozen=True, slots=True)
class Found(Generic[M]):
    """What a phrase stands for, and where it ends in the text."""

    meaning: M
    words: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrases(Generic[M]):
    """Known phrases by their words."""

    table: Mapping[tuple[str, ...], M]
    longest: int

    def find(self, text: str, at: int) -> Found[M] | None:
        """The longest known phrase that starts at `at`, if any."""
        words: list[str] = []
        ends: list[int] = []
        while len(words) < self.longest and (word := WORD.match(text, at)):
            words.append(word[0].casefold())
            ends.append(word.end())
            at = skip_blanks(text, word.end())
        for count in range(len(words), 0, -1):
            key = tuple(words[:count])
            if key in self.table:
                return Found(self.table[key], count, ends[count - 1])
        return None


def phrases_of(pairs: Iterable[tuple[str, M]]) -> Phrases[M]:
    """The phrases among these; a text that is no run of words has to be written in brackets."""
    table = {words: meaning for text, meaning in pairs if (words := words_of(text)) is not None}
    return Phrases(table, max(map(len, table), default=0))
