"""Reads condition cells and outcome cells into guards and outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tablewright_verify.sheet.blocks import Row, plain
from tablewright_verify.sheet.book import Guard, Outcome
from tablewright_verify.sheet.comparisons import resolved, tree_of
from tablewright_verify.sheet.conditions import Condition, Has, Not, read_condition, split
from tablewright_verify.sheet.expressions import read_expression
from tablewright_verify.sheet.fitting import fit, wanted_for
from tablewright_verify.sheet.names import TRUTH, Name, Subject
from tablewright_verify.sheet.operands import Named, Scope, truth
from tablewright_verify.sheet.scalars import scalar, unquoted
from tablewright_verify.sheet.tests import YES, Test, test_of
from tablewright_verify.trees import Call, Const, Read, Tree
from tablewright_verify.values import NOTHING, UnprovedError, Value

_NO = Test(lambda value: value is False, frozenset({False}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What cells are read against: names, items by citation."""

    scope: Scope
    cited: Mapping[str, tuple[Subject, ...]]
    own: Mapping[tuple[str, str], Subject]

    def named(self, text: str, checklist: str = "") -> Named:
        """What a heading or subject names: `[citation]`, or a name."""
        bare = text[1:-1].strip() if text.startswith("[") and text.endswith("]") else ""
        if bare:
            found = self.cited.get(plain(bare), ())
            own = self.own.get((checklist, bare))
            if not found and own is not None:
                found = (own,)
            if len(found) == 1:
                return Named(found[0], replace(TRUTH, name=text))
        name = plain(bare or text)
        if name not in self.scope.names:
            raise UnprovedError(f"{text!r} is not defined")
        return self.scope.names[name]

    def guard(self, row: Row, column: int, named: Named, heading: str) -> Guard | None:
        """The condition in a cell; None for `-`."""
        cell = row.cells.get(column)
        if cell is None:
            raise UnprovedError(f"{row.address(column)} is blank")
        condition = read_condition(cell.value, named.name, self.scope.sets)
        if condition is None:
            return None
        return self.made(condition, named, (row.text(column), heading, row.range(column)))

    def made(self, condition: Condition, named: Named, place: tuple[str, str, str]) -> Guard:
        """A guard of a condition: what it reads, and the test."""
        text, heading, address = place
        subject, name, unknown = named
        tree: Tree | None = None
        test = test_of(resolved(condition, name, self.scope))
        if test is None:
            tree, test = tree_of(condition, named, self.scope, holds=True), YES
            heading, name, unknown = name.name, TRUTH, True
        elif subject.what == "kinds":
            found = _on_kinds(condition)
            if found is not None:
                part, is_met = found
                subject, name = Subject("kind fact", subject.name, part), TRUTH
                test = YES if is_met else _NO
        return Guard(
            subject=subject,
            name=name,
            unknown=unknown,
            test=test,
            tree=tree,
            text=text,
            heading=heading,
            address=address,
        )

    def expression(self, text: str) -> Tree:
        """An expression."""
        return read_expression(text, self.scope)

    def outcome(self, row: Row, column: int, name: Name) -> Outcome:
        """An outcome cell."""
        cell, text, address = row.cells.get(column), row.text(column), row.range(column)
        if cell is None:
            return Outcome(value=NOTHING, tree=None, text="", address=address)
        if text.startswith("{") and isinstance(cell.value, str):
            tree = fit(self.expression(text[1:-1]), wanted_for(name))
            if isinstance(tree, Const):
                return Outcome(value=tree.value, tree=None, text=text, address=address)
            return Outcome(value=None, tree=tree, text=text, address=address)
        return Outcome(value=constant(cell.value, name), tree=None, text=text, address=address)


def constant(value: object, name: Name) -> Value:
    """A value or a list of them; open text keeps its form."""
    one = replace(name, is_list=False)
    if name.is_list:
        parts = split(value, name.texts) if isinstance(value, str) else [value]
        if isinstance(value, str) and plain(value) == "empty":
            parts = []
        return tuple(constant(part, one) for part in parts)  # type: ignore[misc]
    if isinstance(value, str) and name.kind in {"text", "code"}:
        written = unquoted(value)
        return next((text for text in name.texts if plain(text) == plain(written)), written)
    return scalar(value, name)


def _on_kinds(condition: Condition) -> tuple[tuple[str, ...], bool] | None:
    match condition:
        case Has(quantifier, members, None):
            first = "all" if quantifier == "all" and len(members) > 1 else "any"
            return (first, *map(str, members)), quantifier != "none"
        case Not(inner):
            found = _on_kinds(inner)
            return None if found is None else (found[0], not found[1])
        case _:
            return None


_ITEM = re.compile(r"\[([^\[\]]+)\]\s*(not\s+)?met", re.IGNORECASE)


def only_if(cells: Cells, row: Row, column: int, checklist: str) -> Guard | None:
    """The condition under which an item applies."""
    text = row.text(column)
    if not text:
        return None
    place = {"text": text, "heading": "", "address": row.range(column)}
    item = _ITEM.fullmatch(text)
    if item:
        named = cells.named(f"[{item[1]}]", checklist)
        test = _NO if item[2] else YES
        return Guard(subject=named.subject, name=TRUTH, unknown=True, test=test, tree=None, **place)
    tree = cells.expression(text)
    read = tree.arguments[0] if isinstance(tree, Call) and tree.function == "or_nothing" else tree
    if isinstance(read, Read):
        named = next(e for e in cells.scope.names.values() if e.subject == read.subject)
        return Guard(
            subject=named.subject,
            name=named.name,
            unknown=named.unknown,
            test=YES,
            tree=None,
            **place,
        )
    return Guard(
        subject=Subject("hidden", text),
        name=TRUTH,
        unknown=True,
        test=YES,
        tree=truth(tree, cells.scope),
        **place,
    )
