"""Examples that expect another answer than the tables give."""

from __future__ import annotations

from collections.abc import Iterable

from tablewright.diagnostics.codes import EXAMPLE_DIFFERS
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import Example, Program
from tablewright.ir.results import ExampleResult


def check(program: Program, results: Iterable[ExampleResult]) -> tuple[Diagnostic, ...]:
    """A finding for every example that did not pass; results are in the order of the examples."""
    pairs = zip(program.examples, results, strict=True)
    return tuple(
        _finding(program, example, result) for example, result in pairs if not result.passed
    )


def _finding(program: Program, example: Example, result: ExampleResult) -> Diagnostic:
    return Diagnostic(
        code=EXAMPLE_DIFFERS,
        message=f"The example `{example.case}` expects another answer than the tables give.",
        workbook=program.label,
        primary=example.at,
        notes=result.differences,
        help="Correct the tables, or what the example expects.",
    )
