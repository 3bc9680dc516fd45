"""What a module explains is what the sheets say, cell by cell and item by item."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.generated_answers import VERSIONS, Version, seeded, times
from tests.oracle.book import Item
from tests.oracle.citations import Citations
from tests.oracle.requests import Requests, moved
from tests.oracle.segments import Point
from tests.oracle.values import show
from tests.oracle.world import World


def requests_to_explain(version: Version, many: int) -> Iterator[Point]:
    """Requests near the examples and across the bounds of every table, some of them with gaps."""
    random = seeded(f"explain {version}")
    for table in version.book.tables.values():
        requests = Requests(book=version.book, root=table)
        for number in range(many if table is version.decision else many // 4):
            given = moved(requests.mutant(random), random.choice(requests.moves))
            gaps = random.sample(sorted(given), min(number % 4, len(given)))
            yield {name: value for name, value in given.items() if name not in gaps}


def wrong_items(version: Version, given: Point) -> Iterator[str]:
    """The items whose place, citation or truth a module explains otherwise than the sheet.

    Where the oracle's plain reading stops at something unknown, the limits of what is unknown may
    settle it for the module: a 15th dose is one too many however many came before.
    """
    truth = Citations(World(version.book, given), version.decision, "").truth
    for checklist, items in version.module.explain(version.request(given)).checklists:
        found = {item.where: item for item in items}
        for item in version.book.checklists[checklist.name].every_item():
            told = found[item.address]
            expected = truth(item)
            wrong = expected is not told.met and expected is not None
            if wrong or item.cited_as != told.cite:
                yield f"{describe(item)}: {expected}; explained as {told.met} by {told.cite}"


def wrong_cells(version: Version, given: Point) -> Iterator[str]:
    """The cells whose truth a module explains otherwise than the sheet.

    Where the oracle's plain reading stops at something unknown, the module may know better.
    """
    truth = Citations(World(version.book, given), version.decision, "").condition
    for table, rules in version.module.explain(version.request(given)).tables:
        for rule, explained in zip(version.book.tables[table.name].rules, rules, strict=True):
            found = {cell.where: cell.met for cell in explained.cells}
            for condition in rule.conditions:
                expected = truth(condition)
                if expected is not None and expected is not found[condition.address]:
                    yield f"{condition}: {expected}; explained as {found[condition.address]}"


def describe(item: Item) -> str:
    """An item for a message."""
    return f"{item.address} ({item.cited_as}) {item.condition or item.combine}"


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_every_item_is_explained_as_the_sheet_has_it(
    version: Version, request: pytest.FixtureRequest
) -> None:
    """Each item has its cell, its citation, and its truth wherever that is known."""
    for given in requests_to_explain(version, times(request, 300)):
        wrong = list(wrong_items(version, given))
        told = [f"{name} = {show(value)}" for name, value in given.items()]
        assert not wrong, "\n".join([*told, *wrong])


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_every_cell_is_explained_as_the_sheet_has_it(
    version: Version, request: pytest.FixtureRequest
) -> None:
    """Each condition cell has its truth wherever what it reads is known."""
    for given in requests_to_explain(version, times(request, 300)):
        wrong = list(wrong_cells(version, given))
        told = [f"{name} = {show(value)}" for name, value in given.items()]
        assert not wrong, "\n".join([*told, *wrong])
