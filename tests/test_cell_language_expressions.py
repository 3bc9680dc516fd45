"""Expressions: their forms, how tightly they bind, how names are found, and their faults."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.ir.expr import Function, Operator
from tablewright.ir.types import Duration
from tablewright.source.grid import CellValue
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.expression import parse_expression, parse_expression_cell
from tablewright.syntax.only_if import parse_only_if
from tablewright.syntax.tree import (
    BetweenEnds,
    Binary,
    Call,
    Choice,
    Constant,
    Denial,
    Expression,
    ItemMet,
    Membership,
    Minus,
    NameUse,
    OnlyIf,
    WithinPeriod,
    Worked,
)
from tests.cell_language import VOCABULARY, cell, fault, faults, good

DOSE, WEIGHT, ADULT = NameUse("Dose"), NameUse("Weight"), NameUse("Adult")
DAY = dt.date(2025, 8, 1)


def read(text: str) -> Expression:
    """The tree of an expression that must be readable."""
    return good(parse_expression(text, VOCABULARY))


def number(text: str, unit: str = "") -> Constant:
    """A number as an expression holds it."""
    return Constant(Decimal(text), unit)


FORMS: list[tuple[str, Expression]] = [
    ("3.6", number("3.6")),
    ("3.6 mg/kg", number("3.6", "mg/kg")),
    ("3.6 mg / Weight", Binary(Operator.DIVIDE, number("3.6", "mg"), WEIGHT)),
    ("5% * Dose", Binary(Operator.MULTIPLY, number("5", "%"), DOSE)),
    ("-3", number("-3")),
    ("-Dose", Minus(DOSE)),
    ('"a ""b"""', Constant('a "b"')),
    ("2025-08-01", Constant(DAY)),
    ("6 months", Constant(Duration(months=6))),
    ("2 weeks 1 day", Constant(Duration(days=15))),
    ("Yes", Constant(value=True)),
    ("no", Constant(value=False)),
    ("Dose + Weight", Binary(Operator.ADD, DOSE, WEIGHT)),
    ("Dose-1", Binary(Operator.SUBTRACT, DOSE, number("1"))),
    ("Dose <> 1", Binary(Operator.NOT_EQUAL, DOSE, number("1"))),
    ("Dose \u2265 1", Binary(Operator.AT_LEAST, DOSE, number("1"))),
    ("not Adult", Denial(ADULT)),
    ("if Adult then 1 else 2", Choice(ADULT, number("1"), number("2"))),
    ("smaller of(12, Dose)", Call(Function.SMALLER_OF, (number("12"), DOSE))),
    ("First  Known OF (Dose, 1)", Call(Function.FIRST_KNOWN_OF, (DOSE, number("1")))),
    ("Dose between 1 and 5", BetweenEnds(DOSE, number("1"), number("5"))),
    ("Diagnosis in [ICD-10 breast]", Membership(NameUse("Diagnosis"), "ICD-10 breast")),
    (
        "Diagnosis not in Oncology specialties",
        Denial(Membership(NameUse("Diagnosis"), "Oncology specialties")),
    ),
    (
        "Label change date within 6 months before Request date",
        WithinPeriod(
            NameUse("Label change date"),
            Constant(Duration(months=6)),
            before=True,
            date=NameUse("Request date"),
        ),
    ),
    (
        "Birth date within 2 days after Request date",
        WithinPeriod(
            NameUse("Birth date"),
            Constant(Duration(days=2)),
            before=False,
            date=NameUse("Request date"),
        ),
    ),
]
FUNCTIONS = [f for f in Function if f not in {Function.WITHIN_BEFORE, Function.WITHIN_AFTER}]


@pytest.mark.parametrize(("text", "tree"), FORMS, ids=[text for text, _ in FORMS])
def test_every_form_of_an_expression(text: str, tree: Expression) -> None:
    """An expression is read as the notation says."""
    assert tree == read(text)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_of_the_closed_list_can_be_called(function: Function) -> None:
    """Each function is called by its words; a list has one argument, others several."""
    assert Call(function, (DOSE,)) == read(f"{function.value}(Dose)")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("8 / 4 / 2", "(8 / 4) / 2"),
        ("-Dose * 2", "(-Dose) * 2"),
        ("Adult or Adult and Adult", "Adult or (Adult and Adult)"),
        ("not Dose = 1 and Adult", "(not (Dose = 1)) and Adult"),
        ("not not Adult", "not (not Adult)"),
        ("Dose + 1 > Weight * 2", "(Dose + 1) > (Weight * 2)"),
        ("Dose between 1 and 5 and Adult", "(Dose between 1 and 5) and Adult"),
        ("if Adult then 1 else 2 + 3", "if Adult then 1 else (2 + 3)"),
        (
            "if Adult then 1 else if Adult then 2 else 3",
            "if Adult then 1 else (if Adult then 2 else 3)",
        ),
    ],
)
def test_signs_bind_as_in_feel(short: str, full: str) -> None:
    """Without brackets an expression means what it means with these brackets."""
    assert read(full) == read(short)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("maximum  DOSE", "Maximum dose"),
        ("Maximum\ndose", "Maximum dose"),
        ("dose per day", "Dose per day"),
        ("[Weight (kg)]", "Weight (kg)"),
        ("[her2-POSITIVE]", "HER2-positive"),
        ("[In]", "In"),
        ("Not stated", "Not stated"),
        ("Time to or from", "Time to or from"),
        ("5 year survival", "5 year survival"),
        ("[Dose]", "Dose"),
    ],
)
def test_names_match_longest_first_ignoring_case_and_blanks(text: str, name: str) -> None:
    """A name is found whatever its case and blanks, before a shorter name or a word in it."""
    assert NameUse(name) == read(text)


def test_a_hyphen_between_names_is_a_minus() -> None:
    """`Dose-Weight` is a difference, since neither needs brackets."""
    assert Binary(Operator.SUBTRACT, DOSE, WEIGHT) == read("Dose-Weight")


def test_a_unit_is_the_longest_one_known() -> None:
    """`mg/kg` after a number is one unit where the workbook has it, else a division is read."""
    short = Vocabulary(names=("kg",), units=("mg",))
    assert number("3.6", "mg/kg") == read("3.6 mg/kg")
    divided = good(parse_expression("3.6 mg/kg", short))
    assert Binary(Operator.DIVIDE, number("3.6", "mg"), NameUse("kg")) == divided


WRONG: list[tuple[str, Code, str, str]] = [
    ("Maximun dose + 1", codes.UNKNOWN_NAME, "Maximun dose", "Did you mean Maximum dose?"),
    ("smaler of(1, 2)", codes.UNKNOWN_NAME, "smaler of", "Did you mean smaller of?"),
    ("HER2-positive", codes.UNKNOWN_NAME, "HER2-positive", "brackets: [HER2-positive]"),
    ("[Maximun dose]", codes.UNKNOWN_NAME, "[Maximun dose]", "Did you mean Maximum dose?"),
    ("Diagnosis = lung cancer", codes.UNKNOWN_NAME, "lung cancer", "between quotes"),
    ("eval(Dose)", codes.UNKNOWN_NAME, "eval", "Define the name"),
    ("Dose.real", codes.UNKNOWN_NAME, "Dose.real", "Define the name"),
    ("Dose > 3 mg/ml", codes.UNIT_MISMATCH, "mg/ml", "Leave the unit out"),
    ("Dose > 3 gk", codes.UNIT_MISMATCH, "gk", "Leave the unit out"),
    ("1,000 + Dose", codes.COMMA_IN_NUMBER, "1,000", "without a comma"),
    ("smaller of(1,2)", codes.COMMA_IN_NUMBER, "1,2", "a blank after it"),
    ("Birth date > 1/2/2020", codes.TEXT_AS_DATE, "1/2/2020", "year-month-day"),
    ("2025-02-30", codes.UNREADABLE_CELL, "2025-02-30", "Correct"),
    ("Dose => 1", codes.UNREADABLE_CELL, "=>", "Write >="),
    ("Dose == 1", codes.UNREADABLE_CELL, "==", "Write ="),
    ("!Adult", codes.UNREADABLE_CELL, "!", "Write not"),
    ("Dose \u00d7 2", codes.UNREADABLE_CELL, "\u00d7", "Write *"),
    ("\u201cx\u201d", codes.UNREADABLE_CELL, "\u201c", 'Write "'),
    ("{Dose}", codes.UNREADABLE_CELL, "{", "Write ("),
    ('"abc', codes.UNREADABLE_CELL, '"abc', "second quote"),
    ("[Dose", codes.UNREADABLE_CELL, "[Dose", "Write ]"),
    ("(Dose", codes.UNREADABLE_CELL, "", ")"),
    ("Dose)", codes.UNREADABLE_CELL, ")", "the end"),
    ("Dose +", codes.UNREADABLE_CELL, "", "a name"),
    ("Dose Weight", codes.UNREADABLE_CELL, "Weight", "a sign such as +"),
    ("1 < Dose < 5", codes.UNREADABLE_CELL, "<", "between 1 and 5"),
    ("Diagnosis in Dose", codes.UNREADABLE_CELL, "Dose", "value set"),
    ("count()", codes.UNREADABLE_CELL, ")", "a name"),
    ("within before(Dose, Dose, Dose)", codes.UNREADABLE_CELL, "within", "a name"),
    ("", codes.UNREADABLE_CELL, "", "a name"),
    ("9" * 35, codes.UNREADABLE_CELL, "9" * 35, "fewer digits"),
]


@pytest.mark.parametrize(("text", "code", "part", "advice"), WRONG, ids=[w[0] for w in WRONG])
def test_a_faulty_expression_says_what_is_wrong_and_where(
    text: str, code: Code, part: str, advice: str
) -> None:
    """A faulty expression gives one fault: its code, its place in the text, and an action."""
    found = fault(parse_expression(text, VOCABULARY), code)
    assert advice in found.help
    assert part == text[found.start : found.end]


def test_every_unknown_name_is_reported_at_once() -> None:
    """Unknown names in one expression are as many faults."""
    found = faults(parse_expression("Dosse + Wieght * 2", VOCABULARY))
    assert [one.help for one in found] == ["Did you mean Dose?", "Did you mean Weight?"]


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        (Decimal("3.6"), number("3.6")),
        (True, Constant(value=True)),
        (dt.datetime(2025, 8, 1), Constant(DAY)),  # noqa: DTZ001 - as the Excel reader gives it
        ("Dose", DOSE),
    ],
)
def test_a_calculated_cell_may_hold_a_constant(value: CellValue, tree: Expression) -> None:
    """A number, a date or TRUE in a Calculated as cell is that constant."""
    assert tree == good(parse_expression_cell(cell(value), VOCABULARY))


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        ("[I.A.2] met", ItemMet("I.A.2", met=True)),
        (" [5.a]  not  MET ", ItemMet("5.a", met=False)),
        ("Dose > 1", Worked(Binary(Operator.MORE, DOSE, number("1")))),
        ("[HER2-positive]", Worked(NameUse("HER2-positive"))),
        (True, Worked(Constant(value=True))),
    ],
)
def test_only_if_names_an_item_or_holds_an_expression(value: CellValue, tree: OnlyIf) -> None:
    """`[5.a] met` asks an item; anything else is an expression, names in brackets too."""
    assert tree == good(parse_only_if(cell(value), VOCABULARY))


@pytest.mark.parametrize("text", ["[5.a]", "[5.a] mett", "[5.a] and Adult"])
def test_an_item_in_only_if_says_whether_it_is_met(text: str) -> None:
    """An item without `met` or `not met` is a fault that shows both."""
    found = fault(parse_only_if(cell(text), VOCABULARY), codes.UNREADABLE_CELL)
    assert found.help == "Write [5.a] met or [5.a] not met."
