"""Tables whose rules never match together, under a hit policy that settles which of them wins."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.count import common
from tablewright.checks.reason.cover import Covered
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import title_of
from tablewright.diagnostics.codes import HIT_POLICY_ADVICE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import HitPolicy

_SETTLING = frozenset({HitPolicy.FIRST, HitPolicy.ANY, HitPolicy.PRIORITY})


def check(study: Study) -> Iterator[Diagnostic]:
    """A piece of advice for each such table."""
    for table in study.program.tables:
        space = study.space(table) if table.hit_policy in _SETTLING else None
        if space is not None and len(space.rules) > 1 and _apart(study, space):
            yield Diagnostic(
                code=HIT_POLICY_ADVICE,
                message=f"No two rules of `{table.name}` ever match together.",
                workbook=study.program.label,
                primary=title_of(table),
                help=f"Write Unique in place of {table.hit_policy}: then a later rule that "
                "overlaps is reported.",
            )


def _apart(study: Study, space: Space) -> bool:
    """Whether no request is taken by two rules."""
    if not space.complete or space.troubles:
        return False
    for number in range(len(space.rules)):
        above = space.met_by(number) & ((1 << number) - 1)
        if above and not space.impossible:
            return False
        for other in bits_of(above):
            both = common(space.box(number), space.box(other))
            if not isinstance(study.uncovered(space, both, space.impossible_bits), Covered):
                return False
    return True
