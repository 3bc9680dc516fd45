"""From an Examples block to its cases: what is given, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import (
    DUPLICATE_RULE_ID,
    MISSING_BLOCK,
    UNKNOWN_NAME,
    UNREADABLE_CELL,
)
from tablewright.diagnostics.model import Label
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.cases import CaseColumn, CaseLayout, CaseRole
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Example, Expect, Expectation, Table
from tablewright.ir.types import Value
from tablewright.lower.allowed_values import not_allowed
from tablewright.lower.expectations import Expected, lower_expectation
from tablewright.lower.roles import Heading, Roles, read_roles
from tablewright.lower.scope import Symbol
from tablewright.lower.titles import Titled
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.columns import HeadingRule
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import Row, text_of
from tablewright.syntax.value import parse_value

_RULE = HeadingRule(required=("Case", "Expect"), repeated=frozenset({"Given", "Expect"}))
_NAMED = frozenset({"Given", "Expect"})
_KINDS = tuple(kind for kind in Expect if kind is not Expect.OUTPUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    roles: Roles
    table: Table
    given: tuple[tuple[int, Symbol], ...]
    expect: tuple[tuple[int, Expected], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The cases of a block, and the columns in which they are written."""

    examples: tuple[Example, ...]
    layout: CaseLayout


def lower_examples(titled: Titled, tables: tuple[Table, ...], workspace: Workspace) -> Cases | None:
    """Every case of the block; a cell with a fault is left out of its case.

    None where the block names no table.
    """
    block = titled.block
    table = _table(titled, tables, workspace)
    roles = read_roles(block, _RULE, _NAMED, workspace.findings)
    if table is None:
        return None
    columns = _Columns(
        roles=roles,
        table=table,
        given=tuple(
            (heading.column, symbol)
            for heading in roles.headings
            if heading.role == "Given" and (symbol := _given(block, heading, workspace)) is not None
        ),
        expect=tuple(
            (heading.column, expected)
            for heading in roles.headings
            if heading.role == "Expect"
            and (expected := _expected(block, heading, table, workspace)) is not None
        ),
    )
    return Cases(
        examples=tuple(_example(block, columns, row, workspace) for row in roles.rows),
        layout=_layout(titled, columns),
    )


def check_cases(examples: tuple[Example, ...], workspace: Workspace) -> None:
    """Cases of one decision have names of their own: tests and links are called by them."""
    first: dict[tuple[str, str], Example] = {}
    for example in examples:
        other = first.setdefault((example.decision, plain(example.case)), example)
        if other is not example and example.case:
            workspace.findings.report(
                DUPLICATE_RULE_ID,
                example.at,
                f"The case `{example.case}` stands twice.",
                "Give each case a name of its own.",
                (Label(span=other.at, text="the first one"),),
            )


def _layout(titled: Titled, columns: _Columns) -> CaseLayout:
    """Every column from the first to the last, those without a heading too."""
    found = {
        each.number: CaseColumn(role=CaseRole(each.heading))
        for each in columns.roles.columns.columns
    }
    found |= {
        number: CaseColumn(role=CaseRole.GIVEN, name=symbol.ref.name)
        for number, symbol in columns.given
    }
    found |= {
        number: CaseColumn(
            role=CaseRole.EXPECT,
            name=each.output.ref.part if each.output else "",
            kind=each.kind.value,
        )
        for number, each in columns.expect
    }
    blank = CaseColumn(role=CaseRole.OTHER)
    places = range(min(found), max(found) + 1) if found else ()
    return CaseLayout(
        decision=columns.table.code_name,
        columns=tuple(found.get(number, blank) for number in places),
        at=titled.block.at,
    )


def _table(titled: Titled, tables: tuple[Table, ...], workspace: Workspace) -> Table | None:
    text = titled.title.text
    found = next((table for table in tables if plain(table.name) == plain(text)), None)
    if found is None and text:
        meant = nearest(text, (table.name for table in tables))
        workspace.findings.report(
            MISSING_BLOCK,
            titled.title.at,
            f"There is no decision table `{text}`.",
            f"Did you mean `{meant}`?" if meant else "Write the name of a decision table.",
        )
    return found


def _given(block: Block, heading: Heading, workspace: Workspace) -> Symbol | None:
    scope = workspace.scope
    symbol = scope.find(heading.name)
    if symbol is not None and symbol.ref.kind is RefKind.INPUT:
        return symbol
    if not scope.is_broken(heading.name):
        inputs = [s.name for s in scope.symbols.values() if s.ref.kind is RefKind.INPUT]
        meant = nearest(heading.name, inputs)
        what = "is worked out, not given" if symbol is not None else "is not defined"
        workspace.findings.report(
            UNKNOWN_NAME,
            block.span(heading.cell),
            f"`{heading.name}` {what}.",
            f"Did you mean `{meant}`?" if meant and symbol is None else "Name an input here.",
        )
    return None


def _expected(
    block: Block, heading: Heading, table: Table, workspace: Workspace
) -> Expected | None:
    word = plain(heading.name)
    symbol = workspace.scope.find(heading.name)
    if symbol is not None and symbol.ref.kind is RefKind.OUTPUT:
        if symbol.ref.name == table.code_name:
            return Expected(kind=Expect.OUTPUT, table=table, output=symbol)
    else:
        for kind in _KINDS:
            if kind == word:
                return Expected(kind=kind, table=table, output=None)
    if not workspace.scope.is_broken(heading.name):
        known = [*(name.name for name in table.outputs), *(kind.capitalize() for kind in _KINDS)]
        meant = nearest(heading.name, known)
        workspace.findings.report(
            UNKNOWN_NAME,
            block.span(heading.cell),
            f"`{table.name}` does not give `{heading.name}`.",
            f"Did you mean `{meant}`?" if meant else f"It gives: {', '.join(known)}.",
        )
    return None


def _example(block: Block, columns: _Columns, row: Row, workspace: Workspace) -> Example:
    case_cell = columns.roles.columns.cell(row, "Case")
    at = block.place(row, columns.roles.columns.number("Case"))
    if case_cell is None:
        workspace.findings.report(
            UNREADABLE_CELL, at, "This case has no name.", "Say in a few words what it shows."
        )
    given: list[tuple[str, Value]] = []
    for column, symbol in columns.given:
        cell = row.cell(column)
        value = _value(block, cell, symbol, workspace) if cell is not None else None
        if value is not None:
            given.append((symbol.ref.name, value))
    expectations: list[Expectation] = []
    for column, expected in columns.expect:
        cell = row.cell(column)
        found = lower_expectation(block, cell, expected, workspace) if cell is not None else None
        if found is not None:
            expectations.append(found)
    return Example(
        decision=columns.table.code_name,
        case=text_of(case_cell),
        given=tuple(given),
        expect=tuple(expectations),
        why=text_of(columns.roles.columns.cell(row, "Why")),
        at=at,
    )


def _value(block: Block, cell: Cell, symbol: Symbol, workspace: Workspace) -> Value | None:
    parsed = parse_value(cell, workspace.scope.expected(symbol))
    value = workspace.findings.take(parsed, block, cell)
    fault = None if value is None else not_allowed(value, symbol, workspace.scope)
    if fault is not None:
        workspace.findings.report(fault.code, block.span(cell), fault.message, fault.action)
        return None
    return value
