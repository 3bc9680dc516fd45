"""Faults inside a block that need no column type: each found once, at its cell, with an action."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.source.faults import block_faults
from tablewright.source.grid import Cell, CellValue, ErrorValue, Merge, Sheet
from tablewright.source.look_alikes import as_meant, look_alikes
from tablewright.source.merges import expand_merges

SPAN = CellSpan(workbook="book.xlsx", sheet="Dose", top=2, left=1, bottom=5, right=4)
NOON = dt.datetime(2024, 9, 4, 12)  # noqa: DTZ001 - cells hold no time zone


def cell(row: int, column: int, value: CellValue | None, display: str | None = None) -> Cell:
    """A cell that shows its value, unless told otherwise."""
    return Cell(
        row=row, column=column, value=value, display=str(value) if display is None else display
    )


def sheet_of(*cells: Cell, merges: tuple[Merge, ...] = ()) -> Sheet:
    """A sheet with those cells."""
    return Sheet(name="Dose", cells={(at.row, at.column): at for at in cells}, merges=merges)


def faults_of(sheet: Sheet, prose: frozenset[int] = frozenset()) -> tuple[Diagnostic, ...]:
    """What is found in the block on that sheet."""
    return block_faults("book.xlsx", sheet, SPAN, prose)


def found_in(sheet: Sheet, prose: frozenset[int] = frozenset()) -> list[tuple[str, str]]:
    """Name and range of each finding."""
    found = faults_of(sheet, prose)
    assert all(finding.help for finding in found)
    return [(finding.code.name, finding.primary.range) for finding in found if finding.primary]


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (cell(3, 2, ErrorValue.NA), "error-value"),
        (Cell(row=3, column=2, value=Decimal(7), display="7", formula="=B1*2"), "formula-cell"),
        (Cell(row=3, column=2, value=None, formula="="), "formula-cell"),
        (Cell(row=3, column=2, value="gone", display="gone", struck=True), "struck-through"),
        (cell(3, 2, NOON), "date-with-time"),
        (cell(3, 2, Decimal("3.6"), "4"), "display-differs"),
        (cell(3, 2, Decimal("0.25"), "25%"), "display-differs"),
        (cell(3, 2, Decimal(100), "100 mg"), "display-differs"),
        (cell(3, 2, Decimal(-5), "(5)"), "display-differs"),
        (cell(3, 2, Decimal(5), ""), "display-differs"),
        (cell(3, 2, Decimal("3.5999999999999996")), "display-differs"),
        (cell(3, 2, "breast\u00a0cancer"), "look-alike-character"),
        (cell(3, 2, "approve "), "look-alike-character"),
        (cell(3, 2, "  "), "look-alike-character"),
    ],
)
def test_a_faulty_cell_is_one_finding_at_its_address(one: Cell, name: str) -> None:
    """Each fault of a cell is found, once, and points at the cell."""
    assert found_in(sheet_of(cell(2, 1, "Rule"), one)) == [(name, "B3")]


@pytest.mark.parametrize(
    "one",
    [
        cell(3, 2, "breast cancer"),
        cell(3, 2, "≥ 18"),
        cell(3, 2, "not(early, metastatic)\nor any"),
        cell(3, 2, "Crohn’s disease"),
        cell(3, 2, "II.A.1–II.A.3"),
        cell(3, 2, "ἰός и вирус"),
        cell(3, 2, "IFN-γ"),  # noqa: RUF001 - as people type it
        cell(3, 2, Decimal("3.6"), "3.60"),
        cell(3, 2, Decimal(1000), "1,000"),
        cell(3, 2, Decimal("123456789.012345")),
        cell(3, 2, dt.datetime(2024, 9, 4), "2024-09-04"),  # noqa: DTZ001
        cell(3, 2, value=True, display="TRUE"),
    ],
)
def test_a_sound_cell_is_no_finding(one: Cell) -> None:
    """What people write in good faith, and what shows as it is, passes."""
    assert found_in(sheet_of(one)) == []


def test_a_formula_is_judged_by_nothing_it_gave() -> None:
    """The last result of a formula, an error or not, is not looked at: the formula is enough."""
    one = Cell(row=3, column=2, value=ErrorValue.REF, display="#REF!", formula="=#REF!")
    assert found_in(sheet_of(one)) == [("formula-cell", "B3")]


def test_cells_outside_the_block_are_left_alone() -> None:
    """Only the block's own rectangle is looked at."""
    outside = (cell(1, 1, ErrorValue.NA), cell(6, 1, ErrorValue.NA), cell(2, 5, ErrorValue.NA))
    assert found_in(sheet_of(*outside)) == []


def test_prose_may_use_typographic_signs() -> None:
    """In columns of prose quotes, dashes and blanks are fine; signs that reorder text are not."""
    prose = (cell(3, 4, "“see\u00a0note” — later "), cell(4, 4, "abc\u202edef"))
    assert found_in(sheet_of(*prose), frozenset({4})) == [("look-alike-character", "D4")]
    assert len(found_in(sheet_of(*prose))) == 2


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("breast\u00a0cancer", "breast cancer"),
        ("NS\u200bCLC", "NSCLC"),
        ("\ufeffyes", "yes"),
        ("“early”", '"early"'),
        ("‘early’", "'early'"),  # noqa: RUF001 - the fault itself
        ("< \u22125", "< -5"),
        ("(\u20135..5]", "(-5..5]"),
        ("\u2014", "-"),
        ("HER2\u2011positive", "HER2-positive"),
        ("\uff11\uff12", "12"),
        ("\u0661\u0662", "12"),
        ("\u042150", "C50"),
        ("br\u0435ast", "breast"),
        ("\u039dSCLC", "NSCLC"),
        ("\ufb01rst", "first"),
        ("a\tb", "a b"),
        ("a\x0bb", "ab"),
    ],
)
def test_look_alikes_are_read_as_what_they_look_like(text: str, meant: str) -> None:
    """Every look-alike is named and has a plain sign that was meant."""
    found = look_alikes(text)
    assert found
    assert all("U+" in one.name for one in found)
    assert meant == as_meant(text, found)
    assert look_alikes(meant) == ()


def test_hidden_rows_and_columns_are_one_finding_each_run() -> None:
    """Rows side by side are one finding; hidden rows and columns without cells hide nothing."""
    cells = [cell(row, column, "x") for row in range(2, 6) for column in range(1, 4)]
    sheet = Sheet(
        name="Dose",
        cells={(at.row, at.column): at for at in cells},
        hidden_rows=frozenset({1, 3, 4, 9}),
        hidden_columns=frozenset({3, 4}),
    )
    assert found_in(sheet) == [("hidden-cells", "C2:C5"), ("hidden-cells", "A3:D4")]


def test_a_hidden_sheet_is_one_finding_for_the_block() -> None:
    """A block on a hidden tab is reported as a whole."""
    sheet = Sheet(name="Dose", cells={(2, 1): cell(2, 1, "x")}, hidden=True)
    assert found_in(sheet) == [("hidden-cells", "A2:D5")]


def test_sideways_merges_are_found_and_downward_ones_are_not() -> None:
    """A merge over columns is a finding wherever it meets the block; one over rows is fine."""
    cells = (cell(2, 1, "a"), cell(3, 1, "b"))
    sideways = Merge(top=2, left=1, bottom=2, right=9)
    downwards = Merge(top=3, left=1, bottom=5, right=1)
    below = Merge(top=6, left=1, bottom=6, right=2)
    sheet = sheet_of(*cells, merges=(sideways, downwards, below))
    assert found_in(sheet) == [("sideways-merge", "A2:I2")]


def test_what_lies_under_a_merge_is_found() -> None:
    """A value that a merge covers does not show; the same value again does no harm."""
    merge = Merge(top=2, left=1, bottom=4, right=1)
    cells = (cell(2, 1, "a"), cell(3, 1, "b "), cell(4, 1, "a"))
    assert found_in(sheet_of(*cells, merges=(merge,))) == [("hidden-cells", "A3")]


def test_findings_are_in_reading_order() -> None:
    """Findings of all kinds come by row and column."""
    merge = Merge(top=3, left=1, bottom=3, right=2)
    cells = (cell(5, 1, "x "), cell(3, 1, "a"), cell(2, 2, ErrorValue.NA))
    assert [at for _, at in found_in(sheet_of(*cells, merges=(merge,)))] == ["B2", "A3:B3", "A5"]


def test_a_downward_merge_stands_for_every_used_row() -> None:
    """A merged cell is repeated in each row down to the last used one, and to no other column."""
    merge = Merge(top=2, left=1, bottom=1_048_576, right=2)
    sheet = sheet_of(cell(2, 1, "a"), cell(2, 2, "old"), cell(4, 3, "x"), merges=(merge,))
    cells = expand_merges(sheet).cells
    assert [(at, cells[at].value) for at in sorted(cells) if at[1] == 1] == [
        ((2, 1), "a"),
        ((3, 1), "a"),
        ((4, 1), "a"),
    ]
    assert (3, 2) not in cells
    assert (cells[4, 1].row, cells[4, 1].column) == (4, 1)


def test_a_sheet_without_merges_is_left_as_it_is() -> None:
    """Nothing is copied where nothing is merged."""
    sheet = sheet_of(cell(2, 1, "a"))
    assert expand_merges(sheet) is sheet
