"""Expressions, tests, rules and items with other names in place of those they read.

What only people read is left out of the result, so that equal results mean equal things.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, assert_never

from tablewright.ir.expr import Binary, Call, Expr, If, Literal, Negate, Read, Ref
from tablewright.ir.program import Domain, Guard, Item, Name, Outcome, Rule
from tablewright.ir.tests import AllOf, AnyOf, HasInSet, InSet, Not, Test


class Renaming(Protocol):
    """What refs and value sets are called instead."""

    def ref(self, ref: Ref) -> Ref:
        """The other name of what a ref reads."""

    def value_set(self, name: str) -> str:
        """The other name of a value set."""


def renamed_expression(expression: Expr, to: Renaming) -> Expr:
    """The expression, reading by other names."""
    match expression:
        case Literal():
            return expression
        case Read(ref=ref):
            return replace(expression, ref=to.ref(ref))
        case Negate(operand=operand):
            return replace(expression, operand=renamed_expression(operand, to))
        case Binary(left=left, right=right):
            return replace(
                expression,
                left=renamed_expression(left, to),
                right=renamed_expression(right, to),
            )
        case If(condition=condition, then=then, otherwise=otherwise):
            return replace(
                expression,
                condition=renamed_expression(condition, to),
                then=renamed_expression(then, to),
                otherwise=renamed_expression(otherwise, to),
            )
        case Call(arguments=arguments):
            return replace(
                expression, arguments=tuple(renamed_expression(each, to) for each in arguments)
            )
        case _:
            assert_never(expression)


def renamed_test(test: Test, to: Renaming) -> Test:
    """The test, with value sets by other names."""
    match test:
        case InSet(value_set=name):
            return InSet(to.value_set(name))
        case HasInSet(value_set=name):
            return replace(test, value_set=to.value_set(name))
        case Not(test=inner):
            return Not(renamed_test(inner, to))
        case AllOf(tests=tests):
            return AllOf(tuple(renamed_test(each, to) for each in tests))
        case AnyOf(tests=tests):
            return AnyOf(tuple(renamed_test(each, to) for each in tests))
        case _:
            return test


def renamed_guard(guard: Guard, to: Renaming) -> Guard:
    """The condition without its text."""
    return replace(guard, ref=to.ref(guard.ref), test=renamed_test(guard.test, to), text="")


def renamed_rule(rule: Rule, to: Renaming) -> Rule:
    """The rule without its id, citation and note."""
    return replace(
        rule,
        id="",
        guards=tuple(renamed_guard(guard, to) for guard in rule.guards),
        outcomes=tuple(_outcome(outcome, to) for outcome in rule.outcomes),
        cite="",
        note="",
    )


def _outcome(outcome: Outcome, to: Renaming) -> Outcome:
    expression = outcome.expression
    renamed = None if expression is None else renamed_expression(expression, to)
    return replace(outcome, expression=renamed, text="")


def renamed_item(item: Item, to: Renaming) -> Item:
    """The item without its wording; its citation is kept as whether it has one of its own."""
    return replace(
        item,
        guard=None if item.guard is None else renamed_guard(item.guard, to),
        only_if=None if item.only_if is None else renamed_guard(item.only_if, to),
        children=tuple(renamed_item(child, to) for child in item.children),
        cite="",
        criterion="",
        evidence="",
        if_not_met="",
    )


def renamed_name(name: Name, to: Renaming) -> Name:
    """The name with its type and allowed values, and none of its wording."""
    named = name.domain.value_set
    domain = replace(name.domain, value_set=to.value_set(named)) if named else name.domain
    return Name(
        name=name.name,
        code_name=name.code_name,
        type=name.type,
        domain=_without_code_names(domain),
        blank_is_nothing=name.blank_is_nothing,
        at=name.at,
    )


def _without_code_names(domain: Domain) -> Domain:
    return replace(
        domain, members=tuple(replace(member, code_name="") for member in domain.members)
    )
