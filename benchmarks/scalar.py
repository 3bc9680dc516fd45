"""How long the generated `decide` takes, against the same decision written by hand.

    python benchmarks/scalar.py

Both take the same typed request, check it and answer; turn by turn in one process, so that a busy
machine slows both. Prints medians, and the median of the ratios of each turn. Timed are: `decide`
alone; with status and outcome read; with rule and citations read too. By hand an unknown is raised,
so nothing is read there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import handwritten  # noqa: E402 - found by the line above
from generated.la_phar_229 import v2025  # noqa: E402 - as above

APPROVAL = v2025.Request(
    request_date=date(2025, 10, 15),
    request_type=v2025.RequestType.INITIAL,
    drug="Kadcyla",
    hcpcs="J9354",
    line_of_business=v2025.LineOfBusiness.MEDICAID,
    benefit=v2025.Benefit.MEDICAL,
    documentation_submitted=True,
    diagnosis=v2025.Diagnosis.BREAST_CANCER,
    her2_status=v2025.Her2Status.POSITIVE,
    disease_status=(v2025.DiseaseStatus.METASTATIC,),
    treatment_setting=v2025.TreatmentSetting.METASTATIC,
    age_years=54,
    prescriber_specialty="Oncology",
    oncologist_consulted=True,
    single_agent=True,
    prior_trastuzumab=True,
    prior_taxane=True,
    dose_mg_per_kg=Decimal("3.6"),
    interval_days=21,
    doses_received_to_date=0,
    doses_requested=8,
    dose_evidence_submitted=False,
    dose_evidence_accepted=False,
    regimen_fda_approved=True,
    regimen_nccn_recommended=True,
    use_listed_in_section_iii=False,
    label_change_reflected_in_policy=False,
    label_change_covers_request=False,
)
REQUESTS = {
    "approval (A1)": APPROVAL,
    "referral (R3)": replace(APPROVAL, diagnosis=v2025.Diagnosis.GASTRIC_CANCER),
    "one unknown (dose)": replace(APPROVAL, dose_mg_per_kg=None),
}
Decide = Callable[[v2025.Request], Any]
Timed = Callable[[Decide, v2025.Request], object]


def alone(decide: Decide, request: v2025.Request) -> object:
    """The decision, with nothing read."""
    return decide(request)


def answer(decide: Decide, request: v2025.Request) -> object:
    """What becomes of the request."""
    decision = decide(request)
    return decision.status, decision.outcome, decision.approval_months, decision.refer_to


def reasons(decide: Decide, request: v2025.Request) -> object:
    """That, and by which rule and citations."""
    d = decide(request)
    return d.status, d.outcome, d.rules, d.unmet, d.satisfied_by, d.open


def by_hand(request: v2025.Request) -> object:
    """The decision by hand; what it raises for an unknown is taken for the answer."""
    try:
        return handwritten.decide(request)
    except handwritten.UnknownError as unknown:
        return unknown


def seconds(timed: Timed, decide: Decide, request: v2025.Request, calls: int) -> float:
    """The mean time of a call."""
    begun = perf_counter()
    for _ in range(calls):
        timed(decide, request)
    return (perf_counter() - begun) / calls


def compared(timed: Timed, request: v2025.Request, turns: int) -> tuple[float, float, float]:
    """Medians of both in microseconds, and of the ratio."""
    known = not isinstance(by_hand(request), handwritten.UnknownError)
    other = timed if known else alone
    calls = max(20, int(0.004 / seconds(timed, v2025.decide, request, 50)))
    pairs = []
    for _ in range(turns):
        ours = seconds(timed, v2025.decide, request, calls)
        pairs.append((ours, seconds(other, by_hand, request, calls)))
    ours, theirs = (median(column) * 1e6 for column in zip(*pairs, strict=True))
    return ours, theirs, median(ours / theirs for ours, theirs in pairs)


def main() -> int:
    """Print a line for each request and each thing that is timed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=101)
    turns = parser.parse_args().turns
    print(f"{'request':20}{'timed':28}{'generated':>12}{'by hand':>12}{'ratio':>8}")
    what = {"decide": alone, "decide, outcome": answer, "decide, outcome, citations": reasons}
    for name, request in REQUESTS.items():
        for title, timed in what.items():
            ours, theirs, ratio = compared(timed, request, turns)
            print(f"{name:20}{title:28}{ours:9.1f} µs{theirs:9.1f} µs{ratio:8.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
