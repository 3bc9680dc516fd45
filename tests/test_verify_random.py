"""Random workbooks of every hit policy, type and block: what the compiler emits is proved."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from tablewright.emit import python
from tablewright.ir.paths import version_module
from tablewright.lower.workbook import lower
from tablewright.source.grid import Workbook
from tablewright_verify.proof.ledger import How, Verdict
from tablewright_verify.sheet.read import read_book
from tablewright_verify.verify import prove_module
from tests.drawing.workbook import drawn_workbook
from tests.grids import workbook_of
from tests.program_text import drawn
from tests.python_files import PACKAGE
from tests.random_programs import a_program

RUNTIME = {
    path.name: path.read_text(encoding="utf-8")
    for path in (PACKAGE / "emit" / "python" / "runtime").glob("_*.py")
}
DIGEST = "0" * 64


def module_of(workbook: Workbook) -> str:
    """The text of the module that the compiler makes of a workbook."""
    lowered = lower(workbook)
    assert lowered.program is not None, lowered.diagnostics
    files: dict[PurePosixPath, str] = python.emit(lowered.program, DIGEST)
    return files[PurePosixPath(f"{version_module(lowered.program.policy.version)}.py")]


def assert_proved(workbook: Workbook) -> None:
    """The checker reads the workbook by itself, and the emitted text means the same."""
    found = prove_module(read_book(workbook), module_of(workbook), RUNTIME, DIGEST).found
    failures = [each for each in found if each.verdict is not Verdict.PROVED]
    assert not [f"{each.kind} {each.about}: {each.message}" for each in failures]
    assert not [each.about for each in found if each.how is How.SLOWLY]


@pytest.mark.parametrize("seed", range(16))
def test_a_random_module_is_proved(seed: int) -> None:
    """A program made by hand, drawn as a workbook, is proved."""
    assert_proved(workbook_of(drawn(a_program(seed)), "small.xlsx"))


@pytest.mark.parametrize("seed", range(60))
def test_a_drawn_module_is_proved(seed: int) -> None:
    """A workbook drawn from all that the notation has is proved."""
    assert_proved(workbook_of(drawn_workbook(seed), "drawn.xlsx"))
