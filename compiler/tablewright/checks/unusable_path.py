"""Policy numbers and versions that cannot become the name of a folder or module."""

from __future__ import annotations

from collections.abc import Iterable

from tablewright.diagnostics.codes import NAME_NOT_USABLE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.paths import policy_folder, version_module
from tablewright.ir.program import Program

_PATTERN = "letters and digits, joined by full stops, hyphens or blanks."


def check(program: Program) -> tuple[Diagnostic, ...]:
    """A finding for the number, and one for the version."""
    policy = program.policy
    found: list[Diagnostic] = []
    if policy_folder(policy.number) is None:
        message = f"No folder can be named after the policy number `{policy.number}`."
        found.append(_finding(program, message, f"Start with a letter; use {_PATTERN}"))
    if version_module(policy.version) is None:
        message = f"No module can be named after the version `{policy.version}`."
        found.append(_finding(program, message, f"Use {_PATTERN}"))
    return tuple(found)


def check_together(programs: Iterable[Program]) -> tuple[Diagnostic, ...]:
    """A finding for every policy whose folder is that of another policy."""
    first: dict[str | None, Program] = {}
    found: list[Diagnostic] = []
    for program in programs:
        number = program.policy.number
        other = first.setdefault(policy_folder(number), program)
        if other.policy.number != number:
            message = f"Policies `{number}` and `{other.policy.number}` would share one folder."
            found.append(_finding(program, message, "Write the number alike in every workbook."))
    return tuple(found)


def _finding(program: Program, message: str, action: str) -> Diagnostic:
    return Diagnostic(
        code=NAME_NOT_USABLE,
        message=message,
        workbook=program.label,
        primary=program.policy.at,
        help=action,
    )
