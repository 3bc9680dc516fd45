"""What a workbook defines, before any condition is read: names, value sets, items, scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Domain, Member, Name, ValueSet
from tablewright.ir.types import Kind, Type
from tablewright.lower.code_names import Becomes, member_name, squeezed
from tablewright.lower.findings import Findings
from tablewright.lower.glossary import Entry, Glossary, lower_glossary, units_of
from tablewright.lower.outlines import (
    ChecklistOutline,
    TableOutline,
    outline_checklist,
    outline_tables,
)
from tablewright.lower.scope import Scope, Symbol
from tablewright.lower.titles import Definition, Titled, check_names, read_titles
from tablewright.lower.typist import YES_NO
from tablewright.lower.value_sets import lower_value_set
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import Keyword, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """The blocks with their titles, what they define, and the scope of all names."""

    titled: tuple[Titled, ...]
    entries: tuple[Entry, ...]
    tables: tuple[TableOutline, ...]
    checklists: tuple[ChecklistOutline, ...]
    scope: Scope
    code_names: frozenset[str]  # squeezed, as names of classes would meet

    def blocks(self, keyword: Keyword) -> tuple[Titled, ...]:
        """The blocks of one kind in sheet order."""
        return tuple(each for each in self.titled if each.block.keyword is keyword)

    @property
    def inputs(self) -> tuple[Name, ...]:
        """The names that are asked for."""
        return tuple(
            entry.name
            for entry in self.entries
            if (symbol := self.scope.find(entry.name.name)) is not None
            and symbol.ref.kind is RefKind.INPUT
        )


def define(blocks: tuple[Block, ...], files: Mapping[str, str], findings: Findings) -> Defined:
    """Read everything that defines a name."""
    titled = read_titles(blocks, findings)
    value_sets = _value_sets(titled, files, findings)
    glossaries = tuple(block for block in blocks if block.keyword is Keyword.GLOSSARY)
    empty = Scope(
        symbols={}, value_sets=value_sets, items=(), broken=frozenset(), units=units_of(glossaries)
    )
    glossary = _glossary(glossaries, empty, findings)
    tables = outline_tables(_of(titled, Keyword.TABLE), glossary, findings)
    checklists = tuple(outline_checklist(each, findings) for each in _of(titled, Keyword.CHECKLIST))
    definitions = _definitions(glossary, titled)
    check_names(definitions, findings)
    scope = Scope(
        symbols=_symbols(glossary, tables, checklists),
        value_sets=value_sets,
        items=tuple(entry for each in checklists for entry in each.entries),
        broken=frozenset(plain(name) for name in glossary.broken),
        units=empty.units,
    )
    return Defined(
        titled=titled,
        entries=glossary.entries,
        tables=tables,
        checklists=checklists,
        scope=scope,
        code_names=frozenset(squeezed(each.code_name) for each in definitions),
    )


def _of(titled: tuple[Titled, ...], keyword: Keyword) -> tuple[Titled, ...]:
    return tuple(each for each in titled if each.block.keyword is keyword)


def _value_sets(
    titled: tuple[Titled, ...], files: Mapping[str, str], findings: Findings
) -> Mapping[str, ValueSet]:
    return {
        plain(each.title.text): lower_value_set(
            each.block, each.title, each.code_name, files, findings
        )
        for each in _of(titled, Keyword.VALUE_SET)
    }


def _glossary(blocks: tuple[Block, ...], scope: Scope, findings: Findings) -> Glossary:
    parts = [lower_glossary(block, scope, findings) for block in blocks]
    return Glossary(
        entries=tuple(entry for part in parts for entry in part.entries),
        broken=tuple(name for part in parts for name in part.broken),
    )


def _definitions(glossary: Glossary, titled: tuple[Titled, ...]) -> tuple[Definition, ...]:
    rows = tuple(
        Definition(
            name=entry.name.name,
            code_name=entry.name.code_name,
            becomes=Becomes.CLASS if entry.name.domain.members else Becomes.ATTRIBUTE,
            at=entry.name.at,
        )
        for entry in glossary.entries
    )
    defining = {
        Keyword.TABLE: Becomes.FUNCTION,
        Keyword.CHECKLIST: Becomes.FUNCTION,
        Keyword.VALUE_SET: Becomes.ATTRIBUTE,
    }
    titles = tuple(
        Definition(
            name=each.title.text,
            code_name=each.code_name,
            becomes=defining[each.block.keyword],
            at=each.title.at,
        )
        for each in titled
        if each.block.keyword in defining and each.title.text
    )
    return (*rows, *titles)


def _symbols(
    glossary: Glossary,
    tables: tuple[TableOutline, ...],
    checklists: tuple[ChecklistOutline, ...],
) -> Mapping[str, Symbol]:
    table_of = {output.name: table for table in tables for output in table.outputs}
    found = [_of_entry(entry, table_of.get(entry.name.name)) for entry in glossary.entries]
    for checklist in checklists:
        found += _of_checklist(checklist)
    symbols: dict[str, Symbol] = {}
    for symbol in found:
        # Of two definitions the first counts; the second has been reported.
        symbols.setdefault(plain(symbol.name), symbol)
    return symbols


def _of_entry(entry: Entry, table: TableOutline | None) -> Symbol:
    name = entry.name
    if table is not None:
        ref = Ref(kind=RefKind.OUTPUT, name=table.titled.code_name, part=name.code_name)
        name = as_given(table.hit_policy, name)
    elif entry.calculated is not None:
        ref = Ref(kind=RefKind.CALCULATION, name=name.code_name)
    else:
        ref = Ref(kind=RefKind.INPUT, name=name.code_name)
    return Symbol(
        name=name.name,
        ref=ref,
        type=name.type,
        domain=name.domain,
        at=name.at,
        nullable=name.blank_is_nothing,
    )


def _of_checklist(checklist: ChecklistOutline) -> tuple[Symbol, Symbol]:
    """Whether it is met, and `<checklist> kinds not met`."""
    title, code_name = checklist.titled.title, checklist.titled.code_name
    kinds = tuple(Member(text=kind, code_name=member_name(kind)) for kind in checklist.kinds)
    met = Symbol(
        name=title.text,
        ref=Ref(kind=RefKind.CHECKLIST, name=code_name),
        type=YES_NO,
        domain=Domain(),
        at=title.at,
    )
    not_met = Symbol(
        name=f"{title.text} kinds not met",
        ref=Ref(kind=RefKind.KINDS, name=code_name),
        type=Type(kind=Kind.TEXT, is_list=True),
        domain=Domain(members=kinds),
        at=title.at,
    )
    return met, not_met
