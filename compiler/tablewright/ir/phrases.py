"""Phrases about changes that texts, Markdown and pages share. Knows no layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.changes import BlockChange, BlockKind, CellChange, Deed, RowChange
from tablewright.ir.effects import Effect

_MANY = 8
_EXPECT = "Expect "


_NAMING = frozenset({"Rule", "Item", "Name", "Code", "Case"})
_ROWS = {
    BlockKind.TABLE: "rule",
    BlockKind.CHECKLIST: "item",
    BlockKind.GLOSSARY: "name",
    BlockKind.VALUE_SET: "code",
    BlockKind.EXAMPLES: "example",
}


def title_of(block: BlockChange) -> str:
    """`Checklist Continued therapy`; where the name says it already, the name alone."""
    alone = block.kind is BlockKind.TEXT or block.kind.value == block.name
    return block.name if alone else f"{block.kind.value} {block.name}"


def same_text(block: BlockChange) -> str:
    """`24 items are as they were`, empty when there are none."""
    noun = _ROWS.get(block.kind, "row")
    if not block.same:
        return ""
    return f"1 {noun} is as it was" if block.same == 1 else f"{block.same} {noun}s are as they were"


def told_cells(row: RowChange) -> tuple[CellChange, ...]:
    """The cells that the line of the row does not say already: its name, and what it is about."""
    return tuple(
        cell
        for cell in row.cells
        if cell.heading not in _NAMING
        if row.deed is Deed.CHANGED or not (row.says and row.says in {cell.new, cell.old})
    )


def places(old: CellSpan | None, new: CellSpan | None) -> str:
    """Both addresses, once where they are the same."""
    return " → ".join(dict.fromkeys(at.address for at in (old, new) if at is not None))


def source_text(effect: Effect) -> str:
    """Where the request of an effect comes from."""
    if effect.example:
        return f"For example, as the case {effect.example}"
    if effect.from_example:
        return f"For example, close to the case {effect.from_example}"
    return "For example"


def examples_lines(block: BlockChange) -> Iterator[str]:
    """New and gone cases by name, those that expect something else, and a count of the others."""
    by_deed = {deed: [row for row in block.rows if row.deed is deed] for deed in Deed}
    for deed in (Deed.ADDED, Deed.REMOVED):
        if by_deed[deed]:
            yield f"{deed.value}: {_some([row.new_name or row.old_name for row in by_deed[deed]])}"
    changed = by_deed[Deed.CHANGED]
    for row in filter(_expects_otherwise, changed):
        cells = (cell for cell in row.cells if cell.heading.startswith(_EXPECT))
        yield f"{row.new_name} expects {', '.join(map(_expected, cells))}"
    others = [row for row in changed if not _expects_otherwise(row)]
    if others:
        counts = Counter(cell.heading for row in others for cell in row.cells)
        told = ", ".join(f"{heading} in {count}" for heading, count in counts.most_common(_MANY))
        yield f"{len(others)} say something else and expect the same: {told}"


def _expected(cell: CellChange) -> str:
    heading = cell.heading[len(_EXPECT) :]
    return f"{heading} {cell.old or 'nothing'} → {cell.new or 'nothing'}"


def _expects_otherwise(row: RowChange) -> bool:
    return any(cell.heading.startswith(_EXPECT) for cell in row.cells)


def _some(names: list[str]) -> str:
    more = len(names) - _MANY
    return "; ".join(names[:_MANY]) + (f" and {more} more" if more > 0 else "")
