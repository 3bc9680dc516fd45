"""The sheet of findings: one row for each, with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from tablewright.annotate.looks import (
    HEADING,
    HINT,
    LINK,
    PLAIN,
    TITLE,
    Palette,
    lead_to,
    severity_look,
)
from tablewright.annotate.remarks import WORDS, example_lines
from tablewright.authoring.bare import Contents, Row
from tablewright.authoring.layout import freeze, set_print
from tablewright.authoring.page import Content, Page
from tablewright.authoring.sizes import Shown, fit_heights, set_widths
from tablewright.diagnostics.model import CellSpan, Diagnostic, column_letters
from tablewright.diagnostics.printable import printable
from tablewright.diagnostics.render.labels import others, shown
from tablewright.diagnostics.render.text import summary

NAME = "Notes - Findings"
_BEFORE = ("Severity", "Code", "Cell", "What is wrong", "What to do")
_PASTE = "Rules to add"
_BEHIND = ("For example", "See also")
_WIDTHS = {
    **dict(zip(_BEFORE, (10.0, 22.0, 24.0, 48.0, 48.0), strict=True)),
    _PASTE: 28.0,
    **dict(zip(_BEHIND, (34.0, 42.0), strict=True)),
}
_FIRST = 4  # the row of the first finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsSheet:
    """What the sheet shows: the findings, and for some of them where rules to add stand."""

    workbook: str
    hidden: frozenset[str]  # sheets to which no link leads
    findings: tuple[Diagnostic, ...]
    to_add: tuple[CellSpan | None, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns; that of rules to add is there if there are any."""
        return (*_BEFORE, *((_PASTE,) if any(self.to_add) else ()), *_BEHIND)

    def contents(self, name: str) -> Contents:
        """Its cells."""
        book = PurePosixPath(self.workbook).name
        title = f"{summary(self.findings)} in {printable(self.workbook)}"
        hint = (
            f"This is a copy that shows what was found. Make your corrections in {printable(book)},"
            " save it and check again. A pale cell has to do with a finding elsewhere."
        )
        pairs = zip(self.findings, self.to_add, strict=True)
        body = (self._row(finding, rules) for finding, rules in pairs)
        return Contents(name=name, rows=((title,), (hint,), self.headings, *body))

    def _row(self, finding: Diagnostic, rules: CellSpan | None) -> Row:
        code = finding.code
        example = () if finding.witness is None else example_lines(finding.witness)
        said = {
            "Severity": WORDS[code.severity],
            "Code": f"{code.number} {code.name}",
            "Cell": self._place(finding.primary),
            "What is wrong": "\n".join(map(printable, (finding.message, *finding.notes))),
            "What to do": printable(finding.help),
            _PASTE: "" if rules is None else rules.address,
            "For example": "\n".join(example),
            "See also": "\n".join(_see_also(finding)),
        }
        return tuple(said[heading] or None for heading in self.headings)

    def _place(self, at: CellSpan | None) -> str:
        if at is None:
            return "the workbook"
        return printable(at.address) + (" (hidden sheet)" if at.sheet in self.hidden else "")

    def dress(self, page: Page, contents: Contents, palette: Palette) -> None:
        """Its looks, links, widths, filter and frozen headings."""
        for number, row in enumerate(contents.rows, 1):
            for column, content in enumerate(row, 1):
                self._dress(page, (number, column), content, palette)
        widths = {column: _WIDTHS[name] for column, name in enumerate(self.headings, 1)}
        set_widths(page, widths)
        fit_heights(
            page,
            (
                Shown(row=number, column=column, text=content)
                for number, row in enumerate(contents.rows[_FIRST - 1 :], _FIRST)
                for column, content in enumerate(row, 1)
                if isinstance(content, str)
            ),
        )
        page.row(1).attrib.update({"ht": "26", "customHeight": "1"})
        freeze(page, _FIRST - 1)
        last = f"{column_letters(len(self.headings))}{_FIRST - 1 + len(self.findings)}"
        page.section("autoFilter").set("ref", f"A{_FIRST - 1}:{last}")
        set_print(page)

    def _dress(self, page: Page, at: tuple[int, int], content: Content, palette: Palette) -> None:
        row, column = at
        if row < _FIRST:
            palette.dress(page, at, content, (TITLE, HINT, HEADING)[row - 1])
            return
        finding, rules = self.findings[row - _FIRST], self.to_add[row - _FIRST]
        leads_to = {"Cell": finding.primary, _PASTE: rules}.get(self.headings[column - 1])
        if column == 1:
            palette.dress(page, at, content, severity_look(finding.code.severity))
        elif leads_to is not None and leads_to.workbook == self.workbook:
            palette.dress(page, at, content, LINK)
            lead_to(page, at, leads_to)
        else:
            palette.dress(page, at, content, PLAIN)


def _see_also(finding: Diagnostic) -> Iterator[str]:
    for label in shown(finding):
        elsewhere = label.span.workbook != finding.workbook
        place = str(label.span) if elsewhere else label.span.address
        yield f"{printable(place)}: {printable(label.text)}"
    if others(finding):
        yield printable(others(finding))
