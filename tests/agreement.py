"""One random workbook, answered by generated code and by the reference evaluator.

A program is made by hand, drawn as a workbook, read back and emitted; the reference works on what
was made by hand. So reading, lowering and emitting all stand between the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tablewright.emit.kinds import with_kind_facts
from tablewright.interpret.answer import Answer, answer
from tablewright.interpret.readings import TooMany
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import attribute
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tests.generated import as_given, module, plain
from tests.grids import workbook_of
from tests.program_text import drawn
from tests.random_programs import a_program, a_request

LISTS = {"Rule order", "Output order", "Collect"}
REQUESTS = (1.0, 0.8, 0.6, 0.4)  # how likely each input is said
STEPS = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A request to a random workbook: what differs, empty when nothing does; None if too large."""

    seed: int
    request: dict[str, Any]
    difference: str | None


def compared(seed: int, folder: Path) -> Iterator[Compared]:
    """The requests of one seed. Raises AssertionError if its workbook is not read."""
    program = a_program(seed)
    lowered = lower(workbook_of(drawn(program), "small.xlsx"))
    assert lowered.program is not None, lowered.diagnostics
    generated = module(lowered.program, folder)
    for number, known in enumerate(REQUESTS):
        request = a_request(seed * 100 + number, known=known)
        try:
            expected = answer(program, request, limit=STEPS)
        except TooMany:
            yield Compared(seed=seed, request=request, difference=None)
            continue
        given = generated.Request.from_mapping(as_given(program, request))
        difference = _difference(program, expected, generated.decide(given))
        yield Compared(seed=seed, request=request, difference=difference)


def _difference(program: Program, expected: Answer, decision: Any) -> str:
    pairs = [(_of_reference(expected), _of_generated(program, decision)), (True, decision.exact)]
    if _cited_alike(program, decision):
        pairs.append((_citations(expected), _citations(decision)))
    return "; ".join(f"{ours} instead of {theirs}" for theirs, ours in pairs if ours != theirs)


def _of_reference(expected: Answer) -> tuple[object, ...]:
    outcomes = {
        tuple(tuple(plain(value) for _, value in row) for row in rows)
        for rows in expected.possible
        if rows
    }
    return expected.status.value, outcomes, set(expected.rules), set(expected.missing)


def _of_generated(program: Program, decision: Any) -> tuple[object, ...]:
    lists = program.tables[0].hit_policy.value in LISTS
    outcomes = {
        plain(outcome) if lists else (plain(outcome),)
        for outcome in decision.possible
        if isinstance(outcome, tuple)
    }
    rules = {rule.id for rule in decision.rules}
    return decision.status.value, outcomes, rules, {each.code_name for each in decision.missing}


def _citations(answered: Any) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(c) for c in (answered.unmet, answered.satisfied_by, answered.open))


def _cited_alike(program: Program, decision: Any) -> bool:
    """Whether what counts is beyond dispute: what asked tables and kinds give is known.

    The reference asks all completions whether such a cell fails, the generated code what is known.
    """
    table = with_kind_facts(program).tables[0]
    refs = (guard.ref for rule in table.rules for guard in rule.guards)
    asked = {attribute(ref) for ref in refs if ref.kind in {RefKind.OUTPUT, RefKind.KINDS}}
    return all(getattr(decision._facts, name) is not None for name in asked)
