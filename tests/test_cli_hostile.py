"""Files made to harm, as the command line meets them: one finding each, soon, small, no output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.python_files import IMPORTABLE
from tests.test_source_hostile import (
    COMPOUND,
    DTD,
    ONE_CELL,
    bomb,
    locked,
    plain_zip,
    sheet,
)
from tests.xlsx_files import policy, write_xlsx

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="time and memory are measured the Linux way"
)

FAR = "XFD1048576"


# Peak memory is asked of the process itself: what a parent counts for a child may be its own.
MEASURED = """
import re, resource, sys
from pathlib import Path
from tablewright.cli import main
code = main(sys.argv[1:])
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
used = resource.getrusage(resource.RUSAGE_SELF)
print(int(peak) / 1024, used.ru_utime + used.ru_stime, file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command said and cost."""

    code: int
    said: str
    complained: str
    seconds: float
    megabytes: float


def run(folder: Path, *arguments: str) -> Run:
    """The command line in a process of its own; seconds are those it worked, not waited."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": IMPORTABLE},
        capture_output=True,
        text=True,
    )
    *complained, cost = done.stderr.splitlines()
    megabytes, seconds = map(float, cost.split())
    return Run(
        code=done.returncode,
        said=done.stdout,
        complained="\n".join(complained),
        seconds=seconds,
        megabytes=megabytes,
    )


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that the command takes before it looks at any file: imports, most of all."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "tables").mkdir()
    (folder / "tables" / "book.xlsx").write_bytes(b"")
    return run(folder, "check").seconds


def cut_short() -> bytes:
    """The first half of a sound workbook."""
    whole = sheet(ONE_CELL)
    return whole[: len(whole) // 2]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a small bomb": (bomb, "workbook-too-large"),
    "a document type": (lambda: sheet(DTD + ONE_CELL), "unreadable-workbook"),
    "a renamed archive": (plain_zip, "unreadable-workbook"),
    "cut short": (cut_short, "unreadable-workbook"),
    "an old workbook": (lambda: COMPOUND, "unreadable-workbook"),
    "a password": (
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "unreadable-workbook",
    ),
    "encrypted parts": (locked, "unreadable-workbook"),
    "nothing at all": (lambda: b"", "unreadable-workbook"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_ends_in_one_finding(case: str, tmp_path: Path, start: float) -> None:
    """The file gives one finding within a second and 200 MB, exit code 1, and nothing else."""
    make, name = HOSTILE[case]
    path = tmp_path / "tables" / "book.xlsx"
    path.parent.mkdir()
    path.write_bytes(make())
    checked = run(tmp_path, "check", "--format", "json")
    (finding,) = json.loads(checked.said)
    assert (name, "book.xlsx") == (finding["name"], finding["workbook"])
    assert finding["help"]
    assert checked.code == 1
    assert not checked.complained
    assert checked.seconds - start < 1
    assert checked.megabytes < 200


def test_a_cell_in_the_last_corner_is_one_finding(tmp_path: Path, start: float) -> None:
    """Of a sheet with one cell at its far end that cell alone is read, and found to be stray."""
    far = f"{policy()}\n== Far ==\n"
    path = write_xlsx(tmp_path / "tables" / "book.xlsx", far)
    with_far_cell(path)
    checked = run(tmp_path, "check", "--format", "json")
    (finding,) = json.loads(checked.said)
    assert (finding["name"], finding["range"]) == ("stray-text", FAR)
    assert checked.code == 1
    assert checked.seconds - start < 1
    assert checked.megabytes < 200


def with_far_cell(path: Path) -> None:
    """Put a text into the last cell of the last sheet."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    book[book.sheetnames[-1]][FAR] = "far"
    book.save(path)


def test_what_is_no_file_is_passed_over_in_words(tmp_path: Path) -> None:
    """A folder named like a workbook is looked into, a link is not followed, and both are told."""
    (tmp_path / "tables" / "folder.xlsx").mkdir(parents=True)
    elsewhere = write_xlsx(tmp_path / "elsewhere.xlsx", policy())
    (tmp_path / "tables" / "link.xlsx").symlink_to(elsewhere)
    checked = run(tmp_path, "check")
    assert checked.code == 2
    assert "link.xlsx: it is a link, and links are not followed" in checked.complained
    assert not checked.said


def test_hostile_files_stop_a_build(tmp_path: Path) -> None:
    """Among sound workbooks each hostile file has its finding, and the old output stays whole."""
    write_xlsx(tmp_path / "tables" / "sound.xlsx", policy())
    assert run(tmp_path, "build").code == 0
    before = {p: p.read_bytes() for p in (tmp_path / "generated").rglob("*") if p.is_file()}
    for number, (make, _) in enumerate(HOSTILE.values()):
        (tmp_path / "tables" / f"hostile{number}.xlsx").write_bytes(make())
    built = run(tmp_path, "build")
    assert built.code == 1
    assert built.complained.count("error[TW") == len(HOSTILE)
    assert built.megabytes < 200
    after = {p: p.read_bytes() for p in (tmp_path / "generated").rglob("*") if p.is_file()}
    assert before == after
