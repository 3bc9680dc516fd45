"""Which rows of a plain column let each of its values through, without a diagram of every cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_, xor

from tablewright.checks.reason.diagrams import Branch, Leaf, Path
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.outputs import TROUBLE, Reading
from tablewright.checks.reason.points import Sets, sets_for
from tablewright.ir.accept import accepts
from tablewright.ir.expr import Ref
from tablewright.ir.program import Guard
from tablewright.ir.tests import Between, Test
from tablewright.ir.types import Kind, Special

Column = Mapping[tuple[Test, ...], int]  # the rows of each distinct cell, as bits


def columns_of(boxes: tuple[tuple[Guard, ...], ...], ref: Ref) -> Column:
    """The distinct cells of one column and the rows they stand in; `-` is left out."""
    rows: dict[tuple[Test, ...], list[int]] = {}
    for at, guards in enumerate(boxes):
        tests = tuple(guard.test for guard in guards if guard.ref == ref)
        if tests:
            rows.setdefault(tests, []).append(at)
    return {tests: _bits(places, len(boxes)) for tests, places in rows.items()}


def _bits(places: list[int], count: int) -> int:
    """A number with these bits, made at once rather than bit by bit."""
    whole = bytearray(count // 8 + 1)
    for at in places:
        whole[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(whole, "little")


def plain_masks(
    facts: Facts, ref: Ref, column: Column, boxes: int
) -> list[tuple[Path, int]] | None:
    """Each value with the boxes it lets through; None for a column that is no plain variable."""
    reading = facts.reading(ref)
    if isinstance(reading, Leaf):
        return None
    values = _values(reading)
    if values is None:
        return None
    name = facts.names.name_of(ref)
    kind = name.type.kind if name is not None else Kind.TEXT
    sets = sets_for(kind, {each.code_name: each for each in facts.names.program.value_sets})
    untested = ((1 << boxes) - 1) & ~reduce(or_, column.values(), 0)
    changes = [0] * (len(values) + 1)  # the boxes that begin or end at each place
    for tests, rows in column.items():
        facts.diagrams.budget.spend()
        for start, end in _runs(tests, values, sets):
            changes[start] ^= rows
            changes[end] ^= rows
    masks = accumulate(changes[:-1], xor)
    return [(((reading.variable, at),), untested | mask) for at, mask in enumerate(masks)]


def _values(reading: Branch[Reading]) -> list[Reading] | None:
    values: list[Reading] = []
    for child in reading.children:
        if not isinstance(child, Leaf) or child.value is TROUBLE:
            return None
        values.append(child.value)
    return values


def _runs(
    tests: tuple[Test, ...], values: Sequence[Reading], sets: Sets
) -> Iterator[tuple[int, int]]:
    """Where values pass, as runs: the first place of each, and the first place after it."""
    passing = [at for at in _perhaps(tests, values) if _passes(tests, values[at], sets)]
    if len(tests) == 1 and isinstance(tests[0], Between) and passing:
        yield passing[0], passing[-1] + 1
    else:
        yield from ((at, at + 1) for at in passing)


def _passes(tests: tuple[Test, ...], value: Reading, sets: Sets) -> bool:
    return value is not TROUBLE and all(accepts(test, value, sets) for test in tests)


def _perhaps(tests: tuple[Test, ...], values: Sequence[Reading]) -> Iterable[int]:
    """Places where a value may pass: of a stretch only the ends, which may be open; else all."""
    if len(tests) != 1 or not isinstance(tests[0], Between):
        return range(len(values))
    interval = tests[0].interval
    end = len(values) - isinstance(values[-1], Special)
    low = 0 if interval.low is None else bisect_left(values, interval.low, 0, end)  # type: ignore[type-var]
    high = end if interval.high is None else bisect_right(values, interval.high, 0, end)  # type: ignore[type-var]
    return sorted({*range(low, min(low + 2, high)), *range(max(low, high - 2), high)})
