"""Checklists: every leaf, every group, every condition under which an item applies, the order."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from itertools import product
from typing import Any

from tablewright_verify.meaning import combined
from tablewright_verify.proof.conditions import Asked, by_subject, prove
from tablewright_verify.proof.context import Context, same_name
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.sheet.book import Checklist, Guard, Item
from tablewright_verify.text.evaluate import RAISED, evaluate
from tablewright_verify.text.functions import ItemsFunction, read_checklist_function
from tablewright_verify.values import UnprovedError, WrongError

_MOST = 8  # children of a group that are tried in every combination
_WORDS = {"all of": "all_of", "any of": "any_of", "none of": "none_of"}


def prove_checklist(context: Context, checklist: Checklist) -> None:
    """That the function of a checklist finds what the sheet says of each item."""
    record = context.by_name("checklists", "Checklist", checklist.name)
    function = read_checklist_function(context.function(str(record.get("truths"))))
    whole = checklist.items[0].address
    if len(function.returned) != len(checklist.items) or len(set(function.returned)) != len(
        function.returned
    ):
        sizes = f"{len(checklist.items)} items in the sheet, {len(function.returned)} in the code"
        context.ledger.refuted("item order", whole, sizes, Shown(address=whole))
        return
    context.ledger.proved("item order", whole, How.RECORD)
    for item, variable in zip(checklist.items, function.returned, strict=True):
        try:
            _prove_item(context, item, function, variable)
        except UnprovedError as fault:
            context.ledger.stuck("item", item.address, fault)


def _prove_item(context: Context, item: Item, function: ItemsFunction, variable: str) -> None:
    if variable not in function.values:
        raise WrongError(f"{variable} is not worked out")
    node = function.values[variable]
    if item.only_if is not None:
        match node:
            case ast.Call(ast.Name("only_if"), [condition, inner], []):
                _prove_leaf(context, item.only_if, condition, function.variables, item.address)
                node = inner
            case _:
                message = f"`{ast.unparse(node)}` does not apply only if {item.only_if.text}"
                context.ledger.refuted(
                    "only if", item.address, message, Shown(address=item.address)
                )
    if item.guard is not None:
        _prove_leaf(context, item.guard, node, function.variables, item.address)
    else:
        children = [function.returned[child] for child in item.children]
        _prove_group(context, item, node, children)


def _prove_leaf(
    context: Context, guard: Guard, node: ast.expr, variables: Mapping[str, str], address: str
) -> None:
    """A condition of an item: its test, or when it applies (which has an Only if, no heading)."""
    kind = "item" if guard.heading else "only if"
    (cells,) = by_subject(context, (guard,))
    reads = context.reads(node, variables)
    if len(reads) != 1 or not context.stands_for(reads[0], cells.subject):
        message = f"`{ast.unparse(node)}` does not read what {guard.address} is about"
        context.ledger.refuted(kind, guard.address, message, Shown(address=address))
        return
    asked = Asked(kind=kind, node=node, variables=variables, expected=cells.met, address=address)
    prove(context, cells, asked)


def _prove_group(context: Context, item: Item, node: ast.expr, children: list[str]) -> None:
    about = f"{item.address} {item.combine}, line {node.lineno}"
    if _is_written_so(item, node, children):
        context.ledger.proved("group", about, How.FORM)
        return
    used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} - set(_FUNCTIONS)
    names = sorted({*children, *used})
    if len(names) > _MOST:
        raise UnprovedError(f"line {node.lineno}: a group of another form is too large to try")
    for truths in product((True, False, None), repeat=len(names)):
        held: Mapping[str, Any] = dict(zip(names, truths, strict=True))
        context.ledger.evaluated += 1
        wanted = combined(item.combine, item.at_least, (held[child] for child in children))
        try:
            result = evaluate(node, held.__getitem__)
        except RAISED as fault:
            result = fault
        if result is not wanted:
            message = f"the sheet says {wanted}, the code {result}"
            case = {f"item {name}": value for name, value in held.items()}
            context.ledger.refuted("group", about, message, Shown(case=case, address=item.address))
            return
    context.ledger.proved("group", about, How.SEGMENTS)


_FUNCTIONS = ("all_of", "any_of", "none_of", "at_least", "only_if", "negate")


def _is_written_so(item: Item, node: ast.expr, children: list[str]) -> bool:
    match node:
        case ast.Call(ast.Name("at_least"), [ast.Constant(int() as number), *args], []):
            named = item.at_least == number and item.combine.startswith("at least")
        case ast.Call(ast.Name(function), args, []):
            named = _WORDS.get(item.combine) == function
        case _:
            return False
    return (
        named
        and len(args) == len(children)
        and all(same_name(arg, child) for arg, child in zip(args, children, strict=True))
    )
