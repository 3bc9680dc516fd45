"""What the cells of blocks are checked for before any meaning, and the blocks there must be."""

from __future__ import annotations

from tablewright.diagnostics.codes import DUPLICATE_NAME, MISSING_BLOCK
from tablewright.diagnostics.model import CellSpan, Diagnostic, Label
from tablewright.lower.findings import Findings
from tablewright.source.faults import block_faults
from tablewright.source.grid import Workbook
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import PROSE, TEXT_BLOCKS, Keyword, plain
from tablewright.syntax.rows import text_of

_NEEDED = (Keyword.POLICY, Keyword.GLOSSARY)
_PROSE_WORDS = frozenset(map(plain, PROSE))


def report_cell_faults(blocks: tuple[Block, ...], findings: Findings) -> None:
    """The faults of cells that need no column type; those cells are reported for nothing else."""
    for block in blocks:
        faults = block_faults(block.workbook, block.sheet, block.at, _prose(block))
        findings.add_reading(faults)


def _prose(block: Block) -> frozenset[int]:
    """The columns of free text."""
    if block.keyword in TEXT_BLOCKS:
        return frozenset(cell.column for row in block.rows for cell in row.cells)
    if block.keyword is Keyword.POLICY:
        return frozenset({2})
    headings = block.rows[0].cells if block.rows else ()
    return frozenset(cell.column for cell in headings if plain(text_of(cell)) in _PROSE_WORDS)


def report_missing(workbook: Workbook, blocks: tuple[Block, ...], findings: Findings) -> None:
    """A workbook has one Policy and one Glossary."""
    for keyword in _NEEDED:
        found = [block for block in blocks if block.keyword is keyword]
        if not found:
            findings.add((_missing(workbook, blocks, keyword),))
        for again in found[1:]:
            findings.report(
                DUPLICATE_NAME,
                again.at,
                f"There is a second {keyword} block.",
                "Move its rows to the first one.",
                (Label(span=found[0].at, text="the first one"),),
            )


def _missing(workbook: Workbook, blocks: tuple[Block, ...], keyword: Keyword) -> Diagnostic:
    inside = _inside_another(blocks, keyword)
    action = "Add it on a sheet of its own, with its keyword in column A of the first row."
    labels: tuple[Label, ...] = ()
    if inside is not None:
        action = f"Put an empty row above {inside.address}, so that a new block starts there."
        labels = (Label(span=inside, text=f"`{keyword}` stands inside another block"),)
    return Diagnostic(
        code=MISSING_BLOCK,
        message=f"The workbook has no {keyword} block.",
        workbook=workbook.label,
        primary=None,
        labels=labels,
        help=action,
    )


def _inside_another(blocks: tuple[Block, ...], keyword: Keyword) -> CellSpan | None:
    """Where the keyword stands as ordinary text for want of an empty row above it."""
    for block in blocks:
        for row in block.rows:
            cell = row.cell(1)
            if cell is not None and plain(text_of(cell)) == plain(keyword):
                return block.span(cell)
    return None
