"""From the rows of a block in both versions to what changed in them, cell by cell.

Rows come as fields, each with what it says and how it is written: a field that is written otherwise
and says the same is a change of wording. Knows no kind of block.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tablewright.changes.align import Pair, aligned
from tablewright.diagnostics.model import CellSpan
from tablewright.ir.changes import BlockChange, BlockKind, CellChange, Deed, Nature, RowChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A cell of a row. `key` finds it in the other version; `says` is what it means, if not None.

    `unsaid` is the text of a cell that asks or says nothing.
    """

    key: Hashable
    heading: str
    text: str
    says: Hashable = None
    nature: Nature = Nature.WORDING
    at: CellSpan | None = None
    unsaid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with the keys by which it is found in the other version, strictest first."""

    name: str
    keys: tuple[Hashable | None, ...]
    fields: tuple[Field, ...]
    code: str = ""
    reads: tuple[str, ...] = ()
    says: str = ""
    place: str = ""
    at: CellSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block with what it says itself and its rows. `ordered`: the order of rows has a meaning."""

    kind: BlockKind
    name: str
    code: str = ""
    keys: tuple[Hashable, ...] = ()
    settings: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    ordered: bool = False
    at: CellSpan | None = None


def blocks_changed(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockChange]:
    """What changed in blocks of one kind; a block is found again by its keys."""
    found = aligned(old, new, _Nth(0), _Nth(1))
    yield from (_only_old_block(block) for block in found.removed)
    pairs = {id(pair.new): pair.old for pair in found.pairs}
    for block in new:
        was = pairs.get(id(block))
        change = _only_new_block(block) if was is None else block_changed(was, block)
        if change is not None:
            yield change


def block_changed(old: Block, new: Block) -> BlockChange | None:
    """What changed in a block that both versions have; None when nothing did."""
    settings = tuple(cells_changed(old.settings, new.settings))
    rows, same = rows_changed(old.rows, new.rows, ordered=old.ordered and new.ordered)
    if not settings and not rows:
        return None
    return BlockChange(
        kind=new.kind,
        deed=Deed.CHANGED,
        old_name=old.name,
        new_name=new.name,
        old_code=old.code,
        new_code=new.code,
        settings=settings,
        rows=rows,
        same=same,
        old_at=old.at,
        new_at=new.at,
    )


def _only_new_block(block: Block) -> BlockChange:
    return BlockChange(
        kind=block.kind,
        deed=Deed.ADDED,
        new_name=block.name,
        new_code=block.code,
        settings=tuple(cells_changed((), block.settings)),
        rows=tuple(map(_only_new, block.rows)),
        new_at=block.at,
    )


def _only_old_block(block: Block) -> BlockChange:
    return BlockChange(
        kind=block.kind,
        deed=Deed.REMOVED,
        old_name=block.name,
        old_code=block.code,
        settings=tuple(cells_changed(block.settings, ())),
        rows=tuple(_only_old(row, row.place) for row in block.rows),
        old_at=block.at,
    )


# -- rows ------------------------------------------------------------------------------------------


def rows_changed(
    old: Sequence[Row], new: Sequence[Row], *, ordered: bool = False
) -> tuple[tuple[RowChange, ...], int]:
    """Every row that is not as it was, in the order of the new version, and how many are."""
    widths = {len(row.keys) for row in (*old, *new)}
    found = aligned(old, new, *(_Nth(at) for at in range(max(widths, default=0))))
    # What the groups of the old version are called now, so that a new id is no new place.
    now = {pair.old.name: pair.new.name for pair in found.pairs}
    pairs = {id(pair.new): pair for pair in found.pairs}
    changes: list[RowChange] = []
    same = 0
    for row in new:
        pair = pairs.get(id(row))
        if pair is None:
            changes.append(_only_new(row))
            continue
        change = _changed(pair, now.get(pair.old.place, pair.old.place), ordered=ordered)
        if change is None:
            same += 1
        else:
            changes.append(change)
    gone = (_only_old(row, now.get(row.place, row.place)) for row in found.removed)
    return (*changes, *gone), same


@dataclass(frozen=True, slots=True)
class _Nth:
    """The key of a row or block at one place of its keys."""

    at: int

    def __call__(self, row: Row | Block) -> Hashable | None:
        return row.keys[self.at] if self.at < len(row.keys) else None


def _changed(pair: Pair[Row], old_place: str, *, ordered: bool) -> RowChange | None:
    old, new = pair.old, pair.new
    cells = tuple(cells_changed(old.fields, new.fields))
    if not cells and not pair.moved and old_place == new.place:
        return None
    return RowChange(
        deed=Deed.CHANGED,
        old_name=old.name,
        new_name=new.name,
        code_name=new.code,
        says=new.says,
        reads=tuple(dict.fromkeys((*new.reads, *old.reads))),
        cells=cells,
        moved=pair.moved,
        ordered=ordered,
        old_place=old_place,
        place=new.place,
        old_at=old.at,
        new_at=new.at,
    )


def _only_new(row: Row) -> RowChange:
    return RowChange(
        deed=Deed.ADDED,
        new_name=row.name,
        code_name=row.code,
        says=row.says,
        reads=row.reads,
        cells=tuple(cells_changed((), row.fields)),
        place=row.place,
        new_at=row.at,
    )


def _only_old(row: Row, place: str) -> RowChange:
    return RowChange(
        deed=Deed.REMOVED,
        old_name=row.name,
        code_name=row.code,
        says=row.says,
        reads=row.reads,
        cells=tuple(cells_changed(row.fields, ())),
        old_place=place,
        old_at=row.at,
    )


# -- cells -----------------------------------------------------------------------------------------


def cells_changed(old: Iterable[Field], new: Iterable[Field]) -> Iterator[CellChange]:
    """The fields that differ, in the order of the new version, then those that are gone."""
    before = {field.key: field for field in old}
    for field in new:
        was = before.pop(field.key, None)
        if was is None:
            if field.text != field.unsaid:
                yield _cell(None, field)
        elif field.says != was.says or field.text != was.text:
            yield _cell(was, field)
    for field in before.values():
        if field.text != field.unsaid:
            yield _cell(field, None)


def _cell(old: Field | None, new: Field | None) -> CellChange:
    shown = new or old
    if shown is None:
        raise AssertionError("one of the two is there")
    same = old is not None and new is not None and old.says == new.says
    return CellChange(
        heading=shown.heading,
        old="" if old is None else old.text,
        new="" if new is None else new.text,
        nature=Nature.WORDING if same else shown.nature,
        old_at=None if old is None else old.at,
        new_at=None if new is None else new.at,
    )
