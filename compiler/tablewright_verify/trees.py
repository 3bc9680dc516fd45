"""Expressions as trees of calls, the form in which both sides are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tablewright_verify.sheet.names import Subject
from tablewright_verify.values import Value, shown


@dataclass(frozen=True, slots=True)
class Read:
    """The value of something."""

    subject: Subject
    kind: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As the code calls it."""
        return self.subject.name


@dataclass(frozen=True, slots=True)
class Const:
    """A constant."""

    value: Value
    kind: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As people write it."""
        return shown(self.value)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the runtime, by its name there."""

    function: str
    arguments: tuple[Tree, ...]
    kind: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As the code writes it."""
        return f"{self.function}({', '.join(map(str, self.arguments))})"


Tree = Read | Const | Call


def nodes(tree: Tree) -> Iterator[Tree]:
    """A tree and all below it."""
    yield tree
    if isinstance(tree, Call):
        for argument in tree.arguments:
            yield from nodes(argument)


def reads(tree: Tree) -> tuple[Subject, ...]:
    """What a tree reads, each once, from left to right."""
    return tuple(dict.fromkeys(node.subject for node in nodes(tree) if isinstance(node, Read)))
