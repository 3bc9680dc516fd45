"""Columns whose value never changes an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from tablewright.checks.reason.apart import Answers, Apart
from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.diagrams import Budget
from tablewright.checks.reason.grid import Grid
from tablewright.checks.reason.local import Region
from tablewright.checks.reason.runs import nth, size
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import MOST, PROVEN, Purse, Settled, Study, refuted, unsettled
from tablewright.diagnostics.codes import REDUNDANT_COLUMN
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.expr import Ref
from tablewright.ir.program import Column, HitPolicy

_ASKED = frozenset({HitPolicy.FIRST, HitPolicy.UNIQUE})
COLUMN_STEPS = 20_000
GLANCES = 200  # requests that are tried before a column is gone through


def check(study: Study) -> Iterator[Settled]:
    """Ask of each column that shares nothing with others whether two of its values differ."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _ASKED else None
        if space is None or not space.rules or space.troubles or space.impossible:
            continue
        read = _refs(space, study.facts.names.grid(table))
        for at, axis in enumerate(space.axes):
            columns = [column for column in table.columns if read[column] == axis.refs]
            if columns and space.complete:
                yield _settled(study, space, at, columns)


def _refs(space: Space, grid: Grid) -> dict[Column, tuple[Ref, ...]]:
    """What the cells of a column read: a cell that compares two names reads their comparison."""
    columns = space.table.columns
    if grid.keys() <= {column.ref for column in columns}:
        return {column: (column.ref,) for column in columns}
    found: dict[tuple[str, int], dict[Ref, None]] = {}
    for rule in space.rules:
        for guard in rule.guards:
            found.setdefault((guard.at.sheet, guard.at.left), {})[guard.ref] = None
    places = ((column, found.get((column.at.sheet, column.at.left))) for column in columns)
    return {column: tuple(refs or (column.ref,)) for column, refs in places}


def _settled(study: Study, space: Space, axis: int, columns: list[Column]) -> Settled:
    column = _Column(space, axis)
    if column.differs_at_a_glance():
        return PROVEN
    differs = study.within(space.table, Purse.ADVICE, column.differs, COLUMN_STEPS)
    if differs is None:
        return unsettled(f"whether the column `{columns[0].heading}` matters", columns[0].at)
    return PROVEN if differs else refuted(_finding(study, space, axis, columns))


@dataclass(frozen=True)
class _Column:
    """One axis. Two neighbours on it differ only where a rule begins or ends between them.

    If no neighbours get different answers, no two values do.
    """

    space: Space
    axis: int

    @property
    def _first(self) -> bool:
        return self.space.table.hit_policy is HitPolicy.FIRST

    def _changes(self) -> Iterator[tuple[int, int, int]]:
        """The rules of each two neighbours, and a rule that only one of them has."""
        masks = self.space.indexes[self.axis].masks
        for one, other in pairwise(masks):
            for rule in bits_of(one ^ other):
                yield one, other, rule

    def differs_at_a_glance(self) -> bool:
        """Whether two requests that differ only here are seen to get different answers."""
        answers = Answers(
            self.space.says[: len(self.space.rules)], self.space.says_else, self._first
        )
        every = self.space.every_bit
        for turn, (one, other, rule) in enumerate(islice(self._changes(), GLANCES)):
            box = self.space.box(rule)
            others = every
            for axis, runs in enumerate(box):
                if axis != self.axis and runs:
                    point = nth(runs, turn * 7 % size(runs))
                    others &= self.space.axes[axis].points[point].mask
            said, instead = (
                answers.certain(answers.cut(mask & others, every), every) for mask in (one, other)
            )
            if said != instead:
                return True
        return False

    def differs(self, budget: Budget) -> bool:
        """Whether there are two such requests. Raises OutOfStepsError."""
        return any(self._differ(change, budget) for change in self._changes())

    def _differ(self, change: tuple[int, int, int], budget: Budget) -> bool:
        """Whether neighbours get different answers inside a rule that only one of them has."""
        one, other, rule = change
        box, axes = self.space.box(rule), [a for a in range(len(self.space.axes)) if a != self.axis]
        if not all(box):
            return False
        met = one | other
        for axis in axes:
            met &= self.space.indexes[axis].met_by(rule)
        rows = tuple(bits_of(met))
        answers = Answers([self.space.says[row] for row in rows], self.space.says_else, self._first)
        local = Region(self.space, box).local(rows, axes)
        return Apart(local, answers, budget).differ(local.here(one), local.here(other))


def _finding(study: Study, space: Space, axis: int, columns: list[Column]) -> Diagnostic:
    column = columns[0]
    cells = [g for rule in space.rules for g in rule.guards if g.ref in space.axes[axis].refs]
    return Diagnostic(
        code=REDUNDANT_COLUMN,
        message=f"The column `{column.heading}` of `{space.table.name}` changes no answer.",
        workbook=study.program.label,
        primary=column.at,
        labels=tuple(Label(span=cell.at, text="without effect") for cell in cells[:MOST]),
        help="Remove the column, or write the conditions that it was added for.",
    )
