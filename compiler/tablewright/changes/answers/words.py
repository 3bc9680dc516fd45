"""Sets of values that a name may have, in plain words: `at least 18 years`, `not breast cancer`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.line import is_line
from tablewright.checks.reason.points import Sets, sets_for
from tablewright.checks.reason.words import value_text
from tablewright.ir.accept import accepts
from tablewright.ir.program import Name, Program
from tablewright.ir.segments import parts
from tablewright.ir.tests import Between, Bound, InSet, Test
from tablewright.ir.types import NOTHING, Kind, Special, Value

OTHER = "any other"  # a text that no condition names
_LINE_WORDS = ("at least", "above", "at most", "below")
_DATE_WORDS = ("from", "after", "until", "before")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How codes are written: conditions compare them in small letters."""

    written: Mapping[str, str]

    def text(self, value: Value | Special, name: Name) -> str:
        """A value as people write it, with its unit."""
        if name.type.kind is Kind.CODE and isinstance(value, str):
            return self.written.get(value, value)
        return value_text(value, name.type.unit)


def spelling_of(*programs: Program) -> Spelling:
    """As value sets, allowed values and examples write their codes; the first that does."""
    codes = (code.code for p in programs for values in p.value_sets for code in values.codes)
    members = (m.text for p in programs for name in p.inputs for m in name.domain.members)
    written: dict[str, str] = {}
    for text in chain(codes, members):
        written.setdefault(text.casefold(), text)
    return Spelling(written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is needed to say which values a variable has: its tests, value sets and spelling."""

    tests: tuple[Test, ...]
    sets: Sets
    spelling: Spelling


def positions_text(atom: Atom, positions: frozenset[int], wording: Wording) -> str:
    """The values of a variable at these positions."""
    if is_line(atom.name.type.kind) and not atom.name.type.is_list:
        return " or ".join(_Line(atom, _bounds(atom, wording.tests)).runs(positions))
    named = _by_value_set(atom, positions, wording)
    if named:
        return named
    text = wording.spelling.text
    inside = [text(v, atom.name) for at, v in enumerate(atom.values) if at in positions]
    outside = [text(v, atom.name) for at, v in enumerate(atom.values) if at not in positions]
    many = len(outside) < len(inside) and len(inside) > len(("yes", "no"))
    if OTHER in inside or (many and OTHER not in outside):
        return f"not {' or '.join(outside)}"
    return " or ".join(inside)


def _by_value_set(atom: Atom, positions: frozenset[int], wording: Wording) -> str:
    """`in Oncology specialties` where these are the values inside a set that is asked for."""
    sets = sets_for(atom.name.type.kind, wording.sets)
    blank = {at for at, value in enumerate(atom.values) if value is NOTHING}
    for test in chain.from_iterable(map(parts, wording.tests)):
        if isinstance(test, InSet):
            inside = {at for at, v in enumerate(atom.values) if accepts(test, v, sets)}
            outside = set(range(len(atom.values))) - inside - blank
            name = wording.sets[test.value_set].name
            for values, text in ((inside, f"in {name}"), (outside, f"not in {name}")):
                if values == positions - blank:
                    return f"{text} or blank" if blank & positions else text
    return ""


def _bounds(atom: Atom, tests: tuple[Test, ...]) -> frozenset[Bound]:
    """Where a test of the name or its Allowed values begin or end."""
    tested = (p.interval for p in chain.from_iterable(map(parts, tests)) if isinstance(p, Between))
    intervals = (*tested, *atom.name.domain.intervals)
    ends = chain.from_iterable((each.low, each.high) for each in intervals)
    return frozenset(end for end in ends if end is not None)


@dataclass(frozen=True, slots=True)
class _Line:
    """A variable whose values stand in order; a blank stands after them all."""

    atom: Atom
    bounds: frozenset[Bound]

    def runs(self, positions: frozenset[int]) -> Iterator[str]:
        """Each stretch of neighbouring values, then a blank."""
        values = self.atom.values
        last = len(values) - 1 - isinstance(values[-1], Special)
        begun: int | None = None
        for at in range(last + 2):
            inside = at in positions and at <= last
            if inside and begun is None:
                begun = at
            elif not inside and begun is not None:
                yield self._run(begun, at - 1, last)
                begun = None
        if last + 1 in positions:
            yield value_text(values[-1])

    def _run(self, first: int, end: int, last: int) -> str:
        values = self.atom.values
        dates = self.atom.name.type.kind is Kind.DATE
        from_, after, until, before = _DATE_WORDS if dates else _LINE_WORDS
        if first == end and values[first] in self.bounds:
            return self._text(values[first])
        told: list[str] = []
        if first > 0:
            told.append(self._end(values[first], values[first - 1], (from_, after)))
        if end < last:
            told.append(self._end(values[end], values[end + 1], (until, before)))
        return " and ".join(told) or "any"

    def _end(self, own: Value | Special, beside: Value | Special, words: tuple[str, str]) -> str:
        """An end of a run: a bound itself, or beside one; whole numbers and days are exact."""
        kind = self.atom.name.type.kind
        exact = kind in {Kind.WHOLE, Kind.DATE, Kind.DURATION} or own in self.bounds
        return f"{words[0]} {self._text(own)}" if exact else f"{words[1]} {self._text(beside)}"

    def _text(self, value: Value | Special) -> str:
        return value_text(value, self.atom.name.type.unit)
