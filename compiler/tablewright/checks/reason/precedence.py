"""Which rules come before another when several match, by hit policy."""

from __future__ import annotations

from tablewright.checks.reason.outputs import rank_of
from tablewright.checks.reason.space import Space
from tablewright.ir.program import HitPolicy


def before(space: Space, number: int) -> int:
    """The rules that answer in its place where they match too, as bits.

    Under the list policies every rule answers; under Unique and Any a second match is no answer
    taken away but a clash. Under Priority a rank that is worked out is not known.
    """
    table = space.table
    match table.hit_policy:
        case HitPolicy.FIRST:
            return (1 << number) - 1
        case HitPolicy.PRIORITY:
            cells = (cell for rule in table.rules for cell in rule.outcomes)
            if any(cell.expression is not None for cell in cells):
                return 0
            if any(output.domain.value_set for output in table.outputs):
                return 0
            ranks = [(rank_of(table, _place(space, at)), at) for at in range(len(space.rules))]
            return sum(1 << at for rank, at in ranks if (rank, at) < ranks[number])
        case _:
            return 0


def _place(space: Space, number: int) -> int:
    """The position among all rows of the table."""
    return space.table.rules.index(space.rules[number])
