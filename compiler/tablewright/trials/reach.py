"""Whether a rule can answer at all: a request that reaches it, from an example or from a search.

The search gives one unknown input after the other a representative value, and goes on only while
the generated code says that the rule may still answer; so it turns back as soon as it goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

from tablewright.interpret.readings import TooMany
from tablewright.interpret.representatives import representatives
from tablewright.ir.facts import graph, hits_attribute
from tablewright.ir.program import HitPolicy, Name, Program, Rule, Table
from tablewright.ir.types import NOTHING, UNKNOWN, Special, Value
from tablewright.trials.code import Code, Decision, RefusedError, Request

STEPS = 600
EXHAUSTIVE_STEPS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A request that a rule answers; `example` is the case it comes from, if it is one."""

    request: Request
    example: str = ""


def reaching(
    program: Program, code: Code, wanted: tuple[Table, Rule], steps: int = STEPS
) -> Reached | None:
    """A request that a rule of a table answers, or None if so many steps found none."""
    table, rule = wanted
    for example in program.examples:
        if example.decision == table.code_name:
            decision = _ask(code, table, dict(example.given))
            if decision is not None and _answers(decision, table, rule):
                return Reached(request=dict(example.given), example=example.case)
    search = _Search(program=program, code=code, table=table, rule=rule, steps=steps)
    found = chain.from_iterable(search.below(start) for start in search.starts())
    request = next(found, None)
    return None if request is None else Reached(request=request)


def _ask(code: Code, table: Table, request: Request) -> Decision | None:
    """The decision, or None when the request is refused."""
    try:
        return code.ask(table.code_name, request)
    except RefusedError:
        return None


def _may_answer(decision: Decision, rule: Rule) -> bool:
    return any(each.id == rule.id for each in decision.rules)


def _answers(decision: Decision, table: Table, rule: Rule) -> bool:
    """Whether the rule surely answers; under First, rules that agree may still hide one another."""
    alone = len(decision.rules) == 1 or table.hit_policy is not HitPolicy.FIRST
    return decision.status.name == "DECIDED" and alone and _may_answer(decision, rule)


@dataclass(slots=True, kw_only=True)
class _Search:
    """A search for one rule, with the steps it has left."""

    program: Program
    code: Code
    table: Table
    rule: Rule
    steps: int

    def starts(self) -> Iterator[Request]:
        """Nothing said; then something about inputs whose blank is nothing, which no one asks for.

        Their blank is a value like any other, so a request must say otherwise from the start.
        """
        behind = graph(self.program).below(hits_attribute(self.table))
        blank = [
            each.code_name
            for each in self.program.inputs
            if each.blank_is_nothing and each.code_name in behind
        ]
        for count in range(len(blank) + 1):
            for names in combinations(blank, count):
                values = (self._values(name, {}) for name in names)
                for chosen in product(*values):
                    if self.steps <= 0:
                        return
                    yield dict(zip(names, chosen, strict=True))

    def below(self, request: Request) -> Iterator[Request]:
        """Requests that say more than this one and reach the rule."""
        self.steps -= 1
        decision = _ask(self.code, self.table, request) if self.steps >= 0 else None
        if decision is None or not _may_answer(decision, self.rule):
            return
        if _answers(decision, self.table, self.rule):
            yield request
            return
        for name in self._next(decision, request):
            for value in self._values(name, request):
                yield from self.below({**request, name: value})
            return

    def _next(self, decision: Decision, request: Request) -> Iterator[str]:
        """The input to try next: one that matters, or any when the answer is decided already."""
        ways = (way for missing in decision.missing for way in missing.ways)
        matter = (name for way in ways for name in way)
        others = () if decision.missing else (each.code_name for each in self.program.inputs)
        yield from (name for name in (*matter, *others) if name not in request)

    def _values(self, name: str, request: Request) -> tuple[Value, ...]:
        facts = {
            each.code_name: request.get(each.code_name, self._unsaid(each, name))
            for each in self.program.inputs
        }
        try:
            return representatives(self.program, facts).of(name)
        except TooMany:
            return ()

    def _unsaid(self, source: Name, wanted: str) -> Special:
        """What an input is while the request does not say, unless its own values are wanted."""
        blank = source.blank_is_nothing and source.code_name != wanted
        return NOTHING if blank else UNKNOWN
