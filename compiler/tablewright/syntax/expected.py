"""What a column says its cells hold, and the words that a cell may use. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.ir.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words a workbook gives to its cells, each as it is spelled there.

    `names` can be read in expressions (inputs, calculations, outputs, checklists, `... kinds not
    met`), `value_sets` stand after `in`, `units` after a number.
    """

    names: tuple[str, ...] = ()
    value_sets: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The declared type of a column; `members` are the allowed texts of closed text, else empty.

    `truth` marks a column that reads a checklist or an item: its cells say `met` or `not met`.
    """

    type: Type
    members: tuple[str, ...] = ()
    truth: bool = False
    vocabulary: Vocabulary = Vocabulary()
