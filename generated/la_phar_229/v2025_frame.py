# Made from la_phar_229/2025.xlsx. Edit the workbook, not this file.
"""LA.PHAR.229, version 2025, over whole frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from ._engine_frame import Engine
from ._numbers_frame import Judged, Numbers, add, age, divide, first_known, more, within
from ._run_frame import Options, Policy, run
from .v2025 import MODEL, Decision, Request, decide


def _member_age(c: Engine) -> Numbers:
    """Member age (Glossary!A16): first known of(Stated age, age(Date of birth, Request date))."""
    return first_known(
        c.numbers("age_years"), age(c.numbers("date_of_birth"), c.numbers("request_date"))
    )


def _alternatives_of_member_age(c: Engine) -> tuple[Numbers, ...]:
    return (
        c.numbers("age_years"),
        age(c.numbers("date_of_birth"), c.numbers("request_date")),
    )


def _dose_per_kg(c: Engine) -> Numbers:
    """Dose per kg (Glossary!A25): first known of(Stated dose per kg, Milligrams per dose / Weight)."""
    return first_known(
        c.numbers("dose_mg_per_kg"), divide(c.numbers("dose_mg"), c.numbers("weight_kg"))
    )


def _alternatives_of_dose_per_kg(c: Engine) -> tuple[Numbers, ...]:
    return (
        c.numbers("dose_mg_per_kg"),
        divide(c.numbers("dose_mg"), c.numbers("weight_kg")),
    )


def _total_doses(c: Engine) -> Numbers:
    """Total doses (Glossary!A29): Doses received + Doses requested."""
    return add(c.numbers("doses_received_to_date"), c.numbers("doses_requested"))


def _label_change_date_within_6_months_before_request_date(c: Engine) -> Judged:
    """Label change date within 6 months before Request date (Other uses!B4): Label change date within 6 months before Request date."""
    return within(c.numbers("label_change_date"), 6, 0, c.numbers("request_date"))


def _date_of_birth_more_than_request_date(c: Engine) -> Judged:
    """Date of birth > Request date (Impossible!A3): Date of birth > Request date."""
    return more(c.numbers("date_of_birth"), c.numbers("request_date"))


def _decide(values: Mapping[str, Any]) -> Decision:
    return decide(Request(**values))


POLICY = Policy(
    model=MODEL,
    decide=_decide,
    arrays={
        "member_age": _member_age,
        "dose_per_kg": _dose_per_kg,
        "total_doses": _total_doses,
        "label_change_date_within_6_months_before_request_date": _label_change_date_within_6_months_before_request_date,
        "date_of_birth_more_than_request_date": _date_of_birth_more_than_request_date,
    },
    alternatives={
        "member_age": _alternatives_of_member_age,
        "dose_per_kg": _alternatives_of_dose_per_kg,
    },
)


def decide_frame(
    frame: pd.DataFrame,
    *,
    keep: Sequence[str] = (),
    reasons: bool = False,
    threads: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Answer every row of a frame as `decide` answers a request.

    Columns are inputs by code name; NaN, NaT, None and NA are unknown, and so is an absent column.
    Gives `status`, each output, and `rule`, the id of the rule that answers if it is only one; with
    `reasons` also `missing`, `unmet`, `satisfied_by` and `open`. Columns named in `keep` are passed
    on. `tell` is called with the rows done and the rows in all. Raises FrameError, a RequestError,
    with everything that is wrong: columns, and the first rows of each problem.
    """
    return run(POLICY, frame, Options(keep=keep, reasons=reasons, threads=threads, tell=tell))
