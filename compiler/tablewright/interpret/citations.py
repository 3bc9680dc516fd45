"""What an answer cites: items not met, what satisfied the others, and what is open.

Items are cited by their Cite, or by their id where neither they nor a parent has one. Item truths
are those of `kleene`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.interpret.kleene import checklist_truth, condition_truth, item_truth
from tablewright.interpret.worlds import Worlds
from tablewright.ir.program import Checklist, Combine, CombineKind, Item
from tablewright.ir.types import UNKNOWN
from tablewright.ir.walk import all_items

ALTERNATIVES = frozenset({CombineKind.ANY_OF, CombineKind.AT_LEAST})


def cite_of(item: Item) -> str:
    """How an item is cited."""
    return item.cite or item.id


def unmet(worlds: Worlds, checklist: Checklist) -> Iterator[Item]:
    """The failed items that a failed checklist names."""
    if checklist_truth(worlds, checklist) is False:
        yield from _named_children(worlds, checklist.combine, checklist.items)


def _named(worlds: Worlds, item: Item) -> Iterator[Item]:
    """Down through all-of groups without a Cite of their own; `none of` names what held in it."""
    if item_truth(worlds, item) is not False:
        return
    kind = item.combine.kind if item.combine is not None else None
    through = kind is CombineKind.ALL_OF and not item.own_cite
    if item.combine is not None and (through or kind is CombineKind.NONE_OF):
        yield from _named_children(worlds, item.combine, item.children)
    else:
        yield item


def _named_children(worlds: Worlds, combine: Combine, children: tuple[Item, ...]) -> Iterator[Item]:
    for child in children:
        if combine.kind is not CombineKind.NONE_OF:
            yield from _named(worlds, child)
        elif item_truth(worlds, child) is True:
            yield child


def satisfied_by(worlds: Worlds, checklist: Checklist) -> Iterator[Item]:
    """The children that held of met any-of and at-least groups, the checklist itself included.

    Not below an item that is met because it does not apply.
    """
    if checklist.combine.kind in ALTERNATIVES and checklist_truth(worlds, checklist) is True:
        yield from _held(worlds, checklist.items)
    for item in checklist.items:
        yield from _satisfied_below(worlds, item)


def _satisfied_below(worlds: Worlds, item: Item) -> Iterator[Item]:
    if condition_truth(worlds, item) is False:
        return
    combine = item.combine
    if combine is not None and combine.kind in ALTERNATIVES and item_truth(worlds, item) is True:
        yield from _held(worlds, item.children)
    for child in item.children:
        yield from _satisfied_below(worlds, child)


def _held(worlds: Worlds, items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if item_truth(worlds, item) is True and condition_truth(worlds, item) is not False:
            yield item


def still_open(worlds: Worlds, checklist: Checklist) -> Iterator[Item]:
    """The items, groups included, of which the request does not say whether they are met."""
    for item in all_items(checklist.items):
        if item_truth(worlds, item) is UNKNOWN:
            yield item
