"""Rules of a table with examples that no example reaches."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import plural, rule_labels, title_of
from tablewright.diagnostics.codes import RULE_WITHOUT_EXAMPLE
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import HitPolicy, Table

_ONE_ANSWER = frozenset({HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY})


def check(study: Study) -> Iterator[Diagnostic]:
    """A piece of advice for every table that has examples, but not for every rule."""
    for table in study.program.tables:
        tested = any(each.decision == table.code_name for each in study.results)
        if tested and table.hit_policy in _ONE_ANSWER:
            yield from _untested(study, table)


def _untested(study: Study, table: Table) -> Iterator[Diagnostic]:
    missing = [rule for rule in table.rules if not study.seen(table, rule)]
    if missing:
        yield Diagnostic(
            code=RULE_WITHOUT_EXAMPLE,
            message=f"No example reaches {plural(len(missing), 'rule')} of `{table.name}`.",
            workbook=study.program.label,
            primary=title_of(table),
            labels=rule_labels(missing, "no example gets here"),
            help="Add a row of Examples for each that this rule answers.",
        )
