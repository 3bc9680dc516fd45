"""Decision tables as rows: in words for the reader, with the cell beside every word."""

from __future__ import annotations

from typing import assert_never

from tablewright.emit.html.rows import CellRow, HeadingRow, RuleRow, TableRuleRow, TableSection
from tablewright.emit.names import Names, name_id, rule_id, table_id
from tablewright.emit.sentences import guard_cell_words, guard_words, outcome_words
from tablewright.emit.words import Words, named, word
from tablewright.ir.program import Column, Guard, HitPolicy, Name, Outcome, Rule, Table
from tablewright.ir.types import NOTHING


def hit_sentence(policy: HitPolicy) -> str:
    """What a hit policy means, for a reader who never heard of one."""
    match policy:
        case HitPolicy.UNIQUE:
            return "At most one rule can hold; that one answers."
        case HitPolicy.ANY:
            return "Several rules may hold, and all that hold must agree on the answer."
        case HitPolicy.PRIORITY:
            return (
                "Of the rules that hold, the one with the foremost outcome answers; "
                "outcomes rank in the order of their allowed values."
            )
        case HitPolicy.FIRST:
            return "Rules are read from the top; the first that holds answers."
        case HitPolicy.RULE_ORDER:
            return (
                "Every rule that holds answers; the answers are listed in the order of the rules."
            )
        case HitPolicy.OUTPUT_ORDER:
            return (
                "Every rule that holds answers; the answers are listed "
                "in the order of the allowed values of the outcome."
            )
        case HitPolicy.COLLECT:
            return "Every rule that holds answers; the order of the answers has no meaning."
        case HitPolicy.COLLECT_SUM:
            return "The outcomes of all rules that hold are added up."
        case HitPolicy.COLLECT_MIN:
            return "The smallest outcome of all rules that hold is the answer."
        case HitPolicy.COLLECT_MAX:
            return "The largest outcome of all rules that hold is the answer."
        case HitPolicy.COLLECT_COUNT:
            return "The answer is the number of rules that hold."
        case _:
            assert_never(policy)


def rule_rows(table: Table, names: Names) -> tuple[RuleRow, ...]:
    """The rules as sentences, in their order."""
    return tuple(_rule_row(table, rule, names) for rule in table.rules)


def table_section(table: Table, used_by: Words, names: Names) -> TableSection:
    """The table as the sheet draws it."""
    partial = bool(table.partial_because)
    return TableSection(
        anchor=table_id(table.code_name),
        name=table.name,
        address=table.at.address,
        hit_policy=table.hit_policy.value,
        hit_sentence=hit_sentence(table.hit_policy),
        coverage="Partial" if partial else "Complete",
        coverage_sentence=(
            "There are requests that no rule answers, and this is meant."
            if partial
            else "Every possible request is answered by a rule."
        ),
        because=table.partial_because,
        used_by=used_by,
        headings=_headings(table, names),
        rules=tuple(_table_rule_row(table, rule, names) for rule in table.rules),
        breadth=_breadth(len(table.columns) + len(table.outputs)),
        remarks=_remarks(table.rules),
    )


def _breadth(columns: int) -> str:
    """How many columns are too many for upright paper, for ordinary type, for unbroken words."""
    upright, ordinary, unbroken = 6, 12, 20
    if columns <= upright:
        return ""
    if columns <= ordinary:
        return "broad"
    return "very-broad" if columns <= unbroken else "very-broad broadest"


def _remarks(rules: tuple[Rule, ...]) -> str:
    kinds = (
        ("Cited", any(rule.cite for rule in rules)),
        ("Note", any(rule.note for rule in rules)),
    )
    return " and ".join(kind for kind, there in kinds if there).capitalize()


def _rule_row(table: Table, rule: Rule, names: Names) -> RuleRow:
    given = zip(table.outputs, rule.outcomes, strict=True)
    outcomes = tuple(
        _sentence(output, outcome, names)
        for output, outcome in given
        if outcome.expression is not None or outcome.value not in {NOTHING, None}
    )
    lead = "Otherwise" if rule.otherwise else "If" if rule.guards else "In every case"
    return RuleRow(
        target=rule_id(table.code_name, rule.id),
        id=rule.id,
        lead=lead,
        conditions=tuple(guard_words(guard, names) for guard in rule.guards),
        outcomes=outcomes or (word("nothing"),),
        cite=names.cited(rule.cite),
        note=rule.note,
        address=rule.at.address,
    )


def _sentence(output: Name, outcome: Outcome, names: Names) -> Words:
    gives = outcome_words(outcome, output.type.unit, names)
    return named(output.name, name_id(output.code_name)) + word(" is ") + gives


def _headings(table: Table, names: Names) -> tuple[HeadingRow, ...]:
    conditions = (
        HeadingRow(words=_linked_heading(column, names), role="If") for column in table.columns
    )
    outcomes = (
        HeadingRow(words=named(name.name, name_id(name.code_name)), role="Then", outcome=True)
        for name in table.outputs
    )
    return (*conditions, *outcomes)


def _linked_heading(column: Column, names: Names) -> Words:
    """The heading as the analyst wrote it, linked to what it names."""
    targets = (run.target for run in names.words(column.ref) if run.target)
    return named(column.heading, next(targets, ""))


def _table_rule_row(table: Table, rule: Rule, names: Names) -> TableRuleRow:
    # A column whose cell says `-` has no guard; a guard stands in the column it is read from.
    by_column = {guard.at.left: guard for guard in rule.guards}
    conditions = tuple(
        _condition_cell(column, by_column.get(column.at.left), names) for column in table.columns
    )
    if rule.otherwise and table.columns:
        conditions = (_otherwise_cell(len(table.columns)),)
    outcomes = tuple(
        _outcome_cell(output, outcome, names)
        for output, outcome in zip(table.outputs, rule.outcomes, strict=True)
    )
    return TableRuleRow(
        anchor=rule_id(table.code_name, rule.id),
        target=rule_id(table.code_name, rule.id),
        id=rule.id,
        address=rule.at.address,
        cells=conditions + outcomes,
        cite=names.cited(rule.cite),
        note=rule.note,
    )


def _condition_cell(column: Column, guard: Guard | None, names: Names) -> CellRow:
    if guard is None:
        return CellRow(heading=column.heading, words=word("any"), any=True)
    words = guard_cell_words(guard, column, names)
    return CellRow(heading=column.heading, words=words, address=guard.at.range)


def _otherwise_cell(columns: int) -> CellRow:
    return CellRow(heading="If", words=word("no rule above holds"), span=columns)


def _outcome_cell(output: Name, outcome: Outcome, names: Names) -> CellRow:
    return CellRow(
        heading=output.name,
        words=outcome_words(outcome, output.type.unit, names),
        address=outcome.at.range,
        any=outcome.value is NOTHING,
        outcome=True,
    )
