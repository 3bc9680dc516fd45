"""Checklists over many rows: the truth of every item, and which kinds of them fail.

Needs numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

import numpy as np

from . import _kleene_frame as kleene
from ._kleene_frame import NO, YES, Classes, Truths
from ._model import Checklist

TRUTHS: Final = (False, None, True)
# What items without children say, by position and the values that they read.
Leaves = dict[tuple[int, tuple[Any, ...]], Any]


class Stub:
    """Facts of which only some are given: the others are unknown."""

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)

    def __getattr__(self, name: str) -> None:
        """Unknown."""


class Rows(Protocol):
    """What items read of the rows."""

    rows: int

    def classes(self, name: str) -> Classes:
        """A fact."""

    def truth_of(self, names: Sequence[str], truth: Callable[..., Any]) -> Truths:
        """What follows from some facts."""


class Items:
    """The items of a checklist over rows; `read` is the checklist's own function of facts."""

    def __init__(
        self, facts: Rows, checklist: Checklist, read: Callable[[Any], Any], leaves: Leaves
    ) -> None:
        self.facts, self.list, self.read, self.leaves = facts, checklist, read, leaves
        self.known: dict[int, Truths] = {}

    @property
    def truths(self) -> tuple[Truths, ...]:
        """The truth of every item by position, the whole first."""
        return tuple(self.truth(position) for position in range(len(self.list.items)))

    def truth(self, position: int) -> Truths:
        """The truth of an item. Each by itself, for an item may read others of its checklist."""
        found = self.known.get(position)
        if found is None:
            found = self.known[position] = self._work_out(position)
        return found

    def _work_out(self, position: int) -> Truths:
        item = self.list.items[position]
        if item.reads:
            return self._leaf(position)
        truth = _combined(item.combine, [self.truth(at) for at in self.list.children[position]])
        return truth if item.condition is None else kleene.only_if(self._applies(position), truth)

    def _leaf(self, position: int) -> Truths:
        """An item without children: it says the same wherever what it reads is the same."""
        item, leaves = self.list.items[position], self.leaves
        names = tuple(dict.fromkeys(filter(None, (item.reads, item.only_if))))

        def truth(*values: Any) -> Any:
            key = (position, values)
            if key not in leaves:
                facts = Stub(**dict(zip(names, values, strict=True)))
                leaves[key] = self.read(facts)[position]
            return leaves[key]

        return self.facts.truth_of(names, truth)

    def _applies(self, position: int) -> Truths:
        item = self.list.items[position]
        if item.condition is None:
            return np.full(self.facts.rows, YES)
        condition, name = item.condition, item.only_if
        return self.facts.truth_of((name,), lambda value: condition(Stub(**{name: value})))

    def alone(self, position: int) -> Truths:
        """An item read by itself: under a group that does not apply it is met."""
        truth = self.truth(position)
        above = self.list.items[position].parent
        while above:
            truth = kleene.only_if(self._applies(above), truth)
            above = self.list.items[above].parent
        return truth

    def any_kind(self, kinds: tuple[str, ...]) -> Truths:
        """Whether a failed item of one of these kinds is cited; open while an open one could be."""
        return kleene.any_of(self._kind_failed(kind, 0) for kind in kinds)

    def _kind_failed(self, kind: str, position: int) -> Truths:
        item, children = self.list.items[position], self.list.children[position]
        failed = kleene.negate(self.truth(position))
        never = np.zeros(self.facts.rows, np.uint8)
        if item.combine == "none of":
            held = [self.truth(at) for at in children if self.list.kinds[at] == kind]
            return np.minimum(failed, kleene.any_of([never, *held]))
        if self.list.cited[position]:
            return failed if self.list.kinds[position] == kind else never
        below = kleene.any_of([never, *(self._kind_failed(kind, child) for child in children)])
        below = np.where(self.truth(position) == YES, NO, below)
        return below if item.combine == "all of" else np.minimum(failed, below)


def _combined(combine: str, items: Sequence[Truths]) -> Truths:
    match combine.split():
        case ["all", "of"]:
            return kleene.all_of(items)
        case ["any", "of"]:
            return kleene.any_of(items)
        case ["none", "of"]:
            return kleene.negate(kleene.any_of(items))
        case ["at", "least", number, "of"]:
            return kleene.at_least(int(number), items)
        case _:
            raise ValueError(combine)
