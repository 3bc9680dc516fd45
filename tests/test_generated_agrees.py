"""The generated code against the reference evaluator, on random workbooks and partial requests.

A program is made by hand, drawn as a workbook, read back and emitted; the reference works on what
was made by hand. So reading, lowering and emitting all stand between the two.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tablewright.emit.python.kinds import with_kind_facts
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
PROGRAMS = 60
REQUESTS = (1.0, 0.8, 0.6, 0.4)  # how likely each input is said
STEPS = 300_000


@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_generated_code_answers_as_the_reference_does(seed: int, tmp_path: Path) -> None:
    """Status, outcomes, rules, missing and citations agree on partial requests."""
    program = a_program(seed)
    lowered = lower(workbook_of(drawn(program), "small.xlsx"))
    assert lowered.program is not None, lowered.diagnostics
    generated = module(lowered.program, tmp_path)
    for number, known in enumerate(REQUESTS):
        request = a_request(seed * 100 + number, known=known)
        try:
            expected = answer(program, request, limit=STEPS)
        except TooMany:
            continue
        decision = _decide(program, generated, request)
        assert decision.exact
        assert _of_reference(expected) == _of_generated(program, decision), request
        if _cited_alike(program, decision):
            assert _citations(expected) == _citations(decision), request


def _decide(program: Program, generated: ModuleType, request: dict[str, Any]) -> Any:
    return generated.decide(generated.Request.from_mapping(as_given(program, request)))


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
