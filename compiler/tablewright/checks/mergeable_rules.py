"""Rules with the same answer that differ in one column, so that one rule would do.

They also share citation and note, and under First no rule between them that answers something else
takes any of their requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.checks.reason.answers import Answer, said_by
from tablewright.checks.reason.space import Space, bits_of
from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import MANY, and_list
from tablewright.diagnostics.codes import MERGEABLE_RULES
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.expr import Ref
from tablewright.ir.program import HitPolicy, Table
from tablewright.ir.tests import Test

_ONE_ANSWER = frozenset({HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY})
Cells = frozenset[tuple[Ref, Test]]
Alike = tuple[Cells, tuple[Answer, str], str]


def check(study: Study) -> Iterator[Diagnostic]:
    """A piece of advice for each group of rules that could be one."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _ONE_ANSWER else None
        if space is not None:
            yield from _Merging(study, space).findings()


@dataclass(frozen=True, slots=True)
class _Merging:
    """The rules of one table."""

    study: Study
    space: Space

    def findings(self) -> Iterator[Diagnostic]:
        """Column by column; a rule is told of once."""
        told: set[int] = set()
        for ref in dict.fromkeys(column.ref for column in self.space.table.columns):
            for group in self._alike(ref):
                free = [at for at in group if at not in told]
                together = self._in_reach(free)
                if len(together) > 1:
                    told.update(together)
                    yield self._finding(ref, together)

    def _alike(self, ref: Ref) -> Iterator[list[int]]:
        groups: dict[Alike, list[int]] = {}
        for at, rule in enumerate(self.space.rules):
            own = [guard for guard in rule.guards if guard.ref == ref]
            if len(own) == 1:
                rest = frozenset((g.ref, g.test) for g in rule.guards if g.ref != ref)
                groups.setdefault((rest, said_by(rule), rule.note), []).append(at)
        yield from (group for group in groups.values() if len(group) > 1)

    def _in_reach(self, group: list[int]) -> list[int]:
        """Those that can move up to the first without passing a rule that would notice."""
        if not group or self.space.table.hit_policy is not HitPolicy.FIRST:
            return group
        first, *rest = group
        return [first, *(at for at in rest if not self._noticed(first, at))]

    def _noticed(self, first: int, at: int) -> bool:
        space = self.space
        between = ((1 << at) - 1) & ~((2 << first) - 1)
        met = space.meeting(space.box(at)) & between
        own = said_by(space.rules[at])
        return any(said_by(space.rules[other]) != own for other in bits_of(met))

    def _finding(self, ref: Ref, group: list[int]) -> Diagnostic:
        table, rules = self.space.table, [self.space.rules[at] for at in group]
        cells = [guard for rule in rules for guard in rule.guards if guard.ref == ref]
        return Diagnostic(
            code=MERGEABLE_RULES,
            message=f"Rules {and_list([rule.id for rule in rules])} of `{table.name}` "
            f"differ only in `{_heading(table, ref)}`",
            workbook=self.study.program.label,
            primary=cells[0].at,
            labels=tuple(Label(span=cell.at, text="the other condition") for cell in cells[1:MANY]),
            help="Write one rule with both conditions in the cell, joined by a comma.",
        )


def _heading(table: Table, ref: Ref) -> str:
    return next(column.heading for column in table.columns if column.ref == ref)
