"""Leaves out of a question the rules that cannot matter for it, so that it costs what was edited.

A rule that both versions have, in the same order among its likes, and that meets no changed rule
matches in both or in neither; where a changed rule matches, it does not match at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tablewright.changes.align import aligned
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Rule, Table
from tablewright.ir.segments import meet
from tablewright.ir.tests import Between, Blank, OneOf, Test


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The positions of the rules that can matter, in both versions of a table."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def kept(old: Table, new: Table) -> Kept:
    """Every changed rule, Otherwise, and each rule that may match where a changed one does."""
    before, after = tuple(enumerate(old.rules)), tuple(enumerate(new.rules))
    if old.hit_policy is not new.hit_policy or old.outputs != new.outputs:
        return Kept(old=_positions(before), new=_positions(after))
    found = aligned(before, after, _rule)
    moved = [pair for pair in found.pairs if pair.moved]
    stayed = [pair for pair in found.pairs if not pair.moved]
    gone = [*found.removed, *(pair.old for pair in moved)]
    come = [*found.added, *(pair.new for pair in moved)]
    changed = [_conditions(rule) for _, rule in (*gone, *come)]
    needed = [pair for pair in stayed if _needed(pair.new[1], changed)]
    return Kept(
        old=_positions((*gone, *(pair.old for pair in needed))),
        new=_positions((*come, *(pair.new for pair in needed))),
    )


_Placed = tuple[int, Rule]
_Conditions = tuple[tuple[Ref, Test], ...]


def _rule(placed: _Placed) -> Rule:
    return placed[1]


def _positions(rules: Iterable[_Placed]) -> tuple[int, ...]:
    return tuple(sorted(position for position, _ in rules))


def _conditions(rule: Rule) -> _Conditions:
    """What a rule asks of inputs, which alone are what they are for sure."""
    asked = ((guard.ref, guard.test) for guard in rule.guards)
    return tuple((ref, test) for ref, test in asked if ref.kind is RefKind.INPUT)


def _needed(rule: Rule, changed: Iterable[_Conditions]) -> bool:
    own = dict(_conditions(rule))
    return rule.otherwise or any(
        not any(ref in own and apart(own[ref], test) for ref, test in conditions)
        for conditions in changed
    )


def apart(one: Test, other: Test) -> bool:
    """Whether no value passes both; False also where that is not looked into."""
    match one, other:
        case Between(interval=a), Between(interval=b):
            return meet(a, b) is None
        case OneOf(values=these), OneOf(values=those):
            return not set(these) & set(those)
        case (Blank(), Between() | OneOf()) | (Between() | OneOf(), Blank()):
            return True
        case _:
            return False
