"""One version, asked twice: by its generated code, which is quick, and by the reference evaluator.

The two share nothing but the program; what one finds and the other confirms is shown to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import Enum
from typing import cast

from tablewright.changes.answers.sides import Cell, Outcome, Request, Seen, refusal
from tablewright.interpret.answer import answer, evaluation
from tablewright.interpret.exact import CONTEXT
from tablewright.interpret.forest import Same
from tablewright.interpret.reach import reached
from tablewright.interpret.readings import RequestProblem, TooMany, Trouble
from tablewright.interpret.representatives import representatives
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Program, Table
from tablewright.ir.types import NOTHING, UNKNOWN, Duration, Special, Value
from tablewright.trials.code import Code, Decision, RefusedError, code_of

STEPS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramSide:
    """A program with its code; a `Side` of a comparison."""

    program: Program
    code: Code

    def quick(self, table: str, request: Request) -> Seen:
        """What the generated code says."""
        given = {name: _given(value) for name, value in request.items() if value is not NOTHING}
        try:
            decision = self.code.ask(table, cast("dict[str, Value]", given))
            return _seen(self._table(table), decision)
        except RefusedError as refused:
            return refusal(tuple(str(refused).split("\n")))

    def sure(self, table: str, request: Request) -> Seen:
        """What the reference evaluator says."""
        try:
            found = answer(self.program, request, table, STEPS)
        except RequestProblem as refused:
            return refusal(refused.problems)
        except TooMany:
            return Seen(status="too many completions", possible=frozenset())
        rows = (_row(tuple(value for _, value in row)) for row in found.rows)
        outcome = Outcome(status=found.status.value, rows=tuple(rows))
        return Seen(
            status=found.status.value,
            possible=frozenset({outcome}),
            rules=found.rules,
            missing=tuple(sorted(found.missing)),
            unmet=found.unmet,
            satisfied_by=found.satisfied_by,
        )

    def values(self, table: str, name: str, request: Request) -> tuple[Value | Special, ...]:
        """The values by which the reference evaluator completes an input."""
        facts = {
            each.code_name: UNKNOWN
            if each.code_name == name
            else request.get(each.code_name, NOTHING if each.blank_is_nothing else UNKNOWN)
            for each in self.program.inputs
        }
        try:
            with localcontext(CONTEXT):
                return representatives(reached(self.program, table), facts).of(name)
        except TooMany:
            return ()

    def reading(self, table: str, calculation: str, request: Request) -> Value | Special | None:
        """What the reference evaluator reads."""
        try:
            with localcontext(CONTEXT):
                worlds = evaluation(self.program, request, table, STEPS)
                found = worlds.read(Ref(kind=RefKind.CALCULATION, name=calculation))
        except (RequestProblem, TooMany):
            return None
        if not isinstance(found, Same) or isinstance(found.value, Trouble):
            return None
        return found.value

    def _table(self, name: str) -> Table:
        return next(table for table in self.program.tables if table.code_name == name)


def side_of(program: Program) -> ProgramSide:
    """The program as a side of a comparison."""
    return ProgramSide(program=program, code=code_of(program))


def _given(value: Value | Special) -> object:
    """A duration is told as text, for the generated code has a type of its own."""
    if isinstance(value, Duration):
        return f"{value.months} months {value.days} days"
    return value


def _seen(table: Table, decision: Decision) -> Seen:
    ways = (way for missing in decision.missing for way in missing.ways)
    return Seen(
        status=decision.status.value,
        possible=frozenset(_outcome(table, each) for each in decision.possible),
        rules=tuple(rule.id for rule in decision.rules),
        missing=tuple(dict.fromkeys(name for way in ways for name in way)),
        unmet=decision.unmet,
        satisfied_by=decision.satisfied_by,
    )


def _outcome(table: Table, told: object) -> Outcome:
    """One of the possible outcomes; a status stands for itself."""
    if not isinstance(told, tuple):
        return Outcome(status=str(getattr(told, "value", told)))
    rows = (told,) if hasattr(told, "_fields") else told
    names = [output.code_name for output in table.outputs]
    cells = (tuple(getattr(row, name) for name in names) for row in rows)
    return Outcome(status="decided", rows=tuple(_row(row) for row in cells))


def _row(values: tuple[object, ...]) -> tuple[Cell, ...]:
    return tuple(_cell(value) for value in values)


def _cell(value: object) -> Cell:
    plain = _plain(value)
    return type(plain).__name__, plain


def _plain(value: object) -> Value | Special:
    """A value of either kind of evaluation as the program would write it."""
    match value:
        case None | Special():
            return NOTHING
        case Enum():
            return _plain(value.value)
        case bool():
            return value
        case int():
            return Decimal(value)
        case tuple() if hasattr(value, "_fields"):
            months, days = value
            return Duration(months=months, days=days)
        case tuple():
            return tuple(_plain(each) for each in value)  # type: ignore[misc]
        case _:
            return cast("Value", value)
