"""What the templates place: flat frozen rows of ready text, block by block. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A term and what it is."""

    term: str
    words: Words


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A part on the way to the answer."""

    name: Words
    gives: Words  # as a verb: `gives Outcome`, `is met or not`
    reads: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line of text in a box of a drawing."""

    y: int
    text: str
    role: str  # title, kind or asks: the name of its style


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRow:
    """A box of a drawing; below `split` stands what it asks, nothing when that is 0."""

    target: str
    x: int
    y: int
    height: int
    split: int
    answers: bool
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Boxes of one width, and arrows as the paths of SVG."""

    width: int
    height: int
    box: int
    boxes: tuple[BoxRow, ...]
    arrows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A cell: what it says, how many columns it takes, and how it is styled."""

    words: Words
    span: int = 1
    style: str = ""  # any, outcome or none


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """The heading of a column: what it reads or gives, and its letter on the sheet."""

    words: Words
    role: str
    letter: str
    outcome: bool = False
    narrow: bool = False  # whether all its cells are short


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRuleRow:
    """A rule as a row of its table, with its row on the sheet."""

    anchor: str
    id: str
    row: str
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
    remarks: str  # the heading of the last column, empty when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item of a checklist and those below it."""

    anchor: str
    number: str
    cited: bool  # whether the number is the policy's own
    kind: str
    footnote: bool
    criterion: str
    group: str
    test: Words
    applies: Words
    evidence: str
    letter: str
    children: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSection:
    """A checklist."""

    anchor: str
    name: str
    address: str
    sentence: str
    kinds: Words  # what reads which kinds have failed
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
    source: Words
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
    state: str  # pass, fail or not-run: the name of its style
    sign: str
    answer: str  # what came out, in a few words
    given: tuple[str, ...]
    expected: tuple[str, ...]
    result: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleSection:
    """The examples of one sheet and decision, with what most of them give."""

    anchor: str
    name: str
    summary: str
    usual: tuple[str, ...]
    rows: tuple[ExampleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """Revisions, references or information."""

    anchor: str
    title: str
    address: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
