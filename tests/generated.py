"""Runs generated packages in tests: emitted, written below a folder, imported by a fresh name."""

from __future__ import annotations

import importlib
import itertools
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from tablewright.emit.python import emit, emit_package
from tablewright.ir.paths import version_module
from tablewright.ir.program import Program
from tablewright.ir.types import Special, Value

_numbers = itertools.count()


def package(programs: tuple[Program, ...], folder: Path) -> ModuleType:
    """The imported package of these versions."""
    name = f"generated_{next(_numbers)}"
    (folder / name).mkdir(parents=True)
    files = emit_package(tuple((program, "0" * 64) for program in programs))
    for program in programs:
        files |= emit(program, "0" * 64)
    for path, content in files.items():
        (folder / name / path).write_text(content, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))


def module(program: Program, folder: Path) -> ModuleType:
    """The imported module of one version."""
    parent = package((program,), folder)
    return importlib.import_module(f"{parent.__name__}.{version_module(program.policy.version)}")


def plain(value: object) -> object:
    """A value of either side in one form: texts, ints and decimals alike, a blank as None."""
    if isinstance(value, Special):
        return None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, tuple):
        return tuple(plain(member) for member in value)
    return str(value) if isinstance(value, str) else value


def as_given(program: Program, request: dict[str, Value]) -> dict[str, object]:
    """A request of the interpreter as one of the generated module: whole numbers as int."""
    return {
        name: int(value) if isinstance(value, Decimal) and _is_whole(program, name) else value
        for name, value in request.items()
    }


def _is_whole(program: Program, name: str) -> bool:
    return any(n.code_name == name and n.type.kind.value == "whole number" for n in program.inputs)
