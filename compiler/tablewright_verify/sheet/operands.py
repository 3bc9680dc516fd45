"""Names as operands, and what two operands become beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tablewright_verify.sheet.fitting import Wanted, fit
from tablewright_verify.sheet.names import Name, Subject, ValueSet
from tablewright_verify.sheet.nothing import may_be_nothing
from tablewright_verify.trees import Call, Const, Read, Tree

COMPARED = {
    "=": "equal",
    "!=": "not_equal",
    "\u2260": "not_equal",
    "<": "less",
    "<=": "at_most",
    "\u2264": "at_most",
    ">": "more",
    ">=": "not_below",
    "\u2265": "not_below",
}


class Named(NamedTuple):
    """Something that expressions can read, with its values; `unknown` if it can be that."""

    subject: Subject
    name: Name
    unknown: bool = True


class Scope(NamedTuple):
    """What expressions can use: names by their plain text, units, value sets."""

    names: Mapping[str, Named]
    units: frozenset[str]
    sets: Mapping[str, ValueSet]


def reading(named: Named) -> Tree:
    """A name as an operand: inputs that are never unknown say nothing with None."""
    read = Read(named.subject, named.name.kind, named.name.unit)
    if named.unknown:
        return read
    return Call("or_nothing", (read,), named.name.kind, named.name.unit)


def compared(sign: str, left: Tree, right: Tree, scope: Scope) -> Tree:
    """A comparison; a constant takes the form of the other side."""
    left, right = agreed(left, right, scope)
    return Call(COMPARED[sign], (left, right), "yes/no")


def agreed(left: Tree, right: Tree, scope: Scope) -> tuple[Tree, Tree]:
    """Two operands of one type."""
    if isinstance(left, Const) and not isinstance(right, Const):
        return fit(left, beside(right, scope)), right
    return left, fit(right, beside(left, scope))


def beside(tree: Tree, scope: Scope) -> Wanted:
    """What may stand beside an operand."""
    kind = "number" if tree.kind == "whole number" else tree.kind
    inner = tree.arguments[0] if isinstance(tree, Call) and tree.function == "or_nothing" else tree
    texts: tuple[str, ...] = ()
    if isinstance(inner, Read):
        texts = next(e.name.texts for e in scope.names.values() if e.subject == inner.subject)
    return Wanted(kind, tree.unit, texts)


def truth(tree: Tree, scope: Scope) -> Tree:
    """Where a truth is asked for, nothing counts as no."""
    nothing = {each.subject: each.name.nothing for each in scope.names.values()}
    if not may_be_nothing(tree, nothing):
        return tree
    return Call("equal", (tree, Const(True, "yes/no")), "yes/no")  # noqa: FBT003 - a constant
