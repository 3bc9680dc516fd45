"""From a difference of two versions to the ways in which answers change, each with a request.

Answers are grouped by what was said and what is said now. A group that no request was found for is
kept as a suspicion, never dropped.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tablewright.changes.answers.asking import Asking, Whole
from tablewright.changes.answers.difference import Difference, Differs, Leaf
from tablewright.changes.answers.near import Near
from tablewright.changes.answers.outcomes import no_answers, reads_of_row
from tablewright.changes.answers.regions import Region
from tablewright.changes.answers.telling import Telling
from tablewright.changes.answers.witness import STEPS, Search
from tablewright.checks.reason.diagrams import leaves_with_paths
from tablewright.ir.effects import Effect, Suspected

PLACES = 8  # parts of the difference in which a request is looked for
BASES = 4  # examples from which a request is looked for, nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An example as a request by the names of the joint program; `name` says of which version."""

    case: str
    name: str
    table: str
    request: Whole


Group = tuple[Differs, tuple["_Place", ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where answers change in one way, in one part of the difference."""

    part: Difference
    region: Region[Leaf]


@dataclass(frozen=True, kw_only=True)
class Effects:
    """The effects of one question, from all parts of the difference."""

    asking: Asking
    parts: tuple[Difference, ...]
    telling: Telling
    cases: tuple[Case, ...]

    def found(self) -> tuple[tuple[Effect, ...], tuple[Suspected, ...]]:
        """Every group, in the order of the rules that answer now; changed outcomes come first."""
        effects: list[Effect] = []
        suspected: list[Suspected] = []
        for differs, places in sorted(self._groups(), key=lambda group: _order(group[0])):
            effect = self._effect(differs, places)
            if effect is not None:
                effects.append(effect)
            elif not no_answers(differs.old, differs.new):
                suspected.append(self._suspected(differs, places))
        return tuple(effects), tuple(suspected)

    def incomplete(self) -> Iterator[Effect]:
        """Examples of this table that do not say all that matters, and are answered otherwise."""
        own = {self.asking.asked.old, self.asking.asked.new}
        told: set[Hashable] = set()
        for case in self.cases:
            if case.table not in own or not self._may_differ(case):
                continue
            old, new = self.asking.quick(case.request)
            if None not in (old.outcome, new.outcome) or old.status == new.status:
                continue
            said = self.telling.said(self.asking.sure(case.request))
            if (case.case, said) not in told:
                told.add((case.case, said))
                request = self.telling.given(case.request)
                yield Effect(old=said[0], new=said[1], request=request, example=case.name)

    def _may_differ(self, case: Case) -> bool:
        """Whether asking can show a difference; a part of the rules alone does not tell."""
        whole = all(part.whole for part in self.parts)
        return not whole or any(self._near(part, case).may_differ() for part in self.parts)

    def _groups(self) -> Iterator[Group]:
        """The pairs of answers, those that mean the same together."""
        groups: dict[Hashable, list[tuple[Differs, Difference]]] = {}
        for part in self.parts:
            for leaf, _ in leaves_with_paths(part.diagram):
                if leaf is not None:
                    groups.setdefault(_key(leaf), []).append((leaf, part))
        for members in groups.values():
            places = []
            for part in {id(part): part for _, part in members}.values():
                leaves = (leaf for leaf, other in members if other is part)
                places.append(_Place(part, Region(part.diagram, frozenset[Leaf](leaves))))
            yield members[0][0], tuple(places)

    # -- one group

    def _effect(self, differs: Differs, places: tuple[_Place, ...]) -> Effect | None:
        for place in places:
            for case in self.cases:
                near = self._near(place.part, case)
                if near.distance(place.region) == 0 and self._shows(differs, case.request):
                    return self._told(places, case.request, example=case.name)
        for place in places[:PLACES]:
            for near, name in self._nearest(place):
                request = self._search(differs, place, near)
                if request is not None:
                    return self._told(places, request, from_example=name)
        return None

    def _search(self, differs: Differs, place: _Place, near: Near) -> Whole | None:
        path = near.path(place.region)
        start = near.start(path)
        return Search(
            asking=self.asking,
            differs=differs,
            base=near.base,
            unsaid=near.unsaid(path, start),
            varied=_worked_out_from(place.part, differs),
            steps=STEPS * STEPS // max(STEPS, *(len(t.rules) for t in self.asking.tables)),
        ).request(start)

    def _shows(self, differs: Differs, request: Whole) -> bool:
        """Whether both ways of asking show the change."""
        quick = self.asking.shows(differs, self.asking.quick(request))
        return quick and self.asking.shows(differs, self.asking.sure(request))

    def _nearest(self, place: _Place) -> list[tuple[Near, str]]:
        """The examples from which the region is nearest, and at last none at all."""
        bases = [(self._near(place.part, case), case.name) for case in self.cases]
        bases.sort(key=lambda base: base[0].distance(place.region))
        nearest = sorted(bases[:BASES], key=lambda base: base[0].whole_distance(place.region))
        return [*nearest, (Near(asking=self.asking, difference=place.part, base={}), "")]

    def _near(self, part: Difference, case: Case) -> Near:
        key = id(part), case.name
        if key not in self._known:
            near = Near(asking=self.asking, difference=part, base=case.request)
            self._known[key] = near
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[int, str], Near]:
        return {}

    # -- telling it

    def _told(
        self,
        places: tuple[_Place, ...],
        request: Whole,
        *,
        example: str = "",
        from_example: str = "",
    ) -> Effect:
        old, new = self.telling.said(self.asking.sure(request))
        worked_out = (_worked_out_from(p.part, d) for p in places for d in p.region.leaves if d)
        return Effect(
            old=old,
            new=new,
            request=self.telling.given(request),
            always=self._always(places),
            ways=sum(place.region.ways() for place in places),
            share=_share(places),
            exact=not any(worked_out),
            example=example,
            from_example=from_example,
        )

    def _suspected(self, differs: Differs, places: tuple[_Place, ...]) -> Suspected:
        return Suspected(
            old=self.telling.answer(differs.old, new=False),
            new=self.telling.answer(differs.new, new=True),
            always=self._always(places),
            ways=sum(place.region.ways() for place in places),
            share=_share(places),
        )

    def _always(self, places: tuple[_Place, ...]) -> tuple[tuple[str, str], ...]:
        """What all places have in common, as far as they say it alike."""
        first, *others = (self.telling.always(place.part, place.region) for place in places)
        return tuple(fact for fact in first if all(fact in other for other in others))


def _share(places: tuple[_Place, ...]) -> Fraction | None:
    """The part of all combinations; of a part of the rules alone it is not counted."""
    only = places[0]
    return only.region.share() if only.part.whole else None


def _worked_out_from(part: Difference, differs: Differs) -> tuple[str, ...]:
    """The inputs of the outcomes that are worked out."""
    answers = (differs.old, differs.new)
    refs = (ref for answer in answers for row in answer.rows for ref in reads_of_row(row))
    return tuple(dict.fromkeys(name for ref in refs for name in part.inputs_below(ref)))


def _key(differs: Differs) -> Hashable:
    """What answers of one group have in common; where the outcome is the same, the rules too."""
    outcomes = differs.old.outcome, differs.new.outcome
    return (outcomes, differs.old.rules, differs.new.rules) if differs.by_other_rules else outcomes


def _order(differs: Differs) -> tuple[bool, tuple[int, ...], tuple[int, ...]]:
    return differs.by_other_rules, differs.new.rules, differs.old.rules
