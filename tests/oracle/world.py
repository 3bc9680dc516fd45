"""A request in which every name that is read is known, evaluated in the plainest way.

Reading a name that is unknown raises; only `first known of` goes on to its next argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.oracle.book import Book, Checklist, Condition, Item, Rule, Table
from tests.oracle.expressions import Expression
from tests.oracle.values import NOTHING, UnknownError, Value

KINDS_NOT_MET = " kinds not met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a table answers: a status, the outcome when decided, and the rules that match."""

    status: str
    outcome: tuple[Value | None, ...] | None
    rules: tuple[str, ...]

    @property
    def result(self) -> tuple[str, tuple[Value | None, ...] | None]:
        """What of the answer completions must agree on."""
        return self.status, self.outcome


class World:
    """One request, and everything that follows from it, by name."""

    def __init__(self, book: Book, given: Mapping[str, Value]) -> None:
        self.book = book
        self.given = given
        self.found: dict[str, Value] = {}

    def read(self, name: str) -> Value:
        """What a name stands for: an input, a calculation, an output, a checklist, an item."""
        if name in self.given:
            return self.given[name]
        if name not in self.found:
            self.found[name] = self._work_out(name)
        return self.found[name]

    def _work_out(self, name: str) -> Value:
        book = self.book
        if name in book.names:
            glossary = book.names[name]
            if glossary.calculated is not None:
                return self._calculated(name, glossary.calculated)
            if name in book.outputs:
                return self._output(book.outputs[name], name)
            if glossary.nothing:
                return NOTHING
            raise UnknownError(name)
        if name in book.checklists:
            return self.checklist(book.checklists[name])
        if name.endswith(KINDS_NOT_MET):
            checklist = book.checklists[name.removesuffix(KINDS_NOT_MET)]
            return frozenset(item.kind for item in self.failed(checklist) if item.kind)
        return self.item(book.cited[name[1:-1]][1])

    def _calculated(self, name: str, expression: Expression) -> Value:
        try:
            return expression.run(self.read)
        except UnknownError:
            if expression.alternatives:  # several questions that ask the same: one unknown
                raise UnknownError(name) from None
            raise

    def _output(self, table: Table, name: str) -> Value:
        answer = self.answer(table)
        if answer.outcome is None:
            raise LookupError(f"{table.name} has no answer")
        value = answer.outcome[table.outputs.index(name)]
        return NOTHING if value is None else value

    # -- tables

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is satisfied."""
        return condition.test.holds(self.read(condition.name), self.read)

    def matches(self, rule: Rule) -> bool:
        """Whether all conditions of a rule are."""
        return all(self.holds(condition) for condition in rule.conditions)

    def answer(self, table: Table) -> Answer:
        """The answer of a table, by its hit policy."""
        if table.policy == "First":
            rules = [next((rule for rule in table.rules if self.matches(rule)), None)]
        else:
            *asked, last = table.rules
            rules = [rule for rule in asked if self.matches(rule)]
            if last.ident != "Otherwise":
                rules += [last] if self.matches(last) else []
            elif not rules:
                rules = [last]
        matching = [rule for rule in rules if rule is not None]
        idents = tuple(rule.ident for rule in matching)
        if len(matching) != 1:
            status = "conflict" if matching else "no rule"
            return Answer(status=status, outcome=None, rules=idents)
        outcome = tuple(
            cell.run(self.read) if isinstance(cell, Expression) else cell
            for cell in matching[0].outcome
        )
        return Answer(status="decided", outcome=outcome, rules=idents)

    # -- checklists

    def checklist(self, checklist: Checklist) -> bool:
        """Whether a checklist is met."""
        return self._combined(checklist.combine, checklist.items)

    def item(self, item: Item) -> bool:
        """Whether an item is met; one that does not apply is."""
        if item.only_if and self.read(item.only_if) is not True:
            return True
        if item.condition is not None:
            return self.holds(item.condition)
        return self._combined(item.combine, item.children)

    def _combined(self, combine: str, items: tuple[Item, ...]) -> bool:
        match combine.split():
            case ["all", "of"]:
                return all(self.item(item) for item in items)
            case ["any", "of"]:
                return any(self.item(item) for item in items)
            case ["none", "of"]:
                return not any(self.item(item) for item in items)
            case ["at", "least", number, "of"]:
                return sum(self.item(item) for item in items) >= int(number)
            case _:
                raise LookupError(f"{combine!r} combines nothing")

    def failed(self, checklist: Checklist) -> list[Item]:
        """The items that a failed checklist is explained by, each with a citation of its own."""
        return [] if self.checklist(checklist) else self._failed(checklist.items)

    def _failed(self, items: tuple[Item, ...]) -> list[Item]:
        found: list[Item] = []
        for item in items:
            if self.item(item):
                continue
            if item.cite or item.combine != "all of":
                found.append(item)
            else:
                found += self._failed(item.children)
        return found
