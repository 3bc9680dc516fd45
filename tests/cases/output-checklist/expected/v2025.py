# Compiled from table.txt (digest 000000000000). Edit the workbook, not this file.
"""LA.1 A treatment for joints, version 2025."""

# mypy: disable-error-code="comparison-overlap, redundant-expr"
# (A rule is written out as the sheet has it, even where the rules above leave it no choice.)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Self

from ._calculate import choose, divide, less, not_below, within
from ._calendar import age
from ._decision import BaseDecision
from ._explain import Explanation
from ._model import (
    Calculation,
    Cell,
    Checklist,
    Facts,
    Hits,
    Input,
    Item,
    Model,
    Rule,
    Table,
    Truths,
    Version,
)
from ._ranges import INFINITY, End, Nothing, Range, Truth, given, or_nothing
from ._request import admitted, from_mapping
from ._support import (
    all_of,
    any_of,
    checked,
    checklist_table,
    is_number,
    is_text,
    normal,
    only_if,
    output_of,
)


class Severity(StrEnum):
    """Severity (Glossary!A8)."""

    MILD = "mild"
    SEVERE = "severe"


class Outcome(StrEnum):
    """Outcome (Glossary!A11)."""

    APPROVE = "approve"
    PEND = "pend"
    REFER = "refer"


@dataclass(slots=True, kw_only=True)
class Request:
    """What a request says, by the questions of the glossary; None is unknown unless noted."""

    request_date: date | None = None  # Request date
    age: int | None = None  # Age, years
    dose: int | Decimal | None = None  # Dose, mg
    weight: int | Decimal | None = None  # Weight, kg
    severity: Severity | None = None  # Severity
    specialty: str | None = None  # Specialty
    last_infection: date | None = None  # Last infection; None: there is none

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Read JSON-like values by code name; RequestError with all problems."""
        return from_mapping(MODEL, cls, values)


class _Facts(Request, Facts):
    """A checked request, and what is worked out from it."""

    # fmt: off
    __slots__ = (
        "age_at_least_18", "approval_months", "approval_rules", "criteria", "criteria_items",
        "criteria_rules", "dose_per_kg", "last_infection_within_6_months_before_request_date",
        "outcome",
    )
    # fmt: on
    dose_per_kg: int | Decimal | None
    age_at_least_18: bool | None
    last_infection_within_6_months_before_request_date: bool | None
    criteria_items: Truths
    criteria: Truth
    criteria_rules: Hits
    approval_rules: Hits
    outcome: Outcome | None
    approval_months: int | Nothing | None


N_3_6 = Decimal("3.6")
DAY_0001_01_01 = date(1, 1, 1)
DAY_9999_12_31 = date(9999, 12, 31)

# Joint specialties · Tables!A17:B20
JOINT_SPECIALTIES: frozenset[str] = frozenset(
    {
        "orthopedics",
    }
)
JOINT_SPECIALTIES_PREFIXES = ("rheuma",)

# -- calculations ------------------------------------------------------------------------------------


def _dose_per_kg(f: _Facts) -> int | Decimal | None:
    """Dose per kg (Glossary!A7): Dose / Weight."""
    result: int | Decimal | None = divide(f.dose, f.weight)
    return result


def _age_at_least_18(f: _Facts) -> bool | None:
    """Age >= 18 (Tables!E15): Age >= 18."""
    result: bool | None = not_below(f.age, 18)
    return result


def _last_infection_within_6_months_before_request_date(f: _Facts) -> bool | None:
    """Last infection within 6 months before Request date (Tables!C4): Last infection within 6 months before Request date."""
    result: bool | None = within(or_nothing(f.last_infection), 6, 0, f.request_date)
    return result


# -- checklists --------------------------------------------------------------------------------------


def _criteria(f: _Facts) -> Truths:
    """Criteria (all of, Tables!A9:H15): whether it is met, then its items in sheet order."""
    age = f.age
    specialty = f.specialty
    severity = f.severity
    age_at_least_18 = f.age_at_least_18
    dose_per_kg = f.dose_per_kg

    # B.1 · Tables!A11 · At least two years old
    i1 = None if age is None else age >= 2  # D11 >= 2

    # B.2 · Tables!A12 · A specialist, or a severe case
    i2_a = (
        None
        if specialty is None
        else (specialty in JOINT_SPECIALTIES or specialty.startswith(JOINT_SPECIALTIES_PREFIXES))
    )  # D13 in Joint specialties
    i2_b = None if severity is None else severity == "severe"  # D14 severe
    i2 = any_of(i2_a, i2_b)

    # B.3 · Tables!A15 · The dose is in the label
    i3 = only_if(
        age_at_least_18, None if dose_per_kg is None else dose_per_kg <= N_3_6
    )  # D15 <= 3.6 mg/kg only if Age >= 18
    met = all_of(i1, i2, i3)

    # fmt: off
    return (
        met, i1, i2, i2_a, i2_b, i3,
    )
    # fmt: on


# -- decision tables -----------------------------------------------------------------------------------


def _approval(f: _Facts) -> Hits:
    """Approval (First, Tables!A1:H7): the rules that may match, in order, up to the first that surely does."""
    may: list[Rule] = []

    last_infection_within_6_months_before_request_date = (
        f.last_infection_within_6_months_before_request_date
    )

    # Rule 1 · Tables!A4 · A.1: pend
    if (
        last_infection_within_6_months_before_request_date
        is not False  # C4 within 6 months before {Request date}
    ):
        may.append(APPROVAL_1)
        if last_infection_within_6_months_before_request_date is not None:
            return tuple(may), (APPROVAL_1,)

    criteria = f.criteria
    severity = f.severity

    # Rule 2 · Tables!A5 · A.2: approve, 12
    if (
        criteria is not False  # B5 met
        and (severity is None or severity == "severe")  # D5 severe
    ):
        may.append(APPROVAL_2)
        if criteria is not None and severity is not None:
            return tuple(may), (APPROVAL_2,)

    # Rule 3 · Tables!A6 · A.3: approve, {if Age < 18 then 3 else 6}
    if (
        criteria is not False  # B6 met
    ):
        may.append(APPROVAL_3)
        if criteria is not None:
            return tuple(may), (APPROVAL_3,)

    # Otherwise · Tables!A7 · A.4: refer
    may.append(APPROVAL_OTHERWISE)
    return tuple(may), (APPROVAL_OTHERWISE,)


# -- what callers use ----------------------------------------------------------------------------------


class ApprovalOutcome(NamedTuple):
    """The outputs of APPROVAL, in column order."""

    outcome: Outcome
    approval_months: int | None


class Decision(BaseDecision):
    """An answer of APPROVAL with its reasons."""

    __slots__ = ()

    @property
    def outcome(self) -> Outcome | None:
        """The output, None unless decided."""
        value: Outcome | None = self._output(0)
        return value

    @property
    def approval_months(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(1)
        return value


def approval(request: Request) -> Decision:
    """Answer Approval (Tables!A1:H7)."""
    return Decision(MODEL, APPROVAL, _facts(request))


class CriteriaDecision(BaseDecision):
    """Whether CRITERIA is met, with the reasons."""

    __slots__ = ()

    @property
    def met(self) -> Truth:
        """Whether the checklist is met, None while that is open."""
        value: Truth = self._output(0)
        return value


def criteria(request: Request) -> CriteriaDecision:
    """Check Criteria (Tables!A9:H15)."""
    return CriteriaDecision(MODEL, CRITERIA_TABLE, _facts(request))


def decide(request: Request) -> Decision:
    """Answer the policy's decision. Raises RequestError with everything wrong with the request."""
    return Decision(MODEL, APPROVAL, _facts(request))


def explain(request: Request) -> Explanation:
    """Every table and item: met, not met or unknown, with the value read and the cell."""
    return decide(request).explain()


# -- the entry check -----------------------------------------------------------------------------------


def _sound(r: Request) -> bool:
    """Whether every value has its exact type and is allowed."""
    return (
        (r.request_date is None or type(r.request_date) is date)  # Glossary!A3
        and (r.age is None or (type(r.age) is int and 0 <= r.age <= 130))  # Glossary!A4
        and (r.dose is None or (is_number(r.dose) and 0 <= r.dose <= 1000))  # Glossary!A5
        and (r.weight is None or (is_number(r.weight) and 0 < r.weight <= 300))  # Glossary!A6
        and (r.severity is None or type(r.severity) is Severity)  # Glossary!A8
        and (r.specialty is None or is_text(r.specialty))  # Glossary!A9
        and (r.last_infection is None or type(r.last_infection) is date)  # Glossary!A10
    )


def _snapshot(r: Request) -> _Facts:
    """A copy of the request that later changes do not reach."""
    f = _Facts.__new__(_Facts)
    f.request_date = r.request_date
    f.age = r.age
    f.dose = r.dose
    f.weight = r.weight
    f.severity = r.severity
    f.specialty = normal(r.specialty)
    f.last_infection = r.last_infection
    return f


def _facts(r: Request) -> _Facts:
    """The request, checked."""
    f = _snapshot(r if _sound(r) else admitted(MODEL, r))
    return f


# -- the rules, as the sheets have them ------------------------------------------------------------------

# fmt: off
APPROVAL_1 = Rule(
    table="Approval", id="1", cell="Tables!A4", cite="A.1",
    note="after an infection",
    outcome=ApprovalOutcome(Outcome.PEND, None),
    cells=(
        Cell("Tables!C4", "within 6 months before {Request date}", "last_infection_within_6_months_before_request_date", lambda f: f.last_infection_within_6_months_before_request_date),
    ),
)
APPROVAL_2 = Rule(
    table="Approval", id="2", cell="Tables!A5", cite="A.2",
    outcome=ApprovalOutcome(Outcome.APPROVE, 12),
    cells=(
        Cell("Tables!B5", "met", "criteria", lambda f: f.criteria),
        Cell("Tables!D5", "severe", "severity", lambda f: None if f.severity is None else f.severity == "severe"),
    ),
)
APPROVAL_3 = Rule(
    table="Approval", id="3", cell="Tables!A6", cite="A.3",
    work_out=lambda f: ApprovalOutcome(Outcome.APPROVE, given(choose(less(f.age, 18), 3, 6))),
    worked_out_from=("age",),
    cells=(
        Cell("Tables!B6", "met", "criteria", lambda f: f.criteria),
    ),
)
APPROVAL_OTHERWISE = Rule(
    table="Approval", id="Otherwise", cell="Tables!A7", cite="A.4",
    outcome=ApprovalOutcome(Outcome.REFER, None),
)
APPROVAL = Table(
    name="Approval",
    cell="Tables!A1:H7",
    policy="First",
    hits="approval_rules",
    outputs=("outcome", "approval_months"),
    nothing=frozenset({1}),
    rules=(APPROVAL_1, APPROVAL_2, APPROVAL_3, APPROVAL_OTHERWISE),
)

CRITERIA = Checklist(
    name="Criteria",
    truths="criteria_items",
    items=(
        Item(id="", parent=0, cell="Tables!A9:H15", cite="", own_cite=False, combine="all of",
        ),
        Item(id="1", parent=0, cell="Tables!A11", cite="B.1", reads="age", test=">= 2", kind="use",
             criterion="At least two years old",
        ),
        Item(id="2", parent=0, cell="Tables!A12", cite="B.2", combine="any of", kind="history",
             criterion="A specialist, or a severe case",
        ),
        Item(id="2.a", parent=2, cell="Tables!A13", cite="B.2", own_cite=False, reads="specialty", test="in Joint specialties",
        ),
        Item(id="2.b", parent=2, cell="Tables!A14", cite="B.2", own_cite=False, reads="severity", test="severe",
        ),
        Item(id="3", parent=0, cell="Tables!A15", cite="B.3", reads="dose_per_kg", test="<= 3.6 mg/kg", only_if="age_at_least_18", kind="use",
             condition=lambda f: f.age_at_least_18,
             criterion="The dose is in the label",
        ),
    ),
)
CRITERIA_TABLE = checklist_table(CRITERIA, "criteria")


# -- the glossary, and how facts are worked out ------------------------------------------------------------

_Facts._inputs = (
    "request_date", "age", "dose", "weight", "severity", "specialty", "last_infection",
)
_Facts._work_out = {
    "dose_per_kg": _dose_per_kg,
    "age_at_least_18": _age_at_least_18,
    "last_infection_within_6_months_before_request_date": _last_infection_within_6_months_before_request_date,
    "criteria_items": _criteria,
    "criteria": lambda f: f.criteria_items[0],
    "criteria_rules": lambda f: checked(CRITERIA_TABLE, f.criteria),
    "approval_rules": _approval,
    "outcome": lambda f: output_of(APPROVAL, f.approval_rules, 0, f),
    "approval_months": lambda f: output_of(APPROVAL, f.approval_rules, 1, f),
}

VERSION = Version(
    policy="LA.1",
    title="A treatment for joints",
    version="2025",
    approved_on=None,
    in_force_from=date(2025, 1, 1),
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
            name="Request date", code_name="request_date", kind="date", cell="Glossary!A3", asked_of="system",
            span=Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),
            segments=(Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),),
        ),
        "age": Input(
            name="Age", code_name="age", kind="whole number", cell="Glossary!A4", unit="years", asked_of="provider",
            question="How old is the member?",
            allowed="[0..130]",
            ranges=(Range(End(0), End(130)),),
            span=Range(End(0), End(130)),
            segments=(Range(End(0), End(1)), Range(End(2), End(17)), Range(End(18), End(18)), Range(End(19), End(130))),
        ),
        "dose": Input(
            name="Dose", code_name="dose", kind="number", cell="Glossary!A5", unit="mg", asked_of="provider",
            question="How much is asked for?",
            allowed="[0..1000]",
            ranges=(Range(End(0), End(1000)),),
            span=Range(End(0), End(1000)),
            segments=(Range(End(0), End(1000)),),
        ),
        "weight": Input(
            name="Weight", code_name="weight", kind="number", cell="Glossary!A6", unit="kg", asked_of="provider",
            question="How heavy is the member?",
            allowed="(0..300]",
            ranges=(Range(End(0, open=True), End(300)),),
            span=Range(End(0, open=True), End(300)),
            segments=(Range(End(0, open=True), End(300)),),
        ),
        "severity": Input(
            name="Severity", code_name="severity", kind="text", cell="Glossary!A8", members=Severity, asked_of="provider",
            question="How severe is it?",
            allowed="one of mild, severe",
            samples=(Severity.MILD, Severity.SEVERE),
        ),
        "specialty": Input(
            name="Specialty", code_name="specialty", kind="code", cell="Glossary!A9", asked_of="provider",
            question="Who prescribes it?",
            samples=("rheuma0", "any other"),
        ),
        "last_infection": Input(
            name="Last infection", code_name="last_infection", kind="date", cell="Glossary!A10", blank_is_nothing=True, asked_of="reviewer",
            span=Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),
            segments=(Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),),
        ),
    },
    calculations={
        "dose_per_kg": Calculation(
            name="Dose per kg",
            code_name="dose_per_kg",
            cell="Glossary!A7",
            text="Dose / Weight",
            reads=("dose", "weight"),
            work_out=_dose_per_kg,
            pivot=True,
            segments=(Range(End(-INFINITY, open=True), End(N_3_6)), Range(End(N_3_6, open=True), End(INFINITY, open=True))),
        ),
        "age_at_least_18": Calculation(
            name="Age >= 18",
            code_name="age_at_least_18",
            cell="Tables!E15",
            text="Age >= 18",
            reads=("age",),
            work_out=_age_at_least_18,
        ),
        "last_infection_within_6_months_before_request_date": Calculation(
            name="Last infection within 6 months before Request date",
            code_name="last_infection_within_6_months_before_request_date",
            cell="Tables!C4",
            text="Last infection within 6 months before Request date",
            reads=("last_infection", "request_date"),
            work_out=_last_infection_within_6_months_before_request_date,
            pivot=True,
            samples=(True, False),
        ),
    },
    tables=(APPROVAL,),
    checklists=(CRITERIA,),
    outputs={
        "outcome": (APPROVAL, 0),
        "approval_months": (APPROVAL, 1),
    },
    items={
        "criteria": (CRITERIA, 0),
    },
)
