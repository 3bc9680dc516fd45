"""What rules, tables and checklists say of themselves: citations, cells, outcomes, texts."""

from __future__ import annotations

import ast
from decimal import Decimal
from enum import StrEnum

from tablewright_verify.proof.conditions import Asked, by_subject, prove
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.sheet.book import Checklist, Guard, Item, Outcome, Rule, Table
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.naming import class_name
from tablewright_verify.text.records import Made, Record
from tablewright_verify.text.trees import tree_of
from tablewright_verify.trees import Read, nodes
from tablewright_verify.values import NOTHING, UnprovedError, WrongError

_RULE = frozenset(
    {
        "table",
        "id",
        "cell",
        "cite",
        "note",
        "cells",
        "outcome",
        "work_out",
        "worked_out_from",
        "rank",
    }
)


def only(record: Record, fields: frozenset[str] | set[str]) -> None:
    """No field but these."""
    unknown = record.fields.keys() - fields
    if unknown:
        raise UnprovedError(f"line {record.line}: {', '.join(sorted(unknown))} is not expected")


def prove_table_record(context: Context, table: Table) -> None:
    """The record of a table and those of its rules."""
    record, ledger = context.by_name("tables", "Table", table.name), context.ledger
    only(record, {"name", "cell", "policy", "hits", "outputs", "nothing", "rules"})
    ledger.same("table", f"{table.address} cell", table.address, record.get("cell"))
    ledger.same("table", f"{table.address} policy", table.policy, record.get("policy"))
    outputs = tuple(output.code for output in table.outputs)
    ledger.same("table", f"{table.address} outputs", outputs, record.get("outputs"))
    nothing = frozenset(at for at, output in enumerate(table.outputs) if output.nothing)
    ledger.same("table", f"{table.address} nothing", nothing, record.get("nothing"))
    rules = record.get("rules")
    held = [each for each in rules if isinstance(each, Record)] if isinstance(rules, tuple) else []
    wanted = [(rule.id, rule.address) for rule in table.rules]
    ledger.same(
        "table", f"{table.address} rules", wanted, [(r.get("id"), r.get("cell")) for r in held]
    )
    for rule, each in zip(table.rules, held, strict=False):
        try:
            _prove_rule(context, table, rule, each)
        except UnprovedError as fault:
            ledger.stuck("rule record", rule.address, fault)


def _prove_rule(context: Context, table: Table, rule: Rule, record: Record) -> None:
    only(record, _RULE)
    said = {"table": table.name, "cite": rule.cite, "note": rule.note}
    for field, value in said.items():
        about = f"{rule.address} {field}, line {record.line}"
        context.ledger.same("citation", about, value, record.get(field, ""), rule.address)
    cells = record.get("cells", ())
    if not isinstance(cells, tuple) or len(cells) != len(rule.guards):
        message = "the code does not record the cells of the rule"
        context.ledger.refuted("cell", rule.address, message, Shown(address=rule.address))
    else:
        for guard, cell in zip(rule.guards, cells, strict=True):
            _prove_cell(context, guard, cell, rule.address)
    _prove_outcome(context, table, rule, record)


def _prove_cell(context: Context, guard: Guard, cell: object, address: str) -> None:
    if not isinstance(cell, Record) or cell.kind != "Cell":
        raise UnprovedError(f"{guard.address} is recorded by no Cell")
    only(cell, {"address", "text", "reads", "met"})
    for field, value in {"address": guard.address, "text": guard.text}.items():
        context.ledger.same("cell", f"{guard.address} {field}", value, cell.get(field), address)
    (cells,) = by_subject(context, (guard,))
    met = body_of_lambda(cell.get("met"))
    reads = (str(cell.get("reads")), *context.reads(met, {}))
    if not all(context.stands_for(each, cells.subject) for each in reads):
        message = f"the code reads {', '.join(dict.fromkeys(reads))}"
        context.ledger.refuted("cell", guard.address, message, Shown(address=address))
        return
    asked = Asked(kind="cell", node=met, variables={}, expected=cells.met, address=address)
    prove(context, cells, asked)


def body_of_lambda(value: object) -> ast.expr:
    """What a lambda over `f` works out."""
    match value:
        case ast.Lambda(ast.arguments([], [ast.arg("f")]), body):
            return body
        case None | str():
            raise WrongError(f"{value!r} stands where a function is called")
        case _:
            raise UnprovedError(f"{value!r} is no lambda")


# -- outcomes --------------------------------------------------------------------------------------


def _prove_outcome(context: Context, table: Table, rule: Rule, record: Record) -> None:
    trees = [outcome.tree for outcome in rule.outcomes if outcome.tree is not None]
    made: object = record.get("outcome")
    if trees:
        made = _made(body_of_lambda(record.get("work_out")))
    elif record.get("work_out") is not None:
        raise UnprovedError(f"line {record.line}: the outcome is worked out")
    if trees and record.get("outcome") is not None:
        raise UnprovedError(f"line {record.line}: the outcome is given twice")
    if not isinstance(made, Made):
        raise WrongError(f"line {record.line}: the rule has no outcome")
    if len(made.arguments) != len(rule.outcomes):
        raise WrongError(f"line {record.line}: the outcome has {len(made.arguments)} values")
    about = f"{rule.address}, line {record.line}"
    wanted = f"{class_name(table.code)}Outcome"
    context.ledger.same("outcome", f"{about} class", wanted, made.kind, rule.address)
    for outcome, name, node in zip(rule.outcomes, table.outputs, made.arguments, strict=True):
        _prove_value(context, outcome, name, node, rule.address)
    needed = tuple(
        dict.fromkeys(
            node.subject
            for tree in trees
            for node in nodes(tree)
            if isinstance(node, Read) and _can_be_unknown(context, node)
        )
    )
    names = record.get("worked_out_from", ())
    read = (
        tuple(context.index.subject(str(n)) for n in names) if isinstance(names, tuple) else names
    )
    context.ledger.same("outcome", f"{about} needs", needed, read, rule.address)
    context.ledger.same("outcome", f"{about} rank", _rank(table, rule), record.get("rank", ()))


def _made(node: ast.expr) -> Made | None:
    match node:
        case ast.Call(ast.Name(name), args, []):
            return Made(name, tuple(args))
        case _:
            return None


def _prove_value(
    context: Context, outcome: Outcome, name: Name, node: ast.expr, address: str
) -> None:
    about = f"{address} {name.name}, line {node.lineno}"
    if outcome.tree is not None:
        match node:
            case ast.Call(ast.Name("given"), [inner], []):
                tree = tree_of(inner, context.index.subject, context.records)
                context.ledger.same("outcome", about, outcome.tree, tree, address)
            case _:
                message = f"the code has `{ast.unparse(node)}`, the sheet {outcome.text}"
                context.ledger.refuted("outcome", about, message, Shown(address=address))
        return
    wanted: object = None if outcome.value is NOTHING else outcome.value
    if isinstance(node, ast.Call) and ast.unparse(node.func) not in {"Decimal", "date", "Duration"}:
        message = f"the code works out `{ast.unparse(node)}`, the sheet has {outcome.text!r}"
        context.ledger.refuted("outcome", about, message, Shown(address=address))
        return
    value = context.records.read(node)
    if name.members and not name.is_list and name.kind == "text" and wanted is not None:
        right = isinstance(value, StrEnum) and type(value).__name__ == class_name(name.code)
        value = str(value) if right else value
    context.ledger.same("outcome", about, wanted, _exact(value), address)


def _exact(value: object) -> object:
    """Whole numbers are written as int, and mean the same."""
    if isinstance(value, tuple):
        return tuple(_exact(each) for each in value)
    if isinstance(value, StrEnum):
        return str(value)
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _can_be_unknown(context: Context, node: Read) -> bool:
    named = (each for each in context.book.scope.values() if each.subject == node.subject)
    return all(each.unknown for each in named)


def _rank(table: Table, rule: Rule) -> tuple[int, ...]:
    if table.policy not in {"Priority", "Output order"}:
        return ()
    return tuple(
        name.texts.index(str(outcome.value)) if outcome.value in name.texts else len(name.texts)
        for outcome, name in zip(rule.outcomes, table.outputs, strict=True)
    )


# -- checklists ------------------------------------------------------------------------------------


def prove_checklist_record(context: Context, checklist: Checklist) -> None:
    """The record of a checklist and those of its items."""
    record = context.by_name("checklists", "Checklist", checklist.name)
    only(record, {"name", "truths", "items"})
    items = record.get("items")
    if not isinstance(items, tuple) or len(items) != len(checklist.items):
        message = f"the code does not record the {len(checklist.items) - 1} items"
        context.ledger.refuted("item record", checklist.items[0].address, message)
        return
    for item, each in zip(checklist.items, items, strict=True):
        try:
            _prove_item(context, item, each)
        except UnprovedError as fault:
            context.ledger.stuck("item record", item.address, fault)


def _prove_item(context: Context, item: Item, record: object) -> None:
    if not isinstance(record, Record) or record.kind != "Item":
        raise UnprovedError("an item is recorded by no Item")
    said = {
        "id": item.id,
        "parent": item.parent,
        "cell": item.address,
        "cite": item.cite,
        "own_cite": item.own_cite,
        "combine": item.combine,
        "test": item.guard.text if item.guard else "",
        "criterion": item.criterion,
        "evidence": item.evidence,
        "if_not_met": item.if_not_met,
        "kind": item.kind,
    }
    only(record, {*said, "reads", "only_if", "condition"})
    for field, value in said.items():
        default: object = True if field == "own_cite" else ""
        about = f"{item.address} {field}, line {record.line}"
        context.ledger.same("item record", about, value, record.get(field, default), item.address)
    for field, guard in {"reads": item.guard, "only_if": item.only_if}.items():
        _prove_reads(context, item, record, field, guard)
    if item.only_if is None:
        context.ledger.same(
            "item record", f"{item.address} condition", None, record.get("condition")
        )
    else:
        (cells,) = by_subject(context, (item.only_if,))
        body = body_of_lambda(record.get("condition"))
        if not all(context.stands_for(each, cells.subject) for each in context.reads(body, {})):
            raise WrongError(f"line {record.line}: the condition reads something else")
        asked = Asked(
            kind="item record", node=body, variables={}, expected=cells.met, address=item.address
        )
        prove(context, cells, asked)


def _prove_reads(
    context: Context, item: Item, record: Record, field: str, guard: Guard | None
) -> None:
    reads, about = record.get(field, ""), f"{item.address} {field}, line {record.line}"
    if guard is None:
        context.ledger.same("item record", about, "", reads, item.address)
        return
    (cells,) = by_subject(context, (guard,))
    if context.stands_for(str(reads), cells.subject):
        context.ledger.proved("item record", about, How.RECORD)
    else:
        message = f"{reads} is not what {guard.address} is about"
        context.ledger.refuted("item record", about, message, Shown(address=item.address))
