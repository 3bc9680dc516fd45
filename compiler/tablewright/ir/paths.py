"""From a policy's number and version to the names of its folder and module, by a closed pattern.

Never repairs a name it cannot use: it gives none, and the analyst is asked for another.
"""

from __future__ import annotations

import re
from keyword import iskeyword

_NUMBER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ ._/-][A-Za-z0-9]+)*")
_VERSION = re.compile(r"[A-Za-z0-9]+(?:[ ._/-][A-Za-z0-9]+)*")
_LONGEST = 80
# Names that some systems keep for devices, with or without an ending.
_DEVICES = frozenset(
    {
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)


def policy_folder(number: str) -> str | None:
    """The folder of a policy: `LA.PHAR.229` is `la_phar_229`. None when a number gives no name."""
    if len(number) > _LONGEST or not _NUMBER.fullmatch(number):
        return None
    name = _joined(number)
    return None if iskeyword(name) or name in _DEVICES else name


def version_module(version: str) -> str | None:
    """The module of a version: `2025` is `v2025`. None when the version gives no name."""
    if len(version) > _LONGEST or not _VERSION.fullmatch(version):
        return None
    return f"v{_joined(version)}"


def _joined(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower())
