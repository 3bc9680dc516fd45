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


SHARE = "Part | | number | | {parts} | |\nShare | | number | mg | | | Dose {operator} Part\n"


@pytest.mark.parametrize("part", [None, 600, 599])
def test_an_end_is_divided_and_not_multiplied_by_a_rounded_reciprocal(
    part: int | None, tmp_path: Path
) -> None:
    """1080 by at most 600 can be 1.8 and is not surely above, though 1/600 never ends."""
    text = ANSWER.format(first="Share", second="Fit", test="> 1.8", other="-")
    program = program_of(text, glossary=SHARE.format(parts="(0..600]", operator="/"))
    told: dict[str, Value] = {} if part is None else {"part": Decimal(part)}
    expected, decision = both(program, {"dose": Decimal(1080)} | told, tmp_path)
    assert expected.status.value == decision.status.value
    assert expected.missing == {each.code_name for each in decision.missing}
    assert set(expected.rules) == {rule.id for rule in decision.rules}


@pytest.mark.parametrize("operator", ["*", "/"])
def test_zero_is_reached_whatever_the_other_side_leaves_out(operator: str, tmp_path: Path) -> None:
    """Zero by, or times, a number between open ends is zero and nothing else."""
    glossary = SHARE.format(parts="(0..600)", operator=operator)
    text = ANSWER.format(first="Share", second="Fit", test="> 0", other="-")
    expected, decision = both(program_of(text, glossary=glossary), {"dose": Decimal(0)}, tmp_path)
    assert expected.rules == ("Otherwise",)
    assert [rule.id for rule in decision.rules] == ["Otherwise"]
    assert decision.status.value == expected.status.value == "decided"
