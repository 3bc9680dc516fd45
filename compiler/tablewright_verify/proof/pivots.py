"""Which calculations must be completed by segments of their own, from the expressions alone.

What finitely many tests on single names decide is completed through these names. Anything else
joins values of which completions know only a segment, and so is split by itself: a pivot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tablewright_verify.proof.reading import Reading
from tablewright_verify.proof.tests_on import bare, compared, tests_on
from tablewright_verify.sheet.book import Book
from tablewright_verify.sheet.names import Subject
from tablewright_verify.trees import Call, Const, Read, Tree, nodes

# These reach every value between their least and their largest.
_ONTO = frozenset({"first_known", "smaller_of", "larger_of", "age", "days_between"})
_WITHIN = frozenset({"within", "within_period"})
_SKIPS = frozenset(
    {"round_up", "round_down", "round_half_even", "count", "total", "least", "most", "mean"}
)
# Of these, what is unknown leaves no range.
_RANGELESS = frozenset({"duration", "code"})


class Pivot(NamedTuple):
    """How an unknown result is completed; `ways` are the inputs behind each alternative."""

    exact: bool
    ways: tuple[tuple[str, ...], ...] = ()
    free: str = ""


def pivot_of(book: Book, tree: Tree) -> Pivot | None:
    """None for what finitely many tests on single names decide."""
    pivots = _Pivots(book)
    if pivots.finite(tree):
        return None
    counts = Counter(pivots.sources(tree))
    exact = max(counts.values(), default=1) == 1 and pivots.onto(tree)
    if not isinstance(tree, Call) or tree.function != "first_known":
        return Pivot(exact)
    reading = Reading(book)
    ways = tuple(tuple(reading.inputs(argument)) for argument in tree.arguments)
    free = next((name for argument in tree.arguments for name in pivots.own(argument)), "")
    return Pivot(exact, ways, free)


class _Pivots:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.trees = {Subject("calculation", c.name.code): c.tree for c in book.calculations}

    def finite(self, tree: Tree) -> bool:
        """Whether finitely many tests on single names decide the value."""
        if compared(tree) is not None:
            return True
        match bare(tree):
            case Const():
                return True
            case Read(subject):
                return self.finite_name(subject)
            case Call(function, arguments):
                joins = function in _ONTO | _WITHIN
                return not joins and all(self.finite(each) for each in arguments)

    def finite_name(self, subject: Subject) -> bool:
        """Whether a name has finitely many values: closed ones, or those that a table names."""
        match subject.what:
            case "input":
                name = next(each for each in self.book.inputs if each.code == subject.name)
                return name.kind == "yes/no" or bool(name.members)
            case "calculation":
                return self.finite(self.trees[subject])
            case "output":
                return all(self.finite(tree) for tree in self.outcomes(subject.name))
            case _:
                return True

    def outcomes(self, code: str) -> Iterator[Tree]:
        """What the cells of an output work out."""
        for table in self.book.tables:
            for rule in table.rules:
                for output, outcome in zip(table.outputs, rule.outcomes, strict=True):
                    if output.code == code and outcome.tree is not None:
                        yield outcome.tree

    def sources(self, tree: Tree) -> Iterator[Subject]:
        """What is read that is no calculation, once for each time it is."""
        for node in nodes(tree):
            if isinstance(node, Read) and node.subject in self.trees:
                yield from self.sources(self.trees[node.subject])
            elif isinstance(node, Read):
                yield node.subject

    def onto(self, tree: Tree) -> bool:
        """Whether every value of the range is reached."""
        for node in nodes(tree):
            match node:
                case Read(subject, kind):
                    if not self.onto_name(subject, kind):
                        return False
                case Call("multiply" | "divide", (left, right), kind):
                    if kind == "whole number" or left.kind == right.kind == "whole number":
                        return False
                case Call(function) if function in _SKIPS:
                    return False
                case _:
                    continue
        return True

    def onto_name(self, subject: Subject, kind: str) -> bool:
        """A calculation by what it reads; an input that leaves a range when it is unknown."""
        if subject in self.trees:
            return self.onto(self.trees[subject])
        lists = {name.code for name in self.book.inputs if name.is_list}
        return subject.what == "input" and subject.name not in lists and kind not in _RANGELESS

    def own(self, argument: Tree) -> Iterator[str]:
        """An alternative that is an input which nothing else reads."""
        match bare(argument):
            case Read(subject) if subject.what == "input":
                if Reading(self.book).readers(subject) == 1 and not tests_on(self.book, subject):
                    yield subject.name
