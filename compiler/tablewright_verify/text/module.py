"""The text of a module by its parts: imports, enumerations, classes, functions, constants.

Raises UnprovedError for any statement at the top that is not one of these, and for a name that is
bound twice or takes the place of one that the checker gives a meaning.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.values import UnprovedError

OUTSIDE = {
    "__future__": {"annotations"},
    "collections.abc": {"Mapping"},
    "dataclasses": {"dataclass"},
    "datetime": {"date"},
    "decimal": {"Decimal"},
    "enum": {"StrEnum"},
    "typing": {"Any", "NamedTuple", "Self"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """The parts of a module, by name."""

    imports: dict[str, str] = field(default_factory=dict)
    enums: dict[str, type[StrEnum]] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    values: dict[str, ast.expr] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Every name that the module binds."""
        parts = (self.imports, self.enums, self.classes, self.functions, self.values)
        return [name for part in parts for name in part]


def read_module(text: str) -> Module:
    """The parts of a module's text."""
    module = Module()
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as fault:
        raise UnprovedError(f"the text is no Python: {fault}") from fault
    for node in body_of(tree):
        before = set(module.names)
        for name in _read(node, module):
            hides = hasattr(builtins, name) or (name in FUNCTIONS and name not in module.imports)
            if name in before or hides:
                raise UnprovedError(f"line {node.lineno}: {name} has another meaning already")
    return module


def body_of(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> list[ast.stmt]:
    """The statements without a docstring."""
    first = node.body[0] if node.body else None
    match first:
        case ast.Expr(ast.Constant(str())):
            return node.body[1:]
        case _:
            return node.body


def _read(node: ast.stmt, module: Module) -> Iterator[str]:
    match node:
        case ast.ImportFrom():
            yield from _import(node, module)
        case ast.ClassDef(name=name, bases=[ast.Name("StrEnum")], decorator_list=[], keywords=[]):
            module.enums[name] = _enum(node)
            yield name
        case ast.ClassDef(name=name):
            module.classes[name] = node
            yield name
        case ast.FunctionDef(name=name, decorator_list=[]):
            module.functions[name] = node
            yield name
        case ast.Assign(targets=[ast.Name(name)], value=value):
            module.values[name] = value
            yield name
        case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
            module.values[name] = value
            yield name
        case ast.Assign(targets=[ast.Attribute(ast.Name("_Facts"), name)], value=value):
            module.values[f"_Facts.{name}"] = value
            yield f"_Facts.{name}"
        case _:
            raise UnprovedError(f"line {node.lineno}: {type(node).__name__} is not expected here")


def _import(node: ast.ImportFrom, module: Module) -> Iterator[str]:
    source = node.module or ""
    for alias in node.names:
        foreign = node.level == 0 and alias.name not in OUTSIDE.get(source, set())
        ours = node.level == 1 and source.startswith("_")
        if alias.asname is not None or foreign or not (node.level == 0 or ours):
            raise UnprovedError(f"line {node.lineno}: this import is not expected")
        module.imports[alias.name] = source
        yield alias.name


def _enum(node: ast.ClassDef) -> type[StrEnum]:
    members: dict[str, str] = {}
    for statement in body_of(node):
        match statement:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(str() as value)) if (
                name not in members and not name.startswith("_") and value not in members.values()
            ):
                members[name] = value
            case _:
                raise UnprovedError(f"line {statement.lineno}: this is no member")
    try:
        # The functional form of an enumeration gives a class, which the type stubs do not know.
        return cast("type[StrEnum]", StrEnum(node.name, members))
    except (TypeError, ValueError) as fault:
        raise UnprovedError(f"line {node.lineno}: {fault}") from fault
