"""How the output folder differs from a build, for people: a line for each file and a short diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.printable import clipped, printable
from tablewright.diagnostics.render.paint import Ink
from tablewright.workspace.comparison import Difference

_LINES = 12  # of the diff of one file
_FILES = 5  # whose diffs are shown
_INKS = {"+": Ink.HELP, "-": Ink.ERROR, "@": Ink.FRAME}


def show_differences(found: Iterable[Difference], folder: Path, out: Terminal) -> None:
    """Print every difference, and the first lines of what changed in the first few files."""
    shown = 0
    for each in found:
        out.page(f"{out.paint(printable(str(folder / each.path)), Ink.PLACE)} {each.kind.value}\n")
        if each.old and each.new and shown < _FILES:
            shown += 1
            for line in _diff(each):
                text = clipped(printable(line), out.columns - 2)
                out.page(f"  {out.paint(text, _INKS.get(line[:1], Ink.FRAME))}\n")


def _diff(difference: Difference) -> Iterator[str]:
    both = (difference.old, difference.new)
    old, new = (each.decode(errors="replace").splitlines() for each in both)
    name = difference.path.as_posix()
    lines = unified_diff(old, new, f"{name} as it is", f"{name} as built", n=1, lineterm="")
    yield from islice(lines, _LINES)
    rest = sum(1 for _ in lines)
    if rest:
        yield f"... and {rest} more lines"
