"""Requests that no rule of a table takes, though its coverage is complete."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.cover import Covered, Hole
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import PROVEN, Case, Settled, Study, refuted, unsettled
from tablewright.checks.reason.words import MANY, title_of, witness
from tablewright.diagnostics.codes import GAP
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.program import Table


def check(study: Study) -> Iterator[Settled]:
    """One question for each table with complete coverage."""
    for table in study.program.tables:
        if not table.partial_because:
            yield _complete(study, table)


def _complete(study: Study, table: Table) -> Settled:
    if any(rule.otherwise for rule in table.rules):
        return PROVEN
    space = study.space(table)
    asked = unsettled(f"whether `{table.name}` has a rule for every request", title_of(table))
    if space is None:
        return asked
    every = space.rule_bits | space.impossible_bits | space.trouble_bits
    match study.uncovered(space, space.whole, every):
        case Covered() if space.complete:
            return PROVEN
        case Hole(at=at):
            case = study.case(space, at, every)
            confirmed = study.confirms(table, case, lambda judged: judged.no_rule)
            return refuted(_finding(study, space, at, case)) if confirmed else asked
        case _:
            return asked


def _finding(study: Study, space: Space, at: tuple[int, ...], case: Case) -> Diagnostic:
    table = space.table
    return Diagnostic(
        code=GAP,
        message=f"`{table.name}` has no rule for some requests, though its coverage is complete",
        workbook=study.program.label,
        primary=title_of(table),
        labels=_near(space, at),
        notes=tuple(f"Left out as impossible: {row.because}" for row in space.impossible),
        help="Add a rule for this request, a last row Otherwise, or `partial because ...` with the "
        "reason. If it cannot occur, say so in an Impossible block.",
        witness=witness(case, "No rule matches."),
    )


def _near(space: Space, at: tuple[int, ...]) -> tuple[Label, ...]:
    """The cells of rules that would match but for one column."""
    labels: list[Label] = []
    for number, rule in enumerate(space.rules):
        failing = [
            axis
            for axis, point in zip(space.axes, at, strict=True)
            if not axis.points[point].mask >> number & 1
        ]
        if len(failing) == 1 and len(labels) < MANY:
            cells = [guard for guard in rule.guards if guard.ref in failing[0].refs]
            if len(cells) == 1:
                labels.append(Label(span=cells[0].at, text="does not take it"))
    return tuple(labels)
