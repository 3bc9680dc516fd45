"""The one registry of findings: number, name, severity, title.

A number is never given to another fault. Each code has a page, `docs/checks/<number>-<name>.md`.
Knows no wording of a single finding.
"""

from __future__ import annotations

from tablewright.diagnostics.model import Code, Severity


def _error(number: str, name: str, title: str) -> Code:
    return Code(number=number, name=name, severity=Severity.ERROR, title=title)


def _warning(number: str, name: str, title: str) -> Code:
    return Code(number=number, name=name, severity=Severity.WARNING, title=title)


def _advice(number: str, name: str, title: str) -> Code:
    return Code(number=number, name=name, severity=Severity.ADVICE, title=title)


# Reading the workbook

NUMBER_AS_TEXT = _error("TW101", "number-as-text", "A number is stored as text")
TEXT_AS_DATE = _error("TW102", "text-as-date", "A text was turned into a date by the spreadsheet")
DATE_WITH_TIME = _error("TW103", "date-with-time", "A date carries a time of day")
ERROR_VALUE = _error("TW104", "error-value", "A cell holds a spreadsheet error such as #N/A")
FORMULA_CELL = _error("TW105", "formula-cell", "A cell holds a formula instead of a value")
HIDDEN_CELLS = _error("TW106", "hidden-cells", "A block has hidden or filtered rows or columns")
STRUCK_THROUGH = _error("TW107", "struck-through", "A text is struck through but still there")
SIDEWAYS_MERGE = _error("TW108", "sideways-merge", "Cells are merged across columns")
LOOK_ALIKE_CHARACTER = _error(
    "TW109", "look-alike-character", "A character is not the one it looks like"
)
DISPLAY_DIFFERS = _error(
    "TW110", "display-differs", "A cell shows something other than the value it holds"
)
COMMA_IN_NUMBER = _error("TW111", "comma-in-number", "A number has a comma between its digits")
LOST_TEXT_FORM = _error(
    "TW112", "lost-text-form", "A code or item became a number and may have lost its form"
)
STRAY_TEXT = _error("TW113", "stray-text", "A text belongs to no block")
UNKNOWN_KEYWORD = _error("TW114", "unknown-keyword", "A word of the notation is not known")
MISSING_BLOCK = _error("TW115", "missing-block", "A block that the workbook needs is missing")
WORKBOOK_TOO_LARGE = _error(
    "TW116", "workbook-too-large", "A workbook is larger than the limits allow"
)
UNREADABLE_WORKBOOK = _error("TW117", "unreadable-workbook", "A file cannot be read as a workbook")

# Names and types

BLANK_CONDITION = _error("TW201", "blank-condition", "A condition cell is blank")
VALUE_NOT_ALLOWED = _error("TW202", "value-not-allowed", "A value is not among the allowed values")
UNKNOWN_NAME = _error("TW203", "unknown-name", "A name is defined nowhere in the workbook")
DUPLICATE_NAME = _error("TW204", "duplicate-name", "A name is defined twice")
NAME_NOT_USABLE = _error("TW205", "name-not-usable", "A name cannot become a name in the code")
UNIT_MISMATCH = _error("TW206", "unit-mismatch", "Two numbers of different units meet")
UNREADABLE_CELL = _error(
    "TW207", "unreadable-cell", "A cell cannot be read in the way its column asks"
)
DUPLICATE_RULE_ID = _error("TW208", "duplicate-rule-id", "Two rules or items have the same id")
CALCULATION_CYCLE = _error("TW209", "calculation-cycle", "A calculation needs its own result")
DECISION_CYCLE = _error("TW210", "decision-cycle", "A table or checklist needs its own answer")
POSSIBLE_ZERO_DIVISOR = _error("TW211", "possible-zero-divisor", "A calculation may divide by zero")

# Coverage

GAP = _error("TW301", "gap", "A complete table has no rule for some requests")
IMPOSSIBLE_WITHOUT_REASON = _error(
    "TW302", "impossible-without-reason", "An Impossible row does not say why"
)
PARTIAL_BUT_COMPLETE = _warning(
    "TW303", "partial-but-complete", "A partial table has a rule for every request"
)

# Conflicts

OVERLAP = _error("TW401", "overlap", "Two rules of a Unique table match one request")
CONFLICT = _error("TW402", "conflict", "Two rules of an Any table contradict each other")

# Rules without effect

DEAD_RULE = _warning("TW501", "dead-rule", "A rule can never answer")
REDUNDANT_RULE = _advice("TW502", "redundant-rule", "Without a rule every answer would be the same")
UNREACHABLE_OUTCOME = _warning("TW503", "unreachable-outcome", "No request ever gets an outcome")
REDUNDANT_COLUMN = _advice("TW504", "redundant-column", "A column changes no answer")
MERGEABLE_RULES = _advice("TW505", "mergeable-rules", "Rules could be one")
HIT_POLICY_ADVICE = _advice("TW506", "hit-policy-advice", "Another hit policy would say more")
UNUSED_NAME = _warning("TW507", "unused-name", "Nothing reads a name")
UNUSED_VALUE = _advice("TW508", "unused-value", "No rule gives an allowed value")
EMPTY_CHECKLIST_GROUP = _error(
    "TW509", "empty-checklist-group", "A group of a checklist has no items"
)
ITEM_NEVER_MATTERS = _advice(
    "TW510", "item-never-matters", "An item changes nothing in its checklist"
)

# Examples

EXAMPLE_DIFFERS = _error("TW601", "example-differs", "An example expects another answer")
RULE_WITHOUT_EXAMPLE = _advice("TW602", "rule-without-example", "No example reaches a rule")
BOUNDARY_WITHOUT_EXAMPLE = _advice(
    "TW603", "boundary-without-example", "No example stands on a bound"
)

# Versions

DUPLICATE_VERSION = _error("TW701", "duplicate-version", "Two workbooks are one policy version")
VERSION_GAP = _warning("TW702", "version-gap", "No version is in force on some days")
VERSION_OVERLAP = _error("TW703", "version-overlap", "Two versions are in force on one day")
STALE_YEAR = _advice("TW704", "stale-year", "A constant names the year before")

# Proof

UNSETTLED = _advice("TW801", "unsettled", "A question could not be settled")
PROOF_REFUTED = _error("TW802", "proof-refuted", "Generated code differs from its workbook")
PROOF_MISSING = _error("TW803", "proof-missing", "Generated code cannot be proved")

# Ours

COMPILER_FAULT = _error("TW901", "compiler-fault", "The compiler itself failed")

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
    GAP,
    IMPOSSIBLE_WITHOUT_REASON,
    PARTIAL_BUT_COMPLETE,
    OVERLAP,
    CONFLICT,
    DEAD_RULE,
    REDUNDANT_RULE,
    UNREACHABLE_OUTCOME,
    REDUNDANT_COLUMN,
    MERGEABLE_RULES,
    HIT_POLICY_ADVICE,
    UNUSED_NAME,
    UNUSED_VALUE,
    EMPTY_CHECKLIST_GROUP,
    ITEM_NEVER_MATTERS,
    EXAMPLE_DIFFERS,
    RULE_WITHOUT_EXAMPLE,
    BOUNDARY_WITHOUT_EXAMPLE,
    DUPLICATE_VERSION,
    VERSION_GAP,
    VERSION_OVERLAP,
    STALE_YEAR,
    UNSETTLED,
    PROOF_REFUTED,
    PROOF_MISSING,
    COMPILER_FAULT,
)
