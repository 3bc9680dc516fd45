"""The pytest plugin: which workbooks it collects, under which names, how their failures read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.annotated_workbooks import shown
from tests.python_files import IMPORTABLE
from tests.xlsx_files import MISTAKES, policy, write_xlsx

INSTALLED = any(each.name == "tablewright" for each in entry_points(group="pytest11"))
LOADED = [] if INSTALLED else ["-p", "tablewright.pytest_plugin"]
TESTS = [
    "tables/la_1/2025.xlsx::check",
    "tables/la_1/2025.xlsx::example::Answer::adult",
    "tables/la_1/2025.xlsx::example::Answer::child",
    "tables/la_1/2025.xlsx::rule::Answer::1",
    "tables/la_1/2025.xlsx::rule::Answer::Otherwise",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one workbook of a policy, and no configuration at all."""
    write_xlsx(tmp_path / "tables" / "la_1" / "2025.xlsx", policy())
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of pytest over the project, as a user types it."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *LOADED, "-p", "no:cacheprovider", *arguments],
        check=False,
        cwd=project,
        env={**os.environ, "PYTHONPATH": IMPORTABLE, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def collected(project: Path, *arguments: str) -> list[str]:
    """The ids of the tests that are found."""
    said = run(project, "--collect-only", "-q", *arguments).stdout
    return [line for line in said.splitlines() if "::" in line]


def test_examples_and_rules_are_tests_with_readable_names(project: Path) -> None:
    """Each example, each rule and the check of the whole is a test, and all of them pass."""
    assert collected(project, "tables") == TESTS
    assert re.search(r"5 passed", run(project, "tables").stdout)
    one = run(project, "-v", TESTS[1]).stdout
    assert "example::Answer::adult PASSED" in one
    assert "1 passed" in one


def test_workers_find_the_same_tests(project: Path) -> None:
    """The tests run in parallel workers too."""
    pytest.importorskip("xdist")
    assert "5 passed" in run(project, "-n", "2", "tables").stdout


def test_only_workbooks_of_the_project_are_opened(project: Path) -> None:
    """A workbook outside the folders of tables is left alone, unless it is asked for itself."""
    write_xlsx(project / "data" / "other.xlsx", policy())
    write_xlsx(project / "tables" / "budget.xlsx", "Month | Cost\nJune | 12")
    (project / "tables" / "~$2025.xlsx").write_bytes(b"\0")
    assert collected(project) == TESTS
    own = collected(project, "data/other.xlsx")
    assert "data/other.xlsx::rule::Answer::1" in own
    (project / "pyproject.toml").write_text('[tool.tablewright]\npaths = ["data"]\n')
    assert {each.partition("::")[0] for each in collected(project)} == {"data/other.xlsx"}


def test_a_copy_that_shows_findings_has_no_tests(project: Path) -> None:
    """What `check --annotate` writes beside a workbook is not collected as another one."""
    book = write_xlsx(project / "tables" / "la_1" / "2026.xlsx", MISTAKES)
    book.with_name("2025.findings.xlsx").write_bytes(shown(book).copy)
    book.unlink()
    assert collected(project, "tables") == TESTS


def test_an_example_that_fails_is_told_without_a_traceback(project: Path) -> None:
    """A failed example shows what was given, expected and found, with sheet and cell."""
    text = policy().replace("child | 3 | refer", "child | 3 | approve")
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    said = run(project, "tables").stdout
    assert "Result: expected approve, found refer" in said
    assert "Example `child`, la_1/2025.xlsx › Examples!A5" in said
    assert "Age: 3 years" in said or "Age: 3" in said
    assert "Rule: Otherwise" in said
    assert "Traceback" not in said
    assert ".py:" not in said
    assert "1 failed, 4 passed" in said


def test_a_rule_that_nothing_reaches_fails(project: Path) -> None:
    """A rule hidden by those above fails by its cell; one that no example reaches passes."""
    rules = "1 | >= 18 | approve | I.A\n2 | >= 65 | refer | I.B\n3 | [2..4] | approve | I.B"
    text = policy().replace("1 | >= 18 | approve | I.A", rules)
    text = text.partition("== Examples ==")[0]
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    said = run(project, "tables").stdout
    assert "No request reaches rule 2 of Answer, la_1/2025.xlsx › Answer!A5" in said
    assert "2 failed, 3 passed" in said  # and `check` says so too


def test_a_workbook_with_mistakes_fails_once_with_all_of_them(project: Path) -> None:
    """A workbook that cannot be compiled has one test, and it shows every finding."""
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", MISTAKES)
    said = run(project, "tables").stdout
    assert "1 failed" in said
    assert "number-as-text" in said
    assert "unknown-keyword" in said


def test_a_run_without_workbooks_imports_nothing_of_ours(tmp_path: Path) -> None:
    """A project that has no workbooks pays for no import."""
    (tmp_path / "test_other.py").write_text(
        "import sys\n\n\ndef test_other():\n"
        "    ours = {n for n in sys.modules if n.startswith('tablewright')}\n"
        "    assert ours <= {'tablewright', 'tablewright.pytest_plugin'}\n"
        "    assert 'openpyxl' not in sys.modules\n"
    )
    assert "1 passed" in run(tmp_path).stdout


def test_exhaustive_asks_the_reference_evaluator_too(project: Path) -> None:
    """With --exhaustive each example is answered by the reference evaluator as well."""
    assert "5 passed" in run(project, "--exhaustive", "tables").stdout
