"""Which tables and checklists an answer rests on, in the order in which they can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tablewright.emit.html.rows import StepRow
from tablewright.emit.names import Names, checklist_id, items_of, table_id
from tablewright.emit.words import Words, joined, named, word
from tablewright.ir.expr import Binary, Call, Expr, If, Literal, Negate, Read, Ref, RefKind
from tablewright.ir.program import Checklist, Guard, Program, Table

Block = Table | Checklist


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What every block of a program reads. Blocks go by code name, which is theirs alone."""

    blocks: Mapping[str, Block]
    calculations: Mapping[str, Expr]
    names: Names

    def reads(self, block: Block) -> tuple[Ref, ...]:
        """What a block reads itself, each once, in sheet order."""
        return tuple(dict.fromkeys(self._spoken(_refs(block))))

    def rests_on(self, block: Block) -> tuple[Block, ...]:
        """The other blocks that it reads, also through calculated names."""
        reached = (self.blocks[name] for ref in _refs(block) for name in self._reached(ref))
        return tuple(dict.fromkeys(other for other in reached if other is not block))

    def steps(self, last: Block) -> tuple[Block, ...]:
        """Everything that `last` rests on, each before what reads it, and `last` at the end."""
        done: dict[str, Block] = {}
        self._visit(last, done)
        return tuple(done.values())

    def used_by(self, block: Block) -> Words:
        """The blocks that read this one, linked."""
        users = (other for other in self.blocks.values() if block in self.rests_on(other))
        return joined((block_words(user) for user in users), last=" and ")

    def step_row(self, block: Block) -> StepRow:
        """A block as a step on the way to the answer."""
        return StepRow(
            name=block_words(block),
            gives=_gives(block),
            reads=joined((self.names.words(ref) for ref in self.reads(block)), last=" and "),
        )

    def _visit(self, block: Block, done: dict[str, Block]) -> None:
        for other in self.rests_on(block):
            if other.code_name not in done:
                self._visit(other, done)
        done[block.code_name] = block

    def _spoken(self, refs: Iterable[Ref]) -> Iterator[Ref]:
        """The references as the reader sees them: a hidden calculation stands for what it reads."""
        for ref in refs:
            if ref.kind is RefKind.CALCULATION and ref.name in self.names.hidden:
                yield from self._spoken(expression_refs(self.calculations[ref.name]))
            else:
                yield ref

    def _reached(self, ref: Ref) -> Iterator[str]:
        if ref.kind is RefKind.CALCULATION:
            for inner in expression_refs(self.calculations[ref.name]):
                yield from self._reached(inner)
        elif ref.kind is not RefKind.INPUT:
            yield ref.name


def order_of(program: Program, names: Names) -> Order:
    """The reading order of a program."""
    blocks: tuple[Block, ...] = (*program.tables, *program.checklists)
    return Order(
        blocks={block.code_name: block for block in blocks},
        calculations={each.name.code_name: each.expression for each in program.calculations},
        names=names,
    )


def block_words(block: Block) -> Words:
    """The name of a table or checklist, linked."""
    anchor = table_id if isinstance(block, Table) else checklist_id
    return named(block.name, anchor(block.code_name))


def expression_refs(expr: Expr) -> Iterator[Ref]:
    """Every name that an expression reads, from left to right."""
    match expr:
        case Literal():
            return
        case Read():
            yield expr.ref
        case Negate():
            yield from expression_refs(expr.operand)
        case Binary():
            yield from _all_refs(expr.left, expr.right)
        case If():
            yield from _all_refs(expr.condition, expr.then, expr.otherwise)
        case Call():
            yield from _all_refs(*expr.arguments)


def _all_refs(*parts: Expr) -> Iterator[Ref]:
    for part in parts:
        yield from expression_refs(part)


def _refs(block: Block) -> Iterator[Ref]:
    for guard in _guards(block):
        if guard is not None and guard.ref.name != block.code_name:
            yield guard.ref
    if isinstance(block, Table):
        outcomes = (outcome for rule in block.rules for outcome in rule.outcomes)
        for outcome in outcomes:
            if outcome.expression is not None:
                yield from expression_refs(outcome.expression)


def _guards(block: Block) -> Iterator[Guard | None]:
    if isinstance(block, Table):
        for rule in block.rules:
            yield from rule.guards
    else:
        for item in items_of(block.items):
            yield from (item.guard, item.only_if)


def _gives(block: Block) -> Words:
    if isinstance(block, Table):
        outputs = (named(output.name) for output in block.outputs)
        return word("gives ") + joined(outputs, last=" and ")
    return word("is met or not")
