"""A workbook as the checker understands it. Data alone; `read.py` fills it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tablewright_verify.sheet.names import Name, Subject, ValueSet
from tablewright_verify.sheet.operands import Named
from tablewright_verify.sheet.tests import Test
from tablewright_verify.trees import Tree
from tablewright_verify.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition cell: a test on a subject, or `tree`, a comparison with other names.

    `name` says what values the subject has; `unknown` whether it can be that.
    """

    subject: Subject
    name: Name
    unknown: bool
    test: Test
    tree: Tree | None
    text: str
    heading: str
    address: str

    @property
    def hidden_name(self) -> str:
        """What a comparison with other names is called."""
        return hidden_name(self.heading, self.text)


def hidden_name(heading: str, text: str) -> str:
    """The heading and the cell, without braces."""
    return " ".join(f"{heading} {text}".replace("{", " ").replace("}", " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An outcome cell: a value (NOTHING for a blank), or a tree."""

    value: Value
    tree: Tree | None
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of a decision table."""

    id: str
    address: str
    cite: str
    note: str
    guards: tuple[Guard, ...]
    outcomes: tuple[Outcome, ...]
    otherwise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A decision table; `reads` are the subjects of its columns."""

    name: str
    code: str
    policy: str
    address: str
    outputs: tuple[Name, ...]
    columns: tuple[Subject, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item by its place in the checklist; the whole stands at 0."""

    id: str
    address: str
    cite: str
    own_cite: bool
    combine: str
    at_least: int
    guard: Guard | None
    only_if: Guard | None
    parent: int
    children: tuple[int, ...]
    criterion: str = ""
    evidence: str = ""
    if_not_met: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist; `items` begin with the whole."""

    name: str
    code: str
    items: tuple[Item, ...]


class Said(NamedTuple):
    """Where something is said, how it is called there, and in which words."""

    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """A calculated name, or a cell that is worked out; the same condition may stand in several."""

    name: Name
    tree: Tree
    said: tuple[Said, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A combination that cannot occur."""

    address: str
    because: str
    guards: tuple[Guard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The Policy block."""

    number: str
    title: str
    version: str
    approved_on: dt.date | None
    in_force_from: dt.date | None
    in_force_until: dt.date | None
    version_date: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook. `scope` holds everything that can be read, by its plain name."""

    label: str
    policy: Policy
    scope: Mapping[str, Named]
    inputs: tuple[Name, ...]
    calculations: tuple[Calculation, ...]
    tables: tuple[Table, ...]
    checklists: tuple[Checklist, ...]
    value_sets: tuple[ValueSet, ...]
    impossible: tuple[Impossible, ...]
    cases: tuple[Mapping[str, Value], ...]

    def guards(self) -> Iterator[Guard]:
        """Every condition of tables and checklists."""
        for table in self.tables:
            for rule in table.rules:
                yield from rule.guards
        for checklist in self.checklists:
            for item in checklist.items:
                yield from (guard for guard in (item.only_if, item.guard) if guard is not None)
