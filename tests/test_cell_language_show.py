"""Showing a tree as text: what is shown reads back as the same tree, whatever the tree."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.ir.expr import Function, Operator
from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Duration
from tablewright.syntax.condition import read_condition
from tablewright.syntax.expected import Expected
from tablewright.syntax.expression import parse_expression
from tablewright.syntax.show import show_condition, show_expression
from tablewright.syntax.tree import (
    AllOf,
    AnyOf,
    BetweenEnds,
    Binary,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Count,
    Denial,
    Expression,
    Has,
    HasInSet,
    InRange,
    InSet,
    IsBlank,
    IsEmpty,
    IsGiven,
    IsMet,
    Membership,
    Minus,
    NameUse,
    Negated,
    Operand,
    WithinCell,
    WithinPeriod,
)
from tests.cell_language import (
    CODE_LISTS,
    CODES,
    DATES,
    DURATIONS,
    NUMBERS,
    OPEN,
    TRUTHS,
    VOCABULARY,
    YES_NO,
    good,
)

T = TypeVar("T")

COMPARISONS = (
    *(Operator.EQUAL, Operator.NOT_EQUAL),
    *(Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST),
)
NUMBER = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3
)
DATE = st.dates(min_value=dt.date(1000, 1, 1))
DURATION = st.builds(Duration, months=st.integers(0, 999_999), days=st.integers(0, 999_999))
# Texts that tempt a reader: words and signs of the notation beside any other characters.
TEMPTING = st.lists(
    st.sampled_from(
        [
            *("in", "not", "and", "has", "blank", "given", "met", "to", "within", "empty", "count"),
            *("-", ",", ", ", "(", ")", "[", "..", "]", "{", "}", '"', "=", "!=", ">=", "*", "\n"),
            *("x", "J9354", "1", "1-2", "2025-08-01", " ", "Oncology specialties"),
        ]
    ),
    min_size=1,
).map("".join)
TEXT = st.one_of(TEMPTING, st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
SETS = st.sampled_from(VOCABULARY.value_sets)
QUANTIFIERS = st.sampled_from(Quantifier)

CONSTANTS: st.SearchStrategy[Expression] = st.one_of(
    st.builds(Constant, NUMBER, st.sampled_from(("", *VOCABULARY.units))),
    st.builds(Constant, st.one_of(TEXT, DATE, DURATION, st.booleans())),
)
LEAVES = st.one_of(CONSTANTS, st.builds(NameUse, st.sampled_from(VOCABULARY.names)))
FUNCTIONS = [f for f in Function if f not in {Function.WITHIN_BEFORE, Function.WITHIN_AFTER}]


def is_number(expression: Expression) -> bool:
    """Whether a minus before it would be taken for a part of the number."""
    return isinstance(expression, Constant) and isinstance(expression.value, Decimal)


def larger(part: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Every form of an expression around parts."""
    return st.one_of(
        st.builds(Minus, part.filter(lambda inner: not is_number(inner))),
        st.builds(Denial, part),
        st.builds(Binary, st.sampled_from(Operator), part, part),
        st.builds(Choice, part, part, part),
        st.builds(
            Call,
            st.sampled_from(FUNCTIONS),
            st.lists(part, min_size=1, max_size=3).map(tuple),
        ),
        st.builds(BetweenEnds, part, part, part),
        st.builds(Membership, part, SETS),
        st.builds(WithinPeriod, part, part, st.booleans(), part),
    )


EXPRESSIONS = st.recursive(LEAVES, larger, max_leaves=12)


@given(EXPRESSIONS)
def test_a_shown_expression_reads_back(tree: Expression) -> None:
    """Reading the text of an expression gives the expression."""
    assert tree == good(parse_expression(show_expression(tree), VOCABULARY))


def braced(values: st.SearchStrategy[T]) -> st.SearchStrategy[Operand]:
    """Constants, and expressions that are none."""
    expressions = EXPRESSIONS.filter(lambda tree: not isinstance(tree, Constant))
    return st.one_of(st.builds(Constant, values), expressions)


def conditions_on(
    tests: st.SearchStrategy[Condition], values: st.SearchStrategy[Condition]
) -> st.SearchStrategy[Condition]:
    """Conjunctions, alternatives and denials of tests; a value alone stands in no conjunction."""
    joined = st.lists(tests, min_size=2, max_size=3).map(lambda parts: AllOf(tuple(parts)))
    single = st.one_of(tests, values, joined)
    several = st.lists(single, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
    plain = st.one_of(single, several)
    return st.one_of(plain, plain.map(Negated), st.just(IsBlank()), st.just(IsGiven()))


def equal(operands: st.SearchStrategy[Operand]) -> st.SearchStrategy[Condition]:
    """A value alone."""
    return st.builds(Compare, st.just(Operator.EQUAL), operands)


def compared(
    operands: st.SearchStrategy[Operand], operators: tuple[Operator, ...]
) -> st.SearchStrategy[Condition]:
    """A sign and a value."""
    return st.builds(Compare, st.sampled_from(operators), operands)


def ordered(operands: st.SearchStrategy[Operand]) -> st.SearchStrategy[Condition]:
    """Comparisons and ranges; at least one end is worked out, so that no range is empty."""
    names = st.builds(NameUse, st.sampled_from(VOCABULARY.names))
    ranges = st.builds(InRange, names, operands, st.booleans(), st.booleans())
    return st.one_of(compared(operands, COMPARISONS[1:]), ranges)


NUMBER_OPERAND, TEXT_OPERAND = braced(NUMBER), braced(TEXT)
DATE_OPERAND, DURATION_OPERAND = braced(DATE), braced(DURATION)
WITHIN = st.builds(WithinCell, DURATION_OPERAND, st.booleans(), DATE_OPERAND)
MEMBERS = st.lists(TEXT_OPERAND, min_size=1, max_size=3).map(tuple)
LIST_TESTS = st.one_of(
    st.builds(Has, QUANTIFIERS, MEMBERS),
    st.builds(HasInSet, QUANTIFIERS, SETS),
    st.builds(Count, compared(NUMBER.map(round).map(Decimal).map(Constant), COMPARISONS)),
    st.just(IsEmpty()),
)
TEXT_TESTS = st.one_of(
    compared(TEXT_OPERAND, (Operator.NOT_EQUAL,)),
    SETS.map(InSet),
    SETS.map(InSet).map(Negated),
)
TRUTH_TESTS = st.builds(IsMet, st.booleans())
YES_NO_OPERAND = braced(st.booleans())

COLUMNS: list[tuple[str, Expected, st.SearchStrategy[Condition]]] = [
    ("numbers", NUMBERS, conditions_on(ordered(NUMBER_OPERAND), equal(NUMBER_OPERAND))),
    ("dates", DATES, conditions_on(st.one_of(ordered(DATE_OPERAND), WITHIN), equal(DATE_OPERAND))),
    ("durations", DURATIONS, conditions_on(ordered(DURATION_OPERAND), equal(DURATION_OPERAND))),
    ("open text", OPEN, conditions_on(TEXT_TESTS, equal(TEXT_OPERAND))),
    ("codes", CODES, conditions_on(TEXT_TESTS, equal(TEXT_OPERAND))),
    (
        "yes/no",
        YES_NO,
        conditions_on(compared(YES_NO_OPERAND, (Operator.NOT_EQUAL,)), equal(YES_NO_OPERAND)),
    ),
    ("checklists", TRUTHS, conditions_on(TRUTH_TESTS, TRUTH_TESTS)),
    ("lists", CODE_LISTS, conditions_on(LIST_TESTS, LIST_TESTS)),
]


@pytest.mark.parametrize(
    ("expected", "conditions"), [c[1:] for c in COLUMNS], ids=[c[0] for c in COLUMNS]
)
@given(data=st.data())
def test_a_shown_condition_reads_back(
    data: st.DataObject, expected: Expected, conditions: st.SearchStrategy[Condition]
) -> None:
    """Reading the text of a condition, in a column of its type, gives the condition."""
    tree = data.draw(conditions)
    assert tree == good(read_condition(show_condition(tree), expected))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Constant(Decimal("1E+3")), "1000"),
        (Constant(Duration(months=1, days=2)), "1 month 2 days"),
        (Constant(Duration()), "0 days"),
        (NameUse("Weight (kg)"), "[Weight (kg)]"),
        (NameUse("Not stated"), "[Not stated]"),
        (NameUse("Maximum dose"), "Maximum dose"),
    ],
)
def test_expressions_are_shown_as_an_analyst_writes_them(tree: Expression, text: str) -> None:
    """Numbers have no exponent, durations their words, and names brackets only where needed."""
    assert text == show_expression(tree)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Compare(Operator.EQUAL, Constant("breast cancer")), "breast cancer"),
        (Compare(Operator.EQUAL, Constant("in situ")), '"in situ"'),
        (Compare(Operator.NOT_EQUAL, Constant("J9354")), "!= J9354"),
        (Compare(Operator.AT_LEAST, NameUse("Dose")), ">= {Dose}"),
        (InRange(Constant(Decimal(1)), Constant(Decimal(5)), low_closed=False), "(1..5]"),
        (
            AnyOf((IsBlank(), Negated(InSet("Oncology specialties")))),
            "blank, not in Oncology specialties",
        ),
        (Has(Quantifier.ANY, (Constant("early"),)), "has early"),
    ],
)
def test_conditions_are_shown_as_an_analyst_writes_them(tree: Condition, text: str) -> None:
    """Plain words have no quotes, and each test has its short form."""
    assert text == show_condition(tree)
