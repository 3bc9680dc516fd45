"""Example rows run through the reference evaluator: what differs is said in the analyst's words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tablewright.interpret.examples import run_example
from tablewright.ir.program import Example, Expect, Expectation, HitPolicy, Program
from tablewright.ir.tests import YES
from tablewright.ir.types import NOTHING, Kind, Value
from tests import small_programs as small
from tests.small_programs import ALL, Parts, checklist, guard, leaf, rule, table

OUT = small.text("out", "approve", "refer")
MONTHS = small.name("months", Kind.WHOLE, nothing=True)
A, B = small.yes_no("a"), small.yes_no("b")


def program() -> Program:
    """Approve for 6 months when the list is met, else refer."""
    items = checklist("list", ALL, leaf("I.1", guard("a", YES)), leaf("I.2", guard("b", YES)))
    answering = table(
        "t",
        HitPolicy.FIRST,
        (OUT, MONTHS),
        rule("1", guard(small.met("list"), YES), then=("approve", Decimal(6))),
        small.otherwise("2", then=("refer", NOTHING)),
    )
    return small.program(Parts(inputs=(A, B), tables=(answering,), checklists=(items,)))


def expected(
    kind: Expect, *texts: str, output: str = "", value: Value | None = None
) -> Expectation:
    """One Expect cell."""
    return Expectation(kind=kind, output=output, value=value, texts=texts, at=small.AT)


def example(given: dict[str, Value], *expect: Expectation) -> Example:
    """One row."""
    return Example(
        decision="t", case="a case", given=tuple(given.items()), expect=expect, at=small.AT
    )


MET: dict[str, Value] = {"a": True, "b": True}
FAILED: dict[str, Value] = {"a": False, "b": True}
UNKNOWN_B: dict[str, Value] = {"a": True}


@pytest.mark.parametrize(
    ("given", "expectation"),
    [
        (MET, expected(Expect.OUTPUT, output="out", value="approve")),
        (MET, expected(Expect.OUTPUT, output="months", value=Decimal("6.0"))),
        (FAILED, Expectation(kind=Expect.OUTPUT, output="months", value=NOTHING, at=small.AT)),
        (MET, expected(Expect.STATUS, value="decided")),
        (UNKNOWN_B, expected(Expect.STATUS, value="Needs information")),
        (FAILED, expected(Expect.RULE, value="2")),
        (UNKNOWN_B, expected(Expect.MISSING, "B")),
        (MET, expected(Expect.MISSING)),
        (FAILED, expected(Expect.UNMET, "I.1")),
        (MET, expected(Expect.UNMET)),
    ],
)
def test_met_expectation_passes(given: dict[str, Value], expectation: Expectation) -> None:
    """Outputs, status, rule, and exact sets of names and citations are compared."""
    result = run_example(program(), example(given, expectation))
    assert result.differences == ()
    assert result.passed


@pytest.mark.parametrize(
    ("given", "expectation", "difference"),
    [
        (
            MET,
            expected(Expect.OUTPUT, output="out", value="refer"),
            "out: expected refer, found approve",
        ),
        (
            UNKNOWN_B,
            expected(Expect.OUTPUT, output="out", value="refer"),
            "out: expected refer, but the status is needs information",
        ),
        (
            FAILED,
            expected(Expect.OUTPUT, output="months", value=Decimal(6)),
            "months: expected 6, found nothing",
        ),
        (FAILED, expected(Expect.RULE, value="1"), "Rule: expected 1, found 2"),
        (UNKNOWN_B, expected(Expect.MISSING), "Missing: found b, which is not expected"),
        (
            MET,
            expected(Expect.UNMET, "I.1"),
            "Unmet: expected I.1, which is not found",
        ),
    ],
)
def test_difference_says_what_was_expected_and_what_was_found(
    given: dict[str, Value], expectation: Expectation, difference: str
) -> None:
    """An expectation that is not met is one readable line."""
    result = run_example(program(), example(given, expectation))
    assert not result.passed
    assert (difference,) == result.differences


def test_result_carries_the_outcome_as_text() -> None:
    """What the page of a version prints: status, rule and outputs by their names."""
    result = run_example(program(), example(FAILED))
    assert (result.status, result.rule) == ("DECIDED", "2")
    assert result.outcome == (("out", "refer"), ("months", "nothing"))


def test_refused_request_is_a_difference() -> None:
    """A case that the glossary does not allow fails with the reason."""
    result = run_example(program(), example({"a": "yes"}))
    assert result.differences == ("the request is refused: a must be yes/no",)
