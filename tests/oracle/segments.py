"""Which values of which inputs the tables can tell apart: one for each segment, hugging its bounds.

The constants come from the cells that a table reaches, through calculations, other tables and
checklists. What is worked out from several numbers gets points of all of them together.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, pairwise, product

from tests.oracle.book import Book, Checklist, Item, Name, Table
from tests.oracle.cells import Test
from tests.oracle.expressions import Expression
from tests.oracle.values import NOTHING, Nothing, Value, months_later, nobody
from tests.oracle.world import KINDS_NOT_MET

STEP = Decimal("0.000001")
ELSE = "something else"
MANY = 400  # whole numbers that are tried one by one

YES = Test(text="yes", holds=lambda value, _: value is True, constants=(True,))

Point = Mapping[str, Value]
Tests = Mapping[str, tuple[Test, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Some inputs that are set together, and the points that stand for all their values."""

    names: tuple[str, ...]
    points: tuple[Point, ...]


# -- what a table reaches


def reached(book: Book, root: Table | Checklist) -> Tests:
    """The tests on every name that the answer of a table or checklist can depend on."""
    return reached_from(book, [root.name] if isinstance(root, Checklist) else root.outputs)


def reached_from(book: Book, names: Iterable[str]) -> Tests:
    """The tests on every name that these names can depend on, and on themselves."""
    found: dict[str, dict[str, Test]] = defaultdict(dict)
    waiting = [name for name in names if name]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            for other, test in _asked(book, name):
                waiting.append(other)
                if test is not None:
                    found[other][test.text] = test
    return {name: tuple(found[name].values()) for name in seen}


def _asked(book: Book, name: str) -> Iterator[tuple[str, Test | None]]:
    """The names that a name depends on, each with the test it is asked, if any."""
    if name in book.outputs:
        table = book.outputs[name]
        for rule in table.rules:
            for condition in rule.conditions:
                yield condition.name, condition.test
                yield from ((other, None) for other in condition.test.names)
            for cell in rule.outcome:
                if isinstance(cell, Expression):
                    yield from ((other, None) for other in cell.names)
    elif name in book.names:
        expression = book.names[name].calculated
        if expression is not None:
            yield from ((other, None) for other in expression.names)
            yield from ((other, _equality(text)) for other, text in expression.equalities)
    else:
        yield from _asked_by_items(_items_behind(book, name))


def _items_behind(book: Book, name: str) -> tuple[Item, ...]:
    if name.startswith("["):
        return (book.cited[name[1:-1]][1],)
    return book.checklists[name.removesuffix(KINDS_NOT_MET)].items


def _asked_by_items(items: Iterable[Item]) -> Iterator[tuple[str, Test | None]]:
    for item in items:
        if item.only_if:
            yield item.only_if, YES
        if item.condition is not None:
            yield item.condition.name, item.condition.test
        yield from _asked_by_items(item.children)


def _equality(text: str) -> Test:
    return Test(text=f'= "{text}"', holds=lambda value, _: value == text, constants=(text,))


# -- values of one input


def candidates(name: Name, tests: tuple[Test, ...]) -> tuple[Value, ...]:
    """Every value of an input that is worth trying, constants of its tests first."""
    constants = [constant for test in tests for constant in test.constants]
    blank: tuple[Value, ...] = (NOTHING,) if name.nothing else ()
    match name.kind:
        case "yes/no":
            return (True, False, *blank)
        case "text":
            return (*name.allowed, *blank)
        case "code":
            return (*dict.fromkeys(constants), ELSE, *blank)
        case "list of text":
            sizes = range(len(name.allowed) + 1)
            chosen = chain.from_iterable(combinations(name.allowed, size) for size in sizes)
            return tuple(frozenset(words) for words in chosen)
        case "number" | "whole number":
            return _numbers(name, [each for each in constants if isinstance(each, Decimal)])
        case _:
            raise LookupError(f"{name.name}: a {name.kind} is tried together with others")


def _numbers(name: Name, constants: list[Decimal]) -> tuple[Value, ...]:
    step = Decimal(1) if name.kind == "whole number" else STEP
    limits = () if name.limits is None else name.limits.constants
    bounds = [*constants, *(each for each in limits if isinstance(each, Decimal))]
    near = [bound + move for bound in bounds for move in (0, step, -step)]
    return tuple(value for value in dict.fromkeys(near) if is_allowed(name, value))


def is_allowed(name: Name, value: Value) -> bool:
    """Whether a number lies within the limits of its name."""
    return name.limits is None or name.limits.holds(value, nobody)


def dates_around(tests: tuple[Test, ...], on: dt.date) -> tuple[dt.date, ...]:
    """The days on both sides of where a window before a day begins and ends, and that day's."""
    months = {test.months for test in tests if test.months}
    edges = [on, *(months_later(on, -each) for each in months)]
    return tuple(
        dict.fromkeys(edge + dt.timedelta(days=move) for edge in edges for move in range(-4, 5))
    )


# -- axes


def axes(book: Book, root: Table | Checklist, on: dt.date) -> tuple[Axis, ...]:
    """One axis for each input or group of inputs behind a table, for requests of one day.

    Of `first known of` the first alternative is the one that is given.
    """
    tests = reached(book, root)
    measures = {name for each in tests.values() for test in each for name in test.names}
    direct = {name: list(tests[name]) for name in tests if name in book.names}
    joint: list[Axis] = []
    for name in tests:
        expression = book.names[name].calculated if name in book.names else None
        if expression is not None and expression.alternatives:
            direct[expression.alternatives[0].names[0]] += tests[name]
        elif expression is not None and not expression.equalities:
            joint.append(_joint(book, expression, tests[name]))
    grouped = {name for axis in joint for name in axis.names}
    plain = [
        _axis(name, tuple(direct[name.name]), on)
        for name in book.inputs
        if name.name not in grouped and (direct.get(name.name) or name.name in measures)
    ]
    return (*plain, *joint)


def _axis(name: Name, tests: tuple[Test, ...], on: dt.date) -> Axis:
    values: tuple[Value, ...]
    if name.kind == "date":
        blank: tuple[Nothing, ...] = (NOTHING,) if name.nothing else ()
        values = (*(dates_around(tests, on) if tests else [on]), *blank)
    else:
        values = candidates(name, tests)
    chosen = representatives({v: tuple(t.holds(v, lambda _: on) for t in tests) for v in values})
    return Axis(names=(name.name,), points=tuple({name.name: value} for value in chosen))


def representatives(signatures: Mapping[Value, tuple[bool, ...]]) -> tuple[Value, ...]:
    """Of values in an order, both sides of each change; of others, the first of each kind."""
    blank = [value for value in signatures if value is NOTHING]
    line = [value for value in signatures if isinstance(value, Decimal | dt.date)]
    if not line:
        first: dict[tuple[bool, ...], Value] = {}
        for value, signature in signatures.items():
            first.setdefault(signature, value)
        return tuple(first.values())
    line.sort()
    chosen = [
        value
        for low, high in pairwise(line)
        for value in (low, high)
        if signatures[low] != signatures[high]
    ]
    return tuple(dict.fromkeys([*(chosen or line[:1]), *blank]))


def _joint(book: Book, expression: Expression, tests: tuple[Test, ...]) -> Axis:
    """For each segment of what is worked out, the pair of numbers that comes nearest its bounds."""
    found: dict[tuple[bool, ...], Point] = {}
    ranked = sorted(pairs(book, expression, tests), key=lambda each: (each[0], str(each[1])))
    for _, point in ranked:
        value = expression.run(point.__getitem__)
        found.setdefault(tuple(test.holds(value, nobody) for test in tests), point)
    return Axis(names=expression.names, points=tuple(found.values()))


def pairs(
    book: Book, expression: Expression, tests: tuple[Test, ...]
) -> Iterator[tuple[Decimal, Point]]:
    """Pairs of whole numbers, each with how far what is worked out from it lies from a bound."""
    bounds = [each for test in tests for each in test.constants if isinstance(each, Decimal)]
    names = [book.names[each] for each in expression.names]
    if len(names) != 2 or any(name.kind != "whole number" for name in names) or not bounds:
        raise LookupError(f"{expression.text}: not a pair of whole numbers")
    grid = [
        [n for n in map(Decimal, range(int(max(bounds)) + 3)) if is_allowed(name, n)]
        for name in names
    ]
    for numbers in product(*grid):
        point: Point = dict(zip(expression.names, numbers, strict=True))
        value = expression.run(point.__getitem__)
        if isinstance(value, Decimal):
            yield min(abs(value - bound) for bound in bounds), point
