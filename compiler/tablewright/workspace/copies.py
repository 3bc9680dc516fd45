"""Copies that show what was found in a workbook: how they are called, and how they are known.

A copy lies beside its workbook. It is passed over only if both its name and a mark inside it say
what it is: a policy is never lost for its name, and a corrected copy may take its workbook's name.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

# The document property that a copy carries.
MARK = "Tablewright findings"

_NAME = re.compile(r"(.+)\.findings(?:-[0-9]+)?(\.xlsx)", re.IGNORECASE)
_PROPERTIES = re.compile(r"docProps/custom[0-9]*\.xml")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 2_000
_MOST_BYTES = 50_000_000
_MOST_READ = 100_000  # bytes of the properties


def copy_names(workbook: str) -> Iterator[str]:
    """The names that a copy may have, the usual one first: `2025.findings.xlsx`."""
    stem, ending = workbook[: -len(".xlsx")], workbook[-len(".xlsx") :]
    yield f"{stem}.findings{ending}"
    yield from (f"{stem}.findings-{number}{ending}" for number in count(2))


def workbook_of(copy: str) -> str | None:
    """The name of the workbook whose copy has this name; None for other names."""
    found = _NAME.fullmatch(copy)
    return f"{found[1]}{found[2]}" if found else None


def is_copy(file: Path) -> bool:
    """Whether a file is such a copy, by its name and by the mark inside it."""
    if workbook_of(file.name) is None or file.is_symlink() or not file.is_file():
        return False
    try:
        return file.stat().st_size <= _MOST_BYTES and _carries_mark(file)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        return False  # the reader says what is wrong with it


def _carries_mark(file: Path) -> bool:
    if file.read_bytes().count(_DIRECTORY_ENTRY) > _MOST_ENTRIES:
        return False
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if _PROPERTIES.fullmatch(name):
                with package.open(name) as part:
                    return MARK.encode() in part.read(_MOST_READ)
    return False
