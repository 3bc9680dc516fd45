"""Checklists in the reference evaluator: combines, Only if, items as subjects, kinds, citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tablewright.interpret.answer import Answer, answer
from tablewright.interpret.readings import Status
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Checklist, Combine, Guard, HitPolicy, Program
from tablewright.ir.tests import NO, YES, Has, Quantifier
from tests import small_programs as small
from tests.small_programs import ALL, ANY, NONE, Parts, checklist, group, guard, leaf, rule, table

OUT = small.text("out", "approve", "refer")
INPUTS = tuple(map(small.yes_no, "abcd"))
A, B, C, D = (guard(each.code_name, YES) for each in INPUTS)


def deciding(*lists: Checklist, first: Guard | None = None) -> Program:
    """Approve when the first checklist is met, else refer."""
    tested = first or guard(small.met(lists[0].code_name), YES)
    rules = (rule("1", tested, then=("approve",)), small.otherwise("2", then=("refer",)))
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    return small.program(Parts(inputs=INPUTS, tables=tables, checklists=lists))


def asked(program: Program, **given: bool) -> Answer:
    """The answer when these inputs are known."""
    return answer(program, given)


def approved(found: Answer) -> bool:
    """Whether the answer is approve."""
    return found.outputs == (("out", "approve"),)


@pytest.mark.parametrize(
    ("combine", "held", "expected"),
    [
        (ALL, "abc", True),
        (ALL, "ab", False),
        (ANY, "c", True),
        (ANY, "", False),
        (NONE, "", True),
        (NONE, "b", False),
        (small.at_least(2), "ac", True),
        (small.at_least(2), "a", False),
    ],
)
def test_combine_says_how_many_items_must_hold(combine: Combine, held: str, expected: bool) -> None:
    """All of, any of, none of and at least n of count the items that hold."""
    items = checklist("list", combine, leaf("1", A), leaf("2", B), leaf("3", C))
    found = asked(deciding(items), **{each: each in held for each in "abc"})
    assert expected == approved(found)


def test_only_if_binds_an_item_only_where_its_condition_holds() -> None:
    """Condition no: met. Condition unknown: met if the test is met, else it depends."""
    program = deciding(checklist("list", ALL, leaf("1", A, only_if=B)))
    assert approved(asked(program, a=False, b=False))
    assert not approved(asked(program, a=False, b=True))
    assert approved(asked(program, a=True))
    waiting = asked(program, a=False)
    assert waiting.missing == {"b"}
    assert waiting.open == ("1",)


def test_only_if_of_a_group_binds_an_item_of_it_that_is_read_elsewhere() -> None:
    """An item of a group that does not apply is met, also when it is read by its id."""
    items = checklist("list", ALL, group("1", ANY, leaf("1.a", A), only_if=B))
    program = deciding(items, first=guard(small.met("list", "1.a"), YES))
    assert approved(asked(program, a=False, b=False))
    assert not approved(asked(program, a=False, b=True))


def test_leaf_may_test_another_item() -> None:
    """An item can be the subject of a leaf, met or not met."""
    first = leaf("1", A)
    second = leaf("2", guard(small.met("list", "1"), NO))
    program = deciding(checklist("list", ANY, group("x", ALL, first, leaf("3", B)), second))
    assert approved(asked(program, a=False, b=False))
    assert not approved(asked(program, a=True, b=False))


def test_unmet_stops_at_the_first_failed_item_with_its_own_cite() -> None:
    """A cited group is named, not its children; below an uncited all-of group each failed child."""
    cited = group("1", ALL, leaf("1.a", A))
    uncited = small.without_cite(group("2", ALL, leaf("2.a", B), leaf("2.b", C)))
    program = deciding(checklist("list", ALL, cited, uncited))
    assert asked(program, a=False, b=False, c=True).unmet == ("1", "2.a")
    assert asked(program, a=True, b=True, c=True).unmet == ()


def test_unmet_never_names_a_failed_alternative_of_a_met_group() -> None:
    """The alternative that held is in satisfied_by, the one that failed is nowhere."""
    either = group("1", ANY, leaf("1.a", A), leaf("1.b", B))
    program = deciding(checklist("list", ALL, either, leaf("2", C)))
    found = asked(program, a=False, b=True, c=False)
    assert found.unmet == ("2",)
    assert found.satisfied_by == ("1.b",)
    assert asked(program, a=False, b=False, c=False).unmet == ("1", "2")


def test_unmet_names_the_child_that_held_in_a_none_of_group() -> None:
    """What failed a `none of` group is the child that held."""
    program = deciding(checklist("list", ALL, group("1", NONE, leaf("1.a", A), leaf("1.b", B))))
    assert asked(program, a=False, b=True).unmet == ("1.b",)


def test_satisfied_by_says_nothing_of_what_does_not_apply() -> None:
    """A group that is met because its Only if is not is satisfied by nothing."""
    either = group("1", ANY, leaf("1.a", A), only_if=B)
    program = deciding(checklist("list", ALL, either))
    assert asked(program, a=True, b=False).satisfied_by == ()
    assert asked(program, a=True, b=True).satisfied_by == ("1.a",)


def test_open_items_are_named_whether_decided_or_not() -> None:
    """An unknown item stays open although another one has decided."""
    program = deciding(checklist("list", ALL, leaf("1", A), leaf("2", B)))
    found = asked(program, a=False)
    assert found.status is Status.DECIDED
    assert found.open == ("2",)


def kinds_program() -> Program:
    """Refer where an item of history fails, approve else."""
    items = checklist(
        "list",
        ALL,
        leaf("1", A, kind="use"),
        replace(group("2", ALL, leaf("2.a", B), leaf("2.b", C, kind="use")), kind="history"),
        small.without_cite(replace(group("3", ALL, leaf("3.a", D)), kind="history")),
    )
    kinds = Ref(kind=RefKind.KINDS, name="list")
    history = guard(kinds, Has(quantifier=Quantifier.ANY, values=("history",)))
    rules = (rule("1", history, then=("refer",)), small.otherwise("2", then=("approve",)))
    tables = (table("t", HitPolicy.FIRST, (OUT,), *rules),)
    return small.program(Parts(inputs=INPUTS, tables=tables, checklists=(items,)))


@pytest.mark.parametrize(
    ("failed", "expected"), [("", True), ("a", True), ("b", False), ("c", False), ("d", False)]
)
def test_kinds_not_met_are_those_of_the_items_that_unmet_names(failed: str, expected: bool) -> None:
    """A named group gives its own kind; a named item without a kind that of its parent."""
    found = asked(kinds_program(), **{each: each not in failed for each in "abcd"})
    assert expected == approved(found)


def two_lists(*, above: Guard) -> Program:
    """One checklist behind another condition in rule 1, a second one in rule 2."""
    lists = (checklist("one", ALL, leaf("1.1", A)), checklist("two", ALL, leaf("2.1", B)))
    answering = table(
        "t",
        HitPolicy.FIRST,
        (OUT,),
        rule("1", above, guard(small.met("one"), YES), then=("approve",)),
        rule("2", guard(small.met("two"), YES), then=("approve",)),
        small.otherwise("3", then=("refer",)),
    )
    return small.program(Parts(inputs=INPUTS, tables=(answering,), checklists=lists))


def test_checklist_counts_only_where_no_other_cell_of_the_rule_fails() -> None:
    """A checklist behind a failed condition explains nothing."""
    program = two_lists(above=C)
    assert asked(program, a=False, b=False, c=True).unmet == ("1.1", "2.1")
    assert asked(program, a=False, b=False, c=False).unmet == ("2.1",)


def test_checklist_below_the_rule_that_answered_does_not_count() -> None:
    """What stands below the answer has no part in it."""
    program = two_lists(above=C)
    assert asked(program, a=True, b=False, c=True).unmet == ()


def test_checklist_behind_an_asked_table_counts() -> None:
    """The reason is found through the table that the answering table asks."""
    mark = small.text("mark", "yes", "no")
    inner = table(
        "inner",
        HitPolicy.FIRST,
        (mark,),
        rule("1", guard(small.met("one"), YES), then=("yes",)),
        small.otherwise("2", then=("no",)),
    )
    outer = table(
        "t",
        HitPolicy.FIRST,
        (OUT,),
        rule("1", guard(small.output("inner", "mark"), "yes"), then=("approve",)),
        small.otherwise("2", then=("refer",)),
    )
    lists = (checklist("one", ALL, leaf("1", A)),)
    program = small.program(Parts(inputs=INPUTS, tables=(outer, inner), checklists=lists))
    assert asked(program, a=False).unmet == ("1",)


def test_item_without_any_cite_is_named_by_its_id() -> None:
    """Nothing that failed is lost for want of a citation."""
    program = deciding(checklist("list", ALL, small.without_cite(leaf("7", A))))
    assert asked(program, a=False).unmet == ("7",)


def test_truths_and_positions_of_rules_are_not_mixed_up() -> None:
    """False equals 0 in Python; an item that fails and the first rule stay apart all the same."""
    items = checklist("list", small.at_least(1), leaf("1", A))
    rules = (
        rule("1", B, then=("refer",)),
        rule("2", guard(small.met("list"), NO), then=("approve",)),
    )
    tables = (table("t", HitPolicy.RULE_ORDER, (OUT,), *rules),)
    program = small.program(Parts(inputs=INPUTS, tables=tables, checklists=(items,)))
    assert asked(program, a=False, b=True).rules == ("1", "2")


def test_item_of_a_group_that_does_not_apply_is_cited_as_met() -> None:
    """What is cited follows the same rule: a group's Only if binds an item that is read by id."""
    items = checklist("list", ALL, group("1", ALL, leaf("1.a", A), only_if=B))
    asking = checklist("other", ALL, leaf("9", guard(small.met("list", "1.a"), YES)))
    program = deciding(asking, items)
    assert asked(program, a=False, b=False).unmet == ()
    assert asked(program, a=False, b=True).unmet == ("9",)
    assert asked(program, a=False).open == ("9",)
