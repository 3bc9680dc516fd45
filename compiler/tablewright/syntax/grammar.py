"""From lexemes to a tree by one of the two grammars. Knows no words of the language.

Scanners find the lexemes, because what a name is depends on the workbook; lark checks their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Generic, TypeVar, cast

import lark
from lark.parsers.lalr_interactive_parser import InteractiveParser

from tablewright.syntax.tree import Place

T = TypeVar("T")
M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Lexeme(Generic[M_co]):
    """A terminal of a grammar, the characters it was read from, and what it stands for."""

    type: str
    place: Place
    meaning: M_co


@dataclass(frozen=True, slots=True)
class Unexpected:
    """The first lexeme that no sentence has here (None: the end), and the terminals that may be."""

    lexeme: Lexeme[object] | None
    before: Lexeme[object] | None
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar(Generic[T]):
    """A grammar whose transformer makes a T of every sentence."""

    parser: lark.Lark

    def parse(self, lexemes: Sequence[Lexeme[object]]) -> T | Unexpected:
        """The tree of the lexemes. Nesting costs no recursion: the parser keeps its own stack."""
        state = self.parser.parse_interactive()
        before: Lexeme[object] | None = None
        for lexeme in lexemes:
            try:
                # The parser looks at `type` alone and hands the lexeme on to the transformer.
                state.feed_token(cast("lark.Token", lexeme))
            except lark.UnexpectedToken:
                return Unexpected(lexeme, before, _accepted(state))
            before = lexeme
        try:
            return cast("T", state.feed_token(lark.Token("$END", "")))
        except lark.UnexpectedToken:
            return Unexpected(None, before, _accepted(state))


def grammar_text(name: str) -> str:
    """The grammar of this name, a part of the package as the code is."""
    return resources.files(__package__).joinpath(f"{name}.lark").read_text(encoding="utf-8")


def _accepted(state: InteractiveParser) -> frozenset[str]:
    return frozenset(state.accepts())  # type: ignore[no-untyped-call]
