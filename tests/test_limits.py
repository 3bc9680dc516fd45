"""How long a file and a function of the compiler may get, and that each file says what it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.python_files import PACKAGE, by_name, dotted, modules_below, parsed

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
MAX_PARAMETERS = 5

# What is longer than its limit, as "module" or "module:function", each with its reason.
EXCEPTIONS: dict[str, str] = {
    "tablewright_verify.proof.checklists:_prove_leaf": "both sides of an item, and their place",
    "tablewright_verify.proof.conditions:prove": "both sides, where they stand, what is asked",
    "tablewright_verify.proof.ledger:refuted": "what differs, where, and on which case",
}

EVERY_COMPILER_FILE = modules_below(PACKAGE.parent)


def parameters_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many parameters a function has, without self and cls."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return sum(parameter.arg not in {"self", "cls"} for parameter in every)


@pytest.mark.parametrize("path", EVERY_COMPILER_FILE, ids=by_name)
def test_files_are_short(path: Path) -> None:
    """No file of the compiler is longer than the limit, unless it is excepted with a reason."""
    if dotted(path, PACKAGE.parent) in EXCEPTIONS:
        return
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE_LINES


@pytest.mark.parametrize("path", EVERY_COMPILER_FILE, ids=by_name)
def test_functions_are_short(path: Path) -> None:
    """No function of the compiler is longer, or takes more parameters, than the limits allow."""
    module = dotted(path, PACKAGE.parent)
    wrong: list[str] = []
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > MAX_FUNCTION_LINES or parameters_of(node) > MAX_PARAMETERS:
            key = f"{module}:{node.name}"
            size = f"{lines} lines, {parameters_of(node)} parameters"
            wrong += [] if key in EXCEPTIONS else [f"line {node.lineno}: {key} has {size}"]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", EVERY_COMPILER_FILE, ids=by_name)
def test_modules_open_with_a_docstring(path: Path) -> None:
    """Every module of the compiler opens with a sentence that says what it is for."""
    assert ast.get_docstring(parsed(path))


def test_exceptions_to_the_limits_give_a_reason() -> None:
    """An exception to a limit names something that exists and says why it is one."""
    known = {dotted(path, PACKAGE.parent) for path in EVERY_COMPILER_FILE}
    assert all(
        name.split(":")[0] in known and reason.strip() for name, reason in EXCEPTIONS.items()
    )
