"""Rules without which every request would get the same answer, from the rules that remain.

An answer is the outcomes and the citation: two rules that cite different criteria are both needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tablewright.checks.reason.apart import CANNOT_BE, Answers, Apart
from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.count import common
from tablewright.checks.reason.cover import Covered, Hole, Open
from tablewright.checks.reason.diagrams import Budget
from tablewright.checks.reason.local import Region
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import PROVEN, Purse, Settled, Study, each_refuted, unsettled
from tablewright.checks.reason.words import plural, rule_labels
from tablewright.diagnostics.codes import REDUNDANT_RULE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import HitPolicy, Rule

_ASKED = frozenset({HitPolicy.FIRST, HitPolicy.ANY})


def check(study: Study) -> Iterator[Settled]:
    """Ask of each rule of a First or Any table that can answer whether it is needed."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _ASKED else None
        if space is None:
            continue
        redundant: list[_Rule] = []
        for number, answer in enumerate(study.reached(space)):
            if isinstance(answer, Hole):
                asked = _Rule(study, space, number, answer.at)
                needed = asked.is_needed()
                if needed is False and space.complete:
                    redundant.append(asked)
                else:
                    yield PROVEN if needed else asked.open
        yield from each_refuted(redundant, _Rule.finding, _more)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule, and where it answers."""

    study: Study
    space: Space
    number: int
    at: tuple[int, ...]

    @property
    def rule(self) -> Rule:
        """The rule itself."""
        return self.space.rules[self.number]

    @property
    def open(self) -> Settled:
        """The question, not settled."""
        return unsettled(f"whether rule `{self.rule.id}` is needed", self.rule.at)

    def is_needed(self) -> bool | None:
        """Unless each request that it answers would get the same answer; None if that is open."""
        if not self._saying_the_same() and not self._otherwise_says_the_same():
            return True
        if self.space.table.hit_policy is HitPolicy.ANY:
            return self._is_needed_beside()
        return self._is_needed_above()

    def _saying_the_same(self) -> int:
        """Rules that meet this one and answer the same, as bits; under First those below."""
        same = self.space.saying[self.space.says[self.number]] & ~(1 << self.number)
        if self.space.table.hit_policy is HitPolicy.FIRST:
            same &= ~((1 << self.number) - 1)
        return same & self.space.met_by(self.number) if same else 0

    def _otherwise_says_the_same(self) -> bool:
        return self.space.says_else == self.space.says[self.number]

    def _is_needed_beside(self) -> bool | None:
        """Under Any, whether what is said together changes where no other rule says the same."""
        space, box = self.space, self.space.box(self.number)
        same = self._saying_the_same() | space.impossible_bits | space.trouble_bits
        if not self._otherwise_says_the_same():
            return _has_hole(self.study.uncovered(space, box, same))
        others = (
            space.met_by(self.number) & space.rule_bits & ~space.saying[space.says[self.number]]
        )
        shared = (common(box, space.box(other)) for other in bits_of(others))
        found = [_has_hole(self.study.uncovered(space, each, same)) for each in shared]
        return True if True in found else None if None in found else False

    def _is_needed_above(self) -> bool | None:
        """Under First, whether the table answers any request otherwise without the rule."""
        if self._shows():
            return True
        return self.study.within(self.space.table, Purse.ADVICE, self._changes_answers)

    def _changes_answers(self, budget: Budget) -> bool:
        """Compares the table with and without the rule, inside it. Raises OutOfStepsError."""
        space = self.space
        cannot_be = space.impossible_bits | space.trouble_bits
        met = space.met_by(self.number)
        rows = (*bits_of(met & cannot_be), *bits_of(met & space.rule_bits))
        budget.spend(len(rows) >> 3)
        small = Region(space, space.box(self.number)).local(rows, range(len(space.axes)))
        says = [space.says[row] if row < len(space.rules) else CANNOT_BE for row in rows]
        answers = Answers(says, space.says_else)
        without = small.every & ~(1 << rows.index(self.number))
        return Apart(small, answers, budget).differ(small.every, without)

    def _shows(self) -> bool:
        """Whether the request that the rule is known to answer would get another answer."""
        space = self.space
        found = space.at(self.at)
        if found & space.trouble_bits:
            return False
        below = found & space.rule_bits & ~((2 << self.number) - 1)
        low = (below & -below).bit_length() - 1
        instead = space.says[low] if below else space.says_else
        return instead != space.says[self.number]

    def finding(self) -> Diagnostic:
        """The rule, and those that say the same."""
        space, table = self.space, self.space.table
        same = [space.rules[at] for at in bits_of(self._saying_the_same())]
        return Diagnostic(
            code=REDUNDANT_RULE,
            message=f"Without rule `{self.rule.id}` of `{table.name}` "
            "every answer would be the same.",
            workbook=self.study.program.label,
            primary=self.rule.at,
            labels=rule_labels(same or table.rules[-1:], "gives the same answer"),
            help="Remove it, or give it the citation or outcome that sets it apart.",
        )


def _has_hole(answer: Covered | Hole | Open) -> bool | None:
    """Whether some request is left; None if that is open."""
    return None if isinstance(answer, Open) else isinstance(answer, Hole)


def _more(redundant: Sequence[_Rule]) -> Diagnostic:
    study, table = redundant[0].study, redundant[0].space.table
    return Diagnostic(
        code=REDUNDANT_RULE,
        message=f"Without any one of {plural(len(redundant), 'more rule')} of `{table.name}` "
        "every answer would be the same.",
        workbook=study.program.label,
        primary=redundant[0].rule.at,
        labels=rule_labels([each.rule for each in redundant[1:]], "changes no answer either"),
        help="Look at those above first: taking one away can make another one needed.",
    )
