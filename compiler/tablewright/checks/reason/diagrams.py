"""Decision diagrams: what a fact is, for every combination of what it depends on.

In go functions of plain values, out come the same functions of diagrams. Ordered and reduced as in
Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986): equal diagrams are one
object. Counts steps, never seconds. Knows no program.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar, cast

T = TypeVar("T", bound=Hashable)
A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

Path = tuple[tuple[int, int], ...]  # (variable, position of its value) from the root down


class OutOfStepsError(Exception):
    """The budget of a question is spent."""


@dataclass(slots=True)
class Budget:
    """Steps that a question may still take."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Take some; raises OutOfStepsError when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfStepsError


@dataclass(frozen=True, slots=True, eq=False)
class Leaf(Generic[T]):
    """The same value whatever the variables are."""

    value: T


@dataclass(frozen=True, slots=True, eq=False)
class Branch(Generic[T]):
    """One diagram for each value of a variable; never all the same."""

    variable: int
    children: tuple[Diagram[T], ...]


Diagram = Leaf[T] | Branch[T]


class Diagrams:
    """Makes diagrams; those that mean the same are the same object."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._made: dict[Hashable, object] = {}

    def same(self, value: T) -> Diagram[T]:
        """The diagram of one value."""
        # True, 1 and Decimal(1) are equal, and are three values.
        return cast("Diagram[T]", self._made.setdefault((type(value), value), Leaf(value)))

    def variable(self, at: int, values: Iterable[T]) -> Diagram[T]:
        """The value of a variable."""
        return self._branch(at, tuple(self.same(value) for value in values))

    def each(self, function: Callable[[A], B], diagram: Diagram[A]) -> Diagram[B]:
        """The function of one diagram."""
        known: dict[int, Diagram[B]] = {}

        def walk(node: Diagram[A]) -> Diagram[B]:
            found = known.get(id(node))
            if found is None:
                self.budget.spend()
                if isinstance(node, Leaf):
                    found = self.same(function(node.value))
                else:
                    found = self._branch(node.variable, tuple(map(walk, node.children)))
                known[id(node)] = found
            return found

        return walk(diagram)

    def both(
        self, function: Callable[[A, B], T], left: Diagram[A], right: Diagram[B]
    ) -> Diagram[T]:
        """The function of two diagrams."""
        known: dict[tuple[int, int], Diagram[T]] = {}

        def walk(a: Diagram[A], b: Diagram[B]) -> Diagram[T]:
            found = known.get((id(a), id(b)))
            if found is None:
                self.budget.spend()
                if isinstance(a, Leaf) and isinstance(b, Leaf):
                    found = self.same(function(a.value, b.value))
                else:
                    found = split(a, b)
                known[id(a), id(b)] = found
            return found

        def split(a: Diagram[A], b: Diagram[B]) -> Diagram[T]:
            variable = min(_top(a), _top(b))
            lefts, rights = _children(a, variable), _children(b, variable)
            count = max(len(lefts), len(rights))
            pairs = zip(_spread(lefts, count), _spread(rights, count), strict=True)
            return self._branch(variable, tuple(walk(x, y) for x, y in pairs))

        return walk(left, right)

    def fold(
        self, function: Callable[[B, A], B], diagrams: Iterable[Diagram[A]], start: B
    ) -> Diagram[B]:
        """The values of diagrams, gathered one by one."""
        first = self.same(start)
        return reduce(lambda so_far, each: self.both(function, so_far, each), diagrams, first)

    def _branch(self, variable: int, children: tuple[Diagram[T], ...]) -> Diagram[T]:
        if all(child is children[0] for child in children):
            return children[0]
        key = (Branch, variable, *map(id, children))
        return cast("Diagram[T]", self._made.setdefault(key, Branch(variable, children)))


_BELOW_ALL = 1 << 60


def _top(diagram: Diagram[A]) -> int:
    return diagram.variable if isinstance(diagram, Branch) else _BELOW_ALL


def _children(diagram: Diagram[A], variable: int) -> tuple[Diagram[A], ...]:
    """What is left for each value of the variable; one for all when it does not matter."""
    if isinstance(diagram, Branch) and diagram.variable == variable:
        return diagram.children
    return (diagram,)


def _spread(children: tuple[Diagram[A], ...], count: int) -> tuple[Diagram[A], ...]:
    return children if len(children) == count else children * count


def variables_of(diagram: Diagram[A]) -> frozenset[int]:
    """The variables that change the value."""
    return frozenset(node.variable for node in _nodes(diagram) if isinstance(node, Branch))


def _nodes(diagram: Diagram[A]) -> Iterator[Diagram[A]]:
    seen = {id(diagram)}
    waiting = [diagram]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Branch):
            for child in node.children:
                if id(child) not in seen:
                    seen.add(id(child))
                    waiting.append(child)


def leaves_with_paths(diagram: Diagram[A]) -> Iterator[tuple[A, Path]]:
    """Every value once, with one way to it; ways are short, and first values come first."""
    seen = {id(diagram)}
    level: list[tuple[Diagram[A], Path]] = [(diagram, ())]
    while level:
        below: list[tuple[Diagram[A], Path]] = []
        for node, path in level:
            if isinstance(node, Leaf):
                yield node.value, path
                continue
            for position, child in enumerate(node.children):
                if id(child) not in seen:
                    seen.add(id(child))
                    below.append((child, (*path, (node.variable, position))))
        level = below
