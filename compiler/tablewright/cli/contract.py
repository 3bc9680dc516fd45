"""What a generated package promises, as far as the command line reads it: shapes, no code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Protocol


class Status(Protocol):
    """What became of a request."""

    @property
    def name(self) -> str:
        """As programs write it: `NEEDS_INFORMATION`."""

    @property
    def value(self) -> str:
        """As people write it: `needs information`."""


class Rule(Protocol):
    """A row of a decision table."""

    table: str
    id: str
    cell: str
    cite: str
    note: str


class Missing(Protocol):
    """A question whose answer can change the outcome."""

    name: str
    code_name: str
    ways: tuple[tuple[str, ...], ...]
    question: str
    asked_of: tuple[str, ...]
    evidence: tuple[str, ...]
    settles: tuple[str, ...]


class Explained(Protocol):
    """A cell or item, what it asks and what it read."""

    where: str
    cite: str
    name: str
    reads: str
    test: str
    value: str
    met: bool | None
    text: str
    depth: int


class Named(Protocol):
    """A checklist."""

    name: str


class Explanation(Protocol):
    """Every checklist with its items, the whole first."""

    checklists: tuple[tuple[Named, tuple[Explained, ...]], ...]


class Decision(Protocol):
    """The answer to a request, with its reasons."""

    status: Status
    rules: tuple[Rule, ...]
    unmet: tuple[str, ...]
    satisfied_by: tuple[str, ...]
    open: tuple[str, ...]
    missing: tuple[Missing, ...]
    possible: tuple[object, ...]
    exact: bool

    def explain(self) -> Explanation:
        """Every cell and item."""

    def to_dict(self) -> dict[str, object]:
        """The decision as plain JSON values."""


class Undecided(Protocol):
    """No version could be asked, and why."""

    status: Status
    missing: tuple[Missing, ...]
    reason: str

    def to_dict(self) -> dict[str, object]:
        """The answer as plain JSON values."""


class Version(Protocol):
    """What is known of a version without asking it."""

    policy: str
    title: str
    version: str


class Package(Protocol):
    """The package of one policy."""

    RequestError: type[Exception]
    versions: tuple[Version, ...]

    def decide(
        self, request: Mapping[str, object], *, on: dt.date | None, version: str | None
    ) -> Decision | Undecided:
        """Answer by the version in force."""
