"""Reads decision tables and impossible combinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tablewright_verify.sheet.blocks import Block, Row, plain
from tablewright_verify.sheet.book import Guard, Impossible, Rule, Table
from tablewright_verify.sheet.cells import Cells
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.naming import code_name
from tablewright_verify.sheet.policies import policy_of
from tablewright_verify.sheet.scope import outputs_of
from tablewright_verify.values import UnprovedError

_ROLES = frozenset({"rule", "if", "then", "cite", "note"})


def read_table(block: Block, cells: Cells, names: Mapping[str, Name]) -> Table:
    """A decision table."""
    roles, headings, *rows = block.rows
    if any(plain(roles.text(column)) not in _ROLES for column in roles.cells):
        raise UnprovedError(f"{roles.address(1)}: a role is not known")
    outputs = tuple((column, names[plain(name)]) for column, name in outputs_of(block))
    columns = [c for c in sorted(roles.cells) if plain(roles.text(c)) == "if"]
    subjects = tuple(cells.named(headings.text(column)) for column in columns)
    return Table(
        name=block.name,
        code=block.title.after("code name") or code_name(block.name),
        policy=policy_of(block),
        address=block.address,
        outputs=tuple(name for _, name in outputs),
        columns=tuple(named.subject for named in subjects),
        rules=tuple(_rule(row, (roles, headings), cells, outputs) for row in rows),
    )


def _rule(
    row: Row, heads: tuple[Row, Row], cells: Cells, outputs: tuple[tuple[int, Name], ...]
) -> Rule:
    roles, headings = heads
    column = {plain(roles.text(c)): c for c in roles.cells}
    id_ = row.text(column["rule"])
    otherwise = plain(id_) == "otherwise"
    guards: list[Guard] = []
    for at in sorted(roles.cells):
        if plain(roles.text(at)) == "if" and not (otherwise and not row.text(at)):
            heading = headings.text(at)
            guard = cells.guard(row, at, cells.named(heading), heading)
            guards += [guard] if guard is not None else []
    if otherwise and guards:
        raise UnprovedError(f"{row.address(1)}: Otherwise has conditions")
    return Rule(
        id="Otherwise" if otherwise else id_,
        address=row.address(column["rule"]),
        cite=row.text(column.get("cite")),
        note=row.text(column.get("note")),
        guards=tuple(guards),
        outcomes=tuple(cells.outcome(row, at, name) for at, name in outputs),
        otherwise=otherwise,
    )


def read_impossible(block: Block, cells: Cells) -> Iterator[Impossible]:
    """The rows of an Impossible block."""
    headings, *rows = block.rows
    because = block.columns()["because"]
    for row in rows:
        guards = (
            cells.guard(row, column, cells.named(headings.text(column)), headings.text(column))
            for column in sorted(headings.cells)
            if column != because
        )
        yield Impossible(
            address=row.address(min(row.cells)),
            because=row.text(because),
            guards=tuple(guard for guard in guards if guard is not None),
        )
