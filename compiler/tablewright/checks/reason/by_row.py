"""A table read row by row, for one request that says everything the table reads.

Slow and obvious: no bits, no boxes. It confirms witnesses of tables that read inputs alone, where
the reference evaluator would take long over thousands of rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from tablewright.checks.reason.answers import answer_of
from tablewright.checks.reason.names import Names
from tablewright.checks.reason.outputs import rank_of
from tablewright.checks.reason.points import Sets, sets_for
from tablewright.ir.accept import accepts
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Guard, HitPolicy, Table
from tablewright.ir.types import Kind, Special, Value

Request = Mapping[str, Value | Special]


def matching_rows(names: Names, table: Table, request: Request) -> tuple[int, ...] | None:
    """The positions of the rules that match; None when the request does not say enough."""
    sets = {each.code_name: each for each in names.program.value_sets}
    both = {True: sets_for(Kind.CODE, sets), False: sets}
    found: list[int] = []
    for position, rule in enumerate(table.rules):
        passed = [_passes(names, guard, request, both) for guard in rule.guards]
        if None in passed:
            return None
        if all(passed) and not (rule.otherwise and found):
            found.append(position)
    return tuple(found)


def _passes(names: Names, guard: Guard, request: Request, sets: Mapping[bool, Sets]) -> bool | None:
    if guard.ref.kind is not RefKind.INPUT or guard.ref.name not in request:
        return None
    is_code = names.inputs[guard.ref.name].type.kind is Kind.CODE
    return accepts(guard.test, request[guard.ref.name], sets[is_code])


def answering_rows(table: Table, matching: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the matching rules that answer, by hit policy."""
    match table.hit_policy:
        case HitPolicy.FIRST:
            return matching[:1]
        case HitPolicy.PRIORITY:
            return tuple(sorted(matching, key=lambda at: rank_of(table, at))[:1])
        case _:
            return matching


def in_conflict(table: Table, matching: tuple[int, ...]) -> bool:
    """Whether the matching rules contradict the hit policy."""
    if table.hit_policy is HitPolicy.UNIQUE:
        return len(matching) > 1
    answers = {answer_of(table.rules[at]) for at in matching}
    return table.hit_policy is HitPolicy.ANY and len(answers) > 1
