"""Which rules come before another when several match, by hit policy."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.outputs import rank_of
from tablewright.checks.reason.space import Space
from tablewright.ir.program import HitPolicy, Table


def before_each(space: Space) -> tuple[int, ...]:
    """For each rule those that answer in its place where they match too, as bits.

    Under the list policies every rule answers; under Unique and Any a second match is no answer
    taken away but a clash. Under Priority a rank that is worked out is not known.
    """
    order = _order(space)
    if order is None:
        return (0,) * len(space.rules)
    found = [0] * len(space.rules)
    so_far = 0
    for number in order:
        found[number] = so_far
        so_far |= 1 << number
    return tuple(found)


def _order(space: Space) -> Iterator[int] | None:
    """The rules from the first that answers to the last; None where it is no question of order."""
    table, numbers = space.table, range(len(space.rules))
    if table.hit_policy is HitPolicy.FIRST:
        return iter(numbers)
    if table.hit_policy is HitPolicy.PRIORITY and _ranks_are_known(table):
        return iter(sorted(numbers, key=lambda number: rank_of(table, number)))
    return None


def _ranks_are_known(table: Table) -> bool:
    cells = (cell for rule in table.rules for cell in rule.outcomes)
    worked_out = any(cell.expression is not None for cell in cells)
    return not worked_out and not any(output.domain.value_set for output in table.outputs)
