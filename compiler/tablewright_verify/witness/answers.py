"""What follows from known and unknown facts by the notation: answers of tables, kinds not met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tablewright_verify.meaning import all_of, any_of, negate
from tablewright_verify.sheet.book import Checklist, Table
from tablewright_verify.values import EXACT, NOTHING, Truth

LISTS = frozenset({"Rule order", "Output order", "Collect"})


def output(
    table: Table, position: int, outcomes: Sequence[tuple[Any, ...]], ranks: Sequence[Any]
) -> Any:
    """An output when exactly these rules match, as another table reads it."""
    nothing = table.outputs[position].nothing
    if not outcomes:
        return NOTHING if nothing else None
    if table.policy in {"Priority", "Output order"}:
        pairs = sorted(zip(ranks, outcomes, strict=True), key=lambda pair: pair[0])
        outcomes = [outcome for _, outcome in pairs]
    if table.policy in LISTS:
        held = dict.fromkeys(outcome[position] for outcome in outcomes)
        return tuple(value for value in held if value not in (None, NOTHING))
    column = [outcome[position] for outcome in outcomes]
    match table.policy:
        case "Collect sum":
            value: Any = column[0]
            for each in column[1:]:
                value = EXACT.add(value, each)
        case "Collect min":
            value = min(column)
        case "Collect max":
            value = max(column)
        case "Collect count":
            value = len(column)
        case "Unique" if len(column) > 1:
            return None
        case "Any" if len(set(outcomes)) > 1:
            return None
        case _:
            value = column[0]
    return NOTHING if value is None and nothing else value


def kind_of(checklist: Checklist, at: int) -> str:
    """The kind of an item, or that of a group above."""
    item = checklist.items[at]
    return item.kind or (kind_of(checklist, item.parent) if at else "")


def kind_failed(checklist: Checklist, truths: Sequence[Truth], kind: str, at: int = 0) -> Truth:
    """Whether a failure of this kind is cited at an item or below."""
    item, truth = checklist.items[at], truths[at]
    if truth is True:
        return False
    if item.combine == "none of":
        held = (truths[c] for c in item.children if kind_of(checklist, c) == kind)
        return all_of(negate(truth), any_of(*held))
    plain = item.combine == "all of" and not item.own_cite
    if at and not plain:
        return negate(truth) if kind_of(checklist, at) == kind else False
    below = any_of(*(kind_failed(checklist, truths, kind, child) for child in item.children))
    return below if item.combine == "all of" else all_of(negate(truth), below)


def kinds_not_met(checklist: Checklist, truths: Sequence[Truth]) -> tuple[str, ...] | None:
    """The kinds of failures that are cited; unknown while an item is."""
    if truths[0] is True:
        return ()
    if None in truths:
        return None
    kinds = dict.fromkeys(kind_of(checklist, at) for at in range(len(truths)))
    return tuple(kind for kind in kinds if kind and kind_failed(checklist, truths, kind))
