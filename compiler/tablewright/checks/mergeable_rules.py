"""Rules with the same answer that differ in one column, so that one rule would do.

They also share citation and note, and where order counts no rule between them that answers
something else takes any of their requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tablewright.checks.reason.grid import Grid
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import MOST, Study
from tablewright.checks.reason.words import plural, rule_labels, some
from tablewright.diagnostics.codes import MERGEABLE_RULES
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.expr import Ref
from tablewright.ir.program import HitPolicy, Table

_ORDERED = frozenset({HitPolicy.FIRST, HitPolicy.PRIORITY})  # of equal rank the first answers
_ONE_ANSWER = frozenset({HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY})


def check(study: Study) -> Iterator[Diagnostic]:
    """A piece of advice for each group of rules that could be one."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _ONE_ANSWER else None
        if space is not None:
            yield from _Merging(study, space).findings()


@dataclass(frozen=True)
class _Merging:
    """The rules of one table."""

    study: Study
    space: Space

    def findings(self) -> Iterator[Diagnostic]:
        """Column by column; a rule is told of once."""
        told: set[int] = set()
        found: list[tuple[Ref, list[int]]] = []
        for ref in dict.fromkeys(column.ref for column in self.space.table.columns):
            for group in self._alike(ref):
                together = self._in_reach([at for at in group if at not in told])
                if len(together) > 1:
                    told.update(together)
                    found.append((ref, together))
        yield from (self._finding(ref, group) for ref, group in found[:MOST])
        if len(found) > MOST:
            yield self._more([group for _, group in found[MOST:]])

    def _alike(self, ref: Ref) -> Iterator[list[int]]:
        """Rules that say the same and whose cells differ in one column alone."""
        cells = self._grid.get(ref)
        keep, keys = ~self._digits.get(ref, 0), self._keys
        first: dict[int, int] = {}  # by what the others are
        groups: dict[int, list[int]] = {}
        for tests, rows in cells.rows.items() if cells is not None else ():
            for row in rows if len(tests) == 1 else ():
                other = first.setdefault(keys[row] & keep, row)
                if keys[other] != keys[row]:
                    groups.setdefault(other, [other]).append(row)
        yield from sorted(map(sorted, groups.values()))

    @property
    def _grid(self) -> Grid:
        return self.study.facts.names.grid(self.space.table)

    @cached_property
    def _digits(self) -> dict[Ref, int]:
        """Where the number of a rule's cell stands in its key, as bits, by what the cell reads."""
        start, found = 0, {}
        for ref, cells in self._grid.items():
            size = len(cells.rows).bit_length()
            found[ref] = ((1 << size) - 1) << start
            start += size
        return found

    @cached_property
    def _keys(self) -> list[int]:
        """For each rule one number that tells its cells, and what it says."""
        above = sum(self._digits.values()).bit_length()
        said: dict[tuple[int, str], int] = {}
        notes = zip(self.space.says, (rule.note for rule in self.space.rules), strict=False)
        keys = [said.setdefault(each, len(said)) << above for each in notes]
        for ref, cells in self._grid.items():
            one = self._digits[ref] & -self._digits[ref]
            for number, rows in enumerate(cells.rows.values(), 1):
                digits = number * one
                for row in rows:
                    keys[row] |= digits
        return keys

    def _in_reach(self, group: list[int]) -> list[int]:
        """Those that can move up to the first without passing a rule that would notice."""
        if not group or self.space.table.hit_policy not in _ORDERED:
            return group
        first, *rest = group
        return [first, *(at for at in rest if not self._noticed(first, at))]

    def _noticed(self, first: int, at: int) -> bool:
        """Whether a rule between says something else to a request of the lower one."""
        space = self.space
        between = ((1 << at) - 1) & ~((2 << first) - 1)
        return bool(space.met_by(at) & between & ~space.saying[space.says[at]])

    def _more(self, groups: list[list[int]]) -> Diagnostic:
        table, rules = self.space.table, [self.space.rules[group[0]] for group in groups]
        return Diagnostic(
            code=MERGEABLE_RULES,
            message=f"{plural(len(groups), 'more group')} of rules of `{table.name}` "
            "differ only in one column.",
            workbook=self.study.program.label,
            primary=rules[0].at,
            labels=rule_labels(rules[1:], "the first of another group"),
            help="Write one rule for each group, the conditions in one cell, joined by a comma.",
        )

    def _finding(self, ref: Ref, group: list[int]) -> Diagnostic:
        table, rules = self.space.table, [self.space.rules[at] for at in group]
        cells = [guard for rule in rules for guard in rule.guards if guard.ref == ref]
        return Diagnostic(
            code=MERGEABLE_RULES,
            message=f"Rules {some([rule.id for rule in rules])} of `{table.name}` "
            f"differ only in `{_heading(table, ref)}`.",
            workbook=self.study.program.label,
            primary=cells[0].at,
            labels=tuple(Label(span=cell.at, text="the other condition") for cell in cells[1:]),
            help="Write one rule with both conditions in the cell, joined by a comma.",
        )


def _heading(table: Table, ref: Ref) -> str:
    return next(column.heading for column in table.columns if column.ref == ref)
