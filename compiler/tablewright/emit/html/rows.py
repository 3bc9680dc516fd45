"""What the templates place: flat frozen rows of ready text. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A term and what it is."""

    term: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry of a contents list, and those below it."""

    text: str
    target: str
    below: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule as a sentence."""

    target: str
    id: str
    lead: str
    conditions: tuple[Words, ...]
    outcomes: tuple[Words, ...]
    cite: Words
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A table or checklist on the way to the answer."""

    name: Words
    gives: Words  # as a verb: `gives Outcome`, `is met or not`
    reads: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A cell: its heading (for narrow screens), what it says, and how many columns it takes."""

    heading: str
    words: Words
    address: str = ""
    span: int = 1
    any: bool = False
    outcome: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """The heading of a column: what it reads or gives."""

    words: Words
    role: str
    outcome: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRuleRow:
    """A rule as a row of its table."""

    anchor: str
    target: str
    id: str
    address: str
    cells: tuple[CellRow, ...]
    cite: Words
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSection:
    """A decision table."""

    anchor: str
    name: str
    address: str
    hit_policy: str
    hit_sentence: str
    coverage: str
    coverage_sentence: str
    because: str
    used_by: Words
    headings: tuple[HeadingRow, ...]
    rules: tuple[TableRuleRow, ...]
    breadth: str  # how it is styled when it has many columns
    remarks: str  # the heading of the last column, empty when no rule cites or notes anything


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item of a checklist and those below it."""

    anchor: str
    id: str
    title: Words
    kind: str
    footnote: bool
    criterion: str
    group: str
    facts: tuple[FactRow, ...]
    address: str
    children: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSection:
    """A checklist."""

    anchor: str
    name: str
    address: str
    sentence: str
    used_by: Words
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A row of the glossary."""

    anchor: str
    name: str
    code_name: str
    answer: Words
    blank: str
    question: str
    asked_of: str
    expression: str
    said: Words
    meaning: str
    source: str
    given_by: Words
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """A code of a value set."""

    code: str
    prefix: bool
    meaning: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSection:
    """A value set."""

    anchor: str
    name: str
    address: str
    codes: tuple[CodeRow, ...]
    has_meanings: bool
    has_sources: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpossibleRow:
    """A combination that cannot occur."""

    conditions: Words
    because: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleRow:
    """An example and what came of it."""

    anchor: str
    case: str
    why: str
    given: tuple[FactRow, ...]
    expected: tuple[FactRow, ...]
    state: str  # pass, fail or not-run: the name of its style
    state_text: str
    result: tuple[FactRow, ...]
    differences: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleSection:
    """The examples of one decision."""

    anchor: str
    name: str
    summary: str
    rows: tuple[ExampleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """Revisions, references or information."""

    anchor: str
    title: str
    address: str
    headings: tuple[str, ...]
    rows: tuple[tuple[CellRow, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The sections of a page, in their order."""

    decides: TableSection
    rules: tuple[RuleRow, ...]
    steps: tuple[StepRow, ...]
    others: Words
    tables: tuple[TableSection, ...]
    checklists: tuple[ChecklistSection, ...]
    inputs: tuple[NameRow, ...]
    calculated: tuple[NameRow, ...]
    outputs: tuple[NameRow, ...]
    sets: tuple[SetSection, ...]
    impossible: tuple[ImpossibleRow, ...]
    examples: tuple[ExampleSection, ...]
    information: tuple[TextSection, ...]
    references: tuple[TextSection, ...]
    revisions: tuple[TextSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one version: its head, its contents list and its sections."""

    title: str
    number: str
    name: str
    version: str
    standing: Words
    draft: bool
    checked: str
    state: str  # pass, fail or not-run
    facts: tuple[FactRow, ...]
    contents: tuple[Link, ...]
    body: Body
    digest: str
    workbook: str
    panel: bool  # whether there is a script with which a case can be tried


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version on the index page."""

    version: str
    path: str
    standing: Words
    draft: bool
    approved: Words
    checked: str
    state: str  # pass, fail or not-run
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """A policy on the index page, newest version first."""

    anchor: str
    number: str
    title: str
    versions: tuple[VersionRow, ...]
