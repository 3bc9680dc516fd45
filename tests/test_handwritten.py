"""The decision that generated code is timed against gives the same answers, written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from benchmarks import handwritten
from generated.la_phar_229 import RequestError, Status, v2025
from tests.generated_answers import times

DAY = date(2025, 9, 15)
REQUESTS = 20_000
Draw = Callable[[Random], Any]


def one_of(values: Iterable[object]) -> Draw:
    """Any of these."""
    held = tuple(values)
    return lambda random: random.choice(held)


def often(values: Iterable[object]) -> Draw:
    """Mostly the first, so that requests get past the first rules."""
    usual, *others = values
    return lambda random: usual if random.random() < 0.85 else random.choice(others)


YES_NO = one_of((True, False))
DOSES = ("3.6", "3.60", "3.61", "3.59", "1", "7.2")


def day_near(random: Random) -> date:
    """A day around the bounds that rules have: half a year, 18 years, 29 February."""
    near = (date(2025, 3, 15), date(2025, 8, 31), date(2008, 2, 29), date(2007, 9, 15))
    return random.choice(near) + timedelta(days=random.randint(-2, 2))


COMPLETE: dict[str, Draw] = {
    "request_date": one_of((DAY, date(2026, 2, 28), date(2028, 2, 29), date(2025, 8, 31))),
    "request_type": one_of(v2025.RequestType),
    "drug": often((" Kadcyla", "Enhertu", "T-DM1")),
    "hcpcs": often(("j9354", None, "J9355")),
    "line_of_business": often((v2025.LineOfBusiness.MEDICAID, *v2025.LineOfBusiness)),
    "benefit": often((v2025.Benefit.MEDICAL, *v2025.Benefit)),
    "documentation_submitted": often((True, False)),
    "diagnosis": often((v2025.Diagnosis.BREAST_CANCER, *v2025.Diagnosis, *v2025.Diagnosis)),
    "her2_status": often((v2025.Her2Status.POSITIVE, *v2025.Her2Status)),
    "disease_status": lambda random: tuple(
        random.sample(list(v2025.DiseaseStatus), random.randint(0, 3))
    ),
    "treatment_setting": one_of(v2025.TreatmentSetting),
    "age_years": often((40, 17, 18)),
    "prescriber_specialty": often(("Oncology ", "cardiology")),
    "oncologist_consulted": YES_NO,
    "single_agent": often((True, False)),
    "prior_trastuzumab": often((True, False)),
    "prior_taxane": often((True, False)),
    "dose_mg_per_kg": lambda random: Decimal(random.choice(DOSES)),
    "interval_days": often((21, 20, 22)),
    "doses_received_to_date": one_of((0, 1, 7)),
    "doses_requested": one_of((7, 8, 13)),
    "dose_evidence_submitted": YES_NO,
    "dose_evidence_accepted": YES_NO,
    "regimen_fda_approved": YES_NO,
    "regimen_nccn_recommended": YES_NO,
    "label_change_date": lambda random: random.choice((None, day_near(random))),
    "label_change_reflected_in_policy": YES_NO,
    "label_change_covers_request": often((True, False)),
    "use_listed_in_section_iii": often((False, True)),
    "receiving_via_plan": YES_NO,
    "receiving_documented": YES_NO,
    "days_on_therapy": one_of((29, 30, 400)),
    "positive_response": often((True, False)),
    "dose_increase": YES_NO,
}


def told_otherwise(given: dict[str, Any], random: Random) -> dict[str, Any]:
    """Age by the date of birth and dose by milligrams and weight, sometimes, or both ways."""
    told = dict(given)
    if random.random() < 0.4:
        told["date_of_birth"] = day_near(random)
        if random.random() < 0.9:
            del told["age_years"]
    if random.random() < 0.4:
        told["weight_kg"] = random.choice((70, Decimal("70.1"), 71))
        told["dose_mg"] = random.choice((252, Decimal("252.36"), 100, 253))
        if random.random() < 0.9:
            del told["dose_mg_per_kg"]
    return told


def draw(random: Random) -> dict[str, Any]:
    """A complete request by code name."""
    return told_otherwise({name: each(random) for name, each in COMPLETE.items()}, random)


def said(decide: Callable[[v2025.Request], Any], given: dict[str, Any]) -> object:
    """Everything that an answer says, or the problems of the request."""
    try:
        answer = decide(v2025.Request(**given))
    except RequestError as error:
        return error.problems
    rules = [(rule.id, rule.table, rule.cell, rule.cite) for rule in answer.rules]
    outcome = (answer.status, answer.outcome, answer.approval_months, answer.refer_to)
    return outcome, rules, answer.unmet, answer.satisfied_by, answer.open


def test_complete_requests_are_answered_alike(request: pytest.FixtureRequest) -> None:
    """Status, outcome, rule and citations are the same on random complete requests."""
    random = Random(20250915)
    rules: set[str] = set()
    for _ in range(times(request, REQUESTS // 10)):
        given = draw(random)
        expected = said(v2025.decide, given)
        assert expected == said(handwritten.decide, given), given
        if isinstance(expected[0], tuple) and isinstance(expected[0][0], Status):  # type: ignore[index]
            rules.update(rule for rule, *_ in expected[1])  # type: ignore[index]
    assert rules == {rule.id for rule in v2025.DETERMINATION.rules}


BAD: tuple[object, ...] = (
    *("", " ", "a text", "initial", 0, 1, -1, 500, 10**31, 3.6, float("nan"), b"", (), [], ("x",)),
    *(Decimal("3.6"), Decimal("NaN"), Decimal("-0"), Decimal("Infinity"), Decimal("1E+31")),
    *(DAY, "2025-09-15", (v2025.DiseaseStatus.EARLY,) * 2, [v2025.DiseaseStatus.EARLY], object()),
)


def test_bad_requests_are_refused_alike(request: pytest.FixtureRequest) -> None:
    """A value of another type or out of limits is mended or refused in the same words."""
    random = Random(20250916)
    refused = 0
    for _ in range(times(request, REQUESTS // 20)):
        given = draw(random)
        for name in random.sample(sorted(given), random.randint(1, 2)):
            given[name] = random.choice(BAD)
        expected = said(v2025.decide, given)
        assert expected == said(handwritten.decide, given), given
        refused += isinstance(expected[0], str)  # type: ignore[index]
    assert refused > REQUESTS // 60


def test_unknown_answers_are_raised_or_do_not_matter(request: pytest.FixtureRequest) -> None:
    """With something unknown it raises, or says what the generated code has decided too."""
    random = Random(20250917)
    raised = 0
    for _ in range(times(request, REQUESTS // 20)):
        given = draw(random)
        for name in random.sample(sorted(given), random.randint(1, 3)):
            del given[name]
        try:
            answer = handwritten.decide(v2025.Request(**given))
        except handwritten.UnknownError:
            raised += 1
            continue
        except RequestError:
            continue
        expected = v2025.decide(v2025.Request(**given))
        assert expected.status is answer.status, given
        assert expected.outcome is answer.outcome
        assert expected.rule is not None
        assert expected.rule.id == answer.rule.id
    assert raised
