"""Workbooks that no analyst writes: every one of them ends in findings, never in an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.lower.workbook import lower
from tests.grids import workbook_of
from tests.test_cases import CASES

TEXTS = [
    (folder / "table.txt").read_text(encoding="utf-8")
    for folder in sorted(CASES.iterdir())
    if folder.is_dir()
]
# What may land in any cell: words of the notation, odd values, names where none belongs.
CELLS = st.sampled_from(
    [
        *("", "-", "=A1", "#N/A", "TRUE", "0", "'0", "2025-08-01", "^", "Age", "[Age]", "[I.A.1]"),
        *("{Age}", "{", "]", "*", "Otherwise", "Rule", "If", "Then", "all of", "not(", "met"),
        *("blank", "given", "Checklist", "Decision table", "Glossary", "Policy", "Criteria"),
        *(
            "Criteria kinds not met",
            "Answer",
            "has x",
            "count 1",
            "1.1.1",
            ".",
            "..",
            "\u0430",
            "~x~",
        ),
        *("first known of()", "Age / Age", "Result", "yes/no", "list of list", "list of text"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.integers(0, 10_000), CELLS), min_size=1, max_size=6),
)
def test_any_cell_may_hold_anything(text: str, changes: list[tuple[int, str]]) -> None:
    """Cells of a workbook are replaced at random: there is a program, or there are findings."""
    lines = [line.split("|") for line in text.splitlines()]
    places = [(row, column) for row, line in enumerate(lines) for column in range(len(line))]
    for number, typing in changes:
        row, column = places[number % len(places)]
        if not lines[row][0].startswith("=="):
            lines[row][column] = typing
    result = lower(workbook_of("\n".join("|".join(line) for line in lines)))
    assert (result.program is None) == bool(result.diagnostics)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(st.integers(0, 10_000), min_size=1, max_size=5))
def test_any_row_may_be_missing(text: str, dropped: list[int]) -> None:
    """Rows of a workbook are lost at random: there is a program, or there are findings."""
    lines = text.splitlines()
    for number in dropped:
        lines = lines[: number % (len(lines) + 1)] + lines[number % (len(lines) + 1) + 1 :]
    result = lower(workbook_of("\n".join(lines)))
    assert (result.program is None) == bool(result.diagnostics)
