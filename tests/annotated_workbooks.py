"""Workbooks with findings, the copies that show them, and what a reader of such a copy sees."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook as Opened
from openpyxl.worksheet.worksheet import Worksheet

from tablewright.annotate.annotated import Told, annotated
from tablewright.annotate.missing_sheet import Lacking
from tablewright.annotate.tints import OURS
from tablewright.checks.reason.proposals import missing_rules
from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import title_of
from tablewright.diagnostics.codes import GAP
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.driver import Checked, check
from tablewright.source.grid import Workbook
from tablewright.trials.judge import judge_of
from tablewright.workspace.copies import MARK
from tablewright.workspace.workbooks import find_workbooks

FINDINGS, MISSING = "Notes - Findings", "Notes - Missing rules"

# A table with gaps and an overlap, and a second one with a gap.
GAPS = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | 2025
In force from | 2025-01-01
Version date | Request date
Decision | Answer

== Glossary ==
Glossary
Name | Type | Unit | Allowed values | Blank means
Request date | date
Age | whole number | years | [0..130]
Diagnosis | text | | breast, lung, "throat, upper" = THROAT, not stated
Drug | code
Label date | date | | | nothing
Weight | number | kg | (0..300]
Fit | yes/no
Result | text | | approve, refer
Months | whole number | months | [1..12] | nothing
Rate | number

== Answer ==
Decision table | Answer | Hit policy | Unique | Coverage | complete
Rule | If | If | If | If | Then | Then | Cite | Note
| Age | Diagnosis | Drug | Label date | Result | Months
1 | >= 18 | breast | J9354 | - | approve | 6 | I.A | an adult
2 | [12..18] | breast, lung | J9354 | >= 2025-01-01 | refer | | I.B
3 | < 12 | - | - | - | refer | | I.C

== Dose ==
Decision table | Dose | Hit policy | First | Coverage | complete
Rule | If | If | Then
| Weight | Fit | Rate
'a | < 50 | yes | 1
'b | > 50 | - | 2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A workbook, its findings and its copy."""

    data: bytes
    workbook: Workbook
    findings: tuple[Diagnostic, ...]
    checked: Checked
    copy: bytes


def shown(path: Path) -> Shown:
    """The copy of a workbook on disk."""
    found = find_workbooks([path], [path.parent])
    (source,) = found.sources
    checked = check(found, lambda _: None)
    workbook = checked.workbooks[source.label]
    told = Told(
        workbook=workbook,
        findings=checked.diagnostics,
        lacking=tuple(lacking_in(checked)),
    )
    data = path.read_bytes()
    return Shown(
        data=data,
        workbook=workbook,
        findings=checked.diagnostics,
        checked=checked,
        copy=annotated(data, told, MARK),
    )


def lacking_in(checked: Checked) -> list[Lacking]:
    """The rules that tables with a gap lack."""
    gaps = {finding.primary for finding in checked.diagnostics if finding.code == GAP}
    studies = (Study(each.program, judge_of(each.program)) for each in checked.versions)
    return [
        Lacking(table=table, missing=missing_rules(study, table))
        for study in studies
        for table in study.program.tables
        if title_of(table) in gaps
    ]


def opened(data: bytes) -> Opened:
    """A copy as another reader of workbooks sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def colors(page: Worksheet) -> dict[str, str]:
    """The color of each range that carries a mark of ours; the one seen comes first."""
    found: dict[str, str] = {}
    rules = [
        (rule.priority, str(listed.sqref), rule)
        for listed in page.conditional_formatting
        for rule in listed.rules
        if rule.formula == [OURS]
    ]
    for _, ranges, rule in sorted(rules, key=lambda each: each[0]):
        for each in ranges.split():
            found.setdefault(each, rule.dxf.fill.bgColor.rgb)
    return found


def note_at(book: Opened, span: CellSpan) -> str:
    """The note at the first cell of a range."""
    comment = book[span.sheet].cell(row=span.top, column=span.left).comment
    return comment.text if comment is not None else ""


def in_one_line(text: str) -> str:
    """The text without line breaks, as comparisons want it."""
    return re.sub(r"\s+", " ", text)
