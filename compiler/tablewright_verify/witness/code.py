"""The module's text, read on one request, construct by construct; it is never run."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from tablewright_verify.meaning import call
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.rule_records import body_of_lambda
from tablewright_verify.sheet.book import Checklist, Table
from tablewright_verify.text.evaluate import Facts, evaluate
from tablewright_verify.text.facts import Fact
from tablewright_verify.text.functions import (
    Function,
    ItemsFunction,
    read_checklist_function,
    read_table_function,
)
from tablewright_verify.text.module import body_of
from tablewright_verify.text.records import Made, Record
from tablewright_verify.values import NOTHING, UnprovedError
from tablewright_verify.witness.answers import kind_failed, kinds_not_met, output
from tablewright_verify.witness.sheet import Hits, Request, as_known


class Read:
    """The module's functions, each read once for all requests."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tables: dict[str, Function] = {}
        self.checklists: dict[str, ItemsFunction] = {}

    def table(self, node: ast.FunctionDef) -> Function:
        """A table's function."""
        if node.name not in self.tables:
            self.tables[node.name] = read_table_function(node)
        return self.tables[node.name]

    def checklist(self, node: ast.FunctionDef) -> ItemsFunction:
        """A checklist's function."""
        if node.name not in self.checklists:
            self.checklists[node.name] = read_checklist_function(node)
        return self.checklists[node.name]


class Code:
    """One request, with what the code makes of it."""

    def __init__(self, read: Read, request: Request) -> None:
        self.read, self.context, self.request = read, read.context, request
        self.known: dict[str, Any] = {}

    def fact(self, name: str) -> Any:
        """The value of a fact, by its attribute."""
        if name not in self.known:
            self.known[name] = self._fact(name)
        return self.known[name]

    def _fact(self, name: str) -> Any:
        if name in self.context.index.inputs:
            value = as_known(self.context.book, self.request, name)
            return None if value is NOTHING else value
        fact = self.context.index.facts[name]
        if fact.what == "function":
            return self._worked_out(name)
        if fact.what in {"item", "own item"}:
            return self._item(fact)
        if fact.what == "output":
            return self._output(fact)
        if fact.what == "checked":
            raise UnprovedError(f"{name} is asked by nothing")
        checklist = self._checklist(fact)
        truths = self.fact(fact.reads)
        if fact.what == "kinds":
            return kinds_not_met(checklist, truths)
        quantifier, *kinds = fact.kinds
        return call(f"{quantifier}_of", *(kind_failed(checklist, truths, k) for k in kinds))

    def _item(self, fact: Fact) -> Any:
        """An item; read alone, under the conditions of the groups above."""
        own = fact.what == "own item"
        truth = self.fact(fact.reads) if own else self.fact(fact.reads)[fact.position]
        if not fact.alone:
            return truth
        record = self.context.records.named(fact.record)
        items = record.get("items") if isinstance(record, Record) else None
        if not isinstance(record, Record) or not isinstance(items, tuple):
            raise UnprovedError(f"{fact.record} is no checklist")
        above = fact.position
        while above := items[above].get("parent"):
            if items[above].get("condition") is not None:
                node = body_of_lambda(items[above].get("condition"))
                truth = call("only_if", evaluate(node, self._scope({})), truth)
        return truth

    def _checklist(self, fact: Fact) -> Checklist:
        record = self.context.records.named(fact.record)
        title = record.get("name") if isinstance(record, Record) else None
        for each in self.context.book.checklists:
            if each.name == title:
                return each
        raise UnprovedError(f"{fact.record} is no checklist of the sheet")

    def _scope(self, variables: dict[str, str]) -> Callable[[str], Any]:
        def read(name: str) -> Any:
            if name in variables:
                return self.fact(variables[name])
            return Facts(self.fact) if name == "f" else self.context.constant(name)

        return read

    def _worked_out(self, name: str) -> Any:
        node = self.context.function(name)
        body = body_of(node)
        if isinstance(body[0], ast.AnnAssign) and ast.unparse(body[0].target) == "result":
            return evaluate(body[0].value or ast.Constant(value=None), self._scope({}))
        if any(table.get("hits") == name for table in self.context.all_of("tables", "Table")):
            return self._hits(node)
        truths = self._truths(node)
        return truths[0] if self.context.index.subjects.get(name) is not None else truths

    def _truths(self, node: ast.FunctionDef) -> tuple[Any, ...]:
        function = self.read.checklist(node)
        scope = self._scope(function.variables)
        found: dict[str, Any] = {}
        for variable, value in function.values.items():
            found[variable] = evaluate(
                value, lambda key: found[key] if key in found else scope(key)
            )
        return tuple(found[name] for name in function.returned)

    def _hits(self, node: ast.FunctionDef) -> tuple[tuple[str, ...], tuple[str, ...]]:
        function = self.read.table(node)
        scope = self._scope(function.variables)
        may: list[str] = []
        sure: list[str] = []
        for block in function.blocks:
            if block.otherwise:
                if not sure:
                    may.append(block.record)
                    sure += [block.sure_record] if len(may) == 1 else []
                continue
            if not all(evaluate(part, scope) for part in block.guard):
                continue
            may.append(block.record)
            if all(evaluate(part, scope) for part in block.sure):
                if block.ends:
                    return tuple(may), (block.sure_record,)
                sure.append(block.sure_record)
        return tuple(may), tuple(sure)

    def addresses(self, table: Table) -> Hits:
        """The rules that may and surely do match, by address."""
        record = self.context.by_name("tables", "Table", table.name)
        may, sure = self.fact(str(record.get("hits")))
        return tuple(self._address(name) for name in may), tuple(self._address(n) for n in sure)

    def _address(self, constant: str) -> str:
        return str(self.context.record(constant, "Rule").get("cell"))

    def outcome(self, constant: str) -> tuple[Any, ...]:
        """The outcomes of a rule."""
        record = self.context.record(constant, "Rule")
        made = record.get("outcome")
        arguments = made.arguments if isinstance(made, Made) else ()
        if record.get("work_out") is not None:
            node = body_of_lambda(record.get("work_out"))
            arguments = tuple(node.args) if isinstance(node, ast.Call) else ()
        return tuple(evaluate(each, self._scope({})) for each in arguments)

    def _output(self, fact: Fact) -> Any:
        table = self._table(fact)
        may, sure = self.fact(fact.reads)
        if len(may) != len(sure):
            return None
        ranks = [self.context.record(name, "Rule").get("rank", ()) for name in may]
        return output(table, fact.position, [self.outcome(name) for name in may], ranks)

    def _table(self, fact: Fact) -> Table:
        record = self.context.records.named(fact.record)
        title = record.get("name") if isinstance(record, Record) else None
        for each in self.context.book.tables:
            if each.name == title:
                return each
        raise UnprovedError(f"{fact.record} is no table of the sheet")
