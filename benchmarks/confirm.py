"""Whether what the checks say of a table of `families` is true: by its making, and by evaluation.

Findings are taken as an analyst reads them: a code, cells, a request in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from benchmarks.families import FIRST_ROW, Made
from benchmarks.reference import NONE, Numbers, Reference
from tablewright.checks.reason.cover import Hole
from tablewright.checks.reason.study import Case, Study
from tablewright.checks.survey import Survey
from tablewright.diagnostics.codes import (
    DEAD_RULE,
    GAP,
    OVERLAP,
    REDUNDANT_COLUMN,
    REDUNDANT_RULE,
    UNSETTLED,
)
from tablewright.diagnostics.model import CellSpan, Code, Diagnostic, Witness
from tablewright.ir.program import HitPolicy, Table
from tablewright.ir.types import Special, Value

FILLS = 20  # ways in which a request is filled up that does not say everything
SAMPLES = 4_000
FEW_SAMPLES = 300
FEW_RULES = 100  # rules that are looked at of those that were not planted
GRID = 100_000  # requests up to which a box is gone through as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What was found, how many requests were evaluated for it, and what turned out wrong."""

    gaps: int
    clashing: int
    dead: int
    planted: int
    requests: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        """In a few words."""
        found = [
            f"{self.gaps} gap" * (self.gaps > 0),
            f"{self.clashing:,} clashing" * (self.clashing > 0),
            f"{self.dead:,} dead ({self.planted} planted)" * (self.dead > 0 or self.planted > 0),
            f"{self.requests:,} requests",
        ]
        return ", ".join(filter(None, found)) + (f", {len(self.faults)} WRONG" * bool(self.faults))


def confirmed(made: Made, study: Study, found: Survey, seed: int) -> Confirmed:
    """Look at every kind of finding, and at what was proven."""
    (table,) = study.program.tables
    look = _Look(made=made, study=study, table=table, found=found, against=Reference(made, seed))
    faults = (*look.gaps(), *look.clashes(), *look.dead(), *look.redundant())
    return Confirmed(
        gaps=len(look.of(GAP)),
        clashing=len(look.rules_of(OVERLAP, "more rule")),
        dead=len(look.rules_of(DEAD_RULE, "more rule")),
        planted=len(made.dead),
        requests=look.requests,
        faults=faults,
    )


@dataclass(slots=True, kw_only=True)
class _Look:
    """One table, what was found, and how many requests were evaluated so far."""

    made: Made
    study: Study
    table: Table
    found: Survey
    against: Reference
    requests: int = field(default=0)

    def of(self, code: Code) -> list[Diagnostic]:
        """The findings of a kind."""
        return [each for each in self.found.diagnostics if each.code is code]

    def rules_of(self, code: Code, more: str) -> set[int]:
        """The rules that findings of a kind are about, by number."""
        spans: list[CellSpan | None] = [each.primary for each in self.of(code)]
        for each in self.of(code):
            spans += [label.span for label in each.labels if more in each.message]
        return {span.top - FIRST_ROW for span in spans if span is not None}

    def open(self, about: str) -> set[int]:
        """The places, as rule numbers, of questions that were not settled."""
        asked = (
            each for each in self.of(UNSETTLED) if about in " ".join((each.message, *each.notes))
        )
        return {each.primary.top - FIRST_ROW for each in asked if each.primary is not None}

    # -- requests

    def points(self, witness: Witness | None) -> Numbers:
        """The request of a finding, filled up in several ways where it does not say everything."""
        filled = self.against.anywhere(FILLS)
        for name, text in witness.given if witness is not None else ():
            if re.fullmatch(r"c\d+", name):
                filled[:, int(name[1:]) - 1] = float(text.removeprefix("m"))
        self.requests += len(filled)
        return filled

    def point(self, case: Case) -> list[float]:
        """A request as the checks have it."""
        said: dict[str, Value | Special] = case.request
        texts = (str(said[f"c{at}"]) for at in range(1, len(self.made.columns) + 1))
        return [float(text.removeprefix("m")) for text in texts]

    # -- kinds of findings

    def gaps(self) -> Iterator[str]:
        """A gap that is shown is one; none that was planted is missed; where none is, none is."""
        told, asked = self.of(GAP), bool(self.open("has a rule for every request"))
        for each in told:
            if (self.against.first(self.points(each.witness)) != NONE).any():
                yield f"the request of the gap has a rule: {each.witness}"
        if self.made.hole is None and told:
            yield "a gap where none can be"
        if self.made.hole is not None and not told and not asked:
            yield "the planted gap is missed"
        if not told and not asked:
            self.requests += SAMPLES
            if (self.against.first(self.against.anywhere(SAMPLES)) == NONE).any():
                yield "a request without a rule, and no gap"

    def clashes(self) -> Iterator[str]:
        """Of each two rules that overlap one is told of, and every rule told of overlaps."""
        if self.made.policy is not HitPolicy.UNIQUE:
            return
        pairs = self.against.overlapping()
        told = self.rules_of(OVERLAP, "more rule")
        if {rule for pair in pairs for rule in pair} & told != told:
            yield "a rule is said to clash that does not"
        if not all(one in told or other in told for one, other in pairs):
            yield "an overlap is missed"
        for each in self.of(OVERLAP):
            named = re.findall(r"`(\d+)`", each.witness.result if each.witness is not None else "")
            held = self.against.holding(self.points(each.witness))
            if not held[:, list(map(int, named))].all():
                yield f"not all of {named} take the request of the overlap"

    def dead(self) -> Iterator[str]:
        """Rules called dead never answer, all that were planted are, and the others answer."""
        told, asked = self.rules_of(DEAD_RULE, "more rule"), self.open("can answer")
        missed = self.made.dead - told - asked
        if missed:
            yield f"planted dead rules are missed: {sorted(missed)}"
        others = sorted(told - self.made.dead)
        for rule in others[:: len(others) // FEW_RULES + 1]:
            if self._answers(rule):
                yield f"rule {rule} is called dead and answers"
        for each in self.of(DEAD_RULE):
            named = re.findall(r"`(\d+)`", each.witness.result if each.witness is not None else "")
            if named and (self.against.first(self.points(each.witness)) != int(named[0])).any():
                yield f"rule {named[0]} does not answer the request of a dead rule"
        yield from self._alive(told | asked)

    def _answers(self, rule: int) -> bool:
        """Whether some request inside a rule is answered by it, tried out."""
        if self.made.policy is not HitPolicy.FIRST:
            return True
        box = self.made.boxes[rule]
        every = self.against.every(box, range(rule), GRID // max(1, rule // 100))
        points = self.against.inside(box, FEW_SAMPLES) if every is None else every
        self.requests += len(points)
        return bool((self.against.first(points) == rule).any())

    def _alive(self, others: set[int]) -> Iterator[str]:
        """Each rule that is proven to answer does so, on the request that proved it."""
        space = self.study.space(self.table)
        if space is None:
            return
        answers = enumerate(self.study.reached(space))
        holes = {rule: each.at for rule, each in answers if isinstance(each, Hole)}
        missing = set(range(len(self.made.boxes))) - others - holes.keys()
        if missing:
            yield f"nothing is known of rules {sorted(missing)}"
        points = np.array([self.point(self.study.case(space, at)) for at in holes.values()])
        self.requests += len(points)
        if self.made.policy is HitPolicy.FIRST:
            wrong = self.against.first(points) != np.array(list(holes))
        else:
            wrong = ~np.array(
                [self.against.takes(rule, at) for rule, at in zip(holes, points, strict=True)]
            )
        if wrong.any():
            yield f"{wrong.sum()} rules do not take the request that they are said to answer"

    def redundant(self) -> Iterator[str]:
        """Without a redundant rule, or whatever a redundant column is, answers are the same."""
        outcomes = np.array(
            [r.outcomes[0].text or str(r.outcomes[0].value) for r in self.table.rules] + ["no rule"]
        )
        for rule in self.rules_of(REDUNDANT_RULE, "more rule"):
            points = self.against.inside(self.made.boxes[rule], FEW_SAMPLES)
            self.requests += len(points)
            held = self.against.holding(points)
            first = held.argmax(axis=1)
            held[:, rule] = False
            instead = np.where(held.any(axis=1), held.argmax(axis=1), NONE)
            if (outcomes[first] != outcomes[instead]).any():
                yield f"rule {rule} is called redundant and is needed"
        for each in self.of(REDUNDANT_COLUMN):
            at = each.primary.left - 2 if each.primary is not None else 0
            points, others = self.against.anywhere(SAMPLES), self.against.anywhere(SAMPLES)
            self.requests += 2 * SAMPLES
            before = outcomes[self.against.first(points)]
            points[:, at] = others[:, at]
            if (outcomes[self.against.first(points)] != before).any():
                yield f"column {at + 1} is called redundant and changes answers"
