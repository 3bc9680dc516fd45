"""Parts of a difference diagram: how large they are, what all of a part has in common, a way in.

In go a diagram and the leaves that are meant; children that are one object count as one edge with
several values, which makes a way a box. Counts and shares are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from tablewright.checks.reason.diagrams import Branch, Diagram, Leaf, Path

T = TypeVar("T", bound=Hashable)
Cost = Callable[[int, int], int]  # of giving a variable the value at a position


@dataclass(slots=True)
class Region(Generic[T]):
    """The part of a diagram that ends in certain leaves."""

    root: Diagram[T]
    leaves: frozenset[T]
    _reaches: dict[int, bool] = field(default_factory=dict)

    def reaches(self, node: Diagram[T]) -> bool:
        """Whether a way from here ends in one of the leaves."""
        key = id(node)
        if key not in self._reaches:
            inside = isinstance(node, Leaf) and node.value in self.leaves
            below = isinstance(node, Branch) and any(map(self.reaches, node.children))
            self._reaches[key] = inside or below
        return self._reaches[key]

    def share(self) -> Fraction:
        """The part of all combinations of values, every value of a variable counted alike."""
        known: dict[int, Fraction] = {}

        def walk(node: Diagram[T]) -> Fraction:
            if not self.reaches(node):
                return Fraction(0)
            if isinstance(node, Leaf):
                return Fraction(1)
            if id(node) not in known:
                known[id(node)] = sum(map(walk, node.children), Fraction(0)) / len(node.children)
            return known[id(node)]

        return walk(self.root)

    def ways(self) -> int:
        """How many boxes make up the region, no two of which meet."""
        known: dict[int, int] = {}

        def walk(node: Diagram[T]) -> int:
            if not self.reaches(node):
                return 0
            if isinstance(node, Leaf):
                return 1
            if id(node) not in known:
                edges = {id(child): child for child in node.children}
                known[id(node)] = sum(map(walk, edges.values()))
            return known[id(node)]

        return walk(self.root)

    def common(self) -> Mapping[int, frozenset[int]]:
        """The values that a variable has anywhere in the region, where these are not all."""
        found: dict[int, set[int]] = {}
        skipping = {(-1, _top(self.root))}  # edges by the variables that they pass over
        for node in self._nodes():
            for position, child in enumerate(_children(node)):
                if self.reaches(child):
                    found.setdefault(_top(node), set()).add(position)
                    skipping.add((_top(node), _top(child)))
        widths = {_top(node): len(_children(node)) for node in self._nodes()}
        return {
            variable: frozenset(values)
            for variable, values in sorted(found.items())
            if len(values) < widths[variable]
            if not any(above < variable < below for above, below in skipping)
        }

    def distance(self, cost: Cost) -> int:
        """What a cheapest way in costs."""
        return self._costs(cost)[id(self.root)]

    def nearest(self, cost: Cost) -> Path:
        """A cheapest way in; of two that cost the same, the one with the earlier values."""
        known = self._costs(cost)
        path: list[tuple[int, int]] = []
        node = self.root
        while isinstance(node, Branch):
            prices = {
                position: known[id(child)] + cost(node.variable, position)
                for position, child in enumerate(node.children)
                if self.reaches(child)
            }
            chosen = min(prices, key=lambda position: prices[position])
            path.append((node.variable, chosen))
            node = node.children[chosen]
        return tuple(path)

    def _costs(self, cost: Cost) -> dict[int, int]:
        """What the cheapest way in costs from each node."""
        known: dict[int, int] = {}

        def walk(node: Diagram[T]) -> int:
            if id(node) not in known:
                known[id(node)] = min(
                    (
                        walk(child) + cost(_top(node), position)
                        for position, child in enumerate(_children(node))
                        if self.reaches(child)
                    ),
                    default=0,
                )
            return known[id(node)]

        walk(self.root)
        return known

    def _nodes(self) -> list[Diagram[T]]:
        """Every node on a way into the region."""
        seen = {id(self.root): self.root}
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            for child in _children(node):
                if id(child) not in seen and self.reaches(child):
                    seen[id(child)] = child
                    waiting.append(child)
        return list(seen.values())


def within(root: Diagram[T], known: Mapping[int, int]) -> frozenset[T]:
    """The leaves that a diagram may end in while some variables have known positions."""
    seen = {id(root)}
    waiting = [root]
    leaves: set[T] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            leaves.add(node.value)
            continue
        at = known.get(node.variable)
        for child in node.children if at is None else (node.children[at],):
            if id(child) not in seen:
                seen.add(id(child))
                waiting.append(child)
    return frozenset(leaves)


_BELOW_ALL = 1 << 60


def _top(node: Diagram[T]) -> int:
    return node.variable if isinstance(node, Branch) else _BELOW_ALL


def _children(node: Diagram[T]) -> tuple[Diagram[T], ...]:
    return node.children if isinstance(node, Branch) else ()
