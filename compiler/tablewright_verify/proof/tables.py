"""Decision tables: rules in order, what lets each in, what makes it sure, what is returned."""

from __future__ import annotations

import ast
from functools import partial

from tablewright_verify.proof.conditions import ANY, Asked, Cells, by_subject, prove
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.whole_rules import prove_whole
from tablewright_verify.sheet.book import Rule, Table
from tablewright_verify.text.evaluate import evaluate
from tablewright_verify.text.functions import Function, RuleBlock, read_table_function
from tablewright_verify.text.records import Record
from tablewright_verify.values import UnprovedError, Value


def prove_table(context: Context, table: Table) -> None:
    """That the function of a table finds the rules that the sheet has."""
    record = context.by_name("tables", "Table", table.name)
    function = read_table_function(context.function(str(record.get("hits"))))
    _prove_shape(context, table, function)
    blocks = _blocks_of(context, function)
    texts = [(str(each.get("id")), str(each.get("cell"))) for _, each in blocks]
    if not _prove_order(context, table, texts):
        return
    for rule, (block, _) in zip(table.rules, blocks, strict=True):
        try:
            _prove_rule(context, table, rule, block, function.variables)
        except UnprovedError as fault:
            context.ledger.stuck("guard", rule.address, fault)


def _prove_order(context: Context, table: Table, texts: list[tuple[str, str]]) -> bool:
    sheet = [(rule.id, rule.address) for rule in table.rules]
    if texts == sheet:
        context.ledger.proved("rule order", table.address, How.RECORD)
        return True
    at = next(
        (at for at, pair in enumerate(zip(sheet, texts, strict=False)) if pair[0] != pair[1]),
        min(len(sheet), len(texts)),
    )
    here = sheet[at] if at < len(sheet) else ("none", "")
    there = texts[at] if at < len(texts) else ("none", "")
    message = (
        f"place {at + 1} of {table.name} is rule {here[0]} in the sheet, {there[0]} in the code"
    )
    context.ledger.refuted("rule order", table.address, message, Shown(address=here[1] or there[1]))
    return False


def _blocks_of(context: Context, function: Function) -> list[tuple[RuleBlock, Record]]:
    return [(block, context.record(block.record, "Rule")) for block in function.blocks]


def _prove_shape(context: Context, table: Table, function: Function) -> None:
    """What stands before the rules and after them."""
    first = table.policy == "First"
    lists = ["may"] if first else ["may", "sure"]
    ended = bool(function.blocks) and function.blocks[-1].ends and not function.blocks[-1].guard
    wanted = "return (tuple(may), ())" if first else "return (tuple(may), tuple(sure))"
    wanted = "" if first and ended else wanted
    context.ledger.same("returned hits", table.address, wanted, function.last)
    context.ledger.same("returned hits", f"{table.address}, its lists", lists, function.lists)


def _prove_rule(
    context: Context, table: Table, rule: Rule, block: RuleBlock, variables: dict[str, str]
) -> None:
    about = f"{rule.address}, line {block.line}"
    context.ledger.same("sure rule", about, block.record, block.sure_record, rule.address)
    context.ledger.same("hit policy", about, table.policy == "First", block.ends, rule.address)
    otherwise = rule.otherwise and table.policy != "First"
    context.ledger.same(
        "hit policy", f"{about}, Otherwise", otherwise, block.otherwise, rule.address
    )
    cells = by_subject(context, rule.guards)
    if any(len(context.reads(part, variables)) > 1 for part in (*block.guard, *block.sure)):
        prove_whole(context, rule, cells, block, variables)
        return
    guards = _assigned(context, cells, block.guard, variables, rule)
    sures = _assigned(context, cells, block.sure, variables, rule)
    for each in cells:
        for kind, expected, parts in (
            ("guard", partial(_may, each), guards),
            ("sureness", partial(_surely, each), sures),
        ):
            asked = Asked(
                kind=kind,
                node=_joined(parts.get(each.subject, []), block),
                variables=variables,
                expected=expected,
                address=rule.address,
            )
            prove(context, each, asked)


def _may(cells: Cells, value: Value) -> bool:
    """An unknown value may always be the right one."""
    return cells.met(value) is not False


def _surely(cells: Cells, value: Value) -> object:
    """Asked only of what the guard lets in."""
    met = cells.met(value)
    return ANY if met is False else met is True


def _assigned(
    context: Context,
    cells: list[Cells],
    parts: tuple[ast.expr, ...],
    variables: dict[str, str],
    rule: Rule,
) -> dict[object, list[ast.expr]]:
    """The parts of a condition by the subject that each reads."""
    subjects = {each.subject for each in cells}
    found: dict[object, list[ast.expr]] = {}
    for part in parts:
        reads = context.reads(part, variables)
        if not reads:
            # A constant condition is one on every subject, or on none.
            if not evaluate(part, context.scope({}, {})):
                for each in subjects:
                    found.setdefault(each, []).append(part)
            continue
        subject = context.index.subject(reads[0])
        if subject not in subjects:
            text = f"the code asks for {reads[0]} (line {part.lineno}), no cell of the rule does"
            context.ledger.refuted("guard", rule.address, text, Shown(address=rule.address))
        found.setdefault(subject, []).append(part)
    return found


def _joined(parts: list[ast.expr], block: RuleBlock) -> ast.expr:
    """The parts that are about one subject, as one condition; none of them is always met."""
    if len(parts) == 1:
        return _as_truth(parts[0])
    node: ast.expr = ast.Constant(value=True)
    if parts:
        node = ast.BoolOp(op=ast.And(), values=[_as_truth(part) for part in parts])
    node.lineno = block.line
    return node


def _as_truth(part: ast.expr) -> ast.expr:
    """The part as `if` takes it: true or false."""
    node = ast.UnaryOp(op=ast.Not(), operand=ast.UnaryOp(op=ast.Not(), operand=part))
    node.lineno = node.operand.lineno = part.lineno
    return node
