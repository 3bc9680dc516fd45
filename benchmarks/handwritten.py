"""The Kadcyla 2025 decision as a careful programmer writes it by hand, to time generated code by.

A request in, an answer with its rule and citations out; knows no tables and no completions.

FROZEN: written from the policy and the workbook before the generated code was tuned, and not to be
changed for speed, either way; only to follow a change of the policy or of the names it imports.

It takes the generated `Request`, refuses what the generated code refuses, in the same words (the
words come from `Request.from_mapping`, which is asked only when something is wrong), and reckons in
decimals. An unknown that a section needs is raised: there is no list of what is missing.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from generated.la_phar_229 import Status
from generated.la_phar_229.v2025 import (
    Benefit,
    Diagnosis,
    DiseaseStatus,
    Her2Status,
    LineOfBusiness,
    Outcome,
    ReferTo,
    Request,
    RequestType,
    TreatmentSetting,
)

# -- what the policy names -------------------------------------------------------------------------

KADCYLA = frozenset({"kadcyla", "ado-trastuzumab emtansine", "trastuzumab emtansine", "t-dm1"})
BILLING_CODES = frozenset({"j9354"})
ONCOLOGY = frozenset(
    {
        *("oncology", "oncologist", "medical oncology", "hematology-oncology"),
        *("hematology/oncology", "hematology oncology", "surgical oncology"),
        *("radiation oncology", "gynecologic oncology", "thoracic oncology"),
        *("head and neck oncology", "breast oncology", "neuro-oncology", "pediatric oncology"),
    }
)
NCCN_DIAGNOSES = (Diagnosis.NSCLC, Diagnosis.SALIVARY_GLAND_TUMOR)
COVERED_DIAGNOSES = (Diagnosis.BREAST_CANCER, *NCCN_DIAGNOSES)
NSCLC_STAGES = (DiseaseStatus.RECURRENT, DiseaseStatus.ADVANCED, DiseaseStatus.METASTATIC)
ADULT = 18
MOST_MG_PER_KG = Decimal("3.6")
DAYS_APART = 21
MOST_ADJUVANT_DOSES = 14
DAYS_ON_THERAPY = 30
MONTHS_OF_LABEL_CHANGE = 6
EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)


# -- answers ---------------------------------------------------------------------------------------


class UnknownError(Exception):
    """Something that the decision needs is not known."""


class Rule(NamedTuple):
    """A row of the determination table."""

    id: str
    cell: str
    cite: str
    outcome: Outcome
    approval_months: int | None = None
    refer_to: ReferTo | None = None
    table: str = "Determination"


class Criteria(NamedTuple):
    """A section of criteria: each with its citation, and the alternatives that may carry one."""

    items: tuple[tuple[str, bool], ...]
    alternatives: tuple[tuple[str, bool], ...]

    @property
    def met(self) -> bool:
        """Whether every criterion is met."""
        return all(held for _, held in self.items)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the policy says, by which rule, and the criteria that were looked at on the way."""

    rule: Rule
    criteria: tuple[Criteria, ...] = ()
    status: Status = Status.DECIDED

    @property
    def outcome(self) -> Outcome:
        """What becomes of the request."""
        return self.rule.outcome

    @property
    def approval_months(self) -> int | None:
        """For how long it is approved."""
        return self.rule.approval_months

    @property
    def refer_to(self) -> ReferTo | None:
        """The policy that goes on."""
        return self.rule.refer_to

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rule that answers."""
        return (self.rule,)

    @property
    def unmet(self) -> tuple[str, ...]:
        """Citations of the criteria that are not met."""
        cites = (cite for each in self.criteria for cite, held in each.items if not held)
        return tuple(dict.fromkeys(cites))

    @property
    def satisfied_by(self) -> tuple[str, ...]:
        """Citations of the alternatives that carry a criterion."""
        cites = (cite for each in self.criteria for cite, held in each.alternatives if held)
        return tuple(dict.fromkeys(cites))

    @property
    def open(self) -> tuple[str, ...]:
        """Citations of unknown criteria: what is unknown is raised, so there is none."""
        return ()


def _rule(
    name: str, row: int, cite: str, outcome: Outcome, given: int | ReferTo | None = None
) -> Rule:
    months = given if isinstance(given, int) else None
    refer_to = given if isinstance(given, ReferTo) else None
    return Rule(name, f"Determination!A{row}", cite, outcome, months, refer_to)


N1 = _rule("N1", 4, "scope", Outcome.NOT_APPLICABLE)
N2 = _rule("N2", 5, "scope", Outcome.NOT_APPLICABLE)
N3 = _rule("N3", 6, "scope", Outcome.NOT_APPLICABLE)
P1 = _rule("P1", 7, "preamble", Outcome.PEND)
P2 = _rule("P2", 8, "coding section", Outcome.PEND)
P3 = _rule("P3", 9, "I.A.1, I.B.1", Outcome.PEND)
A1 = _rule("A1", 10, "I.A", Outcome.APPROVE, 6)
A2 = _rule("A2", 11, "I.B", Outcome.APPROVE, 6)
A3 = _rule("A3", 12, "II.A", Outcome.APPROVE, 12)
H1 = _rule("H1", 13, "I.A.2, I.A.5, I.B.2", Outcome.NOT_MET)
H2 = _rule("H2", 14, "II.A.1, II.A.2", Outcome.NOT_MET)
S1 = _rule("S1", 15, "III.A", Outcome.NOT_MET)
R1 = _rule("R1", 16, "I.C.1", Outcome.REFER, ReferTo.LA_PMN_255)
R2 = _rule("R2", 17, "II.B.1", Outcome.REFER, ReferTo.LA_PMN_255)
R3 = _rule("R3", 18, "I.C.2", Outcome.REFER, ReferTo.LA_PMN_53)
R4 = _rule("R4", 19, "II.B.2", Outcome.REFER, ReferTo.LA_PMN_53)


# -- the decision ----------------------------------------------------------------------------------


def decide(request: Request) -> Answer:
    """The answer. RequestError for a bad request, UnknownError for one that says too little."""
    r = request if _sound(request) else _mended(request)
    rule = _set_aside(r)
    if rule is not None:
        return Answer(rule)
    if r.request_type is None:
        raise UnknownError("request_type")
    initial = r.request_type is RequestType.INITIAL
    return _initial(r) if initial else _continued(r)


def _set_aside(r: Request) -> Rule | None:
    """What is not for this policy, or not ready to be decided."""
    if r.benefit is None:
        raise UnknownError("benefit")
    if r.benefit is not Benefit.MEDICAL:
        return N1
    if r.line_of_business is None:
        raise UnknownError("line_of_business")
    if r.line_of_business is not LineOfBusiness.MEDICAID:
        return N2
    if r.drug is None:
        raise UnknownError("drug")
    if _code(r.drug) not in KADCYLA:
        return N3
    if r.documentation_submitted is None:
        raise UnknownError("documentation_submitted")
    return _not_ready(r)


def _not_ready(r: Request) -> Rule | None:
    if not r.documentation_submitted:
        return P1
    if r.hcpcs is not None and _code(r.hcpcs) not in BILLING_CODES:
        return P2
    if r.diagnosis is None or r.her2_status is None:
        raise UnknownError("diagnosis, her2_status")
    if r.diagnosis in COVERED_DIAGNOSES and r.her2_status is Her2Status.EQUIVOCAL:
        return P3
    return None


def _initial(r: Request) -> Answer:
    criteria: list[Criteria] = []
    history = False
    if r.diagnosis not in NCCN_DIAGNOSES:
        breast = _breast_cancer(r)
        criteria.append(breast)
        if breast.met:
            return Answer(A1, tuple(criteria))
        (_, use), (_, oncologist), _, _, (_, treated), *_ = breast.items
        history = use and not (oncologist and treated)
    if r.diagnosis is not Diagnosis.BREAST_CANCER:
        nccn = _nccn_uses(r)
        criteria.append(nccn)
        if nccn.met:
            return Answer(A2, tuple(criteria))
        (_, use), (_, oncologist), *_ = nccn.items
        history = use and not oncologist
    rule = H1 if history else _elsewhere(r, R1, R3)
    return Answer(rule, tuple(criteria))


def _continued(r: Request) -> Answer:
    therapy = _continued_therapy(r)
    if therapy.met:
        return Answer(A3, (therapy,))
    (_, use), (_, receiving), (_, responding), *_ = therapy.items
    history = use and not (receiving and responding)
    rule = H2 if history else _elsewhere(r, R2, R4)
    return Answer(rule, (therapy,))


def _elsewhere(r: Request, label_change: Rule, otherwise: Rule) -> Rule:
    """What becomes of a use that the policy does not approve."""
    if r.use_listed_in_section_iii is None:
        raise UnknownError("use_listed_in_section_iii")
    if r.use_listed_in_section_iii:
        return S1
    return label_change if _label_change_applies(r) else otherwise


def _label_change_applies(r: Request) -> bool:
    """A change of the label within six months that the policy does not reflect yet."""
    changed = r.label_change_date
    if changed is None:
        return False
    if r.request_date is None:
        raise UnknownError("request_date")
    if None in (r.label_change_reflected_in_policy, r.label_change_covers_request):
        raise UnknownError("label_change")
    recent = changed <= r.request_date <= _months_later(changed, MONTHS_OF_LABEL_CHANGE)
    covers = bool(r.label_change_covers_request)
    return recent and covers and not r.label_change_reflected_in_policy


# -- criteria --------------------------------------------------------------------------------------


def _breast_cancer(r: Request) -> Criteria:
    """Section I.A."""
    told = (r.prescriber_specialty, r.oncologist_consulted, r.single_agent, r.treatment_setting)
    if None in told or None in (r.prior_trastuzumab, r.prior_taxane):
        raise UnknownError("section I.A")
    use = r.diagnosis is Diagnosis.BREAST_CANCER and r.her2_status is Her2Status.POSITIVE
    adjuvant = r.treatment_setting is TreatmentSetting.ADJUVANT
    metastatic = r.treatment_setting is TreatmentSetting.METASTATIC
    oncologist = _code(r.prescriber_specialty) in ONCOLOGY
    treated = bool(r.prior_trastuzumab and r.prior_taxane)
    within = _dose_within_limit(r)
    few = _total_doses(r) <= MOST_ADJUVANT_DOSES
    evidence, labeled, recommended = _support(r)
    in_adjuvant, in_metastatic = adjuvant and within and few, metastatic and within
    return Criteria(
        items=(
            ("I.A.1", use),
            ("I.A.2", oncologist or bool(r.oncologist_consulted)),
            ("I.A.3", _member_age(r) >= ADULT),
            ("I.A.4", bool(r.single_agent)),
            ("I.A.5", treated or adjuvant),
            ("I.A.6", in_adjuvant or in_metastatic or evidence),
            ("I.A.6*", labeled or recommended),
        ),
        alternatives=(
            ("I.A.2", oncologist or bool(r.oncologist_consulted)),
            ("I.A.5.a", treated),
            ("I.A.5.b", adjuvant),
            ("I.A.6.a", in_adjuvant),
            ("I.A.6.b", in_metastatic),
            ("I.A.6.c", evidence),
            ("I.A.6*", labeled or recommended),
        ),
    )


def _nccn_use(r: Request) -> tuple[bool, bool]:
    """I.B.1: lung cancer, then salivary gland tumor."""
    if r.disease_status is None:
        raise UnknownError("disease_status")
    positive = r.her2_status is Her2Status.POSITIVE
    lung = r.diagnosis is Diagnosis.NSCLC and any(
        stage in NSCLC_STAGES for stage in r.disease_status
    )
    salivary = r.diagnosis is Diagnosis.SALIVARY_GLAND_TUMOR
    recurrent = DiseaseStatus.RECURRENT in r.disease_status
    return positive and lung, positive and salivary and recurrent


def _nccn_uses(r: Request) -> Criteria:
    """Section I.B."""
    if None in (r.prescriber_specialty, r.oncologist_consulted, r.single_agent):
        raise UnknownError("section I.B")
    lung, salivary = _nccn_use(r)
    oncologist = _code(r.prescriber_specialty) in ONCOLOGY or bool(r.oncologist_consulted)
    within = _dose_within_limit(r)
    evidence, labeled, recommended = _support(r)
    return Criteria(
        items=(
            ("I.B.1", lung or salivary),
            ("I.B.2", oncologist),
            ("I.B.3", _member_age(r) >= ADULT),
            ("I.B.4", bool(r.single_agent)),
            ("I.B.5", within or evidence),
            ("I.B.5*", labeled or recommended),
        ),
        alternatives=(
            ("I.B.1.a", lung),
            ("I.B.1.b", salivary),
            ("I.B.2", oncologist),
            ("I.B.5.a", within),
            ("I.B.5.b", evidence),
            ("I.B.5*", labeled or recommended),
        ),
    )


def _continued_therapy(r: Request) -> Criteria:
    """Section II.A; its last two criteria apply only if the dose goes up."""
    told = (r.receiving_via_plan, r.receiving_documented, r.positive_response, r.dose_increase)
    if None in told or r.days_on_therapy is None:
        raise UnknownError("section II.A")
    breast = r.diagnosis is Diagnosis.BREAST_CANCER and r.her2_status is Her2Status.POSITIVE
    use = breast or any(_nccn_use(r))
    long = r.days_on_therapy >= DAYS_ON_THERAPY
    receiving = bool(r.receiving_via_plan or (r.receiving_documented and long))
    items = (("II.A", use), ("II.A.1", receiving), ("II.A.2", bool(r.positive_response)))
    alternatives = (("II.A", use), ("II.A.1", receiving))
    if not r.dose_increase:
        return Criteria(items, alternatives)
    if r.treatment_setting is None:
        raise UnknownError("treatment_setting")
    adjuvant = (
        r.diagnosis is Diagnosis.BREAST_CANCER and r.treatment_setting is TreatmentSetting.ADJUVANT
    )
    within = _dose_within_limit(r)
    in_adjuvant = adjuvant and within and _total_doses(r) <= MOST_ADJUVANT_DOSES
    evidence, labeled, recommended = _support(r)
    other = within and not adjuvant
    return Criteria(
        items=(
            *items,
            ("II.A.3", in_adjuvant or other or evidence),
            ("II.A.3*", labeled or recommended),
        ),
        alternatives=(
            *alternatives,
            ("II.A.3.a", in_adjuvant),
            ("II.A.3.b", other),
            ("II.A.3.c", evidence),
            ("II.A.3*", labeled or recommended),
        ),
    )


def _support(r: Request) -> tuple[bool, bool, bool]:
    """Evidence for the dose; whether the regimen is in the labeling; whether NCCN recommends it."""
    submitted, accepted = r.dose_evidence_submitted, r.dose_evidence_accepted
    if None in (submitted, accepted, r.regimen_fda_approved, r.regimen_nccn_recommended):
        raise UnknownError("dose_evidence, regimen")
    evidence = bool(submitted and accepted)
    return evidence, bool(r.regimen_fda_approved), bool(r.regimen_nccn_recommended)


# -- numbers and dates -----------------------------------------------------------------------------


def _member_age(r: Request) -> int:
    if r.age_years is not None:
        return r.age_years
    if r.date_of_birth is None or r.request_date is None:
        raise UnknownError("age_years")
    return _age(r.date_of_birth, r.request_date)


def _dose_within_limit(r: Request) -> bool:
    """Not too much at once, not too often."""
    dose = r.dose_mg_per_kg
    if dose is None:
        if r.dose_mg is None or r.weight_kg is None:
            raise UnknownError("dose_mg_per_kg")
        dose = EXACT.divide(Decimal(r.dose_mg), Decimal(r.weight_kg))
    if r.interval_days is None:
        raise UnknownError("interval_days")
    return dose <= MOST_MG_PER_KG and r.interval_days >= DAYS_APART


def _total_doses(r: Request) -> int:
    if r.doses_received_to_date is None or r.doses_requested is None:
        raise UnknownError("doses")
    return r.doses_received_to_date + r.doses_requested


def _age(birth: date, on: date) -> int:
    """Completed years; who is born on 29 February has a birthday on the 28th in other years."""
    day = birth.day
    if birth.month == 2 and day == 29 and not isleap(on.year):  # noqa: PLR2004 - a date
        day = 28
    return on.year - birth.year - ((on.month, on.day) < (birth.month, day))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _code(text: str | None) -> str:
    """A code as it is compared."""
    return (text or "").strip().casefold()


# -- the entry check -------------------------------------------------------------------------------

_NONE = type(None)
_YES_NO = frozenset({bool, _NONE})
_DATE = frozenset({date, _NONE})
_NAMES = tuple(each.name for each in fields(Request))


def _sound(r: Request) -> bool:
    """Whether every value has its exact type and is allowed, and none contradicts another."""
    yes_no = {
        *(type(r.documentation_submitted), type(r.oncologist_consulted), type(r.single_agent)),
        *(type(r.prior_trastuzumab), type(r.prior_taxane), type(r.dose_evidence_submitted)),
        *(type(r.dose_evidence_accepted), type(r.regimen_fda_approved)),
        *(type(r.regimen_nccn_recommended), type(r.label_change_reflected_in_policy)),
        *(type(r.label_change_covers_request), type(r.use_listed_in_section_iii)),
        *(type(r.receiving_via_plan), type(r.receiving_documented), type(r.positive_response)),
        type(r.dose_increase),
    }
    return (
        yes_no <= _YES_NO
        and {type(r.request_date), type(r.date_of_birth), type(r.label_change_date)} <= _DATE
        and (r.request_type is None or type(r.request_type) is RequestType)
        and (r.line_of_business is None or type(r.line_of_business) is LineOfBusiness)
        and (r.benefit is None or type(r.benefit) is Benefit)
        and (r.diagnosis is None or type(r.diagnosis) is Diagnosis)
        and (r.her2_status is None or type(r.her2_status) is Her2Status)
        and (r.treatment_setting is None or type(r.treatment_setting) is TreatmentSetting)
        and _stages(r.disease_status)
        and _text(r.drug)
        and _text(r.hcpcs)
        and _text(r.prescriber_specialty)
        and _whole(r.age_years, 0, 130)
        and _whole(r.interval_days, 1, 365)
        and _whole(r.doses_received_to_date, 0, 200)
        and _whole(r.doses_requested, 1, 200)
        and _whole(r.days_on_therapy, 0, 20_000)
        and _number(r.dose_mg_per_kg, 100)
        and _number(r.dose_mg, 5000)
        and _number(r.weight_kg, 500)
        and _agrees(r)
    )


def _text(value: object) -> bool:
    return value is None or (type(value) is str and bool(value.strip()))


def _stages(values: object) -> bool:
    if values is None:
        return True
    if type(values) is not tuple:
        return False
    return all(type(each) is DiseaseStatus for each in values) and len(set(values)) == len(values)


def _whole(value: object, least: int, most: int) -> bool:
    return value is None or (type(value) is int and least <= value <= most)


def _number(value: object, most: int) -> bool:
    if type(value) is Decimal:
        return value.is_finite() and 0 < value <= most
    return value is None or (type(value) is int and 0 < value <= most)


def _agrees(r: Request) -> bool:
    """Age and dose are told in one way, or in two that agree; nobody is born after the request."""
    if r.dose_mg_per_kg is not None and r.dose_mg is not None and r.weight_kg is not None:
        dose = EXACT.divide(Decimal(r.dose_mg), Decimal(r.weight_kg))
        if dose != r.dose_mg_per_kg:
            return False
    if r.date_of_birth is None or r.request_date is None:
        return True
    if r.date_of_birth > r.request_date:
        return False
    return r.age_years is None or r.age_years == _age(r.date_of_birth, r.request_date)


def _mended(r: Request) -> Request:
    """The request in exact types. Raises RequestError with everything that is wrong with it."""
    return Request.from_mapping({name: getattr(r, name) for name in _NAMES})
