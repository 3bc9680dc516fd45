"""What every name, item and citation of a program is called on the page, and the id it links to.

Ids are stable: made from code names, rule ids and item ids alone, one to one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from tablewright.emit.predicates import Subject, set_words
from tablewright.emit.words import Words, named, word
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.facts import items_of
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Calculation, Checklist, Guard, Item, Name, Program

CITATION_BREAK = re.compile(r"(\s*(?:[,;\n]|\band\b|\bor\b)\s*)")


def slug(text: str) -> str:
    """Text as part of an id, one to one: ASCII letters, digits and `.-_` stay, a blank is `+`."""
    return "".join(_slugged(char) for char in text)


def _slugged(char: str) -> str:
    if char == " ":
        return "+"
    if char.isascii() and (char.isalnum() or char in ".-_"):
        return char
    return f"~{ord(char):x}~"


def name_id(code_name: str) -> str:
    """The id of an input, a calculated name or an output."""
    return f"name-{code_name}"


def table_id(code_name: str) -> str:
    """The id of a decision table."""
    return f"table-{code_name}"


def rule_id(table: str, rule: str) -> str:
    """The id of a rule."""
    return f"rule-{table}-{slug(rule)}"


def checklist_id(code_name: str) -> str:
    """The id of a checklist."""
    return f"checklist-{code_name}"


def item_id(checklist: str, item: str) -> str:
    """The id of an item of a checklist."""
    return f"item-{checklist}-{slug(item)}"


def example_id(decision: str, case: str) -> str:
    """The id of an example."""
    return f"example-{decision}-{slug(case)}"


def cite_id(cite: str) -> str:
    """The id of a citation in the index of citations."""
    return f"cite-{slug(cite)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Lookups over one program; every lookup of a name that is not there is a bug of ours."""

    names: Mapping[str, Name]
    hidden: Mapping[str, Calculation]
    checklists: Mapping[str, Checklist]
    items: Mapping[tuple[str, str], Item]
    cites: Mapping[str, str]  # citation -> id of the item that states it
    sets: tuple[tuple[str, str], ...]

    def unit(self, ref: Ref) -> str:
        """The unit of the numbers that are read."""
        match ref.kind:
            case RefKind.INPUT | RefKind.CALCULATION:
                return self.names[ref.name].type.unit
            case RefKind.OUTPUT:
                return self.names[ref.part].type.unit
            case RefKind.CHECKLIST | RefKind.ITEM | RefKind.KINDS:
                return ""
            case _:
                assert_never(ref.kind)

    def subject(self, ref: Ref) -> Subject:
        """What a test on this reads."""
        met = ref.kind in {RefKind.CHECKLIST, RefKind.ITEM}
        return Subject(unit=self.unit(ref), met=met, sets=self.sets)

    def set_words(self, code_name: str) -> Words:
        """A value set, linked."""
        return set_words(code_name, self.sets)

    def words(self, ref: Ref) -> Words:
        """The name of what is read, linked to where it stands."""
        match ref.kind:
            case RefKind.INPUT | RefKind.CALCULATION:
                return named(self.names[ref.name].name, name_id(ref.name))
            case RefKind.OUTPUT:
                return named(self.names[ref.part].name, name_id(ref.part))
            case RefKind.CHECKLIST:
                return named(self.checklists[ref.name].name, checklist_id(ref.name))
            case RefKind.ITEM:
                return word("item ") + named(self._item_text(ref), item_id(ref.name, ref.part))
            case RefKind.KINDS:
                kinds = f"{self.checklists[ref.name].name} kinds not met"
                return named(kinds, checklist_id(ref.name))
            case _:
                assert_never(ref.kind)

    def hidden_of(self, guard: Guard) -> Calculation | None:
        """The comparison of two names that the guard's cell was turned into, if it was."""
        is_calculation = guard.ref.kind is RefKind.CALCULATION
        return self.hidden.get(guard.ref.name) if is_calculation else None

    def cited(self, cite: str) -> Words:
        """A citation, with every part that an item states linked to that item."""
        if cite in self.cites:
            return named(cite, self.cites[cite])
        words: Words = ()
        for part in CITATION_BREAK.split(cite):
            words += named(part, self.cites[part]) if part in self.cites else word(part)
        return words

    def _item_text(self, ref: Ref) -> str:
        item = self.items[ref.name, ref.part]
        return item.cite if item.own_cite else f"{item.id} of {self.checklists[ref.name].name}"


def names_of(program: Program) -> Names:
    """The lookups of a program."""
    outputs = tuple(as_given(t.hit_policy, output) for t in program.tables for output in t.outputs)
    calculated = tuple(calculation.name for calculation in program.calculations)
    cites: dict[str, str] = {}
    items: dict[tuple[str, str], Item] = {}
    for checklist in program.checklists:
        for item in items_of(checklist.items):
            items[checklist.code_name, item.id] = item
            if item.own_cite:
                cites.setdefault(item.cite, item_id(checklist.code_name, item.id))
    return Names(
        names={name.code_name: name for name in (*program.inputs, *calculated, *outputs)},
        hidden={each.name.code_name: each for each in program.calculations if each.hidden},
        checklists={checklist.code_name: checklist for checklist in program.checklists},
        items=items,
        cites=cites,
        sets=tuple((each.code_name, each.name) for each in program.value_sets),
    )
