"""The rules of a table over many rows, as bits: a word of 64 rules for each class of each column.

Needs numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._kleene_frame import Classes
from ._model import Cell, Rule, Table

OPEN_ROW: Final = -1
_WORD: Final = 64
_ALL: Final = np.uint64(2**64 - 1)
Words = NDArray[np.uint64]
_CHUNK: Final = 1 << 15


class Matches(NamedTuple):
    """The rules that match: for each row the place of the first (First), or all as bits."""

    first: NDArray[np.int64] | None
    words: Words
    open: NDArray[np.bool_]


class Matcher:
    """The columns of a table as masks, made for each class when it is first met."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.otherwise = _otherwise(table)
        self.rules = table.rules[: len(table.rules) - (self.otherwise is not None)]
        self.width = max(1, -(-len(self.rules) // _WORD))
        self.columns = _columns(self.rules)
        self.masks: dict[tuple[str, type, Any], tuple[Words, Words]] = {}
        full = (1 << len(self.rules)) - 1
        self.full = _words(full, self.width)

    def mask(self, name: str, value: Any) -> tuple[Words, Words]:
        """The rules that a value of a fact leaves, and those that it surely meets."""
        key = (name, type(value), value)
        found = self.masks.get(key)
        if found is None:
            stub = _One(name, value)
            may = sure = (1 << len(self.rules)) - 1
            for met, places in self.columns[name]:
                truth = met(stub)
                if truth is False:
                    may &= ~places
                if truth is not True:
                    sure &= ~places
            found = self.masks[key] = _words(may, self.width), _words(sure, self.width)
        return found

    def match(self, classes: Callable[[str], Classes], rows: int) -> Matches:
        """The rules that match on each row."""
        facts = [(name, classes(name)) for name in self.columns]
        tables = []
        for name, fact in facts:
            pairs = [self.mask(name, value) for value in fact.values]
            may = np.array([pair[0] for pair in pairs])
            sure = np.array([pair[1] for pair in pairs])
            # A class of unknown rows that has none leaves the column as certain as the others.
            unknown = [at for at, value in enumerate(fact.values) if value is None]
            if not any((fact.codes == at).any() for at in unknown):
                sure[unknown] = may[unknown]
            same = bool((may == sure).all())
            tables.append((may, may if same else sure, fact.codes))
        if self.table.policy == "First":
            return self._first(tables, rows)
        return self._every(tables, rows)

    def _first(self, tables: list[tuple[Words, Words, NDArray[Any]]], rows: int) -> Matches:
        first = np.empty(rows, np.int64)
        unsure = np.zeros(rows, np.bool_)
        for start in range(0, rows, _CHUNK):
            part = slice(start, min(start + _CHUNK, rows))
            first[part], unsure[part] = self._first_of(tables, part)
        return Matches(first, np.empty((0, 0), np.uint64), unsure)

    def _first_of(
        self, tables: list[tuple[Words, Words, NDArray[Any]]], part: slice
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        size = part.stop - part.start
        found = np.full(size, len(self.rules), np.int64)
        unsure = np.zeros(size, np.bool_)
        left: NDArray[Any] | None = None  # the rows without a rule so far; None is all
        codes = [codes[part] for _, _, codes in tables]
        for word in range(self.width):
            here = codes if left is None else [each[left] for each in codes]
            may = _gathered([(t[0][:, word], c) for t, c in zip(tables, here, strict=True)])
            may = np.full(len(here[0]) if here else size, self.full[word]) if may is None else may
            lowest = may & (~may + np.uint64(1))
            hit = lowest != 0
            open_columns = [
                (t[1][:, word], c) for t, c in zip(tables, here, strict=True) if t[1] is not t[0]
            ]
            surely = _gathered(open_columns)
            at = word * _WORD + _place(lowest)
            rows = np.flatnonzero(hit) if left is None else left[hit]
            found[rows] = at[hit]
            if surely is not None:
                unsure[rows] = (surely & lowest)[hit] == 0
            left = np.flatnonzero(~hit) if left is None else left[~hit]
            if not len(left):
                break
        return found, unsure

    def _every(self, tables: list[tuple[Words, Words, NDArray[Any]]], rows: int) -> Matches:
        words = np.empty((rows, self.width), np.uint64)
        unsure = np.zeros(rows, np.bool_)
        for word in range(self.width):
            may = _gathered([(t[0][:, word], t[2]) for t in tables])
            words[:, word] = self.full[word] if may is None else may
            sure = _gathered([(t[1][:, word], t[2]) for t in tables if t[1] is not t[0]])
            if sure is not None:
                unsure |= (words[:, word] & ~sure) != 0
        return Matches(None, words, unsure)

    def groups(self, matches: Matches) -> Iterator[tuple[tuple[Rule, ...], NDArray[Any]]]:
        """The rows by the rules that match, without those that are open."""
        sure = np.flatnonzero(~matches.open)
        if matches.first is not None:
            places = matches.first[sure]
            order = np.argsort(places, kind="stable")
            ends = np.flatnonzero(np.diff(places[order], append=-1)) + 1
            start = 0
            for end in ends.tolist():
                rows = sure[order[start:end]]
                yield self._at(int(places[order[start]])), rows
                start = end
            return
        different, kinds = np.unique(matches.words[sure], axis=0, return_inverse=True)
        for place, words in enumerate(different):
            rows = sure[kinds.ravel() == place]
            yield self._of(words), rows

    def _at(self, place: int) -> tuple[Rule, ...]:
        if place < len(self.rules):
            return (self.rules[place],)
        return () if self.otherwise is None else (self.otherwise,)

    def _of(self, words: Words) -> tuple[Rule, ...]:
        bits = sum(int(word) << (_WORD * at) for at, word in enumerate(words))
        rules = tuple(rule for at, rule in enumerate(self.rules) if bits >> at & 1)
        return rules or (() if self.otherwise is None else (self.otherwise,))


class _One:
    """Facts of which one is looked at."""

    def __init__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value


def _otherwise(table: Table) -> Rule | None:
    last = table.rules[-1] if table.rules else None
    return last if last is not None and not last.cells and last.id == "Otherwise" else None


def _columns(rules: tuple[Rule, ...]) -> dict[str, list[tuple[Callable[[Any], Any], int]]]:
    """By fact: each different test of it, and the rules that hold it as bits."""
    found: dict[str, dict[str, tuple[Cell, int]]] = {}
    for at, rule in enumerate(rules):
        for cell in rule.cells:
            tests = found.setdefault(cell.reads, {})
            test = cell.text or cell.address  # cells with one text have one test
            _, places = tests.get(test, (cell, 0))
            tests[test] = (cell, places | 1 << at)
    return {
        name: [(cell.met, places) for cell, places in tests.values()]
        for name, tests in found.items()
    }


def _words(bits: int, width: int) -> Words:
    return np.frombuffer(bits.to_bytes(width * 8, "little"), np.uint64)


def _gathered(columns: list[tuple[Words, NDArray[Any]]]) -> Words | None:
    """The rules that every column leaves."""
    result: Words | None = None
    for table, codes in columns:
        found = table.take(codes)
        result = found if result is None else np.bitwise_and(result, found, out=result)
    return result


def _place(lowest: Words) -> NDArray[np.int64]:
    """The place of the only bit of each word, by the exponent of a float."""
    return (lowest.astype(np.float64).view(np.int64) >> 52) - 1023
