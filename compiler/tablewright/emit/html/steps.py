"""The parts of a decision as steps in words: the drawing for those who cannot see it."""

from __future__ import annotations

from typing import assert_never

from tablewright.emit.html.parts import Part
from tablewright.emit.html.rows import StepRow
from tablewright.emit.names import Names
from tablewright.emit.words import Words, joined, named, word
from tablewright.ir.program import Calculation, Checklist, Table


def step_row(part: Part, names: Names) -> StepRow:
    """A part as a step: what it gives, and from what."""
    return StepRow(
        name=part.words,
        gives=_gives(part),
        reads=joined((names.words(ref) for ref in part.reads), last=" and "),
    )


def _gives(part: Part) -> Words:
    match part.source:
        case Table(outputs=outputs):
            return word("gives ") + joined((named(each.name) for each in outputs), last=" and ")
        case Checklist():
            return word("is met or not")
        case Calculation():
            return word("is worked out")
        case _:
            assert_never(part.source)
