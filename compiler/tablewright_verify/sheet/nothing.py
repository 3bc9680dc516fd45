"""Whether an expression can give a known blank."""

from __future__ import annotations

from collections.abc import Mapping

from tablewright_verify.sheet.names import Subject
from tablewright_verify.trees import Call, Const, Read, Tree

_NEVER = frozenset(
    {
        *("equal", "not_equal", "less", "at_most", "more", "not_below", "all_of", "any_of"),
        *("within", "within_period", "count", "total", "truth_of"),
    }
)
_OF_LISTS = frozenset({"least", "most", "mean"})


def may_be_nothing(tree: Tree, nothing: Mapping[Subject, bool]) -> bool:
    """Arithmetic is nothing if a part is; comparisons, sums and counts never are."""
    match tree:
        case Const():
            return False
        case Read(subject):
            return nothing.get(subject, False)
        case Call("choose", (_, then, otherwise)):
            return may_be_nothing(then, nothing) or may_be_nothing(otherwise, nothing)
        case Call(function, arguments):
            if function in _OF_LISTS:
                return True
            inner = (may_be_nothing(argument, nothing) for argument in arguments)
            return function not in _NEVER and any(inner)
