"""A small policy that uses every kind of block, for the tests of the HTML page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tablewright.diagnostics.model import CellSpan
from tablewright.emit.html import Told
from tablewright.ir.expr import (
    Binary,
    Call,
    Expr,
    Function,
    If,
    Literal,
    Operator,
    Read,
    Ref,
    RefKind,
)
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Code,
    Column,
    Combine,
    CombineKind,
    Domain,
    Example,
    Expect,
    Expectation,
    Guard,
    HitPolicy,
    Impossible,
    Item,
    Member,
    Name,
    Outcome,
    Policy,
    Program,
    Rule,
    Table,
    TextTable,
    ValueSet,
)
from tablewright.ir.results import ExampleResult
from tablewright.ir.tests import NO, YES, Between, Has, Interval, Not, OneOf, Quantifier, Test
from tablewright.ir.tests import InSet as In
from tablewright.ir.types import NOTHING, Duration, Kind, Type, Value

LABEL = "sample/2025.xlsx"
TEXT = Type(kind=Kind.TEXT)
YES_NO = Type(kind=Kind.YES_NO)
DATE = Type(kind=Kind.DATE)
DOSE = Type(kind=Kind.NUMBER, unit="mg/kg")
MONTHS = Type(kind=Kind.WHOLE, unit="months")
DIGEST = "3f2a" * 16


def at(cell: str, sheet: str = "Rules") -> CellSpan:
    """A cell such as `C7`; one letter suffices here."""
    column, row = ord(cell[0]) - ord("A") + 1, int(cell[1:])
    return CellSpan(workbook=LABEL, sheet=sheet, top=row, left=column, bottom=row, right=column)


def members(*texts: str) -> Domain:
    """Closed text with these values."""
    return Domain(
        members=tuple(Member(text=text, code_name=text.upper().replace(" ", "_")) for text in texts)
    )


def reads(name: str) -> Ref:
    """An input."""
    return Ref(kind=RefKind.INPUT, name=name)


def guard(ref: Ref, test: Test, text: str, cell: str) -> Guard:
    """A condition cell."""
    return Guard(ref=ref, test=test, text=text, at=at(cell))


def at_least(number: str) -> Between:
    """`>= number`."""
    return Between(Interval(low=Decimal(number)))


def at_most(number: str) -> Between:
    """`<= number`."""
    return Between(Interval(high=Decimal(number)))


def given(value: Value, text: str, cell: str) -> Outcome:
    """A constant outcome."""
    return Outcome(value=value, text=text, at=at(cell))


def blank(cell: str) -> Outcome:
    """A blank outcome."""
    return Outcome(value=NOTHING, at=at(cell))


INPUTS = (
    Name(
        name="Request date",
        code_name="request_date",
        type=DATE,
        domain=Domain(intervals=(Interval(low=dt.date(2020, 1, 1)),)),
        asked_of="system",
        question="When was the request received?",
        at=at("A4", "Glossary"),
    ),
    Name(
        name="Request type",
        code_name="request_type",
        type=TEXT,
        domain=members("initial", "continuation"),
        asked_of="provider",
        question="Is this the first request or a continuation?",
        meaning="What the provider asks for",
        at=at("A5", "Glossary"),
    ),
    Name(
        name="Diagnosis",
        code_name="diagnosis",
        type=TEXT,
        domain=members("breast cancer", "NSCLC", "other"),
        asked_of="provider",
        question="Which diagnosis is the drug requested for?",
        source="Request form, field 12",
        at=at("A6", "Glossary"),
    ),
    Name(
        name="HER2 status",
        code_name="her2_status",
        type=TEXT,
        domain=members("positive", "negative", "equivocal"),
        asked_of="provider",
        question="What did the HER2 test show?",
        at=at("A7", "Glossary"),
    ),
    Name(
        name="Disease status",
        code_name="disease_status",
        type=Type(kind=Kind.TEXT, is_list=True),
        domain=members("early", "recurrent", "advanced", "metastatic"),
        asked_of="provider",
        at=at("A8", "Glossary"),
    ),
    Name(
        name="Age",
        code_name="age_years",
        type=Type(kind=Kind.WHOLE, unit="years"),
        domain=Domain(intervals=(Interval(low=Decimal(0), high=Decimal(120)),)),
        asked_of="provider",
        question="How old is the member on the day of the request?",
        meaning="Completed years",
        at=at("A9", "Glossary"),
    ),
    Name(
        name="Specialty",
        code_name="prescriber_specialty",
        type=TEXT,
        domain=Domain(),
        asked_of="provider",
        at=at("A0", "Glossary"),
    ),
    Name(
        name="Oncologist consulted",
        code_name="oncologist_consulted",
        type=YES_NO,
        domain=Domain(),
        asked_of="provider",
        at=at("A11", "Glossary"),
    ),
    Name(
        name="Dose (mg)",
        code_name="dose_mg",
        type=Type(kind=Kind.NUMBER, unit="mg"),
        domain=Domain(intervals=(Interval(low=Decimal(0), low_closed=False),)),
        asked_of="provider",
        question="How many mg are requested for each dose?",
        at=at("A12", "Glossary"),
    ),
    Name(
        name="Weight",
        code_name="weight_kg",
        type=Type(kind=Kind.NUMBER, unit="kg"),
        domain=Domain(intervals=(Interval(low=Decimal("0.5"), high=Decimal(400)),)),
        asked_of="provider",
        question="What does the member weigh?",
        at=at("A13", "Glossary"),
    ),
    Name(
        name="Dose increase",
        code_name="dose_increase",
        type=YES_NO,
        domain=Domain(),
        asked_of="reviewer",
        at=at("A14", "Glossary"),
    ),
    Name(
        name="Label change date",
        code_name="label_change_date",
        type=DATE,
        domain=Domain(),
        blank_is_nothing=True,
        asked_of="reviewer",
        meaning="Day of the latest change of the label",
        at=at("A15", "Glossary"),
    ),
)


def read(name: Name, kind: RefKind = RefKind.INPUT) -> Read:
    """The value of a name in an expression."""
    return Read(type=name.type, ref=Ref(kind=kind, name=name.code_name))


BY_NAME = {name.code_name: name for name in INPUTS}
DOSE_PER_KG = Name(
    name="Dose per kg",
    code_name="dose_per_kg",
    type=DOSE,
    domain=Domain(),
    meaning="Exact, not rounded",
    at=at("A16", "Glossary"),
)
MAXIMUM_DOSE = Name(
    name="Maximum dose", code_name="maximum_dose", type=DOSE, domain=Domain(), at=at("A17")
)
RECENT: Expr = Call(
    type=YES_NO,
    function=Function.WITHIN_BEFORE,
    arguments=(
        read(BY_NAME["label_change_date"]),
        Literal(type=Type(kind=Kind.DURATION), value=Duration(months=6)),
        read(BY_NAME["request_date"]),
    ),
)
CALCULATIONS = (
    Calculation(
        name=DOSE_PER_KG,
        expression=Binary(
            type=DOSE,
            operator=Operator.DIVIDE,
            left=read(BY_NAME["dose_mg"]),
            right=read(BY_NAME["weight_kg"]),
        ),
        text="[Dose (mg)] / Weight",
    ),
    Calculation(
        name=MAXIMUM_DOSE,
        expression=If(
            type=DOSE,
            condition=Binary(
                type=YES_NO,
                operator=Operator.EQUAL,
                left=read(BY_NAME["diagnosis"]),
                right=Literal(type=TEXT, value="breast cancer"),
            ),
            then=Literal(type=DOSE, value=Decimal("3.60")),
            otherwise=Literal(type=DOSE, value=Decimal("2.4")),
        ),
        text='if Diagnosis = "breast cancer" then 3.6 mg/kg else 2.4 mg/kg',
    ),
    Calculation(
        name=Name(name="hidden 1", code_name="hidden_1", type=YES_NO, domain=Domain(), at=at("D9")),
        expression=Binary(
            type=YES_NO,
            operator=Operator.AT_MOST,
            left=read(DOSE_PER_KG, RefKind.CALCULATION),
            right=read(MAXIMUM_DOSE, RefKind.CALCULATION),
        ),
        text="<= {Maximum dose}",
        hidden=True,
    ),
    Calculation(
        name=Name(name="hidden 2", code_name="hidden_2", type=YES_NO, domain=Domain(), at=at("E9")),
        expression=RECENT,
        text="within 6 months before {Request date}",
        hidden=True,
    ),
)
HIDDEN_1 = Ref(kind=RefKind.CALCULATION, name="hidden_1")
HIDDEN_2 = Ref(kind=RefKind.CALCULATION, name="hidden_2")
INITIAL = Ref(kind=RefKind.CHECKLIST, name="initial_criteria")
HER2_ITEM = Ref(kind=RefKind.ITEM, name="initial_criteria", part="1.b")
INDICATION = Ref(kind=RefKind.OUTPUT, name="indication_table", part="indication")

OUTCOME = Name(
    name="Outcome",
    code_name="outcome",
    type=TEXT,
    domain=members("approve", "refer", "not met", "pend"),
    meaning="What happens to the request",
    at=at("A20", "Glossary"),
)
APPROVAL = Name(
    name="Approval",
    code_name="approval_months",
    type=MONTHS,
    domain=Domain(),
    blank_is_nothing=True,
    at=at("A21", "Glossary"),
)
INDICATED = Name(
    name="Indication",
    code_name="indication",
    type=TEXT,
    domain=members("listed", "not listed"),
    at=at("A22", "Glossary"),
)
UNITS = Name(
    name="Units",
    code_name="units",
    type=Type(kind=Kind.WHOLE, unit="units"),
    domain=Domain(),
    at=at("A23", "Glossary"),
)

INDICATION_TABLE = Table(
    name="Indication table",
    code_name="indication_table",
    hit_policy=HitPolicy.UNIQUE,
    partial_because="",
    columns=(
        Column(ref=reads("diagnosis"), heading="Diagnosis", at=at("B3", "Indication")),
        Column(ref=reads("disease_status"), heading="Disease status", at=at("C3", "Indication")),
    ),
    outputs=(INDICATED,),
    rules=(
        Rule(
            id="a",
            guards=(guard(reads("diagnosis"), OneOf(("breast cancer",)), "breast cancer", "B4"),),
            outcomes=(given("listed", "listed", "D4"),),
            at=at("A4", "Indication"),
        ),
        Rule(
            id="b",
            guards=(
                guard(reads("diagnosis"), OneOf(("NSCLC",)), "NSCLC", "B5"),
                guard(
                    reads("disease_status"),
                    Has(quantifier=Quantifier.ANY, values=("recurrent", "advanced", "metastatic")),
                    "has any of recurrent, advanced, metastatic",
                    "C5",
                ),
            ),
            outcomes=(given("listed", "listed", "D5"),),
            note="Early disease is not listed",
            at=at("A5", "Indication"),
        ),
        Rule(
            id="c",
            guards=(),
            outcomes=(given("not listed", "not listed", "D6"),),
            otherwise=True,
            at=at("A6", "Indication"),
        ),
    ),
    at=at("A1", "Indication"),
)
DETERMINATION = Table(
    name="Determination",
    code_name="determination",
    hit_policy=HitPolicy.FIRST,
    partial_because="a continuation is decided elsewhere",
    columns=(
        Column(ref=reads("request_type"), heading="Request type", at=at("B3")),
        Column(ref=INITIAL, heading="Initial criteria", at=at("C3")),
        Column(
            ref=Ref(kind=RefKind.CALCULATION, name="dose_per_kg"),
            heading="Dose per kg",
            at=at("D3"),
        ),
        Column(ref=reads("label_change_date"), heading="Label change date", at=at("E3")),
        Column(ref=HER2_ITEM, heading="[I.A.1.b]", at=at("F3")),
    ),
    outputs=(OUTCOME, APPROVAL),
    rules=(
        Rule(
            id="1",
            guards=(
                guard(reads("request_type"), OneOf(("initial",)), "initial", "B5"),
                guard(INITIAL, YES, "met", "C5"),
                guard(HIDDEN_1, YES, "<= {Maximum dose}", "D5"),
            ),
            outcomes=(
                given("approve", "approve", "G5"),
                given(Decimal("6.0"), "6", "H5"),
            ),
            cite="I.A.1, I.A.3*",
            note="The ordinary case",
            at=at("A5"),
        ),
        Rule(
            id="2",
            guards=(
                guard(HIDDEN_2, YES, "within 6 months before {Request date}", "E6"),
                guard(HER2_ITEM, NO, "not met", "F6"),
            ),
            outcomes=(given("refer", "refer", "G6"), blank("H6")),
            cite="I.C.1",
            at=at("A6"),
        ),
        Rule(
            id="3",
            guards=(guard(reads("request_type"), Not(OneOf(("continuation",))), "x", "B7"),),
            outcomes=(given("not met", "not met", "G7"), blank("H7")),
            at=at("A7"),
        ),
    ),
    at=at("A1"),
)
VIALS = Table(
    name="Vials",
    code_name="vials",
    hit_policy=HitPolicy.COLLECT_SUM,
    partial_because="",
    columns=(),
    outputs=(UNITS,),
    rules=(
        Rule(
            id="only",
            guards=(),
            outcomes=(
                Outcome(
                    expression=Call(
                        type=UNITS.type,
                        function=Function.ROUND_UP,
                        arguments=(
                            read(BY_NAME["dose_mg"]),
                            Literal(type=UNITS.type, value=Decimal(1)),
                        ),
                    ),
                    text="{round up([Dose (mg)], 1)}",
                    at=at("B4", "Vials"),
                ),
            ),
            at=at("A4", "Vials"),
        ),
    ),
    at=at("A1", "Vials"),
)


def leaf(number: str, cite: str, test: Guard, criterion: str, **more: str) -> Item:
    """A leaf that states its own citation."""
    return Item(
        id=number,
        combine=None,
        guard=test,
        only_if=None,
        children=(),
        cite=cite,
        own_cite=True,
        criterion=criterion,
        evidence=more.get("evidence", ""),
        if_not_met=more.get("if_not_met", ""),
        kind=more.get("kind", ""),
        at=at(f"A{more['row']}", "Initial"),
    )


ALL = Combine(kind=CombineKind.ALL_OF)
INITIAL_CRITERIA = Checklist(
    name="Initial criteria",
    code_name="initial_criteria",
    combine=ALL,
    items=(
        Item(
            id="1",
            combine=ALL,
            guard=None,
            only_if=None,
            cite="I.A.1",
            own_cite=True,
            criterion="Breast cancer that is HER2-positive",
            kind="use",
            children=(
                leaf(
                    "1.a",
                    "I.A.1.a",
                    guard(INDICATION, OneOf(("listed",)), "listed", "D5"),
                    "A diagnosis this policy covers",
                    evidence="Pathology report",
                    row="5",
                ),
                leaf(
                    "1.b",
                    "I.A.1.b",
                    guard(reads("her2_status"), OneOf(("positive",)), "positive", "D6"),
                    "The HER2 test is positive",
                    evidence="Test result",
                    if_not_met="The HER2 test was not positive.",
                    row="6",
                ),
            ),
            at=at("A4", "Initial"),
        ),
        Item(
            id="2",
            combine=Combine(kind=CombineKind.AT_LEAST, at_least=2),
            guard=None,
            only_if=guard(reads("dose_increase"), YES, "Dose increase", "E7"),
            cite="I.A.2",
            own_cite=True,
            criterion="Two of the following",
            kind="history",
            children=(
                Item(
                    id="2.a",
                    combine=Combine(kind=CombineKind.ANY_OF),
                    guard=None,
                    only_if=None,
                    cite="I.A.2",
                    children=(
                        leaf(
                            "2.a.1",
                            "I.A.2.a.1",
                            guard(reads("prescriber_specialty"), In("oncologists"), "in", "D9"),
                            "Prescribed by an oncologist",
                            row="9",
                        ),
                        leaf(
                            "2.a.2",
                            "I.A.2.a.2",
                            guard(reads("oncologist_consulted"), YES, "yes", "D10"),
                            "An oncologist was consulted",
                            row="10",
                        ),
                    ),
                    at=at("A8", "Initial"),
                ),
                leaf(
                    "2.b",
                    "I.A.2.b",
                    guard(reads("age_years"), at_least("18"), ">= 18", "D11"),
                    "Of age",
                    row="11",
                ),
                leaf(
                    "2.c",
                    "I.A.2.c",
                    guard(HIDDEN_1, YES, "<= {Maximum dose}", "D12"),
                    "Within the maximum dose",
                    row="12",
                ),
            ),
            at=at("A7", "Initial"),
        ),
        leaf(
            "3",
            "I.A.3*",
            guard(reads("weight_kg"), at_most("1E+2"), "<= 100", "D13"),
            "The footnote binds the whole of item 2",
            row="13",
        ),
    ),
    at=at("A1", "Initial"),
)

EXAMPLES = (
    Example(
        decision="determination",
        case="approved",
        given=(
            ("request_type", "initial"),
            ("age_years", Decimal(54)),
            ("disease_status", ("early", "recurrent")),
            ("label_change_date", dt.date(2025, 7, 1)),
        ),
        expect=(
            Expectation(
                kind=Expect.OUTPUT, output="outcome", value="approve", text="approve", at=at("H4")
            ),
            Expectation(kind=Expect.RULE, text="1", at=at("I4")),
        ),
        why="Everything is met",
        at=at("A4", "Examples"),
    ),
    Example(
        decision="determination",
        case="not of age",
        given=(("disease_status", ()),),
        expect=(
            Expectation(kind=Expect.STATUS, text="NEEDS_INFORMATION", at=at("H5")),
            Expectation(kind=Expect.UNMET, texts=("I.A.2.b",), text="I.A.2.b", at=at("I5")),
            Expectation(kind=Expect.MISSING, texts=(), text="none", at=at("J5")),
        ),
        at=at("A5", "Examples"),
    ),
)
RESULTS = (
    ExampleResult(
        decision="determination",
        case="approved",
        passed=True,
        status="DECIDED",
        rule="1",
        outcome=(("Outcome", "approve"), ("Approval", "6")),
    ),
    ExampleResult(
        decision="determination",
        case="not of age",
        passed=False,
        differences=("Unmet: expected I.A.2.b, got none",),
        status="NEEDS_INFORMATION",
    ),
)
PROGRAM = Program(
    policy=Policy(
        number="XY.1",
        title="A drug for two cancers",
        version="2025",
        approved_on=dt.date(2025, 5, 9),
        in_force_from=dt.date(2025, 8, 1),
        in_force_until=None,
        version_date="request_date",
        decision="determination",
        further=(("Line of business", "Medicaid"),),
        at=at("A1", "Policy"),
    ),
    inputs=INPUTS,
    calculations=CALCULATIONS,
    tables=(DETERMINATION, INDICATION_TABLE, VIALS),
    checklists=(INITIAL_CRITERIA,),
    value_sets=(
        ValueSet(
            name="Oncologists",
            code_name="oncologists",
            codes=(
                Code(code="medical oncology", meaning="Cancer by drugs", source="Board list"),
                Code(code="C50", prefix=True, meaning="Breast"),
            ),
            at=at("A1", "Sets"),
        ),
        ValueSet(name="Uses listed", code_name="uses_listed", codes=(), at=at("A9", "Sets")),
    ),
    impossible=(
        Impossible(
            guards=(
                guard(reads("diagnosis"), OneOf(("NSCLC",)), "NSCLC", "A3"),
                guard(
                    reads("disease_status"),
                    Has(quantifier=Quantifier.ALL, values=("early",)),
                    "has early",
                    "B3",
                ),
            ),
            because="The form does not offer it",
            at=at("A3", "Impossible"),
        ),
    ),
    examples=EXAMPLES,
    revisions=(
        TextTable(
            title="Revisions",
            headings=("Date", "What changed"),
            rows=(("2025-05-09", "Adjuvant use added"), ("2024-06-11", "Nothing of substance")),
            at=at("A1", "Revisions"),
        ),
    ),
    references=(
        TextTable(
            title="References",
            headings=("Number", "Reference"),
            rows=(("1", "Prescribing information, 2024"),),
            at=at("A1", "References"),
        ),
    ),
    information=(
        TextTable(
            title="Dosing",
            headings=("Use", "Dose", "Maximum"),
            rows=(("Adjuvant", "3.6 mg/kg every 21 days", "14 cycles"),),
            at=at("A1", "Dosing"),
        ),
        TextTable(title="Dosing", headings=(), rows=(("Free text", "as is"),), at=at("A9")),
    ),
    label=LABEL,
)


def told(program: Program, results: tuple[ExampleResult, ...] = RESULTS) -> Told:
    """What a page is made from, with the parts that most tests leave as they are."""
    return Told(program=program, digest=DIGEST, results=results)
