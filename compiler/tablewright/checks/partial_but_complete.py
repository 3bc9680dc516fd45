"""Tables that call themselves partial although their rules take every request."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.cover import Covered, Open
from tablewright.checks.reason.study import PROVEN, Settled, Study, refuted, unsettled
from tablewright.checks.reason.words import title_of
from tablewright.diagnostics.codes import PARTIAL_BUT_COMPLETE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import Table


def check(study: Study) -> Iterator[Settled]:
    """Ask of each partial table whether there is a request that it leaves out."""
    yield from (_partial(study, table) for table in study.program.tables if table.partial_because)


def _partial(study: Study, table: Table) -> Settled:
    if any(rule.otherwise for rule in table.rules):
        return refuted(_finding(study, table))
    space = study.space(table)
    asked = unsettled(f"whether `{table.name}` leaves any request out", title_of(table))
    if space is None:
        return asked
    match study.whole(space):
        case Covered():
            return refuted(_finding(study, table)) if space.complete else asked
        case Open():
            return asked
        case _:
            return PROVEN


def _finding(study: Study, table: Table) -> Diagnostic:
    return Diagnostic(
        code=PARTIAL_BUT_COMPLETE,
        message=f"`{table.name}` is called partial, and has a rule for every request.",
        workbook=study.program.label,
        primary=title_of(table),
        notes=(f"The reason given is: {table.partial_because}",),
        help="Write `complete` beside Coverage, or narrow the rule that takes too much.",
    )
