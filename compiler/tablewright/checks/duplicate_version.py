"""Two workbooks that would become one module: the same policy, the same version."""

from __future__ import annotations

from collections.abc import Iterable

from tablewright.diagnostics.codes import DUPLICATE_VERSION
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.paths import policy_folder, version_module
from tablewright.ir.program import Program


def check(programs: Iterable[Program]) -> tuple[Diagnostic, ...]:
    """A finding for every program whose module an earlier one makes already."""
    first: dict[tuple[str | None, str | None], Program] = {}
    found: list[Diagnostic] = []
    for program in programs:
        policy = program.policy
        place = policy_folder(policy.number), version_module(policy.version)
        other = first.setdefault(place, program)
        if other is not program:
            found.append(_finding(program, other))
    return tuple(found)


def _finding(program: Program, other: Program) -> Diagnostic:
    policy = program.policy
    return Diagnostic(
        code=DUPLICATE_VERSION,
        message=f"Version `{policy.version}` of {policy.number} stands in two workbooks.",
        workbook=program.label,
        primary=policy.at,
        labels=(Label(span=other.policy.at, text="the other workbook of this version"),),
        help="Give one of them another version, or remove it.",
    )
