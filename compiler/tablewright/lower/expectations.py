"""From an Expect cell of an example to what has to come out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from tablewright.diagnostics.codes import UNKNOWN_NAME, VALUE_NOT_ALLOWED
from tablewright.diagnostics.model import Code
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Expect, Expectation, Table
from tablewright.ir.types import NOTHING, Special, Value
from tablewright.lower.allowed_values import not_allowed
from tablewright.lower.scope import Symbol
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import text_of
from tablewright.syntax.value import parse_label, parse_value

STATUSES = ("decided", "needs information", "no rule", "conflict", "not in force")
_NONE = "none"
_SPLIT = re.compile(r",\s+|\n")
_MISSING = frozenset({RefKind.INPUT, RefKind.CALCULATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An Expect column and the table it speaks of; `output` is set for OUTPUT alone."""

    kind: Expect
    table: Table
    output: Symbol | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    block: Block
    cell: Cell
    workspace: Workspace

    def report(self, code: Code, message: str, action: str) -> None:
        self.workspace.findings.report(code, self.block.span(self.cell), message, action)


def lower_expectation(
    block: Block, cell: Cell, expected: Expected, workspace: Workspace
) -> Expectation | None:
    """What the cell asserts; None after a fault."""
    place = _Place(block=block, cell=cell, workspace=workspace)
    blank = Expectation(kind=expected.kind, text=text_of(cell), at=block.span(cell))
    if expected.output is not None:
        value = _output(place, expected.output)
        code = expected.output.ref.part
        return None if value is None else replace(blank, output=code, value=value)
    if expected.kind is Expect.STATUS:
        status = _known(place, text_of(cell), STATUSES, "status")
        return None if status is None else replace(blank, value=status)
    texts = _texts(place, expected)
    if texts is None:
        return None
    value = ", ".join(texts) if expected.kind is Expect.RULE else None
    return replace(blank, value=value, texts=texts)


def _output(place: _Place, output: Symbol) -> Value | Special | None:
    members = {plain(text) for text in output.members}
    if plain(text_of(place.cell)) == _NONE and _NONE not in members:
        return () if output.type.is_list else NOTHING
    workspace = place.workspace
    parsed = parse_value(place.cell, workspace.scope.expected(output))
    value = workspace.findings.take(parsed, place.block, place.cell)
    if value is None:
        return None
    fault = not_allowed(value, output, workspace.scope)
    if fault is not None:
        place.report(fault.code, fault.message, fault.action)
        return None
    return value


def _texts(place: _Place, expected: Expected) -> tuple[str, ...] | None:
    match expected.kind:
        case Expect.RULE:
            ids = tuple(rule.id for rule in expected.table.rules)
            return _set(place, lambda text: _known(place, text, ids, "rule of this table"))
        case Expect.MISSING:
            symbols = place.workspace.scope.symbols.values()
            names = tuple(each.name for each in symbols if each.ref.kind in _MISSING)
            return _set(place, lambda text: _known(place, text, names, "input or calculation"))
        case Expect.UNMET:
            cites = tuple(item.cite for item in place.workspace.scope.items if item.cite)
            return _set(place, lambda text: _known(place, text, cites, "citation of an item"))
        case Expect.OUTPUT | Expect.STATUS:
            raise AssertionError("outputs and statuses are values, not sets")
        case _:
            assert_never(expected.kind)


def _set(place: _Place, known: Callable[[str], str | None]) -> tuple[str, ...] | None:
    """The parts of a cell, each as the workbook spells it; `none` is the empty set."""
    label = place.workspace.findings.take(parse_label(place.cell), place.block, place.cell)
    if label is None:
        return None
    if plain(label) == _NONE:
        return ()
    found = [known(part.strip()) for part in _SPLIT.split(label) if part.strip()]
    given = tuple(part for part in found if part is not None)
    return given if len(given) == len(found) else None


def _known(place: _Place, text: str, known: tuple[str, ...], what: str) -> str | None:
    found = next((each for each in known if plain(each) == plain(text)), None)
    if found is None:
        meant = nearest(text, known)
        place.report(
            VALUE_NOT_ALLOWED if known is STATUSES else UNKNOWN_NAME,
            f"`{text}` is no {what}.",
            f"Did you mean `{meant}`?" if meant else f"Known are: {', '.join(known[:12])}.",
        )
    return found
