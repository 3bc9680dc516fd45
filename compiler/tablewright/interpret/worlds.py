"""What tables, checklists and citations may ask of an evaluation: names and conditions as trees."""

from __future__ import annotations

from typing import Protocol

from tablewright.interpret.forest import Forest, Tree
from tablewright.interpret.readings import Reading, Truth
from tablewright.ir.expr import Expr, Ref
from tablewright.ir.program import Guard, Item, Program


class Worlds(Protocol):
    """One request in all its completions."""

    @property
    def program(self) -> Program:
        """The program that is evaluated."""

    @property
    def forest(self) -> Forest:
        """Where its trees grow."""

    def read(self, ref: Ref) -> Tree[Reading]:
        """What a name stands for, in every completion."""

    def value(self, expression: Expr, owner: str) -> Tree[Reading]:
        """What an expression of the owner gives, in every completion."""

    def truth(self, guard: Guard) -> Tree[Truth]:
        """Whether a condition holds, in every completion."""

    def met(self, item: Item) -> Tree[Truth]:
        """Whether an item is met, the Only if of the groups above it aside."""
