"""From a condition cell to the guard it is: what is read, and the test on it."""

from __future__ import annotations

from tablewright.diagnostics.codes import NAME_NOT_USABLE
from tablewright.ir import tests
from tablewright.ir.expr import Expr, Ref
from tablewright.ir.program import Guard
from tablewright.lower.comparisons import comparison_of, is_constant
from tablewright.lower.scope import Symbol
from tablewright.lower.tests_of import test_of
from tablewright.lower.typist import Typist
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.condition import parse_condition
from tablewright.syntax.fault import Faults
from tablewright.syntax.rows import text_of
from tablewright.syntax.tree import AnyValue


def lower_condition(block: Block, cell: Cell, symbol: Symbol, workspace: Workspace) -> Guard | None:
    """The guard of a filled condition cell; None for `-` and for a cell with a fault."""
    parsed = parse_condition(cell, workspace.scope.expected(symbol))
    condition = workspace.findings.take(parsed, block, cell)
    if condition is None or isinstance(condition, AnyValue):
        return None
    typist = Typist(scope=workspace.scope)
    text = text_of(cell)
    if is_constant(condition, workspace.scope):
        test = test_of(condition, symbol, typist)
        take_faults(typist, block, cell, workspace)
        if test is None:
            return None
        return Guard(ref=symbol.ref, test=test, text=text, at=block.span(cell))
    expression = comparison_of(condition, symbol, typist)
    take_faults(typist, block, cell, workspace)
    if expression is None:
        return None
    ref = hidden_ref(f"{symbol.name} {text}", expression, (block, cell), workspace)
    if ref is None:
        return None
    return Guard(ref=ref, test=tests.YES, text=text, at=block.span(cell))


def take_faults(typist: Typist, block: Block, cell: Cell, workspace: Workspace) -> None:
    """Keep the faults of a cell as findings."""
    if typist.faults:
        workspace.findings.take(Faults(tuple(typist.faults)), block, cell)


def hidden_ref(
    text: str, expression: Expr, place: tuple[Block, Cell], workspace: Workspace
) -> Ref | None:
    """What reads a yes/no expression made from a cell; None after a finding."""
    block, cell = place
    ref = workspace.hidden.ref(text, expression, block.span(cell))
    if ref is None:
        workspace.findings.report(
            NAME_NOT_USABLE,
            block.span(cell),
            f"`{text}` makes no code name of its own.",
            "Make it a row of the Glossary with its own name, under Calculated as.",
        )
    return ref
