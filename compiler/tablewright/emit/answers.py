"""What the answers of a rule rest on: the facts that its outcomes read, and its place by rank."""

from __future__ import annotations

from tablewright.emit.lookup import Lookup
from tablewright.ir.facts import attribute, reads_of
from tablewright.ir.program import HitPolicy, Rule, Table

RANKED = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})


def worked_out_from(lookup: Lookup, rule: Rule) -> tuple[str, ...]:
    """The facts that the expressions of its outcome cells read and that can be unknown."""
    names = (
        attribute(ref)
        for outcome in rule.outcomes
        if outcome.expression is not None
        for ref in reads_of(outcome.expression)
        if lookup.can_be_unknown(ref)
    )
    return tuple(dict.fromkeys(names))


def rank(table: Table, rule: Rule) -> tuple[int, ...]:
    """The places of the outcomes among the allowed values, leftmost output first.

    Empty unless the hit policy ranks rules.
    """
    if table.hit_policy not in RANKED:
        return ()
    places = []
    for outcome, output in zip(rule.outcomes, table.outputs, strict=True):
        ranks = {member.text: at for at, member in enumerate(output.domain.members)}
        places.append(ranks[outcome.value] if isinstance(outcome.value, str) else len(ranks))
    return tuple(places)
