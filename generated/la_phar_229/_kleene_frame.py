"""Truth over many rows: arrays of NO, OPEN and YES, and a class for each row of a fact.

Needs numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._ranges import Truth

# In this order `all of` is the smaller one, `any of` the larger, and `not` the distance to YES.
NO: Final = np.uint8(0)
OPEN: Final = np.uint8(1)
YES: Final = np.uint8(2)
Truths = NDArray[np.uint8]
_BYTE = 1 << 8
_SHORT = 1 << 16
_KEY = 1 << 62


class Classes(NamedTuple):
    """A fact over rows: the class of each row, and a value that stands for each class.

    None stands for unknown, NOTHING for known to be blank.
    """

    codes: NDArray[Any]
    values: tuple[Any, ...]


def narrow(codes: NDArray[Any], classes: int) -> NDArray[Any]:
    """The codes in as few bytes as so many classes need."""
    if classes <= _BYTE:
        return codes.astype(np.uint8, copy=False)
    return codes.astype(np.uint16 if classes <= _SHORT else np.int64, copy=False)


def look_up(table: NDArray[Any], codes: NDArray[Any]) -> NDArray[Any]:
    """The entry of each row's class."""
    if codes.dtype == np.uint8 and table.dtype == np.uint8:
        # A byte for a byte: several times faster than an index of eight bytes for each row.
        padded = np.zeros(_BYTE, np.uint8)
        padded[: len(table)] = table
        return np.frombuffer(codes.tobytes().translate(padded.tobytes()), np.uint8)
    return table.take(codes)


def coded(truth: Truth) -> np.uint8:
    """A truth as its code."""
    return OPEN if truth is None else YES if truth else NO


def tested(fact: Classes, test: Callable[[Any], Truth]) -> Truths:
    """The truth of a test on each row."""
    return look_up(np.array([coded(test(value)) for value in fact.values], np.uint8), fact.codes)


def all_of(items: Iterable[Truths]) -> Truths:
    """Met when every item is met."""
    return reduce(np.minimum, items)


def any_of(items: Iterable[Truths]) -> Truths:
    """Met when an item is met."""
    return reduce(np.maximum, items)


def negate(item: Truths) -> Truths:
    """No for yes, yes for no."""
    return YES - item


def at_least(number: int, items: Sequence[Truths]) -> Truths:
    """Met when so many items are met."""
    met = np.array([item == YES for item in items]).sum(axis=0)
    possible = np.array([item != NO for item in items]).sum(axis=0)
    return np.where(met >= number, YES, np.where(possible >= number, OPEN, NO)).astype(np.uint8)


def only_if(condition: Truths, item: Truths) -> Truths:
    """An item that applies only if the condition holds; without it, it is met."""
    applied = np.where(condition == YES, item, np.maximum(item, OPEN))
    return np.where(condition == NO, YES, applied).astype(np.uint8)


def distinct(facts: Sequence[Classes]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows by their classes in all facts: the first row of each kind, and the kind of each row."""
    key = np.zeros(len(facts[0].codes), np.int64)
    size = 1
    for fact in facts:
        if size * len(fact.values) >= _KEY:
            _, key = np.unique(key, return_inverse=True)
            size = int(key.max(initial=0)) + 1
        key = key * len(fact.values) + fact.codes
        size *= len(fact.values)
    if size <= _SHORT:
        seen = np.full(size, -1)
        seen[key[::-1]] = np.arange(len(key))[::-1]
        present = np.flatnonzero(seen >= 0)
        places = np.empty(size, np.int64)
        places[present] = np.arange(len(present))
        return seen[present], places.take(key)
    _, first, kinds = np.unique(key, return_index=True, return_inverse=True)
    return first, kinds


def worked_out(facts: Sequence[Classes], work_out: Callable[..., Any], rows: int) -> Classes:
    """What follows from some facts: worked out once for each combination that occurs."""
    if not rows:
        return Classes(np.zeros(0, np.uint8), (None,))
    if not facts:
        return Classes(np.zeros(rows, np.uint8), (work_out(),))
    first, kinds = distinct(facts)
    found: dict[tuple[type, Any], int] = {}
    places = np.empty(len(first), np.int64)
    for at, row in enumerate(first):
        value = work_out(*(fact.values[fact.codes[row]] for fact in facts))
        places[at] = found.setdefault((type(value), value), len(found))
    codes = narrow(places.take(kinds), len(found))
    return Classes(codes, tuple(value for _, value in found))
