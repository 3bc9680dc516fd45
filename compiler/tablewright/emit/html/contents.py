"""The contents list of a page: a link to every section that there is."""

from __future__ import annotations

from collections.abc import Iterable

from tablewright.emit.html.page import Body, Link
from tablewright.emit.html.rows import ChecklistSection, TableSection, TextSection

NamedSection = TableSection | ChecklistSection


def contents_of(body: Body, *, panel: bool) -> tuple[Link, ...]:
    """The sections of a page with those below them; empty sections have no entry."""
    links = (
        (True, Link(text="What this policy decides", target="decides")),
        (panel, Link(text="Try a case", target="try")),
        (
            body.checklists,
            Link(text="Checklists", target="checklists", below=_named(body.checklists)),
        ),
        (True, Link(text="How the answer is reached", target="order")),
        (True, Link(text="Decision tables", target="tables", below=_named(body.tables))),
        (True, Link(text="Names", target="glossary", below=_glossary(body))),
        (True, Link(text="What was checked", target="checks")),
        (body.examples, Link(text="Examples", target="examples")),
        (
            body.information,
            Link(text="Information", target="information", below=_titled(body.information)),
        ),
        (body.references, Link(text="References", target="references")),
        (body.revisions, Link(text="Revisions", target="revisions")),
        (body.citations, Link(text="Citations", target="citations")),
        (True, Link(text="For developers", target="developers")),
        (True, Link(text="How to read this page", target="about")),
    )
    return tuple(link for there, link in links if there)


def _named(sections: Iterable[NamedSection]) -> tuple[Link, ...]:
    return tuple(Link(text=section.name, target=section.anchor) for section in sections)


def _titled(sections: Iterable[TextSection]) -> tuple[Link, ...]:
    return tuple(Link(text=section.title, target=section.anchor) for section in sections)


def _glossary(body: Body) -> tuple[Link, ...]:
    links = (
        (True, Link(text="Inputs", target="inputs")),
        (body.calculated, Link(text="Calculated names", target="calculated")),
        (True, Link(text="Outputs", target="outputs")),
        (body.sets, Link(text="Value sets", target="sets")),
        (body.impossible, Link(text="Combinations that cannot occur", target="impossible")),
    )
    return tuple(link for there, link in links if there)
