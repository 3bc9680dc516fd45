"""The state of typing one cell: the names it may use, and every fault met in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from tablewright.diagnostics.codes import UNREADABLE_CELL
from tablewright.diagnostics.model import Code
from tablewright.ir.expr import Binary, Expr, Literal, Operator, Read
from tablewright.ir.types import Kind, Type
from tablewright.lower.facts import Facts
from tablewright.lower.fit import Misfit, Wanted, describe, fit
from tablewright.lower.nothing import may_be_nothing
from tablewright.lower.scope import Scope, Symbol
from tablewright.syntax.fault import Fault
from tablewright.syntax.tree import Expression, Node

YES_NO = Type(kind=Kind.YES_NO)


@dataclass(slots=True, kw_only=True)
class Typist:
    """Turns parts of one cell into typed expressions; None stands for a part with a fault.

    `facts` are the tests known to hold where the expression is worked out, for divisors.
    """

    scope: Scope
    facts: Facts = ()
    faults: list[Fault] = field(default_factory=list)

    def fault(self, node: Node, message: str, action: str, code: Code | None = None) -> None:
        """Keep a fault at a part of the cell's text."""
        self.faults.append(
            Fault(
                code=code or UNREADABLE_CELL,
                message=message,
                help=action,
                start=node.place.start,
                end=node.place.end,
            )
        )

    def fitted(self, node: Expression, expression: Expr, wanted: Wanted) -> Expr | None:
        """The expression as the type asked for, or a fault."""
        found = fit(expression, wanted)
        if isinstance(found, Misfit):
            self.fault(node, found.message, found.action, found.code)
            return None
        return found

    def truth(self, node: Expression, expression: Expr | None) -> Expr | None:
        """The expression as yes or no; what may be a known blank counts as no."""
        if expression is None:
            return None
        if expression.type != YES_NO:
            self.fault(
                node,
                f"This is {describe(expression.type)}; yes/no is asked for.",
                "Compare it with something, or use a yes/no name.",
            )
            return None
        if not may_be_nothing(expression, self.scope):
            return expression
        yes = Literal(type=YES_NO, value=True)
        return Binary(type=YES_NO, operator=Operator.EQUAL, left=expression, right=yes)

    def wanted_beside(self, expression: Expr) -> Wanted:
        """What may stand on the other side of a comparison."""
        type_ = expression.type
        if type_.kind is Kind.WHOLE:
            type_ = Type(kind=Kind.NUMBER, unit=type_.unit, is_list=type_.is_list)
        return Wanted(type=type_, members=self.members_of(expression))

    def members_of(self, expression: Expr) -> tuple[str, ...]:
        """The allowed texts of a name."""
        symbol = self.symbol_read(expression)
        return symbol.members if symbol is not None else ()

    def symbol_read(self, expression: Expr) -> Symbol | None:
        """The name that the expression reads, if it is one."""
        return self.scope.symbol_of(expression.ref) if isinstance(expression, Read) else None

    def knowing(self, facts: Facts) -> Typist:
        """A typist of the same cell, where more is known to hold."""
        return Typist(scope=self.scope, facts=(*self.facts, *facts), faults=self.faults)
