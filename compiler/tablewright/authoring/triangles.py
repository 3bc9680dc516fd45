"""Where numbers are kept as text on purpose, spreadsheet programs are told not to warn of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tablewright.authoring.area import Area, areas_of, left, ranges_of
from tablewright.authoring.field import TEXT, Field
from tablewright.authoring.markup import add, children
from tablewright.authoring.page import Page
from tablewright.source.markup import is_on

_KIND = "numberStoredAsText"


def no_triangles(page: Page, fields: Iterable[Field]) -> None:
    """Take the green triangles off cells for ids, codes and citations, such as rule 1."""
    texts = (field.area for field in fields if field.use.number_format == TEXT)
    areas = left(texts, _covered(page))
    if areas:
        made = add(page.section("ignoredErrors"), "ignoredError", sqref=ranges_of(areas))
        made.set(_KIND, "1")


def _covered(page: Page) -> Iterator[Area]:
    listed = page.find("ignoredErrors")
    for each in () if listed is None else children(listed, "ignoredError"):
        if is_on(each.get(_KIND, "0")):
            yield from areas_of(each.get("sqref", ""))
