"""Whether two ways to read a table differ: two sets of rules that may match, at every point.

Walks the columns with both sets at once and turns back where they say the same. Knows answers by
number only, and rules in the order in which they answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tablewright.checks.reason.answers import NO_ANSWER
from tablewright.checks.reason.bits import with_bits
from tablewright.checks.reason.diagrams import Budget
from tablewright.checks.reason.local import Local

CANNOT_BE = -3  # what a row of Impossible says, and trouble: it stands first and hides what differs
CLASH = -2  # what is said where several match and none of them comes first


@dataclass(frozen=True)
class Answers:
    """What each rule of a local question says, by number; `first` lets the first match answer."""

    of: Sequence[int]
    nothing: int = NO_ANSWER
    first: bool = True

    @cached_property
    def saying(self) -> dict[int, int]:
        """The rules that say the same, as bits."""
        found: dict[int, list[int]] = {}
        for row, said in enumerate(self.of):
            found.setdefault(said, []).append(row)
        return {said: with_bits(rows, len(self.of)) for said, rows in found.items()}

    def cut(self, rows: int, sure: int) -> int:
        """The rows without those below one that surely matches, if the first match answers."""
        low = rows & sure
        return rows & ((low & -low) << 1) - 1 if self.first and low else rows

    def certain(self, rows: int, sure: int) -> int | None:
        """What is said whichever of the rows match, of which some surely do; None if that hangs."""
        if not rows:
            return self.nothing
        said = self.of[(rows & -rows).bit_length() - 1]
        if not self.first:
            if rows & ~sure:
                return None
            return said if rows.bit_count() == 1 else CLASH
        ends = bool(rows & sure) or said == self.nothing
        return said if ends and not rows & ~self.saying[said] else None


@dataclass(slots=True)
class Apart:
    """The comparison in one local question. Raises OutOfStepsError."""

    local: Local
    answers: Answers
    budget: Budget
    alike: set[tuple[int, int, int]] = field(default_factory=set)

    def differ(self, one: int, other: int) -> bool:
        """Whether some point gets another answer when these rows stand for those."""
        return self._differ(one, other, sum(1 << axis for axis in self.local.columns))

    def _differ(self, one: int, other: int, left: int) -> bool:
        sure = self._sure(left)
        one, other = self.answers.cut(one, sure), self.answers.cut(other, sure)
        if one == other or (one, other, left) in self.alike:
            return False
        self.budget.spend()
        said, instead = self.answers.certain(one, sure), self.answers.certain(other, sure)
        if said is not None and instead is not None:
            differs = said != instead
        else:
            differs = self._below(one, other, left)
        if not differs:
            self.alike.add((one, other, left))
        return differs

    def _sure(self, left: int) -> int:
        """The rows that match whatever the axes left are."""
        sure = self.local.every
        for axis, column in self.local.columns.items():
            if left >> axis & 1:
                sure &= column.wild
        return sure

    def _below(self, one: int, other: int, left: int) -> bool:
        """The comparison for each value of the axis on which most rows can be let go."""
        columns = self.local.columns
        axis = max(
            (axis for axis in columns if left >> axis & 1),
            key=lambda at: ((one | other) & ~columns[at].wild).bit_count(),
        )
        points = columns[axis].points
        self.budget.spend(len(points) >> 5)
        below = dict.fromkeys((one & mask, other & mask) for mask in points)
        return any(self._differ(*each, left & ~(1 << axis)) for each in below)
