"""Calculations: how each is worked out, what it says of itself, how completions complete it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tablewright_verify.proof.context import Context, is_function
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.pivots import Pivot, pivot_of
from tablewright_verify.proof.representatives import prove_representatives
from tablewright_verify.proof.rule_records import body_of_lambda, only
from tablewright_verify.sheet.book import Calculation, Said
from tablewright_verify.sheet.names import Subject
from tablewright_verify.text.functions import argument_of
from tablewright_verify.text.module import body_of
from tablewright_verify.text.records import Record
from tablewright_verify.text.trees import tree_of
from tablewright_verify.trees import Call, Tree, reads
from tablewright_verify.values import UnprovedError

_CALCULATION = frozenset(
    {
        *("name", "code_name", "cell", "text", "reads", "work_out", "pivot", "exact"),
        *("alternatives", "ways", "free", "question", "samples", "segments"),
    }
)


def prove_calculations(context: Context) -> None:
    """The calculations, each once."""
    held = context.model.get("calculations")
    if not isinstance(held, dict):
        raise UnprovedError("MODEL.calculations is no dictionary")
    codes = sorted(each.name.code for each in context.book.calculations)
    context.ledger.same("calculation", "the calculations", codes, sorted(held))
    for calculation in context.book.calculations:
        record = held.get(calculation.name.code)
        if not isinstance(record, Record) or record.kind != "Calculation":
            context.ledger.unproved("calculation", calculation.name.address, "it has no record")
            continue
        try:
            _prove_calculation(context, calculation, record)
        except UnprovedError as fault:
            context.ledger.stuck("calculation", calculation.name.address, fault)


def _prove_calculation(context: Context, calculation: Calculation, record: Record) -> None:
    name, about = calculation.name, calculation.name.address
    only(record, _CALCULATION)
    function = context.function(name.code)
    said = Said(str(record.get("name")), str(record.get("text")), str(record.get("cell")))
    # The same condition may stand in several cells; the code names one of them.
    known_said = said if said in calculation.said else calculation.said[0]
    if not is_function(record.get("work_out"), function.name):
        raise UnprovedError(f"line {record.line}: {name.code} is worked out in two ways")
    _prove_same(
        context, f"{about}, line {function.lineno}", calculation.tree, _tree(context, function)
    )
    wanted = {
        "name": known_said.name,
        "code_name": name.code,
        "cell": known_said.address,
        "text": known_said.text,
        "question": name.question,
    }
    for field, value in wanted.items():
        context.ledger.same("calculation", f"{about} {field}", value, record.get(field, ""))
    context.ledger.same(
        "calculation",
        f"{about} reads",
        reads(calculation.tree),
        _subjects(context, record.get("reads")),
    )
    pivot = pivot_of(context.book, calculation.tree)
    _prove_pivot(context, calculation, record, pivot)


def _tree(context: Context, function: ast.FunctionDef) -> Tree:
    argument_of(function)
    match body_of(function):
        case [
            ast.AnnAssign(ast.Name("result"), value=ast.expr() as value),
            ast.Return(ast.Name("result")),
        ]:
            return tree_of(value, context.index.subject, context.records)
        case _:
            raise UnprovedError(f"line {function.lineno}: {function.name} is not expected")


def _prove_same(context: Context, about: str, sheet: Tree, text: Tree) -> None:
    if sheet == text:
        context.ledger.proved("calculation", about, How.FORM)
    else:
        message = f"the sheet works out {sheet}, the code {text}"
        context.ledger.refuted("calculation", about, message, Shown(how=How.FORM))


def _subjects(context: Context, names: object) -> tuple[Subject, ...]:
    if not isinstance(names, tuple):
        raise UnprovedError("what a calculation reads is no tuple")
    return tuple(context.index.subject(str(name)) for name in names)


def _prove_pivot(
    context: Context, calculation: Calculation, record: Record, pivot: Pivot | None
) -> None:
    about, ledger = calculation.name.address, context.ledger
    ledger.same("completion", f"{about} pivot", pivot is not None, record.get("pivot", False))
    exact = pivot is None or pivot.exact
    ledger.same("completion", f"{about} exact", exact, record.get("exact", True))
    ledger.same("completion", f"{about} ways", pivot.ways if pivot else (), record.get("ways", ()))
    ledger.same("completion", f"{about} free", pivot.free if pivot else "", record.get("free", ""))
    alternatives = record.get("alternatives")
    if pivot is None or not pivot.ways:
        ledger.same("completion", f"{about} alternatives", None, alternatives)
    else:
        _prove_alternatives(context, calculation, body_of_lambda(alternatives))
    if pivot is not None:
        subject = Subject("calculation", calculation.name.code)
        prove_representatives(context, subject, calculation.name, record)
    else:
        tried = (record.get("samples", ()), record.get("segments", ()))
        ledger.same("completion", f"{about} tries", ((), ()), tried)


def _prove_alternatives(context: Context, calculation: Calculation, node: ast.expr) -> None:
    if not isinstance(node, ast.Tuple) or not isinstance(calculation.tree, Call):
        raise UnprovedError(f"line {node.lineno}: the alternatives are not expected")
    trees = tuple(tree_of(each, context.index.subject, context.records) for each in node.elts)
    about = f"{calculation.name.address} alternatives"
    context.ledger.same("completion", about, calculation.tree.arguments, trees)


def alternatives_of(context: Context) -> Iterator[tuple[Calculation, Pivot]]:
    """The calculations that have several ways, with them."""
    for calculation in context.book.calculations:
        pivot = pivot_of(context.book, calculation.tree)
        if pivot is not None and pivot.ways:
            yield calculation, pivot
