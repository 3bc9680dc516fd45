"""From generated Python text to the same text laid out by the one pinned formatter.

Knows nothing of what the text says. Another version, or none, is an error: bytes must never move.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import PurePosixPath

from tablewright.workspace.refusal import RefusalError

# The version that pyproject.toml pins. Another one is a change of all generated code.
RUFF = "0.17.6"
_LAYOUT = ("--isolated", "--no-cache", "--line-length", "100", "--target-version", "py311")


class FormatterError(RefusalError):
    """The pinned formatter is not there, or is another version."""


def format_python(files: Mapping[PurePosixPath, str]) -> dict[PurePosixPath, str]:
    """The same files, with every `.py` among them formatted."""
    ruff = _ruff()
    return {
        path: _formatted(ruff, path, text) if path.suffix == ".py" else text
        for path, text in files.items()
    }


def _ruff() -> str:
    """The formatter that was installed beside the running interpreter."""
    try:
        from ruff import find_ruff_bin  # type: ignore[import-untyped]  # noqa: PLC0415 - may be absent

        ruff = str(find_ruff_bin())
        answer = subprocess.run([ruff, "--version"], check=True, capture_output=True, text=True)  # noqa: S603 - the formatter alone
    except (ImportError, OSError, subprocess.CalledProcessError) as fault:
        raise FormatterError(
            f"ruff {RUFF} formats the generated code and is not installed beside this Python; "
            f"install it with: python -m pip install ruff=={RUFF}"
        ) from fault
    version = answer.stdout.removeprefix("ruff").split("(")[0].strip()
    if version != RUFF:
        raise FormatterError(
            f"ruff {RUFF} formats the generated code, and ruff {version} is installed; "
            f"install it with: python -m pip install ruff=={RUFF}"
        )
    return ruff


def _formatted(ruff: str, path: PurePosixPath, text: str) -> str:
    command = [ruff, "format", *_LAYOUT, "--stdin-filename", path.name, "-"]
    done = subprocess.run(command, input=text.encode(), check=False, capture_output=True)  # noqa: S603 - the formatter alone
    if done.returncode:
        raise ValueError(f"{path} cannot be formatted: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()
