"""The only writer of files: a finished build takes the place of the last, whole or not at all.

Every file is written beside its place and then renamed, the manifest last. Deletes nothing but what
a manifest names and nobody has changed, follows no link, and leaves the output folder alone if any
of it cannot be done. Workbooks are written one by one, under the same care.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tablewright.workspace.comparison import (
    LOCK,
    NEW,
    Difference,
    DifferenceKind,
    Snapshot,
    differences,
    on_its_way,
    read_snapshot,
)
from tablewright.workspace.manifest import MANIFEST, is_inside
from tablewright.workspace.refusal import RefusalError
from tablewright.workspace.workbooks import marks_of_open_file

_REFUSED = frozenset({DifferenceKind.FOREIGN, DifferenceKind.OBSTACLE})
_WRITTEN = frozenset({DifferenceKind.MISSING, DifferenceKind.OUTDATED, DifferenceKind.EDITED})
_REPORTED = frozenset({DifferenceKind.UNKNOWN, DifferenceKind.EDITED_LEFT_OVER})


class OutputError(RefusalError):
    """What was to be written cannot be; everything is as it was before."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What a build changed in the output folder, and what it left alone and reports."""

    written: tuple[PurePosixPath, ...]
    deleted: tuple[PurePosixPath, ...]
    overwritten: tuple[PurePosixPath, ...]  # those of `written` that someone had changed by hand
    reported: tuple[Difference, ...]


def replace_output(out: Path, expected: Mapping[PurePosixPath, bytes]) -> Replaced:
    """Make the output folder hold what is expected, the manifest among it. Raises OutputError.

    What is equal already is not touched. Files that no build has written are reported and kept.
    """
    _refuse_places(out, expected)
    try:
        before = read_snapshot(out)
        if not differences(expected, before) and not before.unfinished:
            return Replaced(written=(), deleted=(), overwritten=(), reported=())
        out.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(out):
            return _replace(out, expected, read_snapshot(out))
    except OSError as fault:
        raise OutputError(f"{fault.filename or out}: {fault.strerror or fault}") from fault


def write_new(path: Path, content: bytes) -> None:
    """Write a file where there is none, and the folders above it. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.exists():
            raise OutputError(f"{path} is there already; name a file that is not")
        _write_over(path, content)
    except OSError as fault:
        raise OutputError(f"{fault.filename or path}: {fault.strerror or fault}") from fault


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put new content in the place of what was read from there. Raises OutputError.

    A file that someone has open in a spreadsheet program, or has saved meanwhile, stays as it is.
    """
    try:
        _refuse_if_used(path, before)
        _write_over(path, after)
    except OSError as fault:
        raise OutputError(f"{fault.filename or path}: {fault.strerror or fault}") from fault


@contextmanager
def under_way(path: Path) -> Iterator[BinaryIO]:
    """A file written beside its place, which it takes if all goes well. Raises OutputError."""
    beside = path.with_name(f"{path.name}{NEW}")
    try:
        if path.is_symlink():
            raise OutputError(f"{path} is a link; output is written to files only")
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            yield file
        beside.replace(path)
    except OSError as fault:
        raise OutputError(f"{fault.filename or path}: {fault.strerror or fault}") from fault
    finally:
        beside.unlink(missing_ok=True)


def remove_file(path: Path, before: bytes) -> None:
    """Remove what was read from there. Raises OutputError.

    A file that someone has open in a spreadsheet program, or has saved meanwhile, stays.
    """
    try:
        _refuse_if_used(path, before)
        path.unlink()
    except OSError as fault:
        raise OutputError(f"{fault.filename or path}: {fault.strerror or fault}") from fault


def _refuse_if_used(path: Path, before: bytes) -> None:
    if any(path.with_name(name).exists() for name in marks_of_open_file(path.name)):
        raise OutputError(f"{path} is open in a spreadsheet program; close it and try again")
    if path.is_symlink() or path.read_bytes() != before:
        raise OutputError(f"{path} was changed meanwhile; try again")


def _write_over(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}{NEW}")
    beside.unlink(missing_ok=True)  # of a run that was killed; never written through a link
    try:
        with beside.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _refuse_places(out: Path, expected: Mapping[PurePosixPath, bytes]) -> None:
    outside = [path for path in expected if not is_inside(path)]
    if outside:
        raise ValueError(f"{outside[0]} lies outside the output folder")
    if out.is_symlink():
        raise OutputError(f"{out} is a link; output is written to folders only")
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; output needs a folder")


def _replace(out: Path, expected: Mapping[PurePosixPath, bytes], snapshot: Snapshot) -> Replaced:
    found = differences(expected, snapshot)
    refused = [each for each in found if each.kind in _REFUSED]
    if refused:
        lines = "\n".join(f"  {out / each.path} {each.kind.value}" for each in refused)
        raise OutputError(f"nothing was written, for these would be lost:\n{lines}")
    write = {e.path: e.new for e in found if e.kind in _WRITTEN and e.path != MANIFEST}
    delete = {each.path: each.old for each in found if each.kind is DifferenceKind.LEFT_OVER}
    _Exchange(out=out, snapshot=snapshot).run(write, delete, expected[MANIFEST])
    _sweep(out, snapshot.unfinished)
    return Replaced(
        written=tuple(write),
        deleted=tuple(delete),
        overwritten=tuple(e.path for e in found if e.kind is DifferenceKind.EDITED),
        reported=tuple(each for each in found if each.kind in _REPORTED),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """Old files for new ones; if any step fails, what was done is undone."""

    out: Path
    snapshot: Snapshot

    def run(
        self,
        write: Mapping[PurePosixPath, bytes],
        delete: Mapping[PurePosixPath, bytes],
        manifest: bytes,
    ) -> None:
        """Write all beside, rename all, delete what is left over, and rename the manifest last."""
        done: list[PurePosixPath] = []
        everything = {**write, MANIFEST: manifest}
        try:
            # The new manifest, on its way, tells the next build what a killed one has renamed.
            for path, content in everything.items():
                self._write_beside(path, content)
            for path in write:
                done.append(path)
                self._rename(path)
            for path in delete:
                done.append(path)
                self._delete(path)
            done.append(MANIFEST)
            self._rename(MANIFEST)
        except BaseException:
            self._undo(done)
            _sweep(self.out, (on_its_way(path) for path in everything))
            _drop_empty_folders(self.out, everything)
            raise
        _drop_empty_folders(self.out, delete)

    def _write_beside(self, path: PurePosixPath, content: bytes) -> None:
        beside = self.out / on_its_way(path)
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)  # of a build that was killed; never written through a link
        with beside.open("xb") as file:
            file.write(content)

    def _rename(self, path: PurePosixPath) -> None:
        (self.out / on_its_way(path)).replace(self.out / path)

    def _delete(self, path: PurePosixPath) -> None:
        (self.out / path).unlink()

    def _undo(self, done: list[PurePosixPath]) -> None:
        for path in reversed(done):
            old = self.snapshot.files.get(path)
            if old is None:
                (self.out / path).unlink(missing_ok=True)
            elif not (self.out / path).is_file() or (self.out / path).read_bytes() != old:
                self._write_beside(path, old)
                self._rename(path)


def _sweep(out: Path, paths: Iterable[PurePosixPath]) -> None:
    """Remove files on their way, which carry a name that only builds give."""
    for path in paths:
        (out / path).unlink(missing_ok=True)


def _drop_empty_folders(out: Path, paths: Mapping[PurePosixPath, bytes]) -> None:
    folders = {folder for path in paths for folder in path.parents if folder.parts}
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):  # it still holds something, or is not there
            (out / folder).rmdir()


@contextmanager
def _one_at_a_time(out: Path) -> Iterator[None]:
    """Hold the lock of the output folder; the system lets go of it when a build is killed."""
    path = out / LOCK
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o644)
    held = False
    try:
        held = _locked(handle) and _is_at(handle, path)
        if not held:
            raise OutputError(f"another build is writing to {out}; try again when it is done")
        yield
    finally:
        if held:
            with suppress(
                OSError
            ):  # where an open file cannot be removed it stays, and is no output
                path.unlink()
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on this system alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists on these systems alone

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_at(handle: int, path: Path) -> bool:
    """Whether the lock is still the one that others see: a build that ends removes its lock."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), path.lstat())
    return False
