"""Revisions, references and information as rows of text."""

from __future__ import annotations

from tablewright.emit.html.rows import TextSection
from tablewright.emit.names import slug
from tablewright.emit.words import text_words
from tablewright.ir.program import TextTable


def text_sections(kind: str, tables: tuple[TextTable, ...]) -> tuple[TextSection, ...]:
    """The blocks of one kind; two of the same title are told apart by their place."""
    titles: dict[str, int] = {}
    sections: list[TextSection] = []
    for table in tables:
        titles[table.title] = count = titles.get(table.title, 0) + 1
        anchor = f"{kind}-{slug(table.title)}" + (f"-{count}" if count > 1 else "")
        sections.append(_section(table, anchor))
    return tuple(sections)


def _section(table: TextTable, anchor: str) -> TextSection:
    width = max((len(row) for row in (table.headings, *table.rows)), default=0)
    return TextSection(
        anchor=anchor,
        title=table.title,
        address=table.at.address,
        headings=table.headings,
        rows=tuple(
            tuple(text_words(text) for text in (*row, *("",) * (width - len(row))))
            for row in table.rows
        ),
    )
