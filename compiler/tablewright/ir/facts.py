"""The facts of a program: everything that a rule or item can read, by one attribute name each.

Inputs, calculations, whether checklists and items are met, outputs of tables: what each reads, in
the end which inputs, and what hangs on it. Knows nothing of values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from tablewright.ir.expr import Binary, Call, Expr, If, Literal, Negate, Read, Ref, RefKind
from tablewright.ir.program import Calculation, Checklist, Item, Program, Table


def slug(text: str) -> str:
    """An item id or rule id as part of an identifier: `5.a` is `5_a`."""
    return re.sub(r"[^0-9a-z]+", "_", text.casefold()).strip("_")


def attribute(ref: Ref) -> str:
    """The attribute under which a fact is read."""
    match ref.kind:
        case RefKind.INPUT | RefKind.CALCULATION | RefKind.CHECKLIST:
            return ref.name
        case RefKind.OUTPUT:
            return ref.part
        case RefKind.ITEM:
            return f"{ref.name}_{slug(ref.part)}"
        case RefKind.KINDS:
            return f"{ref.name}_kinds_not_met{'_' + slug(ref.part) if ref.part else ''}"
        case _:
            assert_never(ref.kind)


def hits_attribute(table: Table) -> str:
    """The fact that holds the rules of a table that may match."""
    return f"{table.code_name}_rules"


def truths_attribute(checklist: Checklist) -> str:
    """The fact that holds the truths of all items of a checklist."""
    return f"{checklist.code_name}_items"


def reads_of(expression: Expr) -> Iterator[Ref]:
    """Every name that an expression reads, from left to right."""
    match expression:
        case Literal():
            return
        case Read(ref=ref):
            yield ref
        case Negate(operand=operand):
            yield from reads_of(operand)
        case Binary(left=left, right=right):
            yield from reads_of(left)
            yield from reads_of(right)
        case If(condition=condition, then=then, otherwise=otherwise):
            yield from reads_of(condition)
            yield from reads_of(then)
            yield from reads_of(otherwise)
        case Call(arguments=arguments):
            for argument in arguments:
                yield from reads_of(argument)
        case _:
            assert_never(expression)


def items_of(items: Iterable[Item]) -> Iterator[Item]:
    """Every item below, each before its children, in sheet order."""
    for item in items:
        yield item
        yield from items_of(item.children)


def refs_of_item(item: Item) -> Iterator[Ref]:
    """What an item itself reads: its condition first, then its subject."""
    for guard in (item.only_if, item.guard):
        if guard is not None:
            yield guard.ref


def refs_of_table(table: Table) -> Iterator[Ref]:
    """What the cells of a table read, in the order in which a reader meets them."""
    for rule in table.rules:
        for guard in rule.guards:
            yield guard.ref
        for outcome in rule.outcomes:
            if outcome.expression is not None:
                yield from reads_of(outcome.expression)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What hangs on what, by attribute name; `reads` are direct, in reading order."""

    reads: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]

    def below(self, name: str) -> tuple[str, ...]:
        """Everything that a fact is worked out from, itself first, each once, in reading order."""
        found: dict[str, None] = {}
        stack = [name]
        while stack:
            at = stack.pop()
            if at not in found:
                found[at] = None
                stack.extend(reversed(self.reads.get(at, ())))
        return tuple(found)

    def above(self, name: str) -> tuple[str, ...]:
        """Everything that is worked out from a fact, without itself."""
        return tuple(other for other in self.reads if other != name and name in self.below(other))


def graph(program: Program) -> Graph:
    """The graph of all facts; `order` begins with what the answering table reads."""
    reads: dict[str, tuple[str, ...]] = {name.code_name: () for name in program.inputs}
    for calculation in program.calculations:
        reads[calculation.name.code_name] = _names(reads_of(calculation.expression))
    for checklist in program.checklists:
        reads |= _checklist_reads(program, checklist)
    for table in program.tables:
        reads[hits_attribute(table)] = _names(refs_of_table(table))
        for output in table.outputs:
            reads[output.code_name] = (hits_attribute(table),)
    decision = next(t for t in program.tables if t.code_name == program.policy.decision)
    tables = (decision, *(t for t in program.tables if t is not decision))
    whole = Graph(reads=reads, order=())
    order: dict[str, None] = {}
    for table in tables:
        order |= dict.fromkeys(whole.below(hits_attribute(table)))
    return Graph(reads=reads, order=(*order, *(name for name in reads if name not in order)))


def _checklist_reads(program: Program, checklist: Checklist) -> dict[str, tuple[str, ...]]:
    truths = truths_attribute(checklist)
    items = tuple(items_of(checklist.items))
    reads = {
        truths: _names(ref for item in items for ref in refs_of_item(item)),
        checklist.code_name: (truths,),
    }
    for ref in asked(program):
        if ref.name == checklist.code_name and ref.kind in {RefKind.ITEM, RefKind.KINDS}:
            reads[attribute(ref)] = (truths,)
    return reads


def asked(program: Program) -> tuple[Ref, ...]:
    """Every ref that something in the program reads, each once, in sheet order."""
    refs: list[Ref] = []
    for table in program.tables:
        refs.extend(refs_of_table(table))
        refs.extend(column.ref for column in table.columns)
    for checklist in program.checklists:
        refs.extend(ref for item in items_of(checklist.items) for ref in refs_of_item(item))
    for calculation in program.calculations:
        refs.extend(reads_of(calculation.expression))
    for row in program.impossible:
        refs.extend(guard.ref for guard in row.guards)
    return tuple(dict.fromkeys(refs))


def _names(refs: Iterable[Ref]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(attribute(ref) for ref in refs))


def calculation_of(program: Program, name: str) -> Calculation | None:
    """The calculation with this code name, if it is one."""
    return next((c for c in program.calculations if c.name.code_name == name), None)
