"""Yes, no, or in trouble: the logic of checklists where a table asked on the way has no answer.

None stands for trouble. One no decides an `and`, one yes an `or`, whatever is in trouble beside it.
"""

from __future__ import annotations

from tablewright.ir.program import Combine, CombineKind

Truth = bool | None
Tally = tuple[int, int]  # children that hold, and children in trouble


def both(left: Truth, right: Truth) -> Truth:
    """And."""
    if left is False or right is False:
        return False
    return right if left is True else left


def either(left: Truth, right: Truth) -> Truth:
    """Or."""
    if left is True or right is True:
        return True
    return right if left is False else left


def opposite(truth: Truth) -> Truth:
    """Not."""
    return None if truth is None else not truth


def only_if(condition: Truth, truth: Truth) -> Truth:
    """Met when the condition is not, or when the test is met anyway."""
    return either(opposite(condition), truth)


def count(tally: Tally, truth: Truth) -> Tally:
    """One child more; which child it is does not matter."""
    held, troubled = tally
    return (held + (truth is True), troubled + (truth is None))


def combined(combine: Combine, children: int, tally: Tally) -> Truth:
    """Whether a group of so many children is met."""
    held, troubled = tally
    match combine.kind:
        case CombineKind.ALL_OF:
            return _at_least(children, held, troubled)
        case CombineKind.ANY_OF:
            return _at_least(1, held, troubled)
        case CombineKind.NONE_OF:
            return opposite(_at_least(1, held, troubled))
        case CombineKind.AT_LEAST:
            return _at_least(combine.at_least, held, troubled)


def _at_least(number: int, held: int, troubled: int) -> Truth:
    if held >= number:
        return True
    return None if held + troubled >= number else False
