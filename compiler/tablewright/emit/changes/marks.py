"""Two texts of a cell in pieces, those that only one of them has marked: word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from tablewright.emit.changes.rows import Piece

_WORD = re.compile(r"\s+|\w+(?:[.,/-]\w+)*|[^\w\s]")
_ALIKE = 0.4  # below this share of common words marking single ones confuses more than it tells

Pieces = tuple[Piece, ...]


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The pieces of both texts."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not old or not new or matcher.ratio() < _ALIKE:
        return _whole(old), _whole(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        same = kind == "equal"
        left.append(Piece(text="".join(before[a:b]), marked=not same))
        right.append(Piece(text="".join(after[c:d]), marked=not same))
    return _said(left), _said(right)


def _whole(text: str) -> Pieces:
    return (Piece(text=text, marked=True),) if text else ()


def _said(pieces: list[Piece]) -> Pieces:
    return tuple(piece for piece in pieces if piece.text)
