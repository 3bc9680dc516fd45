"""From what stands over a column, or as a Subject, to what is read: a name or an item."""

from __future__ import annotations

from tablewright.diagnostics.codes import UNKNOWN_NAME
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.program import Domain
from tablewright.lower.findings import Findings
from tablewright.lower.scope import ItemEntry, Scope, Symbol
from tablewright.lower.typist import YES_NO
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import text_of


def subject_of(block: Block, cell: Cell, checklist: str, workspace: Workspace) -> Symbol | None:
    """What a heading or Subject names; `checklist` is the code name of its own, or empty."""
    text = text_of(cell)
    scope = workspace.scope
    bare = text[1:-1].strip() if text.startswith("[") and text.endswith("]") else ""
    if bare:
        found = items_called(bare, checklist, scope)
        if len(found) == 1:
            return item_symbol(text, found[0])
        if found or scope.find(bare) is None:
            report_item(block, cell, bare, found, workspace)
            return None
    symbol = scope.find(bare or text)
    if symbol is None and not scope.is_broken(bare or text):
        _report_unknown(block, cell, text, scope, workspace.findings)
    return symbol


def item_symbol(text: str, item: ItemEntry) -> Symbol:
    """An item as a name that is met or not."""
    return Symbol(name=text, ref=item.ref, type=YES_NO, domain=Domain(), at=item.at)


def items_called(text: str, checklist: str, scope: Scope) -> tuple[ItemEntry, ...]:
    """The items with this citation; else the item of the same checklist with this id."""
    by_cite = tuple(item for item in scope.items if item.cite and plain(item.cite) == plain(text))
    if by_cite:
        return by_cite
    return tuple(item for item in scope.items if (item.checklist, item.id) == (checklist, text))


def report_item(
    block: Block, cell: Cell, text: str, found: tuple[ItemEntry, ...], workspace: Workspace
) -> None:
    """Say that no item, or more than one, is called this."""
    if found:
        places = ", ".join(item.at.address for item in found)
        message, action = (
            f"`[{text}]` is the citation of {len(found)} items.",
            f"Give the items at {places} citations of their own.",
        )
    else:
        cites = [item.cite for item in workspace.scope.items if item.cite]
        message = f"No item has the citation `{text}`."
        # Citations differ in one sign and mean something else, so none is guessed.
        action = f"Items are cited as: {', '.join(cites[:12])}." if cites else "Give items a Cite."
    workspace.findings.report(UNKNOWN_NAME, block.span(cell), message, action)


def _report_unknown(block: Block, cell: Cell, text: str, scope: Scope, findings: Findings) -> None:
    meant = nearest(text, scope.names)
    findings.report(
        UNKNOWN_NAME,
        block.span(cell),
        f"`{text}` is not defined.",
        f"Did you mean `{meant}`?"
        if meant
        else "Write a name of the Glossary, or add a row for it there.",
    )
