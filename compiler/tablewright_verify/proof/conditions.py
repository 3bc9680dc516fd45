"""One condition of the code against the cells of the sheet that it stands for.

Both turn on constants only, so one value of each segment between these stands for every value.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tablewright_verify.meaning import all_of
from tablewright_verify.proof.candidates import candidates
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.subjects import subject_of
from tablewright_verify.sheet.book import Guard
from tablewright_verify.sheet.names import Subject
from tablewright_verify.text.evaluate import RAISED, evaluate
from tablewright_verify.values import NOTHING, Truth, Value, shown


@dataclass(frozen=True, slots=True)
class Raised:
    """The code fails on the value."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of one row that are about one subject; all of them must hold."""

    subject: Subject
    guards: tuple[Guard, ...]

    def met(self, value: Value) -> Truth:
        """Whether they hold of a value."""
        return all_of(*(guard.test.met(value) for guard in self.guards))

    @property
    def constants(self) -> Iterable[object]:
        """What the cells turn on."""
        return (constant for guard in self.guards for constant in guard.test.constants)

    @property
    def about(self) -> str:
        """The cells, for people."""
        return ", ".join(f"{guard.address} {guard.text}" for guard in self.guards)


def by_subject(context: Context, guards: Iterable[Guard]) -> list[Cells]:
    """The cells of a row by what they are about."""
    found: dict[Subject, list[Guard]] = {}
    for guard in guards:
        found.setdefault(subject_of(context.book, guard), []).append(guard)
    return [Cells(subject=subject, guards=tuple(each)) for subject, each in found.items()]


def in_code(guard: Guard, value: Value) -> Any:
    """A value as the facts hold it: of what is never unknown, None is the blank."""
    if value is NOTHING and not guard.unknown:
        return None
    return value


Expected = Callable[[Value], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A condition of the code: where it stands, and what each value should give."""

    kind: str
    node: ast.expr
    variables: Mapping[str, str]
    expected: Expected
    address: str


def difference(context: Context, cells: Cells, asked: Asked) -> tuple[Value, object, object] | None:
    """The first value on which the code's condition is not what is expected, with both results."""
    guard = cells.guards[0]
    constants = [*cells.constants, *context.constants_in(asked.node)]
    for value in candidates(guard.name, constants, unknown=guard.unknown):
        wanted = asked.expected(value)
        if wanted is ANY:
            continue
        held = in_code(guard, value)
        locals_ = dict.fromkeys(asked.variables, held)
        context.ledger.evaluated += 1
        try:
            scope = context.scope(locals_, _Same(held))
            result = evaluate(asked.node, scope)
        except RAISED as fault:
            result = Raised(f"{type(fault).__name__}: {fault}")
        if result is not wanted:
            return value, wanted, result
    return None


ANY = object()


class _Same(dict[str, Any]):
    """Every attribute of `f` that the condition may read has the one value."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value

    def __getitem__(self, _: str) -> Any:
        return self.value


def prove(context: Context, cells: Cells, asked: Asked) -> None:
    """That a condition is what its cells say, for every value."""
    found = difference(context, cells, asked)
    kind, about = asked.kind, f"{cells.about}, line {asked.node.lineno}"
    if found is None:
        context.ledger.proved(kind, about, How.SEGMENTS)
        return
    value, wanted, result = found
    said = (
        f"the code fails ({result.what})"
        if isinstance(result, Raised)
        else f"the code {_word(result)}"
    )
    context.ledger.refuted(
        kind,
        about,
        f"for {named(cells)} {shown(value)} the sheet says {_word(wanted)}, {said}",
        Shown(how=How.SEGMENTS, case={named(cells): value}, address=asked.address),
    )


def named(cells: Cells) -> str:
    """What the cells are about, for people."""
    guard = cells.guards[0]
    return guard.name.name or guard.heading or guard.text


def _word(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case None:
            return "unknown"
        case _:
            return repr(value)
