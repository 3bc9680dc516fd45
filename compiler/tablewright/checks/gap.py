"""Requests that no rule of a table takes, though its coverage is complete."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tablewright.checks.reason.bits import bits_of
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
    match study.whole(space):
        case Covered() if space.complete:
            return PROVEN
        case Hole(at=at):
            case = study.case(space, at, space.every_bit)
            confirmed = study.confirms(table, case, lambda judged: judged.no_rule)
            return refuted(_finding(study, space, at, case)) if confirmed else asked
        case _:
            return asked


def _finding(study: Study, space: Space, at: tuple[int, ...], case: Case) -> Diagnostic:
    table = space.table
    return Diagnostic(
        code=GAP,
        message=f"`{table.name}` has no rule for some requests, though its coverage is complete.",
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
    once = twice = 0
    failing = [
        space.rule_bits & ~axis.points[p].mask for axis, p in zip(space.axes, at, strict=True)
    ]
    for rules in failing:
        twice |= once & rules
        once |= rules
    labels: list[Label] = []
    for number in islice(bits_of(once & ~twice), MANY):
        (axis,) = (a for a, rules in zip(space.axes, failing, strict=True) if rules >> number & 1)
        cells = [guard for guard in space.rules[number].guards if guard.ref in axis.refs]
        if len(cells) == 1:
            labels.append(Label(span=cells[0].at, text="does not take it"))
    return tuple(labels)
