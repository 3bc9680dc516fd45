"""Finds a request for a refuted obligation: one on which both sides were read and differ.

Tries the workbook's own examples, and those examples with the inputs in question changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tablewright_verify.proof.candidates import known
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import Obligation, Verdict
from tablewright_verify.proof.tests_on import tests_on
from tablewright_verify.sheet.book import Book, Checklist, Table
from tablewright_verify.sheet.names import Name, Subject
from tablewright_verify.text.evaluate import RAISED
from tablewright_verify.values import UnprovedError, Value
from tablewright_verify.witness.code import Code, Read
from tablewright_verify.witness.sheet import Request, Sheet

MOST = 300  # requests that are tried for one obligation
# What differs on a request itself, not on how the rules read it.
_ENTRY = frozenset({"entry check", "allowed values", "representatives", "completion"})
_READ = frozenset(
    {
        *("guard", "sureness", "item", "only if", "group", "rule order", "item order"),
        *("returned hits", "hit policy", "sure rule", "calculation", "outcome", "value set"),
    }
)


class Search:
    """The requests of one workbook, read once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.read: dict[tuple[tuple[str, Value], ...], Sheet] = {}

    def sheet(self, request: Request) -> Sheet:
        """The sheet on a request."""
        key = tuple(sorted((name, value) for name, value in request.items() if value is not None))
        if key not in self.read:
            self.read[key] = Sheet(self.book, dict(key))
        return self.read[key]

    def witnessed(self, context: Context, found: list[Obligation]) -> list[Obligation]:
        """The obligations, the refuted ones with a request that shows it, if one is found."""
        read = Read(context)
        differing: list[Request] = []
        return [self._with_request(read, each, differing) for each in found]

    def _with_request(
        self, read: Read, obligation: Obligation, differing: list[Request]
    ) -> Obligation:
        """`differing` are the requests found so far; one of them may do for this as well."""
        if obligation.verdict is not Verdict.REFUTED:
            return obligation
        codes = {name.name: name.code for name in self.book.inputs}
        if obligation.kind in _ENTRY and obligation.case:
            case = {codes.get(name, name): value for name, value in obligation.case.items()}
            return replace(obligation, request=case if case.keys() <= set(codes.values()) else {})
        if obligation.kind in _READ:
            if not differing:
                pool = islice(self._pool(obligation), MOST)
                at = obligation.address
                differing += islice((r for r in pool if self.differs(read, r, at)), 1)
            if differing:
                return replace(obligation, request=differing[0])
        return replace(obligation, request=self._reaching(obligation.address))

    def _reaching(self, address: str) -> Request | None:
        """A request for which the rule may match, or the item fails; any one shows other texts."""
        for request in (*self.book.cases, {}):
            sheet = self.sheet(request)
            for table in self.book.tables:
                if address in sheet.addresses(table)[0]:
                    return request
            for checklist in self.book.checklists:
                truths = sheet.items(checklist)
                for item, truth in zip(checklist.items, truths, strict=True):
                    if item.address == address and truth is False:
                        return request
        return {}

    def differs(self, read: Read, request: Request, address: str = "") -> bool:
        """Whether sheet and code read a request apart: what stands at an address, or anything."""
        sheet, code = self.sheet(request), Code(read, request)
        tables, checklists = self._about(address)
        try:
            hits = any(_hits_differ(table, sheet, code) for table in tables)
            return hits or any(_truths_differ(each, sheet, code) for each in checklists)
        except RAISED:
            return True
        except (UnprovedError, StopIteration):
            return False

    def _about(self, address: str) -> tuple[list[Table], list[Checklist]]:
        """The table or checklist that holds a rule or item; all of them where none does."""
        tables = [
            t for t in self.book.tables if address in {t.address, *(r.address for r in t.rules)}
        ]
        checklists = [c for c in self.book.checklists if address in {i.address for i in c.items}]
        if tables or checklists:
            return tables, checklists
        return list(self.book.tables), list(self.book.checklists)

    def _pool(self, obligation: Obligation) -> Iterator[Request]:
        yield from (*self.book.cases, {})
        for name in self._behind(obligation):
            for request in (*self.book.cases, {}):
                for value in self._values(name, obligation):
                    yield {**request, name.code: value}

    def _values(self, name: Name, obligation: Obligation) -> list[Value]:
        given = obligation.case.get(name.name)
        subject = Subject("input", name.code)
        constants = [c for test in tests_on(self.book, subject) for c in test.constants]
        held = [value for value in known(name, [*constants, given]) if value != given]
        return [given, *held, None] if name.name in obligation.case else [*held, None]  # type: ignore[list-item]

    def _behind(self, obligation: Obligation) -> list[Name]:
        """The inputs that the obligation speaks of come first, then all others."""
        named = [name for name in self.book.inputs if name.name in obligation.case]
        return [*named, *(name for name in self.book.inputs if name not in named)]


def _hits_differ(table: Table, sheet: Sheet, code: Code) -> bool:
    if sheet.addresses(table) != code.addresses(table):
        return True
    record = code.context.by_name("tables", "Table", table.name)
    constants = code.fact(str(record.get("hits")))[0]
    pairs = zip(sheet.rules(table)[0], constants, strict=True)
    return any(sheet.outcome(rule) != code.outcome(constant) for rule, constant in pairs)


def _truths_differ(checklist: Checklist, sheet: Sheet, code: Code) -> bool:
    record = code.context.by_name("checklists", "Checklist", checklist.name)
    return bool(sheet.items(checklist) != code.fact(str(record.get("truths"))))
