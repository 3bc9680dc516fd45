"""A workbook of every block whose texts can all be made hostile, and the texts that do it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from tablewright.source.grid import Cell, Sheet, Workbook
from tests.grids import workbook_of

# In a cell, `read x` is text for readers alone; `free x` an id, a citation, a kind or a unit;
# `name x` a name, also where it is used; `word x` an allowed value or a code. Each becomes the
# hostile text and `x`.
DRAWN = """== Policy ==
Policy
Number | LA.1
Title | read title
Version | 2025
Approved on | 2025-01-01
In force from | 2025-02-01
Version date | name date
Decision | name top
free key | read value
free other | 2025-03-01

== Glossary ==
Glossary
Name | Code name | Type | Unit | Allowed values | Blank means | Asked of | Question | Calculated as | Meaning | Source
name date | on_day | date |  |  |  | read whom | read ask |  | read mean | read from
name age | age_years | whole number | free unit | [0..130] |  | read whom | read ask |  | read mean | read from
name color | color | text |  | word red = RED, word blue = BLUE |  | read whom | read ask |  | read mean | read from
name code | code_said | code |  |  | nothing | read whom | read ask |  | read mean | read from
name marks | marks | list of text |  | word x = X, word y = Y |  | read whom | read ask |  | read mean | read from
name twice | twice | whole number | free unit |  |  |  |  | [name age] * 2 | read mean | read from
name result | result | text |  | word yes = SAID_YES, word no = SAID_NO |  |  |  |  | read mean | read from
name reason | reason | code |  |  |  |  |  |  | read mean | read from

== Tables ==
Decision table | name top | Code name | top | Hit policy | F | Coverage | partial because free gap
Rule | If | If | If | If | Then | Then | Cite | Note
| name age | name color | name list | name marks | name result | name reason
free r1 | >= 18 | word red | - | has word x | word yes | word because | free cite1 | read note
free r2 | < {[name twice]} | - | met | - | word no | word why | free cite2 | read note
Otherwise | - | - | - | - | word no | word none | free cite3 | read note

== Lists ==
Checklist | name list | Code name | listed | Met when | all of
Item | Combine | Subject | Test | Only if | Cite | Criterion | Evidence | If not met | Kind
1 | any of | | | | free i1 | read a1 | read a2 | read a3 | free kind
1.a | | name age | >= 18 | | free i1a | read a1 | read a2 | read a3 | free kind
1.b | | name code | in name set | | free i1b | read a1 | read a2 | read a3 | free kind
2 | | name color | word blue | [free i1a] met | free i2 | read a1 | read a2 | read a3 | free kind

== Sets ==
Value set | name set | Code name | codes
Code | Meaning | Source
word c1 | read mean | read from
word c2* | read mean | read from

Impossible
name age | name color | Because
> 100 | word blue | read because

== Examples ==
Examples | name top
Case | Given | Given | Given | Expect | Expect | Expect | Expect | Why
| name age | name color | name marks | name result | Rule | Missing | Unmet
free case1 | 40 | word red | word x | word yes | free r1 | none | | read why
free case2 | 10 | word red | word y | word no | | | | read why

== Texts ==
Revisions
read head1 | read head2
read a | read b

References
read head3 | read head4
read c | read d

Information | name info
read head5 | read head6
read e | read f
"""  # noqa: E501 - a row of a sheet is a line here


class Part(StrEnum):
    """Which of the texts are hostile."""

    READ = "read"
    FREE = "free"
    NAMES = "name"
    WORDS = "word"


EVERY = frozenset(Part)
BENIGN = "plain"
_TOKEN = re.compile(r"\b(?P<part>read|free|name|word) (?P<rest>\w+\*?)")

BREAKS = "\u2028\u2029\x0b\x0c\x85\x1c"
CONTROLS = "\x00\x01\x07\x08\x1b[31m\x7f\x9b"
BIDI = "\u202e\u2066\u200f\u200b\ufeff"
TEXTS = (
    "'",
    '"',
    "'''",
    '"""',
    '""" + print(1) + """',
    "\\",
    "\\\\'\\\"",
    "\\N{BULLET}\\x41\\u0041\\u{41}\\",
    "\n",
    "a\nimport os\n",
    "\r\n# type: ignore\r",
    f"a{BREAKS}b",
    f"a{CONTROLS}b",
    f"a{BIDI}b",
    "\U0001f4a9\U0010fffe\U000e0001",
    "{{ view.header }}{% set x = 1 %}{# x #}",
    "{0}{a!r}{__class__}{",
    'f\'{__import__("os").system("id")}\'',
    "__import__('os').system('id')",
    "# noqa # type: ignore # fmt: off",
    "# fmt: skip",
    "</script><script>alert(1)</script><!--",
    "]]><![CDATA[ <img src=x onerror=alert(1)>",
    "</style></title>&lt;&#60;&amp;",
    "javascript:alert(1)",
    '=HYPERLINK("http://x")',
    "+1-1@SUM(A1)",
    "../../etc/passwd",
    "a" * 5000,
    "a b " * 2000,
    "\u0410\u0456\u03bf",
    "\u00e4\ufb01\u017f\u0130\u0131\u00df",
    "e\u0301" * 30,
    "None",
    "True",
    "1e5",
    "",
)


def hostile(text: str, parts: frozenset[Part] = EVERY) -> Workbook:
    """The workbook with this text in front of everything that these parts hold."""
    return with_cells(lambda cell: _made(cell, text, parts))


def with_cells(change: Callable[[Cell], Cell]) -> Workbook:
    """The workbook with each of its cells changed."""
    book = workbook_of(DRAWN, "la_1/2025.xlsx")
    sheets = tuple(
        replace(sheet, cells={at: change(cell) for at, cell in sheet.cells.items()})
        for sheet in book.sheets
    )
    return Workbook(label=book.label, sheets=sheets)


def _made(cell: Cell, text: str, parts: frozenset[Part]) -> Cell:
    if not isinstance(cell.value, str):
        return cell

    def token(found: re.Match[str]) -> str:
        part = Part(found["part"])
        said = f"{text if part in parts else BENIGN} {part}".strip()
        value = f"{said} {found['rest']}"
        # Among other words a value stands in quotes, so that a comma in it parts nothing.
        alone = found.group() == cell.value
        return value if alone or part is not Part.WORDS else f'"{value}"'

    value = _TOKEN.sub(token, cell.value)
    return replace(cell, value=value, display=value)


def with_one(number: int, text: str) -> Workbook:
    """The benign workbook with one of its texts replaced."""
    book = hostile(BENIGN)
    places = [
        (sheet.name, at)
        for sheet in book.sheets
        for at, cell in sheet.cells.items()
        if isinstance(cell.value, str)
    ]
    name, at = places[number % len(places)]

    def spoiled(sheet: Sheet) -> Sheet:
        if sheet.name != name:
            return sheet
        cell = replace(sheet.cells[at], value=text, display=text)
        return replace(sheet, cells={**sheet.cells, at: cell})

    return Workbook(label=book.label, sheets=tuple(map(spoiled, book.sheets)))
