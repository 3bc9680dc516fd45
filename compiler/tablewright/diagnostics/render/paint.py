"""Colours of a terminal, or none. Knows what is painted, not where it stands."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from tablewright.diagnostics.model import Severity


class Ink(StrEnum):
    """What a piece of text is; each has one look."""

    ERROR = "1;31"
    WARNING = "1;33"
    ADVICE = "1;34"
    STRONG = "1"
    PLACE = "36"
    FRAME = "2"
    LABEL = "34"
    HELP = "1;32"


Paint = Callable[[str, Ink], str]

INK_OF = {
    Severity.ERROR: Ink.ERROR,
    Severity.WARNING: Ink.WARNING,
    Severity.ADVICE: Ink.ADVICE,
}


def coloured(text: str, ink: Ink) -> str:
    """The text between the codes that colour it; nothing around nothing."""
    return f"\x1b[{ink.value}m{text}\x1b[0m" if text else ""


def uncoloured(text: str, _ink: Ink) -> str:
    """The text as it is."""
    return text
