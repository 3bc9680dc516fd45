"""Checklists in every completion: whether items are met, and the kinds of what is not."""

from __future__ import annotations

from functools import partial

from tablewright.interpret import truths
from tablewright.interpret.forest import Tree
from tablewright.interpret.lookup import path_to
from tablewright.interpret.readings import Reading, Trouble, Truth
from tablewright.interpret.worlds import Worlds
from tablewright.ir.program import Checklist, Combine, CombineKind, Item

Kinds = tuple[str, ...] | Trouble


def checklist_met(worlds: Worlds, checklist: Checklist) -> Tree[Truth]:
    """Whether the whole checklist is met."""
    return _combined(worlds, checklist.combine, checklist.items)


def item_met(worlds: Worlds, checklist: Checklist, item_id: str) -> Tree[Truth]:
    """Whether one item is met; the Only if of the groups that hold it binds it too."""
    path = path_to(checklist.items, item_id)
    met = worlds.met(path[-1])
    for group in reversed(path[:-1]):
        met = _conditional(worlds, group, met)
    return met


def own_met(worlds: Worlds, item: Item) -> Tree[Truth]:
    """Whether an item is met, by itself and its own Only if."""
    if item.guard is not None:
        own = worlds.truth(item.guard)
    else:
        own = _combined(worlds, _combine_of(item), item.children)
    return _conditional(worlds, item, own)


def _conditional(worlds: Worlds, item: Item, met: Tree[Truth]) -> Tree[Truth]:
    if item.only_if is None:
        return met
    return worlds.forest.both(truths.only_if, worlds.truth(item.only_if), met)


def _combine_of(item: Item) -> Combine:
    return item.combine or Combine(kind=CombineKind.ALL_OF)


def _combined(worlds: Worlds, combine: Combine, items: tuple[Item, ...]) -> Tree[Truth]:
    """Children are gathered one by one, so that trees stay small."""
    forest = worlds.forest
    children = [worlds.met(item) for item in items]
    no: Truth = False
    yes: Truth = True
    match combine.kind:
        case CombineKind.ALL_OF:
            return forest.fold(truths.both, children, yes)
        case CombineKind.ANY_OF:
            return forest.fold(truths.either, children, no)
        case CombineKind.NONE_OF:
            return forest.each(truths.opposite, forest.fold(truths.either, children, no))
        case CombineKind.AT_LEAST:
            none: tuple[Truth, ...] = ()
            gathered = forest.fold(_with, children, none)
            return forest.each(partial(truths.at_least, combine.at_least), gathered)


def _with(so_far: tuple[Truth, ...], truth: Truth) -> tuple[Truth, ...]:
    """Which child it is does not matter, only how many hold and fail."""
    return tuple(sorted((*so_far, truth), key=str))


def kinds_not_met(worlds: Worlds, checklist: Checklist) -> Tree[Reading]:
    """The distinct kinds of the items that `unmet` names, in sheet order; empty when it is met."""
    below = _kinds_of_children(worlds, checklist.combine, checklist.items, "")
    return worlds.forest.both(_unless_met, checklist_met(worlds, checklist), below)


def _kinds(worlds: Worlds, item: Item, inherited: str) -> Tree[Kinds]:
    kind = item.kind or inherited
    combine = _combine_of(item)
    through = item.guard is None and (
        combine.kind is CombineKind.NONE_OF
        or (combine.kind is CombineKind.ALL_OF and not item.own_cite)
    )
    own: Kinds = (kind,) if kind else ()
    below = worlds.forest.same(own)
    if through:
        below = _kinds_of_children(worlds, combine, item.children, kind)
    return worlds.forest.both(_unless_met, worlds.met(item), below)


def _kinds_of_children(
    worlds: Worlds, combine: Combine, items: tuple[Item, ...], inherited: str
) -> Tree[Kinds]:
    """The kinds of failed children; of a `none of` those of the children that held."""
    if combine.kind is CombineKind.NONE_OF:
        each = [_kinds_if_held(worlds, item, item.kind or inherited) for item in items]
    else:
        each = [_kinds(worlds, item, inherited) for item in items]
    start: Kinds = ()
    return worlds.forest.fold(_union, each, start)


def _kinds_if_held(worlds: Worlds, item: Item, kind: str) -> Tree[Kinds]:
    def kinds(held: Truth) -> Kinds:
        return (kind,) if held is True and kind else ()

    return worlds.forest.each(kinds, worlds.met(item))


def _union(left: Kinds, right: Kinds) -> Kinds:
    if isinstance(left, Trouble):
        return left
    if isinstance(right, Trouble):
        return right
    return tuple(dict.fromkeys((*left, *right)))


def _unless_met(met: Truth, kinds: Kinds) -> Kinds:
    if isinstance(met, bool):
        return () if met else kinds
    return met if isinstance(met, Trouble) else ()
