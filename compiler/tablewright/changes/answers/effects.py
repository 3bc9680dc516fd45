"""From a difference of two versions to the ways in which answers change, each with a request.

Answers are grouped by what was said and what is said now. A group that no request was found for is
kept as a suspicion, never dropped.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tablewright.changes.answers.asking import Asking, Whole
from tablewright.changes.answers.difference import Difference, Differs, Leaf
from tablewright.changes.answers.near import Near
from tablewright.changes.answers.outcomes import no_answers, reads_of_row
from tablewright.changes.answers.regions import Region
from tablewright.changes.answers.telling import Telling
from tablewright.changes.answers.witness import Search
from tablewright.checks.reason.diagrams import leaves_with_paths
from tablewright.ir.changes import Effect, Suspected

BASES = 4  # examples from which a request is looked for, nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An example as a request by the names of the joint program; `name` says of which version."""

    case: str
    name: str
    table: str
    request: Whole


@dataclass(frozen=True, kw_only=True)
class Effects:
    """The effects of one question."""

    asking: Asking
    difference: Difference
    telling: Telling
    cases: tuple[Case, ...]

    def found(self) -> tuple[tuple[Effect, ...], tuple[Suspected, ...]]:
        """Every group, in the order of the rules that answer now; changed outcomes come first."""
        effects: list[Effect] = []
        suspected: list[Suspected] = []
        for differs, region in sorted(self._groups(), key=lambda group: _order(group[0])):
            effect = self._effect(differs, region)
            if effect is not None:
                effects.append(effect)
            elif not no_answers(differs.old, differs.new):
                suspected.append(self._suspected(differs, region))
        return tuple(effects), tuple(suspected)

    def incomplete(self) -> Iterator[Effect]:
        """Examples of this table that do not say all that matters, and are answered otherwise."""
        own = {self.asking.asked.old, self.asking.asked.new}
        told: set[Hashable] = set()
        for case in self.cases:
            if case.table not in own or not self._near[case.name].may_differ():
                continue
            old, new = self.asking.quick(case.request)
            if None not in (old.outcome, new.outcome) or old.status == new.status:
                continue
            said = self.telling.said(self.asking.sure(case.request))
            if (case.case, said) not in told:
                told.add((case.case, said))
                request = self.telling.given(case.request)
                yield Effect(old=said[0], new=said[1], request=request, example=case.name)

    def _groups(self) -> Iterator[tuple[Differs, Region[Leaf]]]:
        """The pairs of answers, those that mean the same together."""
        groups: dict[Hashable, list[Differs]] = {}
        for leaf, _ in leaves_with_paths(self.difference.diagram):
            if leaf is not None:
                groups.setdefault(_key(leaf), []).append(leaf)
        for leaves in groups.values():
            yield leaves[0], Region(self.difference.diagram, frozenset[Leaf](leaves))

    # -- one group

    def _effect(self, differs: Differs, region: Region[Leaf]) -> Effect | None:
        for case in self.cases:
            if self._near[case.name].distance(region) == 0 and self._shows(differs, case.request):
                return self._told(region, case.request, example=case.name)
        for near, name in self._nearest(region):
            path = near.path(region)
            start = near.start(path)
            search = Search(
                asking=self.asking,
                differs=differs,
                base=near.base,
                unsaid=near.unsaid(path, start),
                varied=self._worked_out_from(differs),
            )
            request = search.request(start)
            if request is not None:
                return self._told(region, request, from_example=name)
        return None

    def _shows(self, differs: Differs, request: Whole) -> bool:
        """Whether both ways of asking show the change."""
        quick = self.asking.shows(differs, self.asking.quick(request))
        return quick and self.asking.shows(differs, self.asking.sure(request))

    def _nearest(self, region: Region[Leaf]) -> list[tuple[Near, str]]:
        """The examples from which the region is nearest, and at last none at all."""
        bases = [(self._near[case.name], case.name) for case in self.cases]
        bases.sort(key=lambda base: base[0].distance(region))
        nearest = sorted(bases[:BASES], key=lambda base: base[0].whole_distance(region))
        return [*nearest, (self._from({}), "")]

    @cached_property
    def _near(self) -> dict[str, Near]:
        return {case.name: self._from(case.request) for case in self.cases}

    def _from(self, base: Whole) -> Near:
        return Near(asking=self.asking, difference=self.difference, base=base)

    def _told(
        self, region: Region[Leaf], request: Whole, *, example: str = "", from_example: str = ""
    ) -> Effect:
        old, new = self.telling.said(self.asking.sure(request))
        return Effect(
            old=old,
            new=new,
            request=self.telling.given(request),
            always=self.telling.always(self.difference, region),
            ways=region.ways(),
            share=region.share(),
            exact=self._is_exact(region),
            example=example,
            from_example=from_example,
        )

    def _is_exact(self, region: Region[Leaf]) -> bool:
        """Whether every request of the region changes so, and not only some."""
        free = any(self.difference.facts.atoms.all[v].free for v in region.variables())
        return not free and not any(map(self._worked_out_from, filter(None, region.leaves)))

    def _worked_out_from(self, differs: Differs) -> tuple[str, ...]:
        """The inputs of the outcomes that are worked out."""
        answers = (differs.old, differs.new)
        refs = (ref for answer in answers for row in answer.rows for ref in reads_of_row(row))
        below = (name for ref in refs for name in self.difference.inputs_below(ref))
        return tuple(dict.fromkeys(below))

    def _suspected(self, differs: Differs, region: Region[Leaf]) -> Suspected:
        return Suspected(
            old=self.telling.answer(differs.old, new=False),
            new=self.telling.answer(differs.new, new=True),
            always=self.telling.always(self.difference, region),
            ways=region.ways(),
            share=region.share(),
        )


def _key(differs: Differs) -> Hashable:
    """What answers of one group have in common; where the outcome is the same, the rules too."""
    outcomes = differs.old.outcome, differs.new.outcome
    return (outcomes, differs.old.rules, differs.new.rules) if differs.by_other_rules else outcomes


def _order(differs: Differs) -> tuple[bool, tuple[int, ...], tuple[int, ...]]:
    return differs.by_other_rules, differs.new.rules, differs.old.rules
