"""What is left of a table when some facts are known: a key that is equal only for equal rests.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from ._graph import graph
from ._model import Checklist, Hits, Model, Table

# A key, and the rank of the first unknown fact that it depends on; NONE when there is none.
State = tuple[Hashable, int]
NONE = 1 << 30
_SETTLED: State = (None, NONE)


class States:
    """Reads the states of one set of facts; remembers those of checklists by their truths.

    `met` collects the unknown facts that were met on the way.
    """

    def __init__(self, model: Model, facts: Any) -> None:
        self.model, self.facts = model, facts
        self.graph = graph(model)
        self.checklists: dict[Hashable, State] = {}
        self.met: set[str] = set()

    def of_table(self, table: Table) -> State:
        """The rules that may match, and the states of what their cells read."""
        hits: Hits = getattr(self.facts, table.hits)
        names = dict.fromkeys([cell.reads for rule in hits[0] for cell in rule.cells])
        return self._joined(hits[0], [self.of_fact(name) for name in names])

    def of_fact(self, name: str) -> State:
        """The state of a fact, None as the key when it is known."""
        if getattr(self.facts, name) is not None or name in self.graph.never_unknown:
            return _SETTLED
        if name in self.model.inputs:
            self.met.add(name)
            return name, self.graph.order[name]
        if name in self.model.calculations:
            return self.of_calculation(name)
        if name in self.model.outputs:
            return self.of_output(name)
        if name in self.model.kinds:
            return self.of_kinds(*self.model.kinds[name])
        return self.of_item(*self.model.items[name])

    def of_output(self, name: str) -> State:
        """The state of the table that gives it, with what its outcomes are worked out from."""
        table, _ = self.model.outputs[name]
        hits: Hits = getattr(self.facts, table.hits)
        reads = dict.fromkeys(read for rule in hits[0] for read in rule.worked_out_from)
        return self._joined(name, [self.of_table(table), *(self._source(read) for read in reads)])

    def of_calculation(self, name: str) -> State:
        """The values of what it reads; a pivot is split itself, others by what they read."""
        calculation = self.model.calculations[name]
        key, first = self._joined(name, [self._source(read) for read in calculation.reads])
        if not calculation.pivot:
            return key, first
        self.met.add(name)
        return key, self.graph.order[name]

    def of_item(self, checklist: Checklist, position: int) -> State:
        """An item read by itself: it also hangs on the conditions of the groups above it."""
        parts = [self.of_checklist(checklist, position)]
        above = checklist.items[position].parent if position > 0 else 0
        while above:
            if checklist.items[above].only_if:
                parts.append(self._source(checklist.items[above].only_if))
            above = checklist.items[above].parent
        return self._joined(position, parts)

    def of_checklist(self, checklist: Checklist, position: int) -> State:
        """The open items under one position, remembered by all truths and by what is worked out."""
        truths = getattr(self.facts, checklist.truths)
        if position < 0:
            return self._all(checklist, truths)
        at = (checklist.truths, position, truths, self.graph.volatile[checklist.truths](self.facts))
        state = self.checklists.get(at)
        if state is None:
            state = self.checklists[at] = self._open(checklist, position, truths)
        return state

    def _open(self, checklist: Checklist, position: int, truths: tuple[Any, ...]) -> State:
        truth = truths[position]
        if truth is not None:
            return truth, NONE
        item = checklist.items[position]
        parts = [self._open(checklist, child, truths) for child in checklist.children[position]]
        if item.only_if:
            parts.append(self._source(item.only_if))
        if item.reads:
            parts.append(self._source(item.reads))
        return self._joined(position, parts)

    def of_kinds(self, checklist: Checklist, kinds: tuple[str, ...]) -> State:
        """The open items by which one of these kinds can still come to be cited."""
        places = (at for at in range(len(checklist.items)) if _tells(checklist, at, kinds))
        return self._joined(kinds, [self.of_checklist(checklist, at) for at in places])

    def _all(self, checklist: Checklist, truths: tuple[Any, ...]) -> State:
        """The state of something that looks at every item, as the kinds not met do."""
        names = (name for item in checklist.items for name in (item.only_if, item.reads) if name)
        return self._joined(truths, [self._source(name) for name in names])

    def _source(self, name: str) -> State:
        """The state of a fact with its value when it is known."""
        state = self.of_fact(name)
        return (getattr(self.facts, name), NONE) if state is _SETTLED else state

    @staticmethod
    def _joined(about: Hashable, parts: Iterable[State]) -> State:
        first = NONE
        keys: list[Hashable] = [about]
        for key, rank in parts:
            keys.append(key)
            first = min(first, rank)
        return tuple(keys), first


def _tells(checklist: Checklist, position: int, kinds: tuple[str, ...]) -> bool:
    """Whether the item's failure, or its holding in a none-of group, can add such a kind."""
    item = checklist.items[position]
    if not checklist.cited[position]:
        return item.combine != "all of"
    in_none_of = checklist.items[item.parent].combine == "none of"
    return in_none_of or checklist.kinds[position] in kinds
