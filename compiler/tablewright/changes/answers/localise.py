"""Leaves out of a question the rules that cannot matter for it, so that it costs what was edited.

A rule that both versions have, in the same order among its likes, and that meets no changed rule
matches in both or in neither; where a changed rule matches, it does not match at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tablewright.changes.align import aligned
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Domain, Name, Rule, Table
from tablewright.ir.segments import meet
from tablewright.ir.tests import Between, Blank, Interval, OneOf, Test

_Placed = tuple[int, Rule]
_Conditions = tuple[tuple[Ref, Test], ...]
FEW = 60  # rules that are looked at all together


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The positions of the rules that matter in a part of the question, in both versions.

    The part is where the rule `inside` matches and none of `outside`; everywhere, without one.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    inside: Rule | None = None
    outside: tuple[Rule, ...] = ()


def whole(old: Table, new: Table) -> Part:
    """Every rule, everywhere."""
    return Part(old=tuple(range(len(old.rules))), new=tuple(range(len(new.rules))))


def parts_of(old: Table, new: Table) -> tuple[Part, ...]:
    """All that can differ: in one part where few rules matter, else one for each changed rule."""
    if old.hit_policy is not new.hit_policy or old.outputs != new.outputs:
        return (whole(old, new),)
    before, after = tuple(enumerate(old.rules)), tuple(enumerate(new.rules))
    found = aligned(before, after, _rule)
    gone = [*found.removed, *(pair.old for pair in found.pairs if pair.moved)]
    come = [*found.added, *(pair.new for pair in found.pairs if pair.moved)]
    changed = tuple(dict.fromkeys(rule for _, rule in (*gone, *come)))
    together = _part(before, after, changed)
    if len(together.old) + len(together.new) <= FEW:
        return (together,)
    return tuple(
        replace(_part(before, after, (rule,)), inside=rule, outside=changed[:at])
        for at, rule in enumerate(changed)
    )


def _part(
    before: tuple[_Placed, ...], after: tuple[_Placed, ...], changed: tuple[Rule, ...]
) -> Part:
    """The rules that may match where one of these does."""
    conditions = tuple(map(_conditions, changed))
    return Part(
        old=tuple(at for at, rule in before if _needed(rule, conditions)),
        new=tuple(at for at, rule in after if _needed(rule, conditions)),
    )


def _rule(placed: _Placed) -> Rule:
    return placed[1]


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


def clipped(name: Name, rule: Rule) -> Name:
    """An input with no more values than a rule takes, as far as that is easily said."""
    ref = Ref(kind=RefKind.INPUT, name=name.code_name)
    for test in (guard.test for guard in rule.guards if guard.ref == ref):
        match test:
            case Between(interval=interval) if not name.type.is_list:
                limits = name.domain.intervals or (Interval(),)
                met = (meet(limit, interval) for limit in limits)
                inside = tuple(each for each in met if each is not None)
                domain = Domain(intervals=inside) if inside else name.domain
                name = replace(name, domain=domain, blank_is_nothing=False)
            case OneOf(values=values) if name.domain.members and not name.type.is_list:
                members = tuple(m for m in name.domain.members if m.text in values)
                domain = replace(name.domain, members=members or name.domain.members)
                name = replace(name, domain=domain, blank_is_nothing=False)
            case _:
                pass
    return name


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
