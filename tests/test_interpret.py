"""The reference evaluator on small programs: hit policies, unknowns, calculations, asked tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal, getcontext, localcontext

import pytest

from tablewright.interpret.answer import Answer, answer
from tablewright.interpret.completions import completions
from tablewright.interpret.exact import arithmetic
from tablewright.interpret.readings import RequestProblem, Status, TooMany
from tablewright.ir.expr import Function, Literal, Operator
from tablewright.ir.program import Code, HitPolicy, Impossible, Name, Program, Rule, ValueSet
from tablewright.ir.tests import (
    NO,
    YES,
    Between,
    Blank,
    Bound,
    Count,
    Has,
    InSet,
    Interval,
    Not,
    Quantifier,
    Test,
)
from tablewright.ir.types import Duration, Kind, Special, Value
from tests import small_programs as small
from tests.small_programs import Parts, guard, rule, table, yes_no

OUT = small.text("out", "high", "middle", "low")
UNITS = small.name("units", Kind.NUMBER)
A, B = yes_no("a"), yes_no("b")


def only(policy: HitPolicy, output: Name, *rules: Rule) -> Program:
    """A program of one table over a and b."""
    return small.program(Parts(inputs=(A, B), tables=(table("t", policy, (output,), *rules),)))


def one_test(subject: Name, test: Test) -> Program:
    """A program that answers high when the subject passes the test, else low."""
    rules = (rule("1", guard(subject.code_name, test), then=("high",)),)
    answering = table("t", HitPolicy.FIRST, (OUT,), *rules, small.otherwise("2", then=("low",)))
    return small.program(Parts(inputs=(subject,), tables=(answering,)))


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


BIRTH = small.name("birth", Kind.DATE)
ON = small.name("on", Kind.DATE)
AGE = small.calculation(
    small.name("age", Kind.WHOLE), small.call(Function.AGE, small.read(BIRTH), small.read(ON))
)


def of_age() -> Program:
    """High from the 18th birthday."""
    adult = guard(small.calculated("age"), small.from_(Decimal(18)))
    rules = (rule("1", adult, then=("high",)), small.otherwise("2", then=("low",)))
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    return small.program(Parts(inputs=(BIRTH, ON), tables=tables, calculations=(AGE,)))


@pytest.mark.parametrize(
    ("birth", "on", "expected"),
    [
        ("2007-06-01", "2025-06-01", "high"),
        ("2007-06-01", "2025-05-31", "low"),
        ("2008-02-29", "2026-02-28", "high"),
        ("2008-02-29", "2026-02-27", "low"),
    ],
)
def test_age_is_reached_on_the_birthday_clamped_at_month_end(
    birth: str, on: str, expected: str
) -> None:
    """A birthday of 29 February is 28 February in common years, as all months are clamped."""
    request = {"birth": dt.date.fromisoformat(birth), "on": dt.date.fromisoformat(on)}
    assert expected == outcome(answer(of_age(), request))


def test_unknown_date_behind_an_age_is_missing_where_it_can_matter() -> None:
    """The boundary of a calculation is found through an unknown date."""
    found = answer(of_age(), {"on": dt.date(2025, 6, 1)})
    assert found.missing == {"birth"}
    assert {True, False} == {
        answer(of_age(), request).outputs == (("out", "high"),)
        for request in completions(of_age(), {"on": dt.date(2025, 6, 1)}, ("birth",))
    }


@pytest.mark.parametrize(
    ("event", "date", "expected"),
    [
        ("2024-08-31", "2025-02-28", "high"),
        ("2024-08-31", "2025-03-01", "low"),
        ("2024-08-31", "2024-08-30", "low"),
        ("9999-10-31", "9999-12-31", "high"),
    ],
)
def test_within_before_counts_calendar_months_inclusive(
    event: str, date: str, expected: str
) -> None:
    """31 August plus six months is 28 February; an end past the calendar is after every date."""
    span = small.literal(Duration(months=6))
    within = small.call(
        Function.WITHIN_BEFORE, small.read(BIRTH), span, small.read(ON), kind=Kind.YES_NO
    )
    recent = small.calculation(yes_no("recent"), within)
    rules = (
        rule("1", guard(small.calculated("recent"), YES), then=("high",)),
        small.otherwise("2", then=("low",)),
    )
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    program = small.program(Parts(inputs=(BIRTH, ON), tables=tables, calculations=(recent,)))
    request = {"birth": dt.date.fromisoformat(event), "on": dt.date.fromisoformat(date)}
    assert expected == outcome(answer(program, request))


MG, KG = small.number("mg", "0", "10000"), small.number("kg", "1", "500")
PER_KG = small.calculation(
    small.name("per_kg", Kind.NUMBER),
    small.binary(Operator.DIVIDE, small.read(MG), small.read(KG)),
)


def dosed() -> Program:
    """High up to 3.6 mg per kg."""
    within = guard(small.calculated("per_kg"), small.at_most(Decimal("3.6")))
    rules = (rule("1", within, then=("high",)), small.otherwise("2", then=("low",)))
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    return small.program(Parts(inputs=(MG, KG), tables=tables, calculations=(PER_KG,)))


def test_decimals_are_exact_whatever_the_context_of_the_caller() -> None:
    """181.08 / 50.3 is 3.6, and 3.6 is not above 3.6; the caller's context is left alone."""
    request = {"mg": Decimal("181.08"), "kg": Decimal("50.3")}
    with localcontext() as context:
        context.prec = 3
        assert outcome(answer(dosed(), request)) == "high"
        assert getcontext().prec == 3
    above = {**request, "mg": Decimal("181.08000000000000000001")}
    assert outcome(answer(dosed(), above)) == "low"


def test_arithmetic_has_34_digits() -> None:
    """A quotient is rounded half even at the 34th digit."""
    expected = Decimal("0.6666666666666666666666666666666667")
    assert expected == arithmetic(Operator.DIVIDE, Decimal(2), Decimal(3))


def test_boundaries_are_found_whatever_the_context_of_the_caller() -> None:
    """The one weight that gives exactly 3.6 is found although the caller works with 3 digits."""
    program = dosed()
    (answering,) = program.tables
    exactly = guard(small.calculated("per_kg"), Decimal("3.6"))
    rules = (rule("1", exactly, then=("high",)), *answering.rules[1:])
    program = replace(program, tables=(replace(answering, rules=rules),))
    with localcontext() as context:
        context.prec = 3
        assert answer(program, {"mg": Decimal("181.11492")}).missing == {"kg"}


def test_exact_boundary_is_among_the_completions() -> None:
    """The weight at which a dose is exactly the limit is one of its representatives."""
    tried = completions(dosed(), {"mg": Decimal("181.08")}, ("kg",))
    assert Decimal("50.3") in {request["kg"] for request in tried}


def test_calculation_on_unknowns_keeps_the_range_of_allowed_values() -> None:
    """3.6 mg over any allowed weight is within the limit, so the weight is not missing."""
    assert answer(dosed(), {"mg": Decimal("3.6")}).status is Status.DECIDED
    assert answer(dosed(), {"mg": Decimal("3.7")}).missing == {"kg"}


STATED = small.number("stated", "0", "100")
USED = small.calculation(
    small.name("used", Kind.NUMBER),
    small.call(Function.FIRST_KNOWN_OF, small.read(STATED), small.read(small.calculated("per_kg"))),
)


def stated_or_computed() -> Program:
    """High up to 3.6, by the stated dose or the computed one."""
    within = guard(small.calculated("used"), small.at_most(Decimal("3.6")))
    rules = (rule("1", within, then=("high",)), small.otherwise("2", then=("low",)))
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    inputs = (STATED, MG, KG)
    return small.program(Parts(inputs=inputs, tables=tables, calculations=(PER_KG, USED)))


def test_first_known_of_completes_nothing_behind_the_others() -> None:
    """One known alternative is enough: the inputs behind the other are not missing."""
    found = answer(stated_or_computed(), {"stated": Decimal(3)})
    assert found.status is Status.DECIDED
    computed = answer(stated_or_computed(), {"mg": Decimal(400), "kg": Decimal(100)})
    assert outcome(computed) == "low"


def test_first_known_of_nothing_known_is_one_question() -> None:
    """None known: the calculation itself is missing, whatever is known behind an alternative."""
    assert answer(stated_or_computed(), {}).missing == {"used"}
    assert answer(stated_or_computed(), {"mg": Decimal(181)}).missing == {"used"}


def test_two_known_alternatives_that_differ_are_refused() -> None:
    """A stated value that contradicts the computed one makes the request contradictory."""
    agreeing = {"stated": Decimal("3.6"), "mg": Decimal("181.08"), "kg": Decimal("50.3")}
    assert answer(stated_or_computed(), agreeing).status is Status.DECIDED
    with pytest.raises(RequestProblem, match="used is given twice"):
        answer(stated_or_computed(), {**agreeing, "stated": Decimal(3)})


def test_nothing_satisfies_only_blank() -> None:
    """A known blank fails every other test, `not` included."""
    blank_date = small.name("day", Kind.DATE, nothing=True)
    assert outcome(answer(one_test(blank_date, Blank()), {})) == "high"
    before = Between(Interval(high=dt.date(2025, 1, 1)))
    assert outcome(answer(one_test(blank_date, before), {})) == "low"
    assert outcome(answer(one_test(blank_date, Not(before)), {})) == "low"


def test_codes_ignore_case_and_outer_blanks_and_prefixes_take_the_rest() -> None:
    """Value sets hold codes and prefixes; an unknown code may always be another one."""
    codes = (Code(code="c50", prefix=True), Code(code="d05"))
    breast = ValueSet(name="Breast", code_name="breast", codes=codes, at=small.AT)
    program = replace(one_test(small.name("icd", Kind.CODE), InSet("breast")), value_sets=(breast,))
    for code, expected in ((" C50.911 ", "high"), ("C50", "high"), ("D05.1", "low")):
        assert expected == outcome(answer(program, {"icd": code}))
    assert answer(program, {}).missing == {"icd"}


@pytest.mark.parametrize(
    ("test", "given", "expected"),
    [
        (Has(quantifier=Quantifier.ANY, values=("x", "y")), ("y",), "high"),
        (Has(quantifier=Quantifier.ALL, values=("x", "y")), ("y",), "low"),
        (Has(quantifier=Quantifier.NONE, values=("x", "y")), (), "high"),
        (Count(Interval(low=Decimal(2))), ("x", "x"), "low"),
        (Count(Interval(low=Decimal(2))), ("x", "z"), "high"),
    ],
)
def test_lists_are_sets(test: Test, given: tuple[str, ...], expected: str) -> None:
    """A member given twice counts once."""
    program = one_test(small.texts("marks", "x", "y", "z"), test)
    assert expected == outcome(answer(program, {"marks": given}))
    assert answer(program, {}).missing == {"marks"}


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


def test_outcomes_may_be_expressions() -> None:
    """An outcome cell is worked out in each completion, and is decided when all agree."""
    smaller = small.call(Function.SMALLER_OF, small.literal(Decimal(12)), small.read(KG))
    answering = table("t", HitPolicy.FIRST, (UNITS,), rule("1", then=(smaller,)))
    program = small.program(Parts(inputs=(KG,), tables=(answering,)))
    assert outcome(answer(program, {"kg": Decimal(8)})) == Decimal(8)
    assert outcome(answer(program, {"kg": Decimal(80)})) == Decimal(12)
    assert answer(program, {}).missing == {"kg"}


def test_division_by_zero_is_never_decided_on() -> None:
    """A calculation without a value leaves the answer open and names itself."""
    program = dosed()
    free = replace(program, inputs=(MG, small.number("kg", "0", "500")))
    found = answer(free, {"mg": Decimal(1), "kg": Decimal(0)})
    assert found.status is Status.NEEDS_INFORMATION
    assert found.missing == {"per_kg"}


def test_invalid_request_is_refused_with_all_its_problems() -> None:
    """Names that are no inputs and values out of type or range are reported together."""
    with pytest.raises(RequestProblem) as refused:
        answer(dosed(), {"mg": Decimal(-1), "kg": True, "other": "x"})
    assert len(refused.value.problems) == 3


def test_request_that_surely_meets_an_impossible_row_is_refused() -> None:
    """Only sure impossibility is an error; completions that meet it still count."""
    program = only(HitPolicy.FIRST, OUT, LOW_A, small.otherwise("2", then=("high",)))
    row = Impossible(guards=(guard("a", YES), guard("b", YES)), because="never", at=small.AT)
    program = replace(program, impossible=(row,))
    with pytest.raises(RequestProblem, match="never"):
        answer(program, BOTH)
    assert answer(program, {"b": True}).missing == {"a"}


def test_too_many_completions_are_not_started() -> None:
    """Brute force says so before the first completion when there are more than the limit."""
    with pytest.raises(TooMany):
        completions(dosed(), {}, ("mg", "kg"), limit=3)
    with pytest.raises(TooMany):
        answer(dosed(), {}, limit=10)


def test_codes_are_equal_in_expressions_whatever_their_case() -> None:
    """A comparison of codes in a calculation ignores case and outer blanks, as cells do."""
    code = small.name("code", Kind.CODE)
    wanted = Literal(type=code.type, value=" J9354 ")
    same = small.binary(Operator.EQUAL, small.read(code), wanted, Kind.YES_NO)
    rules = (
        rule("1", guard(small.calculated("same"), YES), then=("high",)),
        small.otherwise("2", then=("low",)),
    )
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    calculations = (small.calculation(yes_no("same"), same),)
    program = small.program(Parts(inputs=(code,), tables=tables, calculations=calculations))
    assert outcome(answer(program, {"code": "j9354"})) == "high"
    assert outcome(answer(program, {"code": "J9355"})) == "low"
    assert answer(program, {}).missing == {"code"}


def test_blank_that_means_nothing_is_known() -> None:
    """`first known of` takes a blank that means nothing: it is said that there is none."""
    program = stated_or_computed()
    blank = replace(program, inputs=(replace(STATED, blank_is_nothing=True), MG, KG))
    assert outcome(answer(blank, {"mg": Decimal(1), "kg": Decimal(1)})) == "low"


@pytest.mark.parametrize(
    ("subject", "low", "high"),
    [
        (small.whole("x", "0", "9"), Decimal(4), Decimal(6)),
        (MG, Decimal(4), Decimal("4.000000001")),
        (ON, dt.date(2025, 1, 1), dt.date(2025, 1, 3)),
        (small.name("span", Kind.DURATION), Duration(days=3), Duration(days=5)),
    ],
)
def test_values_between_two_open_bounds_are_tried(subject: Name, low: Bound, high: Bound) -> None:
    """A gap between two bounds has a representative of its own, however narrow it is."""
    between = Interval(low=low, low_closed=False, high=high, high_closed=False)
    name = subject.code_name
    assert answer(one_test(subject, Between(between)), {}).missing == {name}


def test_first_known_of_takes_every_value_that_conditions_tell_apart() -> None:
    """One unknown value stands for all that no condition tells from it, and no two are merged."""
    program = stated_or_computed()
    (answering,) = program.tables
    lower = guard(small.calculated("used"), small.at_most(Decimal(2)))
    rules = (rule("0", lower, then=("middle",)), *answering.rules)
    program = replace(program, tables=(replace(answering, rules=rules),))
    assert answer(program, {}).rules == ("0", "1", "2")
    heavy = {"mg": Decimal(181), "stated": Decimal(3)}
    assert answer(program, heavy).rules == ("1",)


def test_another_decision_of_the_workbook_can_be_asked() -> None:
    """An answer concerns one table; what another table reads plays no part in it."""
    other = table("other", HitPolicy.UNIQUE, (OUT,), rule("1", guard("b", YES), then=("high",)))
    program = only(HitPolicy.FIRST, OUT, LOW_A)
    program = replace(program, tables=(*program.tables, other))
    found = answer(program, {"a": True}, "other")
    assert found.missing == {"b"}
    assert answer(program, {"a": True}).rules == ("1",)
