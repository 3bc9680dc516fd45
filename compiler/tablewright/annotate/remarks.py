"""A finding in the words that stand beside a cell: what is wrong, for which request, what to do.

Every text is made printable, for cells can hold anything. Knows no format of a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.diagnostics.model import Diagnostic, Label, Severity, Witness
from tablewright.diagnostics.printable import printable

WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.ADVICE: "Advice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A heading and the lines below it."""

    heading: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join((self.heading, *self.lines))


def remark_on(finding: Diagnostic) -> Remark:
    """What is said at the finding's own cell."""
    lines = [printable(finding.message), *map(printable, finding.notes)]
    if finding.witness is not None:
        lines += ("For example:", *example_lines(finding.witness))
    if finding.help:
        lines.append(f"What to do: {printable(finding.help)}")
    return Remark(heading=_heading(finding), lines=tuple(lines))


def remark_beside(finding: Diagnostic, label: Label) -> Remark:
    """What is said at a cell that a finding elsewhere has to do with."""
    place = "" if finding.primary is None else f"See {printable(finding.primary.address)}: "
    lines = (printable(label.text), f"{place}{printable(finding.message)}")
    return Remark(heading=_heading(finding), lines=tuple(line for line in lines if line))


def example_lines(witness: Witness) -> Iterator[str]:
    """One request: a name and its value to a line, then what it gives."""
    for name, value in witness.given:
        yield f"{printable(name)}: {printable(value)}"
    if witness.result:
        yield printable(witness.result)


def _heading(finding: Diagnostic) -> str:
    code = finding.code
    return f"{WORDS[code.severity]} {code.number} {code.name}"
