"""Conditions that compare with other names: as expressions, denials carried down to comparisons."""

from __future__ import annotations

from tablewright_verify.sheet.conditions import (
    Compared,
    Condition,
    Every,
    Is,
    Not,
    Some,
    Within,
    WithinSpan,
    compared_with,
)
from tablewright_verify.sheet.expressions import read_expression
from tablewright_verify.sheet.fitting import fit, outside, wanted_for, within, worked_out
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.operands import Named, Scope, compared, reading
from tablewright_verify.sheet.scalars import duration
from tablewright_verify.trees import Call, Const, Read, Tree, constants
from tablewright_verify.values import UnprovedError

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def resolved(condition: Condition, name: Name, scope: Scope) -> Condition:
    """The condition with constants in place of names that have one value only."""
    match condition:
        case Compared(sign, text):
            tree = _folded(read_expression(text, scope), scope)
            if not isinstance(tree, Const):
                return condition
            value = next(constants(fit(tree, wanted_for(name))))
            return compared_with(sign, value, name)
        case Not(inner):
            return Not(resolved(inner, name, scope))
        case Every(parts):
            return Every(tuple(resolved(part, name, scope) for part in parts))
        case Some(parts):
            return Some(tuple(resolved(part, name, scope) for part in parts))
        case _:
            return condition


def _folded(tree: Tree, scope: Scope) -> Tree:
    """What is worked out from constants alone."""
    match tree:
        case Read(subject) if subject.what == "calculation":
            name = next(e.name for e in scope.names.values() if e.subject == subject)
            inner = _folded(fit(read_expression(name.calculated, scope), wanted_for(name)), scope)
            return inner if isinstance(inner, Const) else tree
        case Call("add" | "subtract" | "multiply" | "divide" as function, (left, right)):
            one, other = _folded(left, scope), _folded(right, scope)
            made = worked_out(function, one, other)
            return made if isinstance(made, Const) else tree
        case _:
            return tree


def tree_of(condition: Condition, named: Named, scope: Scope, *, holds: bool) -> Tree:
    """The condition on a name as an expression that is yes or no."""
    read = reading(named)
    match condition:
        case Compared(sign, text):
            right = read_expression(text, scope)
            return compared(sign if holds else _OPPOSITE[sign], read, right, scope)
        case WithinSpan(before, span, text):
            length, day = _span(span, scope), read_expression(text, scope)
            return (within if holds else outside)(read, length, day, before=before)
        case Not(inner):
            return tree_of(inner, named, scope, holds=not holds)
        case Every(parts) | Some(parts):
            joined = "all_of" if isinstance(condition, Every) is holds else "any_of"
            first, *rest = (tree_of(part, named, scope, holds=holds) for part in parts)
            for part in rest:
                first = Call(joined, (first, part), "yes/no")
            return first
        case _:
            return _constant(condition, read, holds=holds)


def _span(text: str, scope: Scope) -> Tree:
    if text.startswith("{"):
        return read_expression(text[1:-1], scope)
    return Const(duration(text), "duration")


def _constant(condition: Condition, read: Tree, *, holds: bool) -> Tree:
    """A comparison with a constant, beside one with another name."""
    match condition:
        case Is(value):
            return Call("equal" if holds else "not_equal", (read, Const(value)), "yes/no")
        case Within((low, low_open, high, high_open)) if low == high:
            return Call("equal" if holds else "not_equal", (read, Const(low)), "yes/no")
        case Within((low, low_open, high, high_open)):
            lower = ("more" if low_open else "not_below", low)
            upper = ("less" if high_open else "at_most", high)
            sides = [side for side in (lower, upper) if side[1] is not None]
        case _:
            raise UnprovedError("this cannot stand beside a comparison with another name")
    denied = {"more": "at_most", "not_below": "less", "less": "not_below", "at_most": "more"}
    calls = [
        Call(function if holds else denied[function], (read, Const(bound)), "yes/no")
        for function, bound in sides
    ]
    if len(calls) == 1:
        return calls[0]
    return Call("all_of" if holds else "any_of", tuple(calls), "yes/no")
