"""What the comparison asks of the two versions, and in which form it is answered.

The versions themselves are handed in: a quick one to search with, a sure one to confirm with, which
share no code. Knows neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tablewright.changes.answers.outcomes import Status
from tablewright.ir.program import Program
from tablewright.ir.types import Special, Value

Request = Mapping[str, Value | Special]  # by code name; what is absent is unknown, or blank
Cell = tuple[str, Value | Special]  # the name of the type keeps True and 1 apart
NEEDS_INFORMATION = "needs information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A status, and rows of cells for all outputs of the table."""

    status: str
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a table of one version says to a request.

    `possible` are the outcomes still open, one if all that matters is said; `missing` are names of
    inputs that would tell more. A request that is refused has problems, and that status.
    """

    status: str
    possible: frozenset[Outcome]
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    satisfied_by: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome; None while information is needed."""
        settled = self.status != NEEDS_INFORMATION and len(self.possible) == 1
        return next(iter(self.possible)) if settled else None


def refusal(problems: tuple[str, ...]) -> Seen:
    """What is seen of a request that the version does not take."""
    outcome = Outcome(status=Status.REFUSED.value)
    return Seen(status=outcome.status, possible=frozenset({outcome}), problems=problems)


class Side(Protocol):
    """One version, ready to be asked. Tables go by code name."""

    def quick(self, table: str, request: Request) -> Seen:
        """What the table says, worked out fast."""

    def sure(self, table: str, request: Request) -> Seen:
        """What the table says, worked out slowly by other means."""

    def values(self, table: str, name: str, request: Request) -> tuple[Value | Special, ...]:
        """Values of an input that the table may tell apart, the rest being as requested."""

    def reading(self, table: str, calculation: str, request: Request) -> Value | Special | None:
        """What a calculation below the table gives; None when the request does not settle it."""


# Made only when a request has to be asked, for it takes time.
MakeSide = Callable[[Program], Side]
