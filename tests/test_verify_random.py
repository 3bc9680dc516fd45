"""Random workbooks of every hit policy, type and block: what the compiler emits is proved."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from tablewright.emit import python
from tablewright.lower.workbook import lower
from tablewright_verify.sheet.read import read_book
from tablewright_verify.verify import prove_module
from tests.grids import workbook_of
from tests.program_text import drawn
from tests.python_files import PACKAGE
from tests.random_programs import a_program

RUNTIME = {
    path.name: path.read_text(encoding="utf-8")
    for path in (PACKAGE / "emit" / "python" / "runtime").glob("_*.py")
}


@pytest.mark.parametrize("seed", range(16))
def test_a_random_module_is_proved(seed: int) -> None:
    """The checker reads a random workbook by itself, and the emitted text means the same."""
    workbook = workbook_of(drawn(a_program(seed)), "small.xlsx")
    lowered = lower(workbook)
    assert lowered.program is not None
    digest = "0" * 64
    files: dict[PurePosixPath, str] = python.emit(lowered.program, digest)
    (text,) = (text for path, text in files.items() if path.suffix == ".py")
    ledger = prove_module(read_book(workbook), text, RUNTIME, digest)
    failures = [each for each in ledger.found if each.verdict.value != "proved"]
    assert not [f"{each.kind} {each.about}: {each.message}" for each in failures]
