"""The whole proof of one module: every obligation, in the order of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from tablewright_verify.proof.calculations import prove_calculations
from tablewright_verify.proof.checklists import prove_checklist
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.entry import prove_entry
from tablewright_verify.proof.inputs import prove_inputs
from tablewright_verify.proof.ledger import Ledger
from tablewright_verify.proof.names import prove_endless, prove_names, prove_order
from tablewright_verify.proof.rule_records import prove_checklist_record, prove_table_record
from tablewright_verify.proof.shell import prove_shell
from tablewright_verify.proof.tables import prove_table
from tablewright_verify.proof.version import (
    prove_model,
    prove_value_sets,
    prove_version,
)
from tablewright_verify.sheet.book import Book
from tablewright_verify.text.evaluate import RAISED
from tablewright_verify.text.facts import read_facts
from tablewright_verify.text.module import read_module
from tablewright_verify.text.records import Records
from tablewright_verify.values import UnprovedError
from tablewright_verify.witness.search import Search

_Proof = tuple[str, Callable[[], None]]


def prove_module(
    book: Book,
    text: str,
    runtime: Mapping[str, str],
    digest: str = "",
    search: Search | None = None,
) -> Ledger:
    """Every obligation between a workbook and a module's text, settled or unproved.

    `runtime` are the texts of the modules that it imports, `digest` is the one that it must state.
    """
    ledger = Ledger()
    try:
        module = read_module(text)
        records = Records(module)
        index = read_facts(module, records)
    except (UnprovedError, *RAISED) as fault:
        ledger.stuck("module", "the text", fault)
        # What fails before anything is asked fails on the empty request.
        ledger.found = [replace(each, request={}) for each in ledger.found]
        return ledger
    context = Context(book=book, module=module, records=records, index=index, ledger=ledger)
    for about, proof in _proofs(context, text, runtime, digest):
        try:
            proof()
        except (UnprovedError, StopIteration, *RAISED) as fault:
            # What the text makes impossible to read, it does not let be proved.
            ledger.stuck("module", about, fault)
    ledger.found = (search or Search(book)).witnessed(context, ledger.found)
    return ledger


def _proofs(
    context: Context, text: str, runtime: Mapping[str, str], digest: str
) -> Iterator[_Proof]:
    yield "names", partial(prove_order, context, text)
    yield "imports", partial(prove_names, context, runtime)
    yield "version", partial(prove_version, context, digest)
    yield "model", partial(prove_model, context)
    yield "value sets", partial(prove_value_sets, context)
    yield "inputs", partial(prove_inputs, context)
    yield "calculations", partial(prove_calculations, context)
    yield "entry check", partial(prove_entry, context)
    for table in context.book.tables:
        yield table.name, partial(prove_table, context, table)
        yield table.name, partial(prove_table_record, context, table)
    for checklist in context.book.checklists:
        yield checklist.name, partial(prove_checklist, context, checklist)
        yield checklist.name, partial(prove_checklist_record, context, checklist)
    yield "shell", partial(prove_shell, context)
    yield "facts", partial(prove_endless, context)
