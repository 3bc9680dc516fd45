"""The typed program of one workbook: what the notation says, with every name resolved.

Spans (`at`) do not take part in comparison: two programs are equal when they mean the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.cases import CaseLayout
from tablewright.ir.expr import Expr, Ref
from tablewright.ir.tests import Interval, Test
from tablewright.ir.types import Special, Type, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An allowed value of closed text and its Python name (`breast cancer`, `BREAST_CANCER`)."""

    text: str
    code_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What values a name may take: members of closed text, a value set, or intervals.

    All empty means unrestricted.
    """

    members: tuple[Member, ...] = ()
    value_set: str = ""
    intervals: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A row of the Glossary: an input, a calculation or the output of a table."""

    name: str
    code_name: str
    type: Type
    domain: Domain
    blank_is_nothing: bool = False
    asked_of: str = ""
    question: str = ""
    meaning: str = ""
    source: str = ""
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """A name worked out from others. `hidden` ones come from conditions that compare two names."""

    name: Name
    expression: Expr
    text: str  # the expression as the analyst wrote it
    hidden: bool = False
    may_be_nothing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition cell: the test on what the column reads. Cells with `-` have no guard."""

    ref: Ref
    test: Test
    text: str  # the cell as the analyst sees it
    at: CellSpan = field(compare=False)


class HitPolicy(StrEnum):
    """Which of the matching rules answer."""

    UNIQUE = "Unique"
    ANY = "Any"
    PRIORITY = "Priority"
    FIRST = "First"
    RULE_ORDER = "Rule order"
    OUTPUT_ORDER = "Output order"
    COLLECT = "Collect"
    COLLECT_SUM = "Collect sum"
    COLLECT_MIN = "Collect min"
    COLLECT_MAX = "Collect max"
    COLLECT_COUNT = "Collect count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An outcome cell: a constant (`value`, NOTHING for a blank) or an expression."""

    value: Value | Special | None = None
    expression: Expr | None = None
    text: str = ""
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of a decision table. `outcomes` are in the order of the table's outputs."""

    id: str
    guards: tuple[Guard, ...]
    outcomes: tuple[Outcome, ...]
    cite: str = ""
    note: str = ""
    otherwise: bool = False
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An If column: what it reads, as the analyst named it, and its letter's number."""

    ref: Ref
    heading: str
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A decision table. `partial_because` is empty when its coverage is complete."""

    name: str
    code_name: str
    hit_policy: HitPolicy
    partial_because: str
    columns: tuple[Column, ...]
    outputs: tuple[Name, ...]
    rules: tuple[Rule, ...]
    at: CellSpan = field(compare=False)


class CombineKind(StrEnum):
    """How the children of a group make it met."""

    ALL_OF = "all of"
    ANY_OF = "any of"
    AT_LEAST = "at least"
    NONE_OF = "none of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Combine:
    """`at_least` is the number for AT_LEAST, else 0."""

    kind: CombineKind
    at_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a checklist: a group (`combine`, `children`) or a leaf (`guard`).

    `cite` is inherited when the cell was blank; `own_cite` tells which.
    """

    id: str
    combine: Combine | None
    guard: Guard | None
    only_if: Guard | None
    children: tuple[Item, ...]
    cite: str = ""
    own_cite: bool = False
    criterion: str = ""
    evidence: str = ""
    if_not_met: str = ""
    kind: str = ""
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist; `combine` is its Met when."""

    name: str
    code_name: str
    combine: Combine
    items: tuple[Item, ...]
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A row of a value set; `prefix` when it ended in `*` (then `code` is without it).

    `code` is as it is compared, `written` as it stands in the cell.
    """

    code: str
    prefix: bool = False
    meaning: str = ""
    source: str = ""
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSet:
    """A named set of codes or texts."""

    name: str
    code_name: str
    codes: tuple[Code, ...]
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A combination that cannot occur, and why."""

    guards: tuple[Guard, ...]
    because: str
    at: CellSpan = field(compare=False)


class Expect(StrEnum):
    """What an Expect column of an example speaks of."""

    OUTPUT = "output"
    STATUS = "status"
    RULE = "rule"
    MISSING = "missing"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One Expect cell. `output` is a code name for OUTPUT; MISSING and UNMET have `texts`."""

    kind: Expect
    output: str = ""
    value: Value | Special | None = None
    texts: tuple[str, ...] = ()
    text: str = ""
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A row of Examples: inputs by code name (absent is unknown or nothing), and what to expect."""

    decision: str  # the code name of the table
    case: str
    given: tuple[tuple[str, Value], ...]
    expect: tuple[Expectation, ...]
    why: str = ""
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """Revisions, References or Information: headings and rows of text for the summary."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The Policy block. `version_date` is the code name of the input that selects the version."""

    number: str
    title: str
    version: str
    approved_on: dt.date | None
    in_force_from: dt.date | None
    in_force_until: dt.date | None
    version_date: str
    decision: str  # the code name of the answering table
    further: tuple[tuple[str, str], ...] = ()
    at: CellSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Everything one workbook says. `outputs` of tables stand with the tables.

    `calculations` are in an order in which each reads only inputs, earlier ones, and what tables
    and checklists before their use give; `tables` and `checklists` are in sheet order.
    """

    policy: Policy
    inputs: tuple[Name, ...]
    calculations: tuple[Calculation, ...]
    tables: tuple[Table, ...]
    checklists: tuple[Checklist, ...]
    value_sets: tuple[ValueSet, ...]
    impossible: tuple[Impossible, ...]
    examples: tuple[Example, ...]
    layouts: tuple[CaseLayout, ...] = ()  # of the blocks of examples
    revisions: tuple[TextTable, ...]
    references: tuple[TextTable, ...]
    information: tuple[TextTable, ...]
    label: str = field(compare=False)  # the workbook, e.g. `la_phar_229/2025.xlsx`
