"""What every proof reads: the book, the module's parts, what facts mean, and the ledger."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tablewright_verify.proof.ledger import Ledger
from tablewright_verify.sheet.book import Book
from tablewright_verify.sheet.names import Subject
from tablewright_verify.text.evaluate import Facts
from tablewright_verify.text.facts import FactIndex
from tablewright_verify.text.module import Module
from tablewright_verify.text.records import Function, Record, Records
from tablewright_verify.values import NOTHING, UnprovedError, WrongError


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Both sides, read."""

    book: Book
    module: Module
    records: Records
    index: FactIndex
    ledger: Ledger

    @property
    def model(self) -> Record:
        """The record of everything."""
        return self.record("MODEL", "Model")

    def record(self, name: str, kind: str) -> Record:
        """A record by the name of its constant."""
        if name not in self.module.values:
            raise UnprovedError(f"there is no {name}")
        value = self.records.named(name)
        if not isinstance(value, Record) or value.kind != kind:
            raise UnprovedError(f"{name} is no {kind}")
        return value

    def all_of(self, field: str, kind: str) -> tuple[Record, ...]:
        """The records of a field of the model."""
        value = self.model.get(field, ())
        if not isinstance(value, tuple):
            raise UnprovedError(f"MODEL.{field} is no tuple")
        return tuple(each for each in value if isinstance(each, Record) and each.kind == kind)

    def by_name(self, field: str, kind: str, name: str) -> Record:
        """The one record of a field with a name."""
        found = [each for each in self.all_of(field, kind) if each.get("name") == name]
        if len(found) != 1:
            raise UnprovedError(f"MODEL.{field} holds {len(found)} records of {name!r}")
        return found[0]

    def function(self, attribute: str) -> ast.FunctionDef:
        """The function that works a fact out."""
        fact = self.index.facts.get(attribute)
        if fact is None or fact.what != "function" or fact.function not in self.module.functions:
            raise UnprovedError(f"{attribute} is worked out by no function of the module")
        return self.module.functions[fact.function]

    def constant(self, name: str) -> Any:
        """What a name at the top of the module stands for."""
        if name in self.module.values:
            return self.records.named(name)
        if name in self.module.enums:
            return self.module.enums[name]
        if name == "NOTHING" and name in self.module.imports:
            return NOTHING
        raise WrongError(f"{name} is not bound")

    def scope(self, variables: Mapping[str, Any], facts: Mapping[str, Any]) -> Callable[[str], Any]:
        """What names stand for, given variables and the attributes of `f`."""

        def read(name: str) -> Any:
            if name in variables:
                return variables[name]
            return Facts(facts.__getitem__) if name == "f" else self.constant(name)

        return read

    def constants_in(self, node: ast.expr) -> Iterator[object]:
        """Every constant that an expression compares with."""
        for part in ast.walk(node):
            if isinstance(part, ast.Constant):
                yield part.value
            elif isinstance(part, ast.Name) and part.id in self.module.values:
                value = self.records.named(part.id)
                yield from value if isinstance(value, frozenset | tuple) else (value,)

    def reads(self, node: ast.expr, variables: Mapping[str, str]) -> tuple[str, ...]:
        """The facts that an expression reads, by attribute."""
        found: dict[str, None] = {}
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in variables:
                found[variables[part.id]] = None
            elif isinstance(part, ast.Attribute) and same_name(part.value, "f"):
                found[part.attr] = None
        return tuple(found)

    def stands_for(self, attribute: str, subject: Subject) -> bool:
        """Whether a fact is what a sheet's column is about."""
        return self.index.subjects.get(attribute) == subject


def same_name(node: ast.expr, name: str) -> bool:
    """Whether a node is this name."""
    return isinstance(node, ast.Name) and node.id == name


def is_function(value: object, name: str) -> bool:
    """Whether a record's field holds this function."""
    return isinstance(value, Function) and value.name == name
