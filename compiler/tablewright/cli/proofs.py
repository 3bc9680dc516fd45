"""Certificates among the files of a build: which modules can have one, and which still fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tablewright.source.grid import Workbook
from tablewright.workspace.comparison import Snapshot
from tablewright.workspace.manifest import MANIFEST, Entry, Manifest, read_manifest, sha256
from tablewright_verify.certificate import SUFFIX, digests, fits

Files = Mapping[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A generated version module: its text, the texts that it imports, its workbook's label."""

    path: PurePosixPath
    label: str
    text: str
    runtime: Mapping[str, str]

    @property
    def certificate(self) -> PurePosixPath:
        """Where its certificate lies."""
        return self.path.with_name(f"{self.path.stem}{SUFFIX}")


def modules_of(manifest: Manifest, files: Files) -> Iterator[Module]:
    """The version modules that a manifest names: those of one workbook, and no runtime."""
    for path, entry in sorted(manifest.files.items()):
        if not _is_proved(path) or path.name.startswith("_") or path not in files:
            continue
        texts = {
            other.name: files[other].decode()
            for other in manifest.files
            if other.parent == path.parent and _is_proved(other) and other in files
            if other.name.startswith("_") and other.name != "__init__.py"
        }
        (label,) = entry.workbooks
        yield Module(path=path, label=label, text=files[path].decode(), runtime=texts)


def _is_proved(path: PurePosixPath) -> bool:
    """Whether it is code under proof: modules for whole frames are tested against it instead."""
    return path.suffix == ".py" and not path.name.endswith("_frame.py")


def with_proofs(files: Files, snapshot: Snapshot, workbooks: Mapping[str, Workbook]) -> Files:
    """The files of a build with the certificates that still fit them; others are left behind."""
    manifest = read_manifest(files[MANIFEST])
    if manifest is None:
        return files
    kept = {
        module.certificate: (snapshot.files[module.certificate], module.label)
        for module in modules_of(manifest, files)
        if module.certificate in snapshot.files
        if fits(
            snapshot.files[module.certificate],
            digests(workbooks[module.label], module.text, module.runtime),
        )
    }
    return joined(manifest, files, kept)


def joined(
    manifest: Manifest, files: Files, certificates: Mapping[PurePosixPath, tuple[bytes, str]]
) -> Files:
    """Files and certificates, each with its workbook, under one manifest that names them all."""
    entries = {
        path: Entry(sha256=sha256(content), workbooks=(label,))
        for path, (content, label) in certificates.items()
    }
    whole = Manifest(
        tool=manifest.tool, workbooks=manifest.workbooks, files={**manifest.files, **entries}
    )
    contents = {path: content for path, (content, _) in certificates.items()}
    return {**files, **contents, MANIFEST: whole.to_json().encode()}
