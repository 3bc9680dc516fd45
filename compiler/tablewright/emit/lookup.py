"""A program as emitters look things up in it: names, what can be unknown, the tests on each fact.

Knows no target: what a fact is called in code, and how a test is written there, each target says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tablewright.emit.kinds import with_kind_facts
from tablewright.emit.outcomes import with_outcome_facts
from tablewright.ir.expr import Binary, Expr, Literal, Operator, Read, Ref, RefKind
from tablewright.ir.facts import Graph, attribute, graph, items_of
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Calculation, Name, Outcome, Program, ValueSet
from tablewright.ir.tests import Between, Interval, OneOf, Test
from tablewright.ir.types import Duration, Kind
from tablewright.ir.walk import inside

COMPARISONS = {
    *(Operator.EQUAL, Operator.NOT_EQUAL, Operator.LESS),
    *(Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST),
}


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """Look-ups into one program. Pure: everything follows from the program."""

    program: Program

    @cached_property
    def graph(self) -> Graph:
        """What hangs on what."""
        return graph(self.program)

    @cached_property
    def inputs(self) -> Mapping[str, Name]:
        """Inputs by code name."""
        return {name.code_name: name for name in self.program.inputs}

    @cached_property
    def calculations(self) -> Mapping[str, Calculation]:
        """Calculations by code name."""
        return {c.name.code_name: c for c in self.program.calculations}

    @cached_property
    def outputs(self) -> Mapping[str, Name]:
        """Outputs by code name, as their tables give them."""
        return {
            output.code_name: as_given(table.hit_policy, output)
            for table in self.program.tables
            for output in table.outputs
        }

    @cached_property
    def value_sets(self) -> Mapping[str, ValueSet]:
        """Value sets by code name."""
        return {value_set.code_name: value_set for value_set in self.program.value_sets}

    def can_be_nothing(self, ref: Ref) -> bool:
        """Whether a fact can be a known blank."""
        match ref.kind:
            case RefKind.INPUT:
                return self.inputs[ref.name].blank_is_nothing
            case RefKind.CALCULATION:
                return self.calculations[ref.name].may_be_nothing
            case RefKind.OUTPUT:
                return self.outputs[ref.part].blank_is_nothing
            case _:
                return False

    def can_be_unknown(self, ref: Ref) -> bool:
        """Whether a fact can be unknown; inputs whose blank means nothing never are."""
        return ref.kind is not RefKind.INPUT or not self.inputs[ref.name].blank_is_nothing

    def outcomes(self, ref: Ref) -> tuple[Outcome, ...]:
        """The cells of an output, rule by rule."""
        (table,) = (table for table in self.program.tables if table.code_name == ref.name)
        at = [output.code_name for output in table.outputs].index(ref.part)
        return tuple(rule.outcomes[at] for rule in table.rules)

    def named(self, name: str) -> str:
        """The analyst's name of an input, calculation or output; others by their code name."""
        names = {**self.inputs, **{c.name.code_name: c.name for c in self.program.calculations}}
        found = {**names, **self.outputs}.get(name)
        return name if found is None else found.name

    def bases(self, name: str) -> tuple[str, ...]:
        """The inputs that a fact is worked out from, in the end."""
        return tuple(below for below in self.graph.below(name) if below in self.inputs)

    @cached_property
    def tests(self) -> Mapping[str, tuple[Test, ...]]:
        """Every test on each fact: condition cells, and comparisons with a constant."""
        found: dict[str, list[Test]] = {}
        for ref, test in (*self._guards(), *self._comparisons()):
            found.setdefault(attribute(ref), []).append(test)
        for name, output in self._worked_out():
            # What is asked of an output is asked of each cell that works it out.
            found.setdefault(name, []).extend(found.get(output, ()))
        return {name: tuple(dict.fromkeys(tests)) for name, tests in found.items()}

    def _worked_out(self) -> Iterator[tuple[str, str]]:
        """The calculations that outcome cells are, each with the output that it gives."""
        for table in self.program.tables:
            for rule in table.rules:
                for output, outcome in zip(table.outputs, rule.outcomes, strict=True):
                    match outcome.expression:
                        case Read(ref=Ref(kind=RefKind.CALCULATION, name=name)):
                            yield name, output.code_name
                        case _:
                            continue

    def _guards(self) -> Iterator[tuple[Ref, Test]]:
        for table in self.program.tables:
            for rule in table.rules:
                for guard in rule.guards:
                    yield guard.ref, guard.test
        for checklist in self.program.checklists:
            for item in items_of(checklist.items):
                for own in (item.only_if, item.guard):
                    if own is not None:
                        yield own.ref, own.test

    def _comparisons(self) -> Iterator[tuple[Ref, Test]]:
        for calculation in self.program.calculations:
            for part in inside(calculation.expression):
                atom = comparison(part)
                if atom is not None:
                    yield atom


def as_emitted(program: Program) -> Program:
    """The same program in the form that code is made from: kinds and outcome cells are facts."""
    return with_outcome_facts(with_kind_facts(program))


def comparison(part: Expr) -> tuple[Ref, Test] | None:
    """A comparison of a name with a constant, as the test that it makes on the name."""
    if not isinstance(part, Binary) or part.operator not in COMPARISONS:
        return None
    sides = (part.left, part.right)
    reads = [side for side in sides if isinstance(side, Read)]
    constants = [side for side in sides if isinstance(side, Literal)]
    if len(reads) != 1 or len(constants) != 1:
        return None
    value = constants[0].value
    # Which way the comparison goes does not matter for segments: the point is cut out by itself.
    match value:
        case bool():
            return reads[0].ref, OneOf((value,))
        case str():
            return reads[0].ref, OneOf((value,))
        case tuple():
            return None
        case Duration():
            # Durations lie in no segments, so that one side is told from the other here.
            falls = isinstance(part.left, Literal)
            return reads[0].ref, Between(_side(part.operator, value, falls=falls))
        case _:
            return reads[0].ref, Between(Interval(low=value, high=value))


def _side(operator: Operator, value: Duration, *, falls: bool) -> Interval:
    """The durations on one side of another; `falls` where the name stands on the right."""
    match operator:
        case Operator.LESS | Operator.AT_LEAST:
            # What is told apart is the same for a test and for its opposite.
            return Interval(low=value, low_closed=not falls)
        case Operator.AT_MOST | Operator.MORE:
            return Interval(low=value, low_closed=falls)
        case _:
            return Interval(low=value, high=value)


def numeric(name: Name) -> bool:
    """Whether values come as segments."""
    return name.type.kind in {Kind.NUMBER, Kind.WHOLE, Kind.DATE} and not name.type.is_list
