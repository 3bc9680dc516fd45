"""A small workbook to which a test adds what it is about, and the program that it says."""

from __future__ import annotations

from collections.abc import Mapping

from tablewright.ir.expr import Expr
from tablewright.ir.program import Calculation, Guard, Program
from tablewright.lower.workbook import Lowered, lower
from tests.grids import workbook_of

POLICY = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | 2025
Version date | Request date
Decision | Answer
"""
GLOSSARY = """== Glossary ==
Glossary
Name | Code name | Type | Unit | Allowed values | Blank means | Calculated as
Request date | | date
Age | | whole number | years | [0..130]
Weight | | number | kg | (0..500]
Dose | | number | mg | [0..5000]
Days | | whole number | days | [0..999]
Months | | whole number | months | [1..12] | nothing
Diagnosis | | text | | breast cancer, NSCLC, other
Sites | | list of text | | liver, lung, brain
Amounts | | list of number | mg
Drug | | code
Label date | | date | | | nothing
Birth date | | date
Fit | | yes/no
Asked | | yes/no | | | nothing
Maximum dose | | number | mg | | | 300
Result | | text | | approve, refer
Rate | | number | mg/kg
Note | | text | | long, short | nothing
"""
ANSWER = """== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | Then
| Age | Result
1 | >= 18 | approve
Otherwise | - | refer
"""
SETS = """== Sets ==
Value set | Thoracic
Code
nsclc
MESO

Value set | Sites codes
Code
C50*
Kadcyla
"""
CHECKLIST = """== Criteria ==
Checklist | Criteria | Met when | all of
Item | Combine | Subject | Test | Only if | Cite | Kind
"""


def text_of(*parts: str, glossary: str = "") -> str:
    """The text of the small workbook with further rows in its Glossary and further sheets."""
    return "\n".join((POLICY, GLOSSARY + glossary, SETS, *(parts or (ANSWER,))))


def lowered(*parts: str, glossary: str = "", files: Mapping[str, str] | None = None) -> Lowered:
    """What comes of the small workbook; the sheet Answer is there unless others are given."""
    return lower(workbook_of(text_of(*parts, glossary=glossary)), files or {})


def program_of(*parts: str, glossary: str = "") -> Program:
    """The program of the small workbook, which must be without findings."""
    result = lowered(*parts, glossary=glossary)
    assert result.program is not None, result.diagnostics
    return result.program


def names_of(result: Lowered) -> list[str]:
    """The findings by name."""
    return [finding.code.name for finding in result.diagnostics]


def calculation_of(type_: str, expression: str, unit: str = "") -> Calculation:
    """The calculation that an expression becomes under a declared type and unit."""
    program = program_of(glossary=f"Outcome value | | {type_} | {unit} | | | {expression}\n")
    return next(each for each in program.calculations if each.name.code_name == "outcome_value")


def expression_of(type_: str, expression: str, unit: str = "") -> Expr:
    """The typed expression."""
    return calculation_of(type_, expression, unit).expression


def item_of(subject: str, test: str) -> tuple[Program, Guard]:
    """The program of a checklist with one item, and the guard that the item is."""
    program = program_of(ANSWER, f"{CHECKLIST}1 | | {subject} | {test} | | I.A.1\n")
    guard = program.checklists[0].items[0].guard
    assert guard is not None
    return program, guard
