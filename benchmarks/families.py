"""Long decision tables with defects that are known, for measuring the checks.

Out come tables as plain boxes with what was planted in them, and the same tables as programs.
Shares nothing with the checks: what is planted is known from how a table was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product
from random import Random

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.program import Column as TableColumn
from tablewright.ir.program import Guard, HitPolicy, Name, Program, Rule
from tablewright.ir.tests import Between, Interval, OneOf, Test
from tests import small_programs as small

SIZE = 100_000  # numbers go from 0 to here, both ends inside
STEP = SIZE // 1_000  # bounds are multiples of it, except where all are to differ
MEMBERS = (2, 3, 5, 8, 12, 20)
WIDENED, NARROWED = 0.05, 0.05  # shares of the leaves of a tree with noise
FIRST_ROW = 4  # where the first rule stands, below title, roles and names
OUTCOMES = tuple(f"outcome {number}" for number in range(7))

Cell = tuple[int, ...] | None  # from a low bound up to below a high one; members; None takes all
Box = tuple[Cell, ...]
Point = tuple[float, ...]  # numbers as they are, members by their position
Column = int  # how many members it has; 0 for a column of numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A table as boxes in order, and what is known of it by construction.

    `hole` is a point that no rule holds; None when every request has a rule. `dead` were planted.
    """

    policy: HitPolicy
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    hole: Point | None
    dead: frozenset[int] = frozenset()


# -- families --------------------------------------------------------------------------------------


def tree(rules: int, columns: int, seed: int) -> Made:
    """The leaves of a random decision tree under Unique: nothing shared, nothing left out."""
    grown = _Tree.grown(rules, columns, Random(seed))
    return grown.made(HitPolicy.UNIQUE, grown.leaves, hole=None)


def tree_with_noise(rules: int, columns: int, seed: int) -> Made:
    """5 % of the leaves widened, so that they overlap; 5 % narrowed, which leaves gaps."""
    rng = Random(seed)
    grown = _Tree.grown(rules, columns, rng)
    boxes = list(grown.leaves)
    lost: list[Point] = []
    for at, box in enumerate(boxes):
        chance = rng.random()
        if chance < WIDENED:
            boxes[at] = _wider(box, grown.columns, rng)
        elif chance < WIDENED + NARROWED:
            boxes[at], rest = _parted(box, grown.columns, rng)
            lost += [_inside(rest, grown.columns)] if rest != box else []
    holes = [point for point in lost if not any(holds(box, point, grown.columns) for box in boxes)]
    if not holes:  # what was cut off may be covered by what was widened: cut off a leaf
        holes = [_inside(boxes.pop(), grown.columns)]
        boxes = [box for box in boxes if not holds(box, holes[0], grown.columns)]
    return grown.made(HitPolicy.UNIQUE, boxes, hole=holes[0])


def tree_with_dead(rules: int, columns: int, seed: int) -> Made:
    """Leaves under First; below them 2 % more, of which each is hidden by one leaf or several."""
    rng = Random(seed)
    grown = _Tree.grown(rules, columns, rng)
    count = max(2, rules // 50)
    below = [_parted(rng.choice(grown.leaves), grown.columns, rng)[0] for _ in range(count // 2)]
    below += rng.choices(grown.nodes, k=count - len(below))
    rng.shuffle(below)
    dead = range(len(grown.leaves), len(grown.leaves) + count)
    return grown.made(HitPolicy.FIRST, [*grown.leaves, *below], hole=None, dead=dead)


def rating(rules: int, columns: int, seed: int) -> Made:
    """A tariff under First: a product of bands with holes, below 5 % of rows that override it."""
    rng = Random(seed)
    kinds = _columns(columns, rng)
    bands = _bands(int(rules * 0.95), kinds, rng)
    body: list[Box] = list(product(*bands))
    rng.shuffle(body)
    holes, body = body[: len(body) // 100 + 1], body[len(body) // 100 + 1 :][:rules]
    widths = (rng.randrange(3, min(6, columns) + 1) for _ in range(rules // 20))
    point = _inside(holes[0], kinds)
    top = _avoiding(point, (_sparse(kinds, width, rng) for width in widths), kinds)
    hidden = body[: max(2, rules // 200)]
    halves = [half for box in hidden for half in _parted(box, kinds, rng)]
    dead = range(len(top) + len(halves), len(top) + len(halves) + len(hidden))
    return Made(
        policy=HitPolicy.FIRST,
        columns=kinds,
        boxes=(*top, *halves, *body),
        hole=point,
        dead=frozenset(dead),
    )


def sparse(rules: int, columns: int, seed: int) -> Made:
    """Rows that bound two to four columns, special ones first; 2 % hidden by two together."""
    rng = Random(seed)
    kinds = _columns(columns, rng)
    widths = sorted((rng.randrange(2, min(4, columns) + 1) for _ in range(rules)), reverse=True)
    rows = (_sparse(kinds, width, rng) for width in widths)
    return _first(kinds, rows, rng)


def dense(rules: int, columns: int, seed: int) -> Made:
    """A wide interval in every column, no bound twice: what defeats every known method."""
    rng = Random(seed)
    kinds = (0,) * columns
    return _first(kinds, (_wide(columns, rng) for _ in range(rules)), rng)


FAMILIES: dict[str, Callable[[int, int, int], Made]] = {
    "tree": tree,
    "tree+noise": tree_with_noise,
    "tree+dead": tree_with_dead,
    "rating": rating,
    "sparse": sparse,
    "dense": dense,
}


# -- trees -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """The leaves of a tree, and inner nodes that are not far above them."""

    columns: tuple[Column, ...]
    leaves: tuple[Box, ...]
    nodes: tuple[Box, ...]

    @classmethod
    def grown(cls, rules: int, columns: int, rng: Random) -> _Tree:
        """A tree with so many leaves, split where chance has it."""
        kinds = _columns(columns, rng)
        leaves: list[Box] = [(None,) * columns]
        nodes: list[Box] = []
        while len(leaves) < rules:
            at = rng.randrange(len(leaves))
            left, right = _parted(leaves[at], kinds, rng)
            if left != leaves[at]:
                nodes.append(leaves[at])
                leaves[at] = left
                leaves.append(right)
        rng.shuffle(leaves)
        return cls(columns=kinds, leaves=tuple(leaves), nodes=tuple(nodes[-len(nodes) // 4 :]))

    def made(
        self,
        policy: HitPolicy,
        boxes: Sequence[Box],
        *,
        hole: Point | None,
        dead: range = range(0),
    ) -> Made:
        """A table of these boxes."""
        return Made(
            policy=policy,
            columns=self.columns,
            boxes=tuple(boxes),
            hole=hole,
            dead=frozenset(dead),
        )


# -- boxes -----------------------------------------------------------------------------------------


def _columns(count: int, rng: Random) -> tuple[Column, ...]:
    return tuple(0 if at % 2 == 0 else rng.choice(MEMBERS) for at in range(count))


def _whole(column: Column) -> tuple[int, ...]:
    return tuple(range(column)) if column else (0, SIZE)


def _put(box: Box, at: int, cell: tuple[int, ...], columns: Sequence[Column]) -> Box:
    """The box with another cell; one that takes everything says nothing."""
    return (*box[:at], None if cell == _whole(columns[at]) else cell, *box[at + 1 :])


def _parted(box: Box, columns: Sequence[Column], rng: Random) -> tuple[Box, Box]:
    """Two boxes that make up this one; twice the box itself when chance finds no cut."""
    for _ in range(20):
        at = rng.randrange(len(box))
        cell = box[at] or _whole(columns[at])
        if columns[at]:
            members = rng.sample(cell, len(cell))
            cut = rng.randrange(1, len(members)) if len(members) > 1 else 0
            parts = tuple(sorted(members[:cut])), tuple(sorted(members[cut:]))
        else:
            cut = rng.randrange(cell[0], cell[1]) // STEP * STEP
            parts = ((cell[0], cut), (cut, cell[1])) if cut > cell[0] else ((), ())
        if all(parts):
            return _put(box, at, parts[0], columns), _put(box, at, parts[1], columns)
    return box, box


def _wider(box: Box, columns: Sequence[Column], rng: Random) -> Box:
    bound = [at for at, cell in enumerate(box) if cell is not None]
    at = rng.choice(bound)
    cell = box[at] or ()
    if columns[at]:
        return _put(box, at, tuple(sorted({*cell, rng.randrange(columns[at])})), columns)
    more = (max(0, cell[0] - 3 * STEP), min(SIZE, cell[1] + 3 * STEP))
    return _put(box, at, more, columns)


def _sparse(columns: Sequence[Column], width: int, rng: Random) -> Box:
    box: Box = (None,) * len(columns)
    for at in rng.sample(range(len(columns)), width):
        if columns[at]:
            count = rng.randrange(1, max(2, columns[at] // 2 + 1))
            box = _put(box, at, tuple(sorted(rng.sample(range(columns[at]), count))), columns)
        else:
            low, high = sorted(rng.sample(range(21), 2))
            box = _put(box, at, (low * SIZE // 20, high * SIZE // 20), columns)
    return box


def _wide(columns: int, rng: Random) -> Box:
    widths = [int(SIZE * rng.uniform(0.25, 0.75)) for _ in range(columns)]
    lows = [rng.randrange(1, SIZE - width) for width in widths]
    return tuple((low, low + width) for low, width in zip(lows, widths, strict=True))


def _bands(rows: int, columns: Sequence[Column], rng: Random) -> list[list[Cell]]:
    """Bands of as many columns as it takes for their product to have so many rows."""
    bands: list[list[Cell]] = [[None] for _ in columns]
    made = 1
    for at in rng.sample(range(len(columns)), len(columns)):
        wanted = min(rng.choice((3, 4, 6, 8)), -(-rows // made), columns[at] or SIZE)
        if wanted > 1:
            bands[at] = list(_cut(columns[at], wanted, rng))
            made *= wanted
    return bands


def _cut(column: Column, bands: int, rng: Random) -> Iterator[Cell]:
    places = column or 100
    cuts = [0, *sorted(rng.sample(range(1, places), bands - 1)), places]
    for low, high in pairwise(cuts):
        scale = SIZE // 100
        yield tuple(range(low, high)) if column else (low * scale, high * scale)


def _first(columns: Sequence[Column], rows: Iterator[Box], rng: Random) -> Made:
    """A First table that leaves a point out, 2 % of its rows hidden by two halves further up."""
    hole = tuple(float(rng.randrange(each)) if each else SIZE / 2 + 0.5 for each in columns)
    boxes = _avoiding(hole, rows, columns)
    hidden = set(rng.sample(range(len(boxes)), max(1, len(boxes) // 50)))
    placed: list[Box] = []
    dead: set[int] = set()
    for at, box in enumerate(boxes):
        if at in hidden:
            placed.extend(_parted(box, columns, rng))
            dead.add(len(placed))
        placed.append(box)
    return Made(
        policy=HitPolicy.FIRST,
        columns=tuple(columns),
        boxes=tuple(placed),
        hole=hole,
        dead=frozenset(dead),
    )


def _avoiding(point: Point, boxes: Iterator[Box], columns: Sequence[Column]) -> list[Box]:
    return [box for box in boxes if not holds(box, point, columns)]


def holds(box: Box, point: Point, columns: Sequence[Column]) -> bool:
    """Whether a point lies in a box, cell by cell; the top of all numbers counts as inside."""
    for cell, value, column in zip(box, point, columns, strict=True):
        if cell is None:
            continue
        if column:
            if value not in cell:
                return False
        elif not (cell[0] <= value < cell[1] or value == cell[1] == SIZE):
            return False
    return True


def _inside(box: Box, columns: Sequence[Column]) -> Point:
    """A point of a box; numbers half a step off its low bound."""
    cells = (cell or _whole(column) for cell, column in zip(box, columns, strict=True))
    return tuple(
        float(cell[0]) if column else cell[0] + 0.5
        for cell, column in zip(cells, columns, strict=True)
    )


# -- programs --------------------------------------------------------------------------------------


def program_of(made: Made, seed: int) -> Program:
    """The table as a program; each rule stands in a row of its own, and no two cells are shared."""
    rng = Random(seed)
    inputs = tuple(_input(at, column) for at, column in enumerate(made.columns, 1))
    rules = tuple(_rule(made, at, rng.choice(OUTCOMES)) for at in range(len(made.boxes)))
    table = small.table("long", made.policy, (small.text("outcome", *OUTCOMES),), *rules)
    columns = (
        TableColumn(ref=small.ref(name.code_name), heading=name.name, at=_at(3, left))
        for left, name in enumerate(inputs, 2)
    )
    return small.program(
        small.Parts(inputs=inputs, tables=(replace(table, columns=tuple(columns)),))
    )


def _input(number: int, column: Column) -> Name:
    if column:
        return small.text(f"c{number}", *(f"m{member}" for member in range(column)))
    return small.number(f"c{number}", "0", str(SIZE))


def _rule(made: Made, number: int, outcome: str) -> Rule:
    row = number + FIRST_ROW
    cells = zip(made.columns, made.boxes[number], strict=True)
    guards = (
        Guard(ref=small.ref(f"c{at}"), test=_test(column, cell), text="", at=_at(row, at + 1))
        for at, (column, cell) in enumerate(cells, 1)
        if cell is not None
    )
    rule = small.rule(str(number), *guards, then=(outcome,))
    return replace(rule, at=_at(row, 1))


def _test(column: Column, cell: tuple[int, ...]) -> Test:
    if column:
        return OneOf(tuple(f"m{member}" for member in cell))
    low, high = cell
    return Between(Interval(low=Decimal(low), high=Decimal(high), high_closed=high == SIZE))


def _at(row: int, left: int) -> CellSpan:
    return replace(small.AT, top=row, bottom=row, left=left, right=left)
