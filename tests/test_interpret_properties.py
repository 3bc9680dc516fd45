"""What must hold of the reference evaluator whatever the program and the request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.interpret.answer import answer, evaluation
from tablewright.interpret.completions import completions, unknown_values
from tablewright.interpret.kleene import checklist_truth
from tablewright.interpret.readings import Status
from tablewright.ir.expr import Function, Operator, Ref
from tablewright.ir.program import Calculation, Checklist, Guard, HitPolicy, Item, Program, Rule
from tablewright.ir.tests import NO, YES, Between, Interval, Not
from tablewright.ir.types import Kind, Special, Value
from tests import small_programs as small
from tests.small_programs import ALL, ANY, NONE, Parts, checklist, group, guard, leaf, rule, table

A, B = small.yes_no("a"), small.yes_no("b")
TEXT = small.text("text", "x", "y", "z")
N, M = small.whole("n", "0", "9"), small.whole("m", "0", "9")
INPUTS = (A, B, TEXT, N, M)
OUT = small.text("out", "p", "q")
SUM = small.calculation(
    small.name("total", Kind.WHOLE), small.binary(Operator.ADD, small.read(N), small.read(M))
)
SMALLER = small.calculation(
    small.name("smaller", Kind.WHOLE),
    small.call(Function.SMALLER_OF, small.read(N), small.read(small.calculated("total"))),
)
CALCULATIONS: tuple[Calculation, ...] = (SUM, SMALLER)
Request = Mapping[str, Value | Special]


def numbers(of: str | Ref) -> st.SearchStrategy[Guard]:
    """A condition on a number."""
    bounds = st.integers(0, 9).map(Decimal)
    tests = st.one_of(
        bounds.map(small.at_most),
        bounds.map(small.from_),
        bounds.map(lambda low: Between(Interval(low=low, low_closed=False))),
        bounds.map(lambda high: Between(Interval(high=high, high_closed=False))),
    )
    return tests.map(lambda test: guard(of, test))


def simple_guards() -> st.SearchStrategy[Guard]:
    """A condition on an input or a calculation."""
    bools = st.tuples(st.sampled_from("ab"), st.sampled_from([YES, NO]))
    return st.one_of(
        bools.map(lambda pair: guard(*pair)),
        st.sampled_from("xyz").map(lambda member: guard("text", member)),
        st.sampled_from("xyz").map(lambda m: guard("text", Not(guard("text", m).test))),
        numbers("n"),
        numbers(small.calculated("total")),
        numbers(small.calculated("smaller")),
    )


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """A checklist of leaves and groups, some of them conditional."""
    combines = st.sampled_from([ALL, ANY, NONE, small.at_least(2)])
    conditions = st.one_of(st.none(), simple_guards())
    items: list[Item] = []
    for at in range(draw(st.integers(1, 3))):
        leaves = tuple(
            leaf(f"{at}.{below}", draw(simple_guards()), only_if=draw(conditions))
            for below in range(draw(st.integers(1, 3)))
        )
        items.append(group(str(at), draw(combines), *leaves, only_if=draw(conditions)))
    return checklist("list", draw(combines), *items)


@st.composite
def programs(draw: st.DrawFn, policies: tuple[HitPolicy, ...] = tuple(HitPolicy)) -> Program:
    """A table over inputs, calculations and a checklist."""
    list_guard = guard(small.met("list"), draw(st.sampled_from([YES, NO])))
    cells = st.one_of(simple_guards(), st.just(list_guard))
    policy = draw(st.sampled_from(policies))
    numeric = policy.value.startswith("Collect ")
    output = small.name("units", Kind.NUMBER) if numeric else OUT
    constants: list[Value] = [Decimal(1), Decimal(2)] if numeric else ["p", "q"]
    values = st.sampled_from(constants)
    rules: list[Rule] = [
        rule(str(at), *draw(st.lists(cells, min_size=1, max_size=3)), then=(draw(values),))
        for at in range(draw(st.integers(1, 4)))
    ]
    if draw(st.booleans()):
        rules.append(small.otherwise("last", then=(draw(values),)))
    tables = (table("t", policy, (output,), *rules),)
    lists = (draw(checklists()),)
    return small.program(
        Parts(inputs=INPUTS, tables=tables, checklists=lists, calculations=CALCULATIONS)
    )


COMPLETE: Mapping[str, st.SearchStrategy[Value | Special]] = {
    "a": st.booleans(),
    "b": st.booleans(),
    "text": st.sampled_from("xyz"),
    "n": st.integers(0, 9).map(Decimal),
    "m": st.integers(0, 9).map(Decimal),
}


def requests(known: int) -> st.SearchStrategy[Request]:
    """A request in which at least so many inputs are known."""
    return st.lists(st.sampled_from(list(COMPLETE)), min_size=known, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: COMPLETE[name] for name in names})
    )


def unknown_in(request: Request) -> tuple[str, ...]:
    """The inputs that a request leaves open."""
    return tuple(name for name in COMPLETE if name not in request)


@settings(max_examples=60, deadline=None)
@given(program=programs(), request=requests(3))
def test_answer_is_what_all_completions_agree_on(program: Program, request: Request) -> None:
    """Status, outcomes, rules and missing are those that brute force finds by their definition."""
    found = answer(program, request)
    open_inputs = unknown_in(request)
    answers = {
        tuple(each[name] for name in open_inputs): answer(program, each)
        for each in completions(program, request, open_inputs)
    }
    told = {values: (each.status, each.rows) for values, each in answers.items()}
    assert (len(set(told.values())) == 1) == (found.status is not Status.NEEDS_INFORMATION)
    assert {each.status for each in answers.values()} == found.statuses
    assert {r for each in answers.values() for r in each.rules} == set(found.rules)
    assert {
        each.rows for each in answers.values() if each.status is Status.DECIDED
    } == found.possible
    missing = {
        name
        for at, name in enumerate(open_inputs)
        for one, other in product(told, repeat=2)
        if one[:at] + one[at + 1 :] == other[:at] + other[at + 1 :] and told[one] != told[other]
    }
    assert missing == found.missing


@settings(max_examples=60, deadline=None)
@given(program=programs(), request=requests(3), data=st.data())
def test_representatives_stand_for_every_value(
    program: Program, request: Request, data: st.DataObject
) -> None:
    """The answer to any completion, representative or not, is among those found possible."""
    completed = {name: data.draw(COMPLETE[name]) for name in unknown_in(request)}
    found = answer(program, request)
    actual = answer(program, {**request, **completed})
    assert actual.status in found.statuses
    assert actual.status is not Status.DECIDED or actual.rows in found.possible
    assert set(actual.rules) <= set(found.rules)


@settings(max_examples=60, deadline=None)
@given(program=programs(), request=requests(2), data=st.data())
def test_more_information_never_changes_a_decision(
    program: Program, request: Request, data: st.DataObject
) -> None:
    """What is decided stays decided, and what is possible only becomes less."""
    before = answer(program, request)
    name = data.draw(st.sampled_from([*unknown_in(request), "a"]))
    after = answer(program, {name: data.draw(COMPLETE[name]), **request})
    assert after.possible <= before.possible
    assert after.statuses <= before.statuses
    if before.status is not Status.NEEDS_INFORMATION:
        assert (before.status, before.rows) == (after.status, after.rows)


@settings(max_examples=60, deadline=None)
@given(program=programs(), request=requests(3))
def test_known_item_truth_is_that_of_every_completion(program: Program, request: Request) -> None:
    """Kleene's truth of a checklist, where it is known, is the truth in each completion."""
    (listed,) = program.checklists
    truth = checklist_truth(evaluation(program, request, "t"), listed)
    if isinstance(truth, bool):
        for each in completions(program, request, unknown_in(request)):
            assert truth == checklist_truth(evaluation(program, each, "t"), listed)


ORDER_FREE = (
    HitPolicy.UNIQUE,
    HitPolicy.ANY,
    HitPolicy.COLLECT_SUM,
    HitPolicy.COLLECT_MIN,
    HitPolicy.COLLECT_MAX,
    HitPolicy.COLLECT_COUNT,
    HitPolicy.PRIORITY,
)


@settings(max_examples=60, deadline=None)
@given(program=programs(ORDER_FREE), request=requests(3))
def test_row_order_matters_only_where_the_hit_policy_says_so(
    program: Program, request: Request
) -> None:
    """Rules may be turned round, the last row Otherwise aside, without any change of the answer."""
    (answering,) = program.tables
    ordinary = [each for each in answering.rules if not each.otherwise]
    last = [each for each in answering.rules if each.otherwise]
    turned = replace(answering, rules=(*reversed(ordinary), *last))
    one, other = answer(program, request), answer(replace(program, tables=(turned,)), request)
    assert (one.status, one.rows, one.missing) == (other.status, other.rows, other.missing)


def test_representatives_of_a_sum_reach_both_sides_of_its_bound() -> None:
    """Each addend has values that put the sum at its bound and next to it."""
    tested = guard(small.calculated("total"), small.from_(Decimal(7)))
    rules = (rule("1", tested, then=("p",)), small.otherwise("2", then=("q",)))
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    program = small.program(Parts(inputs=INPUTS, tables=tables, calculations=CALCULATIONS))
    found = unknown_values(program, {"n": Decimal(3)}).of("m")
    assert {Decimal(3), Decimal(4)} <= set(found)
