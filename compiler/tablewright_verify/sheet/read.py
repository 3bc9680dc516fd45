"""From a workbook to the book: blocks first, then names, then the cells that use them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tablewright.source.grid import Workbook
from tablewright_verify.sheet.blocks import Block, find_blocks, plain
from tablewright_verify.sheet.book import (
    Book,
    Calculation,
    Checklist,
    Impossible,
    Policy,
    Table,
    hidden_name,
)
from tablewright_verify.sheet.cells import Cells, constant
from tablewright_verify.sheet.checklists import read_checklist
from tablewright_verify.sheet.glossary import read_glossary, read_value_sets
from tablewright_verify.sheet.names import TRUTH, Name
from tablewright_verify.sheet.naming import code_name
from tablewright_verify.sheet.scope import outlines_of, read_cells, trees_of
from tablewright_verify.sheet.tables import read_impossible, read_table
from tablewright_verify.values import UnprovedError, Value


def read_book(workbook: Workbook) -> Book:
    """Everything that the workbook says; UnprovedError for what is not understood."""
    blocks = find_blocks(workbook)
    sets = read_value_sets(blocks)
    names = read_glossary(blocks, sets)
    cells = read_cells(blocks, names, sets)
    by_name = {plain(name.name): name for name in names}
    outlines = outlines_of(blocks)
    tables = tuple(read_table(block, cells, by_name) for block in _of(blocks, "decision table"))
    checklists = tuple(
        read_checklist(block, outlines[block.name], cells) for block in _of(blocks, "checklist")
    )
    impossible = tuple(
        row for block in _of(blocks, "impossible") for row in read_impossible(block, cells)
    )
    inputs = tuple(name for name in names if cells.scope[plain(name.name)].subject.what == "input")
    return Book(
        label=workbook.label,
        policy=_policy(_of(blocks, "policy"), by_name, tables),
        scope=cells.scope,
        inputs=inputs,
        calculations=(*_calculations(cells), *_hidden(tables, checklists, impossible)),
        tables=tables,
        checklists=checklists,
        value_sets=tuple(sets.values()),
        impossible=impossible,
        cases=tuple(case for block in _of(blocks, "examples") for case in _cases(block, inputs)),
    )


def _of(blocks: tuple[Block, ...], keyword: str) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.keyword == keyword)


def _calculations(cells: Cells) -> Iterator[Calculation]:
    trees = trees_of(cells)
    for each in cells.scope.values():
        if each.subject.what == "calculation":
            name = each.name
            yield Calculation(name=name, tree=trees[name.code], text=name.calculated, hidden=False)


def _hidden(
    tables: tuple[Table, ...],
    checklists: tuple[Checklist, ...],
    impossible: tuple[Impossible, ...],
) -> Iterator[Calculation]:
    """Conditions that compare with other names; the same one is worked out once."""
    rows = [*(rule.guards for table in tables for rule in table.rules)]
    rows += [row.guards for row in impossible]
    rows += [
        tuple(guard for guard in (item.only_if, item.guard) if guard is not None)
        for checklist in checklists
        for item in checklist.items
    ]
    made: dict[str, Calculation] = {}
    for guard in (guard for row in rows for guard in row):
        if guard.tree is None:
            continue
        text = hidden_name(guard.heading, guard.text)
        name = replace(TRUTH, name=text, code=code_name(text), address=guard.address)
        known = made.setdefault(
            name.code, Calculation(name=name, tree=guard.tree, text=text, hidden=True)
        )
        if known.tree != guard.tree:
            raise UnprovedError(f"{guard.address}: {text!r} has two meanings")
    yield from made.values()


def _policy(
    blocks: tuple[Block, ...], names: Mapping[str, Name], tables: tuple[Table, ...]
) -> Policy:
    if len(blocks) != 1:
        raise UnprovedError(f"there are {len(blocks)} Policy blocks")
    rows = {plain(row.text(1)): row for row in blocks[0].rows}

    def said(key: str) -> str:
        return rows[key].text(2) if key in rows else ""

    def day(key: str) -> dt.date | None:
        return dt.date.fromisoformat(said(key)) if said(key) else None

    decision = next(table for table in tables if plain(table.name) == plain(said("decision")))
    return Policy(
        number=said("number"),
        title=said("title"),
        version=said("version"),
        approved_on=day("approved on"),
        in_force_from=day("in force from"),
        in_force_until=day("in force until"),
        version_date=names[plain(said("version date"))].code,
        decision=decision.name,
    )


def _cases(block: Block, inputs: tuple[Name, ...]) -> Iterator[Mapping[str, Value]]:
    """The requests of the examples: concrete cases to show a difference on."""
    if len(block.rows) < 2:  # noqa: PLR2004 - roles and names come first
        return
    roles, headings, *rows = block.rows
    by_name = {plain(name.name): name for name in inputs}
    for row in rows:
        given: dict[str, Value] = {}
        for column in roles.cells:
            name = by_name.get(plain(headings.text(column)))
            if plain(roles.text(column)) == "given" and name is not None and row.text(column):
                given[name.code] = constant(row.cells[column].value, name)
        yield given
