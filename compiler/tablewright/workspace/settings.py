"""From `[tool.tablewright]` of the nearest pyproject.toml to settings. Knows no command line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tablewright.workspace.refusal import RefusalError

_KNOWN = frozenset({"paths", "out"})


class SettingsError(RefusalError):
    """The settings, or what the command line asked for, cannot be used as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where workbooks lie and where output goes, as full paths."""

    paths: tuple[Path, ...]
    out: Path


def settings_for(folder: Path) -> Settings:
    """The settings of the nearest pyproject.toml with `[tool.tablewright]`, upwards from a folder.

    Without one: workbooks in `tables`, output in `generated`, both in the folder itself.
    """
    for home in (folder, *folder.parents):
        file = home / "pyproject.toml"
        if file.is_file():
            table = _table_of(file)
            if table is not None:
                return _settings(file, table)
    return Settings(paths=(folder / "tables",), out=folder / "generated")


def _table_of(file: Path) -> dict[str, object] | None:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("tablewright")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{file} cannot be read: {fault}") from fault
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.tablewright is not a table")
    return table


def _settings(file: Path, table: dict[str, object]) -> Settings:
    unknown = sorted(table.keys() - _KNOWN)
    if unknown:
        known = " and ".join(sorted(_KNOWN))
        raise SettingsError(
            f"{file}: [tool.tablewright] has {', '.join(unknown)}; it takes {known}"
        )
    paths, out = table.get("paths", ["tables"]), table.get("out", "generated")
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        raise SettingsError(f"{file}: paths in [tool.tablewright] is a list of folders")
    if not isinstance(out, str):
        raise SettingsError(f"{file}: out in [tool.tablewright] is one folder")
    return Settings(paths=tuple(file.parent / path for path in paths), out=file.parent / out)
