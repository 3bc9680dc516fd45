"""A condition made of the conditions of other cells: those that hold at a point, and denials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from tablewright.checks.reason.board import Key, Taking
from tablewright.checks.reason.subject import Said, Subject
from tablewright.ir.accept import accepts
from tablewright.ir.missing import Taken
from tablewright.ir.program import Guard
from tablewright.ir.tests import Given, Test
from tablewright.ir.types import NOTHING

_OF_GIVEN = (Given(),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """That the cell of some rows holds, or that it does not."""

    tests: tuple[Test, ...]
    rows: int
    holds: bool

    def takes(self, key: Key, nothing: Key) -> bool:
        """Whether a value with this key agrees. What is denied is given."""
        passed = key & self.rows == self.rows
        return passed if self.holds else not passed and not key & nothing


def by_terms(subject: Subject, free: Taking, own: Key) -> Said | None:
    """What other cells say of the point, one by one left out as long as that takes only free ones.

    It is said of something given; nothing is an alternative where it is free too.
    """
    terms = _terms(subject, own)

    def taken(kept: Iterable[_Term]) -> Taking:
        kept = tuple(kept)
        known = (key for key in subject.known if not key & subject.nothing or kept)
        return frozenset(k for k in known if all(t.takes(k, subject.nothing) for t in kept))

    if not taken(terms) <= free:
        return None
    for term in tuple(terms) if subject.complete else ():
        fewer = [each for each in terms if each is not term]
        if taken(fewer) <= free:
            terms = fewer
    found = _taken(subject, terms)
    return None if found is None else _or_blank(subject, free, Said(taken=found, keys=taken(terms)))


def _or_blank(subject: Subject, free: Taking, said: Said) -> Said:
    nothing = frozenset(key for key in subject.known if key & subject.nothing)
    if not nothing or not nothing <= free or nothing & said.keys or said.taken.test is not None:
        return said
    return Said(taken=replace(said.taken, or_blank=True), keys=said.keys | nothing)


def _terms(subject: Subject, own: Key) -> list[_Term]:
    """Denials first, so that they are the first to be left out."""
    pairs = [(tests, rows) for tests, rows in subject.cells.items() if tests != _OF_GIVEN]
    held = [
        _Term(tests=tests, rows=rows, holds=True) for tests, rows in pairs if own & rows == rows
    ]
    failed = [
        _Term(tests=tests, rows=rows, holds=False)
        for tests, rows in pairs
        if own & rows != rows and _can_be_denied(tests)
    ]
    return failed + held


def _can_be_denied(tests: tuple[Test, ...]) -> bool:
    """Of two cells that one row has of a name, it is not said which one fails.

    A cell that takes a blank too cannot stand between the brackets of `not(...)`.
    """
    return len(tests) == 1 and not _accepts_nothing(tests[0])


def _accepts_nothing(test: Test) -> bool:
    """Whether a blank passes the test."""
    return accepts(test, NOTHING, {})


def _taken(subject: Subject, terms: Iterable[_Term]) -> Taken | None:
    every = _guards(subject, (term for term in terms if term.holds))
    held = tuple(guard for guard in every if guard.test != Given())  # others speak of that too
    failed = _guards(subject, (term for term in terms if not term.holds))
    if not held and not failed:
        return Taken(test=Given())
    alone = len(every) == 1 and not failed
    if not alone and any(_accepts_nothing(guard.test) for guard in held):
        return None  # `blank` is an alternative of its own, and joins nothing by `and`
    return Taken(holds=held, fails=failed)


def _guards(subject: Subject, terms: Iterable[_Term]) -> tuple[Guard, ...]:
    return tuple(chain.from_iterable(subject.guards[term.tests] for term in terms))
