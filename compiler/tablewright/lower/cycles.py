"""Which calculations, tables and checklists need one another, in which order, and round in circles.

Items are told apart, so that a checklist may ask an item of another that asks an item of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tablewright.diagnostics.codes import CALCULATION_CYCLE, DECISION_CYCLE
from tablewright.diagnostics.model import CellSpan, Label
from tablewright.ir.expr import Expr, Ref, RefKind
from tablewright.ir.program import Calculation, Checklist, Item, Table
from tablewright.ir.walk import all_items, guards_of_item, refs_of
from tablewright.lower.findings import Findings
from tablewright.lower.ordering import ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """That one thing reads another, and the cell that says so."""

    ref: Ref
    at: CellSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything that is worked out from something else."""

    calculations: tuple[Calculation, ...]
    tables: tuple[Table, ...]
    checklists: tuple[Checklist, ...]


def calculations_in_order(decisions: Decisions, findings: Findings) -> tuple[Calculation, ...]:
    """The calculations, each after all that it needs; circles are reported."""
    needs: dict[Ref, list[Need]] = {}
    for ref, need in _needs(decisions):
        needs.setdefault(ref, []).append(need)
    walked = ordered({ref: tuple(need.ref for need in found) for ref, found in needs.items()})
    for circle in walked.circles:
        steps = zip(circle, (*circle[1:], circle[0]), strict=True)
        _report([_step(needs[ref], to) for ref, to in steps], findings)
    by_ref = {_calculation(each): each for each in decisions.calculations}
    first = tuple(by_ref[ref] for ref in walked.order if ref in by_ref)
    # What reads nothing needs no place of its own in the order.
    return (*(each for each in decisions.calculations if each not in first), *first)


def _step(needs: list[Need], to: Ref) -> Need:
    return next(need for need in needs if need.ref == to)


def _report(circle: list[Need], findings: Findings) -> None:
    labels = tuple(Label(span=need.at, text=f"needs {_called(need.ref)}") for need in circle)
    if all(need.ref.kind is RefKind.CALCULATION for need in circle):
        findings.report(
            CALCULATION_CYCLE,
            circle[0].at,
            "This calculation needs its own result.",
            "Let one of the calculations go without the others.",
            labels[1:],
        )
        return
    findings.report(
        DECISION_CYCLE,
        circle[0].at,
        "This reads an answer that rests on itself.",
        "Let one of these cells read something that does not come back to it.",
        labels[1:],
    )


def _called(ref: Ref) -> str:
    return f"`{ref.name}` item {ref.part}" if ref.part else f"`{ref.name}`"


def _node(ref: Ref) -> Ref:
    """What is worked out at once: all outputs of a table; a checklist and the kinds it gives."""
    match ref.kind:
        case RefKind.OUTPUT:
            return replace(ref, part="")
        case RefKind.KINDS:
            return replace(ref, kind=RefKind.CHECKLIST)
        case _:
            return ref


def _calculation(calculation: Calculation) -> Ref:
    return Ref(kind=RefKind.CALCULATION, name=calculation.name.code_name)


def _item(checklist: Checklist, item: Item) -> Ref:
    return Ref(kind=RefKind.ITEM, name=checklist.code_name, part=item.id)


def _needs(decisions: Decisions) -> Iterator[tuple[Ref, Need]]:
    """Everything with each thing that it reads."""
    for each in decisions.calculations:
        for need in _of_expression(each.expression, each.name.at):
            yield _calculation(each), need
    for table in decisions.tables:
        for need in _of_table(table):
            yield Ref(kind=RefKind.OUTPUT, name=table.code_name), need
    for checklist in decisions.checklists:
        whole = Ref(kind=RefKind.CHECKLIST, name=checklist.code_name)
        for item in checklist.items:
            yield whole, Need(ref=_item(checklist, item), at=item.at)
        for item in all_items(checklist.items):
            for need in _of_item(checklist, item):
                yield _item(checklist, item), need


def _of_expression(expression: Expr, at: CellSpan) -> Iterator[Need]:
    return (Need(ref=_node(ref), at=at) for ref in refs_of(expression))


def _of_table(table: Table) -> Iterator[Need]:
    for rule in table.rules:
        yield from (Need(ref=_node(guard.ref), at=guard.at) for guard in rule.guards)
        for outcome in rule.outcomes:
            if outcome.expression is not None:
                yield from _of_expression(outcome.expression, outcome.at)


def _of_item(checklist: Checklist, item: Item) -> Iterator[Need]:
    yield from (Need(ref=_node(guard.ref), at=guard.at) for guard in guards_of_item(item))
    yield from (Need(ref=_item(checklist, child), at=child.at) for child in item.children)
