"""From a workbook to the book: blocks first, then names, then the cells that use them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from tablewright.source.grid import Workbook
from tablewright_verify.sheet.blocks import Block, find_blocks, plain
from tablewright_verify.sheet.book import (
    Book,
    Calculation,
    Policy,
    Said,
    Table,
)
from tablewright_verify.sheet.cells import Cells, constant
from tablewright_verify.sheet.checklists import read_checklist
from tablewright_verify.sheet.glossary import read_glossary, read_value_sets
from tablewright_verify.sheet.made import Parts, hidden, with_outcomes
from tablewright_verify.sheet.names import Name
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
    calculations = (*_calculations(cells), *hidden(tables, checklists, impossible))
    parts = Parts(tables=tables, checklists=checklists, calculations=calculations)
    made, tables = with_outcomes(parts, _code_names(names, blocks, calculations))
    kinds = {each.name.name: each.subject.what for each in cells.scope.names.values()}
    inputs = tuple(name for name in names if kinds[name.name] == "input")
    return Book(
        label=workbook.label,
        policy=_policy(_of(blocks, "policy"), by_name, tables),
        scope=cells.scope.names,
        inputs=inputs,
        calculations=(*calculations, *made),
        tables=tables,
        checklists=checklists,
        value_sets=tuple(sets.values()),
        impossible=impossible,
        cases=tuple(case for block in _of(blocks, "examples") for case in _cases(block, inputs)),
    )


def _of(blocks: tuple[Block, ...], keyword: str) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.keyword == keyword)


def _calculations(cells: Cells) -> Iterator[Calculation]:
    trees = trees_of(cells.scope)
    for each in cells.scope.names.values():
        if each.subject.what == "calculation":
            name = each.name
            said = (Said(name.name, name.calculated, name.address),)
            yield Calculation(name=name, tree=trees[name.code], said=said)


def _code_names(
    names: tuple[Name, ...], blocks: tuple[Block, ...], calculations: tuple[Calculation, ...]
) -> frozenset[str]:
    """What code names stand for something."""
    titled = (b for b in blocks if b.keyword in {"decision table", "checklist", "value set"})
    titles = (b.title.after("code name") or code_name(b.name) for b in titled)
    named = (*names, *(calculation.name for calculation in calculations))
    return frozenset({*(name.code for name in named), *titles})


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
