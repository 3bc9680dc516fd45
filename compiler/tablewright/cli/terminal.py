"""Where a command prints: with colour and progress only for people, and never a control character.

Knows what a terminal can show, and nothing of what is said.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from tablewright.diagnostics.printable import printable
from tablewright.diagnostics.render.paint import Ink, coloured

_USUAL, _WIDEST, _NARROWEST = 88, 120, 50
# Everything that moves the cursor or hides text, but for line ends and for colours of our own.
_UNSAFE = re.compile(
    r"(?!\x1b\[[0-9;]{1,7}m)[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_CLEAR_LINE = "\r\x1b[K"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A stream to print to. `live` is a terminal that someone watches."""

    stream: TextIO
    live: bool
    color: bool
    columns: int

    def line(self, text: str) -> None:
        """Print a message, every line of it made safe."""
        for each in text.split("\n"):
            self.stream.write(f"{printable(each)}\n")

    def page(self, text: str) -> None:
        """Print text that was laid out already, with colours of ours where there are any."""
        self.stream.write(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text))

    def raw(self, text: str) -> None:
        """Print what a machine will read, as it is."""
        self.stream.write(text)

    def paint(self, text: str, ink: Ink) -> str:
        """The text in its colour, where there are colours."""
        return coloured(text, ink) if self.color else text

    def progress(self, text: str) -> None:
        """Show what is being done in place of what was shown last; empty clears. Live only."""
        if self.live:
            shown = printable(text)[: self.columns - 1]
            self.stream.write(f"{_CLEAR_LINE}{shown}")
            self.stream.flush()


def terminal_of(stream: TextIO) -> Terminal:
    """The stream, made to take every character whatever the locale says."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    live = stream.isatty() and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((_USUAL, 24)).columns if live else _USUAL
    return Terminal(
        stream=stream,
        live=live,
        color=live and not os.environ.get("NO_COLOR"),
        columns=max(_NARROWEST, min(width, _WIDEST)),
    )
