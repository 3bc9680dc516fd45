"""What each attribute of the facts means, read from how the module works it out."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from tablewright_verify.sheet.names import Subject
from tablewright_verify.text.module import Module
from tablewright_verify.text.records import Function, Record, Records
from tablewright_verify.values import UnprovedError, WrongError

# Functions of the runtime that are called in one way only.
_CALLED = frozenset({"item_alone", "checked", "kinds_not_met", "output_of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that is worked out: by a function of the module, or by a lambda of a known form.

    `what` is function, item, own item, checked, kinds, kind fact or output; `source` the checklist
    or table as a record, `reads` the facts it is worked out from.
    """

    what: str
    function: str = ""
    record: str = ""
    reads: str = ""
    position: int = 0
    kinds: tuple[str, ...] = ()
    alone: bool = False  # an item under its groups' conditions too
    codes: bool = False  # an output of codes, as they are compared


@dataclass(slots=True, kw_only=True)
class FactIndex:
    """Every fact by attribute, and the subjects that they stand for."""

    facts: dict[str, Fact]
    inputs: tuple[str, ...]
    subjects: dict[str, Subject] = field(default_factory=dict)

    def subject(self, attribute: str) -> Subject:
        """What an attribute stands for."""
        if attribute not in self.subjects:
            raise WrongError(f"no fact is called {attribute}")
        return self.subjects[attribute]


def read_facts(module: Module, records: Records) -> FactIndex:
    """The facts of the module, with what they stand for."""
    table = module.values.get("_Facts._work_out")
    if not isinstance(table, ast.Dict):
        raise UnprovedError("_Facts._work_out is no dictionary")
    facts: dict[str, Fact] = {}
    for key, value in zip(table.keys, table.values, strict=True):
        if not (isinstance(key, ast.Constant) and isinstance(key.value, str)) or key.value in facts:
            raise UnprovedError(f"line {table.lineno}: a fact has no name of its own")
        facts[key.value] = _fact(value)
    inputs = records.read(module.values["_Facts._inputs"])
    if not isinstance(inputs, tuple) or not all(isinstance(each, str) for each in inputs):
        raise UnprovedError("_Facts._inputs are no names")
    index = FactIndex(facts=facts, inputs=inputs)
    index.subjects = _subjects(index, records)
    return index


def _fact(node: ast.expr) -> Fact:
    match node:
        case ast.Name(name):
            return Fact(what="function", function=name)
        case ast.Lambda(ast.arguments([], [ast.arg("f")], None, [], [], None, []), body):
            return _lambda(body)
        case _:
            raise UnprovedError(f"line {node.lineno}: a fact is worked out in an unexpected way")


def _lambda(body: ast.expr) -> Fact:
    match body:
        case ast.Attribute(ast.Name("f"), own):
            return Fact(what="own item", reads=own)
        case ast.Subscript(ast.Attribute(ast.Name("f"), truths), ast.Constant(int() as position)):
            return Fact(what="item", reads=truths, position=position)
        case ast.Call(
            ast.Name("item_alone"),
            [ast.Name(record), ast.Constant(int() as position), source, ast.Name("f")],
            [],
        ):
            return _alone(_lambda(source), record, position)
        case ast.Call(
            ast.Name("checked"), [ast.Name(record), ast.Attribute(ast.Name("f"), met)], []
        ):
            return Fact(what="checked", record=record, reads=met)
        case ast.Call(
            ast.Name("kinds_not_met"), [ast.Name(record), ast.Attribute(ast.Name("f"), truths)], []
        ):
            return Fact(what="kinds", record=record, reads=truths)
        case ast.Call(
            ast.Name("output_of"),
            [
                ast.Name(record),
                ast.Attribute(ast.Name("f"), hits),
                ast.Constant(int() as position),
                ast.Name("f"),
            ],
            [],
        ):
            return Fact(what="output", record=record, reads=hits, position=position)
        case ast.Call(ast.Name("normal_codes"), [ast.Call(ast.Name("output_of")) as output], []):
            return replace(_lambda(output), codes=True)
        case ast.Call(ast.Name("any_of" | "all_of" as quantifier), [ast.Starred(source)], []):
            return _on_kinds(quantifier.removesuffix("_of"), source)
        case ast.Call(ast.Name(name)) if name in _CALLED:
            raise WrongError(f"line {body.lineno}: {name} is called with other arguments")
        case _:
            raise UnprovedError(
                f"line {body.lineno}: `{ast.unparse(body)[:80]}` is not expected here"
            )


def _alone(item: Fact, record: str, position: int) -> Fact:
    """An item to which the conditions of its groups are put."""
    inside = item.what == "own item" or (item.what == "item" and item.position == position)
    if item.alone or not inside:
        raise WrongError(f"item {position} of {record} is read from elsewhere")
    return replace(item, record=record, position=position, alone=True)


def _on_kinds(quantifier: str, source: ast.expr) -> Fact:
    match source:
        case ast.GeneratorExp(
            ast.Call(
                ast.Name("kind_failed"),
                [ast.Name(record), ast.Attribute(ast.Name("f"), truths), ast.Name("kind")],
                [],
            ),
            [ast.comprehension(ast.Name("kind"), ast.Tuple(elts), [], 0)],
        ) if all(isinstance(each, ast.Constant) for each in elts):
            kinds = tuple(str(each.value) for each in elts if isinstance(each, ast.Constant))
            return Fact(what="kind fact", record=record, reads=truths, kinds=(quantifier, *kinds))
        case ast.GeneratorExp(ast.Call(ast.Name("kind_failed"))):
            raise WrongError(f"line {source.lineno}: kind_failed is called with other arguments")
        case _:
            raise UnprovedError(f"line {source.lineno}: this is not expected here")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """What the model says of facts that functions work out."""

    calculations: dict[object, object]
    items: dict[object, object]


def _subjects(index: FactIndex, records: Records) -> dict[str, Subject]:
    record = records.named("MODEL")
    calculations = record.get("calculations") if isinstance(record, Record) else None
    items = record.get("items") if isinstance(record, Record) else None
    if not isinstance(calculations, dict) or not isinstance(items, dict):
        raise UnprovedError("MODEL holds no calculations, or no items")
    model = _Model(calculations=calculations, items=items)
    subjects = {name: Subject("input", name) for name in index.inputs}
    for name, fact in index.facts.items():
        if name in subjects:
            raise UnprovedError(f"{name} is asked for and worked out too")
        subject = _subject(name, fact, records, model)
        if subject is not None:
            subjects[name] = subject
    return subjects


def _subject(name: str, fact: Fact, records: Records, model: _Model) -> Subject | None:
    match fact.what:
        case "function" if name in model.calculations:
            return Subject("calculation", name)
        case "function" if name in model.items:
            return own_item(name, model.items)
        case "item" | "own item":
            return _item_subject(fact, records, model)
        case "kinds" | "kind fact":
            source = records.named(fact.record)
            if not isinstance(source, Record) or source.get("truths") != fact.reads:
                raise WrongError(f"{name} reads the items of another checklist")
            return Subject(fact.what, str(source.get("name")), fact.kinds or 0)
        case "output":
            source = records.named(fact.record)
            outputs = source.get("outputs") if isinstance(source, Record) else None
            if not isinstance(source, Record) or not isinstance(outputs, tuple):
                raise UnprovedError(f"{name} is the output of no table")
            if source.get("hits") != fact.reads or not 0 <= fact.position < len(outputs):
                raise WrongError(f"{name} reads the hits of another table")
            return Subject("output", str(outputs[fact.position]))
        case _:
            return None


def _item_subject(fact: Fact, records: Records, model: _Model) -> Subject:
    """Which item a fact is; read alone, it must be the one whose groups are asked."""
    if fact.what == "own item":
        _, title, position = own_item(fact.reads, model.items)
    else:
        title, position = title_by_truths(fact.reads, records), fact.position
    if fact.alone:
        source = records.named(fact.record)
        asked = source.get("name") if isinstance(source, Record) else None
        if (asked, fact.position) != (title, position):
            raise WrongError(f"item {fact.position} of {asked} is read as {position} of {title}")
    return Subject("item", title, position)


def own_item(name: str, items: dict[object, object]) -> Subject:
    """The item that a function of its own works out, as the model says."""
    match items.get(name):
        case (Record() as source, int() as position):
            return Subject("own item", str(source.get("name")), position)
        case _:
            raise UnprovedError(f"{name} is no item of the model")


def title_by_truths(truths: str, records: Records) -> str:
    """The title of the checklist whose truths a fact holds."""
    model = records.named("MODEL")
    checklists = model.get("checklists") if isinstance(model, Record) else ()
    for each in checklists if isinstance(checklists, tuple) else ():
        if isinstance(each, Record) and each.get("truths") == truths:
            return str(each.get("name"))
    raise WrongError(f"{truths} are the truths of no checklist")


def function_of(value: object) -> str:
    """The name of a function that a record holds."""
    if not isinstance(value, Function):
        raise UnprovedError(f"{value!r} is no function")
    return value.name
