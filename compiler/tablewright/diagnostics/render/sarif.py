"""From findings to SARIF 2.1.0, the format in which code scanners exchange results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from tablewright.diagnostics.codes import REGISTRY
from tablewright.diagnostics.grid_view import WorkbookView
from tablewright.diagnostics.model import CellSpan, Code, Diagnostic, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "note",
}

_Object = dict[str, object]


def render(
    diagnostics: Iterable[Diagnostic],
    _workbooks: Mapping[str, WorkbookView],
    *,
    folder: str = "",
) -> str:
    """One run with every finding; `folder` leads from the repository's root to the workbooks."""
    driver: _Object = {"name": "tablewright", "rules": [_rule(code) for code in REGISTRY]}
    run: _Object = {
        "tool": {"driver": driver},
        "results": [_result(finding, folder) for finding in diagnostics],
    }
    log: _Object = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(code: Code) -> _Object:
    return {
        "id": code.number,
        "name": code.name,
        "shortDescription": {"text": code.title},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Diagnostic, folder: str) -> _Object:
    text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    related = [
        {"id": number, "message": {"text": label.text}, **_location(label.span, "", folder)}
        for number, label in enumerate(finding.labels, 1)
    ]
    return {
        "ruleId": finding.code.number,
        "ruleIndex": REGISTRY.index(finding.code),
        "level": _LEVELS[finding.code.severity],
        "message": {"text": text},
        "locations": [_location(finding.primary, finding.workbook, folder)],
        "relatedLocations": related,
    }


def _location(at: CellSpan | None, workbook: str, folder: str) -> _Object:
    """A workbook has no lines: the cell is a logical location inside the file."""
    label = at.workbook if at is not None else workbook
    uri = PurePosixPath("/", folder, label).as_uri().removeprefix("file:///")
    location: _Object = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    if at is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": at.address, "kind": "member"}]
    return location
