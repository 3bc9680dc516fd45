"""Facts of checklists that something reads: which list, and which place or kinds in it."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.kinds import wanted
from tablewright.emit.lookup import Lookup
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import asked, attribute, items_of, reads_of
from tablewright.ir.program import Checklist, Combine, CombineKind, Guard


def position(checklist: Checklist, item_id: str) -> int:
    """The place of an item's truth; 0 is the whole checklist."""
    return [item.id for item in items_of(checklist.items)].index(item_id) + 1


def item_places(lookup: Lookup) -> dict[str, tuple[str, int]]:
    """Facts of checklists, with checklist and position: 0 the whole, -1 the kinds not met."""
    checklists = {c.code_name: c for c in lookup.program.checklists}
    places = {name: (name, 0) for name in checklists}
    for ref in asked(lookup.program):
        if ref.kind is RefKind.ITEM:
            places[attribute(ref)] = (ref.name, position(checklists[ref.name], ref.part))
        elif ref.kind is RefKind.KINDS and not ref.part:
            places[attribute(ref)] = (ref.name, -1)
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPlace:
    """A condition on some kinds not met, as a fact: `any` or `all` of them."""

    fact: str
    checklist: str
    quantifier: str
    kinds: tuple[str, ...]


def kind_places(lookup: Lookup) -> tuple[KindPlace, ...]:
    """The conditions on kinds that something reads."""
    refs = (ref for ref in asked(lookup.program) if ref.kind is RefKind.KINDS and ref.part)
    return tuple(
        KindPlace(
            fact=attribute(ref),
            checklist=ref.name,
            quantifier=wanted(ref)[0],
            kinds=wanted(ref)[1],
        )
        for ref in refs
    )


def combine_words(combine: Combine) -> str:
    """How children make a group met, as the sheet says it: `all of`, `at least 2 of`."""
    at_least = combine.kind is CombineKind.AT_LEAST
    return f"at least {combine.at_least} of" if at_least else combine.kind.value


def subject(lookup: Lookup, guard: Guard) -> str:
    """What a condition speaks of, in the analyst's words."""
    calculation = lookup.calculations.get(guard.ref.name)
    if calculation is not None and calculation.hidden:
        reads = next(reads_of(calculation.expression))
        return lookup.named(attribute(reads))
    return lookup.named(attribute(guard.ref))
