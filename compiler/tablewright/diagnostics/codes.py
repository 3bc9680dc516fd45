"""The one registry of findings: number, name, severity, title. A number is never given to another fault.

Each code has a page, `docs/checks/<number>-<name>.md`. Knows no wording of a single finding.
"""

from __future__ import annotations

from tablewright.diagnostics.model import Code, Severity

# Reading the workbook

NUMBER_AS_TEXT = Code(
    number="TW101",
    name="number-as-text",
    severity=Severity.ERROR,
    title="A number is stored as text",
)
TEXT_AS_DATE = Code(
    number="TW102",
    name="text-as-date",
    severity=Severity.ERROR,
    title="A text was turned into a date by the spreadsheet",
)
DATE_WITH_TIME = Code(
    number="TW103",
    name="date-with-time",
    severity=Severity.ERROR,
    title="A date carries a time of day",
)
ERROR_VALUE = Code(
    number="TW104",
    name="error-value",
    severity=Severity.ERROR,
    title="A cell holds a spreadsheet error such as #N/A",
)
FORMULA_CELL = Code(
    number="TW105",
    name="formula-cell",
    severity=Severity.ERROR,
    title="A cell holds a formula instead of a value",
)
HIDDEN_CELLS = Code(
    number="TW106",
    name="hidden-cells",
    severity=Severity.ERROR,
    title="A block has hidden or filtered rows or columns",
)
STRUCK_THROUGH = Code(
    number="TW107",
    name="struck-through",
    severity=Severity.ERROR,
    title="A text is struck through but still there",
)
SIDEWAYS_MERGE = Code(
    number="TW108",
    name="sideways-merge",
    severity=Severity.ERROR,
    title="Cells are merged across columns",
)
LOOK_ALIKE_CHARACTER = Code(
    number="TW109",
    name="look-alike-character",
    severity=Severity.ERROR,
    title="A character is not the one it looks like",
)
DISPLAY_DIFFERS = Code(
    number="TW110",
    name="display-differs",
    severity=Severity.ERROR,
    title="A cell shows something other than the value it holds",
)
COMMA_IN_NUMBER = Code(
    number="TW111",
    name="comma-in-number",
    severity=Severity.ERROR,
    title="A number has a comma between its digits",
)
LOST_TEXT_FORM = Code(
    number="TW112",
    name="lost-text-form",
    severity=Severity.ERROR,
    title="A code or item became a number and may have lost its form",
)
STRAY_TEXT = Code(
    number="TW113",
    name="stray-text",
    severity=Severity.ERROR,
    title="A text belongs to no block",
)
UNKNOWN_KEYWORD = Code(
    number="TW114",
    name="unknown-keyword",
    severity=Severity.ERROR,
    title="A word of the notation is not known",
)
MISSING_BLOCK = Code(
    number="TW115",
    name="missing-block",
    severity=Severity.ERROR,
    title="A block that the workbook needs is missing",
)
WORKBOOK_TOO_LARGE = Code(
    number="TW116",
    name="workbook-too-large",
    severity=Severity.ERROR,
    title="A workbook is larger than the limits allow",
)
UNREADABLE_WORKBOOK = Code(
    number="TW117",
    name="unreadable-workbook",
    severity=Severity.ERROR,
    title="A file cannot be read as a workbook",
)

# Names and types

BLANK_CONDITION = Code(
    number="TW201",
    name="blank-condition",
    severity=Severity.ERROR,
    title="A condition cell is blank",
)
VALUE_NOT_ALLOWED = Code(
    number="TW202",
    name="value-not-allowed",
    severity=Severity.ERROR,
    title="A value is not among the allowed values",
)
UNKNOWN_NAME = Code(
    number="TW203",
    name="unknown-name",
    severity=Severity.ERROR,
    title="A name is defined nowhere in the workbook",
)
DUPLICATE_NAME = Code(
    number="TW204",
    name="duplicate-name",
    severity=Severity.ERROR,
    title="A name is defined twice",
)
NAME_NOT_USABLE = Code(
    number="TW205",
    name="name-not-usable",
    severity=Severity.ERROR,
    title="A name cannot become a name in the code",
)
UNIT_MISMATCH = Code(
    number="TW206",
    name="unit-mismatch",
    severity=Severity.ERROR,
    title="Two numbers of different units meet",
)
UNREADABLE_CELL = Code(
    number="TW207",
    name="unreadable-cell",
    severity=Severity.ERROR,
    title="A cell cannot be read in the way its column asks",
)
DUPLICATE_RULE_ID = Code(
    number="TW208",
    name="duplicate-rule-id",
    severity=Severity.ERROR,
    title="Two rules or items have the same id",
)
CALCULATION_CYCLE = Code(
    number="TW209",
    name="calculation-cycle",
    severity=Severity.ERROR,
    title="A calculation needs its own result",
)
DECISION_CYCLE = Code(
    number="TW210",
    name="decision-cycle",
    severity=Severity.ERROR,
    title="A table or checklist needs its own answer",
)
POSSIBLE_ZERO_DIVISOR = Code(
    number="TW211",
    name="possible-zero-divisor",
    severity=Severity.ERROR,
    title="A calculation may divide by zero",
)

# Ours

COMPILER_FAULT = Code(
    number="TW901",
    name="compiler-fault",
    severity=Severity.ERROR,
    title="The compiler itself failed",
)

REGISTRY: tuple[Code, ...] = (
    NUMBER_AS_TEXT,
    TEXT_AS_DATE,
    DATE_WITH_TIME,
    ERROR_VALUE,
    FORMULA_CELL,
    HIDDEN_CELLS,
    STRUCK_THROUGH,
    SIDEWAYS_MERGE,
    LOOK_ALIKE_CHARACTER,
    DISPLAY_DIFFERS,
    COMMA_IN_NUMBER,
    LOST_TEXT_FORM,
    STRAY_TEXT,
    UNKNOWN_KEYWORD,
    MISSING_BLOCK,
    WORKBOOK_TOO_LARGE,
    UNREADABLE_WORKBOOK,
    BLANK_CONDITION,
    VALUE_NOT_ALLOWED,
    UNKNOWN_NAME,
    DUPLICATE_NAME,
    NAME_NOT_USABLE,
    UNIT_MISMATCH,
    UNREADABLE_CELL,
    DUPLICATE_RULE_ID,
    CALCULATION_CYCLE,
    DECISION_CYCLE,
    POSSIBLE_ZERO_DIVISOR,
    COMPILER_FAULT,
)
