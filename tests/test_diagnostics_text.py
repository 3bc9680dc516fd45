"""How findings read in a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.diagnostics.printable import clipped, printable, width
from tablewright.diagnostics.render.text import render, summary
from tablewright.source.grid import Cell, Sheet, Workbook
from tests.sample_findings import FINDINGS, LABEL, WORKBOOK, span

GOLDEN = Path(__file__).parent / "goldens" / "findings.txt"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def test_findings_read_as_agreed() -> None:
    """The sample findings give the agreed text: fact, picture of the grid, and action."""
    assert GOLDEN.read_text(encoding="utf-8") == render(FINDINGS, {LABEL: WORKBOOK})


def test_colour_adds_nothing_but_colour() -> None:
    """With colour the text is the same; without it no escape sequence is written."""
    plain = render(FINDINGS, {LABEL: WORKBOOK})
    painted = render(FINDINGS, {LABEL: WORKBOOK}, color=True)
    assert "\x1b[1;31m" in painted
    assert plain == COLOUR.sub("", painted)
    assert "\x1b" not in plain


def test_pictures_fit_the_terminal() -> None:
    """No line of a picture is wider than the terminal, however narrow that is."""
    for columns in range(50, 100):
        text = render(FINDINGS, {LABEL: WORKBOOK}, columns=columns)
        pictures = [line for line in text.splitlines() if "│" in line]
        assert max(width(line) for line in pictures) <= columns


def test_no_findings_no_text() -> None:
    """A clean run prints nothing."""
    assert render((), {}) == ""


def test_findings_without_their_workbook_still_read() -> None:
    """Where the grid is not at hand, the fact, the labels' words and the action remain."""
    text = render(FINDINGS[2:3], {})
    assert "B3: the name that the column reads" in text
    assert "help: Did you mean" in text


def test_counts_are_told_by_severity() -> None:
    """The last line counts errors and warnings, in the singular where there is one."""
    assert summary(FINDINGS) == "4 errors, 1 warning"


def test_large_ranges_show_their_beginning() -> None:
    """A range of a thousand rows and columns takes a picture of a few lines."""
    wide = Sheet(
        name="Dose",
        cells={
            (row, column): Cell(row=row, column=column, value="x", display="x")
            for row in range(1, 1_000)
            for column in (1, 2, 900)
        },
    )
    finding = Diagnostic(
        code=codes.HIDDEN_CELLS,
        message="Rows are hidden.",
        workbook=LABEL,
        primary=span("Dose", 1, 1, 1_048_576, 16_384),
    )
    text = render((finding,), {LABEL: Workbook(label=LABEL, sheets=(wide,))})
    assert len(text.splitlines()) < 15
    assert max(len(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("two\nlines", "two↵lines"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202e", r"\u202e"),
        ("\u200b", r"\u200b"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("東京 é", "東京 é"),
    ],
)
def test_hostile_signs_are_escaped(text: str, expected: str) -> None:
    """Signs that move the cursor, reorder text or do not show are written out."""
    assert expected == printable(text)


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_any_text_can_be_printed_in_its_room(text: str, room: int) -> None:
    """Whatever a cell holds goes to the terminal in one line and within its width."""
    shown = clipped(printable(text), room)
    assert shown.isprintable()
    assert width(shown) <= room
    shown.encode()


@given(st.text(), st.text())
def test_any_finding_can_be_rendered(message: str, shown: str) -> None:
    """Hostile messages and cells break no line and reach no terminal raw."""
    cells = {(5, 2): Cell(row=5, column=2, value=shown, display=shown)}
    workbook = Workbook(label=LABEL, sheets=(Sheet(name="Dose", cells=cells),))
    finding = replace(FINDINGS[3], message=message)
    text = render((finding,), {LABEL: workbook})
    assert "\x1b" not in text
    assert text.splitlines() == text.rstrip("\n").split("\n")


def test_many_cells_are_counted() -> None:
    """Of a finding about very many cells the first are drawn, and the others named and counted."""
    labels = tuple(Label(span=span("Dose", row, 1), text="too") for row in range(10, 30))
    found = render([replace(FINDINGS[3], labels=labels)], {LABEL: WORKBOOK})
    assert found.count("--- too") == 8
    assert "also: 12 more cells: A18, A19, A20, A21, A22, A23, …" in found
