"""From an `Allowed values` cell of the Glossary to the texts, intervals or value set it allows."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.ir.tests import Interval
from tablewright.ir.types import Type
from tablewright.source.grid import Cell
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.fault import Parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedText:
    """One allowed value, and its code name when the cell gives one (`3+ = IHC_3_PLUS`), else ""."""

    text: str
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class AllowedTexts:
    """A closed list of texts, in the order of the cell."""

    texts: tuple[AllowedText, ...]


@dataclass(frozen=True, slots=True)
class AllowedIntervals:
    """Numbers, dates or durations, in the order of the cell; a single one is `[x..x]`."""

    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class AllowedSet:
    """The codes of a value set, by its name in the workbook."""

    value_set: str


Allowed = AllowedTexts | AllowedIntervals | AllowedSet


def parse_allowed(cell: Cell, type_: Type, vocabulary: Vocabulary) -> Parsed[Allowed]:
    """Read the allowed values of a name of this type; blank cells are the caller's."""
    raise NotImplementedError
