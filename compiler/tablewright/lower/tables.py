"""From a decision table to its rules; a cell with a fault is left out of its rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tablewright.diagnostics.codes import (
    BLANK_CONDITION,
    DUPLICATE_RULE_ID,
    UNREADABLE_CELL,
)
from tablewright.diagnostics.model import Label
from tablewright.ir.program import Column, Guard, Outcome, Rule, Table
from tablewright.lower.conditions import lower_condition
from tablewright.lower.outcomes import lower_outcome
from tablewright.lower.outlines import TableOutline
from tablewright.lower.roles import Heading
from tablewright.lower.scope import Symbol
from tablewright.lower.subjects import subject_of
from tablewright.lower.table_options import RANKED, read_coverage
from tablewright.lower.workspace import Workspace
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import Row, text_of
from tablewright.syntax.value import parse_label

OTHERWISE = "Otherwise"
_ANY = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class _If:
    """An If column whose name is known."""

    heading: Heading
    symbol: Symbol


def lower_table(outline: TableOutline, workspace: Workspace) -> Table:
    """The table with every rule that could be read."""
    block, titled = outline.titled.block, outline.titled
    ifs = _ifs(outline, workspace)
    ids: dict[str, Row] = {}
    rules: list[Rule] = []
    for row in outline.roles.rows:
        rule = _rule(outline, ifs, row, workspace)
        _check_id(outline, row, ids, workspace)
        if rule is not None:
            rules.append(rule)
    return Table(
        name=titled.title.text,
        code_name=titled.code_name,
        hit_policy=outline.hit_policy,
        partial_because=read_coverage(titled, workspace.findings),
        columns=tuple(
            Column(ref=each.symbol.ref, heading=each.heading.name, at=block.span(each.heading.cell))
            for each in ifs
        ),
        outputs=outline.outputs,
        rules=tuple(rules),
        at=block.at,
    )


def _ifs(outline: TableOutline, workspace: Workspace) -> tuple[_If, ...]:
    found: list[_If] = []
    for heading in outline.roles.headings:
        if heading.role == "If":
            symbol = subject_of(outline.titled.block, heading.cell, "", workspace)
            if symbol is not None:
                found.append(_If(heading=heading, symbol=symbol))
    return tuple(found)


def _rule(
    outline: TableOutline, ifs: tuple[_If, ...], row: Row, workspace: Workspace
) -> Rule | None:
    block, columns = outline.titled.block, outline.roles.columns
    id_cell = columns.cell(row, "Rule")
    otherwise = plain(text_of(id_cell)) == plain(OTHERWISE)
    if otherwise:
        _check_otherwise(outline, ifs, row, workspace)
    guards = () if otherwise else _guards(outline, ifs, row, workspace)
    outcomes = _outcomes(outline, row, guards, workspace)
    cite_cell = columns.cell(row, "Cite")
    cite = workspace.findings.take(parse_label(cite_cell), block, cite_cell) if cite_cell else ""
    if id_cell is None:
        return None
    rule_id = workspace.findings.take(parse_label(id_cell), block, id_cell)
    if rule_id is None:
        return None
    return Rule(
        id=OTHERWISE if otherwise else rule_id.strip(),
        guards=guards,
        outcomes=outcomes,
        cite=cite or "",
        note=text_of(columns.cell(row, "Note")),
        otherwise=otherwise,
        at=block.place(row, columns.number("Rule")),
    )


def _guards(
    outline: TableOutline, ifs: tuple[_If, ...], row: Row, workspace: Workspace
) -> tuple[Guard, ...]:
    block = outline.titled.block
    guards: list[Guard] = []
    for each in ifs:
        cell = row.cell(each.heading.column)
        if cell is None:
            workspace.findings.report(
                BLANK_CONDITION,
                block.place(row, each.heading.column),
                f"The condition on `{each.heading.name}` is blank.",
                "Write - if any value will do.",
            )
            continue
        guard = lower_condition(block, cell, each.symbol, workspace)
        if guard is not None:
            guards.append(guard)
    return tuple(guards)


def _outcomes(
    outline: TableOutline, row: Row, guards: tuple[Guard, ...], workspace: Workspace
) -> tuple[Outcome, ...]:
    outcomes: list[Outcome] = []
    for heading, name in zip(outline.thens, outline.outputs, strict=True):
        output = workspace.scope.find(name.name)
        place = (row, heading.column)
        if output is not None:
            # A cell holds what one rule gives, which the hit policy may put into a list.
            cell = replace(output, type=name.type, domain=name.domain)
            outcome = lower_outcome(outline.titled.block, place, cell, guards, workspace)
            if outcome is not None:
                _check_rank(outline, outcome, workspace)
                outcomes.append(outcome)
    return tuple(outcomes)


def _check_rank(outline: TableOutline, outcome: Outcome, workspace: Workspace) -> None:
    if outcome.expression is not None and outline.hit_policy in RANKED:
        workspace.findings.report(
            UNREADABLE_CELL,
            outcome.at,
            f"{outline.hit_policy} ranks rules by their outcomes, and this one is worked out.",
            "Write a value here, or choose another hit policy.",
        )


def _check_otherwise(
    outline: TableOutline, ifs: tuple[_If, ...], row: Row, workspace: Workspace
) -> None:
    block = outline.titled.block
    if row is not outline.roles.rows[-1]:
        workspace.findings.report(
            UNREADABLE_CELL,
            block.place(row, outline.roles.columns.number("Rule")),
            "Otherwise is not the last row.",
            "Move it to the end of the table: it stands for whatever no rule above takes.",
        )
    for each in ifs:
        cell = row.cell(each.heading.column)
        if cell is not None and text_of(cell) != _ANY:
            workspace.findings.report(
                UNREADABLE_CELL,
                block.span(cell),
                "An Otherwise row has no conditions.",
                "Write - here, or give the row an id of its own.",
            )


def _check_id(outline: TableOutline, row: Row, ids: dict[str, Row], workspace: Workspace) -> None:
    """Ids are unique and not blank; a label that cannot be read is reported with its rule."""
    block, columns = outline.titled.block, outline.roles.columns
    at = block.place(row, columns.number("Rule"))
    rule_id = text_of(columns.cell(row, "Rule"))
    if not rule_id:
        workspace.findings.report(
            UNREADABLE_CELL, at, "This rule has no id.", "Write one in the column Rule."
        )
        return
    first = ids.setdefault(plain(rule_id), row)
    if first is not row:
        label = Label(span=block.place(first, columns.number("Rule")), text="the first one")
        workspace.findings.report(
            DUPLICATE_RULE_ID,
            at,
            f"The rule id `{rule_id}` stands twice.",
            "Give each rule an id of its own.",
            (label,),
        )
