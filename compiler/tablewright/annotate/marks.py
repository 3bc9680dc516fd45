"""From findings to what is marked on each sheet: ranges by color, and one note for each cell.

Knows no format of a file, and not what colors there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tablewright.annotate.remarks import Remark, remark_beside, remark_on
from tablewright.diagnostics.model import CellSpan, Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Tint:
    """A color: that of a severity, paler where a finding elsewhere has to do with the cell."""

    severity: Severity
    pale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tinted:
    """Ranges of one color."""

    tint: Tint
    spans: tuple[CellSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """All that is said at one cell, the findings of the cell itself first."""

    row: int
    column: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One sheet's. Where two colors meet, the one that comes first is seen."""

    sheet: str
    tinted: tuple[Tinted, ...]
    notes: tuple[Note, ...]


# In the order in which colors lie over each other.
TINTS = tuple(Tint(severity, pale) for pale in (False, True) for severity in Severity)


def marks_of(findings: Iterable[Diagnostic], workbook: str) -> tuple[Marks, ...]:
    """The marks of every sheet of a workbook that has some, in the order of the findings."""
    sheets: dict[str, _Sheet] = {}
    for finding in findings:
        if finding.primary is not None and finding.primary.workbook == workbook:
            at = finding.primary
            sheet = sheets.setdefault(at.sheet, _Sheet(at.sheet))
            sheet.add(at, Tint(finding.code.severity, pale=False), remark_on(finding))
        for label in finding.labels:
            if label.span.workbook == workbook:
                sheet = sheets.setdefault(label.span.sheet, _Sheet(label.span.sheet))
                tint = Tint(finding.code.severity, pale=True)
                sheet.add(label.span, tint, remark_beside(finding, label))
    return tuple(sheet.marks() for sheet in sheets.values())


@dataclass(slots=True)
class _Sheet:
    """What has been found on one sheet so far."""

    name: str
    spans: dict[Tint, dict[CellSpan, None]] = field(default_factory=dict)
    own: dict[tuple[int, int], list[Remark]] = field(default_factory=dict)
    others: dict[tuple[int, int], list[Remark]] = field(default_factory=dict)

    def add(self, at: CellSpan, tint: Tint, remark: Remark) -> None:
        self.spans.setdefault(tint, {})[at] = None
        there = (self.others if tint.pale else self.own).setdefault((at.top, at.left), [])
        if remark not in there:
            there.append(remark)

    def marks(self) -> Marks:
        tinted = (Tinted(tint=t, spans=tuple(self.spans[t])) for t in TINTS if t in self.spans)
        return Marks(sheet=self.name, tinted=tuple(tinted), notes=tuple(self._notes()))

    def _notes(self) -> Iterator[Note]:
        for row, column in sorted({*self.own, *self.others}):
            remarks = (
                *self.own.get((row, column), ()),
                *self.others.get((row, column), ()),
            )
            yield Note(row=row, column=column, remarks=remarks)
