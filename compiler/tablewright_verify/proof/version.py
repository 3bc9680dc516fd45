"""The version, the value sets, the impossible combinations, and the model that holds them all."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import lru_cache

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.proof.conditions import Asked, by_subject, prove
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How
from tablewright_verify.proof.rule_records import body_of_lambda, only
from tablewright_verify.sheet.book import Impossible
from tablewright_verify.text.records import Function, Record
from tablewright_verify.trusted import is_needed
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


def prove_names(context: Context, runtime: Mapping[str, str]) -> None:
    """Every imported name comes from where it is defined; the runtime defines each name once."""
    needed = ((name, text) for name, text in sorted(runtime.items()) if is_needed(name))
    origins, passed = _origins(tuple(needed))
    for name, source in context.module.imports.items():
        if not source.startswith("_") or source == "__future__":
            continue
        known = source in origins.get(name, set()) | passed.get(name, set())
        if known and len(origins.get(name, ())) == 1:
            context.ledger.proved("import", f"{name} of {source}", How.RECORD)
        else:
            message = f"{source} does not give {name}, or several modules do"
            context.ledger.refuted("import", f"{name} of {source}", message)


@lru_cache(maxsize=8)
def _origins(
    runtime: tuple[tuple[str, str], ...],
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Which modules define each name, and which pass it on."""
    origins: dict[str, set[str]] = {}
    passed: dict[str, set[str]] = {}
    for path, text in runtime:
        for node in ast.parse(text).body:
            for name in _bound(node):
                kind = passed if isinstance(node, ast.ImportFrom) else origins
                kind.setdefault(name, set()).add(path.removesuffix(".py"))
    return origins, passed


def _bound(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [each.id for each in targets if isinstance(each, ast.Name)]
        case ast.AnnAssign(target=ast.Name(name)):
            return [name]
        case ast.ImportFrom(names=names):
            return [alias.asname or alias.name for alias in names]
        case _:
            return []


def prove_order(context: Context, text: str) -> None:
    """No name is used that is not bound, and none is used at the top before it is bound."""
    tree, module = ast.parse(text), context.module
    nodes = list(ast.walk(tree))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    local = {node.arg for node in nodes if isinstance(node, ast.arg)}
    local |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    builtins = {*("any", "all", "bool", "frozenset", "int", "len", "property", "classmethod")}
    builtins |= {"list", "str", "tuple", "type"}
    bound = {*module.names, *local, *builtins}
    loaded = {name.id: name.lineno for name in names}
    strays = sorted(name for name in loaded if name not in bound)
    hidden = sorted(name for name in loaded if name in FUNCTIONS and name not in module.imports)
    for name in (*strays, *hidden):
        context.ledger.refuted("name", name, f"line {loaded[name]}: {name} is not bound")
    lines = {_name(node): node.lineno for node in tree.body}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for name in _eager(node.value):
                if lines.get(name, 0) >= node.lineno:
                    context.ledger.refuted(
                        "name", name, f"line {node.lineno}: used before it is bound"
                    )
    context.ledger.proved("name", "every name", How.RECORD)


def _name(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
            return name
        case _:
            return ""


def _eager(node: ast.AST) -> list[str]:
    """The names that an expression reads when it is made, not when it is called."""
    found: list[str] = []
    if isinstance(node, ast.Lambda):
        return found
    if isinstance(node, ast.Name):
        found.append(node.id)
    for child in ast.iter_child_nodes(node):
        found.extend(_eager(child))
    return found
