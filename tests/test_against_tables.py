"""The generated modules answer complete requests as the sheets say, read by the oracle."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, islice, product

import pytest

from tests.generated_answers import ROOTS, TABLES, VERSIONS, Root, Version, seeded, times
from tests.oracle.book import Table
from tests.oracle.requests import Requests, moved
from tests.oracle.segments import Point, reached_from
from tests.oracle.values import NOTHING, Value
from tests.oracle.world import World

ALL_COMBINATIONS = 20_000
ALL_COMBINATIONS_EXHAUSTIVE = 1_000_000
COMBINATIONS_DRAWN = 2_000


def without_nothing(parts: tuple[Point, ...]) -> dict[str, Value]:
    """One request of several parts."""
    together = dict(chain.from_iterable(part.items() for part in parts))
    return {name: value for name, value in together.items() if value is not NOTHING}


@pytest.mark.parametrize(("version", "root"), ROOTS)
def test_every_combination_of_segments(
    version: Version, root: Root, request: pytest.FixtureRequest
) -> None:
    """All combinations of segments up to a number, beyond it some drawn, are answered as stated."""
    axes = Requests(book=version.book, root=root).axes
    points = [axis.points for axis in axes]
    exhaustive = request.config.getoption("exhaustive")
    limit = ALL_COMBINATIONS_EXHAUSTIVE if exhaustive else ALL_COMBINATIONS
    if math.prod(map(len, points)) <= limit:
        asked = version.compare(root, map(without_nothing, product(*points)))
        assert asked == math.prod(map(len, points))
        return
    random = seeded(f"{version} {root.name}")
    drawn = (tuple(map(random.choice, points)) for _ in range(times(request, COMBINATIONS_DRAWN)))
    version.compare(root, map(without_nothing, drawn))


@pytest.mark.parametrize(("version", "root"), ROOTS)
def test_both_sides_of_every_bound(
    version: Version, root: Root, request: pytest.FixtureRequest
) -> None:
    """Values on, below and above every bound, told in every way, are answered as stated."""
    requests = Requests(book=version.book, root=root)
    random = seeded(f"{version} {root.name}")
    bases = [requests.filled(given, random) for given in requests.examples]

    def moves() -> Iterator[Point]:
        for move in requests.moves:
            for base in random.sample(bases, min(len(bases), times(request, 4))):
                yield requests.filled(moved(base, move), random)

    assert version.compare(root, moves()) >= len(requests.moves)


@pytest.mark.parametrize(("version", "root"), ROOTS)
def test_random_requests(version: Version, root: Root, request: pytest.FixtureRequest) -> None:
    """Requests near those of the examples are answered as stated."""
    requests = Requests(book=version.book, root=root)
    random = seeded(f"random {version} {root.name}")
    version.compare(root, (requests.mutant(random) for _ in range(times(request, 2_000))))


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_every_reachable_row_of_columns(version: Version, request: pytest.FixtureRequest) -> None:
    """Whatever checklists and tables can say together meets every value of the other columns."""
    table = version.decision
    requests = Requests(book=version.book, root=table)
    random = seeded(f"columns {version}")
    columns = dict.fromkeys(each.name for rule in table.rules for each in rule.conditions)
    inputs = {name.name for name in version.book.inputs}
    worked_out = [name for name in columns if name not in inputs]
    behind = reached_from(version.book, worked_out).keys()
    entangled = [name for name in columns if name not in inputs or name in behind]
    alone = [axis.points for axis in requests.axes if behind.isdisjoint(axis.names)]
    seen: dict[tuple[Value, ...], Point] = {}
    for _ in range(times(request, 3_000)):
        given = requests.mutant(random)
        world = World(version.book, given)
        seen.setdefault(tuple(world.read(name) for name in entangled), given)
    rows = (
        moved(given, dict(chain.from_iterable(part.items() for part in parts)))
        for given in seen.values()
        for parts in product(*alone)
    )
    assert version.compare(table, rows) >= 1_000


@pytest.mark.parametrize(("version", "table"), TABLES)
def test_every_rule_is_reached(version: Version, table: Table) -> None:
    """Each rule of a table answers some request, in the module as in the sheet, by its row."""
    requests = Requests(book=version.book, root=table)
    random = seeded(f"rules {version} {table.name}")
    waiting = {rule.ident for rule in table.rules}
    combined = map(without_nothing, product(*(axis.points for axis in requests.axes)))
    tried = chain(islice(combined, 100), (requests.mutant(random) for _ in range(20_000)))
    for given in tried:
        expected = World(version.book, given).answer(table).rules
        if waiting.intersection(expected):
            rules = version.asked(table, given).rules
            said = [r for r in table.rules if r.ident in expected]
            assert [(r.ident, r.address, r.cite) for r in said] == [
                (r.id, r.cell, r.cite) for r in rules
            ]
            waiting.difference_update(expected)
        if not waiting:
            break
    assert not waiting


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_citations_of_complete_requests(version: Version, request: pytest.FixtureRequest) -> None:
    """What a decision cites as unmet and as carrying are the items that fail and hold."""
    requests = Requests(book=version.book, root=version.decision)
    random = seeded(f"citations {version}")
    version.compare_citations(requests.mutant(random) for _ in range(times(request, 800)))
