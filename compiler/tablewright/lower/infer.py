"""From a parse tree to a typed expression: names resolved, units and types agreed.

Every fault of a cell is kept with its place in the text; None stands for what has one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from tablewright.diagnostics.codes import POSSIBLE_ZERO_DIVISOR, UNKNOWN_NAME
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.accept import in_set
from tablewright.ir.expr import Binary, Call, Expr, Function, If, Literal, Negate, Operator, Read
from tablewright.ir.types import Duration, Kind, Scalar, Type
from tablewright.lower import fold, units
from tablewright.lower.facts import excludes_zero, facts_of
from tablewright.lower.fit import Wanted, describe, normal_code
from tablewright.lower.functions import infer_call
from tablewright.lower.typist import YES_NO, Typist
from tablewright.syntax import tree
from tablewright.syntax.tree import Expression

DATE = Type(kind=Kind.DATE)
DURATION = Type(kind=Kind.DURATION)
_ORDERED = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.DATE, Kind.DURATION})
_EQUALITY = frozenset({Operator.EQUAL, Operator.NOT_EQUAL})


def infer(node: Expression, typist: Typist) -> Expr | None:
    """The typed expression of a tree."""
    match node:
        case tree.Constant(value=value, unit=unit):
            return constant(value, unit)
        case tree.NameUse(name=name):
            return _name(node, name, typist)
        case tree.Minus(operand=operand):
            return _minus(operand, typist)
        case tree.Denial(operand=operand):
            inner = typist.truth(operand, infer(operand, typist))
            return None if inner is None else Negate(type=YES_NO, operand=inner)
        case tree.Binary():
            return _binary(node, typist)
        case tree.Choice():
            return _choice(node, typist)
        case tree.Call(function=function, arguments=arguments):
            typed = [infer(argument, typist) for argument in arguments]
            given = tuple(each for each in typed if each is not None)
            return infer_call(node, function, given, typist) if len(given) == len(typed) else None
        case tree.BetweenEnds(operand=operand, low=low, high=high):
            above = compare(Operator.AT_LEAST, (operand, low), typist)
            below = compare(Operator.AT_MOST, (operand, high), typist)
            return joined(Operator.AND, (above, below))
        case tree.Membership(operand=operand, value_set=name):
            return membership(node, infer(operand, typist), name, typist)
        case tree.WithinPeriod(event=event, period=period, before=before, date=date):
            return within((event, period, date), infer(event, typist), typist, before=before)
        case _:
            assert_never(node)


def constant(value: Scalar, unit: str = "") -> Literal:
    """A constant as a literal."""
    match value:
        case bool():
            return Literal(type=YES_NO, value=value)
        case Decimal():
            return fold.number(value, unit)
        case str():
            return Literal(type=Type(kind=Kind.TEXT), value=value)
        case Duration():
            return Literal(type=DURATION, value=value)
        case _:
            return Literal(type=DATE, value=value)


def joined(operator: Operator, parts: tuple[Expr | None, ...]) -> Expr | None:
    """All parts joined by `and` or `or`; None when one has a fault."""
    whole: Expr | None = None
    for part in parts:
        if part is None:
            return None
        whole = (
            part
            if whole is None
            else Binary(type=YES_NO, operator=operator, left=whole, right=part)
        )
    return whole


def compare(
    operator: Operator, sides: tuple[Expression, Expression], typist: Typist
) -> Expr | None:
    """A comparison of two trees."""
    left, right = (infer(side, typist) for side in sides)
    return compare_typed(operator, sides, (left, right), typist)


def compare_typed(
    operator: Operator,
    nodes: tuple[Expression, Expression],
    sides: tuple[Expr | None, Expr | None],
    typist: Typist,
) -> Expr | None:
    """A comparison of two typed expressions of one kind and unit."""
    agreed = _agreed(nodes, sides, typist)
    if agreed is None:
        return None
    left, right = agreed
    if left.type.is_list or (operator not in _EQUALITY and left.type.kind not in _ORDERED):
        typist.fault(
            nodes[0],
            f"`{operator}` cannot compare {describe(left.type)}.",
            "Use a condition cell with has, in or count for lists, and = or != for words.",
        )
        return None
    return Binary(type=YES_NO, operator=operator, left=left, right=right)


def membership(node: Expression, operand: Expr | None, name: str, typist: Typist) -> Expr | None:
    """`x in value set`, written out as comparisons with its codes."""
    values = typist.scope.value_set(name)
    if operand is None or values is None:
        return None
    if operand.type.is_list or operand.type.kind not in {Kind.TEXT, Kind.CODE}:
        message = f"`in {name}` asks for text or a code; this is {describe(operand.type)}."
        typist.fault(node, message, "Name a text or code before it.")
        return None
    texts = typist.members_of(operand)
    if operand.type.kind is Kind.TEXT and texts:
        inside = tuple(text for text in texts if in_set(normal_code(text), values))
    elif any(code.prefix for code in values.codes) or operand.type.kind is Kind.TEXT:
        typist.fault(
            node,
            f"An expression cannot look this up in `{name}`.",
            "Write it as a condition cell: in a column of its own, or as an item of a checklist.",
        )
        return None
    else:
        inside = tuple(code.code for code in values.codes)
    tests = tuple(
        Binary(
            type=YES_NO,
            operator=Operator.EQUAL,
            left=operand,
            right=Literal(type=Type(kind=operand.type.kind), value=text),
        )
        for text in inside
    )
    return joined(Operator.OR, tests) or Literal(type=YES_NO, value=False)


def within(
    nodes: tuple[Expression, Expression, Expression],
    event: Expr | None,
    typist: Typist,
    *,
    before: bool,
) -> Expr | None:
    """`event within period before (or after) date`."""
    period, date = infer(nodes[1], typist), infer(nodes[2], typist)
    if event is None or period is None or date is None:
        return None
    fitted = (
        typist.fitted(nodes[0], event, Wanted(type=DATE)),
        typist.fitted(nodes[1], period, Wanted(type=DURATION)),
        typist.fitted(nodes[2], date, Wanted(type=DATE)),
    )
    arguments = tuple(each for each in fitted if each is not None)
    function = Function.WITHIN_BEFORE if before else Function.WITHIN_AFTER
    return (
        Call(type=YES_NO, function=function, arguments=arguments) if len(arguments) == 3 else None  # noqa: PLR2004 - event, period, date
    )


def _name(node: Expression, name: str, typist: Typist) -> Expr | None:
    symbol = typist.scope.find(name)
    if symbol is not None:
        return Read(type=symbol.type, ref=symbol.ref)
    if not typist.scope.is_broken(name):
        meant = nearest(name, typist.scope.names)
        action = f"Did you mean `{meant}`?" if meant else "Define it in the Glossary."
        typist.fault(node, f"`{name}` is not defined.", action, UNKNOWN_NAME)
    return None


def _minus(operand: Expression, typist: Typist) -> Expr | None:
    inner = infer(operand, typist)
    if inner is None:
        return None
    if inner.type.is_list or inner.type.kind not in fold.NUMBERS | {Kind.DURATION}:
        message = f"A minus cannot stand before {describe(inner.type)}."
        typist.fault(operand, message, "Use it before numbers and durations.")
        return None
    if isinstance(inner, Literal) and isinstance(inner.value, Decimal):
        return fold.number(-inner.value, inner.type.unit)
    return Negate(type=inner.type, operand=inner)


def _choice(node: tree.Choice, typist: Typist) -> Expr | None:
    condition = typist.truth(node.condition, infer(node.condition, typist))
    holds = facts_of(condition, holds=True) if condition is not None else ()
    fails = facts_of(condition, holds=False) if condition is not None else ()
    sides = (infer(node.then, typist.knowing(holds)), infer(node.otherwise, typist.knowing(fails)))
    agreed = _agreed((node.then, node.otherwise), sides, typist)
    if condition is None or agreed is None:
        return None
    then, otherwise = agreed
    type_ = then.type if then.type.kind is not Kind.WHOLE else otherwise.type
    return If(type=type_, condition=condition, then=then, otherwise=otherwise)


def _binary(node: tree.Binary, typist: Typist) -> Expr | None:
    match node.operator:
        case Operator.AND | Operator.OR:
            left = typist.truth(node.left, infer(node.left, typist))
            right = typist.truth(node.right, infer(node.right, typist))
            return joined(node.operator, (left, right))
        case Operator.ADD | Operator.SUBTRACT | Operator.MULTIPLY | Operator.DIVIDE:
            return _arithmetic(node, typist)
        case _:
            return compare(node.operator, (node.left, node.right), typist)


def _arithmetic(node: tree.Binary, typist: Typist) -> Expr | None:
    left, right = infer(node.left, typist), infer(node.right, typist)
    if left is None or right is None:
        return None
    scales = node.operator in {Operator.MULTIPLY, Operator.DIVIDE}
    numbers = all(
        not side.type.is_list and side.type.kind in fold.NUMBERS for side in (left, right)
    )
    if scales and numbers:
        return _scaled(node, left, right, typist)
    if not scales and right.type == DURATION and left.type in {DATE, DURATION}:
        return Binary(type=left.type, operator=node.operator, left=left, right=right)
    agreed = _agreed((node.left, node.right), (left, right), typist) if not scales else None
    if agreed is not None and not agreed[0].type.is_list and agreed[0].type.kind in fold.NUMBERS:
        return _number(node.operator, agreed, agreed[0].type.unit)
    if agreed is not None or scales:
        typist.fault(
            node,
            f"`{node.operator}` cannot join {describe(left.type)} and {describe(right.type)}.",
            "Use days between(from, to) for two dates, and date + 21 days for a later one.",
        )
    return None


def _scaled(node: tree.Binary, left: Expr, right: Expr, typist: Typist) -> Expr | None:
    if node.operator is Operator.MULTIPLY:
        return _number(node.operator, (left, right), units.times(left.type.unit, right.type.unit))
    if not excludes_zero(right, typist.scope, typist.facts):
        typist.fault(
            node.right,
            "This divisor may be 0.",
            "Exclude 0 by its Allowed values, such as (0..500], or by a condition: if x > 0 then",
            POSSIBLE_ZERO_DIVISOR,
        )
        return None
    return _number(node.operator, (left, right), units.over(left.type.unit, right.type.unit))


def _number(operator: Operator, sides: tuple[Expr, Expr], unit: str) -> Expr:
    left, right = sides
    if isinstance(left, Literal) and isinstance(right, Literal):
        result = fold.arithmetic(operator, left, right, unit)
        if result is not None:
            return result
    whole = operator is not Operator.DIVIDE and left.type.kind is right.type.kind is Kind.WHOLE
    type_ = Type(kind=Kind.WHOLE if whole else Kind.NUMBER, unit=unit)
    return Binary(type=type_, operator=operator, left=left, right=right)


def _agreed(
    nodes: tuple[Expression, Expression], sides: tuple[Expr | None, Expr | None], typist: Typist
) -> tuple[Expr, Expr] | None:
    """Both sides in one type: a constant takes that of the other side."""
    left, right = sides
    if left is None or right is None:
        return None
    if isinstance(left, Literal) and not isinstance(right, Literal):
        fitted = typist.fitted(nodes[0], left, typist.wanted_beside(right))
        return None if fitted is None else (fitted, right)
    fitted = typist.fitted(nodes[1], right, typist.wanted_beside(left))
    return None if fitted is None else (left, fitted)
