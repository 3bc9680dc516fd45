"""Constants that name the year before the version's own, as copies of last year's workbook do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tablewright.checks.reason.study import Study
from tablewright.diagnostics.codes import STALE_YEAR
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.ir.facts import items_of
from tablewright.ir.program import Program

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check(study: Study) -> Iterator[Diagnostic]:
    """A piece of advice for every cell of a rule or item that names last year."""
    since = study.program.policy.in_force_from
    if since is None:
        return
    own = {since.year, (study.program.policy.in_force_until or since).year}
    own |= {int(year) for year in _YEAR.findall(study.program.policy.version)}
    for text, at in _constants(study.program):
        for year in {int(found) for found in _YEAR.findall(text)}:
            if year == since.year - 1 and year not in own:
                yield _finding(study, year, since, at)


def _constants(program: Program) -> Iterator[tuple[str, CellSpan]]:
    for table in program.tables:
        for rule in table.rules:
            yield from ((guard.text, guard.at) for guard in rule.guards)
            yield from ((cell.text, cell.at) for cell in rule.outcomes)
    for checklist in program.checklists:
        for item in items_of(checklist.items):
            if item.guard is not None:
                yield item.guard.text, item.guard.at


def _finding(study: Study, year: int, since: dt.date, at: CellSpan) -> Diagnostic:
    version = study.program.policy.version
    return Diagnostic(
        code=STALE_YEAR,
        message=f"A constant names {year}, and version `{version}` is in force from {since}.",
        workbook=study.program.label,
        primary=at,
        help="See whether the year was forgotten when the workbook was copied.",
    )
