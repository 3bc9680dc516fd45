"""From the Policy block to number, version, dates, and the table that answers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from tablewright.diagnostics.codes import (
    DUPLICATE_NAME,
    MISSING_BLOCK,
    NAME_NOT_USABLE,
    UNKNOWN_NAME,
    UNREADABLE_CELL,
)
from tablewright.diagnostics.model import CellSpan
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Policy, Table
from tablewright.ir.types import Kind, Type
from tablewright.lower.code_names import code_name
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.expected import Expected
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import text_of
from tablewright.syntax.value import parse_label, parse_value

_DATES = ("Approved on", "In force from", "In force until")
_REQUIRED = ("Number", "Title", "Version", "Version date", "Decision")
_KEYS = (*_REQUIRED, *_DATES)
_VERSION = re.compile(r"[A-Za-z0-9]+(?:[._ -][A-Za-z0-9]+)*")
_VALUE_COLUMN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    block: Block
    workspace: Workspace
    values: dict[str, Cell]

    def at(self, key: str) -> CellSpan:
        cell = self.values.get(key)
        return self.block.span(cell) if cell is not None else self.block.at

    def text(self, key: str) -> str:
        return text_of(self.values.get(key))

    def label(self, key: str) -> str:
        cell = self.values.get(key)
        if cell is None:
            return ""
        return (self.workspace.findings.take(parse_label(cell), self.block, cell) or "").strip()

    def date(self, key: str) -> dt.date | None:
        cell = self.values.get(key)
        if cell is None:
            return None
        parsed = parse_value(cell, Expected(type=Type(kind=Kind.DATE)))
        value = self.workspace.findings.take(parsed, self.block, cell)
        return value if isinstance(value, dt.date) else None


def lower_policy(block: Block, tables: tuple[Table, ...], workspace: Workspace) -> Policy:
    """The policy; what is missing or wrong in it is a finding and stays empty."""
    values, further = _rows(block, workspace)
    sheet = _Sheet(block=block, workspace=workspace, values=values)
    for key in _REQUIRED:
        if key not in values:
            workspace.findings.report(
                UNREADABLE_CELL,
                _row_of(block, key),
                f"The Policy block does not say its {key}.",
                f"Write it in column B of a row `{key}`.",
            )
    first, last = sheet.date("In force from"), sheet.date("In force until")
    if first is not None and last is not None and last < first:
        workspace.findings.report(
            UNREADABLE_CELL,
            sheet.at("In force until"),
            f"The last day in force, {last}, is before the first, {first}.",
            "Correct one of the two dates.",
        )
    return Policy(
        number=_number(sheet),
        title=sheet.text("Title"),
        version=_version(sheet),
        approved_on=sheet.date("Approved on"),
        in_force_from=first,
        in_force_until=last,
        version_date=_version_date(sheet),
        decision=_decision(sheet, tables),
        further=further,
        at=block.at,
    )


def _row_of(block: Block, key: str) -> CellSpan:
    """Where the value of a key should stand; without such a row, the keyword of the block."""
    rows = (row for row in block.rows if plain(text_of(row.cell(1))) == plain(key))
    row = next(rows, None)
    return block.place(block.title, 1) if row is None else block.place(row, _VALUE_COLUMN)


def _rows(
    block: Block, workspace: Workspace
) -> tuple[dict[str, Cell], tuple[tuple[str, str], ...]]:
    """The values of the keys that the notation knows, and all further rows as text."""
    values: dict[str, Cell] = {}
    further: list[tuple[str, str]] = []
    seen: set[str] = set()
    for row in block.rows:
        key_cell, value = row.cell(1), row.cell(_VALUE_COLUMN)
        written = text_of(key_cell)
        key = next((key for key in _KEYS if plain(key) == plain(written)), None)
        if key is not None and key in seen:
            at = block.place(row, 1)
            message = f"The row `{key}` stands twice."
            workspace.findings.report(DUPLICATE_NAME, at, message, "Keep one of the two.")
        elif key is not None and value is not None:
            values[key] = value
        elif key is None:
            further.append((written, text_of(value)))
        seen.add(key or "")
    return values, tuple(further)


def _number(sheet: _Sheet) -> str:
    number = sheet.label("Number")
    if number and not code_name(number):
        sheet.workspace.findings.report(
            NAME_NOT_USABLE,
            sheet.at("Number"),
            f"`{number}` makes no name of a folder.",
            "Write the policy number with plain letters and digits, such as LA.PHAR.229.",
        )
    return number


def _version(sheet: _Sheet) -> str:
    version = sheet.label("Version")
    if version and not _VERSION.fullmatch(version):
        sheet.workspace.findings.report(
            NAME_NOT_USABLE,
            sheet.at("Version"),
            f"`{version}` makes no name of a version.",
            "Write plain letters and digits, such as 2025 or 2025-2.",
        )
    return version


def _version_date(sheet: _Sheet) -> str:
    """The code name of the date input that selects the version."""
    text, scope = sheet.text("Version date"), sheet.workspace.scope
    symbol = scope.find(text)
    if not text or scope.is_broken(text):
        return ""
    if symbol is None or symbol.ref.kind is not RefKind.INPUT or symbol.type.kind is not Kind.DATE:
        dates = [
            each.name
            for each in scope.symbols.values()
            if each.ref.kind is RefKind.INPUT and each.type == Type(kind=Kind.DATE)
        ]
        meant = nearest(text, dates)
        sheet.workspace.findings.report(
            UNKNOWN_NAME,
            sheet.at("Version date"),
            f"`{text}` is no input of type date.",
            f"Did you mean `{meant}`?" if meant else "Name a date input of the Glossary.",
        )
        return ""
    return symbol.ref.name


def _decision(sheet: _Sheet, tables: tuple[Table, ...]) -> str:
    """The code name of the table that answers."""
    text = sheet.text("Decision")
    found = next((table for table in tables if plain(table.name) == plain(text)), None)
    if found is not None or not text:
        return found.code_name if found is not None else ""
    meant = nearest(text, (table.name for table in tables))
    sheet.workspace.findings.report(
        MISSING_BLOCK,
        sheet.at("Decision"),
        f"There is no decision table `{text}`.",
        f"Did you mean `{meant}`?" if meant else f"Add a block Decision table | {text}.",
    )
    return ""
