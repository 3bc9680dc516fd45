"""The text files that a workbook may name: those in its own folder, never elsewhere.

Links, folders and names with a path in them are as good as absent.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Texts by file name, and the files that are there but cannot be read, with the reason."""

    texts: dict[str, str]
    refused: tuple[tuple[str, str], ...]


def files_beside(folder: Path, names: Iterable[str]) -> Beside:
    """Those of the named files that lie in the folder."""
    with os.scandir(folder) as entries:
        sizes = {
            entry.name: entry.stat(follow_symlinks=False).st_size
            for entry in entries
            if entry.is_file(follow_symlinks=False)
        }
    texts: dict[str, str] = {}
    refused: list[tuple[str, str]] = []
    for name in sorted(sizes.keys() & set(names)):
        if sizes[name] > LARGEST:
            refused.append((name, f"is larger than {LARGEST // 1024**2} MB"))
            continue
        try:
            texts[name] = (folder / name).read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            refused.append((name, "is not UTF-8 text"))
    return Beside(texts=texts, refused=tuple(refused))
