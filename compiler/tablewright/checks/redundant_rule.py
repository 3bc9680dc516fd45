"""Rules without which every request would get the same answer, from the rules that remain.

An answer is the outcomes and the citation: two rules that cite different criteria are both needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.checks.dead_rule import never_answers
from tablewright.checks.reason.answers import said_by
from tablewright.checks.reason.cover import Box, Covered, Hole
from tablewright.checks.reason.space import Space, bits_of
from tablewright.checks.reason.study import PROVEN, Settled, Study, refuted, unsettled
from tablewright.checks.reason.words import rule_labels
from tablewright.diagnostics.codes import REDUNDANT_RULE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import HitPolicy, Rule, Table

_ASKED = frozenset({HitPolicy.FIRST, HitPolicy.ANY})


def check(study: Study) -> Iterator[Settled]:
    """Ask of each rule of a First or Any table that can answer whether it is needed."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _ASKED else None
        for number, rule in enumerate(space.rules if space is not None else ()):
            if space is not None and not never_answers(study, table, rule):
                yield _Needed(study, space, number).settled()


@dataclass(frozen=True, slots=True)
class _Needed:
    """One rule that can answer."""

    study: Study
    space: Space
    number: int

    def settled(self) -> Settled:
        """Needed unless each request that it answers would get the same answer below."""
        same = self._saying_the_same()
        if not same and not self._otherwise_says_the_same():
            return PROVEN
        first = self.space.table.hit_policy is HitPolicy.FIRST
        answers = list(self._below(same) if first else self._beside(same))
        if any(isinstance(each, Hole) for each in answers):
            return PROVEN
        rule = self._rule
        if self.space.complete and all(isinstance(each, Covered) for each in answers):
            return refuted(self._finding([self.space.rules[at] for at in bits_of(same)]))
        return unsettled(f"whether rule `{rule.id}` is needed", rule.at)

    @property
    def _rule(self) -> Rule:
        return self.space.rules[self.number]

    def _saying_the_same(self) -> int:
        """Rules that meet this one and answer the same, as bits; under First those below."""
        space, own = self.space, said_by(self._rule)
        met = space.meeting(space.box(self.number)) & space.rule_bits & ~(1 << self.number)
        if space.table.hit_policy is HitPolicy.FIRST:
            met &= ~((1 << self.number) - 1)
        return sum(1 << at for at in bits_of(met) if said_by(space.rules[at]) == own)

    def _otherwise_says_the_same(self) -> bool:
        last = self.space.table.rules[-1]
        return last.otherwise and said_by(last) == said_by(self._rule)

    def _below(self, same: int) -> Iterator[Covered | Hole | object]:
        """Whether something else would answer: another rule below, or none at all."""
        space, box = self.space, self.space.box(self.number)
        above = (1 << self.number) - 1 | space.impossible_bits | space.trouble_bits
        others = space.meeting(box) & space.rule_bits & ~((2 << self.number) - 1) & ~same
        for other in bits_of(others):
            both = _meet(box, space.box(other))
            yield self.study.uncovered(space, both, above | (same & ((1 << other) - 1)))
        if not self._otherwise_says_the_same():
            yield self.study.uncovered(space, box, above | same | others)

    def _beside(self, same: int) -> Iterator[Covered | Hole | object]:
        """Under Any, whether some request is taken by no rule that answers the same."""
        space, box = self.space, self.space.box(self.number)
        yield self.study.uncovered(space, box, same | space.impossible_bits | space.trouble_bits)

    def _finding(self, same: list[Rule]) -> Diagnostic:
        rule, table = self._rule, self.space.table
        return Diagnostic(
            code=REDUNDANT_RULE,
            message=f"Without rule `{rule.id}` of `{table.name}` every answer would be the same",
            workbook=self.study.program.label,
            primary=rule.at,
            labels=rule_labels(same or [_last(table)], "gives the same answer"),
            help="Remove it, or give it the citation or outcome that sets it apart.",
        )


def _last(table: Table) -> Rule:
    return table.rules[-1]


def _meet(left: Box, right: Box) -> Box:
    return tuple(a & b for a, b in zip(left, right, strict=True))
