"""The columns of an Examples block, so that a case can be written as one more row of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tablewright.diagnostics.model import CellSpan


class CaseRole(StrEnum):
    """What a column of an Examples block is for; OTHER columns have no heading."""

    CASE = "Case"
    GIVEN = "Given"
    EXPECT = "Expect"
    WHY = "Why"
    OTHER = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseColumn:
    """A column: `name` is the code name of an input or output, `kind` what is expected of it.

    Kinds are the words of the Expect row: `output`, `status`, `rule`, `missing`, `unmet`.
    """

    role: CaseRole
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLayout:
    """The columns of one Examples block from left to right, of the table `decision`."""

    decision: str
    columns: tuple[CaseColumn, ...]
    at: CellSpan = field(compare=False)
