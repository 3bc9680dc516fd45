"""Requests that leave something open are answered as all their completions are, by brute force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pytest

from tests.generated_answers import TABLES, VERSIONS, Version, seeded, times
from tests.oracle.book import Item, Table
from tests.oracle.citations import Citations
from tests.oracle.completions import Completer, Open
from tests.oracle.examples import Example, examples_of
from tests.oracle.requests import Requests
from tests.oracle.segments import Point, reached_from
from tests.oracle.values import UnknownError, Value, show
from tests.oracle.world import World

FEW = 400  # completions

EXAMPLES = [
    pytest.param(version, example, id=f"{version} {example.address} {example.case}")
    for version in VERSIONS
    for example in examples_of(version.book)
]


class Traced(dict[str, Value]):
    """A request that remembers what was read of it."""

    def __init__(self, given: Point) -> None:
        super().__init__(given)
        self.read: dict[str, None] = {}

    def __getitem__(self, name: str) -> Value:
        """The value, noted as read."""
        self.read[name] = None
        return super().__getitem__(name)


def with_gaps(requests: Requests, table: Table, random: Random) -> Point:
    """A request near an example, without some of what an answer reads."""
    given = requests.mutant(random)
    for _ in range(random.choice((1, 1, 2, 2, 3, 4))):
        traced = Traced(given)
        with suppress(UnknownError):
            World(requests.book, traced).answer(table)
        names = (
            [name for name in traced.read if name in given] if random.random() < 0.7 else [*given]
        )
        if names:
            gap = random.choice(names)
            given = {name: value for name, value in given.items() if name != gap}
    return given


def difference(version: Version, table: Table, given: Point, expected: Open) -> str:
    """Where the module's answer to an open request is not that of its completions, if anywhere."""
    decision = version.asked(table, given)
    found = version.answer(table, given)
    results = expected.results
    wrong: list[str] = []
    if len(results) == 1:
        ((status, outcome),) = results
        if (status, outcome) != (found.status, found.outcome) or decision.missing:
            wrong.append(f"every completion gives {status} {outcome}")
    elif found.status != "needs information":
        wrong.append(f"completions give {len(results)} answers: {results}")
    else:
        missing = {each.name for each in decision.missing}
        if missing != expected.missing:
            wrong.append(f"missing: {sorted(expected.missing)} expected, {sorted(missing)} found")
        if not is_worked_out(table) and version.possible(decision) != results:
            wrong.append(f"possible: {results} expected, {version.possible(decision)} found")
    behind = {ident for rules in expected.rules for ident in rules}
    if not behind <= set(found.rules):
        wrong.append(f"rules: {behind} answer completions, {found.rules} found")
    if decision.rule is not None and behind != {decision.rule.id}:
        wrong.append(f"rule: {behind} answer completions, {decision.rule.id} found")
    if not decision.exact:
        wrong.append("not exact")
    if not wrong:
        return ""
    request = "\n".join(f"    {name} = {show(value)}" for name, value in given.items())
    module = f"the module says: {found.status} {found.outcome} by {found.rules}"
    cells = "\n".join(cells_read(version, table, given, behind | set(found.rules)))
    return "\n".join(["request:", request, *wrong, module, cells])


def is_worked_out(table: Table) -> bool:
    """Whether outcomes are expressions, so that there are more than segments."""
    return any(hasattr(cell, "run") for rule in table.rules for cell in rule.outcome)


def cells_read(version: Version, table: Table, given: Point, rules: set[str]) -> Iterator[str]:
    """The cells of some rules with what they come to."""
    truth = Citations(World(version.book, given), table, table.rules[0].ident)
    for rule in table.rules:
        if rule.ident in rules:
            yield f"rule {rule.ident} ({rule.address}):"
            yield from (f"    {each} -> {truth.condition(each)}" for each in rule.conditions)


@pytest.mark.parametrize(("version", "table"), TABLES)
def test_requests_with_gaps(version: Version, table: Table, request: pytest.FixtureRequest) -> None:
    """Status, possible outcomes, rules and what is missing are those of all completions."""
    requests = Requests(book=version.book, root=table)
    completer = Completer(version.book, table, limit=FEW)
    random = seeded(f"gaps {version} {table.name}")
    wrong: list[str] = []
    open_ones = 0
    for _ in range(times(request, 150)):
        given = with_gaps(requests, table, random)
        expected = completer.complete(given)
        if expected.whole:
            open_ones += len(expected.results) > 1
            wrong.append(difference(version, table, given, expected))
    told = [each for each in wrong if each]
    assert not told, f"{len(told)} of {len(wrong)} differ\n\n" + "\n\n".join(told[:3])
    assert open_ones >= 3


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_citations_of_requests_with_gaps(version: Version, request: pytest.FixtureRequest) -> None:
    """Failed, carrying and unknown items are cited as the sheet has them, decided or not."""
    table = version.decision
    requests = Requests(book=version.book, root=table)
    random = seeded(f"citations with gaps {version}")
    summed = {"Doses received", "Doses requested"}  # what one leaves open, limits may settle
    for _ in range(times(request, 200)):
        given = with_gaps(requests, table, random)
        if not summed <= given.keys():
            continue
        decision = version.asked(table, given)
        cited = Citations(World(version.book, given), table, decision.rules[-1].id)
        expected = cited.unmet(), cited.open()
        found = set(decision.unmet), set(decision.open)
        assert expected == found, version.shown(table, given, expected, found)


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_questions_say_what_the_glossary_and_the_items_say(
    version: Version, request: pytest.FixtureRequest
) -> None:
    """A missing input comes with its question, who can answer, and evidence of items it opens."""
    requests = Requests(book=version.book, root=version.decision)
    random = seeded(f"questions {version}")
    told = 0
    for _ in range(times(request, 200)):
        given = with_gaps(requests, version.decision, random)
        decision = version.asked(version.decision, given)
        for each in decision.missing:
            told += 1
            assert version.book.names[each.name].question == each.question
            asked_of = {version.book.named(code).asked_of for code in each.inputs}
            assert asked_of == set(each.asked_of)
            readers = items_that_read(version, set(each.inputs))
            assert set(each.evidence) <= {item.evidence for item in readers}
            assert set(each.settles) <= {item.cited_as for item in readers} & set(decision.open)
            assert bool(each.evidence) == bool(each.settles)
    assert told > 50


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_a_missing_dose_is_asked_with_the_items_it_settles(version: Version) -> None:
    """A request that lacks only the weight is asked for it, or for the dose that it would give."""
    (given,) = (e.given for e in examples_of(version.book) if e.case == "weight not stated")
    (missing,) = version.asked(version.decision, given).missing
    assert missing.name == "Dose per kg"
    assert set(missing.inputs) == {"dose_mg_per_kg", "weight_kg"}
    assert set(missing.asked_of) == {"provider"}
    assert set(missing.settles) == {"I.A.6.a"}  # not 6.b, which another setting rules out
    assert set(missing.evidence) == {"Order; weight in the chart"}


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_a_question_settles_no_item_of_another_matter(version: Version) -> None:
    """Who is asked for the interval of a dose is not told to send the HER2 result."""
    (base,) = (e.given for e in examples_of(version.book) if e.case == "lung, increase")
    gaps = {"HER2 status", "Dosing interval"}
    given = {name: value for name, value in base.items() if name not in gaps}
    questions = {each.name: each for each in version.asked(version.decision, given).missing}
    assert questions.keys() == gaps
    assert set(questions["HER2 status"].settles) == {"II.A"}
    assert set(questions["Dosing interval"].settles) == {"II.A.3.b"}
    assert not any("HER2" in each for each in questions["Dosing interval"].evidence)


def items_that_read(version: Version, code_names: set[str]) -> list[Item]:
    """The leaves of checklists that ask about one of these inputs, or what depends on one."""
    names = {version.book.named(code).name for code in code_names}
    return [
        item
        for checklist in version.book.checklists.values()
        for item in checklist.every_item()
        if item.condition is not None
        and not names.isdisjoint(reached_from(version.book, [item.condition.name, item.only_if]))
    ]


@pytest.mark.parametrize(("version", "example"), EXAMPLES)
def test_examples_as_the_oracle_completes_them(version: Version, example: Example) -> None:
    """Each example request is answered as all completions of what it leaves blank are."""
    table = version.book.tables[example.table]
    expected = Completer(version.book, table, limit=1_500).complete(example.given)
    if expected.whole:
        told = difference(version, table, example.given, expected)
        assert not told, told
    else:
        assert version.answer(table, example.given).status == "needs information"


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_an_empty_request_is_told_everything_that_can_matter(version: Version) -> None:
    """An empty request is asked exactly what two complete requests can turn on alone."""
    table = version.decision
    requests = Requests(book=version.book, root=table)
    random = seeded(f"empty {version}")
    named = {
        name.calculated.alternatives[0].names[0]: name.name
        for name in version.book.names.values()
        if name.calculated is not None and name.calculated.alternatives
    }
    read = [name for axis in requests.axes for name in axis.names]
    expected = {named.get(name, name) for name in read if turns(requests, table, name, random)}
    decision = version.asked(table, {})
    assert expected == {each.name for each in decision.missing}
    assert decision.status.value == "needs information"


def turns(requests: Requests, table: Table, name: str, random: Random) -> bool:
    """Whether two complete requests that differ in one input differ in answer.

    What is blank in an empty request and means nothing is blank in both. What several inputs can
    tell is one question, so both tell it by the first.
    """
    axes = {each for axis in requests.axes for each in axis.names}
    blank = {each.name for each in requests.book.inputs if each.nothing or each.name not in axes}
    values = [move[name] for move in requests.moves if name in move]
    for _ in range(0 if name in blank else 1_500):
        mutant = requests.mutant(random)
        told = {each: value for each, value in mutant.items() if each not in blank}
        given = requests.filled(told, random)
        if name in given:
            other = {**given, name: random.choice(values)}
            answers = {World(requests.book, each).answer(table).result for each in (given, other)}
            if len(answers) > 1:
                return True
    return False
