"""What is left of a table when some facts are known: a key that is equal only for equal rests.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from ._graph import graph
from ._model import Checklist, Hits, Model, Table

# A key, and the unknown facts that it still depends on.
State = tuple[Hashable, frozenset[str]]
_SETTLED: State = (None, frozenset())


class States:
    """Reads the states of one set of facts; remembers those of checklists by their truths."""

    def __init__(self, model: Model, facts: Any) -> None:
        self.model, self.facts = model, facts
        self.graph = graph(model)
        self.checklists: dict[Hashable, State] = {}

    def of_table(self, table: Table) -> State:
        """The rules that may match, and the states of their unknown cells."""
        hits: Hits = getattr(self.facts, table.hits)
        keys: list[Hashable] = []
        unknown: frozenset[str] = frozenset()
        for rule in hits[0]:
            keys.append(rule)
            for cell in rule.cells:
                key, more = self.of_fact(cell.reads)
                if key is not None:
                    keys.append(key)
                    unknown |= more
        return tuple(keys), unknown

    def of_fact(self, name: str) -> State:
        """The state of a fact, None as the key when it is known."""
        if name in self.graph.never_unknown or getattr(self.facts, name) is not None:
            return _SETTLED
        if name in self.model.inputs:
            return name, frozenset({name})
        if name in self.model.calculations:
            return self.of_calculation(name)
        if name in self.model.outputs:
            key, unknown = self.of_table(self.model.outputs[name][0])
            return (name, key), unknown
        if name in self.model.kinds:
            checklist, kinds = self.model.kinds[name]
            return self.of_kinds(checklist, kinds)
        checklist, position = self.model.items[name]
        return self.of_checklist(checklist, position)

    def of_calculation(self, name: str) -> State:
        """The values of what it reads; a pivot is split itself, others by what they read."""
        calculation = self.model.calculations[name]
        keys: list[Hashable] = [name]
        unknown: frozenset[str] = frozenset({name} if calculation.pivot else ())
        for read in calculation.reads:
            key, more = self.of_fact(read)
            keys.append(getattr(self.facts, read) if key is None else key)
            if not calculation.pivot:
                unknown |= more
        return tuple(keys), unknown

    def of_checklist(self, checklist: Checklist, position: int) -> State:
        """The open items under one position, remembered by all truths and by what is worked out."""
        truths = getattr(self.facts, checklist.truths)
        if position < 0:
            return self._all(checklist, truths)
        reads = self.graph.volatile[checklist.truths](self.facts)
        at = (checklist.truths, position, truths, reads)
        state = self.checklists.get(at)
        if state is None:
            state = self.checklists[at] = self._open(checklist, position, truths)
        return state

    def _open(self, checklist: Checklist, position: int, truths: tuple[Any, ...]) -> State:
        truth = truths[position]
        if truth is not None:
            return truth, frozenset()
        item = checklist.items[position]
        parts: list[State] = [
            self._open(checklist, c, truths) for c in checklist.children[position]
        ]
        parts.extend(self._source(name) for name in (item.only_if, item.reads) if name)
        unknown = frozenset[str]().union(*(part[1] for part in parts))
        return tuple(part[0] for part in parts), unknown

    def of_kinds(self, checklist: Checklist, kinds: tuple[str, ...]) -> State:
        """The open items by which one of these kinds can still come to be cited."""
        truths = getattr(self.facts, checklist.truths)
        places = (at for at in range(len(truths)) if _tells(checklist, at, kinds))
        parts = [self.of_checklist(checklist, at) for at in places]
        unknown = frozenset[str]().union(*(part[1] for part in parts))
        return (kinds, *(part[0] for part in parts)), unknown

    def _all(self, checklist: Checklist, truths: tuple[Any, ...]) -> State:
        """The state of something that looks at every item, as the kinds not met do."""
        names = (name for item in checklist.items for name in (item.only_if, item.reads) if name)
        parts = [self._source(name) for name in names]
        unknown = frozenset[str]().union(*(part[1] for part in parts))
        return (truths, *(part[0] for part in parts)), unknown

    def _source(self, name: str) -> State:
        key, unknown = self.of_fact(name)
        return (getattr(self.facts, name), unknown) if key is None else (key, unknown)


def _tells(checklist: Checklist, position: int, kinds: tuple[str, ...]) -> bool:
    """Whether the item's failure, or its holding in a none-of group, can add such a kind."""
    item = checklist.items[position]
    if not checklist.cited[position]:
        return item.combine != "all of"
    in_none_of = checklist.items[item.parent].combine == "none of"
    return in_none_of or checklist.kinds[position] in kinds
