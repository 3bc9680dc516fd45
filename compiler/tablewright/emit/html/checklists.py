"""Checklists as rows: every item with its criterion, its test in words and what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from tablewright.emit.html.parts import Parts
from tablewright.emit.html.rows import ChecklistSection, ItemRow
from tablewright.emit.names import Names, checklist_id, item_id
from tablewright.emit.sentences import guard_words
from tablewright.emit.words import Words, joined, word
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Checklist, Combine, CombineKind, Item

# How policies mark a footnote: its citation ends in one of these.
FOOTNOTE_MARKS = ("*", "†", "‡", "§")


def checklist_section(checklist: Checklist, parts: Parts, names: Names) -> ChecklistSection:
    """A checklist with its items."""
    anchor = checklist_id(checklist.code_name)
    return ChecklistSection(
        anchor=anchor,
        name=checklist.name,
        address=checklist.at.address,
        sentence=f"Met when {_combined(checklist.combine, 'items')}.",
        kinds=_readers_of_kinds(checklist, parts),
        used_by=parts.used_by(anchor),
        items=_item_rows(checklist.items, checklist, "", names),
    )


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


def _readers_of_kinds(checklist: Checklist, parts: Parts) -> Words:
    readers = (
        part.words
        for part in parts.all.values()
        for ref in part.reads
        if ref.kind is RefKind.KINDS and ref.name == checklist.code_name
    )
    return joined(dict.fromkeys(readers), last=" and ")


def _item_rows(
    items: Iterable[Item], checklist: Checklist, evidence: str, names: Names
) -> tuple[ItemRow, ...]:
    """Items below one that asks for this evidence: what is asked for again is not said again."""
    return tuple(_item_row(item, checklist, evidence, names) for item in items)


def _item_row(item: Item, checklist: Checklist, evidence: str, names: Names) -> ItemRow:
    return ItemRow(
        anchor=item_id(checklist.code_name, item.id),
        number=item.cite if item.own_cite else item.id,
        cited=item.own_cite,
        kind=item.kind,
        footnote=item.own_cite and item.cite.endswith(FOOTNOTE_MARKS),
        criterion=item.criterion,
        group=_combined(item.combine, "items below") if item.combine else "",
        test=guard_words(item.guard, names) if item.guard else (),
        applies=_applies(item, names),
        evidence=item.evidence if item.evidence != evidence else "",
        letter=item.if_not_met,
        children=_item_rows(item.children, checklist, item.evidence, names),
    )


def _applies(item: Item, names: Names) -> Words:
    if item.only_if is None:
        return ()
    condition = guard_words(item.only_if, names)
    return word("Applies only if ") + condition + word("; otherwise the item is met.")
