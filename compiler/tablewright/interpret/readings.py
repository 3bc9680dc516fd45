"""What reading a name gives in one completion of a request, and the statuses of an answer.

Knows no program: these are the words in which the other modules of this package speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tablewright.ir.types import Special, Value


class Status(StrEnum):
    """How an answer stands."""

    DECIDED = "decided"
    NEEDS_INFORMATION = "needs information"
    NO_RULE = "no rule"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a name has no value although every input is known.

    NO_RULE and CONFLICT: the table asked for it has none, or two. NEEDS_INFORMATION: a calculation
    that leaves the calendar, divides by zero or overflows; `about` is the name that is in trouble.
    """

    status: Status
    about: str


# NOTHING is the only Special that a completion holds; UNKNOWN appears in requests and item truths.
Reading = Value | Special | Trouble
Truth = bool | Special | Trouble


class RequestProblem(ValueError):  # noqa: N818 - it reports problems of a request, not of ours
    """Everything that is wrong with a request, at once."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class TooMany(RuntimeError):  # noqa: N818 - says what there is too much of
    """The completions of a request are more than the caller's limit."""
