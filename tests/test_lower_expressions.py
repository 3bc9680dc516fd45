"""Typing of expressions: units, kinds, constants, divisors, and what may be nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tablewright.ir.expr import Binary, Call, Function, If, Literal, Operator
from tablewright.ir.types import Duration, Kind
from tests.workbooks import calculation_of, expression_of, lowered, names_of, program_of

FITTING = [
    ("number", "mg/kg", "Dose / Weight"),
    ("number", "mg", "Dose / Weight * Weight"),
    ("number", "", "Dose / (Weight * 1 mg/kg)"),
    ("number", "kg*mg", "Weight * Dose"),
    ("number", "mg", "Dose + 1"),
    ("number", "mg", "2 * Dose - 1.5"),
    ("number", "mg", "larger of(Dose, 100)"),
    ("whole number", "days", "days between(Label date, Request date) + Days"),
    ("whole number", "days", "Days + 3 weeks"),
    ("whole number", "years", "age(Birth date, Request date)"),
    ("whole number", "years", "first known of(Age, age(Birth date, Request date))"),
    ("whole number", "mg", "round up(Dose)"),
    ("number", "mg", "round down(Dose, 0.5)"),
    ("number", "mg", "if Fit then Dose else 0"),
    ("number", "mg", "sum(Amounts)"),
    ("whole number", "", "count(Sites)"),
    ("date", "", "Request date + 6 months"),
    ("yes/no", "", "Age between 18 and 64"),
    ("yes/no", "", 'Diagnosis = "nsclc" or Drug = "KADCYLA"'),
    ("yes/no", "", "Diagnosis in Thoracic"),
    ("yes/no", "", "Label date within 6 months before Request date"),
    ("yes/no", "", "not Fit and Age >= 18.5"),
    ("yes/no", "", "Birth date <= Request date"),
]


@pytest.mark.parametrize(("type_", "unit", "text"), FITTING, ids=[text for _, _, text in FITTING])
def test_expression_fits_its_declared_type(type_: str, unit: str, text: str) -> None:
    """An expression whose kinds and units agree has the type that its row declares."""
    calculation = calculation_of(type_, text, unit)
    assert unit == calculation.expression.type.unit
    assert Kind(type_) in {calculation.expression.type.kind, calculation.name.type.kind}


MISFITTING = [
    ("number", "mg", "Dose + Weight", "unit-mismatch"),
    ("number", "mg", "Dose / Weight", "unit-mismatch"),
    ("number", "mg", "if Fit then Dose else Weight", "unit-mismatch"),
    ("yes/no", "", "Dose > Weight", "unit-mismatch"),
    ("whole number", "mg", "Dose * 2", "unreadable-cell"),
    ("whole number", "mg", "1.5", "unreadable-cell"),
    ("number", "mg", "Diagnosis", "unreadable-cell"),
    ("yes/no", "", 'Diagnosis < "other"', "unreadable-cell"),
    ("yes/no", "", 'Diagnosis = "othr"', "value-not-allowed"),
    ("yes/no", "", "Age", "unreadable-cell"),
    ("yes/no", "", "Fit and Age", "unreadable-cell"),
    ("yes/no", "", "Drug in Sites codes", "unreadable-cell"),
    ("number", "mg", "sum(Dose)", "unreadable-cell"),
    ("number", "mg", "smaller of(Dose)", "unreadable-cell"),
    ("number", "mg", "round up(Dose, 0)", "unreadable-cell"),
    ("number", "mg", "Doses * 2", "unknown-name"),
    ("date", "", "Request date + 6", "unreadable-cell"),
    ("whole number", "days", "Request date - Birth date", "unreadable-cell"),
    ("number", "1/mg", "1 / Dose", "possible-zero-divisor"),
    ("number", "", "1 / (Days - Days)", "possible-zero-divisor"),
]


@pytest.mark.parametrize(
    ("type_", "unit", "text", "name"), MISFITTING, ids=[text for _, _, text, _ in MISFITTING]
)
def test_expression_that_does_not_fit_is_one_finding(
    type_: str, unit: str, text: str, name: str
) -> None:
    """A fault in an expression is one finding at its cell, and there is no program."""
    found = lowered(glossary=f"Outcome value | | {type_} | {unit} | | | {text}\n")
    assert [name] == names_of(found)
    assert found.program is None
    at = found.diagnostics[0].primary
    assert at is not None
    assert at.address == "Glossary!G21"


GUARDED = [
    "if Dose > 0 mg then Weight / Dose else 0",
    "if Dose = 0 then 0 else Weight / Dose",
    "if not (Dose = 0) then Weight / Dose else 0",
    "if Dose = 0 or Fit then 0 else Weight / Dose",
    "if 0 < Dose and Fit then Weight / Dose else 0",
    "if Dose >= 1 then Weight / (2 * Dose) else 0",
]


@pytest.mark.parametrize("text", GUARDED)
def test_condition_keeps_a_divisor_from_zero(text: str) -> None:
    """A divisor is accepted where the branch is taken only when it is not 0."""
    assert expression_of("number", text, "kg/mg").type.unit == "kg/mg"


@pytest.mark.parametrize(
    "text",
    [
        "if Dose >= 0 then Weight / Dose else 0",
        "if Dose > 0 then 0 else Weight / Dose",
        "if Dose > 0 or Fit then Weight / Dose else 0",
        "if Days > 0 then Weight / Dose else 0",
    ],
)
def test_condition_that_lets_zero_pass_is_no_guard(text: str) -> None:
    """A divisor is refused where the branch can be taken with 0."""
    found = lowered(glossary=f"Outcome value | | number | kg/mg | | | {text}\n")
    assert names_of(found) == ["possible-zero-divisor"]


def test_constant_is_worked_out_once_and_keeps_its_unit() -> None:
    """Arithmetic on numbers alone is a number, exact, in the declared unit."""
    expression = expression_of("number", "(1 + 2) * 0.1 - 0.05", "mg")
    assert isinstance(expression, Literal)
    assert (Decimal("0.25"), "mg") == (expression.value, expression.type.unit)


def test_quotient_is_rounded_half_even_to_34_digits() -> None:
    """A quotient without an end keeps 34 digits."""
    expression = expression_of("number", "2 / 3")
    assert isinstance(expression, Literal)
    assert Decimal("0." + "6" * 33 + "7") == expression.value


def test_rounding_has_a_step_even_when_none_is_written() -> None:
    """`round up(x)` rounds to whole numbers."""
    expression = expression_of("whole number", "round up(Dose)", "mg")
    assert isinstance(expression, Call)
    assert (Function.ROUND_UP, Decimal(1)) == (
        expression.function,
        expression.arguments[1].value if isinstance(expression.arguments[1], Literal) else None,
    )


def test_duration_is_counted_in_the_unit_of_the_other_side() -> None:
    """`3 weeks` beside days is 21; beside a date it stays a duration."""
    days = expression_of("whole number", "Days + 3 weeks", "days")
    later = expression_of("date", "Request date + 3 weeks")
    assert isinstance(days, Binary)
    assert isinstance(later, Binary)
    assert isinstance(days.right, Literal)
    assert isinstance(later.right, Literal)
    assert (Decimal(21), Duration(days=21)) == (days.right.value, later.right.value)


def test_text_takes_the_spelling_of_the_allowed_value() -> None:
    """A quoted text is recognised without case; a code is kept as it is compared."""
    expression = expression_of("yes/no", 'Diagnosis = "nsclc" or Drug = " KADCYLA "')
    assert isinstance(expression, Binary)
    texts = [
        side.right.value
        for side in (expression.left, expression.right)
        if isinstance(side, Binary) and isinstance(side.right, Literal)
    ]
    assert texts == ["NSCLC", "kadcyla"]


def test_branches_of_if_take_one_type() -> None:
    """A number beside a whole number makes the choice a number."""
    expression = expression_of("number", "if Fit then Dose else 0", "mg")
    assert isinstance(expression, If)
    assert (expression.type.kind, expression.otherwise.type.unit) == (Kind.NUMBER, "mg")


@pytest.mark.parametrize(
    ("type_", "text", "unit", "may"),
    [
        ("whole number", "Months + 1", "months", True),
        ("whole number", "smaller of(Months, 3)", "months", True),
        ("whole number", "if Fit then Months else 3", "months", True),
        ("yes/no", "Months > 3", "", False),
        ("yes/no", "Label date within 1 month before Request date", "", False),
        ("number", "sum(Amounts)", "mg", False),
        ("whole number", "count(Sites)", "", False),
        ("number", "max(Amounts)", "mg", True),
        ("number", "Dose * 2", "mg", False),
    ],
)
def test_nothing_spreads_through_arithmetic_only(
    type_: str, text: str, unit: str, may: bool
) -> None:
    """Arithmetic with a name that may be nothing may be nothing; comparisons and totals are not."""
    assert may == calculation_of(type_, text, unit).may_be_nothing


def test_calculations_stand_after_what_they_read() -> None:
    """Rows may be in any order in the Glossary; the program has them in working order."""
    program = program_of(
        glossary="A | | number | mg | | | B + 1\n"
        "B | | number | mg | | | C + 1\n"
        "C | | number | mg | | | Dose\n"
    )
    names = [each.name.code_name for each in program.calculations]
    assert names.index("c") < names.index("b") < names.index("a")


def test_nothing_of_one_calculation_reaches_the_next() -> None:
    """What may be nothing is found in working order, not in the order of the rows."""
    program = program_of(
        glossary="A | | number | months | | | B + 1\nB | | number | months | | | Months * 2\n"
    )
    a = next(each for each in program.calculations if each.name.code_name == "a")
    assert a.may_be_nothing
    assert isinstance(a.expression, Binary)
    assert Operator.ADD is a.expression.operator
