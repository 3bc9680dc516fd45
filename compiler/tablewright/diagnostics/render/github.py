"""From findings to workflow commands, which GitHub shows beside a change: one line a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tablewright.diagnostics.grid_view import WorkbookView
from tablewright.diagnostics.model import Diagnostic, Severity
from tablewright.diagnostics.printable import printable
from tablewright.diagnostics.render.labels import others, shown

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "notice",
}


def render(
    diagnostics: Iterable[Diagnostic],
    _workbooks: Mapping[str, WorkbookView],
    *,
    folder: str = "",
) -> str:
    """The findings as commands; `folder` leads from the repository's root to the workbooks."""
    return "".join(f"{_command(finding, folder)}\n" for finding in diagnostics)


def _command(finding: Diagnostic, folder: str) -> str:
    file = f"{folder}/{finding.workbook}" if folder else finding.workbook
    title = f"{finding.code.number} {finding.code.name}"
    place = f"{finding.primary.address}: " if finding.primary is not None else ""
    further = [label.span.address + ": " + label.text for label in shown(finding)]
    further += [f"also: {others(finding)}"] if others(finding) else []
    further += finding.notes
    further += [f"help: {finding.help}"] if finding.help else []
    lines = [place + finding.message, *further]
    message = "%0A".join(_data(line) for line in lines)
    command = _COMMANDS[finding.code.severity]
    return f"::{command} file={_property(file)},title={_property(title)}::{message}"


def _data(text: str) -> str:
    """A text that ends neither the line nor the command, whatever a cell holds."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
