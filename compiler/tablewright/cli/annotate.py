"""`tablewright check --annotate`: copies that show the findings, beside the workbooks.

A copy that nobody has changed is written anew, or removed when nothing is found. A copy that
someone has saved may hold work of theirs: it is kept, and the new one gets the next name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tablewright.annotate.annotated import Told, annotated
from tablewright.annotate.missing_sheet import Lacking
from tablewright.annotate.seal import is_untouched
from tablewright.checks.reason.proposals import missing_rules
from tablewright.checks.reason.study import Study
from tablewright.checks.reason.words import title_of
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.codes import GAP
from tablewright.diagnostics.model import Diagnostic
from tablewright.diagnostics.render.text import summary
from tablewright.driver import Checked
from tablewright.output import OutputError, remove_file, replace_file, write_new
from tablewright.source.reader import read_bytes, read_workbook
from tablewright.trials.judge import judge_of
from tablewright.workspace.copies import MARK, copy_names, is_copy
from tablewright.workspace.workbooks import Found, Source

_MANY = 100  # copies of one workbook that are looked for


def annotate(found: Found, checked: Checked, to: Terminal, *, thorough: bool) -> bool:
    """Bring the copies of all workbooks up to date; False when one could not be written."""
    passed_over = {each.label for each in checked.skipped}
    written = True
    for source in found.sources:
        if source.label not in passed_over:
            findings = tuple(e for e in checked.diagnostics if e.workbook == source.label)
            try:
                _renew(source, _content(source, checked, findings, thorough), findings, to)
            except OutputError as refusal:
                to.line(f"tablewright: {refusal}")
                written = False
    return written


# -- what a copy holds -----------------------------------------------------------------------------


def _content(
    source: Source,
    checked: Checked,
    findings: tuple[Diagnostic, ...],
    thorough: bool,  # noqa: FBT001
) -> bytes | None:
    """The copy; None where there is nothing to show, or no cell to show it in."""
    workbook = checked.workbooks.get(source.label)
    if workbook is None or not findings:
        return None
    reading = read_workbook(source.path, source.label)
    if reading.workbook != workbook:
        raise OutputError(f"{source.path} was saved meanwhile; check it again")
    told = Told(
        workbook=workbook,
        findings=findings,
        lacking=tuple(_lacking(source, checked, findings, thorough=thorough)),
    )
    return annotated(reading.data, told, MARK)


def _lacking(
    source: Source, checked: Checked, findings: tuple[Diagnostic, ...], *, thorough: bool
) -> Iterator[Lacking]:
    """The rules that tables with a gap lack."""
    gaps = {finding.primary for finding in findings if finding.code == GAP}
    for version in checked.versions if gaps else ():
        if version.program.label == source.label:
            study = Study(version.program, judge_of(version.program), version.results, thorough)
            for table in version.program.tables:
                if title_of(table) in gaps:
                    yield Lacking(table=table, missing=missing_rules(study, table))


# -- the files -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """A copy that is there, and whether it is as it was written."""

    path: Path
    data: bytes
    untouched: bool


def _renew(
    source: Source, content: bytes | None, findings: tuple[Diagnostic, ...], to: Terminal
) -> None:
    copies = {each.path: each for each in _copies(source.path)}
    for each in copies.values():
        if not each.untouched:
            to.line(f"{_shown(each.path)} was changed by someone and is kept as it is.")
    place = None if content is None else _place(source.path, copies)
    for each in copies.values():
        if each.untouched and each.path != place:
            remove_file(each.path, each.data)
            to.line(f"{_shown(each.path)} was out of date and is removed.")
    if content is not None and place is not None:
        if place in copies:
            replace_file(place, copies[place].data, content)
        else:
            write_new(place, content)
        to.line(f"{_shown(place)} shows {summary(findings)}.")


def _copies(workbook: Path) -> Iterator[_Copy]:
    for name in islice(copy_names(workbook.name), _MANY):
        path = workbook.with_name(name)
        if is_copy(path):
            data = path.read_bytes()
            readable = read_bytes(data, path.name).workbook is not None
            yield _Copy(path=path, data=data, untouched=readable and is_untouched(data, MARK))


def _place(workbook: Path, copies: dict[Path, _Copy]) -> Path:
    """The first name that is free, or that of a copy that nobody has changed."""
    places = (workbook.with_name(name) for name in copy_names(workbook.name))
    return next(
        path
        for path in places
        if (path in copies and copies[path].untouched) or not (path.exists() or path.is_symlink())
    )


def _shown(path: Path) -> str:
    """A path as people type it: from where they are, if it lies below."""
    home = Path.cwd()
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)
