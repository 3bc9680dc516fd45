"""The sheet, read on one request: every item, and the rules that may and surely do match."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tablewright_verify.meaning import all_of, call, combined, only_if
from tablewright_verify.sheet.book import Book, Checklist, Guard, Rule, Table
from tablewright_verify.sheet.names import Subject
from tablewright_verify.trees import Const, Read, Tree
from tablewright_verify.values import NOTHING, Truth, Value, normal
from tablewright_verify.witness.answers import kind_failed, kinds_not_met, output

Request = Mapping[str, Value]
Hits = tuple[tuple[str, ...], tuple[str, ...]]


class Sheet:
    """One request, with what follows from it."""

    def __init__(self, book: Book, request: Request) -> None:
        self.book, self.request = book, request
        self.known: dict[Subject, Any] = {}
        self.truths: dict[tuple[str, int], Truth] = {}
        self.hits: dict[str, tuple[list[Rule], list[Rule]]] = {}

    def value(self, subject: Subject) -> Any:
        """What a subject is."""
        if subject not in self.known:
            self.known[subject] = self._value(subject)
        return self.known[subject]

    def _value(self, subject: Subject) -> Any:
        match subject.what:
            case "input":
                return as_known(self.book, self.request, subject.name)
            case "calculation":
                tree = next(c.tree for c in self.book.calculations if c.name.code == subject.name)
                return self.worked_out(tree)
            case "output":
                return self.output(subject.name)
            case _:
                return self._of_checklist(subject)

    def worked_out(self, tree: Tree) -> Any:
        """The result of a tree."""
        match tree:
            case Const(value):
                return value
            case Read(subject):
                value = self.value(subject)
                return None if value is NOTHING and subject.what == "input" else value
            case _:
                return call(tree.function, *(self.worked_out(each) for each in tree.arguments))

    def _of_checklist(self, subject: Subject) -> Any:
        checklist = next(each for each in self.book.checklists if each.name == subject.name)
        if isinstance(subject.part, tuple):
            quantifier, *kinds = subject.part
            truths = self.items(checklist)
            return call(f"{quantifier}_of", *(kind_failed(checklist, truths, k) for k in kinds))
        if subject.what == "kinds":
            return kinds_not_met(checklist, self.items(checklist))
        truth, above = self.item(checklist, subject.part), checklist.items[subject.part].parent
        while above:
            condition = checklist.items[above].only_if
            truth = truth if condition is None else only_if(self.met(condition), truth)
            above = checklist.items[above].parent
        return truth

    def items(self, checklist: Checklist) -> tuple[Truth, ...]:
        """The truth of every item."""
        return tuple(self.item(checklist, at) for at in range(len(checklist.items)))

    def item(self, checklist: Checklist, at: int) -> Truth:
        """The truth of an item, with its own condition and without those of its groups."""
        key = checklist.name, at
        if key not in self.truths:
            item = checklist.items[at]
            if item.guard is not None:
                truth = self.met(item.guard)
            else:
                below = (self.item(checklist, child) for child in item.children)
                truth = combined(item.combine, item.at_least, below)
            if item.only_if is not None:
                truth = only_if(self.met(item.only_if), truth)
            self.truths[key] = truth
        return self.truths[key]

    def met(self, guard: Guard) -> Truth:
        """Whether a condition holds."""
        value = self.value(guard.subject) if guard.tree is None else self.worked_out(guard.tree)
        return guard.test.met(value)

    def rules(self, table: Table) -> tuple[list[Rule], list[Rule]]:
        """The rules that may match, and those that surely do."""
        if table.name not in self.hits:
            self.hits[table.name] = self._rules(table)
        return self.hits[table.name]

    def _rules(self, table: Table) -> tuple[list[Rule], list[Rule]]:
        may: list[Rule] = []
        sure: list[Rule] = []
        for rule in table.rules:
            met = all_of(*(self.met(guard) for guard in rule.guards))
            if rule.otherwise and table.policy != "First":
                met = False if sure else None if may else True
            if met is not False:
                may.append(rule)
            if met is True:
                sure.append(rule)
                if table.policy == "First":
                    break
        return may, sure

    def addresses(self, table: Table) -> Hits:
        """The same rules by address."""
        may, sure = self.rules(table)
        return tuple(rule.address for rule in may), tuple(rule.address for rule in sure)

    def outcome(self, rule: Rule) -> tuple[Any, ...]:
        """The outcomes of a rule."""
        return tuple(
            (None if o.value is NOTHING else o.value) if o.tree is None else self.worked_out(o.tree)
            for o in rule.outcomes
        )

    def output(self, code: str) -> Any:
        """An output, unknown while it is not certain which rules match."""
        for table in self.book.tables:
            codes = [each.code for each in table.outputs]
            if code in codes:
                may, sure = self.rules(table)
                if len(may) != len(sure):
                    return None
                outcomes = [self.outcome(rule) for rule in may]
                ranks = [_rank(table, rule) for rule in may]
                return output(table, codes.index(code), outcomes, ranks)
        raise LookupError(code)


def as_known(book: Book, request: Request, code: str) -> Value:
    """An input as facts hold it: blank is nothing where it says so, codes as they are compared."""
    name = next(each for each in book.inputs if each.code == code)
    value = request.get(code)
    if value is None and name.nothing:
        return NOTHING
    if name.kind == "code" and isinstance(value, str):
        return normal(value)
    return value


def _rank(table: Table, rule: Rule) -> tuple[int, ...]:
    return tuple(
        name.texts.index(str(o.value)) if o.value in name.texts else len(name.texts)
        for o, name in zip(rule.outcomes, table.outputs, strict=True)
    )
