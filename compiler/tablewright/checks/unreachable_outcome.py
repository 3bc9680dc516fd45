"""Outcomes that only dead rules give, so that no request ever gets them."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.dead_rule import never_answering
from tablewright.checks.reason.study import Study
from tablewright.diagnostics.codes import UNREACHABLE_OUTCOME
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.program import Name, Outcome, Table


def check(study: Study) -> Iterator[Diagnostic]:
    """A finding for every allowed value that is written in rules, all of them dead."""
    for table in study.program.tables:
        dead = never_answering(study, table)
        if dead:
            yield from _outcomes(study, table, [rule.id in dead for rule in table.rules])


def _outcomes(study: Study, table: Table, dead: list[bool]) -> Iterator[Diagnostic]:
    for position, output in enumerate(table.outputs):
        cells = [rule.outcomes[position] for rule in table.rules]
        if any(cell.expression is not None for cell in cells):
            continue
        for member in output.domain.members:
            giving = [at for at, cell in enumerate(cells) if cell.value == member.text]
            if giving and all(dead[at] for at in giving):
                yield _finding(study, output, member.text, [cells[at] for at in giving])


def _finding(study: Study, output: Name, value: str, cells: list[Outcome]) -> Diagnostic:
    return Diagnostic(
        code=UNREACHABLE_OUTCOME,
        message=f"No request ever gets `{value}` as `{output.name}`.",
        workbook=study.program.label,
        primary=cells[0].at,
        labels=tuple(Label(span=cell.at, text="never given") for cell in cells[1:]),
        notes=("Every rule that gives it can never answer.",),
        help="See what hides these rules, or take the value out of the Allowed values.",
    )
