"""What reads what in the sheet, in the order in which a reader meets it."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright_verify.proof.subjects import subject_of
from tablewright_verify.sheet.book import Book, Guard
from tablewright_verify.sheet.names import Subject
from tablewright_verify.trees import Tree, reads


class Reading:
    """Look-ups into one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.direct: dict[Subject, tuple[Subject, ...]] = {}
        for calculation in book.calculations:
            self.direct[Subject("calculation", calculation.name.code)] = reads(calculation.tree)
        for checklist in book.checklists:
            guards = (g for item in checklist.items for g in (item.only_if, item.guard) if g)
            self.direct[Subject("checklist", checklist.name)] = self._subjects(guards)
        for table in book.tables:
            self.direct[Subject("table", table.name)] = tuple(self._of_table(table.name))

    def _subjects(self, guards: Iterator[Guard]) -> tuple[Subject, ...]:
        return tuple(dict.fromkeys(subject_of(self.book, guard) for guard in guards))

    def _of_table(self, name: str) -> Iterator[Subject]:
        table = next(each for each in self.book.tables if each.name == name)
        found: dict[Subject, None] = {}
        for rule in table.rules:
            found |= dict.fromkeys(self._subjects(iter(rule.guards)))
            for outcome in rule.outcomes:
                found |= dict.fromkeys(() if outcome.tree is None else reads(outcome.tree))
        yield from found

    def readers(self, subject: Subject) -> int:
        """How many calculations, checklists and tables read it directly."""
        return sum(subject in held for held in self.direct.values())

    def inputs(self, tree: Tree) -> tuple[str, ...]:
        """The inputs below an expression, each once, as a reader meets them."""
        found: dict[str, None] = {}
        for subject in reads(tree):
            found |= dict.fromkeys(s.name for s in self.below(subject) if s.what == "input")
        return tuple(found)

    def below(self, subject: Subject) -> tuple[Subject, ...]:
        """Everything that something is worked out from, itself first."""
        found: dict[Subject, None] = {}
        stack = [subject]
        while stack:
            at = self._source(stack.pop())
            if at not in found:
                found[at] = None
                stack.extend(reversed(self.direct.get(at, ())))
        return tuple(found)

    def _source(self, subject: Subject) -> Subject:
        """The table or checklist that gives an output or item."""
        if subject.what == "output":
            named = (
                table.name
                for table in self.book.tables
                if any(output.code == subject.name for output in table.outputs)
            )
            return Subject("table", next(named))
        if subject.what in {"item", "kinds", "kind fact"}:
            return Subject("checklist", subject.name)
        return subject
