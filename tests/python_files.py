"""How the tests read Python files: their names, their imports, their calls. Runs none of them."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "compiler" / "tablewright"
GENERATED = ROOT / "generated"
# PYTHONPATH of a new interpreter that is to import this checkout, installed or not.
IMPORTABLE = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))


class Import(NamedTuple):
    """One imported module, by its absolute dotted name, and the line that imports it."""

    name: str
    line: int


class Called(NamedTuple):
    """A call: the name called, the plain name it is called on or nothing, and the call itself."""

    name: str
    on: str
    node: ast.Call


def modules_below(folder: Path) -> list[Path]:
    """Every Python file below a folder, in a stable order."""
    return sorted(folder.rglob("*.py"))


def by_name(path: Path) -> str:
    """A readable id for a case: the path below the repository."""
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path, root: Path) -> str:
    """The dotted name of a module, without `__init__` except for the root package itself."""
    parts = path.relative_to(root).with_suffix("").parts
    if parts[-1] == "__init__" and len(parts) > 1:
        parts = parts[:-1]
    return ".".join(parts)


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def absolute(node: ast.ImportFrom, path: Path, root: Path) -> str:
    """The module that a from-import names, leading dots resolved to a full name."""
    if not node.level:
        return node.module or ""
    folder = path.relative_to(root).parent.parts
    kept = folder[: len(folder) - node.level + 1]
    return ".".join((root.name, *kept, *((node.module,) if node.module else ())))


def imports_of(tree: ast.Module, path: Path, root: Path) -> list[Import]:
    """Every import of a file, in functions too; `from a import b` is a.b where b is a module."""
    found: list[Import] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = absolute(node, path, root)
            for alias in node.names:
                deeper = f"{module}.{alias.name}"
                name = deeper if is_module_of_ours(deeper, root) else module
                found.append(Import(name, node.lineno))
    return found


def is_module_of_ours(name: str, root: Path) -> bool:
    """Whether a dotted name is a file or a folder below the root package."""
    first, *rest = name.split(".")
    target = root.joinpath(*rest)
    return (
        first == root.name
        and bool(rest)
        and (target.is_dir() or target.with_suffix(".py").is_file())
    )


def calls_of(tree: ast.Module) -> list[Called]:
    """Every call of a file that names what it calls."""
    found: list[Called] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            found.append(Called(node.func.id, "", node))
        elif isinstance(node.func, ast.Attribute):
            owner = node.func.value
            found.append(
                Called(node.func.attr, owner.id if isinstance(owner, ast.Name) else "", node)
            )
    return found
