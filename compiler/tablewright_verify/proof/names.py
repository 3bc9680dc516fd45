"""Names: each is bound where it is read, and bound before; imports come from where they are made.

Also that no fact of the text needs itself, for such a one is worked out without end.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.proof.context import Context, same_name
from tablewright_verify.proof.ledger import How
from tablewright_verify.text.facts import Fact
from tablewright_verify.text.module import body_of
from tablewright_verify.text.records import Record
from tablewright_verify.trusted import is_needed

_BUILTINS = frozenset(
    {
        *("all", "any", "bool", "classmethod", "frozenset", "int", "len", "list", "property"),
        *("str", "tuple", "type"),
    }
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


# -- where names are read ----------------------------------------------------------------------


def prove_order(context: Context, text: str) -> None:
    """No name is read that is not bound; none is read at the top before it is bound."""
    ledger, known = context.ledger, {*context.module.names, *_BUILTINS}
    # Without it annotations are worked out, and name what comes later.
    ledger.same("name", "annotations", "__future__", context.module.imports.get("annotations"))
    earlier = set(_BUILTINS)
    for node in ast.parse(text).body:
        for name, line in _loaded(node, frozenset()):
            # A function of the runtime that is not imported is none, whatever it would mean.
            if name not in known or (name in FUNCTIONS and name not in context.module.names):
                ledger.refuted("name", name, f"line {line}: {name} is not bound")
        for name in _eager(node):
            if name in known and name not in earlier:
                ledger.refuted(
                    "name", name, f"line {node.lineno}: {name} is used before it is bound"
                )
        earlier |= set(_bound(node))
    ledger.proved("name", "every name", How.RECORD)


def _loaded(node: ast.AST, local: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The names that a piece of code reads and does not bind itself; annotations are not read."""
    match node:
        case ast.Name(name, ast.Load()):
            yield from () if name in local else ((name, node.lineno),)
            return
        case ast.FunctionDef():
            inner = local | {arg.arg for arg in node.args.args} | _stored(node)
            parts: list[ast.AST] = [*node.decorator_list]
            yield from (each for part in parts for each in _loaded(part, local))
            yield from (each for part in node.body for each in _loaded(part, inner))
            return
        case ast.Lambda():
            yield from _loaded(node.body, local | {arg.arg for arg in node.args.args})
            return
        case ast.GeneratorExp(elt, [ast.comprehension(ast.Name(name), source)]):
            yield from _loaded(source, local)
            yield from _loaded(elt, local | {name})
            return
        case ast.AnnAssign():
            parts = [] if node.value is None else [node.value]
        case _:
            parts = list(ast.iter_child_nodes(node))
    yield from (each for part in parts for each in _loaded(part, local))


def _stored(node: ast.FunctionDef) -> set[str]:
    """The variables of a function."""
    names = (part for part in ast.walk(node) if isinstance(part, ast.Name))
    inner = {
        part.target.id
        for part in ast.walk(node)
        if isinstance(part, ast.comprehension) and isinstance(part.target, ast.Name)
    }
    return {name.id for name in names if isinstance(name.ctx, ast.Store)} - inner


def _eager(node: ast.AST) -> Iterator[str]:
    """The names that a piece of code reads when it is made, not when it is called."""
    match node:
        case ast.Lambda():
            return
        case ast.FunctionDef():
            parts: list[ast.AST] = [*node.decorator_list]
        case ast.AnnAssign():
            parts = [] if node.value is None else [node.value]
        case ast.Name(name, ast.Load()):
            parts = []
            yield name
        case _:
            parts = list(ast.iter_child_nodes(node))
    for part in parts:
        yield from _eager(part)


# -- what needs what ---------------------------------------------------------------------------


def prove_endless(context: Context) -> None:
    """No fact needs itself."""
    needs = {name: set(_needs(context, fact)) for name, fact in context.index.facts.items()}
    done: set[str] = set(context.index.inputs)
    waiting = dict(needs)
    while ready := [name for name, below in waiting.items() if below <= done]:
        done |= {*ready}
        for name in ready:
            del waiting[name]
    if waiting:
        message = f"{', '.join(sorted(waiting)[:4])} need one another, or what there is not"
        context.ledger.refuted("fact", "what needs itself", message)
    else:
        context.ledger.proved("fact", "none needs itself", How.FORM)


def _needs(context: Context, fact: Fact) -> Iterator[str]:
    """The facts that a fact reads, as its text says."""
    if fact.what == "function":
        node = context.module.functions.get(fact.function)
        for statement in body_of(node) if node is not None else ():
            yield from _attributes(statement)
        return
    yield fact.reads
    source = context.records.named(fact.record) if fact.record else None
    if not isinstance(source, Record):
        return
    if fact.what == "output":
        yield from _of_records(source.get("rules"), "work_out")
    elif fact.alone:
        yield from _of_records(tuple(_above(source.get("items"), fact.position)), "condition")


def _above(items: object, position: int) -> Iterator[Record]:
    """The groups above an item, the whole not among them."""
    held = items if isinstance(items, tuple) else ()
    seen = 0
    while 0 < position < len(held) and isinstance(held[position], Record) and seen <= len(held):
        parent = held[position].get("parent")
        position, seen = parent if isinstance(parent, int) else 0, seen + 1
        if position:
            yield held[position]


def _of_records(records: object, field: str) -> Iterator[str]:
    for record in records if isinstance(records, tuple) else ():
        value = record.get(field) if isinstance(record, Record) else None
        if isinstance(value, ast.Lambda):
            yield from _attributes(value)


def _attributes(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and same_name(part.value, "f"):
            yield part.attr
