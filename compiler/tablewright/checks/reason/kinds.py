"""The kinds of the items that a checklist names as not met, as a diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablewright.checks.reason.diagrams import Diagram
from tablewright.checks.reason.outputs import TROUBLE, Reading
from tablewright.checks.reason.truth import Truth
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Checklist, Combine, CombineKind, Item

if TYPE_CHECKING:
    from tablewright.checks.reason.facts import Facts

Kinds = tuple[str, ...] | None
_ALL = Combine(kind=CombineKind.ALL_OF)
_NONE: Kinds = ()


@dataclass(frozen=True, slots=True)
class KindsNotMet:
    """Goes down from a failed checklist as `unmet` does."""

    facts: Facts
    checklist: Checklist

    def diagram(self) -> Diagram[Reading]:
        """The kinds, in sheet order; empty when the checklist is met."""
        below = self._children(self.checklist.combine, self.checklist.items, "")
        met = Ref(kind=RefKind.CHECKLIST, name=self.checklist.code_name)
        whole = self.facts.diagrams.both(_kinds_unless, self.facts.reading(met), below)
        return self.facts.diagrams.each(_read, whole)

    def _kinds(self, item: Item, inherited: str) -> Diagram[Kinds]:
        kind = item.kind or inherited
        combine = item.combine or _ALL
        none_of = combine.kind is CombineKind.NONE_OF
        plain_all = combine.kind is CombineKind.ALL_OF and not item.own_cite
        if item.guard is None and (none_of or plain_all):
            below = self._children(combine, item.children, kind)
        else:
            own: Kinds = (kind,) if kind else ()
            below = self.facts.diagrams.same(own)
        return self.facts.diagrams.both(_unless_met, self.facts.met(item), below)

    def _children(
        self, combine: Combine, items: tuple[Item, ...], inherited: str
    ) -> Diagram[Kinds]:
        if combine.kind is CombineKind.NONE_OF:
            each = [self._if_held(item, item.kind or inherited) for item in items]
        else:
            each = [self._kinds(item, inherited) for item in items]
        return self.facts.diagrams.fold(_union, each, _NONE)

    def _if_held(self, item: Item, kind: str) -> Diagram[Kinds]:
        def kinds(held: Truth) -> Kinds:
            return (kind,) if held is True and kind else ()

        return self.facts.diagrams.each(kinds, self.facts.met(item))


def _union(left: Kinds, right: Kinds) -> Kinds:
    if left is None or right is None:
        return None
    return tuple(dict.fromkeys((*left, *right)))


def _unless_met(met: Truth, kinds: Kinds) -> Kinds:
    if met is None:
        return None
    return () if met else kinds


def _kinds_unless(met: Reading, kinds: Kinds) -> Kinds:
    return None if met is TROUBLE else _unless_met(bool(met), kinds)


def _read(kinds: Kinds) -> Reading:
    return TROUBLE if kinds is None else kinds
