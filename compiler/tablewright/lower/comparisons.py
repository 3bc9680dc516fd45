"""From a condition that compares with another name to a yes/no expression about its column.

Denials are carried down to the comparisons, so that `not(<= {X})` speaks of given values only, as
every condition does.
"""

from __future__ import annotations

from tablewright.ir.expr import Binary, Expr, Operator, Read
from tablewright.ir.types import Kind
from tablewright.lower.facts import opposite
from tablewright.lower.fit import Wanted
from tablewright.lower.infer import (
    DATE,
    DURATION,
    compare_typed,
    infer,
    joined,
    within,
)
from tablewright.lower.scope import Scope, Symbol
from tablewright.lower.typist import YES_NO, Typist
from tablewright.syntax import tree
from tablewright.syntax.tree import Condition, Expression

_ARITHMETIC = frozenset({Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE})


def is_constant(condition: Condition, scope: Scope) -> bool:
    """Whether the condition compares with constants only."""
    match condition:
        case tree.Compare(operand=operand):
            return _is_fixed(operand, scope)
        case tree.InRange(low=low, high=high):
            return _is_fixed(low, scope) and _is_fixed(high, scope)
        case tree.Has(members=members):
            return all(_is_fixed(member, scope) for member in members)
        case tree.Count(condition=inner) | tree.Negated(condition=inner):
            return is_constant(inner, scope)
        case tree.AllOf(conditions=parts) | tree.AnyOf(conditions=parts):
            return all(is_constant(part, scope) for part in parts)
        case tree.WithinCell():
            return False
        case _:
            return True


def _is_fixed(operand: Expression, scope: Scope) -> bool:
    match operand:
        case tree.Constant():
            return True
        case tree.NameUse(name=name):
            symbol = scope.find(name)
            # A name with a fault counts as fixed: the fault is reported where it is read.
            return symbol is None or symbol.constant is not None
        case tree.Minus(operand=inner):
            return _is_fixed(inner, scope)
        case tree.Binary(operator=operator, left=left, right=right):
            return operator in _ARITHMETIC and _is_fixed(left, scope) and _is_fixed(right, scope)
        case _:
            return False


def comparison_of(condition: Condition, symbol: Symbol, typist: Typist) -> Expr | None:
    """The condition as an expression about the column's name."""
    return _expression(condition, symbol, typist, holds=True)


def _expression(
    condition: Condition, symbol: Symbol, typist: Typist, *, holds: bool
) -> Expr | None:
    match condition:
        case tree.Compare(operator=operator, operand=operand):
            return _compare(operator, operand, symbol, typist, holds=holds)
        case tree.InRange():
            low = Operator.AT_LEAST if condition.low_closed else Operator.MORE
            high = Operator.AT_MOST if condition.high_closed else Operator.LESS
            sides = (
                _compare(low, condition.low, symbol, typist, holds=holds),
                _compare(high, condition.high, symbol, typist, holds=holds),
            )
            return joined(Operator.AND if holds else Operator.OR, sides)
        case tree.WithinCell():
            return _within(condition, symbol, typist, holds=holds)
        case tree.Negated(condition=inner):
            return _expression(inner, symbol, typist, holds=not holds)
        case tree.AllOf(conditions=parts):
            every = tuple(_expression(part, symbol, typist, holds=holds) for part in parts)
            return joined(Operator.AND if holds else Operator.OR, every)
        case tree.AnyOf(conditions=parts):
            some = tuple(_expression(part, symbol, typist, holds=holds) for part in parts)
            return joined(Operator.OR if holds else Operator.AND, some)
        case _:
            typist.fault(
                condition,
                "This cannot stand in one cell with a comparison to another name.",
                "Give it a cell of its own: a second column may have the same heading.",
            )
            return None


def _column(symbol: Symbol) -> Expr:
    return Read(type=symbol.type, ref=symbol.ref)


def _compare(
    operator: Operator, operand: Expression, symbol: Symbol, typist: Typist, *, holds: bool
) -> Expr | None:
    operator = operator if holds else opposite(operator)
    sides = (_column(symbol), infer(operand, typist))
    return compare_typed(operator, (operand, operand), sides, typist)


def _within(
    condition: tree.WithinCell, symbol: Symbol, typist: Typist, *, holds: bool
) -> Expr | None:
    nodes = (condition.date, condition.period, condition.date)
    if symbol.type.kind is not Kind.DATE or symbol.type.is_list:
        typist.fault(
            condition, f"`{symbol.name}` is no date.", "Use `within` in a column about a date."
        )
        return None
    call = within(nodes, _column(symbol), typist, before=condition.before)
    return call if holds or call is None else _outside(condition, symbol, typist)


def _outside(condition: tree.WithinCell, symbol: Symbol, typist: Typist) -> Expr | None:
    """A given date that does not lie within: too late, or too early."""
    date, period = infer(condition.date, typist), infer(condition.period, typist)
    if date is None or period is None:
        return None
    fitted = typist.fitted(condition.period, period, Wanted(type=DURATION))
    if fitted is None:
        return None
    event = _column(symbol)
    # Months are clamped at the end of a month, so the period is added, never taken off.
    near, far = (event, date) if condition.before else (date, event)
    end = Binary(type=DATE, operator=Operator.ADD, left=near, right=fitted)
    return joined(
        Operator.OR,
        (
            Binary(type=YES_NO, operator=Operator.MORE, left=near, right=far),
            Binary(type=YES_NO, operator=Operator.LESS, left=end, right=far),
        ),
    )
