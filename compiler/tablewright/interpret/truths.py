"""Kleene's three-valued logic: yes, no, and anything else is unclear and is passed on.

The same functions serve one completion, where unclear is a Trouble, and items on unknown inputs,
where it is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterable

from tablewright.interpret.readings import Truth
from tablewright.ir.program import Combine, CombineKind


def both(left: Truth, right: Truth) -> Truth:
    """And: one no decides."""
    if left is False or right is False:
        return False
    return right if left is True else left


def either(left: Truth, right: Truth) -> Truth:
    """Or: one yes decides."""
    if left is True or right is True:
        return True
    return right if left is False else left


def opposite(truth: Truth) -> Truth:
    """Not."""
    return not truth if isinstance(truth, bool) else truth


def only_if(condition: Truth, truth: Truth) -> Truth:
    """A conditional item: met when the condition is not, or when its own test is met anyway."""
    return either(opposite(condition), truth)


def combined(combine: Combine, truths: Iterable[Truth]) -> Truth:
    """Whether a group is met, from its children."""
    truths = tuple(truths)
    match combine.kind:
        case CombineKind.ALL_OF:
            return at_least(len(truths), truths)
        case CombineKind.ANY_OF:
            return at_least(1, truths)
        case CombineKind.NONE_OF:
            return opposite(at_least(1, truths))
        case CombineKind.AT_LEAST:
            return at_least(combine.at_least, truths)


def at_least(number: int, truths: tuple[Truth, ...]) -> Truth:
    """Whether so many hold: yes when enough do, no when too many do not."""
    unclear = [truth for truth in truths if not isinstance(truth, bool)]
    held = sum(truth is True for truth in truths)
    if held >= number:
        return True
    if held + len(unclear) < number:
        return False
    return unclear[0]
