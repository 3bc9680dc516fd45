"""Cells made to break a reader: deep, long, odd. Each ends in a tree or in faults, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tablewright.diagnostics import codes
from tablewright.ir.types import Kind, Type
from tablewright.syntax.allowed import parse_allowed
from tablewright.syntax.condition import parse_condition
from tablewright.syntax.expected import Expected
from tablewright.syntax.expression import DEEPEST, parse_expression
from tablewright.syntax.fault import Faults, Good
from tablewright.syntax.only_if import parse_only_if
from tablewright.syntax.value import parse_outcome, parse_value
from tests.cell_language import (
    CLOSED,
    CODE_LISTS,
    CODES,
    DATES,
    DOSES,
    DURATIONS,
    LISTS,
    OPEN,
    TRUTHS,
    VOCABULARY,
    YES_NO,
    cell,
    fault,
    good,
)

# A third of what a cell can hold: enough to tell a square from a line, of processor time alone.
LENGTH = 10_000
SECONDS = 20  # far above what reading takes: a blow-up is caught, a busy machine is not
COLUMNS = (OPEN, CODES, CLOSED, DOSES, DATES, DURATIONS, YES_NO, LISTS, CODE_LISTS, TRUTHS)


def filled(part: str) -> str:
    """The part again and again, to a long cell."""
    return part * (LENGTH // len(part))


DEEP = {
    "brackets": "(" * 1000 + "1" + ")" * 1000,
    "minus": "-" * 1000 + "Dose",
    "not": "not " * 1000 + "Adult",
    "sum": "1 + " * 1000 + "1",
    "calls": "count(" * 1000 + "Dose" + ")" * 1000,
    "choices": "if Adult then 1 else " * 1000 + "1",
    "open": filled("("),
    "denials": filled("not "),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_deep_expressions_end_in_a_fault_or_a_flat_tree(text: str) -> None:
    """Nesting costs no stack: what is too deep is a fault, brackets alone make no depth."""
    found = parse_expression(text, VOCABULARY)
    assert isinstance(found, Good) == (text == DEEP["brackets"])


def test_the_depth_that_later_stages_must_bear_is_bounded() -> None:
    """An expression nests as deep as the limit says, and no deeper."""
    good(parse_expression("-" * (DEEPEST - 1) + "Dose", VOCABULARY))
    found = fault(parse_expression("-" * DEEPEST + "Dose", VOCABULARY), codes.UNREADABLE_CELL)
    assert "Calculated as" in found.help


def test_deep_conditions_end_in_a_fault() -> None:
    """A thousand not(...) inside one another are a fault."""
    text = "not(" * 1000 + "5" + ")" * 1000
    fault(parse_condition(cell(text), DOSES), codes.UNREADABLE_CELL)


LONG = [
    *(" ", "\n", "\u00a0x", "a", "1", "-", ",", ", ", "x, ", "1, ", "x\n", "and ", "x and "),
    *('"', '""', "{", "}", "{}", "{Dose}, ", "(", "()", "not(", "[", "[1..", "5 ", "5 to ", "1.."),
    *("has ", "has x, ", "in ", "in x, ", "NSCLC, ", "brest cancer, ", "= ", ">= 1 and ", "not "),
    *("6 months ", "2025-08-01, ", "1/2/2025", "unknown ", "Dose unknown ", "a = B, ", "Dose + "),
    *("Maximum ", "early, ", "has any of early, ", "5 kg ", "1,", "(a, ", "x = "),
]


@pytest.mark.parametrize("part", LONG)
def test_long_cells_are_read_quickly(part: str) -> None:
    """A long cell takes no longer than its length deserves, in any column."""
    text = "x" + filled(part) + "y"
    for expected in (OPEN, CLOSED, DOSES, DATES, LISTS):
        started = time.process_time()
        read_all(text, expected)
        assert time.process_time() - started < SECONDS, expected.type


def read_all(value: str, expected: Expected) -> None:
    """Read a cell in every way there is; only trees and faults may come out."""
    content, kind = cell(value), Type(kind=expected.type.kind)
    for parsed in (
        parse_condition(content, expected),
        parse_value(content, expected),
        parse_outcome(content, expected),
        parse_allowed(content, kind, VOCABULARY),
        parse_only_if(content, VOCABULARY),
    ):
        if isinstance(parsed, Faults):
            assert parsed.faults
            for found in parsed.faults:
                assert 0 <= found.start <= found.end <= len(value)
                assert found.message
                assert found.help


PIECES = st.sampled_from(
    [
        *("in ", "not ", "not(", "and ", "or ", "has ", "has any of ", "count ", "within ", "to "),
        *("blank", "given", "met", "empty", "yes", "6 months ", "before ", "2025-08-01", "1/2/25"),
        *("-", ",", ", ", "(", ")", "[", "..", "]", "{", "}", '"', "=", "!=", ">=", "<", "*", "\n"),
        *("x", "J9354", "5", "3.6", "1,0", " ", "Dose", "if ", "then ", "else ", "sum(", "NSCLC"),
        *("\u201c", "\u2212", "\u00a0", "\u00df", "\u0130", "\x00", "\x85", "\u2028", "mg/kg"),
    ]
)


@given(
    st.one_of(st.lists(PIECES, max_size=15).map("".join), st.text(max_size=40)),
    st.sampled_from(COLUMNS),
)
@example(",", LISTS)  # a fault once pointed before the text
def test_any_text_ends_in_a_tree_or_in_faults(text: str, expected: Expected) -> None:
    """No text makes a reader raise, and every fault points into the text."""
    read_all(text, expected)


@pytest.mark.parametrize(
    "text", ["__import__('os')", "Dose.__class__", "{{7*7}}", "=1+1", "lambda: 1", 'exec("1")']
)
def test_no_host_language_escapes(text: str) -> None:
    """Text in the clothes of a programming language is a fault in an expression."""
    assert isinstance(parse_expression(text, VOCABULARY), Faults)


def test_names_and_members_of_many_spellings_stay_themselves() -> None:
    """Letters whose lower case is longer or another letter do not break the comparison."""
    odd = ("Stra\u00dfe", "\u0130stanbul", "\ufb01ne", "\u03a3\u03c2")
    expected = Expected(type=Type(kind=Kind.TEXT), members=odd, vocabulary=VOCABULARY)
    for member in odd:
        assert member == good(parse_value(cell(member), expected))
        assert isinstance(parse_condition(cell(member), expected), Good)
