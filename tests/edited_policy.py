"""A small policy drawn as text, and what the comparison says when its text is edited."""

from __future__ import annotations

from pathlib import Path

from tablewright.changes.compare import changes
from tablewright.ir.changes import BlockChange, BlockKind, Changes, RowChange
from tablewright.ir.effects import Question
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tablewright.trials.sides import side_of
from tests.grids import workbook_of

POLICY = (Path(__file__).parent / "cases" / "output-checklist" / "table.txt").read_text("utf-8")
Edit = tuple[str, str]


def program_of(text: str, label: str = "small.xlsx") -> Program:
    """The program of a workbook drawn as text."""
    lowered = lower(workbook_of(text, label))
    assert lowered.program is not None, lowered.diagnostics
    return lowered.program


def edited(*edits: Edit) -> str:
    """The policy with each text replaced, which it must have."""
    text = POLICY
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def changes_of(*edits: Edit) -> Changes:
    """What changed by these edits."""
    old = program_of(POLICY, "old.xlsx")
    return changes(old, program_of(edited(*edits), "new.xlsx"), side_of)


def block(found: Changes, kind: BlockKind) -> BlockChange:
    """The one block of a kind in which something changed."""
    (only,) = (each for each in found.blocks if each.kind is kind)
    return only


def row(found: BlockChange, name: str) -> RowChange:
    """The change of the row with this name, before or after."""
    (only,) = (each for each in found.rows if name in {each.old_name, each.new_name})
    return only


def question(found: Changes, name: str) -> Question:
    """What came of the question about a table, checklist or calculation."""
    (only,) = (each for each in found.questions if each.name == name)
    return only
