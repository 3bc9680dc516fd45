"""A workbook as the oracle understands it: names, decision tables, checklists, examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path

from tests.oracle.cells import MET, Sets, Subject, Test, parse_test
from tests.oracle.expressions import Expression, parse_expression
from tests.oracle.sheets import Block, Row, read_blocks
from tests.oracle.values import UnreadableError, Value, day, number, same

KINDS = ("yes/no", "number", "whole number", "text", "code", "date", "list of text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A row of the glossary."""

    name: str
    code_name: str
    kind: str
    unit: str
    question: str
    asked_of: str
    allowed: tuple[str, ...]
    limits: Test | None
    nothing: bool
    calculated: Expression | None

    @property
    def subject(self) -> Subject:
        """What conditions about this name may say."""
        return Subject(kind=self.kind, unit=self.unit, allowed=self.allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A test of what a name stands for, with the cell that states it."""

    name: str
    test: Test
    address: str

    def __str__(self) -> str:
        """The cell as a person reads it."""
        return f"{self.address} {self.name}: {self.test.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of a decision table; a row without conditions is the last one, Otherwise."""

    ident: str
    address: str
    cite: str
    conditions: tuple[Condition, ...]
    outcome: tuple[Value | Expression | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A decision table."""

    name: str
    policy: str
    outputs: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of a checklist: a group with children, or a leaf with a condition.

    `cite` is its own citation, `cited_as` that or the one it inherits.
    """

    ident: str
    combine: str
    condition: Condition | None
    only_if: str
    cite: str
    cited_as: str
    evidence: str
    kind: str
    address: str
    children: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist: a group of items."""

    name: str
    address: str
    combine: str
    items: tuple[Item, ...]

    def every_item(self) -> Iterator[Item]:
        """All items, groups and leaves, in sheet order."""
        waiting = list(self.items)
        while waiting:
            item = waiting.pop(0)
            yield item
            waiting[:0] = item.children


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook that has been read."""

    path: Path
    names: Mapping[str, Name]
    sets: Sets
    tables: Mapping[str, Table]
    checklists: Mapping[str, Checklist]
    impossible: tuple[tuple[Condition, ...], ...]
    policy: Mapping[str, object]
    examples: tuple[Block, ...]

    def named(self, code_name: str) -> Name:
        """The name with a code name."""
        (name,) = (name for name in self.names.values() if name.code_name == code_name)
        return name

    @property
    def inputs(self) -> tuple[Name, ...]:
        """The names that a request gives, in glossary order."""
        outputs = self.outputs
        return tuple(
            name
            for name in self.names.values()
            if name.calculated is None and name.name not in outputs
        )

    @cached_property
    def outputs(self) -> Mapping[str, Table]:
        """The table that each output comes from."""
        return {output: table for table in self.tables.values() for output in table.outputs}

    @cached_property
    def cited(self) -> Mapping[str, tuple[Checklist, Item]]:
        """The item behind each citation; a citation that an inner item repeats is its parent's."""
        found: dict[str, tuple[Checklist, Item]] = {}
        for checklist in self.checklists.values():
            for item in checklist.every_item():
                if item.cite:
                    found.setdefault(item.cite, (checklist, item))
        return found


@cache
def read_book(path: Path) -> Book:
    """The workbook of a file; UnreadableError or LookupError for anything not understood."""
    return _Reading(path).book()


class _Reading:
    """The blocks of one workbook, by keyword."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.blocks = read_blocks(path)
        self.names: dict[str, Name] = {}
        self.sets: Sets = {
            block.title.text(1): frozenset(same(row.at(0)) for row in block.rows[1:])
            for block in self.having("Value set")
        }

    def having(self, keyword: str) -> list[Block]:
        return [block for block in self.blocks if block.keyword == keyword]

    def book(self) -> Book:
        for block in self.having("Glossary"):
            self.glossary(block)
        tables = [self.table(block) for block in self.having("Decision table")]
        lists = [self.checklist(block) for block in self.having("Checklist")]
        (policy,) = self.having("Policy")
        return Book(
            path=self.path,
            names=self.names,
            sets=self.sets,
            tables={table.name: table for table in tables},
            checklists={checklist.name: checklist for checklist in lists},
            impossible=tuple(
                row for block in self.having("Impossible") for row in self.impossible(block)
            ),
            policy={row.text(0): row.at(1) for row in policy.rows},
            examples=tuple(self.having("Examples")),
        )

    # -- names

    def glossary(self, block: Block) -> None:
        heads = {block.rows[0].text(at): at for at in range(len(block.rows[0].cells))}
        names = [row.text(heads["Name"]) for row in block.rows[1:]]
        for row in block.rows[1:]:
            cell = {head: row.text(at) for head, at in heads.items()}
            name, kind = cell["Name"], cell["Type"]
            if kind not in KINDS or cell["Blank means"] not in {"", "unknown", "nothing"}:
                raise UnreadableError(f"{row.address(0)}: {name} is {kind}, {cell['Blank means']}")
            allowed = cell["Allowed values"]
            words = tuple(re.split(r", |\n", allowed)) if kind in {"text", "list of text"} else ()
            subject = Subject(kind=kind, unit=cell["Unit"])
            formula = cell["Calculated as"]
            self.names[name] = Name(
                name=name,
                code_name=cell["Code name"],
                kind=kind,
                unit=cell["Unit"],
                question=cell["Question"],
                asked_of=cell["Asked of"],
                allowed=words,
                limits=parse_test(allowed, subject, {}) if allowed and not words else None,
                nothing=cell["Blank means"] == "nothing",
                calculated=parse_expression(formula, names) if formula else None,
            )

    def subject(self, name: str) -> Subject:
        if name in self.names:
            return self.names[name].subject
        if name.startswith("[") or name in {b.title.text(1) for b in self.having("Checklist")}:
            return Subject(kind=MET)
        if name.endswith(" kinds not met"):
            return Subject(kind="list of text")
        raise UnreadableError(f"{name!r} is not explained anywhere")

    def condition(self, row: Row, column: int, name: str) -> Condition:
        address = row.address(column)
        try:
            test = parse_test(row.at(column), self.subject(name), self.sets)
        except UnreadableError as error:
            raise UnreadableError(f"{address}: {error}") from error
        return Condition(name=name, test=test, address=address)

    # -- decision tables

    def table(self, block: Block) -> Table:
        title = [block.title.text(at) for at in range(len(block.title.cells))]
        policy = title[title.index("Hit policy") + 1]
        if policy not in {"First", "Unique"}:
            raise UnreadableError(f"{block.title.address(0)}: hit policy {policy}")
        roles, heads, *rows = block.rows
        every = range(len(roles.cells))
        asked = [at for at in every if roles.text(at) == "If"]
        given = [at for at in every if roles.text(at) == "Then"]
        outputs = tuple(heads.text(at) for at in given)
        roles_at = {roles.text(at): at for at in every}
        rules = []
        for row in rows:
            otherwise = row.text(0) == "Otherwise"
            if otherwise and row is not rows[-1]:
                raise UnreadableError(f"{row.address(0)}: Otherwise is not the last row")
            conditions = [self.condition(row, at, heads.text(at)) for at in asked if not otherwise]
            outcome = [self.outcome(row, at, heads.text(at)) for at in given]
            rules.append(
                Rule(
                    ident=row.text(0),
                    address=row.address(0),
                    cite=row.text(roles_at["Cite"]),
                    conditions=tuple(c for c in conditions if not c.test.always),
                    outcome=tuple(outcome),
                )
            )
        return Table(name=title[1], policy=policy, outputs=outputs, rules=tuple(rules))

    def outcome(self, row: Row, column: int, name: str) -> Value | Expression | None:
        cell, subject = row.at(column), self.names[name]
        text = row.text(column)
        if cell is None and subject.nothing:
            return None
        if re.fullmatch(r"\{.*\}", text):
            return parse_expression(text[1:-1], self.names)
        try:
            return value_of(cell, subject)
        except UnreadableError as error:
            raise UnreadableError(f"{row.address(column)}: {error}") from error

    # -- checklists

    def checklist(self, block: Block) -> Checklist:
        title = [block.title.text(at) for at in range(len(block.title.cells))]
        heads = {block.rows[0].text(at): at for at in range(len(block.rows[0].cells))}
        rows = [(tuple(row.text(heads["Item"]).split(".")), row) for row in block.rows[1:]]
        return Checklist(
            name=title[1],
            address=block.title.address(0),
            combine=title[title.index("Met when") + 1],
            items=self.items(rows, heads, ""),
        )

    def items(
        self, rows: list[tuple[tuple[str, ...], Row]], heads: Mapping[str, int], above: str
    ) -> tuple[Item, ...]:
        items: list[Item] = []
        while rows:
            (ident, row), *rest = rows
            inside = _below(ident, rest)
            rows = rest[len(inside) :]
            cited_as = row.text(heads["Cite"]) or above
            children = self.items(inside, heads, cited_as)
            items.append(self.item(row, heads, cited_as, children))
        return tuple(items)

    def item(
        self, row: Row, heads: Mapping[str, int], cited_as: str, children: tuple[Item, ...]
    ) -> Item:
        subject, combine = row.text(heads["Subject"]), row.text(heads["Combine"])
        if bool(combine) == bool(subject) or bool(combine) != bool(children):
            raise UnreadableError(f"{row.address(0)}: neither a group nor a leaf")
        only_if = row.text(heads["Only if"])
        if only_if and self.names[only_if].kind != "yes/no":
            raise UnreadableError(f"{row.address(heads['Only if'])}: {only_if!r}")
        return Item(
            ident=row.text(heads["Item"]),
            combine=combine,
            condition=self.condition(row, heads["Test"], subject) if subject else None,
            only_if=only_if,
            cite=row.text(heads["Cite"]),
            cited_as=cited_as,
            evidence=row.text(heads["Evidence"]),
            kind=row.text(heads["Kind"]),
            address=row.address(0),
            children=children,
        )

    # -- what cannot occur

    def impossible(self, block: Block) -> Iterator[tuple[Condition, ...]]:
        heads, *rows = block.rows
        asked = [at for at in range(len(heads.cells)) if heads.text(at) != "Because"]
        for row in rows:
            cells = [self.condition(row, at, heads.text(at)) for at in asked]
            yield tuple(cell for cell in cells if not cell.test.always)


def _below(
    ident: tuple[str, ...], rows: list[tuple[tuple[str, ...], Row]]
) -> list[tuple[tuple[str, ...], Row]]:
    return list(takewhile(lambda each: each[0][: len(ident)] == ident, rows))


def value_of(cell: object, name: Name) -> Value:
    """A cell as a value of a name."""
    text = str(cell).strip()
    match name.kind:
        case "number" | "whole number":
            return number(cell)
        case "date":
            return day(cell)
        case "yes/no" if text in {"yes", "no", "True", "False"}:
            return text in {"yes", "True"}
        case "text" if text in name.allowed:
            return text
        case "code" if isinstance(cell, str) and text:
            return text
        case "list of text" if text and set(text.split(", ")) <= set(name.allowed):
            return frozenset(text.split(", "))
        case _:
            raise UnreadableError(f"{cell!r} is no value of {name.name}")
