"""A small policy with every block of the notation, to be replaced: what `new` writes into cells.

All of it is invented: there is no such drug, no such code, no such policy.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tablewright.authoring.bare import Contents, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a policy is called: all that is asked of whoever makes a new workbook."""

    number: str
    title: str
    version: str


def sample(details: Details) -> tuple[Contents, ...]:
    """Every sheet of a new workbook but the instructions."""
    return (
        Contents(name="Policy", rows=_policy(details)),
        Contents(name="Glossary", rows=_GLOSSARY),
        Contents(name="Answer", rows=_ANSWER),
        Contents(name="Criteria", rows=_CRITERIA),
        Contents(name="Value sets", rows=_VALUE_SETS),
        Contents(name="Impossible", rows=_IMPOSSIBLE),
        Contents(name="Examples", rows=_EXAMPLES),
        Contents(name="Information", rows=_information(details)),
    )


def _policy(details: Details) -> tuple[Row, ...]:
    return (
        ("Policy",),
        ("Number", details.number),
        ("Title", details.title),
        ("Version", details.version),
        ("Approved on",),
        ("In force from",),
        ("In force until",),
        ("Version date", "Request date"),
        ("Decision", "Answer"),
        ("Remark", "A sample: its drug, codes and criteria are invented. Replace them."),
    )


def _information(details: Details) -> tuple[Row, ...]:
    return (
        ("Information", "How the sample is meant"),
        ("Topic", "Text"),
        ("The drug", "Examplin does not exist. It is given by weight, to adults with a bad knee."),
        ("The answer", "Approved for 6 months if the criteria are met, else for a person to see."),
        (),
        ("References",),
        ("Number", "Work"),
        ("1", "Name here what the policy rests on."),
        (),
        ("Revisions",),
        ("Version", "Change"),
        (details.version, "First version."),
    )


_GLOSSARY: tuple[Row, ...] = (
    ("Glossary",),
    (
        *("Name", "Type", "Unit", "Allowed values", "Blank means", "Asked of"),
        *("Question", "Calculated as", "Meaning", "Source", "Code name"),
    ),
    (
        *("Request date", "date", None, None, None, "system"),
        *("When was the request received?", None, "The day that selects the version."),
    ),
    ("Date of birth", "date", None, None, None, "provider", "When was the member born?"),
    (
        *("Member age", "whole number", "years", None, None, None),
        *(None, "age(Date of birth, Request date)", "Completed years on the day of the request."),
    ),
    ("Product code", "code", None, None, None, "provider", "Which product is requested?"),
    (
        *("Joint", "text", None, "knee, elbow, other", None, "provider"),
        "Which joint is treated?",
    ),
    (
        *("Exercises tried", "yes/no", None, None, None, "provider"),
        *("Was a course of exercises tried before?", None, "At least six weeks, with a record."),
    ),
    ("Weight", "number", "kg", "(0..300]", None, "provider", "What does the member weigh?"),
    ("Dose", "number", "mg", "(0..2000]", None, "provider", "How many milligrams is one dose?"),
    ("Dose per kg", "number", "mg/kg", None, None, None, None, "Dose / Weight"),
    (
        *("Outcome", "text", None, "approve, refer, not covered", None, None),
        *(None, None, "What becomes of the request. refer: a person decides."),
    ),
    (
        *("Approval months", "whole number", "months", "[1..12]", "nothing", None),
        *(None, None, "How long an approval lasts."),
    ),
)
_ANSWER: tuple[Row, ...] = (
    ("Decision table", "Answer", "Hit policy", "First", "Coverage", "complete"),
    ("Rule", "If", "If", "Then", "Then", "Cite", "Note"),
    (None, "Product code", "Criteria", "Outcome", "Approval months"),
    ("N1", "not in Examplin codes", "-", "not covered", None, "I", "Another drug."),
    ("A1", "-", "met", "approve", 6, "II", "All criteria are met."),
    ("Otherwise", None, None, "refer", None, "III", "Everything else is for a person to see."),
)
_CRITERIA: tuple[Row, ...] = (
    ("Checklist", "Criteria", "Met when", "all of"),
    (
        *("Item", "Combine", "Subject", "Test", "Only if", "Cite", "Criterion", "Evidence"),
        *("If not met", "Kind"),
    ),
    (
        *(
            "1",
            None,
            "Member age",
            ">= 18",
            None,
            "II.A",
            "The member is an adult.",
            "Date of birth",
        ),
        *("The drug is covered for adults.", "use"),
    ),
    (
        *("2", "any of", None, None, None, "II.B", "The knee is treated, or exercises failed."),
        *("Notes on the visit", "The records show neither a bad knee nor exercises.", "history"),
    ),
    ("2.a", None, "Joint", "knee", None, None, "The knee is treated."),
    ("2.b", None, "Exercises tried", "yes", None, None, "Exercises were tried before."),
    (
        *("3", None, "Dose per kg", "<= 5 mg/kg", None, "II.C", "At most 5 mg for each kg."),
        *("Order, weight on the chart", "The dose is above 5 mg/kg.", "use"),
    ),
)
_VALUE_SETS: tuple[Row, ...] = (
    ("Value set", "Examplin codes"),
    ("Code", "Meaning", "Source"),
    ("X0001", "Examplin, 100 mg", "invented"),
    ("X0002", "Examplin, 250 mg", "invented"),
)
_IMPOSSIBLE: tuple[Row, ...] = (
    ("Impossible",),
    ("Date of birth", "Because"),
    ("> {Request date}", "Nobody asks before being born."),
)
_ASKED = dt.date(2025, 6, 2)
_ADULT, _TODAY, _MINOR = dt.date(1980, 3, 14), dt.date(2007, 6, 2), dt.date(2007, 6, 3)
_EXAMPLES: tuple[Row, ...] = (
    ("Examples", "Answer"),
    (
        *("Case", "Given", "Given", "Given", "Given", "Given", "Given", "Given"),
        *("Expect", "Expect", "Expect", "Expect", "Expect", "Why"),
    ),
    (
        *(None, "Request date", "Date of birth", "Product code", "Joint", "Exercises tried"),
        *("Weight", "Dose", "Outcome", "Approval months", "Rule", "Missing", "Unmet"),
    ),
    (
        *("a bad knee", _ASKED, _ADULT, "X0001", "knee", None, 60, 300),
        *("approve", 6, "A1", "none", "none", "Exactly 5 mg/kg; exercises need not be known."),
    ),
    (
        *("elbow, exercises tried", _ASKED, _TODAY, "X0002", "elbow", "yes", 80, 250),
        *("approve", 6, "A1", "none", "none", "18 on the day of the request."),
    ),
    (
        *("one day too young", _ASKED, _MINOR, "X0001", "knee", None, 60, 300),
        *("refer", "none", "Otherwise", "none", "II.A", "18 tomorrow."),
    ),
    (
        *("dose too high", _ASKED, _ADULT, "X0001", "knee", None, 60, 301),
        *("refer", "none", "Otherwise", "none", "II.C", "Just above 5 mg/kg."),
    ),
    (
        *("elbow, no exercises", _ASKED, _ADULT, "X0001", "elbow", "no", 60, 300),
        *("refer", "none", "Otherwise", "none", "II.B"),
    ),
    (
        *("another drug", None, None, "X0009", None, None, None, None),
        *("not covered", "none", "N1", "none", None, "Nothing else has to be known."),
    ),
    (
        *("weight not stated", _ASKED, _ADULT, "X0001", "knee", None, None, 300),
        *(None, None, None, "Weight", None, "What is missing is asked for, and nothing else."),
    ),
)
