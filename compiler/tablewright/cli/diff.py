"""`tablewright diff`: what changed between two versions, in rows and in answers. Writes nothing."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from tablewright.changes.compare import changes
from tablewright.changes.render import json, markdown, text
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.model import Diagnostic, Severity
from tablewright.diagnostics.render import text as findings
from tablewright.driver import Read, policy_in, read_policy
from tablewright.ir.paths import policy_folder, version_module
from tablewright.ir.program import Program
from tablewright.source.limits import MAX_FILE_BYTES
from tablewright.trials.sides import side_of
from tablewright.workspace.refusal import WRONG_USAGE, RefusalError
from tablewright.workspace.settings import settings_for
from tablewright.workspace.workbooks import Source, find_workbooks

STANDARD_INPUT = "-"


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Print what changed; 1 when something did, 2 when one of the two cannot be compared."""
    both = tuple(_sides(arguments.versions))
    faulty = [read for read in both if read.program is None]
    for read in faulty:
        _tell_faults(read, err)
    programs = [read.program for read in both if read.program is not None]
    if faulty:
        return WRONG_USAGE
    old, new = programs
    found = changes(old, new, side_of, thorough=arguments.thorough)
    match arguments.format:
        case "json":
            out.raw(json.render(found))
        case "markdown":
            out.raw(markdown.render(found))
        case _:
            out.page(text.render(found, color=out.color, columns=out.columns))
    return 0 if found.nothing else 1


def _tell_faults(read: Read, err: Terminal) -> None:
    """Why a workbook cannot be compared."""
    errors: tuple[Diagnostic, ...] = tuple(
        each for each in read.diagnostics if each.code.severity is Severity.ERROR
    )
    if not read.is_policy:
        err.line(f"tablewright: {read.label} has no Policy block, so it is no version of a policy")
    workbooks = {} if read.workbook is None else {read.label: read.workbook}
    err.page(findings.render(errors, workbooks, color=err.color, columns=err.columns))


# -- which two -------------------------------------------------------------------------------------


def _sides(names: list[str]) -> Iterator[Read]:
    """The two workbooks: given by their files, or as two versions of a policy."""
    match names:
        case [policy, old, new]:
            yield from _versions(policy, old, new)
        case [old, new]:
            yield _workbook(old, beside=new)
            yield _workbook(new, beside=old)
        case _:
            raise RefusalError("give two workbooks, or a policy and two of its versions")


def _workbook(name: str, *, beside: str) -> Read:
    """A workbook file; standard input is taken to lie in the folder of the other one."""
    if name != STANDARD_INPUT:
        return read_policy(_source(Path(name)))
    if beside == STANDARD_INPUT:
        raise RefusalError("only one of the two can come from standard input")
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise RefusalError(f"standard input holds more than {MAX_FILE_BYTES // 1_000_000} MB")
    return policy_in(data, "standard input", Path(beside).absolute().parent)


def _source(path: Path) -> Source:
    if path.is_dir():
        raise RefusalError(f"{path} is a folder; give a workbook, or a policy and two versions")
    found = find_workbooks([path], settings_for(Path.cwd()).paths)
    for source in found.sources:
        return source
    reasons = "; ".join(each.reason for each in found.skipped)
    raise RefusalError(f"{path} is no .xlsx workbook{': ' if reasons else ''}{reasons}")


def _versions(policy: str, old: str, new: str) -> tuple[Read, Read]:
    """Two versions of a policy among the workbooks of the settings."""
    folder = policy_folder(policy)
    found = find_workbooks(settings_for(Path.cwd()).paths, settings_for(Path.cwd()).paths)
    reads = [read_policy(source) for source in found.sources]
    own = [read for read in reads if read.program is None or _is_of(read.program, folder)]
    return _version(policy, old, own), _version(policy, new, own)


def _is_of(program: Program, folder: str | None) -> bool:
    return folder is not None and policy_folder(program.policy.number) == folder


def _version(policy: str, version: str, reads: list[Read]) -> Read:
    known = {read.program.policy.version: read for read in reads if read.program is not None}
    for name, read in known.items():
        if name == version or version_module(name) == version_module(version):
            return read
    faulty = [read.label for read in reads if read.program is None and read.is_policy]
    among = f"; not readable: {', '.join(faulty)}" if faulty else ""
    there = f"there are: {', '.join(known)}" if known else "there is none"
    raise RefusalError(f"no workbook is version {version} of {policy}; {there}{among}")
