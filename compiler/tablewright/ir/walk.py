"""Ways through a program: what an expression reads, every item of a checklist, every guard of it.

Looks only; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from tablewright.ir.expr import Binary, Call, Expr, If, Literal, Negate, Read, Ref
from tablewright.ir.program import Checklist, Guard, Item


def operands(expression: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside an expression, in the order they are written."""
    match expression:
        case Literal() | Read():
            return ()
        case Negate(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case If(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case Call(arguments=arguments):
            return arguments
        case _:
            assert_never(expression)


def inside(expression: Expr) -> Iterator[Expr]:
    """The expression and everything in it, outermost first."""
    yield expression
    for operand in operands(expression):
        yield from inside(operand)


def refs_of(expression: Expr) -> tuple[Ref, ...]:
    """What an expression reads directly, each once, in the order of its text."""
    return tuple(dict.fromkeys(each.ref for each in inside(expression) if isinstance(each, Read)))


def all_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every item in sheet order: a group before its children."""
    for item in items:
        yield item
        yield from all_items(item.children)


def guards_of_item(item: Item) -> tuple[Guard, ...]:
    """What an item itself tests: its subject and its Only if."""
    return tuple(guard for guard in (item.guard, item.only_if) if guard is not None)


def guards_of_checklist(checklist: Checklist) -> tuple[Guard, ...]:
    """What all items of a checklist test."""
    return tuple(guard for item in all_items(checklist.items) for guard in guards_of_item(item))
