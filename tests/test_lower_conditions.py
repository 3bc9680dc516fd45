"""What a condition cell becomes: what it reads, and the test on it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tablewright.ir.expr import Binary, Call, Function, Operator, Read, RefKind
from tablewright.ir.tests import (
    YES,
    AllOf,
    AnyOf,
    Between,
    Blank,
    Count,
    Given,
    Has,
    InSet,
    Interval,
    Not,
    OneOf,
    Quantifier,
    Test,
)
from tests.workbooks import ANSWER, CHECKLIST, item_of, lowered, names_of, program_of


def point(number: int) -> Interval:
    """The interval of one number."""
    return Interval(low=Decimal(number), high=Decimal(number))


TESTS: list[tuple[str, str, Test]] = [
    ("Age", "18", Between(point(18))),
    ("Age", ">= 18 years", Between(Interval(low=Decimal(18)))),
    ("Age", "< 18", Between(Interval(high=Decimal(18), high_closed=False))),
    ("Age", "!= 18", Not(Between(point(18)))),
    ("Age", "18 to 64", Between(Interval(low=Decimal(18), high=Decimal(64)))),
    (
        "Age",
        "> 30 and <= 45",
        Between(Interval(low=Decimal(30), low_closed=False, high=Decimal(45))),
    ),
    ("Age", "not(18)", Not(Between(point(18)))),
    ("Age", "1, 3", AnyOf((Between(point(1)), Between(point(3))))),
    ("Days", ">= 21 days", Between(Interval(low=Decimal(21)))),
    ("Months", "12 months", Between(point(12))),
    ("Months", "blank, 6", AnyOf((Blank(), Between(point(6))))),
    ("Months", "given", Given()),
    ("Dose", "<= {Maximum dose}", Between(Interval(high=Decimal(300)))),
    ("Dose", "> {Maximum dose / 2 + 10}", Between(Interval(low=Decimal(160), low_closed=False))),
    ("Diagnosis", "Breast Cancer", OneOf(("breast cancer",))),
    ("Diagnosis", "NSCLC, other", OneOf(("NSCLC", "other"))),
    ("Diagnosis", "not(NSCLC, other)", Not(OneOf(("NSCLC", "other")))),
    ("Diagnosis", "in Thoracic", OneOf(("NSCLC",))),
    ("Drug", "  KADCYLA ", OneOf(("kadcyla",))),
    ("Drug", "not in Sites codes", Not(InSet("sites_codes"))),
    ("Fit", "TRUE", OneOf((True,))),
    ("Fit", "no", OneOf((False,))),
    (
        "Label date",
        "2025-08-01",
        Between(Interval(low=dt.date(2025, 8, 1), high=dt.date(2025, 8, 1))),
    ),
    ("Sites", "has liver", Has(quantifier=Quantifier.ANY, values=("liver",))),
    ("Sites", "has none of liver, lung", Has(quantifier=Quantifier.NONE, values=("liver", "lung"))),
    ("Sites", "count >= 2", Count(Interval(low=Decimal(2)))),
    ("Sites", "empty", Count(point(0))),
    ("Amounts", "has 5 mg", Has(quantifier=Quantifier.ANY, values=(Decimal(5),))),
]


@pytest.mark.parametrize(("subject", "cell", "test"), TESTS, ids=[f"{s} {c}" for s, c, _ in TESTS])
def test_condition_with_constants_is_a_test(subject: str, cell: str, test: Test) -> None:
    """A condition that names only constants is one test on the column's own name."""
    _, guard = item_of(subject, cell)
    assert test == guard.test
    assert RefKind.INPUT is guard.ref.kind


def test_members_of_a_list_that_are_all_in_a_set() -> None:
    """`has all in` over closed text holds none of the values that the set leaves out."""
    program = program_of(
        ANSWER,
        f"{CHECKLIST}1 | | Kinds of site | has all in Chest\n",
        "== More ==\nValue set | Chest\nCode\nLung\n",
        glossary="Kinds of site | | list of text | | liver, lung, brain\n",
    )
    guard = program.checklists[0].items[0].guard
    assert guard is not None
    assert Has(quantifier=Quantifier.NONE, values=("liver", "brain")) == guard.test


def test_condition_on_another_name_becomes_a_hidden_calculation() -> None:
    """A window around another date is worked out under a name made of heading and cell."""
    program, guard = item_of("Label date", "within 6 months before {Request date}")
    hidden = next(each for each in program.calculations if each.hidden)
    assert guard.ref.kind is RefKind.CALCULATION
    assert guard.ref.name == "label_date_within_6_months_before_request_date"
    assert (guard.test, guard.text) == (YES, "within 6 months before {Request date}")
    assert isinstance(hidden.expression, Call)
    assert Function.WITHIN_BEFORE is hidden.expression.function
    assert not hidden.may_be_nothing


def test_same_condition_is_one_hidden_calculation() -> None:
    """A condition that stands in several cells is worked out once."""
    rows = "1 | | Dose | > {Weight * 2 mg/kg}\n2 | | Dose | > {Weight * 2 mg/kg}\n"
    program = program_of(ANSWER, CHECKLIST + rows)
    assert len([each for each in program.calculations if each.hidden]) == 1


def test_denied_comparison_speaks_of_given_dates_only() -> None:
    """`not(<= {X})` is `> X`, so that a known blank does not meet it."""
    program, _ = item_of("Label date", "not(<= {Request date})")
    hidden = next(each for each in program.calculations if each.hidden)
    assert isinstance(hidden.expression, Binary)
    assert Operator.MORE is hidden.expression.operator


def test_denied_window_is_before_it_or_after_it() -> None:
    """`not(within ...)` asks for a date outside the window; a blank is not outside."""
    program, _ = item_of("Label date", "not(within 6 months before {Request date})")
    hidden = next(each for each in program.calculations if each.hidden)
    assert isinstance(hidden.expression, Binary)
    assert Operator.OR is hidden.expression.operator
    later, earlier = hidden.expression.left, hidden.expression.right
    assert isinstance(later, Binary)
    assert isinstance(earlier, Binary)
    assert (later.operator, earlier.operator) == (Operator.MORE, Operator.LESS)


def test_range_with_a_name_reads_both_ends() -> None:
    """A range whose end is another name compares with both ends."""
    program, _ = item_of("Birth date", "[2000-01-01..{Request date}]")
    hidden = next(each for each in program.calculations if each.hidden)
    assert isinstance(hidden.expression, Binary)
    assert Operator.AND is hidden.expression.operator


def test_only_if_takes_names_items_and_expressions() -> None:
    """A plain name and an item are read as they are; an expression is worked out under its text."""
    rows = (
        "1 | | Fit | yes | Asked | I.A.1\n"
        "2 | | Fit | yes | [I.A.1] not met | I.A.2\n"
        "3 | | Fit | yes | Age > 20 and Asked | I.A.3\n"
    )
    items = program_of(ANSWER, CHECKLIST + rows).checklists[0].items
    first, second, third = (item.only_if for item in items)
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.ref.kind, first.ref.name, first.test) == (RefKind.INPUT, "asked", YES)
    assert (RefKind.ITEM, "1", OneOf((False,))) == (second.ref.kind, second.ref.part, second.test)
    assert (third.ref.kind, third.ref.name) == (RefKind.CALCULATION, "age_more_than_20_and_asked")


def test_name_that_may_be_nothing_counts_as_no_in_logic() -> None:
    """In `and`, a yes/no name whose blank means nothing is compared with yes."""
    program = program_of(ANSWER, CHECKLIST + "1 | | Fit | yes | Age > 20 and Asked\n")
    hidden = next(each for each in program.calculations if each.hidden)
    assert isinstance(hidden.expression, Binary)
    asked = hidden.expression.right
    assert isinstance(asked, Binary)
    assert isinstance(asked.left, Read)
    assert Operator.EQUAL is asked.operator


def test_dash_is_no_guard() -> None:
    """A cell with `-` leaves the name out of the rule."""
    table = ANSWER.replace("1 | >= 18", "1 | -")
    assert program_of(table).tables[0].rules[0].guards == ()


def test_merged_condition_stands_in_every_row() -> None:
    """A vertically merged condition is the condition of each rule that it spans."""
    table = ANSWER.replace("Otherwise", "2 | ^ | refer\nOtherwise")
    first, second, _ = program_of(table).tables[0].rules
    assert first.guards == second.guards
    assert first.guards[0].at.range == "B4:B5"


@pytest.mark.parametrize(
    ("subject", "cell", "name"),
    [
        ("Age", "131", "value-not-allowed"),
        ("Age", ">= 18 kg", "unit-mismatch"),
        ("Age", "<= {Dose}", "unit-mismatch"),
        ("Age", "blank", "unreadable-cell"),
        ("Age", "given", "unreadable-cell"),
        ("Age", "< 5 and > 10", "unreadable-cell"),
        ("Age", "in Thoracic", "unreadable-cell"),
        ("Diagnosis", "breast cnacer", "value-not-allowed"),
        ("Label date", "blank, < {Request date}", "unreadable-cell"),
        ("Sites", "has kidney", "value-not-allowed"),
        ("Agee", "18", "unknown-name"),
        ("[I.A.9]", "met", "unknown-name"),
        ("Fit", "", "blank-condition"),
        ("Fit", "-", "unreadable-cell"),
    ],
)
def test_fault_in_a_condition_is_one_finding(subject: str, cell: str, name: str) -> None:
    """What a condition cannot say is one finding at its own cell."""
    found = lowered(ANSWER, f"{CHECKLIST}1 | | {subject} | {cell} | | I.A.1\n")
    assert [name] == names_of(found)
    assert found.program is None
    at = found.diagnostics[0].primary
    assert at is not None
    assert at.address in {"Criteria!D3", "Criteria!C3"}


def test_conditions_that_cannot_become_one_range_stay_apart() -> None:
    """Tests of different kinds that must all hold are kept as they are."""
    _, guard = item_of("Sites", "has liver and count >= 2")
    assert isinstance(guard.test, AllOf)


def test_denial_of_two_comparisons_turns_and_into_or() -> None:
    """`not(a and b)` holds where either comparison fails."""
    program, _ = item_of("Label date", "not(>= {Birth date} and <= {Request date})")
    hidden = next(each for each in program.calculations if each.hidden)
    assert isinstance(hidden.expression, Binary)
    assert Operator.OR is hidden.expression.operator


def test_two_conditions_that_make_one_code_name_are_told_apart_by_the_analyst() -> None:
    """A hidden calculation is shared only by conditions that mean the same."""
    rows = "1 | | Rank | > {Other * 2}\n2 | | Rank | > {Other / 2}\n"
    numbers = "Rank | | number\nOther | | number\n"
    found = lowered(ANSWER, CHECKLIST + rows, glossary=numbers)
    assert names_of(found) == ["name-not-usable"]


def test_cell_with_a_fault_of_its_own_is_reported_once() -> None:
    """A look-alike letter makes a value unknown too, which is no news."""
    found = lowered(ANSWER, f"{CHECKLIST}1 | | Diagnosis | NS\u0421LC | | I.A.1\n")
    assert names_of(found) == ["look-alike-character"]
