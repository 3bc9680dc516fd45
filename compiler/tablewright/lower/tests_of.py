"""From the tree of a condition cell to a test with constants only.

Conditions that compare with something not constant are the business of `comparisons`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import reduce
from typing import assert_never

from tablewright.ir import tests
from tablewright.ir.accept import in_set
from tablewright.ir.expr import Literal, Operator, Read
from tablewright.ir.program import Domain, ValueSet
from tablewright.ir.tests import Between, Bound, Interval, Quantifier, Test
from tablewright.ir.types import Duration, Kind, Scalar, Type
from tablewright.lower.allowed_values import not_allowed
from tablewright.lower.fit import describe, normal_code
from tablewright.lower.fold import folded
from tablewright.lower.infer import infer
from tablewright.lower.intervals import common, compared, is_empty, point
from tablewright.lower.scope import Symbol
from tablewright.lower.typist import Typist
from tablewright.syntax import tree
from tablewright.syntax.tree import Condition, Expression

_WORDS = frozenset({Kind.TEXT, Kind.CODE})
_EQUALITY = frozenset({Operator.EQUAL, Operator.NOT_EQUAL})


def test_of(condition: Condition, symbol: Symbol, typist: Typist) -> Test | None:
    """The test; None after a fault."""
    match condition:
        case tree.IsBlank() | tree.IsGiven():
            return _blank_or_given(condition, symbol, typist)
        case tree.IsMet(met=met):
            return tests.YES if met else tests.NO
        case tree.Compare():
            return _comparison(condition, symbol, typist)
        case tree.InRange():
            interval = _range(condition, symbol, typist)
            return None if interval is None else Between(interval)
        case tree.InSet() | tree.HasInSet():
            return _in_set(condition, symbol, typist)
        case tree.Has() | tree.Count() | tree.IsEmpty():
            return _list_test(condition, symbol, typist)
        case tree.Negated(condition=inner):
            test = test_of(inner, symbol, typist)
            return None if test is None else tests.Not(test)
        case tree.AllOf(conditions=parts):
            every = _tests_of(parts, symbol, typist)
            return None if every is None else _all_of(condition, every, typist)
        case tree.AnyOf(conditions=parts):
            some = _tests_of(parts, symbol, typist)
            return None if some is None else _any_of(some)
        case tree.AnyValue() | tree.WithinCell():
            raise AssertionError("`-` and `within` never get here")
        case _:
            assert_never(condition)


def _tests_of(
    conditions: tuple[Condition, ...], symbol: Symbol, typist: Typist
) -> tuple[Test, ...] | None:
    found = [test_of(each, symbol, typist) for each in conditions]
    given = tuple(test for test in found if test is not None)
    return given if len(given) == len(found) else None


def _blank_or_given(
    condition: tree.IsBlank | tree.IsGiven, symbol: Symbol, typist: Typist
) -> Test | None:
    if symbol.nullable:
        return tests.Blank() if isinstance(condition, tree.IsBlank) else tests.Given()
    typist.fault(
        condition,
        f"`{symbol.name}` is never a known blank: its blank means unknown.",
        "Write -, or set Blank means to nothing in the Glossary.",
    )
    return None


def _constant(operand: Expression, symbol: Symbol, typist: Typist) -> Scalar | None:
    """The constant that a column's value is compared with, in the column's unit and spelling."""
    member = Type(kind=symbol.type.kind, unit=symbol.type.unit)
    expression = infer(operand, typist)
    if expression is None:
        return None
    wanted = typist.wanted_beside(Read(type=member, ref=symbol.ref))
    fitted = typist.fitted(operand, folded(expression, typist.scope), wanted)
    if not isinstance(fitted, Literal) or isinstance(fitted.value, tuple):
        return None
    return fitted.value


def _allowed(operand: Expression, symbol: Symbol, typist: Typist) -> Scalar | None:
    """A constant that the value must equal, and so must be able to."""
    value = _constant(operand, symbol, typist)
    fault = None if value is None else not_allowed(value, symbol, typist.scope)
    if fault is not None:
        typist.fault(operand, fault.message, fault.action, fault.code)
        return None
    return value


def _bound(operand: Expression, symbol: Symbol, typist: Typist) -> Bound | None:
    value = _constant(operand, symbol, typist)
    if value is None or isinstance(value, Decimal | dt.date | Duration):
        return value
    typist.fault(
        operand,
        f"`{symbol.name}` is {describe(symbol.type)}: its values have no order.",
        "Use the value itself, != or not(...).",
    )
    return None


def _comparison(condition: tree.Compare, symbol: Symbol, typist: Typist) -> Test | None:
    operator, operand = condition.operator, condition.operand
    if operator not in _EQUALITY:
        bound = _bound(operand, symbol, typist)
        return None if bound is None else Between(compared(operator, bound))
    match _allowed(operand, symbol, typist):
        case None:
            return None
        case bool(value):
            test: Test = tests.OneOf((value,))
        case str(text):
            test = tests.OneOf((text,))
        case value:
            test = Between(point(value))
    return test if operator is Operator.EQUAL else tests.Not(test)


def _range(condition: tree.InRange, symbol: Symbol, typist: Typist) -> Interval | None:
    low = _bound(condition.low, symbol, typist)
    high = _bound(condition.high, symbol, typist)
    if low is None or high is None:
        return None
    interval = Interval(
        low=low, high=high, low_closed=condition.low_closed, high_closed=condition.high_closed
    )
    if not is_empty(interval):
        return interval
    typist.fault(condition, "Nothing lies in this range.", "Write the lower end first.")
    return None


def _in_set(condition: tree.InSet | tree.HasInSet, symbol: Symbol, typist: Typist) -> Test | None:
    values = typist.scope.value_set(condition.value_set)
    if values is None:
        return None
    if symbol.type.kind not in _WORDS:
        message = f"`{symbol.name}` is {describe(symbol.type)}; value sets hold text and codes."
        typist.fault(condition, message, "Compare it with values of its own kind.")
        return None
    if symbol.type.kind is Kind.TEXT:
        return _members_in(condition, values, symbol, typist)
    if isinstance(condition, tree.HasInSet):
        return tests.HasInSet(quantifier=condition.quantifier, value_set=values.code_name)
    return tests.InSet(values.code_name)


def _members_in(
    condition: tree.InSet | tree.HasInSet, values: ValueSet, symbol: Symbol, typist: Typist
) -> Test | None:
    """A value set over closed text is the allowed values that it names, as they are spelled."""
    inside = tuple(text for text in symbol.members if in_set(normal_code(text), values))
    if not inside:
        message = f"No allowed value of `{symbol.name}` is in `{values.name}`."
        typist.fault(condition, message, "Name another value set, or add the values that it names.")
        return None
    if isinstance(condition, tree.InSet):
        return tests.OneOf(inside)
    if condition.quantifier is not Quantifier.ALL:
        return tests.Has(quantifier=condition.quantifier, values=inside)
    # All that the list holds are in the set: it holds none of the others.
    outside = tuple(text for text in symbol.members if text not in inside)
    return tests.Has(quantifier=Quantifier.NONE, values=outside)


def _list_test(
    condition: tree.Has | tree.Count | tree.IsEmpty, symbol: Symbol, typist: Typist
) -> Test | None:
    match condition:
        case tree.IsEmpty():
            return tests.Count(point(Decimal(0)))
        case tree.Has(quantifier=quantifier, members=members):
            values = [_allowed(member, symbol, typist) for member in members]
            if any(value is None for value in values):
                return None
            texts = tuple(value for value in values if isinstance(value, str))
            numbers = tuple(value for value in values if isinstance(value, Decimal))
            dates = tuple(value for value in values if isinstance(value, dt.date))
            truths = tuple(value for value in values if isinstance(value, bool))
            return tests.Has(quantifier=quantifier, values=texts or numbers or dates or truths)
        case tree.Count(condition=inner):
            return _count(inner, symbol, typist)


def _count(condition: tree.Compare | tree.InRange, symbol: Symbol, typist: Typist) -> Test | None:
    """The length of a list is compared as a whole number without unit."""
    length = Symbol(
        name=f"count of {symbol.name}",
        ref=symbol.ref,
        type=Type(kind=Kind.WHOLE),
        domain=Domain(),
        at=symbol.at,
    )
    match test_of(condition, length, typist):
        case Between(interval):
            return tests.Count(interval)
        case tests.Not(Between(interval)):
            return tests.Not(tests.Count(interval))
        case _:
            return None


def _all_of(condition: Condition, parts: tuple[Test, ...], typist: Typist) -> Test | None:
    """Ranges that must all hold are one range."""
    intervals = [part.interval for part in parts if isinstance(part, Between)]
    if len(intervals) != len(parts):
        return tests.AllOf(parts)
    interval = reduce(common, intervals)
    if not is_empty(interval):
        return Between(interval)
    typist.fault(condition, "No value meets all of this.", "Use a comma for alternatives.")
    return None


def _any_of(parts: tuple[Test, ...]) -> Test:
    """Values of which one must hold are one list of values."""
    texts: list[str] = []
    truths: list[bool] = []
    for part in parts:
        if not isinstance(part, tests.OneOf):
            return tests.AnyOf(parts)
        for value in part.values:
            if isinstance(value, str):
                texts.append(value)
            else:
                truths.append(value)
    return tests.OneOf(tuple(dict.fromkeys(texts)) or tuple(dict.fromkeys(truths)))
