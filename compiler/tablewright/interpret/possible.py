"""Which of many possible values of a calculation stand for all that conditions take alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tablewright.interpret.conditions import Comparing, holds
from tablewright.interpret.lookup import tests_on, type_of
from tablewright.interpret.readings import Reading
from tablewright.ir.expr import Call, Expr, Function, Ref, RefKind
from tablewright.ir.program import Program
from tablewright.ir.types import Kind
from tablewright.ir.walk import refs_of


def told_apart(program: Program, owner: str, values: Iterable[Reading]) -> tuple[Reading, ...]:
    """The first value of each kind that tests on the calculation `owner` tell apart.

    Every value where something else than a test looks at it: the rest of the calculation,
    another expression, an outcome.
    """
    ref = Ref(kind=RefKind.CALCULATION, name=owner)
    if not _is_only_tested(program, ref):
        return tuple(values)
    comparing = Comparing(program=program, codes=type_of(program, ref).kind is Kind.CODE)
    tests = tests_on(program, ref)
    found: dict[tuple[object, ...], Reading] = {}
    for value in values:
        found.setdefault(tuple(holds(test, value, comparing) for test in tests), value)
    return tuple(found.values())


def _is_only_tested(program: Program, ref: Ref) -> bool:
    """Whether the calculation is a `first known of` and no expression reads it."""
    own = [each for each in program.calculations if each.name.code_name == ref.name]
    whole = all(
        isinstance(each.expression, Call) and each.expression.function is Function.FIRST_KNOWN_OF
        for each in own
    )
    read = any(ref in refs_of(expression) for expression in _expressions(program))
    return bool(own) and whole and not read


def _expressions(program: Program) -> Iterator[Expr]:
    for calculation in program.calculations:
        yield calculation.expression
    for table in program.tables:
        for rule in table.rules:
            yield from (cell.expression for cell in rule.outcomes if cell.expression is not None)
