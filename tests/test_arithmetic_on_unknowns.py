"""A value that stands for a whole segment is good for conditions, and never for arithmetic."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tablewright.interpret.answer import Answer, answer
from tablewright.ir.program import Program
from tablewright.ir.types import Value
from tests.generated import as_given, module
from tests.workbooks import program_of

ANSWER = """== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | Then
| {first} | {second} | Result
1 | {test} | {other} | approve
Otherwise | - | - | refer
"""
AMOUNT = "Amount | | number | mg | | |\n"
TWICE = "Twice | | number | mg | | | Dose * 2\n"
POINTS = """== Points ==
Decision table | Scored | Hit policy | First | Coverage | complete
Rule | If | Then
| Age | Amount
1 | >= 18 | 100
Otherwise | - | 5
"""


def both(program: Program, request: dict[str, Value], folder: Path) -> tuple[Answer, Any]:
    """The answers of the reference and of the generated code."""
    generated = module(program, folder)
    given = generated.Request.from_mapping(as_given(program, request))
    return answer(program, request), generated.decide(given)


def test_a_name_can_be_tested_itself_and_be_reckoned_with(tmp_path: Path) -> None:
    """50 stands for all doses from 50 up, and twice the dose is not 100 for all of them."""
    text = ANSWER.format(first="Dose", second="Twice", test=">= 50", other=">= 150")
    expected, decision = both(program_of(text, glossary=TWICE), {}, tmp_path)
    assert expected.status.value == "needs information"
    assert decision.status.value == "needs information"
    assert {each.code_name for each in decision.missing} == expected.missing
    assert {rule.id for rule in decision.rules} == {"1", "Otherwise"}


def test_what_no_dose_reaches_is_not_possible(tmp_path: Path) -> None:
    """The segment bounds the result: twice a dose below 50 is never 150."""
    text = ANSWER.format(first="Dose", second="Twice", test="< 50", other=">= 150")
    expected, decision = both(program_of(text, glossary=TWICE), {}, tmp_path)
    assert expected.rules == ("Otherwise",)
    assert [rule.id for rule in decision.rules] == ["Otherwise"]
    assert decision.status.value == expected.status.value == "decided"


@pytest.mark.parametrize("age", [17, 18])
def test_an_output_can_be_reckoned_with_before_it_is_known(age: int, tmp_path: Path) -> None:
    """A calculation on what another table gives waits for that table, whatever ranges are left."""
    glossary = AMOUNT + "Half | | number | mg | | | Amount / 2\n"
    text = ANSWER.format(first="Half", second="Fit", test=">= 50", other="-")
    program = program_of(POINTS, text, glossary=glossary)
    expected, decision = both(program, {}, tmp_path)
    assert expected.missing == {each.code_name for each in decision.missing} == {"age"}
    known, decided = both(program, {"age": Decimal(age)}, tmp_path)
    assert [rule.id for rule in decided.rules] == list(known.rules)


def test_calculations_on_calculations_wait_too(tmp_path: Path) -> None:
    """What is worked out from a calculation that is split is not worked out from its sample."""
    glossary = TWICE + "More | | number | mg | | | Twice + 30\n"
    text = ANSWER.format(first="Twice", second="More", test=">= 100", other=">= 500")
    expected, decision = both(program_of(text, glossary=glossary), {}, tmp_path)
    assert decision.status.value == expected.status.value == "needs information"
