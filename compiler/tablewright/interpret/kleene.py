"""Three-valued truth of conditions, items and checklists on the request as it was given.

A condition on an input, calculation, output or kinds is known where every completion agrees on it:
so calculations keep the range that Allowed values leave. Items and checklists combine what their
conditions say by Kleene's rules, without looking at how conditions hang together. UNKNOWN stands
for everything that is neither yes nor no.
"""

from __future__ import annotations

from tablewright.interpret import truths
from tablewright.interpret.conditions import Comparing, holds
from tablewright.interpret.forest import Same
from tablewright.interpret.lookup import checklist_named, path_to
from tablewright.interpret.readings import Truth
from tablewright.interpret.worlds import Worlds
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Checklist, Guard, Item
from tablewright.ir.types import UNKNOWN


def guard_truth(worlds: Worlds, guard: Guard) -> Truth:
    """Whether a condition holds, as far as the request says."""
    if guard.ref.kind in {RefKind.CHECKLIST, RefKind.ITEM}:
        met = _met(worlds, guard.ref)
        if not isinstance(met, bool):
            return UNKNOWN
        return holds(guard.test, met, Comparing(program=worlds.program, codes=False))
    tree = worlds.truth(guard)
    return tree.value if isinstance(tree, Same) and isinstance(tree.value, bool) else UNKNOWN


def _met(worlds: Worlds, ref: Ref) -> Truth:
    checklist = checklist_named(worlds.program, ref.name)
    if ref.kind is RefKind.CHECKLIST:
        return checklist_truth(worlds, checklist)
    path = path_to(checklist.items, ref.part)
    met = item_truth(worlds, path[-1])
    for group in reversed(path[:-1]):
        met = truths.only_if(condition_truth(worlds, group), met)
    return met


def checklist_truth(worlds: Worlds, checklist: Checklist) -> Truth:
    """Whether the whole checklist is met."""
    return truths.combined(checklist.combine, (item_truth(worlds, i) for i in checklist.items))


def item_truth(worlds: Worlds, item: Item) -> Truth:
    """Whether an item is met: by its test or its children, or because it does not apply."""
    if item.guard is not None:
        own = guard_truth(worlds, item.guard)
    elif item.combine is not None:
        own = truths.combined(item.combine, (item_truth(worlds, i) for i in item.children))
    else:
        own = True
    return truths.only_if(condition_truth(worlds, item), own)


def condition_truth(worlds: Worlds, item: Item) -> Truth:
    """The item's own Only if; yes when it has none."""
    return True if item.only_if is None else guard_truth(worlds, item.only_if)
