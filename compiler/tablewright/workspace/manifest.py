"""What a build has written: each file, its hash, the workbooks behind it. To JSON and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

MANIFEST = PurePosixPath("MANIFEST.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A written file: the sha256 of its bytes, and the labels of the workbooks it comes from."""

    sha256: str
    workbooks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every file of a build but the manifest itself, and the digest of every workbook by label."""

    tool: str = ""
    files: Mapping[PurePosixPath, Entry] = field(default_factory=dict)
    workbooks: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The same text for the same build, on every machine and on every day."""
        plain = {
            "tool": self.tool,
            "workbooks": dict(self.workbooks),
            "files": {
                path.as_posix(): {"sha256": entry.sha256, "workbooks": list(entry.workbooks)}
                for path, entry in self.files.items()
            },
        }
        return json.dumps(plain, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def sha256(content: bytes) -> str:
    """The hash that a manifest holds of a file."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(content: bytes) -> Manifest | None:
    """The manifest in a file; None when it is none, or names a place outside its own folder."""
    try:
        plain = json.loads(content)
        files = {
            PurePosixPath(path): Entry(
                sha256=str(entry["sha256"]), workbooks=tuple(map(str, entry["workbooks"]))
            )
            for path, entry in plain["files"].items()
        }
        workbooks = {str(label): str(digest) for label, digest in plain["workbooks"].items()}
        tool = str(plain["tool"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not all(is_inside(path) for path in files):
        return None
    return Manifest(tool=tool, files=files, workbooks=workbooks)


def is_inside(path: PurePosixPath) -> bool:
    """Whether a relative path stays in its folder on every system."""
    name = path.as_posix()
    parts = path.parts
    return (
        bool(parts)
        and not path.is_absolute()
        and ".." not in parts
        and not any(character in name for character in '\\:*?"<>|\0')
    )
