"""Values in the reference evaluator: dates, decimals, expressions, `first known of`."""

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
from tablewright.ir.program import HitPolicy, Program
from tablewright.ir.tests import (
    YES,
)
from tablewright.ir.types import Duration, Kind, Special, Value
from tests import small_programs as small
from tests.small_programs import Parts, guard, rule, table, yes_no

OUT = small.text("out", "high", "middle", "low")
UNITS = small.name("units", Kind.NUMBER)


def outcome(found: Answer) -> Value | Special | None:
    """The one outcome of a decided answer."""
    return found.outputs[0][1] if found.outputs else None  # type: ignore[return-value]


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
