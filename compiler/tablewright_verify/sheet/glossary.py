"""Reads the Glossary and the value sets."""

from __future__ import annotations

import re
from dataclasses import replace

from tablewright_verify.sheet.blocks import Block, Row, plain
from tablewright_verify.sheet.conditions import Some, Within, read_condition, split
from tablewright_verify.sheet.names import Interval, Name, SetCode, ValueSet
from tablewright_verify.sheet.naming import code_name
from tablewright_verify.sheet.scalars import unquoted
from tablewright_verify.values import UnprovedError, normal

KINDS = frozenset({"yes/no", "number", "whole number", "text", "code", "date", "duration"})
_MEMBER = re.compile(r"(\"(?:[^\"]|\"\")*\"|.+?)\s*=\s*([A-Za-z_][A-Za-z0-9_]*)")


def read_value_sets(blocks: tuple[Block, ...]) -> dict[str, ValueSet]:
    """The value sets by plain name."""
    sets = {}
    for block in blocks:
        if block.keyword == "value set":
            sets[plain(block.name)] = _value_set(block)
    return sets


def _value_set(block: Block) -> ValueSet:
    column = block.columns().get("code")
    if column is None or block.title.after("from"):
        raise UnprovedError(f"{block.address}: codes from a file are not read")
    codes = (row.text(column) for row in block.rows[1:])
    return ValueSet(
        block.name,
        block.title.after("code name") or code_name(block.name),
        tuple(SetCode(normal(code.removesuffix("*")), code.endswith("*")) for code in codes),
    )


def read_glossary(blocks: tuple[Block, ...], sets: dict[str, ValueSet]) -> tuple[Name, ...]:
    """Every row of every Glossary block."""
    return tuple(
        _name(row, block.columns(), sets)
        for block in blocks
        if block.keyword == "glossary"
        for row in block.rows[1:]
    )


def _name(row: Row, columns: dict[str, int], sets: dict[str, ValueSet]) -> Name:
    def said(heading: str) -> str:
        return row.text(columns.get(heading))

    kind = plain(said("type"))
    is_list = kind.startswith("list of ")
    kind = kind.removeprefix("list of ")
    if kind not in KINDS or plain(said("blank means")) not in {"", "unknown", "nothing"}:
        raise UnprovedError(f"{row.address(1)} is no row of a glossary that is understood")
    bare = Name(
        name=said("name"),
        code=said("code name") or code_name(said("name")),
        kind=kind,
        is_list=is_list,
        unit=said("unit"),
        nothing=plain(said("blank means")) == "nothing",
        asked_of=said("asked of"),
        question=said("question"),
        calculated=said("calculated as"),
        address=row.address(columns["name"]),
    )
    return _allowed(bare, said("allowed values"), sets)


def _allowed(bare: Name, text: str, sets: dict[str, ValueSet]) -> Name:
    if not text:
        return bare
    held = sets.get(plain(text), sets.get(plain(text).removeprefix("in ")))
    if held is not None and bare.kind in {"text", "code"}:
        # The words of a value set are compared as codes are.
        return replace(bare, kind="code", value_set=held)
    if bare.kind in {"text", "code"}:
        return replace(bare, members=tuple(_member(part) for part in split(text, ())))
    one = replace(bare, is_list=False)
    return replace(bare, intervals=_intervals(text, one))


def _member(text: str) -> tuple[str, str]:
    named = _MEMBER.fullmatch(text)
    written, code = (named[1], named[2]) if named else (text, "")
    written = unquoted(written)
    return written, code or code_name(written).upper()


def _intervals(text: str, name: Name) -> tuple[Interval, ...]:
    condition = read_condition(text, name, {})
    parts = condition.parts if isinstance(condition, Some) else (condition,)
    found = []
    for part in parts:
        if not isinstance(part, Within):
            raise UnprovedError(f"{text!r} are no limits that are understood")
        found.append(part.interval)
    return tuple(found)
