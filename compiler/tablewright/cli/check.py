"""`tablewright check`: every finding of the workbooks, in one of four formats.

Writes nothing, unless it is asked for copies that show the findings.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Container, Iterator
from itertools import chain
from pathlib import Path

from tablewright.checks.reason.study import Verdict
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.model import Severity
from tablewright.diagnostics.render import github, json, sarif, text
from tablewright.driver import Checked, check
from tablewright.workspace.settings import SettingsError, settings_for
from tablewright.workspace.workbooks import Found, find_workbooks

_MANY = 3  # workbooks from which progress is worth showing
FAILING = frozenset({Severity.ERROR, Severity.WARNING})


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Print the findings; 1 when there is an error or a warning."""
    found = workbooks_of(arguments.paths)
    checked = check(found, progress_of(found, err), thorough=arguments.thorough)
    err.progress("")
    tell_skipped(checked, err)
    refuse_nothing(checked, "check")
    if arguments.format == "text":
        tell_findings(checked, out, frozenset(Severity))
        out.line(_summary(checked))
        for line in _standing(checked):
            out.line(line)
    else:
        out.raw(_for_machines(arguments.format, checked, found))
    if arguments.annotate:
        told = out if arguments.format == "text" else err
        if not _annotated(found, checked, arguments, told):
            return 1
    return 1 if any(each.code.severity in FAILING for each in checked.diagnostics) else 0


def _annotated(found: Found, checked: Checked, arguments: Namespace, to: Terminal) -> bool:
    """Bring the copies up to date; whether all of them could be."""
    from tablewright.cli.annotate import annotate

    return annotate(found, checked, to, thorough=arguments.thorough)


def workbooks_of(paths: list[Path]) -> Found:
    """The workbooks at these paths, or those of the settings."""
    settings = settings_for(Path.cwd())
    found = find_workbooks(paths or settings.paths, settings.paths)
    if not found.sources:
        where = ", ".join(map(str, paths or settings.paths))
        passed_over = "".join(f"; {each.label}: {each.reason}" for each in found.skipped)
        raise SettingsError(f"there is no .xlsx workbook in {where}{passed_over}")
    return found


def progress_of(found: Found, err: Terminal) -> Callable[[str], None]:
    """A function that shows which of many workbooks is being read."""
    total, done = len(found.sources), iter(range(1, len(found.sources) + 1))

    def tell(label: str) -> None:
        if total >= _MANY:
            err.progress(f"[{next(done)}/{total}] {label}")

    return tell


def tell_skipped(checked: Checked, err: Terminal) -> None:
    """Say which spreadsheets were passed over, and why."""
    for each in checked.skipped:
        err.line(f"skipped {each.label}: {each.reason}")


def tell_findings(checked: Checked, to: Terminal, severities: Container[Severity]) -> None:
    """Print the findings of these severities for people."""
    findings = [each for each in checked.diagnostics if each.code.severity in severities]
    if findings:
        to.page(text.render(findings, checked.workbooks, color=to.color, columns=to.columns))


def refuse_nothing(checked: Checked, what: str) -> None:
    """Doing nothing is no success: a Policy block that was forgotten is not passed over."""
    if not checked.versions and not checked.diagnostics:
        raise SettingsError(f"no workbook has a Policy block, so there is nothing to {what}")


def _summary(checked: Checked) -> str:
    faulty = {each.workbook for each in checked.diagnostics}
    count = len(faulty | {version.program.label for version in checked.versions})
    workbooks = "1 workbook" if count == 1 else f"{count} workbooks"
    if faulty:
        return f"Findings in {len(faulty)} of {workbooks}."
    examples = sum(len(each.results) for each in checked.versions)
    return f"No findings in {workbooks}; {examples} examples pass."


def _standing(checked: Checked) -> Iterator[str]:
    """How far the findings go: what was settled, what was left out, what was not looked into."""
    surveys = [version.survey for version in checked.versions]
    counts = [sum(each.verdicts.get(v, 0) for each in surveys) for v in Verdict]
    total = sum(counts)
    if not total:
        return
    said = ", ".join(f"{count} {v.value}" for v, count in zip(Verdict, counts, strict=True))
    proven = counts[0] * 1000 // total / 10  # never rounded up to all of them
    yield f"{total} questions about the rules: {said}; {proven:g} % proven."
    for at, because in dict.fromkeys(chain.from_iterable(each.impossible for each in surveys)):
        yield f"Left out as impossible ({at}): {because}"
    free = dict.fromkeys(chain.from_iterable(each.free for each in surveys))
    if free:
        yield f"Not analysed further, so taken as anything: {', '.join(free)}."


def _for_machines(form: str, checked: Checked, found: Found) -> str:
    findings, workbooks = checked.diagnostics, checked.workbooks
    if form == "json":
        return json.render(findings, workbooks)
    folder = _folder(found)
    render = github.render if form == "github" else sarif.render
    return render(findings, workbooks, folder=folder)


def _folder(found: Found) -> str:
    """The folder that labels start from, seen from where the command runs."""
    home = Path.cwd()
    if len(found.roots) == 1 and found.roots[0].is_relative_to(home):
        folder = found.roots[0].relative_to(home).as_posix()
        return "" if folder == "." else folder
    return ""
