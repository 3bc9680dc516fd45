"""Expressions as trees of calls, the form in which both sides are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tablewright_verify.sheet.names import Subject
from tablewright_verify.values import Scalar, Value, shown


@dataclass(frozen=True, slots=True)
class Read:
    """The value of something. Kind and unit are what the sheet says of it."""

    subject: Subject
    kind: str = field(default="", compare=False)
    unit: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As the code calls it."""
        return self.subject.name


@dataclass(frozen=True, slots=True)
class Const:
    """A constant."""

    value: Value
    kind: str = field(default="", compare=False)
    unit: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As people write it."""
        return shown(self.value)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the runtime, by its name there; `said` are its arguments as the sheet has them.

    `said` is empty where both have one order.
    """

    function: str
    arguments: tuple[Tree, ...]
    kind: str = field(default="", compare=False)
    unit: str = field(default="", compare=False)
    said: tuple[Tree, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """As the code writes it."""
        return f"{self.function}({', '.join(map(str, self.arguments))})"


Tree = Read | Const | Call


def nodes(tree: Tree) -> Iterator[Tree]:
    """A tree and all below it, as the sheet says them."""
    yield tree
    if isinstance(tree, Call):
        for argument in tree.said or tree.arguments:
            yield from nodes(argument)


def reads(tree: Tree) -> tuple[Subject, ...]:
    """What a tree reads, each once, from left to right."""
    return tuple(dict.fromkeys(node.subject for node in nodes(tree) if isinstance(node, Read)))


def constants(tree: Tree) -> Iterator[Scalar]:
    """The single constants in a tree, from left to right."""
    for node in nodes(tree):
        if isinstance(node, Const) and isinstance(node.value, Scalar):
            yield node.value
