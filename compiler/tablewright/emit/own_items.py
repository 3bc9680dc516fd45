"""Items that are worked out by themselves: those that their own checklist comes back to.

A checklist is worked out as a whole, so an item that it reads, directly or on the way through other
checklists, tables and calculations, has to be there before. So have all items below such a one.
"""

from __future__ import annotations

from collections.abc import Mapping

from tablewright.emit.lookup import Lookup
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import asked, attribute, items_of, slug, truths_attribute
from tablewright.ir.program import Checklist


def own_items(lookup: Lookup) -> Mapping[str, frozenset[str]]:
    """The ids of these items, by the code name of their checklist."""
    refs = [ref for ref in asked(lookup.program) if ref.kind is RefKind.ITEM]
    found: dict[str, frozenset[str]] = {}
    for checklist in lookup.program.checklists:
        below = lookup.graph.below(truths_attribute(checklist))
        read = {r.part for r in refs if r.name == checklist.code_name and attribute(r) in below}
        every = (item for item in items_of(checklist.items) if item.id in read)
        inside = frozenset(part.id for item in every for part in items_of((item,)))
        if inside:
            found[checklist.code_name] = inside
    return found


def own_fact(checklist: Checklist, item_id: str) -> str:
    """The fact that holds such an item as it is, whatever the groups above it say."""
    return f"{checklist.code_name}_item_{slug(item_id)}"
