"""What a proof leaves behind: what was proved of which texts, how, and what is taken on trust.

The same bytes for the same workbook, module and runtime; holds no time and names no machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from tablewright.source.grid import Workbook
from tablewright_verify.proof.ledger import Ledger, Obligation, Verdict
from tablewright_verify.sheet.read import read_book
from tablewright_verify.trusted import digest_of, digests_of, strangers
from tablewright_verify.values import UnprovedError
from tablewright_verify.verify import prove_module

TRUSTED = (
    "CPython: its comparisons, its integers and decimals, its parser",
    "the reader that turns a workbook file into cells",
    "the runtime modules, whose texts have been read and are known by their digests",
    "this checker",
)
NOT_PROVED = (
    "comments, docstrings and annotations, which have no effect",
    "the package's __init__.py, which picks a version",
    "the digest of the compiled program, which only names it",
)
SUFFIX = ".proof.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A ledger with the digests of what it speaks of."""

    module: str
    workbook: str
    ledger: Ledger
    digests: Mapping[str, object]
    names: Mapping[str, str]  # what the analyst calls each input, by code name

    @property
    def failures(self) -> tuple[Obligation, ...]:
        """What is refuted or unproved."""
        return tuple(each for each in self.ledger.found if each.verdict is not Verdict.PROVED)

    @property
    def proved(self) -> bool:
        """Whether everything is proved."""
        return not self.failures

    def to_json(self) -> str:
        """The certificate. Only a whole proof has one."""
        if not self.proved:
            raise ValueError(f"{self.module} is not proved")
        plain = {
            "module": self.module,
            "workbook": self.workbook,
            "verdict": "for every request, the module gives what the workbook says",
            "digests": self.digests,
            "obligations": {"all": len(self.ledger.found), "settled by": self.ledger.counts()},
            "values tried": self.ledger.evaluated,
            "trusted": TRUSTED,
            "not proved": NOT_PROVED,
        }
        return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def prove(
    workbook: Workbook, module: str, text: str, runtime: Mapping[str, str], digest: str = ""
) -> Proof:
    """The proof of one module, or what stands in its way."""
    ledger = Ledger()
    names: dict[str, str] = {}
    changed = strangers(runtime)
    for name in changed:
        ledger.unproved("runtime", name, f"{name} is not the text that was read and is trusted")
    if not changed:
        try:
            book = read_book(workbook)
            names = {name.code: name.name for name in book.inputs}
            ledger = prove_module(book, text, runtime, digest)
        except (UnprovedError, KeyError, ValueError) as fault:
            ledger.unproved("workbook", workbook.label, f"the checker cannot read it: {fault}")
    return Proof(
        module=module,
        workbook=workbook.label,
        ledger=ledger,
        digests=digests(workbook, text, runtime),
        names=names,
    )


def digests(workbook: Workbook, text: str, runtime: Mapping[str, str]) -> dict[str, object]:
    """What a certificate is about."""
    return {
        "workbook": grid_digest(workbook),
        "module": digest_of(text),
        "runtime": digests_of(runtime),
    }


def grid_digest(workbook: Workbook) -> str:
    """The sha256 of everything that stands in cells; where the file lies does not count."""
    sheets = [
        {
            "name": sheet.name,
            "cells": [
                [row, column, type(cell.value).__name__, str(cell.value), cell.formula or ""]
                for (row, column), cell in sorted(sheet.cells.items())
                if cell.value is not None or cell.formula is not None
            ],
            "merges": [[m.top, m.left, m.bottom, m.right] for m in sheet.merges],
        }
        for sheet in workbook.sheets
    ]
    text = json.dumps(sheets, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fits(certificate: bytes, about: Mapping[str, object]) -> bool:
    """Whether a certificate speaks of these texts."""
    try:
        plain = json.loads(certificate)
    except ValueError:
        return False
    return isinstance(plain, dict) and plain.get("digests") == about
