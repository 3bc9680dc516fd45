"""From the Glossary to its entries: a name, its type, and what it may hold.

Whether an entry is an input, a calculation or an output is settled by the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tablewright.diagnostics.codes import DUPLICATE_NAME, NAME_NOT_USABLE, UNREADABLE_CELL
from tablewright.diagnostics.model import CellSpan
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.program import Domain, Member, Name
from tablewright.ir.types import Kind, Type
from tablewright.lower.code_names import code_name, member_name, member_objection
from tablewright.lower.findings import Findings
from tablewright.lower.fold import NUMBERS
from tablewright.lower.scope import Scope
from tablewright.source.grid import Cell
from tablewright.syntax.allowed import (
    Allowed,
    AllowedIntervals,
    AllowedSet,
    AllowedTexts,
    parse_allowed,
)
from tablewright.syntax.blocks import Block
from tablewright.syntax.columns import Columns, HeadingRule, read_columns
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import Row, text_of

_RULE = HeadingRule(required=("Name", "Type"))
_SINGLE = frozenset({Kind.YES_NO, Kind.DURATION})
_LIST = "list of "
_BLANK_MEANS = {"": False, "unknown": False, "nothing": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the Glossary. `calculated` is its `Calculated as` cell, if filled."""

    name: Name
    calculated: Cell | None
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The entries in sheet order, and the names of rows that could not be read."""

    entries: tuple[Entry, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    block: Block
    columns: Columns
    scope: Scope
    findings: Findings

    def text(self, row: Row, heading: str) -> str:
        return text_of(self.columns.cell(row, heading))

    def at(self, row: Row, heading: str) -> CellSpan:
        cell = self.columns.cell(row, heading)
        if cell is not None:
            return self.block.span(cell)
        return self.block.place(row, self.columns.number(heading))


def lower_glossary(block: Block, scope: Scope, findings: Findings) -> Glossary:
    """Every row of a Glossary; value sets are known, other names are not needed."""
    columns, faults = read_columns(block, _RULE)
    findings.add(faults)
    reader = _Reader(block=block, columns=columns, scope=scope, findings=findings)
    entries: list[Entry] = []
    broken: list[str] = []
    for row in columns.rows:
        entry = _entry(reader, row)
        if entry is None:
            broken.append(reader.text(row, "Name"))
        else:
            entries.append(entry)
    return Glossary(entries=tuple(entries), broken=tuple(name for name in broken if name))


def units_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Every unit that the Glossary gives to a name."""
    units: list[str] = []
    for block in blocks:
        columns, _ = read_columns(block, _RULE)
        units += [text_of(columns.cell(row, "Unit")) for row in columns.rows]
    return tuple(dict.fromkeys(unit for unit in units if unit))


def _entry(reader: _Reader, row: Row) -> Entry | None:
    name = reader.text(row, "Name")
    if not name:
        reader.findings.report(
            UNREADABLE_CELL,
            reader.at(row, "Name"),
            "This row of the Glossary has no name.",
            "Write its name, or clear the row.",
        )
    type_ = _type(reader, row)
    if not name or type_ is None:
        return None
    calculated = reader.columns.cell(row, "Calculated as")
    domain = _domain(reader, row, type_)
    if domain is not None and domain.value_set:
        # The words of a value set are compared as codes are: it is the set that closes them.
        type_ = replace(type_, kind=Kind.CODE)
    nothing = _blank_is_nothing(reader, row)
    return (
        None
        if domain is None
        else Entry(
            name=Name(
                name=name,
                code_name=reader.text(row, "Code name") or code_name(name),
                type=type_,
                domain=domain,
                blank_is_nothing=nothing,
                asked_of=reader.text(row, "Asked of"),
                question=reader.text(row, "Question"),
                meaning=reader.text(row, "Meaning"),
                source=reader.text(row, "Source"),
                at=reader.at(row, "Name"),
            ),
            calculated=calculated,
            block=reader.block,
        )
    )


def _type(reader: _Reader, row: Row) -> Type | None:
    word = plain(reader.text(row, "Type"))
    unit = reader.text(row, "Unit")
    is_list = word.startswith(_LIST)
    kind = next((kind for kind in Kind if kind == word.removeprefix(_LIST)), None)
    if kind is None:
        types = [*Kind, *(f"{_LIST}{kind}" for kind in Kind if kind not in _SINGLE)]
        meant = nearest(word, types)
        reader.findings.report(
            UNREADABLE_CELL,
            reader.at(row, "Type"),
            f"`{word}` is no type." if word else "This name has no type.",
            f"Did you mean `{meant}`?" if meant else f"The types are: {', '.join(types[:7])}.",
        )
        return None
    if is_list and kind in _SINGLE:
        reader.findings.report(
            UNREADABLE_CELL,
            reader.at(row, "Type"),
            f"There are no lists of {kind}: no condition asks what such a list has.",
            "Use a name of its own for each, or a list of text.",
        )
        return None
    if unit and kind not in NUMBERS:
        reader.findings.report(
            UNREADABLE_CELL,
            reader.at(row, "Unit"),
            f"A name of type {kind} has no unit.",
            "Clear the unit, or make the name a number.",
        )
        return None
    return Type(kind=kind, is_list=is_list, unit=unit)


def _blank_is_nothing(reader: _Reader, row: Row) -> bool:
    word = plain(reader.text(row, "Blank means"))
    if word in _BLANK_MEANS:
        return _BLANK_MEANS[word]
    reader.findings.report(
        UNREADABLE_CELL,
        reader.at(row, "Blank means"),
        f"A blank cannot mean `{word}`.",
        "Write unknown (someone has to be asked) or nothing (there is none).",
    )
    return False


def _domain(reader: _Reader, row: Row, type_: Type) -> Domain | None:
    cell = reader.columns.cell(row, "Allowed values")
    if cell is None:
        if type_.kind is not Kind.TEXT:
            return Domain()
        reader.findings.report(
            UNREADABLE_CELL,
            reader.at(row, "Allowed values"),
            "A name of type text needs its allowed values.",
            "List them, or name a value set; use the type code for words outside any list.",
        )
        return None
    parsed = parse_allowed(cell, type_, reader.scope.vocabulary)
    allowed = reader.findings.take(parsed, reader.block, cell)
    return None if allowed is None else _domain_of(allowed, reader, cell)


def _domain_of(allowed: Allowed, reader: _Reader, cell: Cell) -> Domain | None:
    match allowed:
        case AllowedIntervals(intervals=intervals):
            return Domain(intervals=intervals)
        case AllowedSet(value_set=name):
            values = reader.scope.value_set(name)
            return Domain(value_set=values.code_name) if values is not None else None
        case AllowedTexts(texts=texts):
            members = tuple(
                Member(text=each.text, code_name=each.code_name or member_name(each.text))
                for each in texts
            )
            _check_members(members, reader, cell)
            return Domain(members=members)


def _check_members(members: tuple[Member, ...], reader: _Reader, cell: Cell) -> None:
    by_text: dict[str, Member] = {}
    by_code: dict[str, Member] = {}
    at = reader.block.span(cell)
    for member in members:
        objection = member_objection(member.code_name)
        if plain(member.text) in by_text:
            message = f"The allowed value `{member.text}` stands twice."
            reader.findings.report(DUPLICATE_NAME, at, message, "Keep one of the two.")
        elif objection:
            reader.findings.report(
                NAME_NOT_USABLE,
                at,
                f"The allowed value `{member.text}` has no usable code name: {objection}.",
                f"Give it one: {member.text} = {_proposal(member.text)}",
            )
        elif member.code_name in by_code:
            other = by_code[member.code_name].text
            reader.findings.report(
                NAME_NOT_USABLE,
                at,
                f"`{other}` and `{member.text}` would both be {member.code_name} in the code.",
                f"Give one of them a code name: {member.text} = ANOTHER_NAME",
            )
        by_text[plain(member.text)] = member
        by_code[member.code_name] = member


def _proposal(text: str) -> str:
    """A code name that could be meant, for a text such as `3+`."""
    name = member_name(text)
    return f"VALUE_{name}" if name else "ITS_CODE_NAME"
