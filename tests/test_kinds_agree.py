"""Every type, through the whole pipeline: generated code against the reference evaluator.

What is said of an inexact decision is less: it leaves nothing out, and decides nothing by chance.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tablewright.interpret.answer import Answer, answer
from tablewright.interpret.readings import RequestProblem, TooMany
from tablewright.ir.program import Program
from tablewright.ir.types import Duration, Value
from tablewright.lower.workbook import lower
from tests.generated import module
from tests.grids import workbook_of

POLICY = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | 2025
Version date | Request date
Decision | Answer

== Glossary ==
Glossary
Name | Type | Unit | Allowed values | Blank means | Calculated as
Request date | date
Sure | yes/no
Result | text | | approve, refer, pend
"""
REQUESTS = 24
LIMIT = 300_000
OFF_THE_CALENDAR = ("back_again", "earlier", "due")
LISTS_OF = ("Rule order", "Collect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """A workbook about some types: what it adds to the policy, and values for requests."""

    name: str
    glossary: str
    sheets: str
    values: dict[str, tuple[Value, ...]]

    @property
    def program(self) -> Program:
        """The program, which must be without findings."""
        lowered = lower(workbook_of(f"{POLICY}{self.glossary}\n{self.sheets}"))
        assert lowered.program is not None, lowered.diagnostics
        return lowered.program


def months(number: int, days: int = 0) -> Duration:
    """A duration."""
    return Duration(months=number, days=days)


DURATIONS = Kinds(
    name="durations",
    glossary="""Pause | duration
Limit | duration | | [1 month..12 months]
Asked for | duration | | | nothing
Back again | date | | | | Request date + Pause
Earlier | date | | | | Request date - Limit
Longer | duration | | | | larger of(Pause, Limit)
Both | duration | | | | Pause + Limit
Wait | duration
""",
    sheets="""== Asked ==
Decision table | Waiting | Hit policy | First | Coverage | complete
Rule | If | Then
| Pause | Wait
1 | >= 6 months | 3 months
2 | [1 month..2 months], 21 days | {Limit + 1 month}
Otherwise | - | {Pause}

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | If | Then
| Wait | Back again | Longer | Asked for | Result
1 | > 2 months | - | - | - | approve
2 | - | >= 2025-08-01 | < 9 months | - | pend
3 | - | - | - | <= {Both} | refer
4 | 21 days | < {Earlier + 1 year} | - | given | approve
Otherwise | - | - | - | - | refer
""",
    values={
        "pause": tuple(months(n, d) for n, d in ((0, 0), (0, 21), (1, 0), (2, 1), (6, 0), (24, 0))),
        "limit": (months(1), months(2, 3), months(12)),
        "asked_for": (months(0, 1), months(7)),
        "request_date": (dt.date(2025, 1, 31), dt.date(2025, 7, 31), dt.date(2025, 8, 1)),
    },
)
DATES = Kinds(
    name="dates",
    glossary="""Born | date | | [1900-01-01..2030-12-31]
Last dose | date | | >= 2024-01-01 | nothing
Years | whole number | years | | | age(Born, Request date)
Days since | whole number | days | | nothing | days between(Last dose, Request date)
First | date | | | | smaller of(Born, 2000-02-29)
Due | date | | | nothing
""",
    sheets="""== Asked ==
Decision table | Coming | Hit policy | First | Coverage | complete
Rule | If | Then
| Last dose | Due
1 | within 6 months before {Request date} | {Last dose + 6 months}
2 | >= 2025-03-01 | 2025-12-31
Otherwise | - | {Request date}

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | If | Then
| Years | Days since | Due | Born | Result
1 | < 18 | - | - | - | refer
2 | - | >= 21 | >= 2025-06-30 | - | approve
3 | - | - | 2025-12-31 | [1950-01-01..1960-01-01) | pend
4 | [18..65) | - | - | > {First} | refer
Otherwise | - | - | - | - | approve
""",
    values={
        "request_date": (dt.date(2025, 2, 28), dt.date(2025, 8, 1)),
        "born": (dt.date(1900, 1, 1), dt.date(1955, 5, 5), dt.date(2008, 2, 29)),
        "last_dose": (dt.date(2024, 1, 1), dt.date(2025, 2, 28), dt.date(2025, 3, 1)),
    },
)
CODES = Kinds(
    name="codes",
    glossary="""Billing | code
Named | code | | | nothing
Plan | code | | Gold, Silver
Site | text | | Places
Region | code | | Regions
Either | code | | | | first known of(Billing, Other billing)
Chosen | code | | | | if Sure then Billing else "J9354"
Same | yes/no | | | | Billing = Named
Code to bill | code
Other billing | code
""",
    sheets="""== Asked ==
Decision table | Billed | Hit policy | First | Coverage | complete
Rule | If | If | Then
| Billing | Plan | Code to bill
1 | in Regions, J9354 | - | J9354
2 | not(J1) | gold | Xa
3 | - | silver | {Billing}
Otherwise | - | - | none of these

== Sets ==
Value set | Regions
Code
EU*
us

Value set | Places
Code
hospital
home

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | If | If | If | Then
| Code to bill | Either | Chosen | Same | Region | Site | Result
1 | j9354 | - | j9354 | - | - | - | approve
2 | XA, j7 | != j1 | - | - | - | - | refer
3 | - | - | J7 | yes | eu.1 | Hospital | pend
4 | in Regions | - | - | - | us | - | pend
5 | - | - | - | no | in Regions | in Places | approve
Otherwise | - | - | - | - | - | - | refer
""",
    values={
        "billing": ("j9354", "J7", "j1", "eu.1", "zz"),
        "other_billing": ("j9354", "j1"),
        "named": ("J7", "zz"),
        "plan": ("gold", "Silver"),
        "region": ("EU.1", "eu", "us"),
        "site": ("hospital", "home"),
        "sure": (True, False),
    },
)
LISTS = Kinds(
    name="lists",
    glossary="""Doses | list of whole number | mg | [0..500]
Weights | list of number | kg
Days | list of date
Codes | list of code | | | nothing
Total | whole number | mg | | | sum(Doses)
Heaviest | number | kg | | nothing | max(Weights)
How many | whole number | | | | count(Days)
Kinds | code
""",
    sheets="""== Asked ==
Decision table | Found | Hit policy | Collect | Coverage | complete
Rule | If | If | Then
| Doses | Codes | Kinds of dose
1 | has 100 | - | Full
2 | count >= 3 | - | several
3 | - | has any of J1, j2 | full
Otherwise | - | - | none

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | If | If | Then
| Kinds of dose | Days | Total | Heaviest | How many | Result
1 | has full | has 2025-08-01 | - | - | - | approve
2 | count 2 | - | >= 200 | - | - | refer
3 | - | count > 1 | - | given | - | pend
4 | - | empty | - | > 70.5 | - | refer
5 | - | - | - | - | 3 | approve
Otherwise | - | - | - | - | - | refer
""".replace("Kinds of dose", "Kinds"),
    values={
        "doses": ((), (Decimal(100),), (Decimal(1), Decimal(2), Decimal(300))),
        "weights": ((), (Decimal("70.5"),), (Decimal(60), Decimal(80))),
        "days": ((), (dt.date(2025, 8, 1),), tuple(dt.date(2025, 1, n) for n in (1, 2, 3))),
        "codes": ((), ("j1",), ("zz", "J2")),
    },
)


def of_policy(policy: str) -> Kinds:
    """An asked table whose outcomes are worked out, under a hit policy."""
    return Kinds(
        name=f"outcomes worked out under {policy}",
        glossary="""Dose | number | mg | [0..500]
Weight | number | kg | (0..200]
Amount | number | mg
Half | number | {unit} | | | Amount / 2
""".format(unit="" if policy == "Collect count" else "mg"),
        sheets=f"""== Asked ==
Decision table | Amounts | Hit policy | {policy} | Coverage | complete
Rule | If | If | Then
| Sure | Dose | Amount
1 | yes | - | {{Dose + 10}}
2 | - | >= 100 | {{if Dose > 200 then 150 else 90}}
3 | - | - | 60

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | Then
| Amount | Half | Dose | Result
1 | {"has 150" if policy in LISTS_OF else ">= 150"} | - | - | approve
2 | {"count 2" if policy in LISTS_OF else "90"} | - | < 50, > 300 | pend
3 | - | >= 45 | - | refer
Otherwise | - | - | - | approve
""",
        values={
            "dose": tuple(map(Decimal, (0, 40, 80, 100, 140, 150, 250, 500))),
            "sure": (True, False),
            "weight": (Decimal(50),),
        },
    )


def without_half(kinds: Kinds) -> Kinds:
    """The same without arithmetic on the output, which a list does not have."""
    return Kinds(
        name=kinds.name,
        glossary="\n".join(line for line in kinds.glossary.splitlines() if "Half" not in line),
        sheets=kinds.sheets.replace("| Half |", "| Weight |"),
        values=kinds.values,
    )


SINGLE = ("First", "Any", "Unique", "Collect sum", "Collect min", "Collect max", "Collect count")
EVERY = (
    DURATIONS,
    DATES,
    CODES,
    LISTS,
    *(of_policy(policy) for policy in SINGLE),
    *(without_half(of_policy(policy)) for policy in LISTS_OF),
)


def requests(kinds: Kinds) -> list[dict[str, Value]]:
    """The empty request, and random ones of which more and more is said."""
    rng = random.Random(kinds.name)
    found: list[dict[str, Value]] = [{}]
    for number in range(REQUESTS):
        known = 0.3 + 0.7 * number / REQUESTS
        found.append({n: rng.choice(v) for n, v in kinds.values.items() if rng.random() < known})
    return found


def given(generated: Any, program: Program, request: dict[str, Value]) -> Any:
    """The request of the generated module."""
    names = {name.code_name: name for name in program.inputs}

    def told(name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(told(name, each) for each in value)
        if isinstance(value, Duration):
            return generated.Duration(value.months, value.days)
        whole = names[name].type.kind.value == "whole number"
        return int(value) if whole else value

    values = {name: told(name, value) for name, value in request.items()}
    return generated.Request.from_mapping(values)


def plain(value: Any) -> Any:
    """A value of either side in one form."""
    if isinstance(value, Duration):
        return ("duration", value.months, value.days)
    if isinstance(value, bool) or value is None or isinstance(value, dt.date):
        return value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if hasattr(value, "months"):
        return ("duration", value.months, value.days)
    if isinstance(value, tuple):
        return tuple(plain(member) for member in value)
    return None if not isinstance(value, str) else str(value)


def outcomes(expected: Answer) -> set[object]:
    """The outcomes that some completion gives, by the reference."""
    return {tuple(plain(value) for _, value in row) for rows in expected.possible for row in rows}


@pytest.mark.parametrize("kinds", EVERY, ids=lambda kinds: kinds.name)
def test_generated_code_leaves_nothing_out_and_decides_nothing_by_chance(
    kinds: Kinds, tmp_path: Path
) -> None:
    """Everything the reference finds possible or missing is found; exact decisions are equal."""
    program = kinds.program
    generated = module(program, tmp_path)
    exact = 0
    for request in requests(kinds):
        try:
            expected = answer(program, request, limit=LIMIT)
        except TooMany:
            continue
        except RequestProblem:
            with pytest.raises(ValueError, match="contradict"):
                given(generated, program, request)
            continue
        decision = generated.decide(given(generated, program, request))
        found = {plain(each) for each in decision.possible if isinstance(each, tuple)}
        rules = {rule.id for rule in decision.rules}
        missing = {each.code_name for each in decision.missing}
        # A date beyond the calendar is missing to the reference; generated code stops at its end.
        asked = expected.missing - set(OFF_THE_CALENDAR)
        assert outcomes(expected) <= found, request
        assert set(expected.rules) <= rules, request
        if decision.exact:
            exact += 1
            assert decision.status.value == expected.status.value, request
            # Where all that may answer agree, those that cannot may be among them.
            assert len(decision.possible) == 1 or rules == set(expected.rules), request
            assert missing == asked, request
        else:
            assert decision.status.value == "needs information", request
            assert asked <= missing, request
    assert exact


def test_generated_code_of_every_type_is_strictly_typed(tmp_path: Path) -> None:
    """The type checker has nothing to say of any of these packages."""
    for kinds in EVERY:
        module(kinds.program, tmp_path)
    packages = sorted(path.name for path in tmp_path.iterdir())
    checker = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"))
    # Not our own settings, which speak of the folders of this project.
    told = subprocess.run(
        (*checker, "--config-file", os.devnull, *packages),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.startswith("Success"), told.stdout + told.stderr


@pytest.mark.parametrize("kind", ["yes/no", "duration"])
def test_there_are_no_lists_that_no_condition_asks_about(kind: str) -> None:
    """A list of yes/no or of durations is refused where it is declared."""
    found = lower(workbook_of(f"{POLICY}Several | list of {kind}\n"))
    assert any(f"no lists of {kind}" in each.message for each in found.diagnostics)


def test_a_value_set_that_names_no_allowed_value_is_found() -> None:
    """Such a condition could never hold."""
    sheets = CODES.sheets.replace("| in Places |", "| - |").replace("| j9354 | - |", "| - | - |")
    tested = sheets.replace("5 | - |", "5 | in Places |")
    glossary = CODES.glossary.replace("Code to bill | code", "Code to bill | text | | Xa, J9354")
    found = lower(workbook_of(f"{POLICY}{glossary}\n{tested}"))
    assert "No allowed value of `Code to bill` is in `Places`." in {
        each.message for each in found.diagnostics
    }
