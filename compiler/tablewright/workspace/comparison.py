"""What lies in the output folder against what a build would put there: the differences, each named.

Reads the folder and changes nothing. Follows no link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path, PurePosixPath

from tablewright.workspace.manifest import MANIFEST, Manifest, read_manifest, sha256

# A file on its way: written beside its place, then renamed. Only a killed build leaves one.
NEW = ".tablewright-new"
LOCK = ".tablewright-lock"
_CACHE = "__pycache__"


class DifferenceKind(StrEnum):
    """How a path of the output folder differs from what the workbooks give."""

    MISSING = "is missing"
    OUTDATED = "is out of date"
    EDITED = "was changed by hand"
    LEFT_OVER = "comes from no workbook any more"
    EDITED_LEFT_OVER = "comes from no workbook any more, and was changed by hand"
    UNKNOWN = "was not written by a build"
    FOREIGN = "stands where a build would write, and was not written by one"
    OBSTACLE = "is a link, or no regular file, and stands where a build would write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One path below the output folder, and how it differs. The texts are for a diff."""

    path: PurePosixPath
    kind: DifferenceKind
    old: bytes = b""
    new: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What lies below the output folder: regular files, other things, and files on their way."""

    files: Mapping[PurePosixPath, bytes]
    folders: frozenset[PurePosixPath]
    others: frozenset[PurePosixPath]  # links and devices
    unfinished: tuple[PurePosixPath, ...]
    manifests: tuple[Manifest, ...]  # the one of the last build, and of one that was killed
    broken_manifest: bool

    def known(self, path: PurePosixPath) -> frozenset[str]:
        """The hashes under which builds have written a path."""
        return frozenset(m.files[path].sha256 for m in self.manifests if path in m.files)

    @property
    def named(self) -> frozenset[PurePosixPath]:
        """Every path that a build has written."""
        return frozenset(chain.from_iterable(manifest.files for manifest in self.manifests))


def read_snapshot(out: Path) -> Snapshot:
    """What lies below a folder that exists or not; caches of Python are passed over."""
    files: dict[PurePosixPath, bytes] = {}
    folders: set[PurePosixPath] = set()
    others: set[PurePosixPath] = set()
    unfinished: list[PurePosixPath] = []
    for path, mode in _walk(out):
        relative = PurePosixPath(path.relative_to(out).as_posix())
        if stat.S_ISDIR(mode):
            folders.add(relative)
        elif not stat.S_ISREG(mode):
            others.add(relative)
        elif relative.name.endswith(NEW):
            unfinished.append(relative)
        elif relative.as_posix() != LOCK:
            files[relative] = path.read_bytes()
    return Snapshot(
        files=files,
        folders=frozenset(folders),
        others=frozenset(others),
        unfinished=tuple(unfinished),
        manifests=_manifests(out, files, unfinished),
        broken_manifest=MANIFEST in files and read_manifest(files[MANIFEST]) is None,
    )


def on_its_way(path: PurePosixPath) -> PurePosixPath:
    """Where a file is written before it is renamed."""
    return path.with_name(f".{path.name}{NEW}")


def _walk(folder: Path) -> Iterator[tuple[Path, int]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name == _CACHE:
            continue
        yield Path(entry.path), entry.stat(follow_symlinks=False).st_mode
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))


def _manifests(
    out: Path, files: Mapping[PurePosixPath, bytes], unfinished: list[PurePosixPath]
) -> tuple[Manifest, ...]:
    contents = [files[MANIFEST]] if MANIFEST in files else []
    if on_its_way(MANIFEST) in unfinished:
        contents.append((out / on_its_way(MANIFEST)).read_bytes())
    read = (read_manifest(content) for content in contents)
    return tuple(manifest for manifest in read if manifest is not None)


def differences(
    expected: Mapping[PurePosixPath, bytes], snapshot: Snapshot
) -> tuple[Difference, ...]:
    """Every difference, by path; `expected` holds the manifest too."""
    above = frozenset(chain.from_iterable(path.parents for path in expected))
    more = sorted((snapshot.files.keys() | snapshot.others) - expected.keys())
    found = (
        *(_of_expected(path, content, snapshot) for path, content in expected.items()),
        *(_of_unexpected(path, snapshot, in_the_way=path in above) for path in more),
    )
    return tuple(sorted((each for each in found if each), key=lambda each: each.path))


def _of_expected(path: PurePosixPath, content: bytes, snapshot: Snapshot) -> Difference | None:
    old = snapshot.files.get(path)
    if old == content:
        return None
    if path in snapshot.others or path in snapshot.folders:
        return Difference(path=path, kind=DifferenceKind.OBSTACLE)
    if old is None:
        return Difference(path=path, kind=DifferenceKind.MISSING, new=content)
    return Difference(path=path, kind=_kind_of_changed(path, old, snapshot), old=old, new=content)


def _kind_of_changed(path: PurePosixPath, old: bytes, snapshot: Snapshot) -> DifferenceKind:
    known = snapshot.known(path)
    if path == MANIFEST or sha256(old) in known:
        return DifferenceKind.OUTDATED
    # A manifest that a merge has spoiled still says that the folder is one of builds.
    return DifferenceKind.EDITED if known or snapshot.broken_manifest else DifferenceKind.FOREIGN


def _of_unexpected(path: PurePosixPath, snapshot: Snapshot, *, in_the_way: bool) -> Difference:
    old = snapshot.files.get(path)
    if in_the_way:
        return Difference(path=path, kind=DifferenceKind.OBSTACLE)
    if old is None or path not in snapshot.named:
        return Difference(path=path, kind=DifferenceKind.UNKNOWN)
    unedited = sha256(old) in snapshot.known(path)
    kind = DifferenceKind.LEFT_OVER if unedited else DifferenceKind.EDITED_LEFT_OVER
    return Difference(path=path, kind=kind, old=old)
