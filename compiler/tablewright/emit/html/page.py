"""A page as a whole: its head, its first page, its sections in order. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.html.rows import (
    ChecklistSection,
    Drawing,
    ExampleSection,
    FactRow,
    ImpossibleRow,
    NameRow,
    RuleRow,
    SetSection,
    StepRow,
    TableSection,
    TextSection,
)
from tablewright.emit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry of a contents list, and those below it."""

    text: str
    target: str
    below: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What can be answered, and the rules that answer it."""

    outcomes: Words
    rules: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """What a check came to, with the section that says more."""

    state: str  # pass, fail or not-run: the name of its style
    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceRow:
    """What changed since the version before."""

    version: str
    page: str
    changes: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The first page: the document of record, for those who sign it."""

    record: tuple[FactRow, ...]
    outputs: tuple[FactRow, ...]
    answers: tuple[AnswerRow, ...]
    extent: str
    since: SinceRow | None
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A question that was asked of the rules, and how often it was settled in which way."""

    question: str
    proven: int
    refuted: int
    unsettled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding of the checks."""

    code: str
    severity: str
    message: Words
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What was asked of the rules, what was found, and what was not looked into."""

    summary: str
    asked: tuple[AskedRow, ...]
    findings: tuple[FindingRow, ...]
    more: int  # findings that are not shown
    free: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A citation, and everything on the page that rests on it."""

    anchor: str
    cite: str
    places: Words  # items and rules
    names: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ForDevelopers:
    """What a program needs to ask this version."""

    package: str
    module: str  # the file name of the generated module
    sha256: str
    certificate: str
    case: str  # the example that the JSON is made of, empty when there is none
    json: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The sections of a page, in their order."""

    decides: TableSection
    rules: tuple[RuleRow, ...]
    drawing: Drawing | None
    steps: tuple[StepRow, ...]
    others: tuple[StepRow, ...]
    checklists: tuple[ChecklistSection, ...]
    tables: tuple[TableSection, ...]
    inputs: tuple[NameRow, ...]
    calculated: tuple[NameRow, ...]
    outputs: tuple[NameRow, ...]
    sets: tuple[SetSection, ...]
    impossible: tuple[ImpossibleRow, ...]
    checks: Checks
    examples: tuple[ExampleSection, ...]
    information: tuple[TextSection, ...]
    references: tuple[TextSection, ...]
    revisions: tuple[TextSection, ...]
    citations: tuple[CitationRow, ...]
    developers: ForDevelopers


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one version: its head, its contents list and its sections."""

    title: str
    number: str
    name: str
    version: str
    standing: Words
    draft: bool
    front: Front
    contents: tuple[Link, ...]
    body: Body
    digest: str
    workbook: str
    panel: bool  # whether there is a script with which a case can be tried
