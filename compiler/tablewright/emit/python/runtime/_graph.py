"""What hangs on what in a version: worked out from its records, once, when reasons are first asked.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from ._model import Checklist, Model
from ._support import LISTS

# Hit policies under which the outcomes of several rules are counted, added up or compared.
SEVERAL = frozenset({*LISTS, "Collect sum", "Any"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The facts of a version.

    `order` ranks the facts that completions split: what gates a decision first, each after what it
    is worked out from. `dependents` are the facts worked out from each, `bases` the inputs behind
    each. `grounds` are the facts whose values go into a calculation or output; those that only
    choose, by conditions, do not count. `pivots` are the calculations that a fact's value goes
    into, and the outputs that join or compare what several rules work out; `joined` has the grounds
    of those.
    `volatile` reads what can change while the truths of a checklist do not.
    """

    order: Mapping[str, int]
    dependents: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, tuple[str, ...]]
    grounds: Mapping[str, tuple[str, ...]]
    pivots: Mapping[str, tuple[str, ...]]
    joined: Mapping[str, frozenset[str]]
    volatile: Mapping[str, Callable[[Any], Any]]
    never_unknown: frozenset[str]


@cache
def graph(model: Model) -> Graph:
    """The graph of a version."""
    reads = _reads(model)
    below = {name: _below(reads, name) for name in reads}
    bases = {name: tuple(n for n in below[name] if n in model.inputs) for name in reads}
    split = {*model.inputs, *model.calculations}
    values = _values(model, reads)
    worked_out = (*model.calculations, *model.outputs)
    grounds = {name: tuple(_below(values, name))[1:] for name in worked_out}
    pivots = [name for name, calculation in model.calculations.items() if calculation.pivot]
    several = [name for name, (table, _) in model.outputs.items() if table.policy in SEVERAL]
    pivots += several
    ranked = [n for table in model.tables for n in below[table.hits] if n in split]
    ordered: dict[str, None] = {}
    for name in (*ranked, *(n for n in reads if n in split)):
        before = (n for n in model.calculations if n in below[name])
        ordered |= dict.fromkeys((*(base for base in bases[name] if base != name), *before, name))
    return Graph(
        order={name: rank for rank, name in enumerate(ordered)},
        dependents={n: tuple(o for o in reads if o != n and n in below[o]) for n in split},
        bases=bases,
        grounds=grounds,
        pivots={name: tuple(p for p in pivots if name in grounds[p]) for name in split},
        joined={name: frozenset(grounds[name]) for name in several if grounds[name]},
        volatile={c.truths: _reader(_volatile(model, c, bases)) for c in model.checklists},
        never_unknown=frozenset(n for n, i in model.inputs.items() if i.blank_is_nothing),
    )


def _reads(model: Model) -> dict[str, tuple[str, ...]]:
    """What each fact is worked out from directly, in reading order."""
    reads: dict[str, tuple[str, ...]] = dict.fromkeys(model.inputs, ())
    reads |= {name: calculation.reads for name, calculation in model.calculations.items()}
    for checklist in model.checklists:
        names = (name for item in checklist.items for name in (item.only_if, item.reads) if name)
        reads[checklist.truths] = tuple(dict.fromkeys(names))
    for name, (checklist, position) in model.items.items():
        alone = tuple(dict.fromkeys(_of_item(checklist, position)))
        reads[name] = alone if position > 0 else (checklist.truths,)
        if position == 0:
            reads[f"{name}_rules"] = (name,)
    reads |= {name: (checklist.truths,) for name, (checklist, _) in model.kinds.items()}
    for table in model.tables:
        names = (
            name
            for rule in table.rules
            for name in (*(cell.reads for cell in rule.cells), *rule.worked_out_from)
        )
        reads[table.hits] = tuple(dict.fromkeys(names))
    reads |= {name: (table.hits,) for name, (table, _) in model.outputs.items()}
    return reads


def _values(model: Model, reads: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What goes into the value of each fact directly; conditions alone choose, and do not count."""
    values: dict[str, tuple[str, ...]] = dict.fromkeys(reads, ())
    values |= {name: calculation.reads for name, calculation in model.calculations.items()}
    for name, (table, _) in model.outputs.items():
        worked_out = (read for rule in table.rules for read in rule.worked_out_from)
        values[name] = tuple(dict.fromkeys(worked_out))
    return values


def _of_item(checklist: Checklist, position: int) -> Iterator[str]:
    """What an item hangs on, read by itself: its leaves, their conditions, and those above it."""
    inside = {position}
    for at, item in enumerate(checklist.items):
        if at and item.parent in inside:
            inside.add(at)
        if at in inside:
            yield from filter(None, (item.only_if, item.reads))
    above = checklist.items[position].parent
    while above:
        yield from filter(None, (checklist.items[above].only_if,))
        above = checklist.items[above].parent


def _below(reads: Mapping[str, tuple[str, ...]], name: str) -> dict[str, None]:
    """Everything that a fact is worked out from, itself first, in reading order."""
    found: dict[str, None] = {}
    stack = [name]
    while stack:
        at = stack.pop()
        if at not in found:
            found[at] = None
            stack.extend(reversed(reads[at]))
    return found


def _reader(names: Iterator[str]) -> Callable[[Any], Any]:
    found = tuple(dict.fromkeys(names))
    return attrgetter(*found) if found else lambda _: None


def _volatile(
    model: Model, checklist: Checklist, bases: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """What conditions hide, and what is worked out: the facts themselves and the inputs behind."""
    for item in checklist.items:
        for name in filter(None, (item.only_if, item.reads)):
            if item.only_if or name not in model.inputs:
                yield from (name, *bases[name])
