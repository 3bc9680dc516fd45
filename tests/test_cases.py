"""Every folder of tests/cases: a workbook drawn as text, and the findings that an analyst reads.

Where there is a folder `expected`, it has what a build makes of the workbook: module and page.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.diagnostics.render.text import render
from tablewright.emit import html, python
from tablewright.interpret.examples import run_example
from tablewright.lower.workbook import lower
from tablewright.workspace.formatter import format_python
from tests.grids import workbook_of

CASES = Path(__file__).parent / "cases"
TABLE, DIAGNOSTICS, EXPECTED = "table.txt", "diagnostics.txt", "expected"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
BUILT = [folder for folder in FOLDERS if folder.name.startswith("output-")]
DIGEST = "0" * 64  # that of a drawing would say nothing


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


def built(folder: Path) -> dict[str, str]:
    """The module and the page of a case, as they lie in an output folder."""
    workbook = workbook_of((folder / TABLE).read_text(encoding="utf-8"))
    program = lower(workbook, files_beside(folder)).program
    assert program is not None
    results = tuple(run_example(program, example) for example in program.examples)
    assert not [result for result in results if not result.passed]
    files = format_python(python.emit(program, DIGEST)) | html.emit(
        html.Told(program=program, digest=DIGEST, results=results)
    )
    return {path.as_posix(): text for path, text in files.items()}


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.name)
def test_case_gives_its_output(folder: Path, update_goldens: bool) -> None:
    """A case gives exactly the module and the page that lie below it, to the byte."""
    files, golden = built(folder), folder / EXPECTED
    if update_goldens:
        golden.mkdir(exist_ok=True)
        for path in golden.iterdir():
            path.unlink()
        for name, text in files.items():
            (golden / name).write_bytes(text.encode())
    expected = {path.name: path.read_bytes().decode() for path in golden.iterdir()}
    assert sorted(expected) == sorted(files)
    for name, text in files.items():
        assert expected[name] == text, name


def test_no_case_is_left_unread() -> None:
    """Every file is a workbook, its findings, a CSV file that it names, or what is built of it."""
    read = {folder / name for folder in FOLDERS for name in (TABLE, DIAGNOSTICS)}
    read |= {path for folder in FOLDERS for path in folder.glob("*.csv")}
    read |= {path for folder in BUILT for path in (folder / EXPECTED).iterdir()}
    files = {path for path in CASES.rglob("*") if path.is_file()}
    wrong = [path.relative_to(CASES).as_posix() for path in files - read]
    assert not wrong
    assert all((folder / TABLE).is_file() for folder in FOLDERS)


def test_a_case_exists_for_every_finding_of_this_stage() -> None:
    """Each code of blocks, names, types and rules is shown by at least one case."""
    shown = "".join((folder / DIAGNOSTICS).read_text(encoding="utf-8") for folder in FOLDERS)
    numbers = ["TW113", "TW114", "TW115", *(f"TW2{number:02}" for number in range(1, 12))]
    assert not [number for number in numbers if number not in shown]
