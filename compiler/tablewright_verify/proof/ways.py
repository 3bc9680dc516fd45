"""Alternatives of `first known of`: which of them can be known when some inputs are said.

What is known twice is compared, and refused where it differs; the entry check must see to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tablewright_verify.sheet.book import Book, Calculation
from tablewright_verify.sheet.names import Subject
from tablewright_verify.trees import Call, Const, Read, Tree

_CHOOSES = frozenset({"first_known", "choose", "all_of", "any_of"})
# With what is known to be blank these are no, and so are known.
_COMPARES = frozenset(
    {
        *("equal", "not_equal", "less", "at_most", "more", "not_below", "within"),
        *("within_period", "count", "total", "truth_of"),
    }
)


def several(book: Book) -> Iterator[Calculation]:
    """The calculations that are the first known of several."""
    for calculation in book.calculations:
        if isinstance(calculation.tree, Call) and calculation.tree.function == "first_known":
            yield calculation


class Ways:
    """The inputs of one book, some of which are said."""

    def __init__(self, book: Book, said: frozenset[str]) -> None:
        self.said = said
        self.trees = {Subject("calculation", c.name.code): c.tree for c in book.calculations}
        self.blanks = {name.code for name in book.inputs if name.nothing}

    def contradict(self, calculation: Calculation) -> bool:
        """Whether two alternatives can both be known, and so differ."""
        arguments = calculation.tree.arguments if isinstance(calculation.tree, Call) else ()
        pairs = combinations(arguments, 2)
        return any(self.known(a) and self.known(b) for a, b in pairs)

    def known(self, tree: Tree, *, blank: bool = False) -> bool:
        """Whether it can be known; and given, unless `blank` does as well."""
        match tree:
            case Const():
                return True
            case Read(subject) if subject in self.trees:
                return self.known(self.trees[subject], blank=blank)
            case Read(subject) if subject.what == "input":
                return subject.name in self.said or (blank and subject.name in self.blanks)
            case Read():
                return True
            case Call("choose", (_, then, otherwise)):
                return self.known(then, blank=blank) or self.known(otherwise, blank=blank)
            case Call(function, arguments):
                blank = blank or function in _COMPARES
                every = [self.known(argument, blank=blank) for argument in arguments]
                return any(every) if function in _CHOOSES else all(every)
