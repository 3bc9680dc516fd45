"""What a request leaves open, by brute force: every completion of what is unknown and is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from tests.oracle.book import Book, Name, Table
from tests.oracle.cells import Test
from tests.oracle.segments import MANY, Tests, candidates, is_allowed, reached, representatives
from tests.oracle.values import UnknownError, UnreadableError, Value, months_later, nobody
from tests.oracle.world import Answer, World

ANY_DAY = dt.date(2025, 10, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """An answer, and the values of unknown names that lead to it; all others cannot matter."""

    chosen: Mapping[str, Value]
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The completions of a request; `whole` unless there are more than brute force is meant for."""

    completions: tuple[Completion, ...]
    whole: bool

    @property
    def results(self) -> set[tuple[str, tuple[Value | None, ...] | None]]:
        """The answers that are possible."""
        return {completion.answer.result for completion in self.completions}

    @property
    def rules(self) -> set[tuple[str, ...]]:
        """The rules behind them."""
        return {completion.answer.rules for completion in self.completions}

    @property
    def missing(self) -> set[str]:
        """The names for which two completions that differ only there differ in answer."""
        if not self.whole:
            raise TooManyError
        found: set[str] = set()
        for one, other in combinations(self.completions, 2):
            if one.answer.result != other.answer.result:
                common = one.chosen.keys() & other.chosen.keys()
                differing = [name for name in common if one.chosen[name] != other.chosen[name]]
                if len(differing) == 1:
                    found.update(differing)
        return found


class TooManyError(Exception):
    """What was asked needs every completion, and there are too many."""


class Completer:
    """Completes requests to one table."""

    def __init__(self, book: Book, table: Table, limit: int = 3000) -> None:
        self.book, self.table, self.limit = book, table, limit
        self.tests: Tests = reached(book, table)

    def complete(self, given: Mapping[str, Value]) -> Open:
        """Every completion up to the limit, each unknown name split only where it is read."""
        found = tuple(islice(self._complete(given, {}), self.limit + 1))
        return Open(completions=found[: self.limit], whole=len(found) <= self.limit)

    def _complete(
        self, given: Mapping[str, Value], chosen: Mapping[str, Value]
    ) -> Iterator[Completion]:
        try:
            answer = World(self.book, {**given, **chosen}).answer(self.table)
        except UnknownError as unknown:
            name = str(unknown)
            for value in self._values(self.book.names[name], given):
                yield from self._complete(given, {**chosen, name: value})
        else:
            yield Completion(chosen=chosen, answer=answer)

    def _values(self, name: Name, given: Mapping[str, Value]) -> tuple[Value, ...]:
        """One value for each way in which the tables tell values of a name apart.

        Depends on what is given alone, not on what was chosen before, so that completions of
        different branches can be compared.
        """
        tests = self.tests[name.name]
        if name.kind == "date":
            return self._days(name, given)
        sums = self._sums_of(name)
        if sums:
            return self._addends(name, sums, given)
        asked = name
        if name.calculated is not None:
            # Several questions that ask the same: as free as the first of them.
            asked = self.book.names[name.calculated.alternatives[0].names[0]]
        values = candidates(asked, tests)
        return representatives({v: tuple(t.holds(v, nobody) for t in tests) for v in values})

    def _days(self, name: Name, given: Mapping[str, Value]) -> tuple[Value, ...]:
        """Days on which a known event is within its window, and days on which it is not."""
        windows = [
            (test, given[event])
            for event, tests in self.tests.items()
            for test in tests
            if test.months and name.name in test.names and isinstance(given.get(event), dt.date)
        ]
        if self.tests[name.name]:
            raise LookupError(f"{name.name}: an unknown date that is tested itself")
        signatures: dict[Value, tuple[bool, ...]] = {}
        for test, event in windows:
            for on in days_after(test, event):
                signatures[on] = _all_on(windows, on)
        return representatives(signatures) if signatures else (ANY_DAY,)

    def _sums_of(self, name: Name) -> list[Name]:
        """What is worked out from this number and others, and is tested."""
        found = []
        for each in self.tests:
            expression = self.book.names[each].calculated if each in self.book.names else None
            if expression is not None and name.name in expression.names:
                plain = not expression.alternatives and not expression.equalities
                found += [self.book.names[each]] if plain else []
        return found

    def _addends(
        self, name: Name, sums: list[Name], given: Mapping[str, Value]
    ) -> tuple[Value, ...]:
        """Whole numbers on both sides of where a sum passes a bound, and both ends."""
        whole = [Decimal(n) for n in range(MANY) if is_allowed(name, Decimal(n))]
        if name.kind != "whole number" or is_allowed(name, Decimal(MANY)):
            raise LookupError(f"{name.name}: not a short range of whole numbers")
        signatures: dict[Value, tuple[bool, ...]] = {
            value: self._sides(name, value, sums, given) for value in whole
        }
        return tuple(dict.fromkeys([whole[0], *representatives(signatures), whole[-1]]))

    def _sides(
        self, name: Name, value: Decimal, sums: list[Name], given: Mapping[str, Value]
    ) -> tuple[bool, ...]:
        """What the tests say of a number itself, and of every sum with the others at their ends."""
        found = [test.holds(value, nobody) for test in self.tests[name.name]]
        for each in sums:
            expression = each.calculated
            assert expression is not None
            (other,) = [self.book.names[o] for o in expression.names if o != name.name]
            ends = [Decimal(n) for n in range(MANY) if is_allowed(other, Decimal(n))]
            for end in [given[other.name]] if other.name in given else [ends[0], ends[-1]]:
                total = expression.run({name.name: value, other.name: end}.__getitem__)
                found += [test.holds(total, nobody) for test in self.tests[each.name]]
        return tuple(found)


def _all_on(windows: list[tuple[Test, Value]], on: dt.date) -> tuple[bool, ...]:
    return tuple(test.holds(event, lambda _: on) for test, event in windows)


def days_after(test: Test, event: Value) -> list[dt.date]:
    """The days on both sides of where a window that an event opens begins and ends."""
    if not isinstance(event, dt.date):
        raise UnreadableError(f"{event} is no event")
    edges = (event, months_later(event, test.months))
    return [edge + dt.timedelta(days=move) for edge in edges for move in range(-4, 5)]
