"""Reads checklists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tablewright_verify.sheet.blocks import Block, Row, plain
from tablewright_verify.sheet.book import Checklist, Guard, Item
from tablewright_verify.sheet.cells import Cells, only_if
from tablewright_verify.sheet.naming import code_name
from tablewright_verify.values import UnprovedError


def read_checklist(block: Block, rows: tuple[tuple[str, Row], ...], cells: Cells) -> Checklist:
    """A checklist, the whole at position 0."""
    reader = _Reader(
        block=block, cells=cells, places={id_: at for at, (id_, _) in enumerate(rows, 1)}
    )
    items = [reader.whole(rows)]
    for id_, row in rows:
        items.append(reader.item(id_, row, items))
    return Checklist(
        name=block.name,
        code=block.title.after("code name") or code_name(block.name),
        items=tuple(items),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    block: Block
    cells: Cells
    places: dict[str, int]

    def whole(self, rows: tuple[tuple[str, Row], ...]) -> Item:
        combine, at_least = _combine(self.block.title.after("met when"))
        return Item(
            id="",
            address=self.block.address,
            cite="",
            own_cite=False,
            combine=combine,
            at_least=at_least,
            guard=None,
            only_if=None,
            parent=0,
            children=tuple(self.places[id_] for id_, _ in rows if "." not in id_),
        )

    def item(self, id_: str, row: Row, above: list[Item]) -> Item:
        columns = self.block.columns()

        def said(heading: str) -> str:
            return row.text(columns.get(heading))

        parent = self.places.get(id_.rpartition(".")[0], 0)
        combine, at_least = _combine(said("combine"))
        below = (other for other in self.places if other.rpartition(".")[0] == id_)
        title = self.block.name
        return Item(
            id=id_,
            address=row.address(columns["item"]),
            cite=said("cite") or above[parent].cite,
            own_cite=bool(said("cite")),
            combine=combine,
            at_least=at_least,
            guard=None if combine else self.leaf(row, columns),
            only_if=only_if(self.cells, row, columns.get("only if", 0), title),
            parent=parent,
            children=tuple(self.places[other] for other in below),
            criterion=said("criterion"),
            evidence=said("evidence"),
            if_not_met=said("if not met"),
            kind=said("kind"),
        )

    def leaf(self, row: Row, columns: dict[str, int]) -> Guard:
        subject = row.text(columns["subject"])
        named = self.cells.named(subject, self.block.name)
        guard = self.cells.guard(row, columns["test"], named, subject)
        if guard is None:
            raise UnprovedError(f"{row.address(columns['test'])} tests nothing")
        return guard


def _combine(text: str) -> tuple[str, int]:
    words = plain(text)
    found = re.fullmatch(r"at least ([1-9][0-9]?) of", words)
    if found:
        return words, int(found[1])
    if words not in {"", "all of", "any of", "none of"}:
        raise UnprovedError(f"{text!r} combines nothing")
    return words, 0
