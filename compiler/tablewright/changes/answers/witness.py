"""The search for a request on which both versions answer as the analysis expects.

It starts from what a way into the region says, and then says what the versions still ask for. Both
give up early where the expected answers are no longer possible. Counts steps, never seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tablewright.changes.answers.asking import Asking, Whole
from tablewright.changes.answers.difference import Differs
from tablewright.changes.answers.sides import Seen
from tablewright.ir.program import Name
from tablewright.ir.types import Special, Value

STEPS = 150  # requests asked for one change of a table with as many rules, fewer of a longer one


@dataclass(slots=True, kw_only=True)
class Search:
    """A search with the steps it has left.

    `unsaid` are inputs that it may say in the end, `varied` those that it may say otherwise.
    """

    asking: Asking
    differs: Differs
    base: Whole
    unsaid: tuple[Name, ...] = ()
    varied: tuple[str, ...] = ()
    steps: int = STEPS

    def request(self, start: Whole) -> Whole | None:
        """A request that says at least this much and shows the change; None if none was found."""
        ways = (self._below(start), self._filled(start), self._varying(start))
        return next(chain.from_iterable(ways), None)

    def _varying(self, start: Whole) -> Iterator[Whole]:
        """Where outcomes are worked out, other values of what they are worked out from."""
        for name in self.varied:
            for value in self._values(name, start):
                yield from self._below({**start, name: value})

    def _filled(self, start: Whole) -> Iterator[Whole]:
        """Starts that say more: nobody asks for an input whose blank is an answer."""
        others = (e.code_name for e in self.unsaid if not e.blank_is_nothing)
        start = {**start, **{name: self.base[name] for name in others if name in self.base}}
        for name in (each.code_name for each in self.unsaid if each.blank_is_nothing):
            for value in self._values(name, start):
                yield from self._below({**start, name: value})

    def _below(self, request: Whole) -> Iterator[Whole]:
        self.steps -= 1
        if self.steps < 0:
            return
        seen = self.asking.quick(request)
        if self.asking.shows(self.differs, seen):
            if self.asking.shows(self.differs, self.asking.sure(request)):
                yield request
            return
        if not self.asking.may_show(self.differs, seen):
            return
        name = next(self._missing(request, seen), None)
        if name is not None:
            for value in self._values(name, request):
                yield from self._below({**request, name: value})

    def _missing(self, request: Whole, seen: tuple[Seen, Seen]) -> Iterator[str]:
        """Inputs that one of the two asks for, those that the base knows first; then the others."""
        found = dict.fromkeys(self._names(seen))
        yield from (name for name in found if name in self.base and name not in request)
        yield from (name for name in found if name not in request)
        yield from (each.code_name for each in self.unsaid if each.code_name not in request)

    def _names(self, seen: tuple[Seen, Seen]) -> Iterator[str]:
        for each in self.asking.joined.inputs:
            asked_old = each.old and each.old in seen[0].missing
            asked_new = each.new and each.new in seen[1].missing
            if asked_old or asked_new:
                yield each.name.code_name

    def _values(self, name: str, request: Whole) -> Iterator[Value | Special]:
        """The base's own value, then each that could make a difference in either version."""
        told = [self.base[name]] if name in self.base else []
        yield from told
        source = next(e for e in self.asking.joined.inputs if e.name.code_name == name)
        before, after = self.asking.parts(request)
        new = self.asking.new.values(self.asking.asked.new, source.new, after) if source.new else ()
        old = (
            self.asking.old.values(self.asking.asked.old, source.old, before) if source.old else ()
        )
        yield from (value for value in dict.fromkeys((*new, *old)) if value not in told)
