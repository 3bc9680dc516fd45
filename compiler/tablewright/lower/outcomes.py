"""From an outcome cell to a constant or an expression of the output's type."""

from __future__ import annotations

from tablewright.diagnostics.codes import UNREADABLE_CELL
from tablewright.ir.expr import Expr, Literal
from tablewright.ir.program import Guard, Outcome
from tablewright.ir.types import NOTHING
from tablewright.lower.allowed_values import not_allowed
from tablewright.lower.conditions import take_faults
from tablewright.lower.facts import Fact
from tablewright.lower.findings import Findings
from tablewright.lower.fit import Misfit, Wanted
from tablewright.lower.infer import infer
from tablewright.lower.nothing import may_be_nothing
from tablewright.lower.scope import Symbol
from tablewright.lower.typist import Typist
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.rows import Row, text_of
from tablewright.syntax.tree import Expression, PlainValue, Worked
from tablewright.syntax.value import parse_outcome


def lower_outcome(
    block: Block,
    place: tuple[Row, int],
    output: Symbol,
    guards: tuple[Guard, ...],
    workspace: Workspace,
) -> Outcome | None:
    """The outcome of a rule whose conditions are `guards`; None after a fault."""
    row, column = place
    cell = row.cell(column)
    if cell is None:
        return _blank(block, place, output, workspace.findings)
    parsed = parse_outcome(cell, workspace.scope.expected(output))
    match workspace.findings.take(parsed, block, cell):
        case None:
            return None
        case PlainValue(value=value):
            fault = not_allowed(value, output, workspace.scope)
            if fault is not None:
                _report(block, cell, fault, workspace.findings)
                return None
            return Outcome(value=value, text=text_of(cell), at=block.span(cell))
        case Worked(expression=tree):
            return _worked(tree, (block, cell), output, guards, workspace)


def _blank(
    block: Block, place: tuple[Row, int], output: Symbol, findings: Findings
) -> Outcome | None:
    at = block.place(*place)
    if output.nullable:
        return Outcome(value=NOTHING, at=at)
    findings.report(
        UNREADABLE_CELL,
        at,
        f"The outcome `{output.name}` is blank.",
        "Write its value, or set its Blank means to nothing in the Glossary.",
    )
    return None


def _worked(
    tree: Expression,
    place: tuple[Block, Cell],
    output: Symbol,
    guards: tuple[Guard, ...],
    workspace: Workspace,
) -> Outcome | None:
    block, cell = place
    facts = tuple(Fact(ref=guard.ref, test=guard.test) for guard in guards)
    typist = Typist(scope=workspace.scope, facts=facts)
    expression = _fitted(tree, output, typist)
    take_faults(typist, block, cell, workspace)
    text, at = text_of(cell), block.span(cell)
    match expression:
        case None:
            return None
        case Literal(value=value):
            return Outcome(value=value, text=text, at=at)
        case _:
            return Outcome(expression=expression, text=text, at=at)


def _fitted(tree: Expression, output: Symbol, typist: Typist) -> Expr | None:
    expression = infer(tree, typist)
    if expression is None:
        return None
    wanted = Wanted(type=output.type, members=output.members)
    fitted = typist.fitted(tree, expression, wanted)
    if isinstance(fitted, Literal):
        fault = not_allowed(fitted.value, output, typist.scope)
        if fault is not None:
            typist.fault(tree, fault.message, fault.action, fault.code)
    elif fitted is not None and not output.nullable and may_be_nothing(fitted, typist.scope):
        typist.fault(
            tree,
            f"This may give nothing, and `{output.name}` is never a known blank.",
            "Set its Blank means to nothing, or test what may be blank in an If column.",
        )
    return fitted


def _report(block: Block, cell: Cell, fault: Misfit, findings: Findings) -> None:
    findings.report(fault.code, block.span(cell), fault.message, fault.action)
