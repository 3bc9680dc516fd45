"""Everything that cells and expressions of a workbook can name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tablewright_verify.sheet.blocks import Block, Row, plain
from tablewright_verify.sheet.cells import Cells
from tablewright_verify.sheet.expressions import read_expression
from tablewright_verify.sheet.fitting import fit, wanted_for
from tablewright_verify.sheet.names import TRUTH, Name, Subject, ValueSet
from tablewright_verify.sheet.nothing import may_be_nothing
from tablewright_verify.sheet.operands import Named, Scope
from tablewright_verify.sheet.policies import as_given, policy_of
from tablewright_verify.trees import Tree, reads
from tablewright_verify.values import UnprovedError

# The items of each checklist in their nested order: id and row.
Outlines = Mapping[str, tuple[tuple[str, Row], ...]]


def outlines_of(blocks: tuple[Block, ...]) -> Outlines:
    """The items of every checklist, each before those below it."""
    return {
        block.name: tuple(_nested(block, "")) for block in blocks if block.keyword == "checklist"
    }


def _nested(block: Block, parent: str) -> Iterator[tuple[str, Row]]:
    column = block.columns()["item"]
    for row in block.rows[1:]:
        id_ = row.text(column)
        if id_.rpartition(".")[0] == parent:
            yield id_, row
            yield from _nested(block, id_)


def outputs_of(block: Block) -> tuple[tuple[int, str], ...]:
    """The Then columns of a decision table with their names."""
    roles, headings = block.rows[0], block.rows[1]
    columns = (column for column in roles.cells if plain(roles.text(column)) == "then")
    return tuple((column, headings.text(column)) for column in sorted(columns))


def read_cells(
    blocks: tuple[Block, ...], names: tuple[Name, ...], sets: Mapping[str, ValueSet]
) -> Cells:
    """What cells are read against."""
    outlines = outlines_of(blocks)
    units = frozenset(name.unit for name in names if name.unit)
    cells = Cells(
        scope=Scope(_scope(blocks, names, outlines), units, sets),
        cited=_cited(blocks, outlines),
        own={
            (title, id_): Subject("item", title, at)
            for title, rows in outlines.items()
            for at, (id_, _) in enumerate(rows, 1)
        },
    )
    return replace(cells, scope=_completed(cells.scope))


def _scope(
    blocks: tuple[Block, ...], names: tuple[Name, ...], outlines: Outlines
) -> dict[str, Named]:
    given = {
        plain(name): policy_of(block)
        for block in blocks
        if block.keyword == "decision table"
        for _, name in outputs_of(block)
    }
    scope: dict[str, Named] = {}
    for name in names:
        if plain(name.name) in given:
            whole = as_given(given[plain(name.name)], name)
            scope[plain(name.name)] = Named(Subject("output", name.code), whole)
        elif name.calculated:
            scope[plain(name.name)] = Named(Subject("calculation", name.code), name)
        else:
            scope[plain(name.name)] = Named(Subject("input", name.code), name, not name.nothing)
    for block in blocks:
        if block.keyword == "checklist":
            title = block.name
            scope[plain(title)] = Named(Subject("item", title), TRUTH)
            kinds = Name(
                name=f"{title} kinds not met",
                code="",
                kind="text",
                is_list=True,
                members=tuple((kind, "") for kind in kinds_of(block, outlines[title])),
            )
            scope[plain(kinds.name)] = Named(Subject("kinds", title), kinds)
    return scope


def kinds_of(block: Block, rows: tuple[tuple[str, Row], ...]) -> tuple[str, ...]:
    """The kinds of a checklist, in sheet order."""
    column = block.columns().get("kind")
    return tuple(dict.fromkeys(row.text(column) for _, row in rows if row.text(column)))


def _cited(blocks: tuple[Block, ...], outlines: Outlines) -> dict[str, tuple[Subject, ...]]:
    cited: dict[str, tuple[Subject, ...]] = {}
    for block in blocks:
        if block.keyword == "checklist":
            column = block.columns().get("cite")
            for at, (_, row) in enumerate(outlines[block.name], 1):
                cite = plain(row.text(column))
                if cite:
                    cited[cite] = (*cited.get(cite, ()), Subject("item", block.name, at))
    return cited


def _completed(scope: Scope) -> Scope:
    """Calculated names that can be nothing, found out from what they read."""
    names = dict(scope.names)
    nothing = {each.subject: each.name.nothing for each in names.values()}
    for code, tree in in_order(trees_of(scope)).items():
        nothing[Subject("calculation", code)] = may_be_nothing(tree, nothing)
    for key, each in names.items():
        if each.subject.what == "calculation":
            name = replace(each.name, nothing=nothing[each.subject])
            names[key] = each._replace(name=name)
    return scope._replace(names=names)


def in_order(trees: Mapping[str, Tree]) -> dict[str, Tree]:
    """The calculations by code name, each after those that it reads."""
    ordered: dict[str, Tree] = {}
    while len(ordered) < len(trees):
        ready = [
            code
            for code, tree in trees.items()
            if code not in ordered
            if not any(
                subject.what == "calculation" and subject.name in trees.keys() - ordered.keys()
                for subject in reads(tree)
            )
        ]
        if not ready:
            raise UnprovedError("calculations need one another in a circle")
        ordered |= {code: trees[code] for code in ready}
    return ordered


def trees_of(scope: Scope) -> dict[str, Tree]:
    """The trees of the calculated names, by code name."""
    return {
        each.name.code: fit(read_expression(each.name.calculated, scope), wanted_for(each.name))
        for each in scope.names.values()
        if each.subject.what == "calculation"
    }
