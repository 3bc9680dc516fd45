"""What every name of a program is, as a diagram over the inputs: tables, checklists, items, kinds.

Two columns that read the same input are seen together because they are diagrams over the same
variables. Knows no coverage.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

from tablewright.checks.reason.atoms import Atoms
from tablewright.checks.reason.diagrams import Budget, Diagram, Diagrams
from tablewright.checks.reason.formulas import (
    Constant,
    Formula,
    Holds,
    Joined,
    Negated,
    formula_of,
)
from tablewright.checks.reason.kinds import KindsNotMet
from tablewright.checks.reason.names import Names
from tablewright.checks.reason.outputs import TROUBLE, Reading, is_worked_out, row_of
from tablewright.checks.reason.points import Sets, sets_for
from tablewright.checks.reason.truth import Tally, Truth, both, combined, count, either, only_if
from tablewright.checks.reason.truth import opposite as not_
from tablewright.ir.accept import accepts
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Combine, CombineKind, Guard, HitPolicy, Item, Program, Rule
from tablewright.ir.tests import Test
from tablewright.ir.types import Kind

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_ALL = Combine(kind=CombineKind.ALL_OF)
_NONE_SO_FAR: tuple[int, ...] | None = ()


class Facts:
    """Diagrams of one program's facts, each made once. Raises OutOfStepsError."""

    def __init__(self, program: Program, budget: Budget) -> None:
        self.names = Names(program)
        self.atoms = Atoms(self.names)
        self.diagrams = Diagrams(budget)
        self._sets: Sets = {each.code_name: each for each in program.value_sets}
        self._truths: dict[tuple[Ref, Test], Diagram[Truth]] = {}
        self._readings: dict[Ref, Diagram[Reading]] = {}
        self._matches: dict[str, Diagram[tuple[int, ...] | None]] = {}
        self._met: dict[int, Diagram[Truth]] = {}

    def truth(self, guard: Guard) -> Diagram[Truth]:
        """Whether a condition holds."""
        return self.holds(guard.ref, guard.test)

    def holds(self, ref: Ref, test: Test) -> Diagram[Truth]:
        """Whether a test holds of what a ref reads."""
        return _once(self._truths, (ref, test), lambda: self._test(ref, test))

    def reading(self, ref: Ref) -> Diagram[Reading]:
        """What a ref reads."""
        return _once(self._readings, ref, lambda: self._read(ref))

    def met(self, item: Item) -> Diagram[Truth]:
        """Whether an item is met, by itself and its own Only if."""
        return _once(self._met, id(item), lambda: self._own_met(item))

    def rule(self, rule: Rule) -> Diagram[Truth]:
        """Whether every condition of a rule holds."""
        yes: Truth = True
        return self.diagrams.fold(both, map(self.truth, rule.guards), yes)

    # -- what a ref reads

    def _test(self, ref: Ref, test: Test) -> Diagram[Truth]:
        name = self.names.name_of(ref)
        sets = sets_for(name.type.kind if name else Kind.TEXT, self._sets)

        def hold(reading: Reading) -> Truth:
            return None if reading is TROUBLE else accepts(test, reading, sets)

        return self.diagrams.each(hold, self.reading(ref))

    def _read(self, ref: Ref) -> Diagram[Reading]:
        match ref.kind:
            case RefKind.INPUT:
                return self._atom(ref)
            case RefKind.CALCULATION:
                expression = self.names.calculations[ref.name].expression
                formula = formula_of(expression, self.names.inputs)
                return self._atom(ref) if formula is None else self._said(self._formula(formula))
            case RefKind.OUTPUT:
                return self._output(ref)
            case RefKind.CHECKLIST:
                checklist = self.names.checklists[ref.name]
                return self._said(self._combined(checklist.combine, checklist.items))
            case RefKind.ITEM:
                return self._said(self._item(ref))
            case RefKind.KINDS:
                return KindsNotMet(self, self.names.checklists[ref.name]).diagram()

    def _atom(self, ref: Ref) -> Diagram[Reading]:
        number = self.atoms.number(ref)
        values: tuple[Reading, ...] = self.atoms.all[number].values
        return self.diagrams.variable(number, values)

    def _said(self, truth: Diagram[Truth]) -> Diagram[Reading]:
        def reading(truth: Truth) -> Reading:
            return TROUBLE if truth is None else truth

        return self.diagrams.each(reading, truth)

    def _formula(self, formula: Formula) -> Diagram[Truth]:
        match formula:
            case Constant(value=value):
                constant: Truth = value
                return self.diagrams.same(constant)
            case Holds(ref=ref, test=test):
                return self.holds(ref, test)
            case Negated(formula=inner):
                return self.diagrams.each(not_, self._formula(inner))
            case Joined(left=left, right=right, every=every):
                join = both if every else either
                return self.diagrams.both(join, self._formula(left), self._formula(right))

    # -- tables

    def _output(self, ref: Ref) -> Diagram[Reading]:
        table = self.names.tables[ref.name]
        if is_worked_out(table, ref.part):
            return self._atom(ref)
        return self.diagrams.each(partial(row_of, table, ref.part), self.matches(ref.name))

    def matches(self, table_name: str) -> Diagram[tuple[int, ...] | None]:
        """Which rules of a table match, by position; None when one of them is in trouble."""
        return _once(self._matches, table_name, lambda: self._matching(table_name))

    def _matching(self, table_name: str) -> Diagram[tuple[int, ...] | None]:
        table = self.names.tables[table_name]
        first = table.hit_policy is HitPolicy.FIRST
        so_far = self.diagrams.same(_NONE_SO_FAR)
        for position, rule in enumerate(table.rules):
            add = partial(_add, position, first=first or rule.otherwise)
            so_far = self.diagrams.both(add, so_far, self.rule(rule))
        return so_far

    # -- checklists

    def _own_met(self, item: Item) -> Diagram[Truth]:
        if item.guard is not None:
            own = self.truth(item.guard)
        else:
            own = self._combined(item.combine or _ALL, item.children)
        return self._conditional(item, own)

    def _conditional(self, item: Item, met: Diagram[Truth]) -> Diagram[Truth]:
        if item.only_if is None:
            return met
        return self.diagrams.both(only_if, self.truth(item.only_if), met)

    def _combined(self, combine: Combine, items: tuple[Item, ...]) -> Diagram[Truth]:
        start: Tally = (0, 0)
        tally = self.diagrams.fold(count, map(self.met, items), start)
        return self.diagrams.each(partial(combined, combine, len(items)), tally)

    def _item(self, ref: Ref) -> Diagram[Truth]:
        *groups, item = self.names.path_to(ref)
        met = self.met(item)
        for group in reversed(groups):
            met = self._conditional(group, met)
        return met


def _add(
    position: int, matched: tuple[int, ...] | None, truth: Truth, *, first: bool
) -> tuple[int, ...] | None:
    if matched is None or truth is False or (first and matched):
        return matched
    return None if truth is None else (*matched, position)


def _once(known: dict[K, V], key: K, make: Callable[[], V]) -> V:
    if key not in known:
        known[key] = make()
    return known[key]
