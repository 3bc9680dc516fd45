"""The script of a page answers as the module beside it does: the same policy, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tablewright.lower.workbook import lower
from tests.generated import as_given, module
from tests.generated_answers import ROOTS, VERSIONS, Root, Version, seeded, times
from tests.grids import workbook_of
from tests.html_browser import launched
from tests.oracle.requests import Requests, moved
from tests.program_text import drawn
from tests.random_programs import a_program, a_request
from tests.script_answers import Both, Case, as_case, both
from tests.test_kinds_agree import EVERY, Kinds
from tests.test_unknown_against_tables import with_gaps

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CASES = 1_000
PROGRAMS = 16
KNOWN = (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)  # how likely each input is said


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as found:
        yield found


def code_name(version: Version, root: Root) -> str:
    """The function of a table or checklist."""
    program = both(version).program
    names = {table.name: table.code_name for table in program.tables}
    names |= {checklist.name: checklist.code_name for checklist in program.checklists}
    return names[root.name]


def by_code_name(version: Version, given: dict[str, object]) -> Case:
    """A request of the oracle as a case."""
    return as_case({version.book.names[name].code_name: value for name, value in given.items()})


# -- the policies of this repository


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_every_example_is_answered_alike(browser: Browser, version: Version) -> None:
    """All examples of the workbook, as the page offers them, get the module's whole answer."""
    ours = both(version)
    for root in ours.roots:
        whole = {n.code_name for n in ours.program.inputs if n.type.kind.value == "whole number"}
        cases: list[Case] = [
            as_case({n: int(v) if n in whole else v for n, v in each.given})  # type: ignore[arg-type]
            for each in ours.program.examples
            if each.decision == root
        ]
        assert ours.differences(browser, cases, (root,)) == []


@pytest.mark.parametrize(("version", "root"), ROOTS)
def test_both_sides_of_every_bound_are_answered_alike(
    browser: Browser, version: Version, root: Root
) -> None:
    """Values on, below and above every bound of a table or checklist, told in every way."""
    requests, random = Requests(book=version.book, root=root), seeded(f"script {root.name}")
    bases = [requests.filled(given, random) for given in requests.examples]
    cases = [
        by_code_name(version, requests.filled(moved(random.choice(bases), move), random))  # type: ignore[arg-type]
        for move in requests.moves
    ]
    assert both(version).differences(browser, cases, (code_name(version, root),)) == []


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_a_thousand_cases_are_answered_alike(
    browser: Browser, version: Version, request: pytest.FixtureRequest
) -> None:
    """Random cases with much, little or nothing unknown: status, outcome, reasons, all alike."""
    requests = Requests(book=version.book, root=version.decision)
    random = seeded(f"thousand {version}")
    cases = list(drawn_cases(version, requests, random, times(request, CASES)))
    assert both(version).differences(browser, cases, ("determination",)) == []


def drawn_cases(version: Version, requests: Requests, random: Random, many: int) -> Iterator[Case]:
    """A third complete, a third with a few gaps, a third with as many gaps as it comes."""
    yield {}
    for number in range(many - 1):
        given = requests.mutant(random)
        if number % 3 == 1:
            given = with_gaps(requests, version.decision, random)
        elif number % 3 == 2:
            share = random.random()
            given = {name: value for name, value in given.items() if random.random() < share}
        yield by_code_name(version, given)  # type: ignore[arg-type]


WRONG: tuple[Case, ...] = (
    {"age_years": "17.5", "dose_mg": "a lot", "request_date": "2025-02-30"},
    {"age_years": -1, "dose_mg": 5001, "weight_kg": "0", "interval_days": "1e2"},
    {"her2_status": "positiv", "diagnosis": "Breast  CANCER ", "benefit": "", "drug": "  "},
    {"her2_statu": "positive", "nothing like it": 1, "prior_taxane": "yes", "single_agent": 1},
    {"disease_status": "early", "dose_mg_per_kg": [3], "drug": True, "hcpcs": 9354},
    {"disease_status": ["early", "later", "early"], "request_type": 'it\'s "so"\t\u202e\n'},
    {"dose_mg": "1" + "0" * 31, "weight_kg": 10**31, "age_years": "5" * 40},
    {"dose_mg": "0." + "1" * 35, "days_on_therapy": "30.0", "doses_requested": True},
    {"request_date": "2025-08-01", "date_of_birth": "2025-08-02"},
    {"age_years": 17, "date_of_birth": "1970-01-01", "request_date": "2025-08-01"},
    {"dose_mg_per_kg": "3.6", "dose_mg": "180.5", "weight_kg": "50"},
    {"dose_mg_per_kg": "3.60", "dose_mg": "180", "weight_kg": "50.0"},
    {"request_date": " 2025-11-01 ", "hcpcs": "\u00a0j9354\x1f", "drug": "KADCYLA"},
    {"age_years": " +54 ", "dose_mg": "-0.0", "interval_days": "007"},
)


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_what_is_wrong_is_told_alike(browser: Browser, version: Version) -> None:
    """A case that cannot be is refused with the same problems in the same words."""
    assert both(version).differences(browser, list(WRONG), ("determination",)) == []


# -- any policy


@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_random_policies_are_answered_alike(browser: Browser, seed: int, tmp_path: Path) -> None:
    """Random workbooks with every hit policy and kind of fact, asked table by table."""
    program = lower(workbook_of(drawn(a_program(seed)), "small.xlsx")).program
    assert program is not None
    ours = Both(program=program, digest="0" * 64, module=module(program, tmp_path))
    cases: list[Case] = [
        as_case(as_given(program, a_request(seed * 1_000 + number, known=KNOWN[number % 6])))
        for number in range(12)
    ]
    assert ours.differences(browser, cases, ours.roots) == []


@pytest.mark.parametrize("kinds", EVERY, ids=lambda kinds: kinds.name)
def test_every_type_is_answered_alike(browser: Browser, kinds: Kinds, tmp_path: Path) -> None:
    """Durations, dates, codes, value sets, lists, and outcomes worked out under every policy."""
    random = seeded(f"script {kinds.name}")
    ours = Both(program=kinds.program, digest="0" * 64, module=module(kinds.program, tmp_path))
    cases: list[Case] = []
    for number in range(24):
        share = KNOWN[number % 6]
        given = {n: random.choice(v) for n, v in kinds.values.items() if random.random() < share}
        cases.append(as_case(as_given(ours.program, given)))
    assert ours.differences(browser, cases, ours.roots) == []


REMAINDERS = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | 2025
Version date | Request date
Decision | Answer

== Glossary ==
Glossary
Name | Code name | Type | Unit | Allowed values
Request date | | date
X | | number | | [-1000000..1000000]
Y | | number | | (0..1000000]
N | | whole number | | [-1000..1000]
Start | | date
Pause | | duration
Sum | total | number
Product | | number
Quotient | | number
Up | | number
Down | | number
Even | | number
Mixed | | number
Due | | date
Earlier | | date
Years | | whole number | years
Days | | whole number | days

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | Then | Then | Then | Then | Then | Then | Then | Then | Then | Then | Then
| Sum | Product | Quotient | Up | Down | Even | Mixed | Due | Earlier | Years | Days
1 | {X + Y - N} | {X * Y * N} | {X / Y} | {round up(X, 0.25)} | {round down(X, 3)} | \
{round half even(X, 0.1)} | {larger of(X, N) / 7 - smaller of(Y, 2) * N} | {Start + Pause} | \
{Start - Pause - 1 month} | {age(Start, Request date)} | {days between(Start, Request date)}
"""


def test_arithmetic_is_that_of_the_module(browser: Browser, tmp_path: Path) -> None:
    """Sums, quotients to 34 digits, rounding, months and years, to the last digit shown."""
    program = lower(workbook_of(REMAINDERS, "small.xlsx")).program
    assert program is not None
    ours = Both(program=program, digest="0" * 64, module=module(program, tmp_path))
    random = seeded("arithmetic")
    cases = [case_of_numbers(random) for _ in range(400)]
    assert ours.differences(browser, cases, ("answer",)) == []


def case_of_numbers(random: Random) -> Case:
    """Numbers with many digits or few, days near the ends of months, leap days, long pauses."""
    digits = random.choice((0, 1, 2, 5, 20, 27))
    x = f"{random.choice(('', '-'))}{random.randrange(10 ** random.choice((1, 3, 6)))}"
    y = f"{random.randrange(1, 10 ** random.choice((1, 3, 6)))}"
    tails = ["".join(random.choices("0123456789", k=digits)) for _ in range(2)]
    return {
        "x": f"{x}.{tails[0]}" if digits else x,
        "y": f"{y}.{tails[1]}" if digits and random.random() < 0.7 else y,
        "n": random.randrange(-1000, 1001),
        "start": _day(random),
        "pause": f"{random.choice((0, 1, 6, 12, 119988))} months {random.randrange(70)} days",
        "request_date": _day(random),
    }


def _day(random: Random) -> str:
    return random.choice(
        (
            f"{random.randrange(1, 9999):04}-02-28",
            f"{random.randrange(1, 2499) * 4:04}-02-29".replace("100-", "104-"),
            f"{random.randrange(1, 9999):04}-{random.randrange(10, 13)}-{random.randrange(10, 29)}",
            f"{random.randrange(1990, 2030)}-{random.choice(('01-31', '12-31', '03-31', '11-30'))}",
            "0001-01-01",
            "9999-12-31",
        )
    )


def test_letters_are_compared_alike(browser: Browser, tmp_path: Path) -> None:
    """Every letter that Python's Unicode knows is folded in the browser as in the module."""
    source = REMAINDERS.replace("Pause | | duration\n", "Pause | | duration\nWord | | code\n")
    program = lower(workbook_of(source, "small.xlsx")).program
    assert program is not None
    ours = Both(program=program, digest="0" * 64, module=module(program, tmp_path))
    letters = [chr(code) for code in range(0x110000) if chr(code).isalpha()]
    joined = ["|".join(letters[at : at + 400]) for at in range(0, len(letters), 400)]
    spaces = [f"a{chr(code)}" for code in range(0x3001) if chr(code).isspace()]
    cases: list[Case] = [{"word": word} for word in (*joined, *spaces)]
    assert ours.differences(browser, cases, ("answer",)) == []


def test_cases_are_read_exactly(browser: Browser) -> None:
    """Numbers of JSON keep every digit, and a name that stands twice is refused."""
    (version, *_) = VERSIONS
    ours = both(version)
    context = browser.new_context()
    page = context.new_page()
    page.set_content(ours.page)
    ask = "text => { try { return tablewright.decide(text) } catch (e) { return e.message } }"
    exact = '{"dose_mg": 180.10000000000000000000000001, "weight_kg": 5e1, "age_years": 54}'
    assert json.loads(page.evaluate(ask, exact))["request"] == {
        "age_years": 54,
        "dose_mg": "180.10000000000000000000000001",
        "weight_kg": "50",
    }
    assert page.evaluate(ask, '{"drug": "a", "dr\\u0075g": "b"}') == "drug is given twice"
    assert page.evaluate(ask, "[1]").startswith("this is no JSON object")
    assert page.evaluate(ask, "{").startswith("this is no JSON")
    context.close()
