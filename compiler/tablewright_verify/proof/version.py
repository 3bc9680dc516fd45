"""The version, the value sets, the impossible combinations, and the model that holds them all."""

from __future__ import annotations

import ast
import re

from tablewright_verify.proof.conditions import Asked, by_subject, prove
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.rule_records import body_of_lambda, only
from tablewright_verify.sheet.book import Impossible
from tablewright_verify.text.records import Function, Record
from tablewright_verify.values import UnprovedError


def prove_version(context: Context, digest: str) -> None:
    """The record of the version; `digest` is that of the compiled program, given from outside."""
    policy, record = context.book.policy, context.record("VERSION", "Version")
    said: dict[str, object] = {
        "policy": policy.number,
        "title": policy.title,
        "version": policy.version,
        "approved_on": policy.approved_on,
        "in_force_from": policy.in_force_from,
        "in_force_until": policy.in_force_until,
        "version_date": policy.version_date,
        "workbook": context.book.label,
    }
    only(record, {*said, "digest"})
    for field, value in said.items():
        context.ledger.same("version", field, value, record.get(field))
    context.ledger.same("version", "digest", digest or record.get("digest"), record.get("digest"))
    if not re.fullmatch("[0-9a-f]{64}", str(record.get("digest"))):
        context.ledger.refuted("version", "digest", "the digest is none")


def prove_model(context: Context) -> None:
    """What the model holds."""
    model, book, ledger = context.model, context.book, context.ledger
    fields = {
        *("version", "facts", "snapshot", "inputs", "calculations", "tables", "checklists"),
        *("outputs", "items", "kinds", "impossible"),
    }
    only(model, fields)
    version = context.record("VERSION", "Version")
    wanted = (version, Function("_Facts"), Function("_snapshot"))
    held = (model.get("version"), model.get("facts"), model.get("snapshot"))
    ledger.same("model", "version, facts, snapshot", wanted, held)
    first = [t.name for t in book.tables if t.name == book.policy.decision]
    tables = [*first, *(t.name for t in book.tables if t.name not in first)]
    ledger.same(
        "model", "tables", tables, [each.get("name") for each in context.all_of("tables", "Table")]
    )
    lists = [each.get("name") for each in context.all_of("checklists", "Checklist")]
    ledger.same("model", "checklists", [each.name for each in book.checklists], lists)
    rows = context.all_of("impossible", "Impossible")
    ledger.same("impossible", "rows", len(book.impossible), len(rows))
    for row, each in zip(book.impossible, rows, strict=False):
        _prove_impossible(context, row, each)


def _prove_impossible(context: Context, row: Impossible, record: Record) -> None:
    only(record, {"cell", "text", "because", "met"})
    text = ", ".join(f"{guard.heading} {guard.text}" for guard in row.guards)
    for field, value in {"cell": row.address, "text": text, "because": row.because}.items():
        context.ledger.same("impossible", f"{row.address} {field}", value, record.get(field))
    match body_of_lambda(record.get("met")):
        case ast.Call(ast.Name("all_of"), parts, []):
            pass
        case node:
            raise UnprovedError(f"line {node.lineno}: `{ast.unparse(node)}` is not expected")
    for cells in by_subject(context, row.guards):
        mine = [
            p
            for p in parts
            if [cells.subject] == [context.index.subject(n) for n in context.reads(p, {})]
        ]
        parts = [part for part in parts if part not in mine]
        made = ast.Call(func=ast.Name(id="all_of"), args=list(mine), keywords=[])
        made.lineno = record.line
        asked = Asked(
            kind="impossible", node=made, variables={}, expected=cells.met, address=row.address
        )
        prove(context, cells, asked)
    for part in parts:
        context.ledger.refuted(
            "impossible", row.address, f"`{ast.unparse(part)}` is asked for by no cell"
        )


def prove_value_sets(context: Context) -> None:
    """The constants of value sets that conditions use, and those that they do not."""
    for value_set in context.book.value_sets:
        exact = {code for code, prefix in value_set.codes if not prefix}
        prefixes = {code for code, prefix in value_set.codes if prefix}
        constant = value_set.code_name.upper()
        held = context.records.named(constant) if constant in context.module.values else None
        context.ledger.same("value set", value_set.name, frozenset(exact), held)
        also = f"{constant}_PREFIXES"
        if prefixes or also in context.module.values:
            texts = context.records.named(also) if also in context.module.values else ()
            wanted = sorted(prefixes)
            context.ledger.same(
                "value set", also, wanted, sorted(texts) if isinstance(texts, tuple) else texts
            )
