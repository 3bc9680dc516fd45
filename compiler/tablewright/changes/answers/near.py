"""From a way into a region to the first words of a request, as near to an example as can be.

An example says what people say; what lies in the same stretch as its value is taken from it as it
stands. Knows no answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from tablewright.changes.answers.asking import Asking, Whole
from tablewright.changes.answers.difference import Difference, Leaf
from tablewright.changes.answers.regions import Region, within
from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.diagrams import Path
from tablewright.checks.reason.names import Names
from tablewright.checks.reason.points import sets_for
from tablewright.ir.accept import accepts
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Name
from tablewright.ir.types import NOTHING, Kind, Special, Value

_SAME, _UNSAID, _OTHER = 0, 1, 3  # what a value costs that the base has, lacks, contradicts


@dataclass(frozen=True)
class Near:
    """One base for requests, in one question."""

    asking: Asking
    difference: Difference
    base: Whole

    def distance(self, region: Region[Leaf]) -> int:
        """What the cheapest way into the region costs, calculations left aside."""
        return region.distance(self._cost_of_input)

    def whole_distance(self, region: Region[Leaf]) -> int:
        """What the cheapest way into the region costs."""
        return region.distance(self._cost)

    def path(self, region: Region[Leaf]) -> Path:
        """The cheapest way into the region."""
        return region.nearest(self._cost)

    def may_differ(self) -> bool:
        """Whether what the base says leaves other answers open in one version than in the other."""
        before = within(self.difference.before, self._positions)
        after = within(self.difference.after, self._positions)
        return {each.outcome for each in before} != {each.outcome for each in after}

    def start(self, path: Path) -> dict[str, Value | Special]:
        """What the way says of inputs; behind a calculation the base's own, where they fit."""
        request: dict[str, Value | Special] = {}
        atoms = self.difference.facts.atoms.all
        for variable, position in path:
            atom = atoms[variable]
            if atom.ref.kind is RefKind.INPUT:
                fits = self._positions.get(variable) == position
                value = self.base[atom.ref.name] if fits else atom.values[position]
                request[atom.ref.name] = value
        for variable, position in path:
            if self._of_free(variable) == position:
                below = self.difference.inputs_below(atoms[variable].ref)
                request |= {n: self.base[n] for n in below if n in self.base and n not in request}
        return request

    def unsaid(self, path: Path, request: Whole) -> tuple[Name, ...]:
        """The inputs behind calculations of the way of which nothing is said."""
        names = self.difference.facts.names
        free = (self._atom(variable) for variable, _ in path if self._atom(variable).free)
        below = chain.from_iterable(self.difference.inputs_below(atom.ref) for atom in free)
        return tuple(names.inputs[n] for n in dict.fromkeys(below) if n not in request)

    def _cost(self, variable: int, position: int) -> int:
        if self._atom(variable).ref.kind is RefKind.INPUT:
            return self._cost_of_input(variable, position)
        return self._cost_of(self._of_free(variable), variable, position)

    def _cost_of_input(self, variable: int, position: int) -> int:
        if self._atom(variable).ref.kind is not RefKind.INPUT:
            return _SAME
        return self._cost_of(self._positions.get(variable), variable, position)

    def _cost_of(self, own: int | None, variable: int, position: int) -> int:
        if own is None:
            return _SAME if self._atom(variable).values[position] is NOTHING else _UNSAID
        return _SAME if own == position else _OTHER

    def _atom(self, variable: int) -> Atom:
        return self.difference.facts.atoms.all[variable]

    @cached_property
    def _positions(self) -> dict[int, int]:
        """Where the values of the base stand among those of the inputs."""
        found: dict[int, int] = {}
        for variable, atom in enumerate(self.difference.facts.atoms.all):
            if atom.ref.kind is RefKind.INPUT and atom.ref.name in self.base:
                at = position_of(self.difference.facts.names, atom, self.base[atom.ref.name])
                if at is not None:
                    found[variable] = at
        return found

    # -- calculations that are not looked into

    def _of_free(self, variable: int) -> int | None:
        """Where the base stands in what a calculation gives for it."""
        known = self._free
        if variable not in known:
            known[variable] = self._read_free(self.difference.facts.atoms.all[variable])
        return known[variable]

    @cached_property
    def _free(self) -> dict[int, int | None]:
        return {}

    def _read_free(self, atom: Atom) -> int | None:
        before, after = self.asking.parts(self.base)
        for name, is_new, own in self.asking.joined.calculations:
            if atom.ref == Ref(kind=RefKind.CALCULATION, name=name):
                asked = self.asking.asked
                if is_new:
                    value = self.asking.new.reading(asked.new, own, after)
                else:
                    value = self.asking.old.reading(asked.old, own, before)
                names = self.difference.facts.names
                return None if value is None else position_of(names, atom, value)
        return None


def position_of(names: Names, atom: Atom, value: Value | Special) -> int | None:
    """The position of a variable's value that no test tells from this one."""
    tests = names.tests.get(atom.ref, ())
    sets = sets_for(atom.name.type.kind, {e.code_name: e for e in names.program.value_sets})
    if atom.name.type.kind is Kind.CODE and isinstance(value, str):
        value = value.strip().casefold()
    if value in atom.values:
        return atom.values.index(value)
    seen = [accepts(test, value, sets) for test in tests]
    alike = (
        at
        for at, each in enumerate(atom.values)
        if [accepts(test, each, sets) for test in tests] == seen
    )
    return next(alike, None)
