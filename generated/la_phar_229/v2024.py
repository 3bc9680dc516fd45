# Compiled from la_phar_229/2024.xlsx (digest 77b0fe633090). Edit the workbook, not this file.
"""LA.PHAR.229 Ado-trastuzumab emtansine (Kadcyla), version 2024."""

# mypy: disable-error-code="comparison-overlap, redundant-expr"
# (A rule is written out as the sheet has it, even where the rules above leave it no choice.)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Self

from ._calculate import add, divide, equal, first_known, more, round_up, subtract, within
from ._calendar import age
from ._decision import BaseDecision
from ._explain import Explanation
from ._model import (
    Calculation,
    Cell,
    Checklist,
    Facts,
    Hits,
    Impossible,
    Input,
    Item,
    Model,
    Rule,
    Table,
    Truths,
    Version,
)
from ._ranges import INFINITY, End, Nothing, Range, Truth, given, or_nothing
from ._reasons import kind_failed, kinds_not_met
from ._request import admitted, from_mapping
from ._support import (
    YES_NO,
    all_of,
    any_of,
    checked,
    checklist_table,
    has_any,
    is_list,
    is_number,
    is_text,
    negate,
    normal,
    only_if,
    output_of,
)


class RequestType(StrEnum):
    """Request type (Glossary!A4)."""

    INITIAL = "initial"
    CONTINUATION = "continuation"


class LineOfBusiness(StrEnum):
    """Line of business (Glossary!A7)."""

    MEDICAID = "Medicaid"
    MEDICARE = "Medicare"
    MARKETPLACE = "Marketplace"
    COMMERCIAL = "commercial"
    OTHER = "other"


class Benefit(StrEnum):
    """Benefit (Glossary!A8)."""

    MEDICAL = "medical"
    PHARMACY = "pharmacy"
    OTHER = "other"


class Diagnosis(StrEnum):
    """Diagnosis (Glossary!A10)."""

    BREAST_CANCER = "breast cancer"
    NSCLC = "NSCLC"
    SALIVARY_GLAND_TUMOR = "salivary gland tumor"
    GASTRIC_CANCER = "gastric cancer"
    COLORECTAL_CANCER = "colorectal cancer"
    OVARIAN_CANCER = "ovarian cancer"
    ENDOMETRIAL_CANCER = "endometrial cancer"
    BLADDER_CANCER = "bladder cancer"
    OTHER = "other"


class Her2Status(StrEnum):
    """HER2 status (Glossary!A11)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    LOW = "low"
    EQUIVOCAL = "equivocal"
    MUTATION_ONLY = "mutation only"


class DiseaseStatus(StrEnum):
    """Disease status (Glossary!A12)."""

    EARLY = "early"
    RECURRENT = "recurrent"
    ADVANCED = "advanced"
    METASTATIC = "metastatic"


class TreatmentSetting(StrEnum):
    """Treatment setting (Glossary!A13)."""

    ADJUVANT = "adjuvant"
    METASTATIC = "metastatic"
    NEOADJUVANT = "neoadjuvant"
    OTHER = "other"


class Outcome(StrEnum):
    """Outcome (Glossary!A46)."""

    APPROVE = "approve"
    REFER = "refer"
    NOT_MET = "not met"
    PEND = "pend"
    NOT_APPLICABLE = "not applicable"


class ReferTo(StrEnum):
    """Refer to (Glossary!A48)."""

    LA_PMN_255 = "LA.PMN.255"
    LA_PMN_53 = "LA.PMN.53"


@dataclass(slots=True, kw_only=True)
class Request:
    """What a request says, by the questions of the glossary; None is unknown unless noted."""

    request_date: date | None = None  # Request date
    request_type: RequestType | None = None  # Request type
    drug: str | None = None  # Drug
    hcpcs: str | None = None  # Billing code; None: there is none
    line_of_business: LineOfBusiness | None = None  # Line of business
    benefit: Benefit | None = None  # Benefit
    documentation_submitted: bool | None = None  # Records submitted
    diagnosis: Diagnosis | None = None  # Diagnosis
    her2_status: Her2Status | None = None  # HER2 status
    disease_status: tuple[DiseaseStatus, ...] | None = None  # Disease status
    treatment_setting: TreatmentSetting | None = None  # Treatment setting
    age_years: int | None = None  # Stated age, years
    date_of_birth: date | None = None  # Date of birth
    prescriber_specialty: str | None = None  # Prescriber specialty
    oncologist_consulted: bool | None = None  # Oncologist consulted
    single_agent: bool | None = None  # Single agent
    prior_trastuzumab: bool | None = None  # Prior trastuzumab
    prior_taxane: bool | None = None  # Prior taxane
    dose_mg_per_kg: int | Decimal | None = None  # Stated dose per kg, mg/kg
    dose_mg: int | Decimal | None = None  # Milligrams per dose, mg
    weight_kg: int | Decimal | None = None  # Weight, kg
    interval_days: int | None = None  # Dosing interval, days
    doses_received_to_date: int | None = None  # Doses received, doses
    doses_requested: int | None = None  # Doses requested, doses
    dose_evidence_submitted: bool | None = None  # Dose evidence submitted
    dose_evidence_accepted: bool | None = None  # Dose evidence accepted
    regimen_fda_approved: bool | None = None  # FDA approved regimen
    regimen_nccn_recommended: bool | None = None  # NCCN recommended regimen
    label_change_date: date | None = None  # Label change date; None: there is none
    label_change_reflected_in_policy: bool | None = None  # Label change reflected
    label_change_covers_request: bool | None = None  # Label change covers request
    use_listed_in_section_iii: bool | None = None  # Use named by section III
    receiving_via_plan: bool | None = None  # Receiving through plan
    receiving_documented: bool | None = None  # Receiving documented
    days_on_therapy: int | None = None  # Days on therapy, days
    positive_response: bool | None = None  # Positive response
    dose_increase: bool | None = None  # Dose increase

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Read JSON-like values by code name; RequestError with all problems."""
        return from_mapping(MODEL, cls, values)


class _Facts(Request, Facts):
    """A checked request, and what is worked out from it."""

    # fmt: off
    __slots__ = (
        "additional_nccn_uses_initial", "additional_nccn_uses_initial_1",
        "additional_nccn_uses_initial_items", "additional_nccn_uses_initial_kinds_not_met",
        "additional_nccn_uses_initial_kinds_not_met_any_history",
        "additional_nccn_uses_initial_rules", "adjuvant_breast_cancer_use", "approval_months",
        "breast_cancer_initial", "breast_cancer_initial_1", "breast_cancer_initial_items",
        "breast_cancer_initial_kinds_not_met", "breast_cancer_initial_kinds_not_met_any_history",
        "breast_cancer_initial_rules", "continued_therapy", "continued_therapy_0",
        "continued_therapy_items", "continued_therapy_kinds_not_met",
        "continued_therapy_kinds_not_met_any_history", "continued_therapy_rules",
        "date_of_birth_more_than_request_date", "determination_rules", "dose_per_kg",
        "history_item_fails", "history_rules", "label_change_applies",
        "label_change_date_within_6_months_before_request_date", "label_change_rules", "member_age",
        "outcome", "refer_to", "total_doses", "units_administered", "units_discarded",
        "vials_100_mg", "vials_160_mg", "vials_rules",
    )
    # fmt: on
    member_age: int | None
    dose_per_kg: int | Decimal | None
    total_doses: int | None
    adjuvant_breast_cancer_use: bool | None
    label_change_date_within_6_months_before_request_date: bool | None
    date_of_birth_more_than_request_date: bool | None
    breast_cancer_initial_items: Truths
    breast_cancer_initial: Truth
    breast_cancer_initial_rules: Hits
    additional_nccn_uses_initial_items: Truths
    additional_nccn_uses_initial: Truth
    additional_nccn_uses_initial_rules: Hits
    continued_therapy_items: Truths
    continued_therapy: Truth
    continued_therapy_rules: Hits
    breast_cancer_initial_1: Truth
    additional_nccn_uses_initial_1: Truth
    continued_therapy_0: Truth
    breast_cancer_initial_kinds_not_met: tuple[str, ...] | None
    additional_nccn_uses_initial_kinds_not_met: tuple[str, ...] | None
    continued_therapy_kinds_not_met: tuple[str, ...] | None
    breast_cancer_initial_kinds_not_met_any_history: Truth
    additional_nccn_uses_initial_kinds_not_met_any_history: Truth
    continued_therapy_kinds_not_met_any_history: Truth
    determination_rules: Hits
    outcome: Outcome | None
    approval_months: int | Nothing | None
    refer_to: ReferTo | Nothing | None
    history_rules: Hits
    history_item_fails: bool | None
    label_change_rules: Hits
    label_change_applies: bool | None
    vials_rules: Hits
    vials_100_mg: int | None
    vials_160_mg: int | None
    units_administered: int | None
    units_discarded: int | None


N_3_6 = Decimal("3.6")
DAY_0001_01_01 = date(1, 1, 1)
DAY_9999_12_31 = date(9999, 12, 31)

# Kadcyla names · Value sets!A1:C6
KADCYLA_NAMES: frozenset[str] = frozenset(
    {
        "kadcyla",
        "ado-trastuzumab emtansine",
        "trastuzumab emtansine",
        "t-dm1",
    }
)

# Kadcyla billing codes · Value sets!A8:C10
KADCYLA_BILLING_CODES: frozenset[str] = frozenset(
    {
        "j9354",
    }
)

# Oncology specialties · Value sets!A12:C27
ONCOLOGY_SPECIALTIES: frozenset[str] = frozenset(
    {
        "oncology",
        "oncologist",
        "medical oncology",
        "hematology-oncology",
        "hematology/oncology",
        "hematology oncology",
        "surgical oncology",
        "radiation oncology",
        "gynecologic oncology",
        "thoracic oncology",
        "head and neck oncology",
        "breast oncology",
        "neuro-oncology",
        "pediatric oncology",
    }
)

# -- calculations ------------------------------------------------------------------------------------


def _member_age(f: _Facts) -> int | None:
    """Member age (Glossary!A16): first known of(Stated age, age(Date of birth, Request date))."""
    result: int | None = first_known(f.age_years, age(f.date_of_birth, f.request_date))
    return result


def _dose_per_kg(f: _Facts) -> int | Decimal | None:
    """Dose per kg (Glossary!A25): first known of(Stated dose per kg, Milligrams per dose / Weight)."""
    result: int | Decimal | None = first_known(f.dose_mg_per_kg, divide(f.dose_mg, f.weight_kg))
    return result


def _total_doses(f: _Facts) -> int | None:
    """Total doses (Glossary!A29): Doses received + Doses requested."""
    result: int | None = add(f.doses_received_to_date, f.doses_requested)
    return result


def _adjuvant_breast_cancer_use(f: _Facts) -> bool | None:
    """Adjuvant breast cancer use (Glossary!A30): Diagnosis = "breast cancer" and Treatment setting = "adjuvant"."""
    result: bool | None = all_of(
        equal(f.diagnosis, "breast cancer"), equal(f.treatment_setting, "adjuvant")
    )
    return result


def _label_change_date_within_6_months_before_request_date(f: _Facts) -> bool | None:
    """Label change date within 6 months before Request date (Other uses!B4): Label change date within 6 months before Request date."""
    result: bool | None = within(or_nothing(f.label_change_date), 6, 0, f.request_date)
    return result


def _date_of_birth_more_than_request_date(f: _Facts) -> bool | None:
    """Date of birth > Request date (Impossible!A3): Date of birth > Request date."""
    result: bool | None = more(f.date_of_birth, f.request_date)
    return result


# -- checklists --------------------------------------------------------------------------------------


def _breast_cancer_initial(f: _Facts) -> Truths:
    """Breast cancer, initial (all of, Initial I.A!A1:J29): whether it is met, then its items in sheet order."""
    diagnosis = f.diagnosis
    her2_status = f.her2_status
    prescriber_specialty = f.prescriber_specialty
    oncologist_consulted = f.oncologist_consulted
    member_age = f.member_age
    single_agent = f.single_agent
    prior_trastuzumab = f.prior_trastuzumab
    prior_taxane = f.prior_taxane
    treatment_setting = f.treatment_setting
    dose_per_kg = f.dose_per_kg
    interval_days = f.interval_days
    total_doses = f.total_doses
    dose_evidence_submitted = f.dose_evidence_submitted
    dose_evidence_accepted = f.dose_evidence_accepted
    regimen_fda_approved = f.regimen_fda_approved
    regimen_nccn_recommended = f.regimen_nccn_recommended

    # I.A.1 · Initial I.A!A3 · The diagnosis is HER2-positive breast cancer.
    i1_a = None if diagnosis is None else diagnosis == "breast cancer"  # D4 breast cancer
    i1_b = None if her2_status is None else her2_status == "positive"  # D5 positive
    i1 = all_of(i1_a, i1_b)

    # I.A.2 · Initial I.A!A6 · An oncologist prescribes the drug or was consulted.
    i2_a = (
        None if prescriber_specialty is None else prescriber_specialty in ONCOLOGY_SPECIALTIES
    )  # D7 in Oncology specialties
    i2_b = oncologist_consulted  # D8 yes
    i2 = any_of(i2_a, i2_b)

    # I.A.3 · Initial I.A!A9 · The member is 18 or older on the request date.
    i3 = None if member_age is None else member_age >= 18  # D9 >= 18

    # I.A.4 · Initial I.A!A10 · The drug is given on its own.
    i4 = single_agent  # D10 yes

    # I.A.5 · Initial I.A!A11 · Earlier treatment with a trastuzumab-based regimen and with a ...
    i5_1 = prior_trastuzumab  # D12 yes
    i5_2 = prior_taxane  # D13 yes
    i5 = all_of(i5_1, i5_2)

    # I.A.6 · Initial I.A!A14 · The dose fits the setting, or is supported by evidence.

    # I.A.6.a · Initial I.A!A15 · Adjuvant: up to 3.6 mg/kg, 21 days apart or more, up to 14 ...
    i6_a_1 = None if treatment_setting is None else treatment_setting == "adjuvant"  # D16 adjuvant
    i6_a_2 = None if dose_per_kg is None else dose_per_kg <= N_3_6  # D17 <= 3.6 mg/kg
    i6_a_3 = None if interval_days is None else interval_days >= 21  # D18 >= 21
    i6_a_4 = None if total_doses is None else total_doses <= 14  # D19 <= 14
    i6_a = all_of(i6_a_1, i6_a_2, i6_a_3, i6_a_4)

    # I.A.6.b · Initial I.A!A20 · Metastatic: up to 3.6 mg/kg, 21 days apart or more.
    i6_b_1 = (
        None if treatment_setting is None else treatment_setting == "metastatic"
    )  # D21 metastatic
    i6_b_2 = None if dose_per_kg is None else dose_per_kg <= N_3_6  # D22 <= 3.6 mg/kg
    i6_b_3 = None if interval_days is None else interval_days >= 21  # D23 >= 21
    i6_b = all_of(i6_b_1, i6_b_2, i6_b_3)

    # I.A.6.c · Initial I.A!A24 · The dose is supported by guidelines or peer-reviewed ...
    i6_c_1 = dose_evidence_submitted  # D25 yes
    i6_c_2 = dose_evidence_accepted  # D26 yes
    i6_c = all_of(i6_c_1, i6_c_2)
    i6 = any_of(i6_a, i6_b, i6_c)

    # I.A.6* · Initial I.A!A27 · The regimen is in the FDA-approved labeling or is recommended ...
    i7_a = regimen_fda_approved  # D28 yes
    i7_b = regimen_nccn_recommended  # D29 yes
    i7 = any_of(i7_a, i7_b)
    met = all_of(i1, i2, i3, i4, i5, i6, i7)

    # fmt: off
    return (
        met, i1, i1_a, i1_b, i2, i2_a, i2_b, i3, i4, i5, i5_1, i5_2, i6, i6_a, i6_a_1, i6_a_2,
        i6_a_3, i6_a_4, i6_b, i6_b_1, i6_b_2, i6_b_3, i6_c, i6_c_1, i6_c_2, i7, i7_a, i7_b,
    )
    # fmt: on


def _additional_nccn_uses_initial(f: _Facts) -> Truths:
    """Additional NCCN uses, initial (all of, Initial I.B!A1:J26): whether it is met, then its items in sheet order."""
    diagnosis = f.diagnosis
    her2_status = f.her2_status
    disease_status = f.disease_status
    prescriber_specialty = f.prescriber_specialty
    oncologist_consulted = f.oncologist_consulted
    member_age = f.member_age
    single_agent = f.single_agent
    dose_per_kg = f.dose_per_kg
    interval_days = f.interval_days
    dose_evidence_submitted = f.dose_evidence_submitted
    dose_evidence_accepted = f.dose_evidence_accepted
    regimen_fda_approved = f.regimen_fda_approved
    regimen_nccn_recommended = f.regimen_nccn_recommended

    # I.B.1 · Initial I.B!A3 · HER2-positive lung or salivary gland tumor of the stage named.

    # I.B.1.a · Initial I.B!A4 · HER2-positive NSCLC: recurrent, advanced or metastatic disease.
    i1_a_1 = None if diagnosis is None else diagnosis == "NSCLC"  # D5 NSCLC
    i1_a_2 = None if her2_status is None else her2_status == "positive"  # D6 positive
    i1_a_3 = (
        None
        if disease_status is None
        else has_any(disease_status, "recurrent", "advanced", "metastatic")
    )  # D7 has any of recurrent, advanced, metastatic
    i1_a = all_of(i1_a_1, i1_a_2, i1_a_3)

    # I.B.1.b · Initial I.B!A8 · HER2-positive salivary gland tumor: recurrent disease.
    i1_b_1 = (
        None if diagnosis is None else diagnosis == "salivary gland tumor"
    )  # D9 salivary gland tumor
    i1_b_2 = None if her2_status is None else her2_status == "positive"  # D10 positive
    i1_b_3 = None if disease_status is None else "recurrent" in disease_status  # D11 has recurrent
    i1_b = all_of(i1_b_1, i1_b_2, i1_b_3)
    i1 = any_of(i1_a, i1_b)

    # I.B.2 · Initial I.B!A12 · An oncologist prescribes the drug or was consulted.
    i2_a = (
        None if prescriber_specialty is None else prescriber_specialty in ONCOLOGY_SPECIALTIES
    )  # D13 in Oncology specialties
    i2_b = oncologist_consulted  # D14 yes
    i2 = any_of(i2_a, i2_b)

    # I.B.3 · Initial I.B!A15 · The member is 18 or older on the request date.
    i3 = None if member_age is None else member_age >= 18  # D15 >= 18

    # I.B.4 · Initial I.B!A16 · The drug is given on its own.
    i4 = single_agent  # D16 yes

    # I.B.5 · Initial I.B!A17 · The dose is within the limit, or is supported by evidence.

    # I.B.5.a · Initial I.B!A18 · Up to 3.6 mg/kg, 21 days apart or more.
    i5_a_1 = None if dose_per_kg is None else dose_per_kg <= N_3_6  # D19 <= 3.6 mg/kg
    i5_a_2 = None if interval_days is None else interval_days >= 21  # D20 >= 21
    i5_a = all_of(i5_a_1, i5_a_2)

    # I.B.5.b · Initial I.B!A21 · The dose is supported by guidelines or peer-reviewed ...
    i5_b_1 = dose_evidence_submitted  # D22 yes
    i5_b_2 = dose_evidence_accepted  # D23 yes
    i5_b = all_of(i5_b_1, i5_b_2)
    i5 = any_of(i5_a, i5_b)

    # I.B.5* · Initial I.B!A24 · The regimen is in the FDA-approved labeling or is recommended ...
    i6_a = regimen_fda_approved  # D25 yes
    i6_b = regimen_nccn_recommended  # D26 yes
    i6 = any_of(i6_a, i6_b)
    met = all_of(i1, i2, i3, i4, i5, i6)

    # fmt: off
    return (
        met, i1, i1_a, i1_a_1, i1_a_2, i1_a_3, i1_b, i1_b_1, i1_b_2, i1_b_3, i2, i2_a, i2_b, i3, i4,
        i5, i5_a, i5_a_1, i5_a_2, i5_b, i5_b_1, i5_b_2, i6, i6_a, i6_b,
    )
    # fmt: on


def _continued_therapy(f: _Facts) -> Truths:
    """Continued therapy (all of, Continued II.A!A1:J27): whether it is met, then its items in sheet order."""
    breast_cancer_initial_1 = f.breast_cancer_initial_1
    additional_nccn_uses_initial_1 = f.additional_nccn_uses_initial_1
    receiving_via_plan = f.receiving_via_plan
    receiving_documented = f.receiving_documented
    days_on_therapy = f.days_on_therapy
    positive_response = f.positive_response
    dose_increase = f.dose_increase
    adjuvant_breast_cancer_use = f.adjuvant_breast_cancer_use
    dose_per_kg = f.dose_per_kg
    interval_days = f.interval_days
    total_doses = f.total_doses
    dose_evidence_submitted = f.dose_evidence_submitted
    dose_evidence_accepted = f.dose_evidence_accepted
    regimen_fda_approved = f.regimen_fda_approved
    regimen_nccn_recommended = f.regimen_nccn_recommended

    # II.A · Continued II.A!A3 · Scope: the use is an indication of section I.
    i0_a = breast_cancer_initial_1  # D4 met
    i0_b = additional_nccn_uses_initial_1  # D5 met
    i0 = any_of(i0_a, i0_b)

    # II.A.1 · Continued II.A!A6 · The member is on the drug now.
    i1_a = receiving_via_plan  # D7 yes

    # item 1.b · Continued II.A!A8 · On the drug for a covered indication for at least 30 ...
    i1_b_1 = receiving_documented  # D9 yes
    i1_b_2 = None if days_on_therapy is None else days_on_therapy >= 30  # D10 >= 30
    i1_b = all_of(i1_b_1, i1_b_2)
    i1 = any_of(i1_a, i1_b)

    # II.A.2 · Continued II.A!A11 · The member is responding to the drug.
    i2 = positive_response  # D11 yes

    # II.A.3 · Continued II.A!A12 · If the dose goes up: the new dose is within the limit, or ...

    # II.A.3.a · Continued II.A!A13 · Adjuvant breast cancer: up to 3.6 mg/kg, 21 days apart ...
    i3_a_1 = adjuvant_breast_cancer_use  # D14 yes
    i3_a_2 = None if dose_per_kg is None else dose_per_kg <= N_3_6  # D15 <= 3.6 mg/kg
    i3_a_3 = None if interval_days is None else interval_days >= 21  # D16 >= 21
    i3_a_4 = None if total_doses is None else total_doses <= 14  # D17 <= 14
    i3_a = all_of(i3_a_1, i3_a_2, i3_a_3, i3_a_4)

    # II.A.3.b · Continued II.A!A18 · Every other indication: up to 3.6 mg/kg, 21 days apart ...
    i3_b_1 = negate(adjuvant_breast_cancer_use)  # D19 no
    i3_b_2 = None if dose_per_kg is None else dose_per_kg <= N_3_6  # D20 <= 3.6 mg/kg
    i3_b_3 = None if interval_days is None else interval_days >= 21  # D21 >= 21
    i3_b = all_of(i3_b_1, i3_b_2, i3_b_3)

    # II.A.3.c · Continued II.A!A22 · The new dose is supported by guidelines or peer-reviewed ...
    i3_c_1 = dose_evidence_submitted  # D23 yes
    i3_c_2 = dose_evidence_accepted  # D24 yes
    i3_c = all_of(i3_c_1, i3_c_2)
    i3 = only_if(dose_increase, any_of(i3_a, i3_b, i3_c))  # only if Dose increase

    # II.A.3* · Continued II.A!A25 · The regimen is in the FDA-approved labeling or is ...
    i4_a = regimen_fda_approved  # D26 yes
    i4_b = regimen_nccn_recommended  # D27 yes
    i4 = only_if(dose_increase, any_of(i4_a, i4_b))  # only if Dose increase
    met = all_of(i0, i1, i2, i3, i4)

    # fmt: off
    return (
        met, i0, i0_a, i0_b, i1, i1_a, i1_b, i1_b_1, i1_b_2, i2, i3, i3_a, i3_a_1, i3_a_2, i3_a_3,
        i3_a_4, i3_b, i3_b_1, i3_b_2, i3_b_3, i3_c, i3_c_1, i3_c_2, i4, i4_a, i4_b,
    )
    # fmt: on


# -- decision tables -----------------------------------------------------------------------------------


def _determination(f: _Facts) -> Hits:
    """Determination (First, Determination!A1:T19): the rules that may match, in order, up to the first that surely does."""
    may: list[Rule] = []

    benefit = f.benefit

    # Rule N1 · Determination!A4 · scope: not applicable
    if (
        benefit is None or benefit != "medical"  # B4 not(medical)
    ):
        may.append(DETERMINATION_N1)
        if benefit is not None:
            return tuple(may), (DETERMINATION_N1,)

    line_of_business = f.line_of_business

    # Rule N2 · Determination!A5 · scope: not applicable
    if (
        line_of_business is None or line_of_business != "Medicaid"  # C5 not(Medicaid)
    ):
        may.append(DETERMINATION_N2)
        if line_of_business is not None:
            return tuple(may), (DETERMINATION_N2,)

    drug = f.drug

    # Rule N3 · Determination!A6 · scope: not applicable
    if (
        drug is None or drug not in KADCYLA_NAMES  # D6 not in Kadcyla names
    ):
        may.append(DETERMINATION_N3)
        if drug is not None:
            return tuple(may), (DETERMINATION_N3,)

    documentation_submitted = f.documentation_submitted

    # Rule P1 · Determination!A7 · preamble: pend
    if (
        documentation_submitted is not True  # E7 no
    ):
        may.append(DETERMINATION_P1)
        if documentation_submitted is not None:
            return tuple(may), (DETERMINATION_P1,)

    hcpcs = f.hcpcs

    # Rule P2 · Determination!A8 · coding section: pend
    if (
        hcpcs is not None and hcpcs not in KADCYLA_BILLING_CODES  # F8 not in Kadcyla billing codes
    ):
        may.append(DETERMINATION_P2)
        return tuple(may), (DETERMINATION_P2,)

    diagnosis = f.diagnosis
    her2_status = f.her2_status

    # Rule P3 · Determination!A9 · I.A.1, I.B.1: pend
    if (
        (
            diagnosis is None or diagnosis in ("breast cancer", "NSCLC", "salivary gland tumor")
        )  # H9 breast cancer, NSCLC, salivary gland tumor
        and (her2_status is None or her2_status == "equivocal")  # I9 equivocal
    ):
        may.append(DETERMINATION_P3)
        if diagnosis is not None and her2_status is not None:
            return tuple(may), (DETERMINATION_P3,)

    request_type = f.request_type
    breast_cancer_initial = f.breast_cancer_initial

    # Rule A1 · Determination!A10 · I.A: approve, 6
    if (
        (request_type is None or request_type == "initial")  # G10 initial
        and (
            diagnosis is None or diagnosis not in ("NSCLC", "salivary gland tumor")
        )  # H10 not(NSCLC, salivary gland tumor)
        and breast_cancer_initial is not False  # J10 met
    ):
        may.append(DETERMINATION_A1)
        if request_type is not None and diagnosis is not None and breast_cancer_initial is not None:
            return tuple(may), (DETERMINATION_A1,)

    additional_nccn_uses_initial = f.additional_nccn_uses_initial

    # Rule A2 · Determination!A11 · I.B: approve, 6
    if (
        (request_type is None or request_type == "initial")  # G11 initial
        and (diagnosis is None or diagnosis != "breast cancer")  # H11 not(breast cancer)
        and additional_nccn_uses_initial is not False  # K11 met
    ):
        may.append(DETERMINATION_A2)
        if (
            request_type is not None
            and diagnosis is not None
            and additional_nccn_uses_initial is not None
        ):
            return tuple(may), (DETERMINATION_A2,)

    continued_therapy = f.continued_therapy

    # Rule A3 · Determination!A12 · II.A: approve, 12
    if (
        (request_type is None or request_type == "continuation")  # G12 continuation
        and continued_therapy is not False  # L12 met
    ):
        may.append(DETERMINATION_A3)
        if request_type is not None and continued_therapy is not None:
            return tuple(may), (DETERMINATION_A3,)

    history_item_fails = f.history_item_fails

    # Rule H1 · Determination!A13 · I.A.2, I.A.5, I.B.2: not met
    if (
        (request_type is None or request_type == "initial")  # G13 initial
        and history_item_fails is not False  # M13 yes
    ):
        may.append(DETERMINATION_H1)
        if request_type is not None and history_item_fails is not None:
            return tuple(may), (DETERMINATION_H1,)

    # Rule H2 · Determination!A14 · II.A.1, II.A.2: not met
    if (
        (request_type is None or request_type == "continuation")  # G14 continuation
        and history_item_fails is not False  # M14 yes
    ):
        may.append(DETERMINATION_H2)
        if request_type is not None and history_item_fails is not None:
            return tuple(may), (DETERMINATION_H2,)

    use_listed_in_section_iii = f.use_listed_in_section_iii

    # Rule S1 · Determination!A15 · III.A: not met
    if (
        use_listed_in_section_iii is not False  # N15 yes
    ):
        may.append(DETERMINATION_S1)
        if use_listed_in_section_iii is not None:
            return tuple(may), (DETERMINATION_S1,)

    label_change_applies = f.label_change_applies

    # Rule R1 · Determination!A16 · I.C.1: refer, LA.PMN.255
    if (
        (request_type is None or request_type == "initial")  # G16 initial
        and use_listed_in_section_iii is not True  # N16 no
        and label_change_applies is not False  # O16 yes
    ):
        may.append(DETERMINATION_R1)
        if (
            request_type is not None
            and use_listed_in_section_iii is not None
            and label_change_applies is not None
        ):
            return tuple(may), (DETERMINATION_R1,)

    # Rule R2 · Determination!A17 · II.B.1: refer, LA.PMN.255
    if (
        (request_type is None or request_type == "continuation")  # G17 continuation
        and use_listed_in_section_iii is not True  # N17 no
        and label_change_applies is not False  # O17 yes
    ):
        may.append(DETERMINATION_R2)
        if (
            request_type is not None
            and use_listed_in_section_iii is not None
            and label_change_applies is not None
        ):
            return tuple(may), (DETERMINATION_R2,)

    # Rule R3 · Determination!A18 · I.C.2: refer, LA.PMN.53
    if (
        (request_type is None or request_type == "initial")  # G18 initial
        and use_listed_in_section_iii is not True  # N18 no
        and label_change_applies is not True  # O18 no
    ):
        may.append(DETERMINATION_R3)
        if (
            request_type is not None
            and use_listed_in_section_iii is not None
            and label_change_applies is not None
        ):
            return tuple(may), (DETERMINATION_R3,)

    # Rule R4 · Determination!A19 · II.B.2: refer, LA.PMN.53
    if (
        (request_type is None or request_type == "continuation")  # G19 continuation
        and use_listed_in_section_iii is not True  # N19 no
        and label_change_applies is not True  # O19 no
    ):
        may.append(DETERMINATION_R4)
        if (
            request_type is not None
            and use_listed_in_section_iii is not None
            and label_change_applies is not None
        ):
            return tuple(may), (DETERMINATION_R4,)

    return tuple(may), ()


def _history(f: _Facts) -> Hits:
    """History (First, History!A1:L7): the rules that may match, in order, up to the first that surely does."""
    may: list[Rule] = []

    request_type = f.request_type
    diagnosis = f.diagnosis
    breast_cancer_initial_1 = f.breast_cancer_initial_1
    breast_cancer_initial_kinds_not_met_any_history = (
        f.breast_cancer_initial_kinds_not_met_any_history
    )

    # Rule HA · History!A4 · I.A.2, I.A.5: yes
    if (
        (request_type is None or request_type == "initial")  # B4 initial
        and (diagnosis is None or diagnosis == "breast cancer")  # C4 breast cancer
        and breast_cancer_initial_1 is not False  # D4 met
        and breast_cancer_initial_kinds_not_met_any_history is not False  # E4 has history
    ):
        may.append(HISTORY_HA)
        if (
            request_type is not None
            and diagnosis is not None
            and breast_cancer_initial_1 is not None
            and breast_cancer_initial_kinds_not_met_any_history is not None
        ):
            return tuple(may), (HISTORY_HA,)

    additional_nccn_uses_initial_1 = f.additional_nccn_uses_initial_1
    additional_nccn_uses_initial_kinds_not_met_any_history = (
        f.additional_nccn_uses_initial_kinds_not_met_any_history
    )

    # Rule HB · History!A5 · I.B.2: yes
    if (
        (request_type is None or request_type == "initial")  # B5 initial
        and (
            diagnosis is None or diagnosis in ("NSCLC", "salivary gland tumor")
        )  # C5 NSCLC, salivary gland tumor
        and additional_nccn_uses_initial_1 is not False  # F5 met
        and additional_nccn_uses_initial_kinds_not_met_any_history is not False  # G5 has history
    ):
        may.append(HISTORY_HB)
        if (
            request_type is not None
            and diagnosis is not None
            and additional_nccn_uses_initial_1 is not None
            and additional_nccn_uses_initial_kinds_not_met_any_history is not None
        ):
            return tuple(may), (HISTORY_HB,)

    continued_therapy_0 = f.continued_therapy_0
    continued_therapy_kinds_not_met_any_history = f.continued_therapy_kinds_not_met_any_history

    # Rule HC · History!A6 · II.A.1, II.A.2: yes
    if (
        (request_type is None or request_type == "continuation")  # B6 continuation
        and continued_therapy_0 is not False  # H6 met
        and continued_therapy_kinds_not_met_any_history is not False  # I6 has history
    ):
        may.append(HISTORY_HC)
        if (
            request_type is not None
            and continued_therapy_0 is not None
            and continued_therapy_kinds_not_met_any_history is not None
        ):
            return tuple(may), (HISTORY_HC,)

    # Otherwise · History!A7: no
    may.append(HISTORY_OTHERWISE)
    return tuple(may), (HISTORY_OTHERWISE,)


def _label_change(f: _Facts) -> Hits:
    """Label change (First, Other uses!A1:G5): the rules that may match, in order, up to the first that surely does."""
    may: list[Rule] = []

    label_change_date_within_6_months_before_request_date = (
        f.label_change_date_within_6_months_before_request_date
    )
    label_change_reflected_in_policy = f.label_change_reflected_in_policy
    label_change_covers_request = f.label_change_covers_request

    # Rule L1 · Other uses!A4 · I.C.1, II.B.1: yes
    if (
        label_change_date_within_6_months_before_request_date
        is not False  # B4 within 6 months before {Request date}
        and label_change_reflected_in_policy is not True  # C4 no
        and label_change_covers_request is not False  # D4 yes
    ):
        may.append(LABEL_CHANGE_L1)
        if (
            label_change_date_within_6_months_before_request_date is not None
            and label_change_reflected_in_policy is not None
            and label_change_covers_request is not None
        ):
            return tuple(may), (LABEL_CHANGE_L1,)

    # Otherwise · Other uses!A5 · I.C.1, II.B.1: no
    may.append(LABEL_CHANGE_OTHERWISE)
    return tuple(may), (LABEL_CHANGE_OTHERWISE,)


def _vials(f: _Facts) -> Hits:
    """Vials (Unique, Vials!A1:H29): the rules that may match, and sure."""
    may: list[Rule] = []
    sure: list[Rule] = []

    dose_mg = f.dose_mg

    # Rule V1 · Vials!A4 · VI: 1, 0, {round up(Milligrams per dose, 1)}, {100 - round ...
    if (
        dose_mg is None or 0 < dose_mg <= 100  # B4 (0..100]
    ):
        may.append(VIALS_V1)
        if dose_mg is not None:
            sure.append(VIALS_V1)

    # Rule V2 · Vials!A5 · VI: 0, 1, {round up(Milligrams per dose, 1)}, {160 - round ...
    if (
        dose_mg is None or 100 < dose_mg <= 160  # B5 (100..160]
    ):
        may.append(VIALS_V2)
        if dose_mg is not None:
            sure.append(VIALS_V2)

    # Rule V3 · Vials!A6 · VI: 2, 0, {round up(Milligrams per dose, 1)}, {200 - round ...
    if (
        dose_mg is None or 160 < dose_mg <= 200  # B6 (160..200]
    ):
        may.append(VIALS_V3)
        if dose_mg is not None:
            sure.append(VIALS_V3)

    # Rule V4 · Vials!A7 · VI: 1, 1, {round up(Milligrams per dose, 1)}, {260 - round ...
    if (
        dose_mg is None or 200 < dose_mg <= 260  # B7 (200..260]
    ):
        may.append(VIALS_V4)
        if dose_mg is not None:
            sure.append(VIALS_V4)

    # Rule V5 · Vials!A8 · VI: 3, 0, {round up(Milligrams per dose, 1)}, {300 - round ...
    if (
        dose_mg is None or 260 < dose_mg <= 300  # B8 (260..300]
    ):
        may.append(VIALS_V5)
        if dose_mg is not None:
            sure.append(VIALS_V5)

    # Rule V6 · Vials!A9 · VI: 0, 2, {round up(Milligrams per dose, 1)}, {320 - round ...
    if (
        dose_mg is None or 300 < dose_mg <= 320  # B9 (300..320]
    ):
        may.append(VIALS_V6)
        if dose_mg is not None:
            sure.append(VIALS_V6)

    # Rule V7 · Vials!A10 · VI: 2, 1, {round up(Milligrams per dose, 1)}, {360 - round ...
    if (
        dose_mg is None or 320 < dose_mg <= 360  # B10 (320..360]
    ):
        may.append(VIALS_V7)
        if dose_mg is not None:
            sure.append(VIALS_V7)

    # Rule V8 · Vials!A11 · VI: 4, 0, {round up(Milligrams per dose, 1)}, {400 - round ...
    if (
        dose_mg is None or 360 < dose_mg <= 400  # B11 (360..400]
    ):
        may.append(VIALS_V8)
        if dose_mg is not None:
            sure.append(VIALS_V8)

    # Rule V9 · Vials!A12 · VI: 1, 2, {round up(Milligrams per dose, 1)}, {420 - round ...
    if (
        dose_mg is None or 400 < dose_mg <= 420  # B12 (400..420]
    ):
        may.append(VIALS_V9)
        if dose_mg is not None:
            sure.append(VIALS_V9)

    # Rule V10 · Vials!A13 · VI: 3, 1, {round up(Milligrams per dose, 1)}, {460 - round ...
    if (
        dose_mg is None or 420 < dose_mg <= 460  # B13 (420..460]
    ):
        may.append(VIALS_V10)
        if dose_mg is not None:
            sure.append(VIALS_V10)

    # Rule V11 · Vials!A14 · VI: 0, 3, {round up(Milligrams per dose, 1)}, {480 - round ...
    if (
        dose_mg is None or 460 < dose_mg <= 480  # B14 (460..480]
    ):
        may.append(VIALS_V11)
        if dose_mg is not None:
            sure.append(VIALS_V11)

    # Rule V12 · Vials!A15 · VI: 5, 0, {round up(Milligrams per dose, 1)}, {500 - round ...
    if (
        dose_mg is None or 480 < dose_mg <= 500  # B15 (480..500]
    ):
        may.append(VIALS_V12)
        if dose_mg is not None:
            sure.append(VIALS_V12)

    # Rule V13 · Vials!A16 · VI: 2, 2, {round up(Milligrams per dose, 1)}, {520 - round ...
    if (
        dose_mg is None or 500 < dose_mg <= 520  # B16 (500..520]
    ):
        may.append(VIALS_V13)
        if dose_mg is not None:
            sure.append(VIALS_V13)

    # Rule V14 · Vials!A17 · VI: 4, 1, {round up(Milligrams per dose, 1)}, {560 - round ...
    if (
        dose_mg is None or 520 < dose_mg <= 560  # B17 (520..560]
    ):
        may.append(VIALS_V14)
        if dose_mg is not None:
            sure.append(VIALS_V14)

    # Rule V15 · Vials!A18 · VI: 1, 3, {round up(Milligrams per dose, 1)}, {580 - round ...
    if (
        dose_mg is None or 560 < dose_mg <= 580  # B18 (560..580]
    ):
        may.append(VIALS_V15)
        if dose_mg is not None:
            sure.append(VIALS_V15)

    # Rule V16 · Vials!A19 · VI: 6, 0, {round up(Milligrams per dose, 1)}, {600 - round ...
    if (
        dose_mg is None or 580 < dose_mg <= 600  # B19 (580..600]
    ):
        may.append(VIALS_V16)
        if dose_mg is not None:
            sure.append(VIALS_V16)

    # Rule V17 · Vials!A20 · VI: 3, 2, {round up(Milligrams per dose, 1)}, {620 - round ...
    if (
        dose_mg is None or 600 < dose_mg <= 620  # B20 (600..620]
    ):
        may.append(VIALS_V17)
        if dose_mg is not None:
            sure.append(VIALS_V17)

    # Rule V18 · Vials!A21 · VI: 0, 4, {round up(Milligrams per dose, 1)}, {640 - round ...
    if (
        dose_mg is None or 620 < dose_mg <= 640  # B21 (620..640]
    ):
        may.append(VIALS_V18)
        if dose_mg is not None:
            sure.append(VIALS_V18)

    # Rule V19 · Vials!A22 · VI: 5, 1, {round up(Milligrams per dose, 1)}, {660 - round ...
    if (
        dose_mg is None or 640 < dose_mg <= 660  # B22 (640..660]
    ):
        may.append(VIALS_V19)
        if dose_mg is not None:
            sure.append(VIALS_V19)

    # Rule V20 · Vials!A23 · VI: 2, 3, {round up(Milligrams per dose, 1)}, {680 - round ...
    if (
        dose_mg is None or 660 < dose_mg <= 680  # B23 (660..680]
    ):
        may.append(VIALS_V20)
        if dose_mg is not None:
            sure.append(VIALS_V20)

    # Rule V21 · Vials!A24 · VI: 7, 0, {round up(Milligrams per dose, 1)}, {700 - round ...
    if (
        dose_mg is None or 680 < dose_mg <= 700  # B24 (680..700]
    ):
        may.append(VIALS_V21)
        if dose_mg is not None:
            sure.append(VIALS_V21)

    # Rule V22 · Vials!A25 · VI: 4, 2, {round up(Milligrams per dose, 1)}, {720 - round ...
    if (
        dose_mg is None or 700 < dose_mg <= 720  # B25 (700..720]
    ):
        may.append(VIALS_V22)
        if dose_mg is not None:
            sure.append(VIALS_V22)

    # Rule V23 · Vials!A26 · VI: 1, 4, {round up(Milligrams per dose, 1)}, {740 - round ...
    if (
        dose_mg is None or 720 < dose_mg <= 740  # B26 (720..740]
    ):
        may.append(VIALS_V23)
        if dose_mg is not None:
            sure.append(VIALS_V23)

    # Rule V24 · Vials!A27 · VI: 6, 1, {round up(Milligrams per dose, 1)}, {760 - round ...
    if (
        dose_mg is None or 740 < dose_mg <= 760  # B27 (740..760]
    ):
        may.append(VIALS_V24)
        if dose_mg is not None:
            sure.append(VIALS_V24)

    # Rule V25 · Vials!A28 · VI: 3, 3, {round up(Milligrams per dose, 1)}, {780 - round ...
    if (
        dose_mg is None or 760 < dose_mg <= 780  # B28 (760..780]
    ):
        may.append(VIALS_V25)
        if dose_mg is not None:
            sure.append(VIALS_V25)

    # Rule V26 · Vials!A29 · VI: 0, 5, {round up(Milligrams per dose, 1)}, {800 - round ...
    if (
        dose_mg is None or 780 < dose_mg <= 800  # B29 (780..800]
    ):
        may.append(VIALS_V26)
        if dose_mg is not None:
            sure.append(VIALS_V26)

    return tuple(may), tuple(sure)


# -- what callers use ----------------------------------------------------------------------------------


class DeterminationOutcome(NamedTuple):
    """The outputs of DETERMINATION, in column order."""

    outcome: Outcome
    approval_months: int | None
    refer_to: ReferTo | None


class Decision(BaseDecision):
    """An answer of DETERMINATION with its reasons."""

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

    @property
    def refer_to(self) -> ReferTo | None:
        """The output, None unless decided."""
        value: ReferTo | None = self._output(2)
        return value


def determination(request: Request) -> Decision:
    """Answer Determination (Determination!A1:T19)."""
    return Decision(MODEL, DETERMINATION, _facts(request))


class HistoryOutcome(NamedTuple):
    """The outputs of HISTORY, in column order."""

    history_item_fails: bool


class HistoryDecision(BaseDecision):
    """An answer of HISTORY with its reasons."""

    __slots__ = ()

    @property
    def history_item_fails(self) -> bool | None:
        """The output, None unless decided."""
        value: bool | None = self._output(0)
        return value


def history(request: Request) -> HistoryDecision:
    """Answer History (History!A1:L7)."""
    return HistoryDecision(MODEL, HISTORY, _facts(request))


class LabelChangeOutcome(NamedTuple):
    """The outputs of LABEL_CHANGE, in column order."""

    label_change_applies: bool


class LabelChangeDecision(BaseDecision):
    """An answer of LABEL_CHANGE with its reasons."""

    __slots__ = ()

    @property
    def label_change_applies(self) -> bool | None:
        """The output, None unless decided."""
        value: bool | None = self._output(0)
        return value


def label_change(request: Request) -> LabelChangeDecision:
    """Answer Label change (Other uses!A1:G5)."""
    return LabelChangeDecision(MODEL, LABEL_CHANGE, _facts(request))


class VialsOutcome(NamedTuple):
    """The outputs of VIALS, in column order."""

    vials_100_mg: int
    vials_160_mg: int
    units_administered: int
    units_discarded: int


class VialsDecision(BaseDecision):
    """An answer of VIALS with its reasons."""

    __slots__ = ()

    @property
    def vials_100_mg(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(0)
        return value

    @property
    def vials_160_mg(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(1)
        return value

    @property
    def units_administered(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(2)
        return value

    @property
    def units_discarded(self) -> int | None:
        """The output, None unless decided."""
        value: int | None = self._output(3)
        return value


def vials(request: Request) -> VialsDecision:
    """Answer Vials (Vials!A1:H29)."""
    return VialsDecision(MODEL, VIALS, _facts(request))


class BreastCancerInitialDecision(BaseDecision):
    """Whether BREAST_CANCER_INITIAL is met, with the reasons."""

    __slots__ = ()

    @property
    def met(self) -> Truth:
        """Whether the checklist is met, None while that is open."""
        value: Truth = self._output(0)
        return value


def breast_cancer_initial(request: Request) -> BreastCancerInitialDecision:
    """Check Breast cancer, initial (Initial I.A!A1:J29)."""
    return BreastCancerInitialDecision(MODEL, BREAST_CANCER_INITIAL_TABLE, _facts(request))


class AdditionalNccnUsesInitialDecision(BaseDecision):
    """Whether ADDITIONAL_NCCN_USES_INITIAL is met, with the reasons."""

    __slots__ = ()

    @property
    def met(self) -> Truth:
        """Whether the checklist is met, None while that is open."""
        value: Truth = self._output(0)
        return value


def additional_nccn_uses_initial(request: Request) -> AdditionalNccnUsesInitialDecision:
    """Check Additional NCCN uses, initial (Initial I.B!A1:J26)."""
    return AdditionalNccnUsesInitialDecision(
        MODEL, ADDITIONAL_NCCN_USES_INITIAL_TABLE, _facts(request)
    )


class ContinuedTherapyDecision(BaseDecision):
    """Whether CONTINUED_THERAPY is met, with the reasons."""

    __slots__ = ()

    @property
    def met(self) -> Truth:
        """Whether the checklist is met, None while that is open."""
        value: Truth = self._output(0)
        return value


def continued_therapy(request: Request) -> ContinuedTherapyDecision:
    """Check Continued therapy (Continued II.A!A1:J27)."""
    return ContinuedTherapyDecision(MODEL, CONTINUED_THERAPY_TABLE, _facts(request))


def decide(request: Request) -> Decision:
    """Answer the policy's decision. Raises RequestError with everything wrong with the request."""
    return Decision(MODEL, DETERMINATION, _facts(request))


def explain(request: Request) -> Explanation:
    """Every table and item: met, not met or unknown, with the value read and the cell."""
    return decide(request).explain()


# -- the entry check -----------------------------------------------------------------------------------


def _sound(r: Request) -> bool:
    """Whether every value has its exact type and is allowed."""
    return (
        (r.request_date is None or type(r.request_date) is date)  # Glossary!A3
        and (r.request_type is None or type(r.request_type) is RequestType)  # Glossary!A4
        and (r.drug is None or is_text(r.drug))  # Glossary!A5
        and (r.hcpcs is None or is_text(r.hcpcs))  # Glossary!A6
        and (
            r.line_of_business is None or type(r.line_of_business) is LineOfBusiness
        )  # Glossary!A7
        and (r.benefit is None or type(r.benefit) is Benefit)  # Glossary!A8
        and (type(r.documentation_submitted) in YES_NO)  # Glossary!A9
        and (r.diagnosis is None or type(r.diagnosis) is Diagnosis)  # Glossary!A10
        and (r.her2_status is None or type(r.her2_status) is Her2Status)  # Glossary!A11
        and (r.disease_status is None or is_list(r.disease_status, DiseaseStatus))  # Glossary!A12
        and (
            r.treatment_setting is None or type(r.treatment_setting) is TreatmentSetting
        )  # Glossary!A13
        and (
            r.age_years is None or (type(r.age_years) is int and 0 <= r.age_years <= 130)
        )  # Glossary!A14
        and (r.date_of_birth is None or type(r.date_of_birth) is date)  # Glossary!A15
        and (r.prescriber_specialty is None or is_text(r.prescriber_specialty))  # Glossary!A17
        and (type(r.oncologist_consulted) in YES_NO)  # Glossary!A18
        and (type(r.single_agent) in YES_NO)  # Glossary!A19
        and (type(r.prior_trastuzumab) in YES_NO)  # Glossary!A20
        and (type(r.prior_taxane) in YES_NO)  # Glossary!A21
        and (
            r.dose_mg_per_kg is None
            or (is_number(r.dose_mg_per_kg) and 0 < r.dose_mg_per_kg <= 100)
        )  # Glossary!A22
        and (r.dose_mg is None or (is_number(r.dose_mg) and 0 < r.dose_mg <= 5000))  # Glossary!A23
        and (
            r.weight_kg is None or (is_number(r.weight_kg) and 0 < r.weight_kg <= 500)
        )  # Glossary!A24
        and (
            r.interval_days is None
            or (type(r.interval_days) is int and 1 <= r.interval_days <= 365)
        )  # Glossary!A26
        and (
            r.doses_received_to_date is None
            or (type(r.doses_received_to_date) is int and 0 <= r.doses_received_to_date <= 200)
        )  # Glossary!A27
        and (
            r.doses_requested is None
            or (type(r.doses_requested) is int and 1 <= r.doses_requested <= 200)
        )  # Glossary!A28
        and (type(r.dose_evidence_submitted) in YES_NO)  # Glossary!A31
        and (type(r.dose_evidence_accepted) in YES_NO)  # Glossary!A32
        and (type(r.regimen_fda_approved) in YES_NO)  # Glossary!A33
        and (type(r.regimen_nccn_recommended) in YES_NO)  # Glossary!A34
        and (r.label_change_date is None or type(r.label_change_date) is date)  # Glossary!A35
        and (type(r.label_change_reflected_in_policy) in YES_NO)  # Glossary!A36
        and (type(r.label_change_covers_request) in YES_NO)  # Glossary!A37
        and (type(r.use_listed_in_section_iii) in YES_NO)  # Glossary!A39
        and (type(r.receiving_via_plan) in YES_NO)  # Glossary!A40
        and (type(r.receiving_documented) in YES_NO)  # Glossary!A41
        and (
            r.days_on_therapy is None
            or (type(r.days_on_therapy) is int and 0 <= r.days_on_therapy <= 20000)
        )  # Glossary!A42
        and (type(r.positive_response) in YES_NO)  # Glossary!A43
        and (type(r.dose_increase) in YES_NO)  # Glossary!A44
        and (
            r.request_date is None or r.age_years is None or r.date_of_birth is None
        )  # Glossary!A16
        and (r.dose_mg_per_kg is None or r.dose_mg is None or r.weight_kg is None)  # Glossary!A25
    )


def _snapshot(r: Request) -> _Facts:
    """A copy of the request that later changes do not reach."""
    f = _Facts.__new__(_Facts)
    f.request_date = r.request_date
    f.request_type = r.request_type
    f.drug = normal(r.drug)
    f.hcpcs = normal(r.hcpcs)
    f.line_of_business = r.line_of_business
    f.benefit = r.benefit
    f.documentation_submitted = r.documentation_submitted
    f.diagnosis = r.diagnosis
    f.her2_status = r.her2_status
    f.disease_status = r.disease_status
    f.treatment_setting = r.treatment_setting
    f.age_years = r.age_years
    f.date_of_birth = r.date_of_birth
    f.prescriber_specialty = normal(r.prescriber_specialty)
    f.oncologist_consulted = r.oncologist_consulted
    f.single_agent = r.single_agent
    f.prior_trastuzumab = r.prior_trastuzumab
    f.prior_taxane = r.prior_taxane
    f.dose_mg_per_kg = r.dose_mg_per_kg
    f.dose_mg = r.dose_mg
    f.weight_kg = r.weight_kg
    f.interval_days = r.interval_days
    f.doses_received_to_date = r.doses_received_to_date
    f.doses_requested = r.doses_requested
    f.dose_evidence_submitted = r.dose_evidence_submitted
    f.dose_evidence_accepted = r.dose_evidence_accepted
    f.regimen_fda_approved = r.regimen_fda_approved
    f.regimen_nccn_recommended = r.regimen_nccn_recommended
    f.label_change_date = r.label_change_date
    f.label_change_reflected_in_policy = r.label_change_reflected_in_policy
    f.label_change_covers_request = r.label_change_covers_request
    f.use_listed_in_section_iii = r.use_listed_in_section_iii
    f.receiving_via_plan = r.receiving_via_plan
    f.receiving_documented = r.receiving_documented
    f.days_on_therapy = r.days_on_therapy
    f.positive_response = r.positive_response
    f.dose_increase = r.dose_increase
    return f


def _facts(r: Request) -> _Facts:
    """The request, checked."""
    f = _snapshot(r if _sound(r) else admitted(MODEL, r))
    if any(row.met(f) for row in MODEL.impossible):
        admitted(MODEL, r)
    return f


# -- the rules, as the sheets have them ------------------------------------------------------------------

# fmt: off
DETERMINATION_N1 = Rule(
    table="Determination", id="N1", cell="Determination!A4", cite="scope",
    note="The policy is for the medical benefit.",
    outcome=DeterminationOutcome(Outcome.NOT_APPLICABLE, None, None),
    cells=(
        Cell("Determination!B4", "not(medical)", "benefit", lambda f: None if f.benefit is None else f.benefit != "medical"),
    ),
)
DETERMINATION_N2 = Rule(
    table="Determination", id="N2", cell="Determination!A5", cite="scope",
    note="The policy is for Medicaid.",
    outcome=DeterminationOutcome(Outcome.NOT_APPLICABLE, None, None),
    cells=(
        Cell("Determination!C5", "not(Medicaid)", "line_of_business", lambda f: None if f.line_of_business is None else f.line_of_business != "Medicaid"),
    ),
)
DETERMINATION_N3 = Rule(
    table="Determination", id="N3", cell="Determination!A6", cite="scope",
    note="The policy is for Kadcyla. The drug decides, not the billing code.",
    outcome=DeterminationOutcome(Outcome.NOT_APPLICABLE, None, None),
    cells=(
        Cell("Determination!D6", "not in Kadcyla names", "drug", lambda f: None if f.drug is None else f.drug not in KADCYLA_NAMES),
    ),
)
DETERMINATION_P1 = Rule(
    table="Determination", id="P1", cell="Determination!A7", cite="preamble",
    note="Nothing can be judged without records: the request goes back. Above every row that asks a checklist.",
    outcome=DeterminationOutcome(Outcome.PEND, None, None),
    cells=(
        Cell("Determination!E7", "no", "documentation_submitted", lambda f: negate(f.documentation_submitted)),
    ),
)
DETERMINATION_P2 = Rule(
    table="Determination", id="P2", cell="Determination!A8", cite="coding section",
    note="Drug and billing code disagree: an entry to put right, no criterion. A blank code is no disagreement.",
    outcome=DeterminationOutcome(Outcome.PEND, None, None),
    cells=(
        Cell("Determination!F8", "not in Kadcyla billing codes", "hcpcs", lambda f: (f.hcpcs is not None and f.hcpcs not in KADCYLA_BILLING_CODES)),
    ),
)
DETERMINATION_P3 = Rule(
    table="Determination", id="P3", cell="Determination!A9", cite="I.A.1, I.B.1",
    note="An equivocal result awaits a further test. Only for the diagnoses of which section I asks HER2; for others the result cannot matter.",
    outcome=DeterminationOutcome(Outcome.PEND, None, None),
    cells=(
        Cell("Determination!H9", "breast cancer, NSCLC, salivary gland tumor", "diagnosis", lambda f: None if f.diagnosis is None else f.diagnosis in ("breast cancer", "NSCLC", "salivary gland tumor")),
        Cell("Determination!I9", "equivocal", "her2_status", lambda f: None if f.her2_status is None else f.her2_status == "equivocal"),
    ),
)
DETERMINATION_A1 = Rule(
    table="Determination", id="A1", cell="Determination!A10", cite="I.A",
    note="Approval comes before section C, so a label change never takes it away. Asked of every diagnosis but those of I.B, so that a referral can cite what I.A lacked.",
    outcome=DeterminationOutcome(Outcome.APPROVE, 6, None),
    cells=(
        Cell("Determination!G10", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("Determination!H10", "not(NSCLC, salivary gland tumor)", "diagnosis", lambda f: None if f.diagnosis is None else f.diagnosis not in ("NSCLC", "salivary gland tumor")),
        Cell("Determination!J10", "met", "breast_cancer_initial", lambda f: f.breast_cancer_initial),
    ),
)
DETERMINATION_A2 = Rule(
    table="Determination", id="A2", cell="Determination!A11", cite="I.B",
    note="As A1. Asked of every diagnosis but that of I.A.",
    outcome=DeterminationOutcome(Outcome.APPROVE, 6, None),
    cells=(
        Cell("Determination!G11", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("Determination!H11", "not(breast cancer)", "diagnosis", lambda f: None if f.diagnosis is None else f.diagnosis != "breast cancer"),
        Cell("Determination!K11", "met", "additional_nccn_uses_initial", lambda f: f.additional_nccn_uses_initial),
    ),
)
DETERMINATION_A3 = Rule(
    table="Determination", id="A3", cell="Determination!A12", cite="II.A",
    note="Scope (an indication of section I) is an item of the checklist.",
    outcome=DeterminationOutcome(Outcome.APPROVE, 12, None),
    cells=(
        Cell("Determination!G12", "continuation", "request_type", lambda f: None if f.request_type is None else f.request_type == "continuation"),
        Cell("Determination!L12", "met", "continued_therapy", lambda f: f.continued_therapy),
    ),
)
DETERMINATION_H1 = Rule(
    table="Determination", id="H1", cell="Determination!A13", cite="I.A.2, I.A.5, I.B.2",
    note="To a clinical reviewer. Above the referrals: the policies referred to do not ask for this history, and the reviewer sees all that failed, use included.",
    outcome=DeterminationOutcome(Outcome.NOT_MET, None, None),
    cells=(
        Cell("Determination!G13", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("Determination!M13", "yes", "history_item_fails", lambda f: f.history_item_fails),
    ),
)
DETERMINATION_H2 = Rule(
    table="Determination", id="H2", cell="Determination!A14", cite="II.A.1, II.A.2",
    note="As H1, for continued therapy.",
    outcome=DeterminationOutcome(Outcome.NOT_MET, None, None),
    cells=(
        Cell("Determination!G14", "continuation", "request_type", lambda f: None if f.request_type is None else f.request_type == "continuation"),
        Cell("Determination!M14", "yes", "history_item_fails", lambda f: f.history_item_fails),
    ),
)
DETERMINATION_S1 = Rule(
    table="Determination", id="S1", cell="Determination!A15", cite="III.A",
    note="A use that section III names goes to a person. Section III names none today.",
    outcome=DeterminationOutcome(Outcome.NOT_MET, None, None),
    cells=(
        Cell("Determination!N15", "yes", "use_listed_in_section_iii", lambda f: f.use_listed_in_section_iii),
    ),
)
DETERMINATION_R1 = Rule(
    table="Determination", id="R1", cell="Determination!A16", cite="I.C.1",
    note="A recent label change that covers the request and is not yet in the policy.",
    outcome=DeterminationOutcome(Outcome.REFER, None, ReferTo.LA_PMN_255),
    cells=(
        Cell("Determination!G16", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("Determination!N16", "no", "use_listed_in_section_iii", lambda f: negate(f.use_listed_in_section_iii)),
        Cell("Determination!O16", "yes", "label_change_applies", lambda f: f.label_change_applies),
    ),
)
DETERMINATION_R2 = Rule(
    table="Determination", id="R2", cell="Determination!A17", cite="II.B.1",
    note="As R1, for continued therapy.",
    outcome=DeterminationOutcome(Outcome.REFER, None, ReferTo.LA_PMN_255),
    cells=(
        Cell("Determination!G17", "continuation", "request_type", lambda f: None if f.request_type is None else f.request_type == "continuation"),
        Cell("Determination!N17", "no", "use_listed_in_section_iii", lambda f: negate(f.use_listed_in_section_iii)),
        Cell("Determination!O17", "yes", "label_change_applies", lambda f: f.label_change_applies),
    ),
)
DETERMINATION_R3 = Rule(
    table="Determination", id="R3", cell="Determination!A18", cite="I.C.2",
    note="A use that section I does not cover (diagnosis, age, regimen, dose), not named by section III.",
    outcome=DeterminationOutcome(Outcome.REFER, None, ReferTo.LA_PMN_53),
    cells=(
        Cell("Determination!G18", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("Determination!N18", "no", "use_listed_in_section_iii", lambda f: negate(f.use_listed_in_section_iii)),
        Cell("Determination!O18", "no", "label_change_applies", lambda f: negate(f.label_change_applies)),
    ),
)
DETERMINATION_R4 = Rule(
    table="Determination", id="R4", cell="Determination!A19", cite="II.B.2",
    note="As R3, for continued therapy.",
    outcome=DeterminationOutcome(Outcome.REFER, None, ReferTo.LA_PMN_53),
    cells=(
        Cell("Determination!G19", "continuation", "request_type", lambda f: None if f.request_type is None else f.request_type == "continuation"),
        Cell("Determination!N19", "no", "use_listed_in_section_iii", lambda f: negate(f.use_listed_in_section_iii)),
        Cell("Determination!O19", "no", "label_change_applies", lambda f: negate(f.label_change_applies)),
    ),
)
DETERMINATION = Table(
    name="Determination",
    cell="Determination!A1:T19",
    policy="First",
    hits="determination_rules",
    outputs=("outcome", "approval_months", "refer_to"),
    nothing=frozenset({1, 2}),
    rules=(DETERMINATION_N1, DETERMINATION_N2, DETERMINATION_N3, DETERMINATION_P1, DETERMINATION_P2, DETERMINATION_P3, DETERMINATION_A1, DETERMINATION_A2, DETERMINATION_A3, DETERMINATION_H1, DETERMINATION_H2, DETERMINATION_S1, DETERMINATION_R1, DETERMINATION_R2, DETERMINATION_R3, DETERMINATION_R4),
)

HISTORY_HA = Rule(
    table="History", id="HA", cell="History!A4", cite="I.A.2, I.A.5",
    note="History is judged only within the indication: a request that fails I.A.1 (HER2 low, say) is another use and goes to I.C, whatever was given before.",
    outcome=HistoryOutcome(True),
    cells=(
        Cell("History!B4", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("History!C4", "breast cancer", "diagnosis", lambda f: None if f.diagnosis is None else f.diagnosis == "breast cancer"),
        Cell("History!D4", "met", "breast_cancer_initial_1", lambda f: f.breast_cancer_initial_1),
        Cell("History!E4", "has history", "breast_cancer_initial_kinds_not_met_any_history", lambda f: f.breast_cancer_initial_kinds_not_met_any_history),
    ),
)
HISTORY_HB = Rule(
    table="History", id="HB", cell="History!A5", cite="I.B.2",
    note="I.B asks for no earlier treatment, so I.A.5 is not held against a lung or salivary gland tumor.",
    outcome=HistoryOutcome(True),
    cells=(
        Cell("History!B5", "initial", "request_type", lambda f: None if f.request_type is None else f.request_type == "initial"),
        Cell("History!C5", "NSCLC, salivary gland tumor", "diagnosis", lambda f: None if f.diagnosis is None else f.diagnosis in ("NSCLC", "salivary gland tumor")),
        Cell("History!F5", "met", "additional_nccn_uses_initial_1", lambda f: f.additional_nccn_uses_initial_1),
        Cell("History!G5", "has history", "additional_nccn_uses_initial_kinds_not_met_any_history", lambda f: f.additional_nccn_uses_initial_kinds_not_met_any_history),
    ),
)
HISTORY_HC = Rule(
    table="History", id="HC", cell="History!A6", cite="II.A.1, II.A.2",
    note="Outside the indications of section I the request goes to II.B.",
    outcome=HistoryOutcome(True),
    cells=(
        Cell("History!B6", "continuation", "request_type", lambda f: None if f.request_type is None else f.request_type == "continuation"),
        Cell("History!H6", "met", "continued_therapy_0", lambda f: f.continued_therapy_0),
        Cell("History!I6", "has history", "continued_therapy_kinds_not_met_any_history", lambda f: f.continued_therapy_kinds_not_met_any_history),
    ),
)
HISTORY_OTHERWISE = Rule(
    table="History", id="Otherwise", cell="History!A7",
    note="No item of kind history fails, or none applies.",
    outcome=HistoryOutcome(False),
)
HISTORY = Table(
    name="History",
    cell="History!A1:L7",
    policy="First",
    hits="history_rules",
    outputs=("history_item_fails",),
    nothing=frozenset(),
    rules=(HISTORY_HA, HISTORY_HB, HISTORY_HC, HISTORY_OTHERWISE),
)

LABEL_CHANGE_L1 = Rule(
    table="Label change", id="L1", cell="Other uses!A4", cite="I.C.1, II.B.1",
    note="Calendar months, both ends in: a change on 31 August counts until the last day of February.",
    outcome=LabelChangeOutcome(True),
    cells=(
        Cell("Other uses!B4", "within 6 months before {Request date}", "label_change_date_within_6_months_before_request_date", lambda f: f.label_change_date_within_6_months_before_request_date),
        Cell("Other uses!C4", "no", "label_change_reflected_in_policy", lambda f: negate(f.label_change_reflected_in_policy)),
        Cell("Other uses!D4", "yes", "label_change_covers_request", lambda f: f.label_change_covers_request),
    ),
)
LABEL_CHANGE_OTHERWISE = Rule(
    table="Label change", id="Otherwise", cell="Other uses!A5", cite="I.C.1, II.B.1",
    note="No change, an older or later one, one already in the policy, or one about something else.",
    outcome=LabelChangeOutcome(False),
)
LABEL_CHANGE = Table(
    name="Label change",
    cell="Other uses!A1:G5",
    policy="First",
    hits="label_change_rules",
    outputs=("label_change_applies",),
    nothing=frozenset(),
    rules=(LABEL_CHANGE_L1, LABEL_CHANGE_OTHERWISE),
)

VIALS_V1 = Rule(
    table="Vials", id="V1", cell="Vials!A4", cite="VI",
    note="Smallest whole vials; of equal amounts the fewest vials. The band ends at what the vials hold.",
    work_out=lambda f: VialsOutcome(1, 0, given(round_up(f.dose_mg, 1)), given(subtract(100, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B4", "(0..100]", "dose_mg", lambda f: None if f.dose_mg is None else 0 < f.dose_mg <= 100),
    ),
)
VIALS_V2 = Rule(
    table="Vials", id="V2", cell="Vials!A5", cite="VI",
    work_out=lambda f: VialsOutcome(0, 1, given(round_up(f.dose_mg, 1)), given(subtract(160, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B5", "(100..160]", "dose_mg", lambda f: None if f.dose_mg is None else 100 < f.dose_mg <= 160),
    ),
)
VIALS_V3 = Rule(
    table="Vials", id="V3", cell="Vials!A6", cite="VI",
    work_out=lambda f: VialsOutcome(2, 0, given(round_up(f.dose_mg, 1)), given(subtract(200, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B6", "(160..200]", "dose_mg", lambda f: None if f.dose_mg is None else 160 < f.dose_mg <= 200),
    ),
)
VIALS_V4 = Rule(
    table="Vials", id="V4", cell="Vials!A7", cite="VI",
    work_out=lambda f: VialsOutcome(1, 1, given(round_up(f.dose_mg, 1)), given(subtract(260, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B7", "(200..260]", "dose_mg", lambda f: None if f.dose_mg is None else 200 < f.dose_mg <= 260),
    ),
)
VIALS_V5 = Rule(
    table="Vials", id="V5", cell="Vials!A8", cite="VI",
    work_out=lambda f: VialsOutcome(3, 0, given(round_up(f.dose_mg, 1)), given(subtract(300, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B8", "(260..300]", "dose_mg", lambda f: None if f.dose_mg is None else 260 < f.dose_mg <= 300),
    ),
)
VIALS_V6 = Rule(
    table="Vials", id="V6", cell="Vials!A9", cite="VI",
    work_out=lambda f: VialsOutcome(0, 2, given(round_up(f.dose_mg, 1)), given(subtract(320, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B9", "(300..320]", "dose_mg", lambda f: None if f.dose_mg is None else 300 < f.dose_mg <= 320),
    ),
)
VIALS_V7 = Rule(
    table="Vials", id="V7", cell="Vials!A10", cite="VI",
    work_out=lambda f: VialsOutcome(2, 1, given(round_up(f.dose_mg, 1)), given(subtract(360, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B10", "(320..360]", "dose_mg", lambda f: None if f.dose_mg is None else 320 < f.dose_mg <= 360),
    ),
)
VIALS_V8 = Rule(
    table="Vials", id="V8", cell="Vials!A11", cite="VI",
    work_out=lambda f: VialsOutcome(4, 0, given(round_up(f.dose_mg, 1)), given(subtract(400, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B11", "(360..400]", "dose_mg", lambda f: None if f.dose_mg is None else 360 < f.dose_mg <= 400),
    ),
)
VIALS_V9 = Rule(
    table="Vials", id="V9", cell="Vials!A12", cite="VI",
    work_out=lambda f: VialsOutcome(1, 2, given(round_up(f.dose_mg, 1)), given(subtract(420, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B12", "(400..420]", "dose_mg", lambda f: None if f.dose_mg is None else 400 < f.dose_mg <= 420),
    ),
)
VIALS_V10 = Rule(
    table="Vials", id="V10", cell="Vials!A13", cite="VI",
    work_out=lambda f: VialsOutcome(3, 1, given(round_up(f.dose_mg, 1)), given(subtract(460, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B13", "(420..460]", "dose_mg", lambda f: None if f.dose_mg is None else 420 < f.dose_mg <= 460),
    ),
)
VIALS_V11 = Rule(
    table="Vials", id="V11", cell="Vials!A14", cite="VI",
    work_out=lambda f: VialsOutcome(0, 3, given(round_up(f.dose_mg, 1)), given(subtract(480, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B14", "(460..480]", "dose_mg", lambda f: None if f.dose_mg is None else 460 < f.dose_mg <= 480),
    ),
)
VIALS_V12 = Rule(
    table="Vials", id="V12", cell="Vials!A15", cite="VI",
    work_out=lambda f: VialsOutcome(5, 0, given(round_up(f.dose_mg, 1)), given(subtract(500, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B15", "(480..500]", "dose_mg", lambda f: None if f.dose_mg is None else 480 < f.dose_mg <= 500),
    ),
)
VIALS_V13 = Rule(
    table="Vials", id="V13", cell="Vials!A16", cite="VI",
    work_out=lambda f: VialsOutcome(2, 2, given(round_up(f.dose_mg, 1)), given(subtract(520, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B16", "(500..520]", "dose_mg", lambda f: None if f.dose_mg is None else 500 < f.dose_mg <= 520),
    ),
)
VIALS_V14 = Rule(
    table="Vials", id="V14", cell="Vials!A17", cite="VI",
    work_out=lambda f: VialsOutcome(4, 1, given(round_up(f.dose_mg, 1)), given(subtract(560, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B17", "(520..560]", "dose_mg", lambda f: None if f.dose_mg is None else 520 < f.dose_mg <= 560),
    ),
)
VIALS_V15 = Rule(
    table="Vials", id="V15", cell="Vials!A18", cite="VI",
    work_out=lambda f: VialsOutcome(1, 3, given(round_up(f.dose_mg, 1)), given(subtract(580, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B18", "(560..580]", "dose_mg", lambda f: None if f.dose_mg is None else 560 < f.dose_mg <= 580),
    ),
)
VIALS_V16 = Rule(
    table="Vials", id="V16", cell="Vials!A19", cite="VI",
    work_out=lambda f: VialsOutcome(6, 0, given(round_up(f.dose_mg, 1)), given(subtract(600, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B19", "(580..600]", "dose_mg", lambda f: None if f.dose_mg is None else 580 < f.dose_mg <= 600),
    ),
)
VIALS_V17 = Rule(
    table="Vials", id="V17", cell="Vials!A20", cite="VI",
    work_out=lambda f: VialsOutcome(3, 2, given(round_up(f.dose_mg, 1)), given(subtract(620, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B20", "(600..620]", "dose_mg", lambda f: None if f.dose_mg is None else 600 < f.dose_mg <= 620),
    ),
)
VIALS_V18 = Rule(
    table="Vials", id="V18", cell="Vials!A21", cite="VI",
    work_out=lambda f: VialsOutcome(0, 4, given(round_up(f.dose_mg, 1)), given(subtract(640, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B21", "(620..640]", "dose_mg", lambda f: None if f.dose_mg is None else 620 < f.dose_mg <= 640),
    ),
)
VIALS_V19 = Rule(
    table="Vials", id="V19", cell="Vials!A22", cite="VI",
    work_out=lambda f: VialsOutcome(5, 1, given(round_up(f.dose_mg, 1)), given(subtract(660, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B22", "(640..660]", "dose_mg", lambda f: None if f.dose_mg is None else 640 < f.dose_mg <= 660),
    ),
)
VIALS_V20 = Rule(
    table="Vials", id="V20", cell="Vials!A23", cite="VI",
    work_out=lambda f: VialsOutcome(2, 3, given(round_up(f.dose_mg, 1)), given(subtract(680, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B23", "(660..680]", "dose_mg", lambda f: None if f.dose_mg is None else 660 < f.dose_mg <= 680),
    ),
)
VIALS_V21 = Rule(
    table="Vials", id="V21", cell="Vials!A24", cite="VI",
    work_out=lambda f: VialsOutcome(7, 0, given(round_up(f.dose_mg, 1)), given(subtract(700, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B24", "(680..700]", "dose_mg", lambda f: None if f.dose_mg is None else 680 < f.dose_mg <= 700),
    ),
)
VIALS_V22 = Rule(
    table="Vials", id="V22", cell="Vials!A25", cite="VI",
    work_out=lambda f: VialsOutcome(4, 2, given(round_up(f.dose_mg, 1)), given(subtract(720, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B25", "(700..720]", "dose_mg", lambda f: None if f.dose_mg is None else 700 < f.dose_mg <= 720),
    ),
)
VIALS_V23 = Rule(
    table="Vials", id="V23", cell="Vials!A26", cite="VI",
    work_out=lambda f: VialsOutcome(1, 4, given(round_up(f.dose_mg, 1)), given(subtract(740, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B26", "(720..740]", "dose_mg", lambda f: None if f.dose_mg is None else 720 < f.dose_mg <= 740),
    ),
)
VIALS_V24 = Rule(
    table="Vials", id="V24", cell="Vials!A27", cite="VI",
    work_out=lambda f: VialsOutcome(6, 1, given(round_up(f.dose_mg, 1)), given(subtract(760, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B27", "(740..760]", "dose_mg", lambda f: None if f.dose_mg is None else 740 < f.dose_mg <= 760),
    ),
)
VIALS_V25 = Rule(
    table="Vials", id="V25", cell="Vials!A28", cite="VI",
    work_out=lambda f: VialsOutcome(3, 3, given(round_up(f.dose_mg, 1)), given(subtract(780, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B28", "(760..780]", "dose_mg", lambda f: None if f.dose_mg is None else 760 < f.dose_mg <= 780),
    ),
)
VIALS_V26 = Rule(
    table="Vials", id="V26", cell="Vials!A29", cite="VI",
    work_out=lambda f: VialsOutcome(0, 5, given(round_up(f.dose_mg, 1)), given(subtract(800, round_up(f.dose_mg, 1)))),
    worked_out_from=("dose_mg",),
    cells=(
        Cell("Vials!B29", "(780..800]", "dose_mg", lambda f: None if f.dose_mg is None else 780 < f.dose_mg <= 800),
    ),
)
VIALS = Table(
    name="Vials",
    cell="Vials!A1:H29",
    policy="Unique",
    hits="vials_rules",
    outputs=("vials_100_mg", "vials_160_mg", "units_administered", "units_discarded"),
    nothing=frozenset(),
    rules=(VIALS_V1, VIALS_V2, VIALS_V3, VIALS_V4, VIALS_V5, VIALS_V6, VIALS_V7, VIALS_V8, VIALS_V9, VIALS_V10, VIALS_V11, VIALS_V12, VIALS_V13, VIALS_V14, VIALS_V15, VIALS_V16, VIALS_V17, VIALS_V18, VIALS_V19, VIALS_V20, VIALS_V21, VIALS_V22, VIALS_V23, VIALS_V24, VIALS_V25, VIALS_V26),
)

BREAST_CANCER_INITIAL = Checklist(
    name="Breast cancer, initial",
    truths="breast_cancer_initial_items",
    items=(
        Item(id="", parent=0, cell="Initial I.A!A1:J29", cite="", own_cite=False, combine="all of",
        ),
        Item(id="1", parent=0, cell="Initial I.A!A3", cite="I.A.1", combine="all of", kind="use",
             criterion="The diagnosis is HER2-positive breast cancer.",
             evidence="Pathology report with the HER2 test result",
             if_not_met="The records do not show HER2-positive breast cancer.",
        ),
        Item(id="1.a", parent=1, cell="Initial I.A!A4", cite="I.A.1", own_cite=False, reads="diagnosis", test="breast cancer",
             criterion="The diagnosis is breast cancer.",
             evidence="Pathology report",
        ),
        Item(id="1.b", parent=1, cell="Initial I.A!A5", cite="I.A.1", own_cite=False, reads="her2_status", test="positive",
             criterion="The tumor is HER2-positive; low or mutation only is not.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="2", parent=0, cell="Initial I.A!A6", cite="I.A.2", combine="any of", kind="history",
             criterion="An oncologist prescribes the drug or was consulted.",
             evidence="Order or consultation note",
             if_not_met="The records do not show that a cancer specialist prescribes this medicine or was consulted about it.",
        ),
        Item(id="2.a", parent=4, cell="Initial I.A!A7", cite="I.A.2", own_cite=False, reads="prescriber_specialty", test="in Oncology specialties",
             criterion="The prescriber is an oncologist.",
             evidence="Prescriber's details on the request",
        ),
        Item(id="2.b", parent=4, cell="Initial I.A!A8", cite="I.A.2", own_cite=False, reads="oncologist_consulted", test="yes",
             criterion="An oncologist was consulted.",
             evidence="Consultation note",
        ),
        Item(id="3", parent=0, cell="Initial I.A!A9", cite="I.A.3", reads="member_age", test=">= 18", kind="use",
             criterion="The member is 18 or older on the request date.",
             evidence="Date of birth",
             if_not_met="This policy covers the medicine for adults of 18 years and older.",
        ),
        Item(id="4", parent=0, cell="Initial I.A!A10", cite="I.A.4", reads="single_agent", test="yes", kind="use",
             criterion="The drug is given on its own.",
             evidence="Order or treatment plan with dose, schedule and setting",
             if_not_met="The medicine is to be given together with another cancer medicine; this policy covers it when given alone.",
        ),
        Item(id="5", parent=0, cell="Initial I.A!A11", cite="I.A.5", combine="all of", kind="history",
             criterion="Earlier treatment with a trastuzumab-based regimen and with a taxane is documented.",
             evidence="Treatment history in the chart",
             if_not_met="The records do not show earlier treatment with both a trastuzumab-based regimen and a taxane.",
        ),
        Item(id="5.1", parent=9, cell="Initial I.A!A12", cite="I.A.5", own_cite=False, reads="prior_trastuzumab", test="yes",
             criterion="A trastuzumab-based regimen was given before.",
             evidence="Treatment history in the chart",
        ),
        Item(id="5.2", parent=9, cell="Initial I.A!A13", cite="I.A.5", own_cite=False, reads="prior_taxane", test="yes",
             criterion="A taxane was given before, together or separately.",
             evidence="Treatment history in the chart",
        ),
        Item(id="6", parent=0, cell="Initial I.A!A14", cite="I.A.6", combine="any of", kind="use",
             criterion="The dose fits the setting, or is supported by evidence.",
             evidence="Order or treatment plan with dose, schedule and setting",
             if_not_met="The requested dose or schedule is outside the limits for this setting, and no accepted evidence supports it.",
        ),
        Item(id="6.a", parent=12, cell="Initial I.A!A15", cite="I.A.6.a", combine="all of",
             criterion="Adjuvant: up to 3.6 mg/kg, 21 days apart or more, up to 14 doses.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="6.a.1", parent=13, cell="Initial I.A!A16", cite="I.A.6.a", own_cite=False, reads="treatment_setting", test="adjuvant",
             criterion="The setting is adjuvant.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="6.a.2", parent=13, cell="Initial I.A!A17", cite="I.A.6.a", own_cite=False, reads="dose_per_kg", test="<= 3.6 mg/kg",
             criterion="At most 3.6 mg per kg a dose.",
             evidence="Order; weight in the chart",
        ),
        Item(id="6.a.3", parent=13, cell="Initial I.A!A18", cite="I.A.6.a", own_cite=False, reads="interval_days", test=">= 21",
             criterion="Doses are at least 21 days apart.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="6.a.4", parent=13, cell="Initial I.A!A19", cite="I.A.6.a", own_cite=False, reads="total_doses", test="<= 14",
             criterion="At most 14 doses in all, those already given included.",
             evidence="Administration record and order",
        ),
        Item(id="6.b", parent=12, cell="Initial I.A!A20", cite="I.A.6.b", combine="all of",
             criterion="Metastatic: up to 3.6 mg/kg, 21 days apart or more.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="6.b.1", parent=18, cell="Initial I.A!A21", cite="I.A.6.b", own_cite=False, reads="treatment_setting", test="metastatic",
             criterion="The setting is metastatic.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="6.b.2", parent=18, cell="Initial I.A!A22", cite="I.A.6.b", own_cite=False, reads="dose_per_kg", test="<= 3.6 mg/kg",
             criterion="At most 3.6 mg per kg a dose.",
             evidence="Order; weight in the chart",
        ),
        Item(id="6.b.3", parent=18, cell="Initial I.A!A23", cite="I.A.6.b", own_cite=False, reads="interval_days", test=">= 21",
             criterion="Doses are at least 21 days apart.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="6.c", parent=12, cell="Initial I.A!A24", cite="I.A.6.c", combine="all of",
             criterion="The dose is supported by guidelines or peer-reviewed literature, and the evidence was sent.",
             evidence="Guideline pages or journal articles sent by the prescriber",
        ),
        Item(id="6.c.1", parent=22, cell="Initial I.A!A25", cite="I.A.6.c", own_cite=False, reads="dose_evidence_submitted", test="yes",
             criterion="Supporting evidence came with the request.",
             evidence="Guideline pages or journal articles sent by the prescriber",
        ),
        Item(id="6.c.2", parent=22, cell="Initial I.A!A26", cite="I.A.6.c", own_cite=False, reads="dose_evidence_accepted", test="yes",
             criterion="A reviewer finds that the evidence supports the dose for this use.",
             evidence="Reviewer's finding",
        ),
        Item(id="7", parent=0, cell="Initial I.A!A27", cite="I.A.6*", combine="any of", kind="use",
             criterion="The regimen is in the FDA-approved labeling or is recommended by NCCN. Binds the whole of item 6, evidence included.",
             evidence="Labeling, or NCCN compendium or guideline",
             if_not_met="The planned treatment schedule is neither in the FDA-approved labeling nor recommended by the national cancer guideline (NCCN).",
        ),
        Item(id="7.a", parent=25, cell="Initial I.A!A28", cite="I.A.6*", own_cite=False, reads="regimen_fda_approved", test="yes",
             criterion="The regimen is FDA-approved.",
             evidence="Labeling",
        ),
        Item(id="7.b", parent=25, cell="Initial I.A!A29", cite="I.A.6*", own_cite=False, reads="regimen_nccn_recommended", test="yes",
             criterion="The regimen is recommended by NCCN.",
             evidence="NCCN compendium or guideline",
        ),
    ),
)
BREAST_CANCER_INITIAL_TABLE = checklist_table(BREAST_CANCER_INITIAL, "breast_cancer_initial")

ADDITIONAL_NCCN_USES_INITIAL = Checklist(
    name="Additional NCCN uses, initial",
    truths="additional_nccn_uses_initial_items",
    items=(
        Item(id="", parent=0, cell="Initial I.B!A1:J26", cite="", own_cite=False, combine="all of",
        ),
        Item(id="1", parent=0, cell="Initial I.B!A3", cite="I.B.1", combine="any of", kind="use",
             criterion="HER2-positive lung or salivary gland tumor of the stage named.",
             evidence="Pathology report with the HER2 test result",
             if_not_met="The records do not show one of the HER2-positive lung or salivary gland tumors, at the stage, that this policy covers.",
        ),
        Item(id="1.a", parent=1, cell="Initial I.B!A4", cite="I.B.1.a", combine="all of",
             criterion="HER2-positive NSCLC: recurrent, advanced or metastatic disease.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="1.a.1", parent=2, cell="Initial I.B!A5", cite="I.B.1.a", own_cite=False, reads="diagnosis", test="NSCLC",
             criterion="The diagnosis is non-small cell lung cancer.",
             evidence="Pathology report",
        ),
        Item(id="1.a.2", parent=2, cell="Initial I.B!A6", cite="I.B.1.a", own_cite=False, reads="her2_status", test="positive",
             criterion="The tumor is HER2-positive; an ERBB2 mutation alone is not.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="1.a.3", parent=2, cell="Initial I.B!A7", cite="I.B.1.a", own_cite=False, reads="disease_status", test="has any of recurrent, advanced, metastatic",
             criterion="The disease is recurrent, advanced or metastatic.",
             evidence="Imaging or chart notes with the stage",
        ),
        Item(id="1.b", parent=1, cell="Initial I.B!A8", cite="I.B.1.b", combine="all of",
             criterion="HER2-positive salivary gland tumor: recurrent disease.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="1.b.1", parent=6, cell="Initial I.B!A9", cite="I.B.1.b", own_cite=False, reads="diagnosis", test="salivary gland tumor",
             criterion="The diagnosis is a salivary gland tumor.",
             evidence="Pathology report",
        ),
        Item(id="1.b.2", parent=6, cell="Initial I.B!A10", cite="I.B.1.b", own_cite=False, reads="her2_status", test="positive",
             criterion="The tumor is HER2-positive; an ERBB2 mutation alone is not.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="1.b.3", parent=6, cell="Initial I.B!A11", cite="I.B.1.b", own_cite=False, reads="disease_status", test="has recurrent",
             criterion="The disease is recurrent.",
             evidence="Imaging or chart notes with the stage",
        ),
        Item(id="2", parent=0, cell="Initial I.B!A12", cite="I.B.2", combine="any of", kind="history",
             criterion="An oncologist prescribes the drug or was consulted.",
             evidence="Order or consultation note",
             if_not_met="The records do not show that a cancer specialist prescribes this medicine or was consulted about it.",
        ),
        Item(id="2.a", parent=10, cell="Initial I.B!A13", cite="I.B.2", own_cite=False, reads="prescriber_specialty", test="in Oncology specialties",
             criterion="The prescriber is an oncologist.",
             evidence="Prescriber's details on the request",
        ),
        Item(id="2.b", parent=10, cell="Initial I.B!A14", cite="I.B.2", own_cite=False, reads="oncologist_consulted", test="yes",
             criterion="An oncologist was consulted.",
             evidence="Consultation note",
        ),
        Item(id="3", parent=0, cell="Initial I.B!A15", cite="I.B.3", reads="member_age", test=">= 18", kind="use",
             criterion="The member is 18 or older on the request date.",
             evidence="Date of birth",
             if_not_met="This policy covers the medicine for adults of 18 years and older.",
        ),
        Item(id="4", parent=0, cell="Initial I.B!A16", cite="I.B.4", reads="single_agent", test="yes", kind="use",
             criterion="The drug is given on its own.",
             evidence="Order or treatment plan with dose, schedule and setting",
             if_not_met="The medicine is to be given together with another cancer medicine; this policy covers it when given alone.",
        ),
        Item(id="5", parent=0, cell="Initial I.B!A17", cite="I.B.5", combine="any of", kind="use",
             criterion="The dose is within the limit, or is supported by evidence.",
             evidence="Order or treatment plan with dose, schedule and setting",
             if_not_met="The requested dose or schedule is outside the limits, and no accepted evidence supports it.",
        ),
        Item(id="5.a", parent=15, cell="Initial I.B!A18", cite="I.B.5.a", combine="all of",
             criterion="Up to 3.6 mg/kg, 21 days apart or more.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="5.a.1", parent=16, cell="Initial I.B!A19", cite="I.B.5.a", own_cite=False, reads="dose_per_kg", test="<= 3.6 mg/kg",
             criterion="At most 3.6 mg per kg a dose.",
             evidence="Order; weight in the chart",
        ),
        Item(id="5.a.2", parent=16, cell="Initial I.B!A20", cite="I.B.5.a", own_cite=False, reads="interval_days", test=">= 21",
             criterion="Doses are at least 21 days apart.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="5.b", parent=15, cell="Initial I.B!A21", cite="I.B.5.b", combine="all of",
             criterion="The dose is supported by guidelines or peer-reviewed literature, and the evidence was sent.",
             evidence="Guideline pages or journal articles sent by the prescriber",
        ),
        Item(id="5.b.1", parent=19, cell="Initial I.B!A22", cite="I.B.5.b", own_cite=False, reads="dose_evidence_submitted", test="yes",
             criterion="Supporting evidence came with the request.",
             evidence="Guideline pages or journal articles sent by the prescriber",
        ),
        Item(id="5.b.2", parent=19, cell="Initial I.B!A23", cite="I.B.5.b", own_cite=False, reads="dose_evidence_accepted", test="yes",
             criterion="A reviewer finds that the evidence supports the dose for this use.",
             evidence="Reviewer's finding",
        ),
        Item(id="6", parent=0, cell="Initial I.B!A24", cite="I.B.5*", combine="any of", kind="use",
             criterion="The regimen is in the FDA-approved labeling or is recommended by NCCN. Binds the whole of item 5, evidence included.",
             evidence="Labeling, or NCCN compendium or guideline",
             if_not_met="The planned treatment schedule is neither in the FDA-approved labeling nor recommended by the national cancer guideline (NCCN).",
        ),
        Item(id="6.a", parent=22, cell="Initial I.B!A25", cite="I.B.5*", own_cite=False, reads="regimen_fda_approved", test="yes",
             criterion="The regimen is FDA-approved.",
             evidence="Labeling",
        ),
        Item(id="6.b", parent=22, cell="Initial I.B!A26", cite="I.B.5*", own_cite=False, reads="regimen_nccn_recommended", test="yes",
             criterion="The regimen is recommended by NCCN.",
             evidence="NCCN compendium or guideline",
        ),
    ),
)
ADDITIONAL_NCCN_USES_INITIAL_TABLE = checklist_table(ADDITIONAL_NCCN_USES_INITIAL, "additional_nccn_uses_initial")

CONTINUED_THERAPY = Checklist(
    name="Continued therapy",
    truths="continued_therapy_items",
    items=(
        Item(id="", parent=0, cell="Continued II.A!A1:J27", cite="", own_cite=False, combine="all of",
        ),
        Item(id="0", parent=0, cell="Continued II.A!A3", cite="II.A", combine="any of", kind="use",
             criterion="Scope: the use is an indication of section I.",
             evidence="Pathology report with the HER2 test result",
             if_not_met="The records do not show one of the cancers that this policy covers.",
        ),
        Item(id="0.a", parent=1, cell="Continued II.A!A4", cite="II.A", own_cite=False, reads="breast_cancer_initial_1", test="met",
             criterion="HER2-positive breast cancer, as in I.A.1.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="0.b", parent=1, cell="Continued II.A!A5", cite="II.A", own_cite=False, reads="additional_nccn_uses_initial_1", test="met",
             criterion="An additional indication, as in I.B.1.",
             evidence="Pathology report with the HER2 test result",
        ),
        Item(id="1", parent=0, cell="Continued II.A!A6", cite="II.A.1", combine="any of", kind="history",
             criterion="The member is on the drug now.",
             evidence="Claims history, or records from the former plan or provider",
             if_not_met="The records do not show that the member is taking this medicine now, through this plan or for at least 30 days for a covered condition.",
        ),
        Item(id="1.a", parent=4, cell="Continued II.A!A7", cite="II.A.1", own_cite=False, reads="receiving_via_plan", test="yes",
             criterion="On the drug under a benefit of this plan.",
             evidence="Claims history",
        ),
        Item(id="1.b", parent=4, cell="Continued II.A!A8", cite="II.A.1", own_cite=False, combine="all of",
             criterion="On the drug for a covered indication for at least 30 days, as the records show.",
             evidence="Records from the former plan or provider",
        ),
        Item(id="1.b.1", parent=6, cell="Continued II.A!A9", cite="II.A.1", own_cite=False, reads="receiving_documented", test="yes",
             criterion="Records show present use for a covered indication.",
             evidence="Chart notes",
        ),
        Item(id="1.b.2", parent=6, cell="Continued II.A!A10", cite="II.A.1", own_cite=False, reads="days_on_therapy", test=">= 30",
             criterion="At least 30 days on the drug. Belongs to this alternative only.",
             evidence="Administration record",
        ),
        Item(id="2", parent=0, cell="Continued II.A!A11", cite="II.A.2", reads="positive_response", test="yes", kind="history",
             criterion="The member is responding to the drug.",
             evidence="Chart notes or imaging since the last approval",
             if_not_met="The records do not show that the medicine is working for the member.",
        ),
        Item(id="3", parent=0, cell="Continued II.A!A12", cite="II.A.3", combine="any of", only_if="dose_increase", kind="use",
             condition=lambda f: f.dose_increase,
             criterion="If the dose goes up: the new dose is within the limit, or is supported by evidence.",
             evidence="Order or treatment plan with dose, schedule and setting",
             if_not_met="The higher dose or schedule is outside the limits, and no accepted evidence supports it.",
        ),
        Item(id="3.a", parent=10, cell="Continued II.A!A13", cite="II.A.3.a", combine="all of",
             criterion="Adjuvant breast cancer: up to 3.6 mg/kg, 21 days apart or more, up to 14 doses.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="3.a.1", parent=11, cell="Continued II.A!A14", cite="II.A.3.a", own_cite=False, reads="adjuvant_breast_cancer_use", test="yes",
             criterion="Adjuvant treatment of breast cancer.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="3.a.2", parent=11, cell="Continued II.A!A15", cite="II.A.3.a", own_cite=False, reads="dose_per_kg", test="<= 3.6 mg/kg",
             criterion="At most 3.6 mg per kg a dose.",
             evidence="Order; weight in the chart",
        ),
        Item(id="3.a.3", parent=11, cell="Continued II.A!A16", cite="II.A.3.a", own_cite=False, reads="interval_days", test=">= 21",
             criterion="Doses are at least 21 days apart.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="3.a.4", parent=11, cell="Continued II.A!A17", cite="II.A.3.a", own_cite=False, reads="total_doses", test="<= 14",
             criterion="At most 14 doses in all, those already given included.",
             evidence="Administration record and order",
        ),
        Item(id="3.b", parent=10, cell="Continued II.A!A18", cite="II.A.3.b", combine="all of",
             criterion="Every other indication: up to 3.6 mg/kg, 21 days apart or more.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="3.b.1", parent=16, cell="Continued II.A!A19", cite="II.A.3.b", own_cite=False, reads="adjuvant_breast_cancer_use", test="no",
             criterion="Not adjuvant treatment of breast cancer.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="3.b.2", parent=16, cell="Continued II.A!A20", cite="II.A.3.b", own_cite=False, reads="dose_per_kg", test="<= 3.6 mg/kg",
             criterion="At most 3.6 mg per kg a dose.",
             evidence="Order; weight in the chart",
        ),
        Item(id="3.b.3", parent=16, cell="Continued II.A!A21", cite="II.A.3.b", own_cite=False, reads="interval_days", test=">= 21",
             criterion="Doses are at least 21 days apart.",
             evidence="Order or treatment plan with dose, schedule and setting",
        ),
        Item(id="3.c", parent=10, cell="Continued II.A!A22", cite="II.A.3.c", combine="all of",
             criterion="The new dose is supported by guidelines or peer-reviewed literature, and the evidence was sent.",
             evidence="Guideline pages or journal articles sent by the prescriber",
        ),
        Item(id="3.c.1", parent=20, cell="Continued II.A!A23", cite="II.A.3.c", own_cite=False, reads="dose_evidence_submitted", test="yes",
             criterion="Supporting evidence came with the request.",
             evidence="Guideline pages or journal articles sent by the prescriber",
        ),
        Item(id="3.c.2", parent=20, cell="Continued II.A!A24", cite="II.A.3.c", own_cite=False, reads="dose_evidence_accepted", test="yes",
             criterion="A reviewer finds that the evidence supports the dose for this use.",
             evidence="Reviewer's finding",
        ),
        Item(id="4", parent=0, cell="Continued II.A!A25", cite="II.A.3*", combine="any of", only_if="dose_increase", kind="use",
             condition=lambda f: f.dose_increase,
             criterion="The regimen is in the FDA-approved labeling or is recommended by NCCN. Binds the whole of item 3, evidence included; asked only when the dose goes up.",
             evidence="Labeling, or NCCN compendium or guideline",
             if_not_met="The planned treatment schedule is neither in the FDA-approved labeling nor recommended by the national cancer guideline (NCCN).",
        ),
        Item(id="4.a", parent=23, cell="Continued II.A!A26", cite="II.A.3*", own_cite=False, reads="regimen_fda_approved", test="yes",
             criterion="The regimen is FDA-approved.",
             evidence="Labeling",
        ),
        Item(id="4.b", parent=23, cell="Continued II.A!A27", cite="II.A.3*", own_cite=False, reads="regimen_nccn_recommended", test="yes",
             criterion="The regimen is recommended by NCCN.",
             evidence="NCCN compendium or guideline",
        ),
    ),
)
CONTINUED_THERAPY_TABLE = checklist_table(CONTINUED_THERAPY, "continued_therapy")


# -- the glossary, and how facts are worked out ------------------------------------------------------------

_Facts._inputs = (
    "request_date", "request_type", "drug", "hcpcs", "line_of_business", "benefit",
    "documentation_submitted", "diagnosis", "her2_status", "disease_status", "treatment_setting",
    "age_years", "date_of_birth", "prescriber_specialty", "oncologist_consulted", "single_agent",
    "prior_trastuzumab", "prior_taxane", "dose_mg_per_kg", "dose_mg", "weight_kg", "interval_days",
    "doses_received_to_date", "doses_requested", "dose_evidence_submitted",
    "dose_evidence_accepted", "regimen_fda_approved", "regimen_nccn_recommended",
    "label_change_date", "label_change_reflected_in_policy", "label_change_covers_request",
    "use_listed_in_section_iii", "receiving_via_plan", "receiving_documented", "days_on_therapy",
    "positive_response", "dose_increase",
)
_Facts._work_out = {
    "member_age": _member_age,
    "dose_per_kg": _dose_per_kg,
    "total_doses": _total_doses,
    "adjuvant_breast_cancer_use": _adjuvant_breast_cancer_use,
    "label_change_date_within_6_months_before_request_date": _label_change_date_within_6_months_before_request_date,
    "date_of_birth_more_than_request_date": _date_of_birth_more_than_request_date,
    "breast_cancer_initial_items": _breast_cancer_initial,
    "breast_cancer_initial": lambda f: f.breast_cancer_initial_items[0],
    "breast_cancer_initial_rules": lambda f: checked(BREAST_CANCER_INITIAL_TABLE, f.breast_cancer_initial),
    "additional_nccn_uses_initial_items": _additional_nccn_uses_initial,
    "additional_nccn_uses_initial": lambda f: f.additional_nccn_uses_initial_items[0],
    "additional_nccn_uses_initial_rules": lambda f: checked(ADDITIONAL_NCCN_USES_INITIAL_TABLE, f.additional_nccn_uses_initial),
    "continued_therapy_items": _continued_therapy,
    "continued_therapy": lambda f: f.continued_therapy_items[0],
    "continued_therapy_rules": lambda f: checked(CONTINUED_THERAPY_TABLE, f.continued_therapy),
    "breast_cancer_initial_1": lambda f: f.breast_cancer_initial_items[1],
    "additional_nccn_uses_initial_1": lambda f: f.additional_nccn_uses_initial_items[1],
    "continued_therapy_0": lambda f: f.continued_therapy_items[1],
    "breast_cancer_initial_kinds_not_met": lambda f: kinds_not_met(BREAST_CANCER_INITIAL, f.breast_cancer_initial_items),
    "additional_nccn_uses_initial_kinds_not_met": lambda f: kinds_not_met(ADDITIONAL_NCCN_USES_INITIAL, f.additional_nccn_uses_initial_items),
    "continued_therapy_kinds_not_met": lambda f: kinds_not_met(CONTINUED_THERAPY, f.continued_therapy_items),
    "breast_cancer_initial_kinds_not_met_any_history": lambda f: any_of(*(kind_failed(BREAST_CANCER_INITIAL, f.breast_cancer_initial_items, kind) for kind in ("history",))),
    "additional_nccn_uses_initial_kinds_not_met_any_history": lambda f: any_of(*(kind_failed(ADDITIONAL_NCCN_USES_INITIAL, f.additional_nccn_uses_initial_items, kind) for kind in ("history",))),
    "continued_therapy_kinds_not_met_any_history": lambda f: any_of(*(kind_failed(CONTINUED_THERAPY, f.continued_therapy_items, kind) for kind in ("history",))),
    "determination_rules": _determination,
    "outcome": lambda f: output_of(DETERMINATION, f.determination_rules, 0, f),
    "approval_months": lambda f: output_of(DETERMINATION, f.determination_rules, 1, f),
    "refer_to": lambda f: output_of(DETERMINATION, f.determination_rules, 2, f),
    "history_rules": _history,
    "history_item_fails": lambda f: output_of(HISTORY, f.history_rules, 0, f),
    "label_change_rules": _label_change,
    "label_change_applies": lambda f: output_of(LABEL_CHANGE, f.label_change_rules, 0, f),
    "vials_rules": _vials,
    "vials_100_mg": lambda f: output_of(VIALS, f.vials_rules, 0, f),
    "vials_160_mg": lambda f: output_of(VIALS, f.vials_rules, 1, f),
    "units_administered": lambda f: output_of(VIALS, f.vials_rules, 2, f),
    "units_discarded": lambda f: output_of(VIALS, f.vials_rules, 3, f),
}

VERSION = Version(
    policy="LA.PHAR.229",
    title="Ado-trastuzumab emtansine (Kadcyla)",
    version="2024",
    approved_on=date(2024, 9, 4),
    in_force_from=date(2024, 9, 4),
    in_force_until=None,
    version_date="request_date",
    workbook="la_phar_229/2024.xlsx",
    digest="77b0fe6330906cec068a7d4fedc356897c9a76e5e5ffa0ad2874a5478b77ca00",
)

MODEL = Model(
    version=VERSION,
    facts=_Facts,
    snapshot=_snapshot,
    inputs={
        "request_date": Input(
            name="Request date", code_name="request_date", kind="date", cell="Glossary!A3", asked_of="system",
            question="On which day was the request received?",
            span=Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),
            segments=(Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),),
        ),
        "request_type": Input(
            name="Request type", code_name="request_type", kind="text", cell="Glossary!A4", members=RequestType, asked_of="provider",
            question="Is this a first request or a continuation of therapy?",
            allowed="one of initial, continuation",
            samples=(RequestType.INITIAL, RequestType.CONTINUATION),
        ),
        "drug": Input(
            name="Drug", code_name="drug", kind="code", cell="Glossary!A5", asked_of="provider",
            question="Which drug is requested?",
            samples=("kadcyla", "j9354"),
        ),
        "hcpcs": Input(
            name="Billing code", code_name="hcpcs", kind="code", cell="Glossary!A6", blank_is_nothing=True, asked_of="provider",
            question="Which billing code is on the request, if any?",
            samples=("kadcyla", "j9354"),
        ),
        "line_of_business": Input(
            name="Line of business", code_name="line_of_business", kind="text", cell="Glossary!A7", members=LineOfBusiness, asked_of="system",
            question="Under which line of business is the member enrolled?",
            allowed="one of Medicaid, Medicare, Marketplace, commercial, other",
            samples=(LineOfBusiness.MEDICAID, LineOfBusiness.MEDICARE),
        ),
        "benefit": Input(
            name="Benefit", code_name="benefit", kind="text", cell="Glossary!A8", members=Benefit, asked_of="system",
            question="Under which benefit is the drug requested?",
            allowed="one of medical, pharmacy, other",
            samples=(Benefit.MEDICAL, Benefit.PHARMACY),
        ),
        "documentation_submitted": Input(
            name="Records submitted", code_name="documentation_submitted", kind="yes/no", cell="Glossary!A9", asked_of="reviewer",
            question="Did the provider send records that speak to every criterion?",
            samples=(True, False),
        ),
        "diagnosis": Input(
            name="Diagnosis", code_name="diagnosis", kind="text", cell="Glossary!A10", members=Diagnosis, asked_of="provider",
            question="For which diagnosis is the drug requested?",
            allowed="one of breast cancer, NSCLC, salivary gland tumor, gastric cancer, colorectal cancer, ovarian cancer, endometrial cancer, bladder cancer, other",
            samples=(Diagnosis.BREAST_CANCER, Diagnosis.NSCLC, Diagnosis.SALIVARY_GLAND_TUMOR, Diagnosis.GASTRIC_CANCER),
        ),
        "her2_status": Input(
            name="HER2 status", code_name="her2_status", kind="text", cell="Glossary!A11", members=Her2Status, asked_of="provider",
            question="What did HER2 testing of the tumor show?",
            allowed="one of positive, negative, low, equivocal, mutation only",
            samples=(Her2Status.POSITIVE, Her2Status.NEGATIVE, Her2Status.EQUIVOCAL),
        ),
        "disease_status": Input(
            name="Disease status", code_name="disease_status", kind="text", cell="Glossary!A12", members=DiseaseStatus, is_list=True, asked_of="provider",
            question="Which of these describe the disease today?",
            allowed="one of early, recurrent, advanced, metastatic",
            samples=((), (DiseaseStatus.RECURRENT,), (DiseaseStatus.ADVANCED,)),
        ),
        "treatment_setting": Input(
            name="Treatment setting", code_name="treatment_setting", kind="text", cell="Glossary!A13", members=TreatmentSetting, asked_of="provider",
            question="In which setting is the drug given?",
            allowed="one of adjuvant, metastatic, neoadjuvant, other",
            samples=(TreatmentSetting.ADJUVANT, TreatmentSetting.METASTATIC, TreatmentSetting.NEOADJUVANT),
        ),
        "age_years": Input(
            name="Stated age", code_name="age_years", kind="whole number", cell="Glossary!A14", unit="years", asked_of="provider",
            question="How old is the member, in completed years?",
            allowed="[0..130]",
            ranges=(Range(End(0), End(130)),),
            span=Range(End(0), End(130)),
            segments=(Range(End(0), End(130)),),
        ),
        "date_of_birth": Input(
            name="Date of birth", code_name="date_of_birth", kind="date", cell="Glossary!A15", asked_of="system",
            question="When was the member born?",
            span=Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),
            segments=(Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),),
        ),
        "prescriber_specialty": Input(
            name="Prescriber specialty", code_name="prescriber_specialty", kind="code", cell="Glossary!A17", asked_of="provider",
            question="What is the prescriber's specialty?",
            samples=("kadcyla", "oncology"),
        ),
        "oncologist_consulted": Input(
            name="Oncologist consulted", code_name="oncologist_consulted", kind="yes/no", cell="Glossary!A18", asked_of="provider",
            question="Was an oncologist consulted about this treatment?",
            samples=(True, False),
        ),
        "single_agent": Input(
            name="Single agent", code_name="single_agent", kind="yes/no", cell="Glossary!A19", asked_of="provider",
            question="Will the drug be given on its own, without another cancer drug?",
            samples=(True, False),
        ),
        "prior_trastuzumab": Input(
            name="Prior trastuzumab", code_name="prior_trastuzumab", kind="yes/no", cell="Glossary!A20", asked_of="provider",
            question="Do the records show earlier treatment with a trastuzumab-based regimen?",
            samples=(True, False),
        ),
        "prior_taxane": Input(
            name="Prior taxane", code_name="prior_taxane", kind="yes/no", cell="Glossary!A21", asked_of="provider",
            question="Do the records show earlier treatment with a taxane?",
            samples=(True, False),
        ),
        "dose_mg_per_kg": Input(
            name="Stated dose per kg", code_name="dose_mg_per_kg", kind="number", cell="Glossary!A22", unit="mg/kg", asked_of="provider",
            question="What dose per kilogram is requested?",
            allowed="(0..100]",
            ranges=(Range(End(0, open=True), End(100)),),
            span=Range(End(0, open=True), End(100)),
            segments=(Range(End(0, open=True), End(100)),),
        ),
        "dose_mg": Input(
            name="Milligrams per dose", code_name="dose_mg", kind="number", cell="Glossary!A23", unit="mg", asked_of="provider",
            question="How many milligrams is one dose?",
            allowed="(0..5000]",
            ranges=(Range(End(0, open=True), End(5000)),),
            span=Range(End(0, open=True), End(5000)),
            segments=(Range(End(0, open=True), End(100)), Range(End(100, open=True), End(160)), Range(End(160, open=True), End(200)), Range(End(200, open=True), End(260)), Range(End(260, open=True), End(300)), Range(End(300, open=True), End(320)), Range(End(320, open=True), End(360)), Range(End(360, open=True), End(400)), Range(End(400, open=True), End(420)), Range(End(420, open=True), End(460)), Range(End(460, open=True), End(480)), Range(End(480, open=True), End(500)), Range(End(500, open=True), End(520)), Range(End(520, open=True), End(560)), Range(End(560, open=True), End(580)), Range(End(580, open=True), End(600)), Range(End(600, open=True), End(620)), Range(End(620, open=True), End(640)), Range(End(640, open=True), End(660)), Range(End(660, open=True), End(680)), Range(End(680, open=True), End(700)), Range(End(700, open=True), End(720)), Range(End(720, open=True), End(740)), Range(End(740, open=True), End(760)), Range(End(760, open=True), End(780)), Range(End(780, open=True), End(800)), Range(End(800, open=True), End(5000))),
        ),
        "weight_kg": Input(
            name="Weight", code_name="weight_kg", kind="number", cell="Glossary!A24", unit="kg", asked_of="provider",
            question="How much does the member weigh?",
            allowed="(0..500]",
            ranges=(Range(End(0, open=True), End(500)),),
            span=Range(End(0, open=True), End(500)),
            segments=(Range(End(0, open=True), End(500)),),
        ),
        "interval_days": Input(
            name="Dosing interval", code_name="interval_days", kind="whole number", cell="Glossary!A26", unit="days", asked_of="provider",
            question="How many days lie between two doses?",
            allowed="[1..365]",
            ranges=(Range(End(1), End(365)),),
            span=Range(End(1), End(365)),
            segments=(Range(End(1), End(20)), Range(End(21), End(365))),
        ),
        "doses_received_to_date": Input(
            name="Doses received", code_name="doses_received_to_date", kind="whole number", cell="Glossary!A27", unit="doses", asked_of="provider",
            question="How many doses has the member had so far?",
            allowed="[0..200]",
            ranges=(Range(End(0), End(200)),),
            span=Range(End(0), End(200)),
            segments=(Range(End(0), End(200)),),
        ),
        "doses_requested": Input(
            name="Doses requested", code_name="doses_requested", kind="whole number", cell="Glossary!A28", unit="doses", asked_of="provider",
            question="How many doses are requested?",
            allowed="[1..200]",
            ranges=(Range(End(1), End(200)),),
            span=Range(End(1), End(200)),
            segments=(Range(End(1), End(200)),),
        ),
        "dose_evidence_submitted": Input(
            name="Dose evidence submitted", code_name="dose_evidence_submitted", kind="yes/no", cell="Glossary!A31", asked_of="reviewer",
            question="Did the prescriber send guideline pages or articles that support the dose?",
            samples=(True, False),
        ),
        "dose_evidence_accepted": Input(
            name="Dose evidence accepted", code_name="dose_evidence_accepted", kind="yes/no", cell="Glossary!A32", asked_of="reviewer",
            question="Does the evidence that was sent support the requested dose for this use?",
            samples=(True, False),
        ),
        "regimen_fda_approved": Input(
            name="FDA approved regimen", code_name="regimen_fda_approved", kind="yes/no", cell="Glossary!A33", asked_of="reviewer",
            question="Is the prescribed regimen in the FDA-approved labeling?",
            samples=(True, False),
        ),
        "regimen_nccn_recommended": Input(
            name="NCCN recommended regimen", code_name="regimen_nccn_recommended", kind="yes/no", cell="Glossary!A34", asked_of="reviewer",
            question="Does NCCN recommend the prescribed regimen?",
            samples=(True, False),
        ),
        "label_change_date": Input(
            name="Label change date", code_name="label_change_date", kind="date", cell="Glossary!A35", blank_is_nothing=True, asked_of="reviewer",
            question="When did the FDA labeling last change, if it did?",
            span=Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),
            segments=(Range(End(DAY_0001_01_01), End(DAY_9999_12_31)),),
        ),
        "label_change_reflected_in_policy": Input(
            name="Label change reflected", code_name="label_change_reflected_in_policy", kind="yes/no", cell="Glossary!A36", asked_of="reviewer",
            question="Does this policy already take that label change into account?",
            samples=(True, False),
        ),
        "label_change_covers_request": Input(
            name="Label change covers request", code_name="label_change_covers_request", kind="yes/no", cell="Glossary!A37", asked_of="reviewer",
            question="Is the requested use what the label change added?",
            samples=(True, False),
        ),
        "use_listed_in_section_iii": Input(
            name="Use named by section III", code_name="use_listed_in_section_iii", kind="yes/no", cell="Glossary!A39", asked_of="reviewer",
            question="Does section III name the requested use as not authorized?",
            samples=(True, False),
        ),
        "receiving_via_plan": Input(
            name="Receiving through plan", code_name="receiving_via_plan", kind="yes/no", cell="Glossary!A40", asked_of="system",
            question="Is the member on the drug now under a benefit of this plan?",
            samples=(True, False),
        ),
        "receiving_documented": Input(
            name="Receiving documented", code_name="receiving_documented", kind="yes/no", cell="Glossary!A41", asked_of="provider",
            question="Do the records show that the member is on the drug now for a covered indication?",
            samples=(True, False),
        ),
        "days_on_therapy": Input(
            name="Days on therapy", code_name="days_on_therapy", kind="whole number", cell="Glossary!A42", unit="days", asked_of="provider",
            question="For how many days has the member been on the drug?",
            allowed="[0..20000]",
            ranges=(Range(End(0), End(20000)),),
            span=Range(End(0), End(20000)),
            segments=(Range(End(0), End(29)), Range(End(30), End(20000))),
        ),
        "positive_response": Input(
            name="Positive response", code_name="positive_response", kind="yes/no", cell="Glossary!A43", asked_of="provider",
            question="Is the member responding to the drug?",
            samples=(True, False),
        ),
        "dose_increase": Input(
            name="Dose increase", code_name="dose_increase", kind="yes/no", cell="Glossary!A44", asked_of="provider",
            question="Is a higher dose requested than the member has now?",
            samples=(True, False),
        ),
    },
    calculations={
        "member_age": Calculation(
            name="Member age",
            code_name="member_age",
            cell="Glossary!A16",
            text="first known of(Stated age, age(Date of birth, Request date))",
            reads=("age_years", "date_of_birth", "request_date"),
            work_out=_member_age,
            pivot=True,
            alternatives=lambda f: (f.age_years, age(f.date_of_birth, f.request_date)),
            ways=(("age_years",), ("date_of_birth", "request_date")),
            free="age_years",
            question="How old is the member on the request date?",
            segments=(Range(End(-INFINITY, open=True), End(17)), Range(End(18), End(INFINITY, open=True))),
        ),
        "dose_per_kg": Calculation(
            name="Dose per kg",
            code_name="dose_per_kg",
            cell="Glossary!A25",
            text="first known of(Stated dose per kg, Milligrams per dose / Weight)",
            reads=("dose_mg_per_kg", "dose_mg", "weight_kg"),
            work_out=_dose_per_kg,
            pivot=True,
            alternatives=lambda f: (f.dose_mg_per_kg, divide(f.dose_mg, f.weight_kg)),
            ways=(("dose_mg_per_kg",), ("dose_mg", "weight_kg")),
            free="dose_mg_per_kg",
            question="What dose per kilogram is requested?",
            segments=(Range(End(-INFINITY, open=True), End(N_3_6)), Range(End(N_3_6, open=True), End(INFINITY, open=True))),
        ),
        "total_doses": Calculation(
            name="Total doses",
            code_name="total_doses",
            cell="Glossary!A29",
            text="Doses received + Doses requested",
            reads=("doses_received_to_date", "doses_requested"),
            work_out=_total_doses,
            pivot=True,
            question="How many doses will the course have in all?",
            segments=(Range(End(-INFINITY, open=True), End(14)), Range(End(15), End(INFINITY, open=True))),
        ),
        "adjuvant_breast_cancer_use": Calculation(
            name="Adjuvant breast cancer use",
            code_name="adjuvant_breast_cancer_use",
            cell="Glossary!A30",
            text='Diagnosis = "breast cancer" and Treatment setting = "adjuvant"',
            reads=("diagnosis", "treatment_setting"),
            work_out=_adjuvant_breast_cancer_use,
        ),
        "label_change_date_within_6_months_before_request_date": Calculation(
            name="Label change date within 6 months before Request date",
            code_name="label_change_date_within_6_months_before_request_date",
            cell="Other uses!B4",
            text="Label change date within 6 months before Request date",
            reads=("label_change_date", "request_date"),
            work_out=_label_change_date_within_6_months_before_request_date,
            pivot=True,
            samples=(True, False),
        ),
        "date_of_birth_more_than_request_date": Calculation(
            name="Date of birth > Request date",
            code_name="date_of_birth_more_than_request_date",
            cell="Impossible!A3",
            text="Date of birth > Request date",
            reads=("date_of_birth", "request_date"),
            work_out=_date_of_birth_more_than_request_date,
            pivot=True,
            samples=(True,),
        ),
    },
    tables=(DETERMINATION, HISTORY, LABEL_CHANGE, VIALS),
    checklists=(BREAST_CANCER_INITIAL, ADDITIONAL_NCCN_USES_INITIAL, CONTINUED_THERAPY),
    outputs={
        "outcome": (DETERMINATION, 0),
        "approval_months": (DETERMINATION, 1),
        "refer_to": (DETERMINATION, 2),
        "history_item_fails": (HISTORY, 0),
        "label_change_applies": (LABEL_CHANGE, 0),
        "vials_100_mg": (VIALS, 0),
        "vials_160_mg": (VIALS, 1),
        "units_administered": (VIALS, 2),
        "units_discarded": (VIALS, 3),
    },
    items={
        "breast_cancer_initial": (BREAST_CANCER_INITIAL, 0),
        "additional_nccn_uses_initial": (ADDITIONAL_NCCN_USES_INITIAL, 0),
        "continued_therapy": (CONTINUED_THERAPY, 0),
        "breast_cancer_initial_1": (BREAST_CANCER_INITIAL, 1),
        "additional_nccn_uses_initial_1": (ADDITIONAL_NCCN_USES_INITIAL, 1),
        "continued_therapy_0": (CONTINUED_THERAPY, 1),
        "breast_cancer_initial_kinds_not_met": (BREAST_CANCER_INITIAL, -1),
        "additional_nccn_uses_initial_kinds_not_met": (ADDITIONAL_NCCN_USES_INITIAL, -1),
        "continued_therapy_kinds_not_met": (CONTINUED_THERAPY, -1),
    },
    kinds={
        "breast_cancer_initial_kinds_not_met_any_history": (BREAST_CANCER_INITIAL, ("history",)),
        "additional_nccn_uses_initial_kinds_not_met_any_history": (ADDITIONAL_NCCN_USES_INITIAL, ("history",)),
        "continued_therapy_kinds_not_met_any_history": (CONTINUED_THERAPY, ("history",)),
    },
    impossible=(
        Impossible(
            cell="Impossible!A3", text="Date of birth > {Request date}", because="A member is born before the request is made.", met=lambda f: all_of(f.date_of_birth_more_than_request_date),
        ),
    ),
)
