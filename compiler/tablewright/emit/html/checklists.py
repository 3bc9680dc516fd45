"""Checklists as rows: every item with its criterion, its test in words and what it needs."""

from __future__ import annotations

from typing import assert_never

from tablewright.emit.html.rows import ChecklistSection, FactRow, ItemRow
from tablewright.emit.names import Names, checklist_id, item_id
from tablewright.emit.sentences import guard_words
from tablewright.emit.words import Words, named, word
from tablewright.ir.program import Checklist, Combine, CombineKind, Item

# How policies mark a footnote: its citation ends in one of these.
FOOTNOTE_MARKS = ("*", "†", "‡", "§")


def checklist_section(checklist: Checklist, used_by: Words, names: Names) -> ChecklistSection:
    """A checklist with its items."""
    combined = _combined(checklist.combine, "items")
    return ChecklistSection(
        anchor=checklist_id(checklist.code_name),
        name=checklist.name,
        address=checklist.at.address,
        sentence=f"Met when {combined}.",
        used_by=used_by,
        items=tuple(_item_row(item, checklist, names) for item in checklist.items),
    )


def combine_text(combine: Combine) -> str:
    """`all of the items are met`."""
    return _combined(combine, "items")


def _combined(combine: Combine, noun: str) -> str:
    match combine.kind:
        case CombineKind.ALL_OF:
            return f"all of the {noun} are met"
        case CombineKind.ANY_OF:
            return f"at least one of the {noun} is met"
        case CombineKind.AT_LEAST:
            verb = "is" if combine.at_least == 1 else "are"
            return f"at least {combine.at_least} of the {noun} {verb} met"
        case CombineKind.NONE_OF:
            return f"none of the {noun} is met"
        case _:
            assert_never(combine.kind)


def _item_row(item: Item, checklist: Checklist, names: Names) -> ItemRow:
    anchor = item_id(checklist.code_name, item.id)
    group = f"Met when {_combined(item.combine, 'items below')}." if item.combine else ""
    return ItemRow(
        anchor=anchor,
        id=item.id,
        title=named(item.cite if item.own_cite else item.id, anchor),
        kind=item.kind,
        footnote=item.own_cite and item.cite.endswith(FOOTNOTE_MARKS),
        criterion=item.criterion,
        group=group,
        facts=_facts(item, names),
        address=item.at.address,
        children=tuple(_item_row(child, checklist, names) for child in item.children),
    )


def _facts(item: Item, names: Names) -> tuple[FactRow, ...]:
    test = guard_words(item.guard, names) if item.guard else ()
    only_if = guard_words(item.only_if, names) if item.only_if else ()
    counts = word("only if ") + only_if + word("; otherwise the item is met") if only_if else ()
    facts = (
        FactRow(term="Met when", words=test),
        FactRow(term="Applies", words=counts),
        FactRow(term="Evidence", words=word(item.evidence)),
        FactRow(term="If not met", words=word(item.if_not_met)),
    )
    return tuple(fact for fact in facts if fact.words)
