"""Columns whose value never changes an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tablewright.checks.reason.answers import Answer, said_by
from tablewright.checks.reason.diagrams import Budget, OutOfStepsError
from tablewright.checks.reason.space import Axis, Space, bits_of
from tablewright.checks.reason.study import PROVEN, RULE_STEPS, Settled, Study, refuted, unsettled
from tablewright.diagnostics.codes import REDUNDANT_COLUMN
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.expr import Ref
from tablewright.ir.program import Column, HitPolicy

_ASKED = frozenset({HitPolicy.FIRST, HitPolicy.UNIQUE})
_NO_RULE: tuple[Answer, str] = ((), "")


def check(study: Study) -> Iterator[Settled]:
    """Ask of each column that shares nothing with others whether two of its values differ."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _ASKED else None
        if space is None or not space.rules or space.troubles or space.impossible:
            continue
        for at, axis in enumerate(space.axes):
            columns = [column for column in table.columns if _refs(space, column) == axis.refs]
            if columns and space.complete:
                yield _settled(study, space, at, columns)


def _refs(space: Space, column: Column) -> tuple[Ref, ...]:
    """What the cells of a column read: a cell that compares two names reads their comparison."""
    here = (column.at.sheet, column.at.left)
    guards = (guard for rule in space.rules for guard in rule.guards)
    found = {guard.ref: None for guard in guards if (guard.at.sheet, guard.at.left) == here}
    return tuple(found) or (column.ref,)


def _settled(study: Study, space: Space, axis: int, columns: list[Column]) -> Settled:
    try:
        differs = _Search(space, axis, Budget(RULE_STEPS * len(space.rules))).differs()
    except OutOfStepsError:
        column = columns[0]
        return unsettled(f"whether the column `{column.heading}` matters", column.at)
    return PROVEN if differs else refuted(_finding(study, space, columns))


@dataclass(slots=True)
class _Search:
    """Looks for two requests that differ in one column alone and get different answers."""

    space: Space
    axis: int
    budget: Budget
    equal: set[tuple[int, int, int]] = field(default_factory=set)

    def differs(self) -> bool:
        """Whether there are two such requests."""
        first, *rest = self.space.axes[self.axis].points
        others = sum(1 << at for at in range(len(self.space.axes)) if at != self.axis)
        return any(self._apart(first.mask, other.mask, others) for other in rest)

    def _apart(self, one: int, other: int, left: int) -> bool:
        if one == other or (one, other, left) in self.equal:
            return False
        self.budget.spend()
        if not left:
            return self._answer(one) != self._answer(other)
        axis = self._next(one | other, left)
        rest = left & ~(1 << axis)
        below = {(one & p.mask, other & p.mask) for p in self.space.axes[axis].points}
        if any(self._apart(a, b, rest) for a, b in sorted(below)):
            return True
        self.equal.add((one, other, left))
        return False

    def _next(self, rows: int, left: int) -> int:
        """The axis on which most rows are let go."""
        return min(bits_of(left), key=lambda at: (rows & _wild(self.space.axes[at])).bit_count())

    def _answer(self, rows: int) -> tuple[Answer, str]:
        """What is said when these rules match; two of a Unique table are a clash of their own."""
        rules, table = list(bits_of(rows)), self.space.table
        if not rules:
            return said_by(table.rules[-1]) if table.rules[-1].otherwise else _NO_RULE
        if table.hit_policy is HitPolicy.UNIQUE and len(rules) > 1:
            return ((), "clash")
        return said_by(self.space.rules[rules[0]])


def _wild(axis: Axis) -> int:
    found = -1
    for point in axis.points:
        found &= point.mask
    return found


def _finding(study: Study, space: Space, columns: list[Column]) -> Diagnostic:
    column = columns[0]
    refs = _refs(space, column)
    cells = [g for rule in space.rules for g in rule.guards if g.ref in refs]
    return Diagnostic(
        code=REDUNDANT_COLUMN,
        message=f"The column `{column.heading}` of `{space.table.name}` changes no answer",
        workbook=study.program.label,
        primary=column.at,
        labels=tuple(Label(span=cell.at, text="without effect") for cell in cells[:3]),
        help="Remove the column, or write the conditions that it was added for.",
    )
