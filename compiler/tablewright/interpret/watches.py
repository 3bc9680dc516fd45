"""The comparisons of a program whose turning matters: pairs of expressions over inputs and tables.

Calculations are written out in place, and `first known of` becomes each of its alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from tablewright.interpret.lookup import calculation_named, table_named, tests_on
from tablewright.interpret.mentions import bounds_of
from tablewright.interpret.readings import Reading
from tablewright.interpret.together import values_of_output
from tablewright.ir.expr import (
    Binary,
    Call,
    Expr,
    Function,
    If,
    Literal,
    Negate,
    Operator,
    Read,
    Ref,
    RefKind,
)
from tablewright.ir.program import Program
from tablewright.ir.types import Type
from tablewright.ir.walk import inside

COMPARISONS = frozenset(
    {
        Operator.EQUAL,
        Operator.NOT_EQUAL,
        Operator.LESS,
        Operator.AT_MOST,
        Operator.MORE,
        Operator.AT_LEAST,
    }
)


@dataclass(frozen=True, slots=True)
class Watch:
    """Two expressions whose order matters."""

    left: Expr
    right: Expr


def watches(program: Program) -> tuple[Watch, ...]:
    """Every pair whose order some truth of the program depends on, each once."""
    found: dict[Watch, None] = {}
    for ref, expression in _expressions(program):
        bounds = [bound for test in tests_on(program, ref) for bound in bounds_of(test)]
        for written_out in _written_out(program, expression):
            found.update(dict.fromkeys(_inner(written_out)))
            for bound in bounds:
                constant = Literal(type=written_out.type, value=bound)
                found[Watch(written_out, constant)] = None
    return tuple(found)


def _expressions(program: Program) -> Iterator[tuple[Ref, Expr]]:
    for calculation in program.calculations:
        name = calculation.name.code_name
        yield Ref(kind=RefKind.CALCULATION, name=name), calculation.expression
    for table in program.tables:
        for rule in table.rules:
            for output, outcome in zip(table.outputs, rule.outcomes, strict=True):
                if outcome.expression is not None:
                    ref = Ref(kind=RefKind.OUTPUT, name=table.code_name, part=output.code_name)
                    yield ref, outcome.expression


def _written_out(program: Program, expression: Expr) -> tuple[Expr, ...]:
    """The expression over inputs, outputs and checklists alone, once for each choice it leaves."""
    match expression:
        case Literal():
            return (expression,)
        case Read(ref=ref):
            if ref.kind is not RefKind.CALCULATION:
                return (expression,)
            return _written_out(program, calculation_named(program, ref.name).expression)
        case Negate(operand=operand):
            return tuple(replace(expression, operand=o) for o in _written_out(program, operand))
        case Binary(left=left, right=right):
            sides = product(_written_out(program, left), _written_out(program, right))
            return tuple(replace(expression, left=one, right=other) for one, other in sides)
        case If(condition=condition, then=then, otherwise=otherwise):
            parts = product(*(_written_out(program, e) for e in (condition, then, otherwise)))
            return tuple(replace(expression, condition=c, then=t, otherwise=o) for c, t, o in parts)
        case Call(function=Function.FIRST_KNOWN_OF, arguments=arguments):
            return tuple(each for argument in arguments for each in _written_out(program, argument))
        case Call(arguments=arguments):
            choices = product(*(_written_out(program, argument) for argument in arguments))
            return tuple(replace(expression, arguments=choice) for choice in choices)


def _inner(expression: Expr) -> Iterator[Watch]:
    """The comparisons inside an expression."""
    for each in inside(expression):
        match each:
            case Binary(operator=operator, left=left, right=right) if operator in COMPARISONS:
                yield Watch(left, right)
            case Call(function=Function.SMALLER_OF | Function.LARGER_OF, arguments=arguments):
                for left, right in combinations(arguments, 2):
                    yield Watch(left, right)
            case Call(
                function=Function.WITHIN_BEFORE | Function.WITHIN_AFTER as function,
                arguments=(event, span, date),
            ):
                first, last = event, date
                if function is Function.WITHIN_AFTER:
                    first, last = date, event
                yield Watch(first, last)
                yield Watch(last, _moved(first, span, first.type))
            case _:
                pass


def _moved(date: Expr, span: Expr, type_: Type) -> Expr:
    return Binary(type=type_, operator=Operator.ADD, left=date, right=span)


def atom_values(program: Program, ref: Ref) -> tuple[Reading, ...]:
    """What an output, checklist or item may be, while inputs behind a calculation are searched.

    Constants of the table alone: an outcome that is an expression is left out here.
    """
    match ref.kind:
        case RefKind.OUTPUT:
            return values_of_output(table_named(program, ref.name), ref.part)
        case RefKind.KINDS:
            return ((),)
        case _:
            return (True, False)
