"""The rules of the answering table as sentences, in the order in which they are read."""

from __future__ import annotations

from tablewright.emit.html.rows import RuleRow
from tablewright.emit.names import Names, name_id, rule_id
from tablewright.emit.sentences import guard_words, outcome_words
from tablewright.emit.words import Words, named, word
from tablewright.ir.program import HitPolicy, Name, Outcome, Rule, Table
from tablewright.ir.types import NOTHING


def rule_rows(table: Table, names: Names) -> tuple[RuleRow, ...]:
    """The rules as sentences. Where the first rule answers, each later one says `Otherwise`."""
    first = table.hit_policy is HitPolicy.FIRST
    return tuple(
        RuleRow(
            target=rule_id(table.code_name, rule.id),
            id=rule.id,
            lead=_lead(rule, follows=first and rule is not table.rules[0]),
            conditions=tuple(guard_words(guard, names) for guard in rule.guards),
            outcomes=outcomes_of(table, rule, names),
            cite=names.cited(rule.cite),
            note=rule.note,
        )
        for rule in table.rules
    )


def outcomes_of(table: Table, rule: Rule, names: Names) -> tuple[Words, ...]:
    """What a rule gives: `Outcome is approve`; outputs that it leaves blank are not said."""
    outcomes = tuple(
        _sentence(output, outcome, names)
        for output, outcome in zip(table.outputs, rule.outcomes, strict=True)
        if outcome.expression is not None or outcome.value not in {NOTHING, None}
    )
    return outcomes or (word("nothing"),)


def _lead(rule: Rule, *, follows: bool) -> str:
    if rule.otherwise:
        return "In every other case"
    if not rule.guards:
        return "Otherwise, in every case" if follows else "In every case"
    return "Otherwise, if" if follows else "If"


def _sentence(output: Name, outcome: Outcome, names: Names) -> Words:
    gives = outcome_words(outcome, output.type.unit, names)
    return named(output.name, name_id(output.code_name)) + word(" is ") + gives
