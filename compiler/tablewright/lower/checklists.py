"""From a checklist's rows to its tree of items: groups that combine, leaves that test."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import (
    BLANK_CONDITION,
    DUPLICATE_RULE_ID,
    EMPTY_CHECKLIST_GROUP,
    UNREADABLE_CELL,
)
from tablewright.diagnostics.model import CellSpan, Label
from tablewright.ir import tests
from tablewright.ir.expr import Read
from tablewright.ir.program import Checklist, Combine, CombineKind, Guard, Item
from tablewright.lower.combine import parse_combine
from tablewright.lower.conditions import hidden_ref, lower_condition, take_faults
from tablewright.lower.infer import infer
from tablewright.lower.outlines import ChecklistOutline, ItemRow
from tablewright.lower.subjects import items_called, report_item, subject_of
from tablewright.lower.typist import Typist
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.only_if import parse_only_if
from tablewright.syntax.rows import text_of
from tablewright.syntax.tree import ItemMet, NameUse, Worked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The checklist that is read, by parent id."""

    outline: ChecklistOutline
    workspace: Workspace
    children: dict[str, list[ItemRow]]

    def cell(self, item: ItemRow, heading: str) -> Cell | None:
        return self.outline.columns.cell(item.row, heading)

    def text(self, item: ItemRow, heading: str) -> str:
        return text_of(self.cell(item, heading))

    def at(self, item: ItemRow, heading: str) -> CellSpan:
        columns, block = self.outline.columns, self.outline.titled.block
        return block.place(item.row, columns.number(heading))

    def report(self, item: ItemRow, heading: str, message: str, action: str) -> None:
        at = self.at(item, heading)
        self.workspace.findings.report(UNREADABLE_CELL, at, message, action)


def lower_checklist(outline: ChecklistOutline, workspace: Workspace) -> Checklist:
    """The checklist with every item that could be read."""
    titled = outline.titled
    sheet = _Sheet(outline=outline, workspace=workspace, children=_nested(outline, workspace))
    return Checklist(
        name=titled.title.text,
        code_name=titled.code_name,
        combine=_met_when(outline, workspace),
        items=_items(sheet, "", ""),
        at=titled.block.at,
    )


def _nested(outline: ChecklistOutline, workspace: Workspace) -> dict[str, list[ItemRow]]:
    """The rows by the id of their parent; rows without one, or with a second id, are reported."""
    first: dict[str, ItemRow] = {}
    children: dict[str, list[ItemRow]] = {"": []}
    for item in outline.items:
        at = outline.titled.block.place(item.row, outline.columns.number("Item"))
        if item.id in first:
            other = outline.titled.block.place(first[item.id].row, outline.columns.number("Item"))
            workspace.findings.report(
                DUPLICATE_RULE_ID,
                at,
                f"The item id `{item.id}` stands twice.",
                "Give each item an id of its own.",
                (Label(span=other, text="the first one"),),
            )
            continue
        parent = item.id.rpartition(".")[0]
        if parent and parent not in first:
            workspace.findings.report(
                UNREADABLE_CELL,
                at,
                f"The item `{item.id}` belongs to `{parent}`, which does not stand above it.",
                f"Add a row for `{parent}` above, or correct the id.",
            )
            parent = ""
        first[item.id] = item
        children.setdefault(parent, []).append(item)
    return children


def _met_when(outline: ChecklistOutline, workspace: Workspace) -> Combine:
    titled = outline.titled
    option = titled.title.option("Met when")
    combine = parse_combine(option.text) if option is not None else None
    if combine is None:
        at = titled.title.at if option is None else titled.block.span(option.cell)
        said = f"`{option.text}` does not say" if option else "Nothing says"
        workspace.findings.report(
            UNREADABLE_CELL,
            at,
            f"{said} when the checklist `{titled.title.text}` is met.",
            "Write Met when | all of (any of, at least 2 of, none of) into the title row.",
        )
    return combine or Combine(kind=CombineKind.ALL_OF)


def _items(sheet: _Sheet, parent: str, cite: str) -> tuple[Item, ...]:
    found = (_item(sheet, row, cite) for row in sheet.children.get(parent, ()))
    return tuple(item for item in found if item is not None)


def _item(sheet: _Sheet, row: ItemRow, inherited: str) -> Item | None:
    cite = row.cite or inherited
    children = _items(sheet, row.id, cite)
    combine, guard = None, None
    if sheet.cell(row, "Combine") is not None:
        combine = _group(sheet, row)
    else:
        guard = _leaf(sheet, row)
    only_if = _only_if(sheet, row)
    if combine is None and guard is None:
        return None
    return Item(
        id=row.id,
        combine=combine,
        guard=guard,
        only_if=only_if,
        children=children,
        cite=cite,
        own_cite=bool(row.cite),
        criterion=sheet.text(row, "Criterion"),
        evidence=sheet.text(row, "Evidence"),
        if_not_met=sheet.text(row, "If not met"),
        kind=row.kind,
        at=sheet.at(row, "Item"),
    )


def _group(sheet: _Sheet, row: ItemRow) -> Combine | None:
    text = sheet.text(row, "Combine")
    combine = parse_combine(text)
    children = sheet.children.get(row.id, [])
    if combine is None:
        sheet.report(
            row,
            "Combine",
            f"`{text}` is no way to combine items.",
            "Write all of, any of, at least 2 of (or another number) or none of.",
        )
    elif not children:
        sheet.workspace.findings.report(
            EMPTY_CHECKLIST_GROUP,
            sheet.at(row, "Combine"),
            f"The group `{row.id}` has no items below it.",
            f"Add items such as {row.id}.a, or give it a Subject and a Test.",
        )
    elif combine.at_least > len(children):
        sheet.report(
            row,
            "Combine",
            f"The group `{row.id}` has {len(children)} items; {combine.at_least} cannot be met.",
            "Lower the number, or add the missing items.",
        )
    for heading in ("Subject", "Test"):
        if sheet.cell(row, heading) is not None:
            sheet.report(
                row,
                heading,
                f"A group has no {heading}; `{row.id}` has a Combine and a {heading}.",
                "Clear one of the two, or test it in an item below.",
            )
    return combine


def _leaf(sheet: _Sheet, row: ItemRow) -> Guard | None:
    outline, workspace = sheet.outline, sheet.workspace
    subject, test = sheet.cell(row, "Subject"), sheet.cell(row, "Test")
    if sheet.children.get(row.id):
        sheet.report(
            row,
            "Combine",
            f"`{row.id}` has items below it but no Combine.",
            "Write all of, any of, at least 2 of or none of.",
        )
        return None
    if subject is None:
        sheet.report(
            row,
            "Subject",
            f"The item `{row.id}` tests nothing.",
            "Write a Subject and a Test, or a Combine if it is a group.",
        )
        return None
    block = outline.titled.block
    symbol = subject_of(block, subject, outline.titled.code_name, workspace)
    if test is None:
        workspace.findings.report(
            BLANK_CONDITION,
            sheet.at(row, "Test"),
            f"The test of `{row.id}` is blank.",
            "Write the condition that its subject has to meet.",
        )
        return None
    if symbol is None:
        return None
    if text_of(test) == "-":
        message = f"The item `{row.id}` takes any value, so it tests nothing."
        sheet.report(row, "Test", message, "Write a condition, or remove the row.")
        return None
    return lower_condition(block, test, symbol, workspace)


def _only_if(sheet: _Sheet, row: ItemRow) -> Guard | None:
    cell = sheet.cell(row, "Only if")
    if cell is None:
        return None
    block, workspace = sheet.outline.titled.block, sheet.workspace
    parsed = parse_only_if(cell, workspace.scope.vocabulary)
    match workspace.findings.take(parsed, block, cell):
        case ItemMet(item=name, met=met):
            found = items_called(name, sheet.outline.titled.code_name, workspace.scope)
            if len(found) != 1:
                report_item(block, cell, name, found, workspace)
                return None
            test = tests.YES if met else tests.NO
            return Guard(ref=found[0].ref, test=test, text=text_of(cell), at=block.span(cell))
        case Worked() as worked:
            return _only_if_expression(worked, sheet, cell)
        case _:
            return None


def _only_if_expression(worked: Worked, sheet: _Sheet, cell: Cell) -> Guard | None:
    block, workspace = sheet.outline.titled.block, sheet.workspace
    typist = Typist(scope=workspace.scope)
    expression = infer(worked.expression, typist)
    truth = typist.truth(worked.expression, expression)
    take_faults(typist, block, cell, workspace)
    if expression is None or truth is None:
        return None
    text = text_of(cell)
    if isinstance(worked.expression, NameUse) and isinstance(expression, Read):
        return Guard(ref=expression.ref, test=tests.YES, text=text, at=block.span(cell))
    ref = hidden_ref(text, truth, (block, cell), workspace)
    return None if ref is None else Guard(ref=ref, test=tests.YES, text=text, at=block.span(cell))
