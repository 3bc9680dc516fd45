"""Bounds of conditions on which no example stands."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import MANY, value_text
from tablewright.diagnostics.codes import BOUNDARY_WITHOUT_EXAMPLE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Name
from tablewright.ir.segments import parts
from tablewright.ir.tests import Between, Bound


def check(study: Study) -> Iterator[Diagnostic]:
    """A piece of advice for every input with such bounds, once there are examples at all."""
    program = study.program
    if not program.examples:
        return
    for name in program.inputs:
        given = {
            value for each in program.examples for key, value in each.given if key == name.code_name
        }
        missing = [bound for bound in _bounds(study, name) if bound not in given]
        if missing:
            yield _finding(study, name, missing)


def _bounds(study: Study, name: Name) -> list[Bound]:
    """What conditions compare the input with; a bound of its Allowed values is no choice."""
    tests = study.facts.names.tests.get(Ref(kind=RefKind.INPUT, name=name.code_name), ())
    intervals = [p.interval for test in tests for p in parts(test) if isinstance(p, Between)]
    ends = {each for i in intervals for each in (i.low, i.high) if each is not None}
    limits = {each for i in name.domain.intervals for each in (i.low, i.high)}
    return sorted(ends - limits)


def _finding(study: Study, name: Name, missing: list[Bound]) -> Diagnostic:
    shown = ", ".join(value_text(each, name.type.unit) for each in missing[:MANY])
    more = f" and {len(missing) - MANY} more" if len(missing) > MANY else ""
    return Diagnostic(
        code=BOUNDARY_WITHOUT_EXAMPLE,
        message=f"No example has `{name.name}` on a bound of its conditions: {shown}{more}.",
        workbook=study.program.label,
        primary=name.at,
        help="Add an example for each bound, so that `<` and `<=` cannot be mixed up unseen.",
    )
