"""The variables of diagrams: inputs, and facts that are not looked into and so may be anything.

A calculation that compares two names or works with numbers is such a fact, and so is an output that
a table works out or adds up. What is proven with them free is proven; a witness that needs one is
evaluated before anyone sees it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tablewright.checks.reason.names import Names
from tablewright.checks.reason.points import Known, points_of
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Domain, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A variable: what it is, its values, and whether these are all that matter."""

    ref: Ref
    name: Name
    values: tuple[Known, ...]
    complete: bool

    @property
    def free(self) -> bool:
        """Whether it is taken as free although it hangs on other names."""
        return self.ref.kind is not RefKind.INPUT


@dataclass(slots=True)
class Atoms:
    """Every variable so far, by the number that diagrams have for it."""

    names: Names
    all: list[Atom] = field(default_factory=list)
    _known: dict[Ref, int] = field(default_factory=dict)

    def number(self, ref: Ref) -> int:
        """The variable of a ref; the first one asked for comes first in every diagram."""
        if ref not in self._known:
            self._known[ref] = len(self.all)
            self.all.append(self._make(ref))
        return self._known[ref]

    def _make(self, ref: Ref) -> Atom:
        name = self.names.name_of(ref)
        if name is None:
            raise AssertionError(f"{ref} is looked into, and is no variable")
        if ref.kind is not RefKind.INPUT and not name.domain.members:
            # Nothing keeps what is worked out within its Allowed values.
            name = replace(name, domain=Domain())
        sets = {each.code_name: each for each in self.names.program.value_sets}
        points = points_of(
            name, self.names.tests.get(ref, ()), sets, nothing=self._may_be_nothing(ref, name)
        )
        return Atom(ref=ref, name=name, values=points.values, complete=points.complete)

    def _may_be_nothing(self, ref: Ref, name: Name) -> bool:
        if ref.kind is RefKind.CALCULATION:
            return self.names.calculations[ref.name].may_be_nothing or name.blank_is_nothing
        return name.blank_is_nothing
