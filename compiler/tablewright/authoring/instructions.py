"""What the sheet of instructions of a new workbook says: headings, and beside each its text."""

from __future__ import annotations

from collections.abc import Iterator

TITLE = "How to work in this workbook"
# A heading a line; below it, indented, its text, which is one paragraph.
_TEXT = """\
This sheet
    This is free text and decides nothing, like every sheet whose name starts with Notes. Delete it
    when you no longer need it.

What is here
    A small policy that is complete and works. All of it is invented. Replace it piece by piece
    and check after each piece, so that it keeps working.
1  Policy
    Your number, title and version. In force from stays blank while the text is a draft.
2  Glossary
    One row for every name that a rule uses: its type, its unit, its allowed values. A name with
    something under Calculated as is worked out; a name that a table gives is an answer; every
    other name is asked for.
3  Answer
    One row for every rule. The first rule whose conditions all hold answers; a dash stands for
    any value.
4  Criteria
    One row for every criterion. A row with a Combine is a group, and its parts stand below it:
    2.a and 2.b are parts of 2.
5  Value sets, Impossible
    Codes that belong together; combinations that cannot occur. Delete a sheet that you do not
    need, and what speaks of it.
6  Examples
    Cases to which you know the answer, for each limit the last value that passes and the first
    that does not. A blank cell says that something is not known.
7  Information
    Text for readers. It decides nothing.

To check
    tablewright check names every mistake with its cell and what to do. tablewright build makes
    the program and the page for readers.
Lists in cells
    Select a cell: it says what belongs there, and many cells have a list. A list never forbids,
    for a cell may say more than one value. The list of names follows the Glossary by itself;
    lists of values follow your changes after tablewright tidy.
Rows and columns
    Write into the row below a table, or insert rows inside it. An empty row ends a table. For a
    further condition insert a column: If, and below it the name.
Codes, numbers, dates
    Codes, item numbers and citations are kept as text, so that 5.10 stays 5.10. Type numbers as
    numbers and dates as dates, and never a formula.
Colors
    Colors, borders and comments mean nothing; use them as you like. A dark row opens a table,
    light rows are headings, greenish cells are what comes out.
"""


def instructions() -> Iterator[tuple[str, str]]:
    """Each heading with its text; a pair of empty texts where a row stays empty."""
    heading, lines = "", list[str]()
    for line in _TEXT.splitlines():
        if line.startswith(" "):
            lines.append(line.strip())
            continue
        if heading:
            yield heading, " ".join(lines)
        if not line:
            yield "", ""
        heading, lines = line, []
    yield heading, " ".join(lines)
