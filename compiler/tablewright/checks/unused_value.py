"""Allowed values of an output that no rule gives."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import some
from tablewright.diagnostics.codes import UNUSED_VALUE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import Name, Table


def check(study: Study) -> Iterator[Diagnostic]:
    """A finding for every output with such values."""
    for table in study.program.tables:
        for position, output in enumerate(table.outputs):
            unused = _unused(table, position, output)
            if unused:
                yield Diagnostic(
                    code=UNUSED_VALUE,
                    message=f"No rule of `{table.name}` gives {some(unused)} as `{output.name}`.",
                    workbook=study.program.label,
                    primary=output.at,
                    help="Take what is not given out of the Allowed values, or add the rule.",
                )


def _unused(table: Table, position: int, output: Name) -> list[str]:
    cells = [rule.outcomes[position] for rule in table.rules]
    if any(cell.expression is not None for cell in cells):
        return []  # what is worked out may be any of them
    given = {cell.value for cell in cells}
    return [member.text for member in output.domain.members if member.text not in given]
