"""Reads condition cells and outcome cells into guards and outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tablewright_verify.sheet.blocks import Row, plain
from tablewright_verify.sheet.book import Guard, Outcome
from tablewright_verify.sheet.conditions import (
    Compared,
    Condition,
    Every,
    Has,
    Not,
    Some,
    WithinSpan,
    read_condition,
    split,
)
from tablewright_verify.sheet.expressions import (
    COMPARED,
    Named,
    Scope,
    read_expression,
    reading,
    within,
)
from tablewright_verify.sheet.names import TRUTH, Name, Subject, ValueSet
from tablewright_verify.sheet.scalars import scalar
from tablewright_verify.sheet.tests import YES, Test, test_of
from tablewright_verify.trees import Call, Const, Read, Tree
from tablewright_verify.values import NOTHING, UnprovedError, Value

_NO = Test(lambda value: value is False, frozenset({False}))
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What cells are read against: names, items by citation, value sets, units."""

    scope: Scope
    cited: Mapping[str, tuple[Subject, ...]]
    own: Mapping[tuple[str, str], Subject]
    sets: Mapping[str, ValueSet]
    units: frozenset[str]

    def named(self, text: str, checklist: str = "") -> Named:
        """What a heading or subject names: `[citation]`, or a name."""
        bare = text[1:-1].strip() if text.startswith("[") and text.endswith("]") else ""
        if bare:
            found = self.cited.get(plain(bare), ())
            own = self.own.get((checklist, bare))
            if not found and own is not None:
                found = (own,)
            if len(found) == 1:
                return Named(found[0], TRUTH)
        name = plain(bare or text)
        if name not in self.scope:
            raise UnprovedError(f"{text!r} is not defined")
        return self.scope[name]

    def guard(self, row: Row, column: int, named: Named, heading: str) -> Guard | None:
        """The condition in a cell; None for `-`."""
        cell = row.cells.get(column)
        if cell is None:
            raise UnprovedError(f"{row.address(column)} is blank")
        condition = read_condition(cell.value, named.name, self.sets)
        if condition is None:
            return None
        return self.made(condition, named, (row.text(column), heading, row.address(column)))

    def made(self, condition: Condition, named: Named, place: tuple[str, str, str]) -> Guard:
        """A guard of a condition: what it reads, and the test."""
        text, heading, address = place
        subject, name, unknown = named
        tree: Tree | None = None
        test = test_of(condition)
        if test is None:
            tree, test = self.tree(condition, named, holds=True), YES
            name, unknown = TRUTH, True
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

    def tree(self, condition: Condition, named: Named, *, holds: bool) -> Tree:
        """A comparison with other names, denials carried down to the comparisons."""
        read = reading(named)
        match condition:
            case Compared(sign, text):
                function = COMPARED[sign if holds else _OPPOSITE[sign]]
                return Call(function, (read, self.expression(text)), "yes/no")
            case WithinSpan(before, span, text) if holds:
                return within(read, span, self.expression(text), before=before)
            case Not(inner):
                return self.tree(inner, named, holds=not holds)
            case Every(parts) | Some(parts):
                joined = "all_of" if isinstance(condition, Every) is holds else "any_of"
                first, *rest = (self.tree(part, named, holds=holds) for part in parts)
                for part in rest:
                    first = Call(joined, (first, part), "yes/no")
                return first
            case _:
                raise UnprovedError("this comparison with another name is not understood")

    def expression(self, text: str) -> Tree:
        """An expression."""
        return read_expression(text, self.scope, self.units)

    def outcome(self, row: Row, column: int, name: Name) -> Outcome:
        """An outcome cell."""
        cell, text = row.cells.get(column), row.text(column)
        if cell is None:
            return Outcome(value=NOTHING, tree=None, text="")
        if text.startswith("{") and isinstance(cell.value, str):
            tree = self.expression(text[1:-1])
            if isinstance(tree, Const):
                return Outcome(value=tree.value, tree=None, text=text)
            return Outcome(value=None, tree=tree, text=text)
        return Outcome(value=constant(cell.value, name), tree=None, text=text)


def constant(value: object, name: Name) -> Value:
    """A value or a list of them; open text keeps its form."""
    one = replace(name, is_list=False)
    if name.is_list:
        parts = split(value, name.texts) if isinstance(value, str) else [value]
        if isinstance(value, str) and plain(value) == "empty":
            parts = []
        return tuple(constant(part, one) for part in parts)  # type: ignore[misc]
    if isinstance(value, str) and name.kind in {"text", "code"} and not name.members:
        return value.strip().strip('"')
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
    place = {"text": text, "heading": "", "address": row.address(column)}
    item = _ITEM.fullmatch(text)
    if item:
        named = cells.named(f"[{item[1]}]", checklist)
        test = _NO if item[2] else YES
        return Guard(subject=named.subject, name=TRUTH, unknown=True, test=test, tree=None, **place)
    tree = cells.expression(text)
    if isinstance(tree, Call) and tree.function == "or_nothing":
        tree = tree.arguments[0]
    if isinstance(tree, Read):
        named = next(each for each in cells.scope.values() if each.subject == tree.subject)
        return Guard(
            subject=named.subject,
            name=named.name,
            unknown=named.unknown,
            test=YES,
            tree=None,
            **place,
        )
    read = Subject("hidden", text)
    return Guard(subject=read, name=TRUTH, unknown=True, test=YES, tree=tree, **place)
