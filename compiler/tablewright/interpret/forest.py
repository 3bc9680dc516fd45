"""Values that depend on unknown inputs: a tree with one branch per representative of an input.

In goes a function on plain values, out comes the same function on trees, applied in every
completion. Trees are ordered and reduced as in Bryant, "Graph-Based Algorithms for Boolean Function
Manipulation" (1986): equal parts of a tree are one object, and an input stands in it if and only if
two completions that differ only there give different values. Knows nothing of policies.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar, cast

from tablewright.interpret.readings import Reading, TooMany

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An unknown: an input, or a `first known of` none of whose alternatives is known."""

    order: int
    name: str
    values: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[T]):
    """The same value in every completion."""

    value: T


@dataclass(frozen=True, slots=True, eq=False)
class Depends(Generic[T]):
    """One branch for each value of the variable; never all the same."""

    variable: Variable
    branches: tuple[Tree[T], ...]


Tree = Same[T] | Depends[T]


class Forest:
    """Makes trees; equal ones are the same object. Raises TooMany after `limit` steps."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._steps = 0
        self._made: dict[Hashable, object] = {}

    def same(self, value: T) -> Tree[T]:
        """The tree of one value."""
        return Same(value)

    def choice(self, variable: Variable) -> Tree[Reading]:
        """The tree of the variable itself."""
        return self._depends(variable, tuple(self.same(value) for value in variable.values))

    def each(self, function: Callable[[A], B], tree: Tree[A]) -> Tree[B]:
        """The function of the value, in every completion."""
        return self.all(lambda values: function(values[0]), (tree,))

    def both(self, function: Callable[[A, B], C], left: Tree[A], right: Tree[B]) -> Tree[C]:
        """The function of two values, in every completion."""
        trees = cast("tuple[Tree[object], ...]", (left, right))
        return self.all(lambda pair: function(cast("A", pair[0]), cast("B", pair[1])), trees)

    def fold(self, function: Callable[[B, A], B], trees: Iterable[Tree[A]], start: B) -> Tree[B]:
        """The values gathered one by one, in every completion."""
        first = self.same(start)
        return reduce(lambda so_far, tree: self.both(function, so_far, tree), trees, first)

    def all(self, function: Callable[[tuple[A, ...]], B], trees: tuple[Tree[A], ...]) -> Tree[B]:
        """The function of all values together, in every completion."""
        done: dict[tuple[int, ...], Tree[B]] = {}
        leaf: dict[B, Tree[B]] = {}  # of one function only: True equals 1, but is not the same

        def walk(trees: tuple[Tree[A], ...]) -> Tree[B]:
            key = tuple(map(id, trees))
            if key not in done:
                done[key] = step(trees)
            return done[key]

        def step(trees: tuple[Tree[A], ...]) -> Tree[B]:
            self._count()
            roots = [tree.variable for tree in trees if isinstance(tree, Depends)]
            if not roots:
                value = function(tuple(tree.value for tree in trees if isinstance(tree, Same)))
                return leaf.setdefault(value, Same(value))
            first = min(roots, key=lambda variable: variable.order)
            branches = tuple(
                walk(tuple(_given(tree, first, position) for tree in trees))
                for position in range(len(first.values))
            )
            return self._depends(first, branches)

        return walk(trees)

    def _depends(self, variable: Variable, branches: tuple[Tree[T], ...]) -> Tree[T]:
        if all(branch is branches[0] for branch in branches):
            return branches[0]
        key = (variable.order, *map(id, branches))
        return cast("Tree[T]", self._made.setdefault(key, Depends(variable, branches)))

    def _count(self) -> None:
        self._steps += 1
        if self._steps > self._limit:
            raise TooMany(f"more than {self._limit} steps over the completions of the request")


def _given(tree: Tree[T], variable: Variable, position: int) -> Tree[T]:
    """The tree when the variable has its value at this position."""
    if isinstance(tree, Depends) and tree.variable.order == variable.order:
        return tree.branches[position]
    return tree


def leaves(tree: Tree[T]) -> frozenset[T]:
    """Every value of the tree, in whichever completion."""
    return frozenset(node.value for node in _nodes(tree) if isinstance(node, Same))


def variables(tree: Tree[T]) -> frozenset[str]:
    """The names of the unknowns that change the value."""
    return frozenset(node.variable.name for node in _nodes(tree) if isinstance(node, Depends))


def _nodes(tree: Tree[T]) -> tuple[Tree[T], ...]:
    found: dict[int, Tree[T]] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            if isinstance(node, Depends):
                waiting.extend(node.branches)
    return tuple(found.values())
