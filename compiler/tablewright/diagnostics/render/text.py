"""From findings to text for a terminal: the fact, a picture of the grid, and what to do.

Colour only when asked. Every text of a cell is made printable first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from tablewright.diagnostics.grid_view import WorkbookView
from tablewright.diagnostics.model import CellSpan, Diagnostic, Severity, Witness
from tablewright.diagnostics.printable import padded, printable, width
from tablewright.diagnostics.render.excerpt import Mark, excerpt
from tablewright.diagnostics.render.labels import others, shown
from tablewright.diagnostics.render.paint import INK_OF, Ink, Paint, coloured, uncoloured

_INDENT = "  "
_WORDS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the text is laid out on."""

    workbooks: Mapping[str, WorkbookView]
    columns: int
    paint: Paint


def render(
    diagnostics: Iterable[Diagnostic],
    workbooks: Mapping[str, WorkbookView],
    *,
    color: bool = False,
    columns: int = 88,
) -> str:
    """The findings one after another, then how many there are; nothing when there are none."""
    findings = tuple(diagnostics)
    if not findings:
        return ""
    paint = coloured if color else uncoloured
    page = _Page(workbooks=workbooks, columns=columns, paint=paint)
    blocks = ("\n".join(_finding(finding, page)) for finding in findings)
    return "\n\n".join((*blocks, summary(findings))) + "\n"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many findings there are of each severity, in one line: `2 errors, 1 warning`."""
    counts = Counter(finding.code.severity for finding in diagnostics)
    return ", ".join(
        f"{counts[severity]} {one if counts[severity] == 1 else many}"
        for severity, (one, many) in _WORDS.items()
        if counts[severity]
    )


def _finding(finding: Diagnostic, page: _Page) -> Iterator[str]:
    code = finding.code
    kind = page.paint(f"{code.severity.value}[{code.number} {code.name}]", INK_OF[code.severity])
    place = page.paint(printable(str(finding.primary or finding.workbook)), Ink.PLACE)
    yield f"{kind} {place}: {page.paint(printable(finding.message), Ink.STRONG)}"
    yield from _pictures(finding, page)
    if others(finding):
        yield from _paragraph("also", others(finding), Ink.STRONG, page)
    for note in finding.notes:
        yield from _paragraph("note", note, Ink.STRONG, page)
    if finding.witness is not None:
        yield from _witness(finding.witness, page)
    if finding.help:
        yield from _paragraph("help", finding.help, Ink.HELP, page)


def _pictures(finding: Diagnostic, page: _Page) -> Iterator[str]:
    """The grid around the finding and its labels, then the grid around each label elsewhere."""
    primary = finding.primary
    near: list[Mark] = []
    if primary is not None:
        near.append(Mark(span=primary, text="", sign="^", ink=INK_OF[finding.code.severity]))
    far: list[Mark] = []
    for label in shown(finding):
        there = near if primary is not None and _same_sheet(label.span, primary) else far
        there.append(Mark(span=label.span, text=printable(label.text), sign="-", ink=Ink.LABEL))
    yield from _picture(tuple(near), page)
    for mark in far:
        place = page.paint(printable(str(mark.span)), Ink.PLACE)
        yield f"{_INDENT}{place}"
        yield from _picture((mark,), page)


def _picture(marks: tuple[Mark, ...], page: _Page) -> Iterator[str]:
    if not marks:
        return
    span = marks[0].span
    workbook = page.workbooks.get(span.workbook)
    for sheet in workbook.sheets if workbook is not None else ():
        if sheet.name == span.sheet:
            yield from excerpt(sheet, marks, page.columns, page.paint)
            return
    for mark in marks:  # without the grid, the words at least
        if mark.text:
            yield f"{_INDENT}{mark.span.range}: {mark.text}"


def _same_sheet(left: CellSpan, right: CellSpan) -> bool:
    return (left.workbook, left.sheet) == (right.workbook, right.sheet)


def _paragraph(lead: str, text: str, ink: Ink, page: _Page) -> Iterator[str]:
    """A text under its leading word, wrapped beside it."""
    room = page.columns - len(_INDENT) - len(lead) - 2
    first, *rest = wrap(printable(text), room, break_long_words=False) or [""]
    yield f"{_INDENT}{page.paint(f'{lead}:', ink)} {first}"
    yield from (f"{_INDENT}{'':{len(lead) + 2}}{line}" for line in rest)


def _witness(witness: Witness, page: _Page) -> Iterator[str]:
    """One request that shows the finding: a name and a value to a line, then what it gives."""
    pairs = [(printable(name), printable(value)) for name, value in witness.given]
    names = max((width(name) for name, _ in pairs), default=0)
    lead = page.paint("when:", Ink.STRONG)
    for name, value in pairs:
        yield f"{_INDENT}{lead} {padded(name, names)}  {value}"
        lead = "     "
    if witness.result:
        yield from _paragraph("then", witness.result, Ink.STRONG, page)
