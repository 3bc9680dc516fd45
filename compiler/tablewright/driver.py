"""The pipeline: from workbook files to findings and to programs that can be built, in memory.

Reads workbooks; writes nothing, prints nothing, knows no arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tablewright.checks import duplicate_version, example_differs, unusable_path, version_dates
from tablewright.checks.reason.study import Study
from tablewright.checks.survey import Survey, survey
from tablewright.diagnostics.codes import UNREADABLE_WORKBOOK
from tablewright.diagnostics.model import Diagnostic, Severity
from tablewright.diagnostics.order import in_order
from tablewright.ir.digest import digest
from tablewright.ir.paths import policy_folder
from tablewright.ir.program import Program
from tablewright.ir.results import ExampleResult
from tablewright.lower.workbook import lower
from tablewright.source.grid import Workbook
from tablewright.source.reader import Reading, read_bytes, read_workbook
from tablewright.syntax.blocks import Block, find_blocks
from tablewright.syntax.keywords import Keyword
from tablewright.syntax.rows import text_of
from tablewright.trials.code import code_of
from tablewright.trials.examples import run
from tablewright.trials.judge import judge_of
from tablewright.workspace.beside import Beside, files_beside
from tablewright.workspace.workbooks import Found, Skipped, Source

Tell = Callable[[str], None]
_NO_POLICY = "it has no Policy block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one workbook says: a program if it has no error, nothing if it is no policy."""

    label: str
    workbook: Workbook | None
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    is_policy: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A program that can be read, its digest, its examples' results, and what the checks say."""

    program: Program
    digest: str
    results: tuple[ExampleResult, ...]
    survey: Survey

    @property
    def folder(self) -> str:
        """The folder of its policy; a program whose number gives none has an error."""
        return policy_folder(self.program.policy.number) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All findings in reading order, and the versions, by policy and oldest first."""

    diagnostics: tuple[Diagnostic, ...]
    versions: tuple[Version, ...]
    workbooks: Mapping[str, Workbook]
    skipped: tuple[Skipped, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that nothing may be built."""
        return _has_error(self.diagnostics)


def check(found: Found, tell: Tell, *, thorough: bool = False) -> Checked:
    """Read, lower and check every workbook, and run its examples; thoroughly with more steps."""
    read: list[Read] = []
    versions: list[Version] = []
    for source in found.sources:
        tell(source.label)
        try:
            read.append(read_policy(source))
            versions.extend(version_of(each, thorough=thorough) for each in _program(read[-1]))
        except Exception as fault:
            fault.add_note(f"while reading {source.label}")
            raise
    findings = (
        *chain.from_iterable(each.diagnostics for each in read),
        *chain.from_iterable(example_differs.check(v.program, v.results) for v in versions),
        *chain.from_iterable(version.survey.diagnostics for version in versions),
        *unusable_path.check_together(version.program for version in versions),
        *duplicate_version.check(version.program for version in versions),
        *version_dates.check(version.program for version in versions),
    )
    workbooks = {each.label: each.workbook for each in read if each.workbook is not None}
    others = (Skipped(label=e.label, reason=_NO_POLICY) for e in read if not e.is_policy)
    return Checked(
        diagnostics=in_order(findings, workbooks),
        versions=tuple(sorted(versions, key=_age)),
        workbooks=workbooks,
        skipped=tuple(sorted((*found.skipped, *others))),
    )


# -- one workbook ----------------------------------------------------------------------------------


def read_policy(source: Source) -> Read:
    """One workbook up to its checked program, without its examples."""
    return _policy_of(read_workbook(source.path, source.label), source.label, source.path.parent)


def policy_in(data: bytes, label: str, folder: Path) -> Read:
    """The same of the bytes of a workbook that would lie in `folder`."""
    return _policy_of(read_bytes(data, label, str(folder)), label, folder)


def _policy_of(reading: Reading, label: str, folder: Path) -> Read:
    workbook, findings = reading.workbook, reading.diagnostics
    if workbook is None:
        return Read(label=label, workbook=None, program=None, diagnostics=findings)
    blocks = find_blocks(workbook).blocks
    if not is_policy(blocks):
        return Read(label=label, workbook=None, program=None, diagnostics=(), is_policy=False)
    beside = files_beside(folder, named_files(blocks))
    lowered = lower(workbook, beside.texts)
    program = lowered.program
    findings = (*findings, *_refused(label, beside), *lowered.diagnostics)
    if program is not None:
        findings = (*findings, *unusable_path.check(program))
    return Read(
        label=label,
        workbook=workbook,
        program=None if _has_error(findings) else program,
        diagnostics=in_order(findings, {label: workbook}),
    )


def is_policy(blocks: tuple[Block, ...]) -> bool:
    """Whether a workbook is meant for the compiler: it has a Policy block, or lost only that.

    A decision table with its hit policy is found in no other spreadsheet, so a workbook that has
    one is reported for the missing block, and never passed over.
    """
    titles = ((block.keyword, len(block.title.cells)) for block in blocks)
    return any(
        keyword is Keyword.POLICY or (keyword is Keyword.TABLE and cells > len(("title", "name")))
        for keyword, cells in titles
    )


def named_files(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every text of a title row that may name a file; that it does is for the reading to say."""
    for block in blocks:
        if block.keyword is Keyword.VALUE_SET:
            yield from (text_of(cell) for cell in block.title.cells)


def _refused(label: str, beside: Beside) -> Iterator[Diagnostic]:
    for name, reason in beside.refused:
        yield Diagnostic(
            code=UNREADABLE_WORKBOOK,
            message=f"The file `{name}` beside the workbook {reason}.",
            workbook=label,
            primary=None,
            help="Save it as CSV in UTF-8, or write the codes into the workbook.",
        )


def _program(read: Read) -> Iterator[Program]:
    if read.program is not None:
        yield read.program


def version_of(program: Program, *, thorough: bool = False) -> Version:
    """A program with its examples run and its checks done."""
    code = code_of(program)
    results = tuple(run(program, code, example) for example in program.examples)
    study = Study(program, judge_of(program), results, thorough)
    return Version(program=program, digest=digest(program), results=results, survey=survey(study))


def _has_error(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(each.code.severity is Severity.ERROR for each in diagnostics)


def _age(version: Version) -> tuple[str, bool, str, str]:
    """Policies by folder, versions by their first day in force; drafts, which have none, last."""
    policy = version.program.policy
    since = policy.in_force_from
    return (version.folder, since is None, since.isoformat() if since else "", policy.version)
