"""The module of a version that answers whole frames; its rules are those of the version itself."""

from __future__ import annotations

import re

import jinja2

from tablewright.emit.python.arrays import ArrayRow, array_rows
from tablewright.emit.python.literals import comment, docstring
from tablewright.ir.program import Program

_NUMBERS = (
    *("Judged", "Numbers", "add", "age", "at_most", "constant", "days_between", "divide", "equal"),
    *("first_known", "larger_of", "less", "more", "multiply", "negative", "not_below", "not_equal"),
    *("shift", "smaller_of", "subtract", "within"),
)


def frame_module(environment: jinja2.Environment, program: Program, module: str) -> str:
    """The text of `v2025_frame.py`, not yet formatted."""
    policy, rows = program.policy, array_rows(program)
    return environment.get_template("frame.py.jinja").render(
        header=comment(f"Made from {program.label}.", 80),
        docstring=docstring(f"{policy.number}, version {policy.version}, over whole frames."),
        imports=_imports(rows),
        module=module,
        constants=_constants(rows),
        rows=rows,
    )


def _imports(rows: tuple[ArrayRow, ...]) -> tuple[str, ...]:
    body = " ".join(part for r in rows for part in (r.result, r.body, *r.alternatives))
    if any(row.alternatives for row in rows):
        body += " Numbers"
    words = set(re.findall(r"\w+", body))
    used = [name for name in _NUMBERS if name in words]
    return (f"from ._numbers_frame import {', '.join(used)}",) if used else ()


def _constants(rows: tuple[ArrayRow, ...]) -> tuple[str, ...]:
    """The fractions and days that calculations name; the version's module defines them."""
    body = " ".join(part for row in rows for part in (row.body, *row.alternatives))
    return tuple(sorted(set(re.findall(r"constant\(((?:N|DAY)_\w+)\)", body))))
