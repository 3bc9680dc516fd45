"""Decision tables as the sheet draws them, in words, with the letters and numbers of the sheet."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from tablewright.diagnostics.model import column_letters
from tablewright.emit.html.rows import CellRow, HeadingRow, TableRuleRow, TableSection
from tablewright.emit.names import Names, name_id, rule_id, table_id
from tablewright.emit.sentences import guard_cell_words, outcome_words
from tablewright.emit.words import Words, named, plain, word
from tablewright.ir.program import Column, Guard, HitPolicy, Rule, Table

ANY = "–"  # what a cell says that its rule does not look at
NARROW = 6  # characters


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


def table_section(table: Table, used_by: Words, names: Names, *, remarks: bool) -> TableSection:
    """The table as the sheet draws it; `remarks` are the citations and notes of its rules."""
    partial = bool(table.partial_because)
    rules = tuple(_rule_row(table, rule, names) for rule in table.rules)
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
        headings=tuple(
            replace(heading, narrow=_is_narrow(at, rules))
            for at, heading in enumerate(_headings(table, names))
        ),
        rules=rules,
        breadth=_breadth(len(table.columns) + len(table.outputs)),
        remarks=_remarks(table.rules) if remarks else "",
    )


def _breadth(columns: int) -> str:
    """Which type a table of so many columns is set in, and which way its paper is held."""
    ordinary, ample, broad, upright = 4, 8, 14, 24
    if columns <= ordinary:
        return ""
    if columns <= ample:
        return "ample"
    if columns <= broad:
        return "broad"
    return "broad broader" if columns <= upright else "broad broader broadest"


def _remarks(rules: tuple[Rule, ...]) -> str:
    kinds = (
        ("Cited", any(rule.cite for rule in rules)),
        ("Note", any(rule.note for rule in rules)),
    )
    return " and ".join(kind for kind, there in kinds if there).capitalize()


def _headings(table: Table, names: Names) -> tuple[HeadingRow, ...]:
    conditions = (
        HeadingRow(
            words=_linked_heading(column, names), role="If", letter=column_letters(column.at.left)
        )
        for column in table.columns
    )
    places = table.rules[0].outcomes if table.rules else ()
    outcomes = (
        HeadingRow(
            words=named(output.name, name_id(output.code_name)),
            role="Then",
            letter=column_letters(place.at.left) if place else "",
            outcome=True,
        )
        for output, place in zip_longest(table.outputs, places)
    )
    return (*conditions, *outcomes)


def _is_narrow(column: int, rules: tuple[TableRuleRow, ...]) -> bool:
    """Whether a column takes no more room than its heading."""
    cells = (rule.cells[column] for rule in rules if all(cell.span == 1 for cell in rule.cells))
    return all(len(plain(cell.words)) <= NARROW for cell in cells)


def _linked_heading(column: Column, names: Names) -> Words:
    """The heading as the analyst wrote it, linked to what it names."""
    targets = (run.target for run in names.words(column.ref) if run.target)
    return named(column.heading, next(targets, ""))


def _rule_row(table: Table, rule: Rule, names: Names) -> TableRuleRow:
    # A column whose cell says `-` has no guard; a guard stands in the column it is read from.
    by_column = {guard.at.left: guard for guard in rule.guards}
    conditions = tuple(
        _condition_cell(column, by_column.get(column.at.left), names) for column in table.columns
    )
    if rule.otherwise and table.columns:
        conditions = (CellRow(words=word("no rule above holds"), span=len(table.columns)),)
    outcomes = tuple(
        CellRow(words=outcome_words(outcome, output.type.unit, names), style="outcome")
        for output, outcome in zip(table.outputs, rule.outcomes, strict=True)
    )
    return TableRuleRow(
        anchor=rule_id(table.code_name, rule.id),
        id=rule.id,
        row=str(rule.at.top),
        cells=conditions + outcomes,
        cite=names.cited(rule.cite),
        note=rule.note,
    )


def _condition_cell(column: Column, guard: Guard | None, names: Names) -> CellRow:
    if guard is None:
        return CellRow(words=word(ANY), style="any")
    return CellRow(words=guard_cell_words(guard, column, names))
