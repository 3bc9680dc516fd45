"""Calculations made from conditions that compare two names: `<= {X}`, `within 6 months before {Y}`.

The same condition on the same name is one calculation, wherever it stands.
"""

from __future__ import annotations

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.expr import Expr, Ref, RefKind
from tablewright.ir.program import Calculation, Domain, Name
from tablewright.ir.types import Kind, Type
from tablewright.lower.code_names import Becomes, code_name, objection, squeezed


class HiddenCalculations:
    """The hidden calculations so far, in the order they were met.

    No two have one code name, and none has the code name of anything else.
    """

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self._made: dict[str, Calculation] = {}

    def ref(self, text: str, expression: Expr, at: CellSpan) -> Ref | None:
        """What reads this yes/no expression; None when its text makes no code name of its own."""
        name = " ".join(text.replace("{", " ").replace("}", " ").split())
        code = code_name(name)
        known = self._made.get(squeezed(code))
        if known is not None and known.expression != expression:
            return None
        if known is None:
            if objection(code, Becomes.ATTRIBUTE) or squeezed(code) in self._taken:
                return None
            known = Calculation(
                name=Name(
                    name=name, code_name=code, type=Type(kind=Kind.YES_NO), domain=Domain(), at=at
                ),
                expression=expression,
                text=name,
                hidden=True,
            )
            self._made[squeezed(code)] = known
        return Ref(kind=RefKind.CALCULATION, name=known.name.code_name)

    def all(self) -> tuple[Calculation, ...]:
        """Every hidden calculation."""
        return tuple(self._made.values())
