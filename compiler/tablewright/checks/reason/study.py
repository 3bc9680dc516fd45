"""One program under study: the space of each table, and a judge of single requests.

The judge is the reference evaluator, handed in by the driver: no witness is shown that it has not
confirmed. Steps are a number per question, so that every machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.by_row import answering_rows, in_conflict, matching_rows
from tablewright.checks.reason.cover import Answer, Box, uncovered
from tablewright.checks.reason.diagrams import Budget, OutOfStepsError
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.space import Space, space_of
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import attribute
from tablewright.ir.program import Program, Rule, Table
from tablewright.ir.results import ExampleResult
from tablewright.ir.types import Special, Value

Request = Mapping[str, Value | Special]

MODEL_STEPS = 500_000  # for the diagrams of one program
TABLE_STEPS = 200_000  # for a question about a whole table
RULE_STEPS = 2_000  # for a question about one rule
THOROUGH = 20  # how many times as many when asked to be thorough


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a table says to a request: whether no rule may match, or several, and which may."""

    no_rule: bool
    conflict: bool
    rules: tuple[str, ...]


# In go a table, a request, and blank inputs that may be something; out comes what may be said.
Judge = Callable[[str, Request, tuple[str, ...]], Iterable[Judged]]


class Verdict(Enum):
    """What came of a question."""

    PROVEN = "proven"
    REFUTED = "refuted"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A question and what came of it: a finding if it is refuted, else where it was asked."""

    verdict: Verdict
    finding: Diagnostic | None = None
    asked: str = ""
    at: CellSpan | None = None


PROVEN = Settled(verdict=Verdict.PROVEN)


def refuted(finding: Diagnostic) -> Settled:
    """The question is answered by a finding."""
    return Settled(verdict=Verdict.REFUTED, finding=finding)


def unsettled(asked: str, at: CellSpan) -> Settled:
    """The question is still open."""
    return Settled(verdict=Verdict.UNSETTLED, asked=asked, at=at)


Choices = tuple[tuple[Atom, Value | Special], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request at a point: `chosen` is what matters of it, `whole` is all, the judge's request."""

    chosen: Choices
    whole: Choices

    @property
    def request(self) -> dict[str, Value | Special]:
        """The inputs alone."""
        return {a.ref.name: value for a, value in self.whole if a.ref.kind is RefKind.INPUT}

    @property
    def free(self) -> bool:
        """Whether it rests on a calculation that is not looked into."""
        return any(atom.free for atom, _ in self.whole)


@dataclass(frozen=True)
class Study:
    """What the checks of one program share."""

    program: Program
    judge: Judge
    results: tuple[ExampleResult, ...] = ()
    thorough: bool = False
    facts: Facts = field(init=False)
    _spaces: dict[str, Space | None] = field(default_factory=dict)
    _answers: dict[tuple[str, Box, int], Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        budget = Budget(self._steps(MODEL_STEPS))
        object.__setattr__(self, "facts", Facts(self.program, budget))

    def _steps(self, usual: int) -> int:
        return usual * THOROUGH if self.thorough else usual

    def space(self, table: Table) -> Space | None:
        """The space of a table; None when it could not be made within the steps."""
        if table.code_name not in self._spaces:
            try:
                self._spaces[table.code_name] = space_of(self.facts, table)
            except OutOfStepsError:
                self._spaces[table.code_name] = None
        return self._spaces[table.code_name]

    def uncovered(self, space: Space, box: Box, rows: int) -> Answer:
        """A point of the box outside the rows; each question is asked once."""
        key = (space.table.code_name, box, rows)
        if key not in self._answers:
            usual = TABLE_STEPS if box == space.whole else RULE_STEPS
            self._answers[key] = uncovered(space, box, rows, self._steps(usual))
        return self._answers[key]

    def case(self, space: Space, at: tuple[int, ...], rows: int = -1) -> Case:
        """The request at a point; what does not matter for being outside the rows is left out."""
        kept = _kept(space, at, rows)
        chosen = self._choices(space, at, kept)
        return Case(chosen=chosen, whole=self._choices(space, at, range(len(at))))

    def _choices(self, space: Space, at: tuple[int, ...], axes: Iterable[int]) -> Choices:
        path = sorted(step for axis in axes for step in space.axes[axis].points[at[axis]].path)
        atoms = self.facts.atoms.all
        return tuple((atoms[v], atoms[v].values[p]) for v, p in path)

    def confirms(self, table: Table, case: Case, shown: Callable[[Judged], bool]) -> bool:
        """Whether the judge finds that the case shows what it is said to show."""
        plain = self._by_row(table, case)
        if plain is not None:
            return shown(plain)
        return any(map(shown, self.judge(table.code_name, case.request, self._blank(case))))

    def _by_row(self, table: Table, case: Case) -> Judged | None:
        """What a table that reads inputs alone says; outcomes that are worked out are not known."""
        worked_out = (cell.expression for rule in table.rules for cell in rule.outcomes)
        ranked_by_set = any(output.domain.value_set for output in table.outputs)
        if ranked_by_set or any(each is not None for each in worked_out):
            return None
        rows = matching_rows(self.facts.names, table, case.request)
        if rows is None:
            return None
        answering = answering_rows(table, rows)
        return Judged(
            no_rule=not rows,
            conflict=in_conflict(table, rows),
            rules=tuple(table.rules[at].id for at in answering),
        )

    def seen(self, table: Table, rule: Rule) -> bool:
        """Whether an example is answered by this rule."""
        return any(
            each.passed and (each.decision, each.rule) == (table.code_name, rule.id)
            for each in self.results
        )

    def matching(self, table: Table, case: Case) -> tuple[str, ...]:
        """The rules that match a case."""
        plain = self._by_row(table, case)
        judged = plain or next(iter(self.judge(table.code_name, case.request, ())), None)
        return judged.rules if judged is not None else ()

    def answering(self, table: Table, case: Case) -> str:
        """The rule that answers a case, empty when that is not one and only one."""
        rules = self.matching(table, case)
        return rules[0] if len(rules) == 1 else ""

    def _blank(self, case: Case) -> tuple[str, ...]:
        """Inputs behind what was taken as free that are nothing unless the request says more."""
        free = (atom.ref for atom, _ in case.whole if atom.free)
        behind = {name for ref in free for name in self.facts.names.graph.below(attribute(ref))}
        inputs = (name for name in self.program.inputs if name.blank_is_nothing)
        found = (name.code_name for name in inputs if name.code_name in behind)
        return tuple(name for name in found if name not in case.request)


def _kept(space: Space, at: tuple[int, ...], rows: int) -> list[int]:
    """Axes that matter: taken away one by one while no row of these lets the others through."""
    kept = list(range(len(at)))
    if rows < 0:
        return kept
    for axis in range(len(at)):
        left = rows
        for other in kept:
            left &= -1 if other == axis else space.axes[other].points[at[other]].mask
        if not left:
            kept.remove(axis)
    return kept
