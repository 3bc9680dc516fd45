"""The signs of the cell language, and the signs of other languages with the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tablewright.ir.expr import Operator

COMPARISONS: Mapping[str, Operator] = {
    "=": Operator.EQUAL,
    "!=": Operator.NOT_EQUAL,
    "<>": Operator.NOT_EQUAL,
    "\u2260": Operator.NOT_EQUAL,
    "<": Operator.LESS,
    "<=": Operator.AT_MOST,
    "\u2264": Operator.AT_MOST,
    ">": Operator.MORE,
    ">=": Operator.AT_LEAST,
    "\u2265": Operator.AT_LEAST,
}
COMPARISON = re.compile("[<>!]=|<>|[=<>\u2260\u2264\u2265]")

_FOREIGN: Mapping[str, str] = {
    "==": "=",
    "=>": ">=",
    "=<": "<=",
    "!": "not",
    "&&": "and",
    "||": "or",
    "\u00d7": "*",
    "\u00f7": "/",
    "\u2212": "-",
    "{": "(",
    "}": ")",
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
}
_FOREIGN_SIGN = re.compile(
    "==|=>|=<|!(?!=)|&&|[|][|]|[\u00d7\u00f7\u2212{}\u201c-\u201f\u00ab\u00bb]"
)


def foreign_sign(text: str, at: int) -> tuple[str, str] | None:
    """A sign of another language at this place, and the sign to write instead."""
    found = _FOREIGN_SIGN.match(text, at)
    return None if found is None else (found[0], _FOREIGN[found[0]])


def comma_words(number: str) -> tuple[str, str]:
    """What to say of `1,000` or `3,6`."""
    return (
        f"`{number}` has a comma between digits.",
        "Write one number without a comma (decimals with a point), two with a blank after it.",
    )
