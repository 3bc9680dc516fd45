"""What an output may be, by the constants of its table alone: of one rule, or of several together.

An outcome that is an expression is left out; which rules can match together is not looked at.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, combinations
from typing import TypeVar

from tablewright.interpret.exact import total
from tablewright.interpret.lookup import output_position
from tablewright.interpret.readings import Reading, TooMany
from tablewright.ir.outputs import LISTS
from tablewright.ir.program import HitPolicy, Table
from tablewright.ir.types import Special, Value

OUTCOMES_LIMIT = 12  # outcomes all subsets of which are tried

V = TypeVar("V", bound=Value)


def values_of_output(table: Table, output: str) -> tuple[Reading, ...]:
    """Every value that the constants of the rules can make of this output."""
    position = output_position(table, output)
    cells = tuple(rule.outcomes[position].value for rule in table.rules)
    constants = tuple(cell for cell in cells if cell is not None)
    if table.hit_policy is HitPolicy.COLLECT_COUNT:
        return tuple(map(Decimal, range(1, len(table.rules) + 1)))
    if table.hit_policy is HitPolicy.COLLECT_SUM:
        numbers = tuple(each for each in constants if isinstance(each, Decimal))
        sums = (total(some) for some in _subsets(table, numbers))
        return tuple(dict.fromkeys(each for each in sums if each is not None))
    if table.hit_policy in LISTS:
        given = (each for each in constants if not isinstance(each, Special | tuple))
        return _subsets(table, tuple(dict.fromkeys(given)))
    return tuple(dict.fromkeys(constants)) or ((),)


def _subsets(table: Table, values: tuple[V, ...]) -> tuple[tuple[V, ...], ...]:
    if len(values) > OUTCOMES_LIMIT:
        raise TooMany(f"{table.name}: {len(values)} outcomes have too many subsets")
    sizes = range(len(values) + 1)
    return tuple(chain.from_iterable(combinations(values, size) for size in sizes))
