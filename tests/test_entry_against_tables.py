"""What a generated module takes as a request: the limits of the glossary, in any fair spelling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest

from tests.generated_answers import VERSIONS, Version, seeded
from tests.oracle.examples import examples_of
from tests.oracle.requests import Requests, moved
from tests.oracle.segments import STEP, Point, is_allowed
from tests.oracle.values import NOTHING, Value

PARAMETERS = pytest.mark.parametrize("version", VERSIONS, ids=str)


def complete(version: Version) -> list[Point]:
    """The examples of the decision, filled."""
    requests = Requests(book=version.book, root=version.decision)
    random = seeded(f"entry {version}")
    return [requests.filled(given, random) for given in requests.examples]


def problems_of(version: Version, values: Mapping[str, object]) -> tuple[str, ...]:
    """What a module finds wrong with values by code name; nothing if it answers."""
    try:
        version.module.decide(version.module.Request(**values))
    except ValueError as error:
        found: tuple[str, ...] = error.problems  # type: ignore[attr-defined]
        return found
    return ()


@PARAMETERS
def test_numbers_are_taken_up_to_their_limits_and_not_beyond(version: Version) -> None:
    """Ends of allowed values, and their neighbours, are taken or refused as the glossary says."""
    tried = 0
    for name in version.book.inputs:
        bounds = () if name.limits is None else name.limits.constants
        step = Decimal(1) if name.kind == "whole number" else STEP
        for bound in bounds:
            assert isinstance(bound, Decimal)
            for value in (bound - step, bound, bound + step):
                tried += 1
                number = int(value) if name.kind == "whole number" else value
                problems = problems_of(version, {name.code_name: number})
                assert is_allowed(name, value) == (not problems), (name.name, value, problems)
                assert all(name.name in problem for problem in problems)
    assert tried >= 30


@PARAMETERS
def test_what_cannot_occur_is_refused(version: Version) -> None:
    """A birth after the request is an error that names the sheet's row; on the day it is none."""
    ((condition,),) = version.book.impossible
    day = dt.date(2025, 10, 15)
    wrong = problems_of(version, {"request_date": day, "date_of_birth": day + dt.timedelta(days=1)})
    assert "Date of birth" in condition.name
    assert len(wrong) == 1
    assert condition.address in wrong[0]
    assert not problems_of(version, {"request_date": day, "date_of_birth": day})


@PARAMETERS
@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), Decimal("sNaN"), True, "3,6", ""])
def test_what_is_no_number_is_refused(version: Version, wrong: object) -> None:
    """Neither a number that is none, nor a yes, nor a text that reads like no number is a dose."""
    (problem,) = problems_of(version, {"dose_mg_per_kg": wrong})
    assert "Stated dose per kg" in problem


@PARAMETERS
def test_all_problems_of_a_request_are_told_at_once(version: Version) -> None:
    """Several wrong values are several problems of one error."""
    wrong = {"dose_mg_per_kg": 0, "diagnosis": "measles", "age_years": 17.5, "single_agent": "yes"}
    assert len(problems_of(version, wrong)) == len(wrong)


@PARAMETERS
def test_other_spellings_of_a_request_are_answered_alike(version: Version) -> None:
    """Plain texts, floats, ISO dates, and codes in capitals say the same as exact types."""
    for given in complete(version):
        exact = version.module.decide(version.request(given))
        spelled = version.module.Request.from_mapping(
            {
                version.book.names[name].code_name: otherwise(version.book.names[name].kind, value)
                for name, value in given.items()
            }
        )
        again = version.module.decide(spelled)
        assert (exact.status, exact.outcome) == (again.status, again.outcome), given
        assert [rule.id for rule in exact.rules] == [rule.id for rule in again.rules], given


def otherwise(kind: str, value: Value) -> object:
    """The same value as a person or a JSON file might write it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value, reverse=True)
    return f" {str(value).upper()} " if kind == "code" else str(value)


@PARAMETERS
def test_weights_that_floats_get_wrong_are_exact(version: Version) -> None:
    """At every weight from 40.0 to 129.9 kg the limit of 3.6 mg/kg holds to the hundredth."""
    (base,) = (e.given for e in examples_of(version.book) if e.case == "metastatic, all met")
    requests = [
        moved(base, {"Stated dose per kg": NOTHING, "Milligrams per dose": dose, "Weight": weight})
        for tenths in range(400, 1300)
        for weight in [Decimal(tenths) / 10]
        for limit in [Decimal("3.6") * weight]
        for dose in (limit, limit + Decimal("0.01"))
    ]
    assert version.compare(version.decision, requests) == 1800
