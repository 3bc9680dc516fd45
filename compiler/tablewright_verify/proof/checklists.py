"""Checklists: every leaf, every group, every condition under which an item applies, the order."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, cast

from tablewright_verify.meaning import combined
from tablewright_verify.proof.conditions import Asked, by_subject, prove
from tablewright_verify.proof.context import Context, same_name
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.sheet.book import Checklist, Guard, Item
from tablewright_verify.sheet.names import Subject
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
    for at, (item, variable) in enumerate(zip(checklist.items, function.returned, strict=True)):
        place = _Place(checklist=checklist, position=at, function=function, variable=variable)
        try:
            _prove_place(context, item, place)
        except UnprovedError as fault:
            context.ledger.stuck("item", item.address, fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An item in the function of its checklist."""

    checklist: Checklist
    position: int
    function: ItemsFunction
    variable: str

    def own(self, position: int) -> Subject:
        """An item of the checklist that a function of its own works out."""
        return Subject("own item", self.checklist.name, position)


def _prove_place(context: Context, item: Item, place: _Place) -> None:
    """An item in the function of its checklist, or in one of its own that this one reads."""
    function, variable = place.function, place.variable
    if variable in function.variables:
        _prove_own(context, item, place, function.variables[variable])
    elif variable in function.values:
        children = [function.returned[child] for child in item.children]
        _prove_item(context, item, (function.values[variable], function.variables), children)
    else:
        raise WrongError(f"{variable} is not worked out")


def _prove_own(context: Context, item: Item, place: _Place, fact: str) -> None:
    if not context.stands_for(fact, place.own(place.position)):
        raise WrongError(f"{place.variable} is {fact}, which is another item")
    own = read_checklist_function(context.function(fact))
    if len(own.values) != 1 or own.returned != tuple(own.values):
        raise UnprovedError(f"{fact} is worked out in an unexpected way")
    (node,) = own.values.values()
    children = [_fact(context, place.own(child)) for child in item.children]
    _prove_item(context, item, (_with_names(node), own.variables), children)


def _fact(context: Context, subject: Subject) -> str:
    found = [name for name, each in context.index.subjects.items() if each == subject]
    if len(found) != 1:
        raise WrongError(f"item {subject.part} of {subject.name} is worked out nowhere")
    return found[0]


class _Names(ast.NodeTransformer):
    """Facts as plain names, so that items below read alike in both kinds of function."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """`f.name` as `name`."""
        if not same_name(node.value, "f"):
            return cast("ast.expr", self.generic_visit(node))
        return ast.copy_location(ast.Name(id=node.attr, ctx=ast.Load()), node)


def _with_names(node: ast.expr) -> ast.expr:
    return cast("ast.expr", _Names().visit(copy.deepcopy(node)))


def _prove_item(
    context: Context,
    item: Item,
    text: tuple[ast.expr, Mapping[str, str]],
    children: list[str],
) -> None:
    node, variables = text
    if item.only_if is not None:
        match node:
            case ast.Call(ast.Name("only_if"), [condition, inner], []):
                _prove_leaf(context, item.only_if, condition, variables, item.address)
                node = inner
            case _:
                message = f"`{ast.unparse(node)}` does not apply only if {item.only_if.text}"
                context.ledger.refuted(
                    "only if", item.address, message, Shown(address=item.address)
                )
    if item.guard is not None:
        _prove_leaf(context, item.guard, node, variables, item.address)
    else:
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
    # The order of the parts changes nothing.
    held = sorted(arg.id for arg in args if isinstance(arg, ast.Name))
    return named and len(args) == len(held) and held == sorted(children)
