"""The answer to one request: what every completion agrees on, what is missing, what is cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import localcontext

from tablewright.interpret.citations import cite_of, satisfied_by, still_open, unmet
from tablewright.interpret.counting import counting
from tablewright.interpret.evaluation import Evaluation
from tablewright.interpret.exact import CONTEXT
from tablewright.interpret.forest import Same, Tree, leaves, variables
from tablewright.interpret.hits import Hit, Row
from tablewright.interpret.lookup import table_named
from tablewright.interpret.reach import reached
from tablewright.interpret.readings import Reading, RequestProblem, Status
from tablewright.interpret.representatives import representatives
from tablewright.interpret.request import Facts, checked
from tablewright.interpret.worlds import Worlds
from tablewright.ir.expr import Call, Function, Ref, RefKind
from tablewright.ir.program import Checklist, Item, Program, Table
from tablewright.ir.walk import inside

LIMIT = 2_000_000

NamedRow = tuple[tuple[str, Reading], ...]  # (code name of the output, value or NOTHING)
Outcome = tuple[NamedRow, ...]  # one row; for the list policies one per rule that answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the program says to a request. Sets speak of all completions.

    `rows` is empty unless decided. `rules` are the ids that can answer, in sheet order. `missing`
    has the code names of inputs for which two completions that differ only there differ in answer,
    and of calculations by `first known of` none of whose alternatives is known. `possible` are
    the outcomes and `statuses` the statuses of completions. Citations are of the request as given.
    """

    status: Status
    rows: Outcome
    rules: tuple[str, ...]
    missing: frozenset[str]
    possible: frozenset[Outcome]
    statuses: frozenset[Status]
    unmet: tuple[str, ...]
    satisfied_by: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def outputs(self) -> NamedRow:
        """The outcome of a table whose policy gives one row; empty unless decided."""
        return self.rows[0] if self.rows else ()


def answer(program: Program, request: Facts, decision: str = "", limit: int = LIMIT) -> Answer:
    """The answer of a decision table, the policy's own unless another is named.

    Raises RequestProblem for a request that is invalid, contradictory or surely impossible, and
    TooMany when its completions take more than `limit` steps.
    """
    with localcontext(CONTEXT):
        name = decision or program.policy.decision
        return _answer(evaluation(program, request, name, limit), table_named(program, name))


def evaluation(program: Program, request: Facts, decision: str, limit: int = LIMIT) -> Evaluation:
    """The request in all its completions as far as a decision goes, once it is found valid."""
    facts = checked(program, request)
    completing = representatives(reached(program, decision), facts)
    worlds = Evaluation(program, facts, completing, limit)
    problems = (*_contradictions(worlds), *_impossible(worlds))
    if problems:
        raise RequestProblem(problems)
    return worlds


def _contradictions(worlds: Evaluation) -> Iterator[str]:
    for calculation in worlds.program.calculations:
        calls = [each for each in inside(calculation.expression) if isinstance(each, Call)]
        if any(call.function is Function.FIRST_KNOWN_OF for call in calls):
            worlds.read(Ref(kind=RefKind.CALCULATION, name=calculation.name.code_name))
    yield from worlds.contradictions


def _impossible(worlds: Worlds) -> Iterator[str]:
    for row in worlds.program.impossible:
        met = (worlds.truth(guard) for guard in row.guards)
        if all(isinstance(tree, Same) and tree.value is True for tree in met):
            yield f"this cannot occur, because {row.because}"


def _answer(worlds: Evaluation, table: Table) -> Answer:
    hits = worlds.hits(table)

    def told(hit: Hit) -> tuple[Status, Outcome]:
        return hit.status, _outcome(table, hit)

    answers = worlds.forest.each(told, hits)
    found = leaves(answers)
    status, rows = _agreed(answers)
    checklists = counting(worlds, table)
    return Answer(
        status=status,
        rows=rows,
        rules=_rules(table, leaves(hits)),
        missing=variables(answers) | _troubled(leaves(hits)),
        possible=frozenset(outcome for each, outcome in found if each is Status.DECIDED),
        statuses=frozenset(each for each, _ in found),
        unmet=_cites(worlds, checklists, unmet),
        satisfied_by=_cites(worlds, checklists, satisfied_by),
        open=_cites(worlds, checklists, still_open),
    )


def _agreed(answers: Tree[tuple[Status, Outcome]]) -> tuple[Status, Outcome]:
    """What every completion gives; where they differ, information is needed."""
    return answers.value if isinstance(answers, Same) else (Status.NEEDS_INFORMATION, ())


def _outcome(table: Table, hit: Hit) -> Outcome:
    return tuple(_named_row(table, row) for row in hit.rows)


def _named_row(table: Table, row: Row) -> NamedRow:
    return tuple((o.code_name, cell) for o, cell in zip(table.outputs, row, strict=True))


def _rules(table: Table, hits: frozenset[Hit]) -> tuple[str, ...]:
    positions = sorted({position for hit in hits for position in hit.rules})
    return tuple(table.rules[position].id for position in positions)


def _troubled(hits: frozenset[Hit]) -> frozenset[str]:
    """Calculations without a value although their inputs are known: they leave the calendar."""
    return frozenset(hit.about for hit in hits if hit.status is Status.NEEDS_INFORMATION)


def _cites(
    worlds: Worlds,
    checklists: tuple[Checklist, ...],
    walk: Callable[[Worlds, Checklist], Iterator[Item]],
) -> tuple[str, ...]:
    items = (item for checklist in checklists for item in walk(worlds, checklist))
    return tuple(dict.fromkeys(cite_of(item) for item in items))
