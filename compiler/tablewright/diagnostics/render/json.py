"""From findings to JSON for programs: a list of flat objects, in ASCII."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from tablewright.diagnostics.grid_view import WorkbookView
from tablewright.diagnostics.model import Diagnostic, Label, Witness


def render(diagnostics: Iterable[Diagnostic], _workbooks: Mapping[str, WorkbookView]) -> str:
    """The findings as a JSON list; sheet and range are null where no cell can be named."""
    return json.dumps([_finding(finding) for finding in diagnostics], indent=2) + "\n"


def _finding(finding: Diagnostic) -> dict[str, object]:
    at = finding.primary
    return {
        "code": finding.code.number,
        "name": finding.code.name,
        "severity": finding.code.severity.value,
        "message": finding.message,
        "workbook": finding.workbook,
        "sheet": at.sheet if at is not None else None,
        "range": at.range if at is not None else None,
        "labels": [_label(label) for label in finding.labels],
        "notes": list(finding.notes),
        "help": finding.help,
        "witness": _witness(finding.witness) if finding.witness is not None else None,
    }


def _label(label: Label) -> dict[str, str]:
    return {
        "workbook": label.span.workbook,
        "sheet": label.span.sheet,
        "range": label.span.range,
        "text": label.text,
    }


def _witness(witness: Witness) -> dict[str, object]:
    return {"given": dict(witness.given), "result": witness.result}
