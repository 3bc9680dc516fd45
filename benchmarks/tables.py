"""Decision tables under First for measuring speed: members, whole numbers and numbers, some dashes.

Every rule holds a point of its own, so all are reached; the last takes what is left. Out come plain
rows for any engine, the same table as a program, and requests of which each rule answers as many.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import cycle

from tablewright.ir.program import HitPolicy, Name, Program, Rule
from tablewright.ir.tests import Between, Interval, OneOf
from tablewright.ir.types import Kind
from tests import small_programs as small

DASHES = 0.3
OUTCOMES = ("approve", "deny", "refer", "pend", "review")
KINDS = ("members", "whole", "members", "number")
_TRIES = 200

Cell = tuple[int, ...] | None  # places of members; or from a low bound up to below a high one
Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A table: the kind of each column, its rows, and one outcome a row; `size` bounds values."""

    kinds: tuple[str, ...]
    members: int
    size: int
    rows: tuple[tuple[Cell, ...], ...]
    outcomes: tuple[str, ...]


def first_table(rules: int, columns: int, seed: int = 1) -> Made:
    """A table of so many rules."""
    rng = random.Random(f"{rules} {columns} {seed}")
    kinds = tuple(KINDS[at % len(KINDS)] for at in range(columns))
    scale = max(1, len(str(rules)) - 1)
    members, size = 8 * scale, 160 * scale
    rows: list[tuple[Cell, ...]] = []
    while len(rows) < rules - 1:
        row = _row(rng, kinds, members, size, rules)
        if any(_first(rows, _point(rng, row, kinds, members, size)) is None for _ in range(_TRIES)):
            rows.append(row)
    rows.append((None,) * columns)
    outcomes = tuple(rng.choice(OUTCOMES) for _ in rows)
    return Made(kinds=kinds, members=members, size=size, rows=tuple(rows), outcomes=outcomes)


def _row(
    rng: random.Random, kinds: tuple[str, ...], members: int, size: int, rules: int
) -> tuple[Cell, ...]:
    asked = [rng.random() >= DASHES for _ in kinds]
    if not any(asked):
        asked[rng.randrange(len(kinds))] = True
    side = min(0.6, (0.5 / rules) ** (1 / sum(asked)))
    cells: list[Cell] = []
    for kind, is_asked in zip(kinds, asked, strict=True):
        if not is_asked:
            cells.append(None)
        elif kind == "members":
            count = max(1, min(6, round(side * members * rng.uniform(0.5, 1.5))))
            cells.append(tuple(sorted(rng.sample(range(members), count))))
        else:
            # Bounds come from a coarse grid, as people choose them.
            steps = size // 10
            wide = max(1, round(side * steps * rng.uniform(0.5, 1.5)))
            low = rng.randrange(0, max(1, steps - wide))
            cells.append((low * 10, min(size, (low + wide) * 10)))
    return tuple(cells)


def _point(
    rng: random.Random, row: tuple[Cell, ...], kinds: tuple[str, ...], members: int, size: int
) -> tuple[float, ...]:
    """Places of members, and numbers, that the row holds."""
    point: list[float] = []
    for cell, kind in zip(row, kinds, strict=True):
        if kind == "members":
            point.append(rng.choice(cell) if cell else rng.randrange(members))
        else:
            low, high = cell or (0, size)
            whole = rng.randrange(low, high)
            point.append(whole if kind == "whole" else whole + rng.choice((0, 0.25, 0.5)))
    return tuple(point)


def _first(rows: list[tuple[Cell, ...]], point: tuple[float, ...]) -> int | None:
    for at, row in enumerate(rows):
        if all(
            _holds(cell, value, kind)
            for cell, value, kind in zip(row, point, cycle(KINDS), strict=False)
        ):
            return at
    return None


def _holds(cell: Cell, value: float, kind: str) -> bool:
    if cell is None:
        return True
    return value in cell if kind == "members" else cell[0] <= value < cell[1]


def requests(made: Made, count: int, seed: int = 2) -> Iterator[tuple[Value, ...]]:
    """Values of each column; drawn from rules in turn, so first hits lie all over the table."""
    rng = random.Random(seed)
    for at in range(count):
        row = made.rows[at % len(made.rows)]
        point = _point(rng, row, made.kinds, made.members, made.size)
        yield tuple(
            f"m{value:.0f}" if kind == "members" else value
            for kind, value in zip(made.kinds, point, strict=True)
        )


def program_of(made: Made) -> Program:
    """The table as a program."""
    inputs = tuple(_input(made, at) for at in range(len(made.kinds)))
    rules = tuple(_rule(made, at) for at in range(len(made.rows)))
    output = small.text("outcome", *OUTCOMES)
    table = small.table("answer", HitPolicy.FIRST, (output,), *rules)
    return small.program(small.Parts(inputs=inputs, tables=(table,)))


def _input(made: Made, at: int) -> Name:
    if made.kinds[at] == "members":
        return small.text(f"c{at}", *(f"m{member}" for member in range(made.members)))
    kind = Kind.WHOLE if made.kinds[at] == "whole" else Kind.NUMBER
    return small.number(f"c{at}", "0", str(made.size), kind)


def _rule(made: Made, number: int) -> Rule:
    guards = []
    for at, (kind, cell) in enumerate(zip(made.kinds, made.rows[number], strict=True)):
        if cell is None:
            continue
        if kind == "members":
            names = tuple(f"m{member}" for member in cell)
            guards.append(replace(small.guard(f"c{at}", OneOf(names)), text=", ".join(names)))
        else:
            low, high = map(Decimal, cell)
            bounds = Interval(low=low, high=high, high_closed=False)
            guard = small.guard(f"c{at}", Between(bounds))
            guards.append(replace(guard, text=f"[{low}..{high})"))
    return small.rule(str(number + 1), *guards, then=(made.outcomes[number],))
