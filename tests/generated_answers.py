"""How tests ask a generated module, and how they show where it and the oracle differ.

A request of the oracle goes in by glossary names; what comes back is in the oracle's own words.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from tests.oracle.book import Book, Checklist, Item, Name, Table, read_book
from tests.oracle.citations import Citations
from tests.oracle.segments import Point
from tests.oracle.values import NOTHING, Value, show
from tests.oracle.world import Answer, World

ROOT = Path(__file__).parent.parent
WORKBOOKS = sorted((ROOT / "tables").rglob("*.xlsx"))
SHOWN = 3

Root = Table | Checklist
Result = tuple[str, tuple[Value | None, ...] | None]


@dataclass(frozen=True, kw_only=True)
class Version:
    """A workbook and the module that was generated from it."""

    path: Path

    def __str__(self) -> str:
        """Policy and version, such as la_phar_229/2025."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def book(self) -> Book:
        """The workbook as the oracle reads it."""
        return read_book(self.path)

    @cached_property
    def module(self) -> ModuleType:
        """The generated module."""
        return import_module(f"generated.{self.path.parent.name}.v{self.path.stem}")

    @property
    def roots(self) -> tuple[Root, ...]:
        """Every decision table and checklist."""
        return (*self.book.tables.values(), *self.book.checklists.values())

    @property
    def decision(self) -> Table:
        """The table that answers requests."""
        return self.book.tables[str(self.book.policy["Decision"])]

    # -- asking the module

    @cached_property
    def _types(self) -> Mapping[str, object]:
        return typing.get_type_hints(self.module.Request)

    def request(self, given: Point) -> object:
        """A request of the module, in its exact types."""
        told = {name: value for name, value in given.items() if value is not NOTHING}
        names = self.book.names
        values = {names[n].code_name: self._spelled(names[n], v) for n, v in told.items()}
        return self.module.Request(**values)

    def _spelled(self, name: Name, value: Value) -> object:
        if name.kind == "whole number" and isinstance(value, Decimal):
            return int(value)
        members = _members(self._types[name.code_name])
        if members is None:
            return value
        if isinstance(value, frozenset):
            return tuple(member for member in members if member.value in value)
        return members(str(value))

    def asked(self, root: Root, given: Point) -> typing.Any:
        """The decision of a table or checklist."""
        name = "".join(each if each.isalnum() else " " for each in root.name.lower())
        return getattr(self.module, "_".join(name.split()))(self.request(given))

    def answer(self, table: Table, given: Point) -> Answer:
        """The decision of a table in the oracle's words."""
        decision = self.asked(table, given)
        outcome = tuple(
            plain(getattr(decision, self.book.names[output].code_name)) for output in table.outputs
        )
        decided = decision.status.value == "decided"
        return Answer(
            status=decision.status.value,
            outcome=outcome if decided else None,
            rules=tuple(rule.id for rule in decision.rules),
        )

    def possible(self, decision: typing.Any) -> set[Result]:
        """What may still be answered, in the oracle's words."""
        return {
            (each.value, None)
            if isinstance(each, StrEnum)
            else ("decided", tuple(map(plain, each)))
            for each in decision.possible
        }

    # -- showing a difference

    def compare(self, root: Root, requests: Iterable[Point]) -> int:
        """Ask both about each complete request; fail with the first few that differ."""
        wrong: list[str] = []
        asked = 0
        for given in requests:
            asked += 1
            world = World(self.book, given)
            expected: object
            found: object
            if isinstance(root, Table):
                expected, found = world.answer(root), self.answer(root, given)
            else:
                expected, found = world.checklist(root), self.asked(root, given).met
            if expected != found and len(wrong) < SHOWN:
                wrong.append(self.shown(root, given, expected, found))
        if wrong:
            pytest.fail(f"{self} {root.name}, after {asked} requests:\n\n" + "\n\n".join(wrong))
        return asked

    def compare_citations(self, requests: Iterable[Point]) -> int:
        """Ask both which items a complete request fails and is carried by."""
        wrong: list[str] = []
        asked = 0
        for given in requests:
            asked += 1
            world, decision = World(self.book, given), self.asked(self.decision, given)
            (rule,) = world.answer(self.decision).rules
            cited = Citations(world, self.decision, rule)
            own = {child.cite for item in self._groups for child in item.children if child.cite}
            expected = cited.unmet(), cited.satisfied_by()
            found = set(decision.unmet), set(decision.satisfied_by) & own
            if expected != found and len(wrong) < SHOWN:
                wrong.append(self.shown(self.decision, given, expected, found))
        if wrong:
            pytest.fail(f"{self}, citations, after {asked} requests:\n\n" + "\n\n".join(wrong))
        return asked

    @cached_property
    def _groups(self) -> tuple[Item, ...]:
        lists = self.book.checklists.values()
        return tuple(item for each in lists for item in each.every_item() if item.children)

    def shown(self, root: Root, given: Point, expected: object, found: object) -> str:
        """The request, both answers, and the cells of the sheet that they turn on."""
        lines = ["request:"]
        lines += [f"    {name} = {show(value)}" for name, value in given.items()]
        lines += [f"the sheet says:  {told(expected)}", f"the module says: {told(found)}"]
        world = World(self.book, given)
        if isinstance(root, Checklist):
            truth = Citations(world, self.decision, self.decision.rules[0].ident).truth
            items = (item for item in root.every_item() if item.condition is not None)
            lines += [f"    {item.condition} -> {truth(item)}" for item in items]
            return "\n".join(lines)
        rules = {
            rule
            for each in (expected, found)
            for rule in (each.rules if isinstance(each, Answer) else ())
        }
        for rule in root.rules:
            if rule.ident in rules:
                truth_of = Citations(world, root, rule.ident).condition
                lines.append(f"rule {rule.ident} ({rule.address}):")
                lines += [f"    {each} -> {truth_of(each)}" for each in rule.conditions]
        return "\n".join(lines)


def seeded(text: str) -> Random:
    """A generator that gives the same requests in every run."""
    return Random(text)


def times(request: pytest.FixtureRequest, many: int) -> int:
    """How many of something to try: more when tests are exhaustive."""
    return many * 3 if request.config.getoption("exhaustive") else many


def _members(annotation: object) -> type[StrEnum] | None:
    """The class of allowed values somewhere within an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    inner = (_members(each) for each in typing.get_args(annotation))
    return next((each for each in inner if each is not None), None)


def plain(value: object) -> Value | None:
    """An output in the oracle's words."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    raise LookupError(f"{value!r} is no output known here")


def told(answer: object) -> str:
    """An answer for a message."""
    if isinstance(answer, Answer):
        outcome = ", ".join(show(each) for each in answer.outcome or ())
        return f"{answer.status} ({outcome}) by {', '.join(answer.rules) or 'no rule'}"
    return str(answer)


VERSIONS = tuple(Version(path=path) for path in WORKBOOKS)
ROOTS = [
    pytest.param(version, root, id=f"{version} {root.name}")
    for version in VERSIONS
    for root in version.roots
]
TABLES = [
    pytest.param(version, root, id=f"{version} {root.name}")
    for version in VERSIONS
    for root in version.book.tables.values()
]
