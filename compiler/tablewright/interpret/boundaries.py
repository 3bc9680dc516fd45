"""Where calculations turn: the values of unknown inputs at which a comparison changes its truth.

Every comparison that can matter is watched: those inside expressions, and those of tests on
calculations and outputs with their bounds. For each unknown number or date behind it, and every
combination of representatives of the others, a search by halving finds the place where the two
sides change order, between neighbouring representatives. Exact for whole numbers and dates, and for
decimals with at most 12 places, where the difference of the sides rises or falls throughout; where
it does not, two changes between the same neighbours are missed. Equality of products of whole
numbers may be missed too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product

from tablewright.interpret.exact import CONTEXT
from tablewright.interpret.operators import operate
from tablewright.interpret.readings import Reading, TooMany
from tablewright.interpret.watches import Watch, atom_values, watches
from tablewright.ir.expr import Expr, Literal, Read, Ref, RefKind
from tablewright.ir.program import Program
from tablewright.ir.types import Duration, Kind, Scalar
from tablewright.ir.walk import operands, refs_of

Known = Mapping[str, tuple[Reading, ...]]
Chosen = Mapping[Ref, Reading]

COMBINATIONS = 20_000
PLACES = 12
HALVINGS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One input along which a watch is followed while everything else stays."""

    watch: Watch
    ref: Ref
    whole: bool
    rest: Chosen

    def order(self, value: Scalar) -> int | None:
        """Whether the left side is below, at or above the right one; None when not comparable."""
        chosen = {**self.rest, self.ref: value}
        return _order(_evaluate(self.watch.left, chosen), _evaluate(self.watch.right, chosen))


def turning_points(program: Program, values: Known) -> dict[str, tuple[Scalar, ...]]:
    """More values of unknown inputs, by code name; `values` has those that are known already."""
    found: dict[str, dict[Scalar, None]] = {}
    for watch in watches(program):
        refs = tuple(dict.fromkeys((*refs_of(watch.left), *refs_of(watch.right))))
        choices = {ref: _values_of(program, ref, values) for ref in refs}
        for ref in refs:
            if len(choices[ref]) > 1 and ref.kind is RefKind.INPUT:
                points = found.setdefault(ref.name, {})
                points.update(dict.fromkeys(_along(program, watch, ref, choices)))
    return {name: tuple(points) for name, points in found.items()}


def _values_of(program: Program, ref: Ref, values: Known) -> tuple[Reading, ...]:
    return values[ref.name] if ref.kind is RefKind.INPUT else atom_values(program, ref)


def _along(
    program: Program, watch: Watch, ref: Ref, choices: Mapping[Ref, tuple[Reading, ...]]
) -> Iterator[Scalar]:
    points = sorted(each for each in choices[ref] if _on_a_line(each))  # type: ignore[type-var]
    others = [other for other in choices if other != ref]
    name = next(each for each in program.inputs if each.code_name == ref.name)
    for tried, combination in enumerate(product(*(choices[other] for other in others))):
        if tried > COMBINATIONS:
            raise TooMany(f"the values of {len(choices)} inputs that {watch} reads")
        rest = dict(zip(others, combination, strict=True))
        line = _Line(watch=watch, ref=ref, whole=name.type.kind is Kind.WHOLE, rest=rest)
        for low, high in pairwise(points):
            yield from _between(line, low, high)  # type: ignore[arg-type]


def _on_a_line(value: Reading) -> bool:
    return isinstance(value, Decimal | dt.date)


def _between(line: _Line, low: Scalar, high: Scalar) -> Iterator[Scalar]:
    """The neighbours of each change of order between two values, and the change itself."""
    below, above = line.order(low), line.order(high)
    if below == above:
        return
    for _ in range(HALVINGS):
        middle = _middle(line, low, high)
        if middle is None:
            break
        order = line.order(middle)
        if order == below:
            low = middle
        else:
            if order != above:
                yield from _between(line, middle, high)
                above = order
            high = middle
    yield from _round_values(low, high)
    yield from (low, high)


def _middle(line: _Line, low: Scalar, high: Scalar) -> Scalar | None:
    match low, high:
        case dt.date(), dt.date():
            middle = dt.date.fromordinal((low.toordinal() + high.toordinal()) // 2)
            return None if middle in {low, high} else middle
        case Decimal(), Decimal() if line.whole:
            number = (low + high) // 2
            return None if number in {low, high} else number
        case Decimal(), Decimal():
            near = high - low <= Decimal(1).scaleb(-PLACES - 2)
            return None if near else (low + high) / 2
        case _:
            return None


def _round_values(low: Scalar, high: Scalar) -> Iterator[Scalar]:
    """The number with the fewest places between two that are very near to each other."""
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return
    for places in range(PLACES + 1):
        number = CONTEXT.quantize(high, Decimal(1).scaleb(-places))
        if low <= number <= high:
            yield number
            return


def _evaluate(expression: Expr, chosen: Chosen) -> Reading:
    match expression:
        case Literal(value=value):
            return value
        case Read(ref=ref):
            return chosen[ref]
        case _:
            return operate(expression, tuple(_evaluate(e, chosen) for e in operands(expression)))


def _order(left: Reading, right: Reading) -> int | None:
    match left, right:
        case Decimal(), Decimal():
            return (left > right) - (left < right)
        case dt.date(), dt.date():
            return (left > right) - (left < right)
        case Duration(), Duration():
            return (left > right) - (left < right)
        case _:
            return None
