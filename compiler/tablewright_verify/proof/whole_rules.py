"""A rule whose conditions join several facts: every combination of a value of each segment."""

from __future__ import annotations

import ast
from itertools import product
from math import prod
from typing import Any

from tablewright_verify.meaning import all_of
from tablewright_verify.proof.candidates import candidates
from tablewright_verify.proof.conditions import Cells, in_code, named
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.sheet.book import Rule
from tablewright_verify.text.evaluate import RAISED, evaluate
from tablewright_verify.text.functions import RuleBlock
from tablewright_verify.values import UnprovedError, Value

MOST = 50_000


def prove_whole(
    context: Context, rule: Rule, cells: list[Cells], block: RuleBlock, variables: dict[str, str]
) -> None:
    """That a rule is let in, and is sure, exactly when its cells say so together."""
    parts = (*block.guard, *block.sure)
    constants = [c for part in parts for c in context.constants_in(part)]
    values = [
        candidates(each.guards[0].name, [*each.constants, *constants], unknown=_unknown(each))
        for each in cells
    ]
    facts = {name for part in parts for name in context.reads(part, variables)}
    subjects = {context.index.subject(name): name for name in facts}
    if prod(map(len, values)) > MOST or subjects.keys() - {each.subject for each in cells}:
        raise UnprovedError(f"line {block.line}: the conditions of a rule cannot be taken apart")
    about = f"{rule.address}, line {block.line}"
    for held in product(*values):
        met = all_of(*(each.met(value) for each, value in zip(cells, held, strict=True)))
        given = {
            subjects[each.subject]: in_code(each.guards[0], value)
            for each, value in zip(cells, held, strict=True)
            if each.subject in subjects
        }
        may, sure = _read(context, block, variables, given)
        wrong = may is not (met is not False) or (met is not False and sure is not (met is True))
        if wrong:
            case: dict[str, Value] = dict(zip(map(named, cells), held, strict=True))
            message = f"the sheet says {met}, the code lets it in: {may}, and is sure: {sure}"
            kind = "guard" if may is not (met is not False) else "sureness"
            context.ledger.refuted(
                kind, about, message, Shown(how=How.SEGMENTS, case=case, address=rule.address)
            )
            return
    for kind in ("guard", "sureness"):
        context.ledger.proved(kind, about, How.SEGMENTS)


def _unknown(cells: Cells) -> bool:
    return cells.guards[0].unknown


def _read(
    context: Context, block: RuleBlock, variables: dict[str, str], given: dict[str, Any]
) -> tuple[object, object]:
    context.ledger.evaluated += 1
    scope = context.scope({name: given.get(fact) for name, fact in variables.items()}, given)

    def holds(parts: tuple[ast.expr, ...]) -> bool:
        return all(bool(evaluate(part, scope)) for part in parts)

    try:
        may = holds(block.guard)
        return may, holds(block.sure) if may else False
    except RAISED as fault:
        return fault, fault
