"""One program under study: the space of each table, and a judge of single requests.

The judge is the reference evaluator, handed in by the driver: no witness is shown that it has not
confirmed. Steps are a number per question, so that every machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TypeVar

from tablewright.checks.reason.atoms import Atom
from tablewright.checks.reason.by_row import ByRow, answering_rows, in_conflict, is_plain
from tablewright.checks.reason.cover import Answer, Open, at_a_glance, settled, uncovered
from tablewright.checks.reason.diagrams import Budget, OutOfStepsError
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.plot import space_of
from tablewright.checks.reason.precedence import before_each
from tablewright.checks.reason.space import Box, Space
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import attribute
from tablewright.ir.program import Program, Rule, Table
from tablewright.ir.results import ExampleResult
from tablewright.ir.types import Special, Value

T = TypeVar("T")
Request = Mapping[str, Value | Special]

MODEL_STEPS = 500_000  # for the diagrams of one program
TABLE_STEPS = 200_000  # for a question about a whole table
RULE_STEPS = 2_000  # for a question about one rule
MORE_STEPS = 20_000  # for one that is still open when all others had theirs
MOST = 50  # findings of one kind about one table, each with its request
THOROUGH = 20  # how many times as many when asked to be thorough


class Purse(Enum):
    """The steps that all questions of one kind about one table may take together."""

    RULES = 400_000  # about rules that may clash or never answer
    ADVICE = 100_000  # about what would read better


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


def each_refuted(
    found: Sequence[T],
    finding: Callable[[T], Diagnostic],
    rest: Callable[[Sequence[T]], Diagnostic],
) -> Iterator[Settled]:
    """A finding for each of the first, and one for all others: more than that nobody reads."""
    yield from (refuted(finding(each)) for each in found[:MOST])
    others = found[MOST:]
    if others:
        yield refuted(rest(others))
        yield from (Settled(verdict=Verdict.REFUTED) for _ in others[1:])


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
    _purses: dict[tuple[str, Purse], Budget] = field(default_factory=dict)
    _reached: dict[str, tuple[Answer, ...]] = field(default_factory=dict)
    _plain: dict[str, bool] = field(default_factory=dict)

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
            if box == space.whole:
                answer = uncovered(space, box, rows, self._steps(TABLE_STEPS))
            else:
                answer = self._of_rule(space, box, rows & space.meeting(box))
            self._answers[key] = answer
        return self._answers[key]

    def whole(self, space: Space) -> Answer:
        """A request that no rule of a table takes."""
        return self.uncovered(space, space.whole, space.every_bit)

    def _of_rule(self, space: Space, box: Box, rows: int, most: int = RULE_STEPS) -> Answer:
        """The answer to a question about rows that all meet a box, out of the table's purse."""
        seen = at_a_glance(space, box, rows)
        if seen is not None:
            return seen
        ask = partial(settled, space, box, rows)
        return self.within(space.table, Purse.RULES, ask, most) or Open()

    def within(
        self, table: Table, purse: Purse, ask: Callable[[Budget], T], most: int = RULE_STEPS
    ) -> T | None:
        """The answer to a question, out of the steps for all such about a table.

        None when it outlasts its own steps, or what is left of theirs.
        """
        total = self._purses.setdefault((table.code_name, purse), Budget(self._steps(purse.value)))
        granted = min(self._steps(most), total.left)
        budget = Budget(granted)
        try:
            return ask(budget) if granted else None
        except OutOfStepsError:
            return None
        finally:
            total.left -= granted - max(budget.left, 0)

    def reached(self, space: Space) -> tuple[Answer, ...]:
        """For each rule a request that it answers, or the rows that take all it takes.

        Questions with few rows come first, and what is left of the steps goes to those still open.
        """
        if space.table.code_name not in self._reached:
            self._reached[space.table.code_name] = self._reach(space)
        return self._reached[space.table.code_name]

    def _reach(self, space: Space) -> tuple[Answer, ...]:
        blocked = [rows | space.impossible_bits for rows in before_each(space)]
        rows = [space.met_by(number) & others for number, others in enumerate(blocked)]
        answers: list[Answer] = [Open()] * len(rows)
        for most in (RULE_STEPS, MORE_STEPS, Purse.RULES.value):
            waiting = [number for number, answer in enumerate(answers) if isinstance(answer, Open)]
            for number in sorted(waiting, key=lambda at: (rows[at].bit_count(), at)):
                answers[number] = self._of_rule(space, space.box(number), rows[number], most)
        return tuple(answers)

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

    def clash(self, table: Table, case: Case, rules: tuple[int, int]) -> bool:
        """Whether the judge finds that two rules match a case and contradict the hit policy."""
        rows = self._rows(table, case)
        if rows is None:
            return self.confirms(table, case, lambda judged: judged.conflict)
        return all(map(rows.takes, rules)) and in_conflict(table, rules)

    def _rows(self, table: Table, case: Case) -> ByRow | None:
        """Reads a table row by row, if it reads inputs alone and works nothing out."""
        if table.code_name not in self._plain:
            self._plain[table.code_name] = is_plain(table)
        rows = ByRow(self.facts.names, table, case.request)
        return rows if self._plain[table.code_name] and rows.says_enough else None

    def _by_row(self, table: Table, case: Case) -> Judged | None:
        """What a table that can be read row by row says."""
        rows = self._rows(table, case)
        if rows is None:
            return None
        matching = rows.matching()
        answering = answering_rows(table, matching)
        return Judged(
            no_rule=not matching,
            conflict=in_conflict(table, matching),
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
