"""A program as the emitter looks things up in it: variables, Python types, tests on each fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tablewright.emit.python.conditions import Holder, Sets
from tablewright.ir.expr import Binary, Expr, Literal, Operator, Read, Ref, RefKind
from tablewright.ir.facts import Graph, attribute, graph, items_of
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Calculation, Name, Outcome, Program, ValueSet
from tablewright.ir.tests import Between, Interval, OneOf, Test
from tablewright.ir.types import Kind, Type

COMPARISONS = {
    *(Operator.EQUAL, Operator.NOT_EQUAL, Operator.LESS),
    *(Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST),
}


@dataclass(frozen=True, kw_only=True)
class Index:
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
    def value_sets(self) -> Mapping[str, ValueSet]:
        """Value sets by code name."""
        return {value_set.code_name: value_set for value_set in self.program.value_sets}

    @cached_property
    def sets(self) -> dict[str, Sets]:
        """The constants of each value set."""
        return {
            name: Sets(
                exact=name.upper(),
                prefixes=f"{name.upper()}_PREFIXES" if any(c.prefix for c in s.codes) else "",
            )
            for name, s in self.value_sets.items()
        }

    @cached_property
    def _outputs(self) -> Mapping[str, Name]:
        return {
            output.code_name: as_given(table.hit_policy, output)
            for table in self.program.tables
            for output in table.outputs
        }

    def outcomes(self, ref: Ref) -> tuple[Outcome, ...]:
        """The cells of an output, rule by rule."""
        (table,) = (table for table in self.program.tables if table.code_name == ref.name)
        at = [output.code_name for output in table.outputs].index(ref.part)
        return tuple(rule.outcomes[at] for rule in table.rules)

    def holder(self, ref: Ref, name: str | None = None) -> Holder:
        """The variable that holds a fact: an attribute of `f` unless named otherwise."""
        name = name or f"f.{attribute(ref)}"
        match ref.kind:
            case RefKind.INPUT:
                nothing = self.inputs[ref.name].blank_is_nothing
                return Holder(name=name, unknown=not nothing, nothing=nothing)
            case RefKind.CALCULATION:
                return Holder(name=name, nothing=self.calculations[ref.name].may_be_nothing)
            case RefKind.OUTPUT:
                return Holder(name=name, nothing=self._outputs[ref.part].blank_is_nothing)
            case _:
                return Holder(name=name)

    def named(self, name: str) -> str:
        """The analyst's name of an input, calculation or output; others by their code name."""
        names = {**self.inputs, **{c.name.code_name: c.name for c in self.program.calculations}}
        found = {**names, **self._outputs}.get(name)
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
            for part in subexpressions(calculation.expression):
                atom = comparison(part)
                if atom is not None:
                    yield atom


def subexpressions(expression: Expr) -> Iterator[Expr]:
    """An expression and everything inside it."""
    yield expression
    for name in ("operand", "left", "right", "condition", "then", "otherwise"):
        inner = getattr(expression, name, None)
        if inner is not None:
            yield from subexpressions(inner)
    for argument in getattr(expression, "arguments", ()):
        yield from subexpressions(argument)


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
        case _:
            return reads[0].ref, Between(Interval(low=value, high=value))


def class_name(code_name: str) -> str:
    """The class for a closed text: `her2_status` is `Her2Status`."""
    return "".join(part.capitalize() for part in code_name.split("_"))


def annotation(name: Name) -> str:
    """The Python type of a value of this name, without None."""
    single = _single(name.type, name)
    return f"tuple[{single}, ...]" if name.type.is_list else single


def _single(kind: Type, name: Name) -> str:
    match kind.kind:
        case Kind.YES_NO:
            return "bool"
        case Kind.NUMBER:
            return "int | Decimal"
        case Kind.WHOLE:
            return "int"
        case Kind.TEXT if name.domain.members:
            return class_name(name.code_name)
        case Kind.TEXT | Kind.CODE:
            return "str"
        case Kind.DATE:
            return "date"
        case Kind.DURATION:
            return "Duration"


def identifier(text: str) -> str:
    """Any text as an upper-case part of a constant's name."""
    return re.sub(r"[^0-9A-Z]+", "_", text.upper()).strip("_") or "BLANK"


def is_closed_text(name: Name) -> bool:
    """Whether its values are members of a class of their own."""
    return name.type.kind is Kind.TEXT and bool(name.domain.members)


def numeric(name: Name) -> bool:
    """Whether values come as segments."""
    return name.type.kind in {Kind.NUMBER, Kind.WHOLE, Kind.DATE} and not name.type.is_list
