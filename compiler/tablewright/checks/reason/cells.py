"""From what a column of a missing row may let through to a condition that says so.

A condition takes no more than the column may, and at least the point that the row is about. Closed
text, yes and no, numbers and dates are said by their values; what is open (codes, lists, durations)
by the conditions of other cells, as the workbook writes them. Knows no notation.
"""

from __future__ import annotations

from tablewright.checks.reason.board import Key, Taking
from tablewright.checks.reason.by_terms import by_terms
from tablewright.checks.reason.by_value import by_value, has_values
from tablewright.checks.reason.subject import Said, Subject
from tablewright.ir.missing import Taken
from tablewright.ir.tests import Blank


def said(subject: Subject, free: Taking, own: Key) -> Said | None:
    """A condition that takes keys among the free ones, its own with them; None if none is found."""
    if subject.known <= free and (subject.complete or not subject.cells):
        return Said(taken=Taken(), keys=subject.known)
    if subject.hidden:
        return _hidden(subject, own)
    if has_values(subject):
        found = by_value(subject, free)
        return None if found is None else Said(taken=Taken(test=found), keys=free & subject.known)
    if own & subject.nothing:
        return _nothing(subject, free, own)
    return by_terms(subject, free, own)


def _nothing(subject: Subject, free: Taking, own: Key) -> Said:
    """Nothing, and if it can be something that is given."""
    given = min((key for key in free & subject.known if not key & subject.nothing), default=None)
    found = None if given is None else by_terms(subject, free, given)
    if found is not None and own in found.keys:
        return found
    return Said(taken=Taken(test=Blank()), keys=frozenset({own}))


def _hidden(subject: Subject, own: Key) -> Said | None:
    """A comparison with another name, as its cell writes it, or its denial."""
    tests = next(iter(subject.cells))
    rows, guards = subject.cells[tests], subject.guards[tests]
    holds = own & rows == rows
    if not holds and not subject.spoken:
        return None
    taken = Taken(holds=guards) if holds else Taken(fails=guards)
    same = frozenset(key for key in subject.known if (key & rows == rows) is holds)
    return Said(taken=taken, keys=same)
