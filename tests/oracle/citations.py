"""Which items an answer cites as failed or as carrying, worked out on truths of three values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.oracle.book import Checklist, Condition, Item, Table
from tests.oracle.values import UnknownError
from tests.oracle.world import KINDS_NOT_MET, World

Truth = bool | None


class Citations:
    """The citations of the answer that one rule of a table gives."""

    def __init__(self, world: World, table: Table, rule: str) -> None:
        self.world = world
        self.counting = list({c.name: c for c in self._counting(table, rule)}.values())

    def unmet(self) -> set[str]:
        """The failed items with a citation of their own, first met from the top."""
        return {
            item.cite
            for checklist in self.counting
            if self.combined(checklist.combine, checklist.items) is False
            for item in self._failed(checklist.items)
        }

    def satisfied_by(self) -> set[str]:
        """The alternatives with a citation of their own that held in met any-of groups.

        A group that does not apply is met, but nothing carries it.
        """
        return {
            child.cite
            for checklist in self.counting
            for item in checklist.every_item()
            if item.combine.startswith(("any of", "at least"))
            and self.truth(item)
            and self.applies(item)
            for child in item.children
            if child.cite and self.truth(child)
        }

    def open(self) -> set[str]:
        """The unknown items, by the citation of their own or the one that they inherit."""
        items = (item for checklist in self.counting for item in checklist.every_item())
        return {item.cited_as for item in items if self.truth(item) is None}

    # -- which checklists count

    def _counting(self, table: Table, answering: str) -> Iterator[Checklist]:
        for rule in table.rules:
            truths = [self.condition(condition) for condition in rule.conditions]
            for at, condition in enumerate(rule.conditions):
                if False not in truths[:at] + truths[at + 1 :]:
                    yield from self._behind(condition.name)
            if rule.ident == answering:
                return

    def _behind(self, name: str) -> Iterator[Checklist]:
        book = self.world.book
        if name in book.outputs:
            table = book.outputs[name]
            try:
                answering = self.world.answer(table).rules
            except UnknownError:  # whichever rule it is, none below the last answers
                answering = (table.rules[-1].ident,)
            for rule in answering:
                yield from self._counting(table, rule)
        elif name.startswith("["):
            yield book.cited[name[1:-1]][0]
        elif name.removesuffix(KINDS_NOT_MET) in book.checklists:
            yield book.checklists[name.removesuffix(KINDS_NOT_MET)]

    # -- truths

    def condition(self, condition: Condition) -> Truth:
        """Whether a condition holds, None while that is unknown."""
        book, name = self.world.book, condition.name
        if name in book.checklists:
            checklist = book.checklists[name]
            met = self.combined(checklist.combine, checklist.items)
        elif name.startswith("["):
            met = self.truth(book.cited[name[1:-1]][1])
        else:
            try:
                return self.world.holds(condition)
            except UnknownError:
                return None
        return None if met is None else condition.test.holds(met, self.world.read)

    def truth(self, item: Item) -> Truth:
        """Whether an item is met, None while that is unknown."""
        applies = self.applies(item)
        if applies is False:
            return True
        if item.condition is not None:
            met = self.condition(item.condition)
        else:
            met = self.combined(item.combine, item.children)
        return met if applies or met else None

    def applies(self, item: Item) -> Truth:
        """Whether the condition of an item holds, None while that is unknown."""
        if not item.only_if:
            return True
        try:
            return self.world.read(item.only_if) is True
        except UnknownError:
            return None

    def combined(self, combine: str, items: Iterable[Item]) -> Truth:
        """Whether a group is met, None while that is unknown."""
        truths = [self.truth(item) for item in items]
        match combine:
            case "all of":
                return False if False in truths else None if None in truths else True
            case "any of":
                return True if True in truths else None if None in truths else False
            case _:
                raise LookupError(f"{combine!r} is not cited from")

    def _failed(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if self.truth(item) is not False:
                continue
            if item.cite or item.combine != "all of":
                yield item
            else:
                yield from self._failed(item.children)
