"""From what a missing rule takes to the cells of its row, in the notation; read again, the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tablewright.authoring.page import Content
from tablewright.ir.expr import Operator, Ref, RefKind
from tablewright.ir.missing import MissingRule, Taken
from tablewright.ir.program import Guard, Table
from tablewright.ir.tests import (
    AllOf,
    AnyOf,
    Between,
    Blank,
    Bound,
    Count,
    Given,
    Has,
    HasInSet,
    InSet,
    Interval,
    Not,
    OneOf,
    Test,
)
from tablewright.syntax.show import show_condition
from tablewright.syntax.tree import AnyOf as Alternatives
from tablewright.syntax.tree import (
    Compare,
    Condition,
    Constant,
    InRange,
    IsBlank,
    IsGiven,
    IsMet,
    Negated,
)

_TRUTHS = frozenset({RefKind.CHECKLIST, RefKind.ITEM})
# What one condition says by itself, so that it can be joined to another by `and`.
_SINGLE = (Has, HasInSet, Count, InSet, Not, Between, AllOf)


def cells_of(rule: MissingRule, table: Table) -> tuple[Content, ...]:
    """The condition cells of a row, one for each If column of its table."""
    pairs = zip(table.columns, rule.cells, strict=True)
    return tuple(_cell(column.ref, taken) for column, taken in pairs)


def _cell(ref: Ref, taken: Taken) -> Content:
    number = _bare_number(taken)
    if number is not None:
        return number  # a number written as text would be a finding of its own
    pieces = tuple(_pieces(ref, taken))
    alone = len(pieces) == 1
    text = " and ".join(each.text if alone else each.joined for each in pieces)
    return f"blank, {text}" if taken.or_blank else text or "-"


def _bare_number(taken: Taken) -> Decimal | None:
    match taken:
        case Taken(test=Between(Interval(low=Decimal() as low, high=high)), holds=(), fails=()):
            return low if low == high else None
        case _:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A condition; `single` when it has no alternatives that an `and` beside it would cut."""

    text: str
    single: bool

    @property
    def joined(self) -> str:
        """The text as it stands beside an `and`."""
        return self.text if self.single else f"not(not({self.text}))"


def _pieces(ref: Ref, taken: Taken) -> Iterator[_Piece]:
    if taken.test is not None:
        yield _Piece(text=show_condition(_condition(ref, taken.test)), single=True)
    for guard in taken.holds:
        yield _Piece(text=guard.text, single=_is_single(guard.test))
    denials: list[str] = []
    for guard in taken.fails:
        turned = _turned(guard)
        if turned is None:
            denials.append(guard.text)
        else:
            yield turned
    if denials:
        yield _Piece(text=f"not({', '.join(denials)})", single=True)


def _is_single(test: Test) -> bool:
    """Whether a cell has no alternatives at its top; of a hidden comparison that is not known."""
    match test:
        case OneOf(values):
            return len(values) == 1 and isinstance(values[0], str)
        case _:
            return isinstance(test, _SINGLE)


def _turned(guard: Guard) -> _Piece | None:
    """What a cell denies, if that is all that it does: `in X` of `not in X`."""
    match guard.test:
        case Not(inner) if guard.text.startswith("not(") and guard.text.endswith(")"):
            return _Piece(text=guard.text[len("not(") : -1], single=_is_single(inner))
        case Not(inner) if guard.text.startswith("not in "):
            return _Piece(text=guard.text[len("not ") :], single=_is_single(inner))
        case _:
            return None


def _condition(ref: Ref, test: Test) -> Condition:
    match test:
        case Blank():
            return IsBlank()
        case Given():
            return IsGiven()
        case AnyOf(tests):
            return Alternatives(tuple(_alternatives(ref, tests)))
        case Not(inner):
            return Negated(_condition(ref, inner))
        case OneOf() | Between():
            parts = tuple(_alternatives(ref, (test,)))
            return parts[0] if len(parts) == 1 else Alternatives(parts)
        case _:
            raise AssertionError(f"{test} is said by the cells that hold it")


def _alternatives(ref: Ref, tests: tuple[Test, ...]) -> Iterator[Condition]:
    for test in tests:
        match test:
            case OneOf(values):
                yield from (_value(ref, value) for value in values)
            case Between(interval):
                yield _interval(interval)
            case _:
                yield _condition(ref, test)


def _value(ref: Ref, value: bool | str) -> Condition:  # noqa: FBT001 - a value of a cell
    match value:
        case bool() if ref.kind in _TRUTHS:
            return IsMet(value)
        case _:
            return Compare(Operator.EQUAL, Constant(value))


def _interval(interval: Interval) -> Condition:
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return Compare(Operator.EQUAL, _constant(low))
    if low is not None and high is not None:
        return InRange(
            _constant(low),
            _constant(high),
            low_closed=interval.low_closed,
            high_closed=interval.high_closed,
        )
    if low is not None:
        return Compare(Operator.AT_LEAST if interval.low_closed else Operator.MORE, _constant(low))
    if high is None:
        return IsGiven()
    return Compare(Operator.AT_MOST if interval.high_closed else Operator.LESS, _constant(high))


def _constant(bound: Bound) -> Constant:
    if isinstance(bound, Decimal | dt.date):
        return Constant(bound)
    raise AssertionError(f"{bound} is a duration, which is said by the cells that hold it")
