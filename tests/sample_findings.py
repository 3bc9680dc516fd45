"""A small workbook and findings about it, for the renderers."""

from __future__ import annotations

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import (
    CellSpan,
    Code,
    Diagnostic,
    Label,
    Severity,
    Witness,
)
from tablewright.source.grid import Cell, Sheet, Workbook

LABEL = "policy/2025.xlsx"
OVERLAP = Code(number="TW499", name="sample-overlap", severity=Severity.WARNING, title="Sample")

_DOSE = (
    ("Decision table", "Dose", "Hit policy", "Unique"),
    ("Rule", "If", "If", "Then"),
    ("", "Diagnosis", "Age in years", "Outcome"),
    ("1", "breast cancer", ">= 18", "approve"),
    ("2", "brest cancer", "", "refer to a specialist who knows the disease well"),
    ("3", "東京\u202e, \x1b[31mred", "< 18\n>= 65", "not met"),
)
_GLOSSARY = (
    ("Glossary",),
    ("Name", "Type", "Allowed values"),
    ("Diagnosis", "text", "breast cancer, NSCLC"),
)


def _sheet(name: str, rows: tuple[tuple[str, ...], ...]) -> Sheet:
    cells = {
        (row, column): Cell(row=row, column=column, value=text, display=text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    return Sheet(name=name, cells=cells)


WORKBOOK = Workbook(label=LABEL, sheets=(_sheet("Dose", _DOSE), _sheet("Glossary", _GLOSSARY)))


def span(sheet: str, top: int, left: int, bottom: int = 0, right: int = 0) -> CellSpan:
    """A range of the sample; one cell when its end is not given."""
    return CellSpan(
        workbook=LABEL,
        sheet=sheet,
        top=top,
        left=left,
        bottom=bottom or top,
        right=right or left,
    )


FINDINGS = (
    Diagnostic(
        code=codes.UNREADABLE_WORKBOOK,
        message="The file is a link.",
        workbook="other.xlsx",
        primary=None,
        help="Put the workbook itself in this folder.",
    ),
    Diagnostic(
        code=OVERLAP,
        message="Rules 1 and 3 both match.",
        workbook=LABEL,
        primary=span("Dose", 4, 1, 4, 4),
        labels=(Label(span=span("Dose", 6, 1, 6, 4), text="the other rule"),),
        witness=Witness(
            given=(("Diagnosis", "breast cancer"), ("Age in years", "65")),
            result="rule 1 approves, rule 3 says not met",
        ),
        help="Make one of the conditions narrower.",
    ),
    Diagnostic(
        code=codes.VALUE_NOT_ALLOWED,
        message="`brest cancer` is not among the allowed values of `Diagnosis`.",
        workbook=LABEL,
        primary=span("Dose", 5, 2),
        labels=(
            Label(span=span("Dose", 3, 2), text="the name that the column reads"),
            Label(span=span("Glossary", 3, 3), text="its allowed values"),
        ),
        help="Did you mean `breast cancer`?",
    ),
    Diagnostic(
        code=codes.BLANK_CONDITION,
        message="The condition cell is blank.",
        workbook=LABEL,
        primary=span("Dose", 5, 3),
        notes=(
            "A blank may mean any value, an unknown one, or that somebody has yet to fill it in.",
        ),
        help="Write `-` if any value will do.",
    ),
    Diagnostic(
        code=codes.LOOK_ALIKE_CHARACTER,
        message="The cell holds \u202ehidden\x1b signs.",
        workbook=LABEL,
        primary=span("Dose", 6, 2),
        help="Type it again: 100%, with: colons\nand lines.",
    ),
)
