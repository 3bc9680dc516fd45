"""The reference evaluator on small programs: hit policies, unknowns, asked tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tablewright.interpret.answer import Answer, answer
from tablewright.interpret.readings import RequestProblem, Status
from tablewright.ir.program import HitPolicy, Impossible, Name, Program, Rule
from tablewright.ir.tests import (
    NO,
    YES,
)
from tablewright.ir.types import Kind, Special, Value
from tests import small_programs as small
from tests.small_programs import Parts, guard, rule, table, yes_no

OUT = small.text("out", "high", "middle", "low")
UNITS = small.name("units", Kind.NUMBER)
A, B = yes_no("a"), yes_no("b")


def only(policy: HitPolicy, output: Name, *rules: Rule) -> Program:
    """A program of one table over a and b."""
    return small.program(Parts(inputs=(A, B), tables=(table("t", policy, (output,), *rules),)))


def outcome(found: Answer) -> Value | Special | None:
    """The one outcome of a decided answer."""
    return found.outputs[0][1] if found.outputs else None  # type: ignore[return-value]


LOW_A = rule("1", guard("a", YES), then=("low",))
HIGH_B = rule("2", guard("b", YES), then=("high",))
BOTH = {"a": True, "b": True}


@pytest.mark.parametrize(
    ("policy", "status", "rules", "rows"),
    [
        (HitPolicy.UNIQUE, Status.CONFLICT, ("1", "2"), ()),
        (HitPolicy.ANY, Status.CONFLICT, ("1", "2"), ()),
        (HitPolicy.FIRST, Status.DECIDED, ("1",), ("low",)),
        (HitPolicy.PRIORITY, Status.DECIDED, ("2",), ("high",)),
        (HitPolicy.RULE_ORDER, Status.DECIDED, ("1", "2"), ("low", "high")),
        (HitPolicy.OUTPUT_ORDER, Status.DECIDED, ("1", "2"), ("high", "low")),
        (HitPolicy.COLLECT, Status.DECIDED, ("1", "2"), ("low", "high")),
    ],
)
def test_hit_policy_says_which_matching_rules_answer(
    policy: HitPolicy, status: Status, rules: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    """Two rules match with different outcomes: the hit policy alone says what that means."""
    found = answer(only(policy, OUT, LOW_A, HIGH_B), BOTH)
    assert status == found.status
    assert rules == found.rules
    assert rows == tuple(row[0][1] for row in found.rows)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (HitPolicy.COLLECT_SUM, "5"),
        (HitPolicy.COLLECT_MIN, "2"),
        (HitPolicy.COLLECT_MAX, "3"),
        (HitPolicy.COLLECT_COUNT, "2"),
    ],
)
def test_collect_with_an_aggregate_gives_one_number(policy: HitPolicy, expected: str) -> None:
    """Collect sum, min, max and count work over the outcomes of all matching rules."""
    rules = (
        rule("1", guard("a", YES), then=(Decimal(2),)),
        rule("2", guard("b", YES), then=(Decimal(3),)),
    )
    assert Decimal(expected) == outcome(answer(only(policy, UNITS, *rules), BOTH))


def test_any_accepts_two_rules_that_agree() -> None:
    """Any is no conflict while all matching rules give the same."""
    agreeing = replace(HIGH_B, outcomes=LOW_A.outcomes)
    found = answer(only(HitPolicy.ANY, OUT, LOW_A, agreeing), BOTH)
    assert found.status is Status.DECIDED
    assert found.outputs == (("out", "low"),)


def test_no_matching_rule_is_no_rule_and_never_an_invented_outcome() -> None:
    """Nothing is invented where no rule matches."""
    found = answer(only(HitPolicy.FIRST, OUT, LOW_A), {"a": False})
    assert found.status is Status.NO_RULE
    assert found.rows == ()
    assert found.possible == frozenset()


def test_otherwise_matches_only_when_no_other_rule_does() -> None:
    """The last row Otherwise takes part only when every rule above fails."""
    last = small.otherwise("9", then=("middle",))
    program = only(HitPolicy.COLLECT, OUT, LOW_A, HIGH_B, last)
    assert answer(program, BOTH).rules == ("1", "2")
    assert answer(program, {"a": False, "b": False}).rules == ("9",)


def test_unknown_is_not_no() -> None:
    """An unknown input leaves all outcomes of its completions possible, and is missing."""
    program = only(HitPolicy.FIRST, OUT, LOW_A, small.otherwise("9", then=("middle",)))
    found = answer(program, {"b": True})
    assert found.status is Status.NEEDS_INFORMATION
    assert found.missing == {"a"}
    assert found.possible == {((("out", "low"),),), ((("out", "middle"),),)}
    assert found.rules == ("1", "9")


def test_unknown_that_cannot_matter_is_not_missing() -> None:
    """A request is decided when every completion gives the same outcome, by whichever rule."""
    rules = (
        rule("1", guard("a", YES), then=("low",)),
        rule("2", guard("a", NO), then=("low",)),
    )
    found = answer(only(HitPolicy.UNIQUE, OUT, *rules), {})
    assert found.status is Status.DECIDED
    assert found.rules == ("1", "2")
    assert found.missing == frozenset()


def test_everything_missing_is_named_at_once() -> None:
    """An empty request names every input that can change the answer."""
    rules = (rule("1", guard("a", YES), guard("b", YES), then=("low",)),)
    program = only(HitPolicy.FIRST, OUT, *rules, small.otherwise("2", then=("high",)))
    assert answer(program, {}).missing == {"a", "b"}
    assert answer(program, {"a": False}).status is Status.DECIDED


def test_inputs_are_never_completed_apart() -> None:
    """Two conditions on one unknown input see the same completion of it."""
    rules = (
        rule("1", guard("a", YES), then=("low",)),
        rule("2", guard("a", YES), then=("high",)),
        rule("3", guard("a", NO), then=("low",)),
    )
    assert answer(only(HitPolicy.FIRST, OUT, *rules), {}).status is Status.DECIDED


def asking(asked_output: Name) -> Program:
    """A first table that reads b and then another table, which only knows a = yes."""
    outer = table(
        "t",
        HitPolicy.FIRST,
        (OUT,),
        rule("1", guard("b", YES), then=("high",)),
        rule("2", guard(small.output("asked", asked_output.code_name), "x"), then=("middle",)),
        small.otherwise("3", then=("low",)),
    )
    inner = table(
        "asked", HitPolicy.UNIQUE, (asked_output,), rule("1", guard("a", YES), then=("x",))
    )
    return small.program(Parts(inputs=(A, B), tables=(outer, inner)))


def test_asked_table_without_a_match_is_no_rule_only_where_it_is_needed() -> None:
    """The answer is NO_RULE when a cell that decides reads an output that no rule gives."""
    program = asking(small.text("mark", "x"))
    assert answer(program, {"a": False, "b": False}).status is Status.NO_RULE
    assert outcome(answer(program, {"a": False, "b": True})) == "high"
    assert answer(program, {"b": False}).statuses == {Status.NO_RULE, Status.DECIDED}


def test_asked_table_without_a_match_gives_nothing_where_the_output_allows_it() -> None:
    """An output whose blank means nothing is nothing when no rule matches."""
    program = asking(replace(small.text("mark", "x"), blank_is_nothing=True))
    assert outcome(answer(program, {"a": False, "b": False})) == "low"


def test_request_that_surely_meets_an_impossible_row_is_refused() -> None:
    """Only sure impossibility is an error; completions that meet it still count."""
    program = only(HitPolicy.FIRST, OUT, LOW_A, small.otherwise("2", then=("high",)))
    row = Impossible(guards=(guard("a", YES), guard("b", YES)), because="never", at=small.AT)
    program = replace(program, impossible=(row,))
    with pytest.raises(RequestProblem, match="never"):
        answer(program, BOTH)
    assert answer(program, {"b": True}).missing == {"a"}


def test_another_decision_of_the_workbook_can_be_asked() -> None:
    """An answer concerns one table; what another table reads plays no part in it."""
    other = table("other", HitPolicy.UNIQUE, (OUT,), rule("1", guard("b", YES), then=("high",)))
    program = only(HitPolicy.FIRST, OUT, LOW_A)
    program = replace(program, tables=(*program.tables, other))
    found = answer(program, {"a": True}, "other")
    assert found.missing == {"b"}
    assert answer(program, {"a": True}).rules == ("1",)
