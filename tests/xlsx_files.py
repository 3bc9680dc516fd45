"""Small policies as .xlsx files on disk, for tests of what works on files."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from tablewright.source.grid import Workbook as Grids
from tests.grids import workbook_of

POLICY = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | {version}
In force from | {since}
Version date | Request date
Decision | Answer

== Glossary ==
Glossary
Name | Type | Unit | Allowed values | Asked of | Question
Request date | date
Age | whole number | years | [0..130] | provider | How old is the member?
Result | text | | approve, refer

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | Then | Cite
| Age | Result
1 | >= {age} | approve | I.A
Otherwise | - | refer | I.C

== Examples ==
Examples | Answer
Case | Given | Expect | Expect
| Age | Result | Rule
adult | {age} | approve | 1
child | 3 | refer | Otherwise
"""

# Each line of the cells that are wrong is one finding.
MISTAKES = """== Policy ==
Policy
Number | LA.1
Title | Sample
Version | 2025
In force from | 2025-01-01
Version date | Request date
Decision | Answer

== Glossary ==
Glossary
Name | Type | Unit | Allowed values | Calculated as
Request date | date
Age | whole number | years | [0..130]
Dose | number | mg | [0..500]
Age | number
Class | yes/no
Weird | colour
Ratio | number | | | Dose / Age
Loop | number | mg | | Loop + Dose
Other | number | mg | | Dose + Height
Mix | number | mg | | Dose + Age
Diagnosis | text | | breast cancer, NSCLC
Result | text | | approve, refer

== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | If | If | Then
| Age | Diagnosis | Dose | Result
1 | '18 | brest cancer | - | approve
1 | - | - | >= 5 kg | approve
3 | | - | - | approve
4 | #N/A | - | - | approve
5 | =A1 | - | - | approve
6 | >= | - | - | approve
7 | - | ~NSCLC~ | - | approve
8 | - | - | 1,000 | approve
9 | - | - | - | aprove
10 | 200 | - | - | refer
11 | - | - | <= {Heihgt} | refer
Otherwise | - | - | - | refer

== More ==
Desicion table | Second

Some text that belongs to nothing
"""


def policy(version: str = "2025", since: str = "2025-01-01", age: int = 18) -> str:
    """The text of a small policy that approves from an age on."""
    return POLICY.format(version=version, since=since, age=age)


def write_xlsx(path: Path, text: str) -> Path:
    """A drawn workbook as a spreadsheet program would save it."""
    return write_workbook(path, workbook_of(text))


def write_workbook(path: Path, workbook: Grids) -> Path:
    """A workbook as a spreadsheet program would save it, with control characters written out."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.name)
        for (row, column), cell in sheet.cells.items():
            place = page.cell(row=row, column=column)
            value = cell.formula if cell.formula is not None else cell.value
            place.value = float(value) if isinstance(value, Decimal) else _escaped(value)
            if isinstance(value, str) and cell.formula is None:
                place.data_type = "s"
            if cell.quoted:
                place.number_format = "@"
            if cell.struck:
                place.font = Font(strike=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _escaped(value: object) -> object:
    """Text as XML can hold it: a control character is written as `_x0007_`."""
    if not isinstance(value, str):
        return value
    return re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: f"_x{ord(found[0]):04X}_", value)
