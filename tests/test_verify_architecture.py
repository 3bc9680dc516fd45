"""The checker stands apart: what it imports, and that nothing of the compiler rests on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.python_files import PACKAGE, by_name, imports_of, modules_below, parsed

CHECKER = PACKAGE.parent / "tablewright_verify"
# The raw grid is the one thing that both read.
SHARED = frozenset({"tablewright.source.grid", "tablewright.source.reader"})
# Only the shell puts the checker beside the compiler.
SHELL = frozenset({"cli", "driver", "pytest_plugin"})


@pytest.mark.parametrize("path", modules_below(CHECKER), ids=by_name)
def test_the_checker_shares_only_the_grid_reader(path: Path) -> None:
    """A module of the checker imports the standard library, the checker, and the raw grid."""
    foreign = [
        f"line {line}: {name}"
        for name, line in imports_of(parsed(path), path, CHECKER.parent)
        if name.split(".")[0] not in sys.stdlib_module_names | {"tablewright_verify"}
        if not any(f"{name}.".startswith(f"{shared}.") for shared in SHARED)
    ]
    assert not foreign, "\n".join(foreign)


@pytest.mark.parametrize("path", modules_below(PACKAGE), ids=by_name)
def test_the_compiler_does_not_know_the_checker(path: Path) -> None:
    """No layer of the compiler imports the checker, so that it can share no mistake with it."""
    if path.relative_to(PACKAGE).with_suffix("").parts[0] in SHELL:
        return
    names = {name.split(".")[0] for name, _ in imports_of(parsed(path), path, PACKAGE.parent)}
    assert "tablewright_verify" not in names


@pytest.mark.parametrize("path", modules_below(CHECKER), ids=by_name)
def test_the_checker_runs_nothing(path: Path) -> None:
    """The text under proof is parsed and read; the checker has no way to run it."""
    source = path.read_text(encoding="utf-8")
    words = ("exec(", " eval(", "__import__(", "import_module(")
    assert not [word for word in words if word in source]
