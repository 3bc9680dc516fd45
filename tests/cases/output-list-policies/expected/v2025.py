# Compiled from table.txt (digest 000000000000). Edit the workbook, not this file.
"""LA.2 Every list and every number for all rules, version 2025."""

# mypy: disable-error-code="comparison-overlap, redundant-expr"
# (A rule is written out as the sheet has it, even where the rules above leave it no choice.)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Self

from ._calendar import age
from ._decision import BaseDecision
from ._explain import Explanation
from ._model import Cell, Facts, Hits, Input, Model, Rule, Table, Version
from ._ranges import End, Nothing, Range
from ._request import admitted, from_mapping
from ._support import YES_NO, normal_codes, output_of


class Route(StrEnum):
    """Route (Glossary!A6)."""

    URGENT = "urgent"
    REVIEW = "review"
    APPROVE = "approve"


class Reviewer(StrEnum):
    """Reviewer (Glossary!A7)."""

    NURSE = "nurse"
    DOCTOR = "doctor"


class Doctors(StrEnum):
    """Doctors (Glossary!A13)."""

    NURSE = "nurse"
    DOCTOR = "doctor"


class Outcome(StrEnum):
    """Outcome (Glossary!A14)."""

    APPROVE = "approve"
    REFER = "refer"


@dataclass(slots=True, kw_only=True)
class Request:
    """What a request says, by the questions of the glossary; None is unknown unless noted."""

    request_date: date | None = None  # Request date
    age: int | None = None  # Age, years
    ill: bool | None = None  # Ill

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Read JSON-like values by code name; RequestError with all problems."""
        return from_mapping(MODEL, cls, values)


class _Facts(Request, Facts):
    """A checked request, and what is worked out from it."""

    # fmt: off
    __slots__ = (
        "counted_rules", "doctors", "doses_rules", "largest_dose", "least_wait", "outcome",
        "points", "ranked_doctors_rules", "reason", "reasons_rules", "reviewer", "route",
        "routes_rules", "score_rules", "signs", "summary_rules", "waiting_rules",
    )
    # fmt: on
    routes_rules: Hits
    route: tuple[Route, ...] | None
    reviewer: tuple[Reviewer, ...] | Nothing | None
    ranked_doctors_rules: Hits
    doctors: tuple[Doctors, ...] | None
    reasons_rules: Hits
    reason: tuple[str, ...] | None
    score_rules: Hits
    points: int | None
    waiting_rules: Hits
    least_wait: int | None
    doses_rules: Hits
    largest_dose: int | Decimal | None
    counted_rules: Hits
    signs: int | None
    summary_rules: Hits
    outcome: Outcome | None


N_100_5 = Decimal("100.5")
DAY_0001_01_01 = date(1, 1, 1)
DAY_9999_12_31 = date(9999, 12, 31)

# -- calculations ------------------------------------------------------------------------------------


# -- checklists --------------------------------------------------------------------------------------


# -- decision tables -----------------------------------------------------------------------------------


def _routes(f: _Facts) -> Hits:
    """Routes (Rule order, Lists!A1:F6): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    age = f.age

    # Rule 1 · Lists!A4: review, nurse
    if (
        age is None or age >= 65  # B4 >= 65
    ):
        may.append(ROUTES_1)
        if age is not None:
            sure.append(ROUTES_1)

    ill = f.ill

    # Rule 2 · Lists!A5: urgent, doctor
    if (
        ill is not False  # C5 yes
    ):
        may.append(ROUTES_2)
        if ill is not None:
            sure.append(ROUTES_2)

    # Otherwise · Lists!A6: approve
    if not sure:
        may.append(ROUTES_OTHERWISE)
        if len(may) == 1:
            sure.append(ROUTES_OTHERWISE)

    return tuple(may), tuple(sure)


def _ranked_doctors(f: _Facts) -> Hits:
    """Ranked doctors (Output order, Lists!A8:F12): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    ill = f.ill

    # Rule 1 · Lists!A11: doctor
    if (
        ill is not False  # C11 yes
    ):
        may.append(RANKED_DOCTORS_1)
        if ill is not None:
            sure.append(RANKED_DOCTORS_1)

    # Rule 2 · Lists!A12: nurse
    may.append(RANKED_DOCTORS_2)
    sure.append(RANKED_DOCTORS_2)

    return tuple(may), tuple(sure)


def _reasons(f: _Facts) -> Hits:
    """Reasons (Collect, Lists!A14:F18): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    age = f.age

    # Rule 1 · Lists!A17: Z01
    if (
        age is None or age >= 65  # B17 >= 65
    ):
        may.append(REASONS_1)
        if age is not None:
            sure.append(REASONS_1)

    ill = f.ill

    # Rule 2 · Lists!A18: R69
    if (
        ill is not False  # C18 yes
    ):
        may.append(REASONS_2)
        if ill is not None:
            sure.append(REASONS_2)

    return tuple(may), tuple(sure)


def _score(f: _Facts) -> Hits:
    """Score (Collect sum, Numbers!A1:F6): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    age = f.age

    # Rule 1 · Numbers!A4: 2
    if (
        age is None or age >= 65  # B4 >= 65
    ):
        may.append(SCORE_1)
        if age is not None:
            sure.append(SCORE_1)

    ill = f.ill

    # Rule 2 · Numbers!A5: 3
    if (
        ill is not False  # C5 yes
    ):
        may.append(SCORE_2)
        if ill is not None:
            sure.append(SCORE_2)

    # Otherwise · Numbers!A6: 0
    if not sure:
        may.append(SCORE_OTHERWISE)
        if len(may) == 1:
            sure.append(SCORE_OTHERWISE)

    return tuple(may), tuple(sure)


def _waiting(f: _Facts) -> Hits:
    """Waiting (Collect min, Numbers!A8:F12): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    # Rule 1 · Numbers!A11: 30
    may.append(WAITING_1)
    sure.append(WAITING_1)

    ill = f.ill

    # Rule 2 · Numbers!A12: 1
    if (
        ill is not False  # B12 yes
    ):
        may.append(WAITING_2)
        if ill is not None:
            sure.append(WAITING_2)

    return tuple(may), tuple(sure)


def _doses(f: _Facts) -> Hits:
    """Doses (Collect max, Numbers!A14:F18): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    # Rule 1 · Numbers!A17: 100.5
    may.append(DOSES_1)
    sure.append(DOSES_1)

    age = f.age

    # Rule 2 · Numbers!A18: 250
    if (
        age is None or age >= 18  # B18 >= 18
    ):
        may.append(DOSES_2)
        if age is not None:
            sure.append(DOSES_2)

    return tuple(may), tuple(sure)


def _counted(f: _Facts) -> Hits:
    """Counted (Collect count, Numbers!A20:F25): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    age = f.age

    # Rule 1 · Numbers!A23: yes
    if (
        age is None or age >= 65  # B23 >= 65
    ):
        may.append(COUNTED_1)
        if age is not None:
            sure.append(COUNTED_1)

    ill = f.ill

    # Rule 2 · Numbers!A24: yes
    if (
        ill is not False  # C24 yes
    ):
        may.append(COUNTED_2)
        if ill is not None:
            sure.append(COUNTED_2)

    # Rule 3 · Numbers!A25: no
    may.append(COUNTED_3)
    sure.append(COUNTED_3)

    return tuple(may), tuple(sure)


def _summary(f: _Facts) -> Hits:
    """Summary (First, Numbers!A27:I32): the rules that may match, in order, up to the first that surely does."""
    may: list[Rule] = []

    route = f.route
    doctors = f.doctors
    points = f.points

    # Rule 1 · Numbers!A30: refer
    if (
        (route is None or "urgent" in route)  # B30 has urgent
        and (doctors is None or len(doctors) == 2)  # C30 count 2
        and (points is None or points >= 5)  # E30 >= 5
    ):
        may.append(SUMMARY_1)
        if route is not None and doctors is not None and points is not None:
            return tuple(may), (SUMMARY_1,)

    reason = f.reason
    signs = f.signs
    least_wait = f.least_wait
    largest_dose = f.largest_dose

    # Rule 2 · Numbers!A31: refer
    if (
        (reason is None or "r69" in reason)  # D31 has R69
        and (signs is None or signs >= 2)  # F31 >= 2
        and (least_wait is None or least_wait < 30)  # G31 < 30
        and (largest_dose is None or largest_dose > 200)  # H31 > 200 mg
    ):
        may.append(SUMMARY_2)
        if (
            reason is not None
            and signs is not None
            and least_wait is not None
            and largest_dose is not None
        ):
            return tuple(may), (SUMMARY_2,)

    # Otherwise · Numbers!A32: approve
    may.append(SUMMARY_OTHERWISE)
    return tuple(may), (SUMMARY_OTHERWISE,)


# -- what callers use ----------------------------------------------------------------------------------


class RoutesOutcome(NamedTuple):
    """The outputs of ROUTES, in column order."""

    route: Route
    reviewer: Reviewer | None


class RoutesDecision(BaseDecision):
    """An answer of ROUTES with its reasons."""

    __slots__ = ()

    @property
    def route(self) -> tuple[Route, ...] | None:
        """The output, None unless decided."""
        value: tuple[Route, ...] | None = self._output(0)
        return value

    @property
    def reviewer(self) -> tuple[Reviewer | None, ...] | None:
        """The output, None unless decided."""
        value: tuple[Reviewer | None, ...] | None = self._output(1)
        return value


def routes(request: Request) -> RoutesDecision:
    """Answer Routes (Lists!A1:F6)."""
    return RoutesDecision(MODEL, ROUTES, _facts(request))


class RankedDoctorsOutcome(NamedTuple):
    """The outputs of RANKED_DOCTORS, in column order."""

    doctors: Doctors


class RankedDoctorsDecision(BaseDecision):
    """An answer of RANKED_DOCTORS with its reasons."""

    __slots__ = ()

    @property
    def doctors(self) -> tuple[Doctors, ...] | None:
        """The output, None unless decided."""
        value: tuple[Doctors, ...] | None = self._output(0)
        return value


def ranked_doctors(request: Request) -> RankedDoctorsDecision:
    """Answer Ranked doctors (Lists!A8:F12)."""
    return RankedDoctorsDecision(MODEL, RANKED_DOCTORS, _facts(request))


class ReasonsOutcome(NamedTuple):
    """The outputs of REASONS, in column order."""

    reason: str


class ReasonsDecision(BaseDecision):
    """An answer of REASONS with its reasons."""

    __slots__ = ()

    @property
    def reason(self) -> tuple[str, ...] | None:
        """The output, None unless decided."""
        value: tuple[str, ...] | None = self._output(0)
        return value


def reasons(request: Request) -> ReasonsDecision:
    """Answer Reasons (Lists!A14:F18)."""
    return ReasonsDecision(MODEL, REASONS, _facts(request))


class ScoreOutcome(NamedTuple):
    """The outputs of SCORE, in column order."""

    points: int


class ScoreDecision(BaseDecision):
    """An answer of SCORE with its reasons."""

    __slots__ = ()

    @property
    def points(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(0)
        return value


def score(request: Request) -> ScoreDecision:
    """Answer Score (Numbers!A1:F6)."""
    return ScoreDecision(MODEL, SCORE, _facts(request))


class WaitingOutcome(NamedTuple):
    """The outputs of WAITING, in column order."""

    least_wait: int


class WaitingDecision(BaseDecision):
    """An answer of WAITING with its reasons."""

    __slots__ = ()

    @property
    def least_wait(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(0)
        return value


def waiting(request: Request) -> WaitingDecision:
    """Answer Waiting (Numbers!A8:F12)."""
    return WaitingDecision(MODEL, WAITING, _facts(request))


class DosesOutcome(NamedTuple):
    """The outputs of DOSES, in column order."""

    largest_dose: int | Decimal


class DosesDecision(BaseDecision):
    """An answer of DOSES with its reasons."""

    __slots__ = ()

    @property
    def largest_dose(self) -> int | Decimal | None:
        """The output, None unless decided."""
        value: int | Decimal | None = self._output(0)
        return value


def doses(request: Request) -> DosesDecision:
    """Answer Doses (Numbers!A14:F18)."""
    return DosesDecision(MODEL, DOSES, _facts(request))


class CountedOutcome(NamedTuple):
    """The outputs of COUNTED, in column order."""

    signs: Any


class CountedDecision(BaseDecision):
    """An answer of COUNTED with its reasons."""

    __slots__ = ()

    @property
    def signs(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(0)
        return value


def counted(request: Request) -> CountedDecision:
    """Answer Counted (Numbers!A20:F25)."""
    return CountedDecision(MODEL, COUNTED, _facts(request))


class SummaryOutcome(NamedTuple):
    """The outputs of SUMMARY, in column order."""

    outcome: Outcome


class Decision(BaseDecision):
    """An answer of SUMMARY with its reasons."""

    __slots__ = ()

    @property
    def outcome(self) -> Outcome | None:
        """The output, None unless decided."""
        value: Outcome | None = self._output(0)
        return value


def summary(request: Request) -> Decision:
    """Answer Summary (Numbers!A27:I32)."""
    return Decision(MODEL, SUMMARY, _facts(request))


def decide(request: Request) -> Decision:
    """Answer the policy's decision. Raises RequestError with everything wrong with the request."""
    return Decision(MODEL, SUMMARY, _facts(request))


def explain(request: Request) -> Explanation:
    """Every table and item: met, not met or unknown, with the value read and the cell."""
    return decide(request).explain()


# -- the entry check -----------------------------------------------------------------------------------


def _sound(r: Request) -> bool:
    """Whether every value has its exact type and is allowed."""
    return (
        (r.request_date is None or type(r.request_date) is date)  # Glossary!A3
        and (r.age is None or (type(r.age) is int and 0 <= r.age <= 130))  # Glossary!A4
        and (type(r.ill) in YES_NO)  # Glossary!A5
    )


def _snapshot(r: Request) -> _Facts:
    """A copy of the request that later changes do not reach."""
    f = _Facts.__new__(_Facts)
    f.request_date = r.request_date
    f.age = r.age
    f.ill = r.ill
    return f


def _facts(r: Request) -> _Facts:
    """The request, checked."""
    f = _snapshot(r if _sound(r) else admitted(MODEL, r))
    return f


# -- the rules, as the sheets have them ------------------------------------------------------------------

# fmt: off
ROUTES_1 = Rule(
    table="Routes", id="1", cell="Lists!A4",
    outcome=RoutesOutcome(Route.REVIEW, Reviewer.NURSE),
    cells=(
        Cell("Lists!B4", ">= 65", "age", lambda f: None if f.age is None else f.age >= 65),
    ),
)
ROUTES_2 = Rule(
    table="Routes", id="2", cell="Lists!A5",
    outcome=RoutesOutcome(Route.URGENT, Reviewer.DOCTOR),
    cells=(
        Cell("Lists!C5", "yes", "ill", lambda f: f.ill),
    ),
)
ROUTES_OTHERWISE = Rule(
    table="Routes", id="Otherwise", cell="Lists!A6",
    outcome=RoutesOutcome(Route.APPROVE, None),
)
ROUTES = Table(
    name="Routes",
    cell="Lists!A1:F6",
    policy="Rule order",
    hits="routes_rules",
    outputs=("route", "reviewer"),
    nothing=frozenset({1}),
    rules=(ROUTES_1, ROUTES_2, ROUTES_OTHERWISE),
)

RANKED_DOCTORS_1 = Rule(
    table="Ranked doctors", id="1", cell="Lists!A11",
    outcome=RankedDoctorsOutcome(Doctors.DOCTOR),
    rank=(1,),
    cells=(
        Cell("Lists!C11", "yes", "ill", lambda f: f.ill),
    ),
)
RANKED_DOCTORS_2 = Rule(
    table="Ranked doctors", id="2", cell="Lists!A12",
    outcome=RankedDoctorsOutcome(Doctors.NURSE),
    rank=(0,),
)
RANKED_DOCTORS = Table(
    name="Ranked doctors",
    cell="Lists!A8:F12",
    policy="Output order",
    hits="ranked_doctors_rules",
    outputs=("doctors",),
    nothing=frozenset(),
    rules=(RANKED_DOCTORS_1, RANKED_DOCTORS_2),
)

REASONS_1 = Rule(
    table="Reasons", id="1", cell="Lists!A17",
    outcome=ReasonsOutcome("Z01"),
    cells=(
        Cell("Lists!B17", ">= 65", "age", lambda f: None if f.age is None else f.age >= 65),
    ),
)
REASONS_2 = Rule(
    table="Reasons", id="2", cell="Lists!A18",
    outcome=ReasonsOutcome("R69"),
    cells=(
        Cell("Lists!C18", "yes", "ill", lambda f: f.ill),
    ),
)
REASONS = Table(
    name="Reasons",
    cell="Lists!A14:F18",
    policy="Collect",
    hits="reasons_rules",
    outputs=("reason",),
    nothing=frozenset(),
    rules=(REASONS_1, REASONS_2),
)

SCORE_1 = Rule(
    table="Score", id="1", cell="Numbers!A4",
    outcome=ScoreOutcome(2),
    cells=(
        Cell("Numbers!B4", ">= 65", "age", lambda f: None if f.age is None else f.age >= 65),
    ),
)
SCORE_2 = Rule(
    table="Score", id="2", cell="Numbers!A5",
    outcome=ScoreOutcome(3),
    cells=(
        Cell("Numbers!C5", "yes", "ill", lambda f: f.ill),
    ),
)
SCORE_OTHERWISE = Rule(
    table="Score", id="Otherwise", cell="Numbers!A6",
    outcome=ScoreOutcome(0),
)
SCORE = Table(
    name="Score",
    cell="Numbers!A1:F6",
    policy="Collect sum",
    hits="score_rules",
    outputs=("points",),
    nothing=frozenset(),
    rules=(SCORE_1, SCORE_2, SCORE_OTHERWISE),
)

WAITING_1 = Rule(
    table="Waiting", id="1", cell="Numbers!A11",
    outcome=WaitingOutcome(30),
)
WAITING_2 = Rule(
    table="Waiting", id="2", cell="Numbers!A12",
    outcome=WaitingOutcome(1),
    cells=(
        Cell("Numbers!B12", "yes", "ill", lambda f: f.ill),
    ),
)
WAITING = Table(
    name="Waiting",
    cell="Numbers!A8:F12",
    policy="Collect min",
    hits="waiting_rules",
    outputs=("least_wait",),
    nothing=frozenset(),
    rules=(WAITING_1, WAITING_2),
)

DOSES_1 = Rule(
    table="Doses", id="1", cell="Numbers!A17",
    outcome=DosesOutcome(N_100_5),
)
DOSES_2 = Rule(
    table="Doses", id="2", cell="Numbers!A18",
    outcome=DosesOutcome(250),
    cells=(
        Cell("Numbers!B18", ">= 18", "age", lambda f: None if f.age is None else f.age >= 18),
    ),
)
DOSES = Table(
    name="Doses",
    cell="Numbers!A14:F18",
    policy="Collect max",
    hits="doses_rules",
    outputs=("largest_dose",),
    nothing=frozenset(),
    rules=(DOSES_1, DOSES_2),
)

COUNTED_1 = Rule(
    table="Counted", id="1", cell="Numbers!A23",
    outcome=CountedOutcome(True),
    cells=(
        Cell("Numbers!B23", ">= 65", "age", lambda f: None if f.age is None else f.age >= 65),
    ),
)
COUNTED_2 = Rule(
    table="Counted", id="2", cell="Numbers!A24",
    outcome=CountedOutcome(True),
    cells=(
        Cell("Numbers!C24", "yes", "ill", lambda f: f.ill),
    ),
)
COUNTED_3 = Rule(
    table="Counted", id="3", cell="Numbers!A25",
    outcome=CountedOutcome(False),
)
COUNTED = Table(
    name="Counted",
    cell="Numbers!A20:F25",
    policy="Collect count",
    hits="counted_rules",
    outputs=("signs",),
    nothing=frozenset(),
    rules=(COUNTED_1, COUNTED_2, COUNTED_3),
)

SUMMARY_1 = Rule(
    table="Summary", id="1", cell="Numbers!A30",
    outcome=SummaryOutcome(Outcome.REFER),
    cells=(
        Cell("Numbers!B30", "has urgent", "route", lambda f: None if f.route is None else "urgent" in f.route),
        Cell("Numbers!C30", "count 2", "doctors", lambda f: None if f.doctors is None else len(f.doctors) == 2),
        Cell("Numbers!E30", ">= 5", "points", lambda f: None if f.points is None else f.points >= 5),
    ),
)
SUMMARY_2 = Rule(
    table="Summary", id="2", cell="Numbers!A31",
    outcome=SummaryOutcome(Outcome.REFER),
    cells=(
        Cell("Numbers!D31", "has R69", "reason", lambda f: None if f.reason is None else "r69" in f.reason),
        Cell("Numbers!F31", ">= 2", "signs", lambda f: None if f.signs is None else f.signs >= 2),
        Cell("Numbers!G31", "< 30", "least_wait", lambda f: None if f.least_wait is None else f.least_wait < 30),
        Cell("Numbers!H31", "> 200 mg", "largest_dose", lambda f: None if f.largest_dose is None else f.largest_dose > 200),
    ),
)
SUMMARY_OTHERWISE = Rule(
    table="Summary", id="Otherwise", cell="Numbers!A32",
    outcome=SummaryOutcome(Outcome.APPROVE),
)
SUMMARY = Table(
    name="Summary",
    cell="Numbers!A27:I32",
    policy="First",
    hits="summary_rules",
    outputs=("outcome",),
    nothing=frozenset(),
    rules=(SUMMARY_1, SUMMARY_2, SUMMARY_OTHERWISE),
)


# -- the glossary, and how facts are worked out ------------------------------------------------------------

_Facts._inputs = (
    "request_date", "age", "ill",
)
_Facts._work_out = {
    "routes_rules": _routes,
    "route": lambda f: output_of(ROUTES, f.routes_rules, 0, f),
    "reviewer": lambda f: output_of(ROUTES, f.routes_rules, 1, f),
    "ranked_doctors_rules": _ranked_doctors,
    "doctors": lambda f: output_of(RANKED_DOCTORS, f.ranked_doctors_rules, 0, f),
    "reasons_rules": _reasons,
    "reason": lambda f: normal_codes(output_of(REASONS, f.reasons_rules, 0, f)),
    "score_rules": _score,
    "points": lambda f: output_of(SCORE, f.score_rules, 0, f),
    "waiting_rules": _waiting,
    "least_wait": lambda f: output_of(WAITING, f.waiting_rules, 0, f),
    "doses_rules": _doses,
    "largest_dose": lambda f: output_of(DOSES, f.doses_rules, 0, f),
    "counted_rules": _counted,
    "signs": lambda f: output_of(COUNTED, f.counted_rules, 0, f),
    "summary_rules": _summary,
    "outcome": lambda f: output_of(SUMMARY, f.summary_rules, 0, f),
}

VERSION = Version(
    policy="LA.2",
    title="Every list and every number for all rules",
    version="2025",
    approved_on=None,
    in_force_from=None,
    in_force_until=None,
    version_date="request_date",
    workbook="table.txt",
    digest="0000000000000000000000000000000000000000000000000000000000000000",
)

MODEL = Model(
    version=VERSION,
    facts=_Facts,
    snapshot=_snapshot,
    inputs={
        "request_date": Input(
            name="Request date", code_name="request_date", kind="date", cell="Glossary!A3",
            span=Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),
        ),
        "age": Input(
            name="Age", code_name="age", kind="whole number", cell="Glossary!A4", unit="years",
            allowed="[0..130]",
            ranges=(Range(End(0), End(130)),),
            span=Range(End(0), End(130)),
            segments=(Range(End(0), End(17)), Range(End(18), End(64)), Range(End(65), End(130))),
        ),
        "ill": Input(
            name="Ill", code_name="ill", kind="yes/no", cell="Glossary!A5",
            samples=(True, False),
        ),
    },
    calculations={
    },
    tables=(SUMMARY, ROUTES, RANKED_DOCTORS, REASONS, SCORE, WAITING, DOSES, COUNTED),
    checklists=(),
    outputs={
        "route": (ROUTES, 0),
        "reviewer": (ROUTES, 1),
        "doctors": (RANKED_DOCTORS, 0),
        "reason": (REASONS, 0),
        "points": (SCORE, 0),
        "least_wait": (WAITING, 0),
        "largest_dose": (DOSES, 0),
        "signs": (COUNTED, 0),
        "outcome": (SUMMARY, 0),
    },
    items={
    },
)
