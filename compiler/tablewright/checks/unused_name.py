"""Inputs, calculations and value sets that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.study import Study
from tablewright.diagnostics.codes import UNUSED_NAME
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import asked
from tablewright.ir.program import Name, Program
from tablewright.ir.segments import parts
from tablewright.ir.tests import HasInSet, InSet

_NAMED = frozenset({RefKind.INPUT, RefKind.CALCULATION})


def check(study: Study) -> Iterator[Diagnostic]:
    """A finding for every name that nothing reads."""
    program = study.program
    read = {ref.name for ref in asked(program) if ref.kind in _NAMED}
    for name in _glossary(program):
        if name.code_name not in read | {program.policy.version_date}:
            yield _finding(program, name.name, name.at)
    used = set(_sets_used(study))
    for value_set in program.value_sets:
        if value_set.code_name not in used:
            yield _finding(program, value_set.name, value_set.at)


def _glossary(program: Program) -> Iterator[Name]:
    yield from program.inputs
    yield from (each.name for each in program.calculations if not each.hidden)


def _sets_used(study: Study) -> Iterator[str]:
    program = study.program
    outputs = (output for table in program.tables for output in table.outputs)
    yield from (name.domain.value_set for name in (*_glossary(program), *outputs))
    for tests in study.facts.names.tests.values():
        for part in (part for test in tests for part in parts(test)):
            if isinstance(part, InSet | HasInSet):
                yield part.value_set


def _finding(program: Program, name: str, at: CellSpan) -> Diagnostic:
    return Diagnostic(
        code=UNUSED_NAME,
        message=f"Nothing reads `{name}`.",
        workbook=program.label,
        primary=at,
        help="Remove it, or add the condition in which it was meant to be used.",
    )
