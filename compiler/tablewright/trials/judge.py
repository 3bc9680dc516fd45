"""The reference evaluator as the judge of single requests, for the checks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from tablewright.checks.reason.study import Judge, Judged, Request
from tablewright.interpret.answer import answer
from tablewright.interpret.readings import RequestProblem, Status, TooMany
from tablewright.interpret.representatives import representatives
from tablewright.ir.program import Program
from tablewright.ir.types import NOTHING, UNKNOWN, Special, Value

STEPS = 100_000
TRIES = 40  # values of blank inputs that are tried in a row


def judge_of(program: Program) -> Judge:
    """What a table of the program may say to a request; nothing when the request is refused."""

    def judge(table: str, request: Request, blank: tuple[str, ...]) -> Iterator[Judged]:
        for more in islice(_fillings(program, request, blank), TRIES):
            try:
                found = answer(program, {**request, **more}, table, STEPS)
            except (RequestProblem, TooMany):
                continue
            yield Judged(
                no_rule=Status.NO_RULE in found.statuses,
                conflict=Status.CONFLICT in found.statuses,
                rules=found.rules,
            )

    return judge


def _fillings(
    program: Program, request: Request, blank: tuple[str, ...]
) -> Iterator[dict[str, Value | Special]]:
    """Values for blank inputs: first none at all, then each that could make a difference."""
    yield {}
    if not blank:
        return
    facts = {name.code_name: _unsaid(name.code_name, request, blank) for name in program.inputs}
    try:
        values = representatives(program, facts)
    except TooMany:
        return
    for chosen in product(*(values.of(name) for name in blank)):
        yield dict(zip(blank, chosen, strict=True))


def _unsaid(name: str, request: Request, blank: tuple[str, ...]) -> Value | Special:
    return request.get(name, UNKNOWN if name in blank else NOTHING)
