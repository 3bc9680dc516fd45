"""The contents list of a page: a link to every section that there is."""

from __future__ import annotations

from collections.abc import Iterable

from tablewright.emit.html.rows import (
    Body,
    ChecklistSection,
    ExampleSection,
    Link,
    SetSection,
    TableSection,
    TextSection,
)

NamedSection = TableSection | ChecklistSection | SetSection | ExampleSection


def contents_of(body: Body) -> tuple[Link, ...]:
    """The sections of a page with those below them; empty sections have no entry."""
    links = (
        Link(text="What this policy decides", target="decides"),
        Link(text="How the answer is reached", target="order"),
        Link(text="Decision tables", target="tables", below=_named(body.tables)),
        Link(text="Checklists", target="checklists", below=_named(body.checklists)),
        Link(text="Glossary", target="glossary", below=_glossary(body)),
        Link(text="Value sets", target="sets", below=_named(body.sets)),
        Link(text="Combinations that cannot occur", target="impossible"),
        Link(text="Examples", target="examples", below=_named(body.examples)),
        Link(text="Information", target="information", below=_titled(body.information)),
        Link(text="References", target="references"),
        Link(text="Revisions", target="revisions"),
        Link(text="About this page", target="about"),
    )
    empty = {
        "checklists": not body.checklists,
        "sets": not body.sets,
        "impossible": not body.impossible,
        "examples": not body.examples,
        "information": not body.information,
        "references": not body.references,
        "revisions": not body.revisions,
    }
    return tuple(link for link in links if not empty.get(link.target, False))


def _named(sections: Iterable[NamedSection]) -> tuple[Link, ...]:
    return tuple(Link(text=section.name, target=section.anchor) for section in sections)


def _titled(sections: Iterable[TextSection]) -> tuple[Link, ...]:
    return tuple(Link(text=section.title, target=section.anchor) for section in sections)


def _glossary(body: Body) -> tuple[Link, ...]:
    return (
        Link(text="Inputs", target="inputs"),
        *([Link(text="Calculated names", target="calculated")] if body.calculated else []),
        Link(text="Outputs", target="outputs"),
    )
