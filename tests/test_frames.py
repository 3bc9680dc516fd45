"""Whole frames: the answers that the module gives row by row, whatever the columns are."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

pd = pytest.importorskip("pandas", reason="frames need pandas")

from generated import la_phar_229  # noqa: E402 - after the skip
from generated.la_phar_229 import v2024, v2025, v2025_frame  # noqa: E402 - after the skip
from generated.la_phar_229._run_frame import FrameError  # noqa: E402 - after the skip

ROWS = 1_500
USUAL: dict[str, Any] = {
    "request_date": date(2025, 10, 15),
    "request_type": "initial",
    "drug": "Kadcyla",
    "hcpcs": "J9354",
    "line_of_business": "Medicaid",
    "benefit": "medical",
    "documentation_submitted": True,
    "diagnosis": "breast cancer",
    "her2_status": "positive",
    "disease_status": ("metastatic",),
    "treatment_setting": "metastatic",
    "date_of_birth": date(1970, 2, 28),
    "prescriber_specialty": "oncology",
    "single_agent": True,
    "prior_trastuzumab": True,
    "prior_taxane": True,
    "dose_mg": 252,
    "weight_kg": 70,
    "interval_days": 21,
    "doses_received_to_date": 0,
    "doses_requested": 6,
    "regimen_fda_approved": True,
    "use_listed_in_section_iii": False,
}
OTHERS: dict[str, Sequence[Any]] = {
    "age_years": (17, 18, 64),
    "date_of_birth": (date(2007, 10, 15), date(2007, 10, 16), date(2008, 2, 29), date(1950, 1, 1)),
    "request_date": (date(2025, 10, 15), date(2026, 2, 28)),
    "label_change_date": (date(2025, 4, 15), date(2025, 4, 14), date(2025, 8, 31)),
    "dose_mg_per_kg": (Decimal("3.6"), Decimal("3.60001"), Decimal(2)),
    "dose_mg": (Decimal("181.08"), 180, 300, Decimal("240.5")),
    "weight_kg": (Decimal("50.3"), 50, 70, Decimal("83.3")),
    "drug": (" KADCYLA ", "another drug", "T-DM1"),
    "hcpcs": ("J9354", "J0000"),
    "prescriber_specialty": ("oncology", "Cardiology"),
    "disease_status": ((), ("recurrent",), ("recurrent", "metastatic")),
    "interval_days": (20, 21, 28),
    "doses_received_to_date": (0, 8, 9),
    "doses_requested": (1, 6, 7),
    "days_on_therapy": (29, 30, 400),
}


def drawn_requests(seed: int, rows: int = ROWS) -> list[dict[str, Any]]:
    """Requests that often come far into the rules, each with some answers unknown."""
    rng = random.Random(seed)
    return [drawn_request(rng) for _ in range(rows)]


def drawn_request(rng: random.Random) -> dict[str, Any]:
    """A request that contradicts itself nowhere."""
    unknown = rng.choice((0, 0, 0.05, 0.4))
    request = {
        name: None if rng.random() < unknown else value(rng, name) for name in v2025.MODEL.inputs
    }
    if request["age_years"] is not None:
        request["date_of_birth"] = None
    if request["dose_mg_per_kg"] is not None:
        request["dose_mg"] = None
    return request


def value(rng: random.Random, name: str) -> Any:
    """The usual answer to a question, or another that is allowed."""
    if rng.random() < 0.85:
        return USUAL.get(name)
    source = v2025.MODEL.inputs[name]
    if name in OTHERS:
        return rng.choice(OTHERS[name])
    if source.members is not None:
        return rng.choice([member.value for member in source.members])
    return rng.random() < 0.5


def answered(requests: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What the module answers to each."""
    found = []
    for request in requests:
        decision = v2025.decide(v2025.Request.from_mapping(request))
        found.append(
            (
                decision.status.value,
                decision.outcome and decision.outcome.value,
                decision.approval_months,
                decision.refer_to and decision.refer_to.value,
                decision.rule and decision.rule.id,
            )
        )
    return found


def rows_of(frame: Any) -> list[tuple[Any, ...]]:
    """The rows of a frame of answers, with None for what has no value."""
    plain = frame.astype(object).where(frame.notna(), None)
    return list(plain.itertuples(index=False, name=None))


def typed(frame: Any) -> Any:
    """The columns in the types that people who care would give them."""
    kinds = {"yes/no": "boolean", "whole number": "Int16", "number": "float64"}
    made = frame.copy()
    for name, source in v2025.MODEL.inputs.items():
        if source.is_list or name not in made:
            continue
        if source.kind == "date":
            made[name] = pd.to_datetime(made[name])
        else:
            made[name] = made[name].astype(kinds.get(source.kind, "category"))
    return made


def arrow(frame: Any) -> Any:
    """The columns as Arrow has them."""
    pytest.importorskip("pyarrow", reason="the Arrow types need pyarrow")
    return typed(frame).drop(columns="disease_status").convert_dtypes(dtype_backend="pyarrow")


FORMS = {"objects": lambda frame: frame, "typed": typed}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", [1, 2])
def test_frames_answer_as_the_module_does(form: str, seed: int) -> None:
    """Every row of a frame has the answer that `decide` gives, with all that is unknown."""
    requests = drawn_requests(seed)
    frame = pd.DataFrame(requests, dtype=object)
    found = rows_of(v2025_frame.decide_frame(FORMS[form](frame)))
    assert answered(requests) == found


def test_arrow_columns_answer_as_the_module_does() -> None:
    """Arrow-backed columns give the same answers; a column that is not there is unknown."""
    requests = [{**request, "disease_status": None} for request in drawn_requests(3)]
    frame = arrow(pd.DataFrame(requests, dtype=object))
    assert answered(requests) == rows_of(v2025_frame.decide_frame(frame))


def test_reasons_are_those_of_the_module() -> None:
    """With `reasons` a row says what is missing, unmet, satisfied and open."""
    requests = drawn_requests(4, 150)
    found = v2025_frame.decide_frame(pd.DataFrame(requests, dtype=object), reasons=True)
    for at, request in enumerate(requests):
        decision = v2025.decide(v2025.Request.from_mapping(request))
        assert tuple(each.code_name for each in decision.missing) == found["missing"].iloc[at]
        assert decision.unmet == found["unmet"].iloc[at]
        assert decision.satisfied_by == found["satisfied_by"].iloc[at]
        assert decision.open == found["open"].iloc[at]


def test_threads_change_nothing() -> None:
    """Several threads give the same frame as one."""
    frame = typed(pd.DataFrame(drawn_requests(5, 400) * 500, dtype=object))
    one = v2025_frame.decide_frame(frame)
    pd.testing.assert_frame_equal(one, v2025_frame.decide_frame(frame, threads=3))


def test_columns_are_typed() -> None:
    """Closed texts are categories, whole numbers are nullable, and the index is the caller's."""
    frame = pd.DataFrame([USUAL], index=["case 7"]).astype(object)
    found = v2025_frame.decide_frame(frame)
    assert list(found.index) == ["case 7"]
    assert found["outcome"].dtype == "category"
    assert found["approval_months"].dtype == "Int64"
    assert [c for c in found["outcome"].cat.categories if c in {"pend", "not met"}] == [
        "not met",
        "pend",
    ]


def test_columns_that_are_kept_come_first() -> None:
    """A column named in `keep` is passed on."""
    frame = pd.DataFrame([{**USUAL, "member": "M-1"}]).astype(object)
    found = v2025_frame.decide_frame(frame, keep=["member"])
    assert found.columns[0] == "member"
    assert list(found["member"]) == ["M-1"]


def test_progress_is_told() -> None:
    """`tell` hears how many rows are done, and of how many."""
    heard: list[tuple[int, int]] = []
    v2025_frame.decide_frame(
        pd.DataFrame([USUAL] * 3), tell=lambda done, rows: heard.append((done, rows))
    )
    assert heard == [(3, 3)]


def test_a_frame_without_rows_has_no_answers() -> None:
    """No rows in, no rows out, with the columns there."""
    found = v2025_frame.decide_frame(pd.DataFrame({"drug": []}))
    assert list(found["outcome"]) == []


WRONG: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "value": ({"diagnosis": "brest cancer"}, ("diagnosis", "did you mean", "row 1")),
    "type": ({"single_agent": "yes"}, ("single_agent", "true or false")),
    "whole": ({"interval_days": 20.5}, ("interval_days", "20.5")),
    "bool": ({"dose_mg": True}, ("dose_mg", "True")),
    "range": ({"weight_kg": -1}, ("weight_kg", "-1")),
    "infinite": ({"weight_kg": float("inf")}, ("weight_kg", "inf")),
    "time": ({"request_date": pd.Timestamp("2025-10-15 08:00")}, ("request_date", "date")),
    "name": ({"diagnoses": "x"}, ("diagnoses", "did you mean 'diagnosis'", "keep")),
    "contradiction": ({"dose_mg_per_kg": 5}, ("Dose per kg", "contradict", "row 1")),
    "impossible": ({"date_of_birth": date(2026, 1, 1)}, ("cannot occur", "Impossible!A3")),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_a_request_refuses_a_frame_refuses(case: str) -> None:
    """A wrong column or value is an error that names the column and the first bad rows."""
    change, said = WRONG[case]
    frame = pd.DataFrame([USUAL, {**USUAL, **change}]).astype(object)
    with pytest.raises(FrameError) as refusal:
        v2025_frame.decide_frame(frame)
    for words in said:
        assert words in str(refusal.value)


def test_wrong_values_in_typed_columns_are_refused() -> None:
    """Columns of numbers and days are checked like single values, and rows are counted."""
    frame = typed(pd.DataFrame([USUAL] * 6, dtype=object))
    frame["weight_kg"] = [70.0, -1.0, -2.0, -3.0, -4.0, -5.0]
    frame["request_date"] += timedelta(hours=8)
    with pytest.raises(FrameError) as refusal:
        v2025_frame.decide_frame(frame)
    weight, day = sorted(refusal.value.problems, reverse=True)
    assert "in rows 1, 2, 3 and 2 more" in weight
    assert "request_date" in day


def test_short_floats_stand_for_their_own_text() -> None:
    """A dose of 3.6 in a column of short floats is 3.6, and not above it."""
    request = {**USUAL, "dose_mg": None, "weight_kg": None, "dose_mg_per_kg": 3.6}
    frame = pd.DataFrame([request]).astype(object)
    frame["dose_mg_per_kg"] = frame["dose_mg_per_kg"].astype("float32")
    assert list(v2025_frame.decide_frame(frame)["outcome"]) == ["approve"]


# -- all versions of a policy --------------------------------------------------------------------


def test_each_row_goes_to_its_version() -> None:
    """The package answers each row by the version in force on its day, as it does one request."""
    days = (date(2025, 10, 15), date(2025, 3, 1), date(2020, 1, 1), None, "2025-10-15")
    requests = [{**USUAL, "disease_status": None, "request_date": day} for day in days]
    shared = {name for name in USUAL if name in v2024.MODEL.inputs and name in v2025.MODEL.inputs}
    requests = [{name: each.get(name) for name in sorted(shared)} for each in requests]
    found = la_phar_229.decide_frame(pd.DataFrame(requests, dtype=object), reasons=True)
    for at, request in enumerate(requests):
        decision = la_phar_229.decide(request)
        record = decision.to_dict()
        row = found.iloc[at]
        assert record["status"] == row["status"]
        assert record["version"] == (None if pd.isna(row["version"]) else row["version"])
        assert record["outcome"] == (None if pd.isna(row["outcome"]) else row["outcome"])
        assert tuple(each.code_name for each in decision.missing) == row["missing"]


def test_a_version_can_be_asked_by_name() -> None:
    """With `version` one version answers every row."""
    frame = pd.DataFrame([USUAL]).astype(object)
    assert list(la_phar_229.decide_frame(frame, version="2025")["version"]) == ["2025"]


def test_the_module_itself_needs_no_pandas() -> None:
    """Importing a policy imports neither numpy nor pandas."""
    program = "import sys; import generated.la_phar_229; print('numpy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert shown.stdout.decode().strip() == "False"
