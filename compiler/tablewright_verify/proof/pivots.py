"""Which calculations must be completed by segments of their own, from the expressions alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tablewright_verify.proof.tests_on import bare, compared, tests_on
from tablewright_verify.sheet.book import Book
from tablewright_verify.sheet.names import Subject
from tablewright_verify.trees import Call, Const, Read, Tree, nodes, reads

_ONTO = frozenset({"first_known", "smaller_of", "larger_of", "age", "days_between", "within"})
_KEEPS = frozenset(
    {
        *("add", "subtract", "multiply", "divide", "negative", "negate", "choose", "shift"),
        *("all_of", "any_of", "equal", "not_equal", "less", "at_most", "more", "not_below"),
        *("or_nothing", "truth_of"),
    }
)


class Pivot(NamedTuple):
    """How an unknown result is completed; `ways` are the inputs behind each alternative."""

    exact: bool
    ways: tuple[tuple[str, ...], ...] = ()
    free: str = ""


def pivot_of(book: Book, tree: Tree) -> Pivot | None:
    """None for what finitely many tests on single names decide."""
    if _finite(book, tree):
        return None
    counts = Counter(_inputs(book, tree))
    exact = max(counts.values(), default=1) == 1 and _onto(book, tree)
    if not isinstance(tree, Call) or tree.function != "first_known":
        return Pivot(exact)
    ways = tuple(tuple(dict.fromkeys(_inputs(book, argument))) for argument in tree.arguments)
    free = next((name for argument in tree.arguments for name in _own(book, argument)), "")
    return Pivot(exact, ways, free)


def _tree_of(book: Book, subject: Subject) -> Tree | None:
    found = (c.tree for c in book.calculations if subject == Subject("calculation", c.name.code))
    return next(found, None)


def _finite(book: Book, tree: Tree) -> bool:
    if compared(tree) is not None or isinstance(tree, Const):
        return True
    match bare(tree):
        case Read(subject, kind):
            inner = _tree_of(book, subject)
            if inner is not None:
                return _finite(book, inner)
            name = next(e.name for e in book.scope.values() if e.subject == subject)
            return name.is_list or kind in {"yes/no", "text", "code"}
        case Call(function, arguments):
            return function not in _ONTO and all(_finite(book, each) for each in arguments)
        case _:
            return True


def _inputs(book: Book, tree: Tree) -> Iterator[str]:
    """The inputs that are read, once for each time."""
    for node in nodes(tree):
        if isinstance(node, Read):
            inner = _tree_of(book, node.subject)
            if inner is None:
                yield node.subject.name
            else:
                yield from _inputs(book, inner)


def _onto(book: Book, tree: Tree) -> bool:
    for node in nodes(tree):
        match node:
            case Read(subject):
                inner = _tree_of(book, subject)
                if inner is None and subject.what != "input":
                    return False
                if inner is not None and not _onto(book, inner):
                    return False
            case Call("multiply" | "divide", (left, right), kind):
                whole = left.kind == right.kind == "whole number" or kind == "whole number"
                if whole:
                    return False
            case Call(function) if function not in _ONTO | _KEEPS:
                return False
    return True


def _own(book: Book, argument: Tree) -> Iterator[str]:
    """An alternative that is an input which nothing else reads."""
    match argument:
        case Read(subject) if subject.what == "input":
            readers = sum(subject in reads(each.tree) for each in book.calculations)
            readers += sum(_table_reads(book, subject))
            if readers == 1 and not tests_on(book, subject):
                yield subject.name


def _table_reads(book: Book, subject: Subject) -> Iterator[bool]:
    """Each table whose outcomes are worked out from a subject."""
    for table in book.tables:
        trees = (o.tree for rule in table.rules for o in rule.outcomes if o.tree is not None)
        yield any(subject in reads(tree) for tree in trees)
