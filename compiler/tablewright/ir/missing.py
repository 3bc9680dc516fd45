"""Rules that a table lacks, as rows without outcomes: data only."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.model import Witness
from tablewright.ir.program import Guard
from tablewright.ir.tests import Test


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one condition cell takes; all blank is `-`.

    `holds` and `fails` are conditions of other cells of the workbook: those hold, these do not;
    `or_blank` is an alternative to all of them.
    """

    test: Test | None = None
    holds: tuple[Guard, ...] = ()
    fails: tuple[Guard, ...] = ()
    or_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRule:
    """One row: a cell for each If column of its table, and a request that it takes."""

    cells: tuple[Taken, ...]
    example: Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRules:
    """Rows that a table lacks, no two of which meet; `all` of them, or there are more."""

    table: str  # its code name
    rules: tuple[MissingRule, ...]
    all: bool
