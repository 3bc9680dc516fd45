"""Outputs of tables that answer with a list or with a number for all rules, asked by others."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from tablewright.emit.html import Told
from tablewright.emit.html import emit as emit_page
from tablewright.interpret.answer import answer
from tablewright.ir.program import Program, Table
from tablewright.ir.tests import Between, Count, Has, Interval, OneOf, Quantifier, Test
from tablewright.ir.types import Kind, Type, Value
from tests.generated import as_given, module, plain
from tests.html_reading import Reader
from tests.workbooks import CHECKLIST, lowered, names_of, program_of

LISTS = ("Rule order", "Output order", "Collect")
NUMBERS = ("Collect sum", "Collect min", "Collect max", "Collect count")
GLOSSARY = "Route | | text | | pend, refer, approve\nPoints | | whole number | mg | [0..9]\n"
# Three rules that can match together, and what is left.
ASKED = """== Asked ==
Decision table | Asked one | Hit policy | {policy} | Coverage | complete
Rule | If | If | If | Then
| Age | Fit | Diagnosis | {output}
adult | >= 18 | - | - | {values[0]}
fit | - | yes | - | {values[1]}
other | - | - | other | {values[0]}
Otherwise | - | - | - | {values[2]}
"""
ASKS = """== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | Then | Then
| {output} | Criteria | Worked out | Result | Months
1 | {tests[0]} | - | - | approve | 1
2 | {tests[1]} | met | - | approve | 2
3 | - | not met | >= 3 | refer | 3
4 | - | - | >= 3 | refer | 4
Otherwise | - | - | - | refer | 5
"""
REQUESTS: tuple[Mapping[str, Value | None], ...] = tuple(
    {"age": age, "fit": fit, "diagnosis": diagnosis}
    for age, fit, diagnosis in product(
        (Decimal(17), Decimal(18), None), (True, False, None), ("other", "NSCLC", None)
    )
)


def given(request: Mapping[str, Value | None]) -> dict[str, Value]:
    """What a request says."""
    return {name: value for name, value in request.items() if value is not None}


def of_lists(policy: str) -> Program:
    """A program whose answer, checklist and calculation ask for a list."""
    return program_of(
        ASKED.format(policy=policy, output="Route", values=("refer", "approve", "pend")),
        ASKS.format(output="Route", tests=("has all of approve, refer", "count 1")),
        f"{CHECKLIST}1 | | Route | has none of refer | | I.A\n",
        glossary=f"{GLOSSARY}Worked out | | whole number | | | | count(Route) + 2\n",
    )


def of_numbers(policy: str) -> Program:
    """A program whose answer, checklist and calculation ask for a number."""
    unit = "" if policy == "Collect count" else "mg"
    return program_of(
        ASKED.format(policy=policy, output="Points", values=(4, 9, 0)),
        ASKS.format(output="Points", tests=(">= 2", "1") if not unit else (">= 10", "4")),
        f"{CHECKLIST}1 | | Points | <= 2 | | I.A\n",
        glossary=f"{GLOSSARY}Worked out | | number | {unit} | | | Points / 2\n",
    )


def answering(program: Program) -> Table:
    """The table that asks."""
    return next(table for table in program.tables if table.code_name == "answer")


def first_test(program: Program) -> Test:
    """The test of its first cell."""
    return answering(program).rules[0].guards[0].test


# -- what the name is -----------------------------------------------------------------------------


@pytest.mark.parametrize("policy", LISTS)
def test_the_output_of_a_list_policy_is_tested_as_a_list(policy: str) -> None:
    """`has` and `count` are conditions on it, as they are on any list of its allowed values."""
    program = of_lists(policy)
    wanted = Has(quantifier=Quantifier.ALL, values=("approve", "refer"))
    assert wanted == first_test(program)
    one = Interval(low=Decimal(1), high=Decimal(1))
    assert Count(one) == answering(program).rules[1].guards[0].test


@pytest.mark.parametrize("policy", LISTS)
def test_the_output_of_a_list_policy_is_no_single_value(policy: str) -> None:
    """A plain value is no condition on it, and is found: it would never match."""
    found = lowered(
        ASKED.format(policy=policy, output="Route", values=("refer", "approve", "pend")),
        ASKS.format(output="Route", tests=("approve", "-")).replace("Worked out", "Age"),
        CHECKLIST + "1 | | Fit | yes\n",
        glossary=GLOSSARY,
    )
    assert names_of(found) == ["unreadable-cell"]
    assert found.diagnostics[0].primary is not None
    assert "Answer!B4" in str(found.diagnostics[0].primary)


@pytest.mark.parametrize("policy", LISTS)
def test_a_rule_of_a_list_policy_gives_one_value(policy: str) -> None:
    """An outcome cell holds one allowed value, which the hit policy puts into the list."""
    program = of_lists(policy)
    (asked,) = (table for table in program.tables if table.code_name == "asked_one")
    assert Type(kind=Kind.TEXT) == asked.outputs[0].type
    assert [r.outcomes[0].value for r in asked.rules] == ["refer", "approve", "refer", "pend"]


@pytest.mark.parametrize("policy", LISTS)
def test_a_list_is_no_outcome_of_a_list_policy(policy: str) -> None:
    """Lists of lists do not exist; the hit policy is reported."""
    asked = ASKED.format(policy=policy, output="Sites", values=("liver", "lung", "brain"))
    found = lowered(asked, ASKS.format(output="Age", tests=("1", "2")).replace("Worked out", "Age"))
    assert "Sites" in next(each.message for each in found.diagnostics)


def test_a_count_is_a_whole_number_without_unit() -> None:
    """Collect count is compared with numbers, whatever the rules say."""
    program = program_of(
        ASKED.format(policy="C#", output="Route", values=("refer", "approve", "pend")),
        ASKS.format(output="Route", tests=(">= 2", "1")).replace("Worked out", "Age"),
        CHECKLIST + "1 | | Fit | yes\n",
        glossary=GLOSSARY,
    )
    assert Between(Interval(low=Decimal(2))) == first_test(program)


def test_a_sum_may_leave_the_allowed_values_and_keeps_the_unit() -> None:
    """The allowed values bind what one rule says; the sum is still so many mg."""
    ten = Between(Interval(low=Decimal(10), high=Decimal(10)))
    for cell in ("10", "10 mg"):
        text = ASKS.format(output="Points", tests=(cell, "-")).replace("Worked out", "Age")
        program = program_of(
            ASKED.format(policy="Collect sum", output="Points", values=(4, 9, 0)),
            text,
            CHECKLIST + "1 | | Fit | yes\n",
            glossary=GLOSSARY,
        )
        assert ten == first_test(program)


def test_the_least_and_the_largest_keep_the_allowed_values() -> None:
    """What no rule can say, Collect min and max cannot give: asking for it is found."""
    text = ASKS.format(output="Points", tests=("10", "-")).replace("Worked out", "Age")
    for policy in ("Collect min", "Collect max"):
        asked = ASKED.format(policy=policy, output="Points", values=(4, 9, 0))
        found = lowered(asked, text, CHECKLIST + "1 | | Fit | yes\n", glossary=GLOSSARY)
        assert names_of(found) == ["value-not-allowed"]


def test_codes_of_a_list_are_compared_without_case() -> None:
    """A list of codes is tested for a code however the rules spell it."""
    glossary = "Billing | | code\n"
    asked = ASKED.format(policy="C", output="Billing", values=("J9354", "j9355", "None"))
    asks = ASKS.format(output="Billing", tests=("has j9354", "has J9355")).replace(
        "Worked out", "Age"
    )
    program = program_of(asked, asks, CHECKLIST + "1 | | Fit | yes\n", glossary=glossary)
    assert Has(quantifier=Quantifier.ANY, values=("j9354",)) == first_test(program)
    adult: dict[str, Value] = {"age": Decimal(20), "fit": False, "diagnosis": "NSCLC"}
    assert answer(program, adult).rules == ("1",)


def test_a_single_value_is_still_one() -> None:
    """Policies that answer by one rule leave the type as the Glossary has it."""
    for policy in ("First", "Any", "Priority", "Unique"):
        asked = ASKED.format(policy=policy, output="Route", values=("refer", "approve", "pend"))
        text = ASKS.format(output="Route", tests=("approve", "-")).replace("Worked out", "Age")
        program = program_of(asked, text, CHECKLIST + "1 | | Fit | yes\n", glossary=GLOSSARY)
        assert OneOf(("approve",)) == first_test(program)


# -- what it comes to ------------------------------------------------------------------------------


def months_by_hand(policy: str, values: tuple[str | int, ...]) -> int:
    """What the answering table says, worked out from the values of the rules that match."""
    if policy in LISTS:
        routes = set(values)
        one, two = {"approve", "refer"} <= routes, len(routes) == 1
        met, number = "refer" not in routes, Decimal(len(routes) + 2)
    else:
        numbers = [int(value) for value in values]
        points = {
            "Collect sum": sum(numbers),
            "Collect min": min(numbers),
            "Collect max": max(numbers),
            "Collect count": len(numbers),
        }[policy]
        many, few = (2, 1) if policy == "Collect count" else (10, 4)
        one, two, met, number = points >= many, points == few, points <= 2, Decimal(points) / 2
    tests = (one, two and met, not met and number >= 3, number >= 3, True)
    return tests.index(True) + 1


@pytest.mark.parametrize("policy", [*LISTS, *NUMBERS])
def test_what_is_asked_is_what_all_matching_rules_give(policy: str) -> None:
    """Complete requests: every rule of the answering table sees the whole list or number."""
    lists = policy in LISTS
    program = of_lists(policy) if lists else of_numbers(policy)
    said: tuple[str | int, ...] = ("refer", "approve", "pend") if lists else (4, 9, 0)
    seen = set()
    for request in REQUESTS:
        if None in request.values():
            continue
        hits = (
            *((said[0],) if request["age"] == Decimal(18) else ()),
            *((said[1],) if request["fit"] else ()),
            *((said[0],) if request["diagnosis"] == "other" else ()),
        ) or (said[2],)
        found = dict(answer(program, given(request)).outputs)
        assert Decimal(months_by_hand(policy, hits)) == found["months"], request
        seen.add(found["months"])
    assert len(seen) > 1


@pytest.mark.parametrize("policy", [*LISTS, *NUMBERS])
def test_generated_code_reads_what_the_reference_reads(policy: str, tmp_path: Path) -> None:
    """Complete and partial requests: status, outcome, rules and what is missing are the same."""
    program = of_lists(policy) if policy in LISTS else of_numbers(policy)
    generated = module(program, tmp_path)
    for request in REQUESTS:
        expected = answer(program, given(request))
        values = as_given(program, given(request))
        decision = generated.decide(generated.Request.from_mapping(values))
        assert expected.status.value == decision.status.value, request
        assert set(expected.rules) == {rule.id for rule in decision.rules}, request
        assert expected.missing == {each.code_name for each in decision.missing}, request
        outcomes = {tuple(plain(value) for _, value in row) for (row,) in expected.possible if row}
        assert outcomes == {plain(each) for each in decision.possible if isinstance(each, tuple)}


@pytest.mark.parametrize("policy", NUMBERS)
def test_a_number_for_all_rules_is_an_outcome_with_names(policy: str, tmp_path: Path) -> None:
    """The answer of a collecting table keeps its outputs by name, as other answers do."""
    program = of_numbers(policy)
    generated = module(program, tmp_path)
    decision = generated.asked_one(generated.Request(age=20, fit=True, diagnosis="NSCLC"))
    number = {"Collect sum": 13, "Collect min": 4, "Collect max": 9, "Collect count": 2}[policy]
    assert number == decision.points == decision.possible[0].points
    assert [{"points": number}] == [
        {name: int(value) for name, value in each.items()}
        for each in decision.to_dict()["possible"]
    ]


def test_the_page_says_that_an_output_is_a_list_or_a_count() -> None:
    """The glossary for readers names what a table gives, not what one rule says."""
    (page,) = emit_page(Told(program=of_lists("Collect"), digest="0" * 64)).values()
    row = next(
        each for each in Reader(page).every("tr") if each.attributes.get("id") == "name-route"
    )
    assert "any number of: pend, refer or approve" in row.text
    (page,) = emit_page(Told(program=of_numbers("Collect count"), digest="0" * 64)).values()
    row = next(
        each for each in Reader(page).every("tr") if each.attributes.get("id") == "name-points"
    )
    assert "whole number" in row.text
    assert "mg" not in row.text


def test_what_is_possible_does_not_depend_on_what_was_asked_first(tmp_path: Path) -> None:
    """The outcomes still possible are the same before and after the status is asked for."""
    generated = module(of_lists("Collect"), tmp_path)
    request = generated.Request(age=20)
    first = generated.decide(request).possible
    decision = generated.decide(request)
    assert decision.status.value == "needs information"
    assert decision.possible == first


@pytest.mark.parametrize("policy", ["Priority", "Output order"])
def test_what_is_ranked_is_written_not_worked_out(policy: str) -> None:
    """Rules are ranked before any request is known, so their outcomes are constants."""
    values = ("refer", '{if Fit then "approve" else "pend"}', "pend")
    asked = ASKED.format(policy=policy, output="Route", values=values)
    cell = "has approve" if policy == "Output order" else "approve"
    asks = ASKS.format(output="Route", tests=(cell, "-")).replace("Worked out", "Age")
    found = lowered(asked, asks, CHECKLIST + "1 | | Fit | yes\n", glossary=GLOSSARY)
    assert names_of(found) == ["unreadable-cell"]
    assert str(found.diagnostics[0].primary).endswith("Asked!E5")


def test_closed_text_that_is_worked_out_is_a_member_of_its_class(tmp_path: Path) -> None:
    """Callers compare outcomes by identity, whichever cell they come from."""
    values = ("refer", '{if Fit then "approve" else "pend"}', "pend")
    program = program_of(
        ASKED.format(policy="First", output="Route", values=values),
        ASKS.format(output="Route", tests=("approve", "-")).replace("Worked out", "Age"),
        CHECKLIST + "1 | | Fit | yes\n",
        glossary=GLOSSARY,
    )
    generated = module(program, tmp_path)
    request = generated.Request(age=3, fit=True, diagnosis=generated.Diagnosis.NSCLC)
    assert generated.asked_one(request).route is generated.Route.APPROVE
