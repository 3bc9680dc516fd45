"""From the `Calculated as` cells to typed calculations, each typed after those that it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tablewright.ir.expr import Expr, Literal
from tablewright.ir.program import Calculation
from tablewright.lower.allowed_values import not_allowed
from tablewright.lower.findings import Findings
from tablewright.lower.fit import Wanted
from tablewright.lower.fold import folded
from tablewright.lower.glossary import Entry
from tablewright.lower.infer import infer
from tablewright.lower.nothing import may_be_nothing
from tablewright.lower.ordering import ordered
from tablewright.lower.scope import Scope, Symbol
from tablewright.lower.typist import Typist
from tablewright.source.grid import Cell
from tablewright.syntax.expression import children, parse_expression_cell
from tablewright.syntax.fault import Faults
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import text_of
from tablewright.syntax.tree import Expression, NameUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A calculation whose expression is read but not typed."""

    entry: Entry
    cell: Cell
    tree: Expression

    @property
    def key(self) -> str:
        """Its name as it is compared."""
        return plain(self.entry.name.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculations:
    """The calculations, and the scope that knows which may be nothing and which are constant."""

    calculations: tuple[Calculation, ...]
    scope: Scope


def lower_calculations(
    entries: tuple[Entry, ...], scope: Scope, findings: Findings
) -> Calculations:
    """Type every calculation; those with a fault count as broken names afterwards."""
    drafts = _drafts(entries, scope, findings)
    done: dict[str, Calculation] = {}
    for draft in _in_order(drafts):
        symbol = scope.find(draft.entry.name.name)
        expression = _typed(draft, scope, findings)
        if expression is None or symbol is None:
            continue
        known = _completed(symbol, expression, scope)
        scope = scope.with_symbols((known,))
        done[draft.key] = Calculation(
            name=draft.entry.name,
            expression=expression,
            text=text_of(draft.cell),
            may_be_nothing=known.nullable,
        )
    keys = [plain(entry.name.name) for entry in entries]
    calculations = tuple(done[key] for key in keys if key in done)
    return Calculations(calculations=calculations, scope=scope)


def _drafts(entries: tuple[Entry, ...], scope: Scope, findings: Findings) -> tuple[Draft, ...]:
    drafts: list[Draft] = []
    for entry in entries:
        if entry.calculated is None:
            continue
        parsed = parse_expression_cell(entry.calculated, scope.vocabulary)
        tree = findings.take(parsed, entry.block, entry.calculated)
        if tree is not None:
            drafts.append(Draft(entry=entry, cell=entry.calculated, tree=tree))
    return tuple(drafts)


def _in_order(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, each after those it reads; circles are reported later, among all that reads."""
    by_key = {draft.key: draft for draft in drafts}
    needs = {
        draft.key: tuple(name for name in _names(draft.tree) if name in by_key) for draft in drafts
    }
    return tuple(by_key[key] for key in ordered(needs).order)


def _names(tree: Expression) -> Iterator[str]:
    if isinstance(tree, NameUse):
        yield plain(tree.name)
    for child in children(tree):
        yield from _names(child)


def _typed(draft: Draft, scope: Scope, findings: Findings) -> Expr | None:
    name, typist = draft.entry.name, Typist(scope=scope)
    expression = infer(draft.tree, typist)
    symbol = scope.find(name.name)
    if expression is not None and symbol is not None:
        wanted = Wanted(type=name.type, members=symbol.members)
        expression = typist.fitted(draft.tree, expression, wanted)
        if isinstance(expression, Literal):
            fault = not_allowed(expression.value, symbol, scope)
            if fault is not None:
                typist.fault(draft.tree, fault.message, fault.action, fault.code)
    if typist.faults:
        findings.take(Faults(tuple(typist.faults)), draft.entry.block, draft.cell)
        return None
    return expression


def _completed(symbol: Symbol, expression: Expr, scope: Scope) -> Symbol:
    """The name with what its expression tells of it."""
    constant = folded(expression, scope)
    return replace(
        symbol,
        nullable=may_be_nothing(expression, scope),
        constant=constant.value if isinstance(constant, Literal) else None,
    )
