"""`tablewright verify`: every generated module against its workbook, and a certificate for each."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from tablewright.cli.check import workbooks_of
from tablewright.cli.proofs import Module, joined, modules_of
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.codes import PROOF_MISSING, PROOF_REFUTED
from tablewright.diagnostics.model import CellSpan, Diagnostic, Witness
from tablewright.diagnostics.render import text
from tablewright.output import replace_output
from tablewright.source.grid import Workbook
from tablewright.source.reader import read_workbook
from tablewright.workspace.comparison import Snapshot, read_snapshot
from tablewright.workspace.manifest import Manifest
from tablewright.workspace.settings import SettingsError, settings_for
from tablewright_verify.certificate import SUFFIX, Proof, prove
from tablewright_verify.proof.ledger import Obligation, Verdict
from tablewright_verify.values import shown

_MOST = 10  # findings of one module that are worth printing
_CELL = re.compile(r"(.+)!([A-Z]+)(\d+)(?::[A-Z]+\d+)?")
_HELP = (
    "Run `tablewright build`: a generated file is never changed by hand. "
    "If the difference stays, report it; do not use the module."
)


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Prove every module of these workbooks; 1 when there is one that is not proved."""
    folder: Path = arguments.out or settings_for(Path.cwd()).out
    snapshot = read_snapshot(folder)
    if not snapshot.manifests:
        raise SettingsError(f"{folder} holds no build; run `tablewright build` first")
    manifest = snapshot.manifests[0]
    paths = {source.label: source.path for source in workbooks_of(arguments.paths).sources}
    asked = [each for each in modules_of(manifest, snapshot.files) if each.label in paths]
    if not asked:
        raise SettingsError(f"{folder} holds no module of these workbooks")
    proofs: dict[PurePosixPath, tuple[bytes, str]] = {}
    failed = 0
    for module in asked:
        workbook = _workbook(paths[module.label], module.label)
        proof = _prove(module, workbook, manifest)
        if proof.proved:
            proofs[module.certificate] = (proof.to_json().encode(), module.label)
            out.line(f"{module.path}: proved, {len(proof.ledger.found)} obligations.")
        else:
            failed += 1
            _tell(proof, workbook, err)
    _write(folder, snapshot, asked, proofs)
    return 1 if failed else 0


def _workbook(path: Path, label: str) -> Workbook:
    workbook = read_workbook(path, label).workbook
    if workbook is None:
        raise SettingsError(f"{path} cannot be read; `tablewright check` says why")
    return workbook


def _prove(module: Module, workbook: Workbook, manifest: Manifest) -> Proof:
    digest = manifest.workbooks.get(module.label, "")
    return prove(workbook, str(module.path), module.text, module.runtime, digest)


def _write(
    folder: Path,
    snapshot: Snapshot,
    asked: list[Module],
    proofs: Mapping[PurePosixPath, tuple[bytes, str]],
) -> None:
    """Certificates of what was proved; those of what was asked for and not proved are removed."""
    manifest = snapshot.manifests[0]
    gone = {module.certificate for module in asked} - proofs.keys()
    kept = {path: entry for path, entry in manifest.files.items() if path not in gone}
    files = {path: snapshot.files[path] for path in kept if path in snapshot.files}
    present = {path: kept[path] for path in kept if path in files or path.suffix != SUFFIX}
    whole = Manifest(tool=manifest.tool, workbooks=manifest.workbooks, files=present)
    replace_output(folder, joined(whole, files, proofs))


# -- findings --------------------------------------------------------------------------------------


def _tell(proof: Proof, workbook: Workbook, err: Terminal) -> None:
    findings = tuple(_findings(proof))
    shown_ = findings[:_MOST]
    err.page(text.render(shown_, {workbook.label: workbook}, color=err.color, columns=err.columns))
    if len(findings) > _MOST:
        err.line(f"{len(findings) - _MOST} more of {proof.module} are not shown.")


def _findings(proof: Proof) -> Iterator[Diagnostic]:
    for each in sorted(proof.failures, key=lambda failure: failure.verdict is not Verdict.REFUTED):
        refuted = each.verdict is Verdict.REFUTED
        yield Diagnostic(
            code=PROOF_REFUTED if refuted else PROOF_MISSING,
            message=f"{proof.module}, {each.kind}: {each.message}.",
            workbook=proof.workbook,
            primary=_span(proof.workbook, each),
            notes=(f"about {each.about}",),
            help=_HELP,
            witness=_witness(proof, each) if refuted else None,
        )


def _span(workbook: str, obligation: Obligation) -> CellSpan | None:
    """The cell that an obligation is about, from its address."""
    found = _CELL.match(obligation.about) or _CELL.match(obligation.address)
    if found is None:
        return None
    column = 0
    for letter in found[2]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[3])
    return CellSpan(
        workbook=workbook, sheet=found[1], top=row, left=column, bottom=row, right=column
    )


def _witness(proof: Proof, obligation: Obligation) -> Witness | None:
    if obligation.request is None:
        return None
    given = tuple((proof.names.get(n, n), shown(v)) for n, v in obligation.request.items())
    return Witness(given=given, result="sheet and code differ")
