"""Every folder of tests/cases: a workbook drawn as text, and the findings that an analyst reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.diagnostics.render.text import render
from tablewright.lower.workbook import lower
from tests.grids import workbook_of

CASES = Path(__file__).parent / "cases"
TABLE, DIAGNOSTICS = "table.txt", "diagnostics.txt"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())


def files_beside(folder: Path) -> dict[str, str]:
    """The CSV files of a case, which its workbook may name."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.csv")}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_gives_its_findings(folder: Path, update_goldens: bool) -> None:
    """A case gives exactly the findings that lie beside it, with grid, place and action."""
    table = (folder / TABLE).read_text(encoding="utf-8")
    workbook = workbook_of(table)
    lowered = lower(workbook, files_beside(folder))
    found = render(lowered.diagnostics, {workbook.label: workbook}) or "no findings\n"
    golden = folder / DIAGNOSTICS
    if update_goldens:
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == found
    assert (lowered.program is None) == bool(lowered.diagnostics)


def test_no_case_is_left_unread() -> None:
    """Every file below tests/cases is a workbook, its findings, or a CSV file that it names."""
    wrong = [
        path.relative_to(CASES).as_posix()
        for path in CASES.rglob("*")
        if path.is_file()
        and not (
            path.parent.parent == CASES
            and (path.name in {TABLE, DIAGNOSTICS} or path.suffix == ".csv")
        )
    ]
    assert not wrong
    assert all((folder / TABLE).is_file() for folder in FOLDERS)


def test_a_case_exists_for_every_finding_of_this_stage() -> None:
    """Each code of blocks, names, types and rules is shown by at least one case."""
    shown = "".join((folder / DIAGNOSTICS).read_text(encoding="utf-8") for folder in FOLDERS)
    numbers = ["TW113", "TW114", "TW115", *(f"TW2{number:02}" for number in range(1, 12))]
    assert not [number for number in numbers if number not in shown]
