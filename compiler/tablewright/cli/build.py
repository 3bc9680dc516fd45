"""`tablewright build`: workbooks into the output folder, or with `--check` only the differences."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from tablewright.building import build
from tablewright.cli.check import (
    FAILING,
    progress_of,
    refuse_nothing,
    tell_findings,
    tell_skipped,
    workbooks_of,
)
from tablewright.cli.differences import show_differences
from tablewright.cli.proofs import with_proofs
from tablewright.cli.terminal import Terminal
from tablewright.driver import check
from tablewright.output import Replaced, replace_output
from tablewright.workspace.comparison import differences, read_snapshot
from tablewright.workspace.settings import SettingsError, settings_for
from tablewright.workspace.workbooks import Found


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Compile; 1 when there is an error, or something in the output folder that a build keeps."""
    folder: Path = arguments.out or settings_for(Path.cwd()).out
    found = workbooks_of(arguments.paths)
    _refuse_a_part(found, folder)
    checked = check(found, progress_of(found, err))
    err.progress("")
    tell_skipped(checked, err)
    tell_findings(checked, err, FAILING)  # advice is for `check`
    if checked.failed:
        err.line(f"Nothing was written: {_shown(folder)} is as it was.")
        return 1
    refuse_nothing(checked, "build")
    files = with_proofs(build(checked.versions), read_snapshot(folder), checked.workbooks)
    return _compare(files, folder, out) if arguments.check else _write(files, folder, out, err)


def _refuse_a_part(found: Found, folder: Path) -> None:
    """A build replaces the whole output, so it may leave out no workbook that is still there."""
    labels = {source.label for source in found.sources}
    left_out = [
        label
        for manifest in read_snapshot(folder).manifests
        for label in manifest.workbooks
        if label not in labels and any((root / label).is_file() for root in found.roots)
    ]
    if left_out:
        raise SettingsError(
            f"a build replaces all of {_shown(folder)}, which also holds {', '.join(left_out)}; "
            "give no path, or another --out"
        )


def _compare(files: Mapping[PurePosixPath, bytes], folder: Path, out: Terminal) -> int:
    found = differences(files, read_snapshot(folder))
    if not found:
        out.line(f"{_shown(folder)} is up to date.")
        return 0
    show_differences(found, folder, out)
    out.line("Run `tablewright build` and commit what it changes.")
    return 1


def _write(files: Mapping[PurePosixPath, bytes], folder: Path, out: Terminal, err: Terminal) -> int:
    done = replace_output(folder, files)
    _tell(done, folder, out, err)
    return 1 if done.reported else 0


def _tell(done: Replaced, folder: Path, out: Terminal, err: Terminal) -> None:
    for path in done.overwritten:
        err.line(f"{_shown(folder / path)} had been changed by hand, and was replaced")
    for each in done.reported:
        err.line(f"{_shown(folder / each.path)} {each.kind.value}; it was left alone: remove it")
    if not done.written and not done.deleted:
        out.line(f"{_shown(folder)} was up to date.")
        return
    deleted = f", {len(done.deleted)} deleted" if done.deleted else ""
    out.line(f"{_shown(folder)}: {len(done.written)} files written{deleted}.")


def _shown(path: Path) -> str:
    """A path as people type it: from where they are, if it lies below."""
    home = Path.cwd()
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)
