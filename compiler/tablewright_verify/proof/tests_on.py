"""Every test that a subject is put to, and whether something takes its value whole."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright_verify.meaning import call
from tablewright_verify.sheet.book import Book
from tablewright_verify.sheet.names import Subject
from tablewright_verify.sheet.policies import LISTS
from tablewright_verify.sheet.tests import Test
from tablewright_verify.trees import Call, Const, Read, Tree

COMPARED = frozenset({"equal", "not_equal", "less", "at_most", "more", "not_below"})


def tests_on(book: Book, subject: Subject) -> tuple[Test, ...]:
    """The cells about a subject, and the comparisons of it with a constant."""
    cells = [g.test for g in book.guards() if g.tree is None and g.subject == subject]
    outputs = dict.fromkeys(_given_as(book, subject))
    asked = (test for output in outputs for test in tests_on(book, output))
    return (*cells, *_comparisons(book, subject), *asked)


def _given_as(book: Book, subject: Subject) -> Iterator[Subject]:
    """The outputs that a calculation gives as it is: what they are asked, it is asked."""
    for table in book.tables:
        if table.policy in LISTS:
            continue  # what is asked of a list is asked of no single outcome
        for rule in table.rules:
            for output, outcome in zip(table.outputs, rule.outcomes, strict=True):
                match outcome.tree:
                    case Read(read) if read == subject and subject.what == "calculation":
                        yield Subject("output", output.code)
                    case _:
                        continue


def _comparisons(book: Book, subject: Subject) -> Iterator[Test]:
    for calculation in book.calculations:
        for node in _nodes(calculation.tree):
            if compared(node) == subject and isinstance(node, Call):
                yield _test(node)


def _nodes(tree: Tree) -> Iterator[Tree]:
    yield tree
    if isinstance(tree, Call):
        for argument in tree.arguments:
            yield from _nodes(argument)


def bare(tree: Tree) -> Tree:
    """A name without the wrap of one that is never unknown."""
    return tree.arguments[0] if isinstance(tree, Call) and tree.function == "or_nothing" else tree


def compared(tree: Tree) -> Subject | None:
    """The subject of a comparison with a constant."""
    if isinstance(tree, Call) and tree.function in COMPARED:
        sides = [bare(side) for side in tree.arguments]
        reads = [side for side in sides if isinstance(side, Read)]
        if len(reads) == 1 and any(isinstance(side, Const) for side in sides):
            return reads[0].subject
    return None


def _test(node: Call) -> Test:
    constants = frozenset(side.value for side in node.arguments if isinstance(side, Const))

    def holds(value: object) -> bool:
        sides = (side.value if isinstance(side, Const) else value for side in node.arguments)
        return call(node.function, *sides) is True

    return Test(holds, constants)


def taken_whole(book: Book, subject: Subject) -> bool:
    """Whether a calculation reads the value itself, not only how it compares with a constant."""
    return any(subject in set(_whole(calculation.tree)) for calculation in book.calculations)


def _whole(tree: Tree) -> Iterator[Subject]:
    if compared(tree) is not None:
        return
    if isinstance(tree, Read):
        yield tree.subject
    if isinstance(tree, Call):
        for argument in tree.arguments:
            yield from _whole(argument)
