"""From paths to the workbooks below them, each with its label, and what was passed over and why.

Opens none of them but those whose name says that they show findings.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tablewright.workspace.copies import is_copy, workbook_of
from tablewright.workspace.settings import SettingsError

WORKBOOK = ".xlsx"
# Spreadsheets that are not read. Whoever keeps one among the tables is told so, and what to do.
_OTHER_SPREADSHEETS = {
    ".ods": "an OpenDocument spreadsheet",
    ".fods": "an OpenDocument spreadsheet",
    ".xls": "a workbook of an old Excel",
    ".xlsb": "a binary Excel workbook",
    ".xlsm": "an Excel workbook with macros",
    ".xltx": "an Excel template",
    ".numbers": "a Numbers spreadsheet",
}
_MARKS_OF_OPEN_FILES = ("~$", ".~lock.")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Source:
    """A workbook file. Findings call it by its `label`: its path below the folder of all tables."""

    label: str
    path: Path


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Skipped:
    """A spreadsheet that was passed over, and why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The workbooks below some paths, by label; `roots` are the folders that labels start from."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    roots: tuple[Path, ...]


def find_workbooks(paths: Iterable[Path], tables: Iterable[Path]) -> Found:
    """Every workbook at or below the paths. Labels start at the folder of `tables` that holds them.

    Elsewhere they start at the given path itself. Raises SettingsError for a path that does not
    exist or is no workbook, and for two workbooks with one label.
    """
    homes = tuple(_full(table) for table in tables)
    sources: dict[Path, Source] = {}
    skipped: dict[Path, Skipped] = {}
    roots: dict[Path, None] = {}
    for path in map(_full, paths):
        if not path.exists():
            raise SettingsError(f"there is no file or folder {path}")
        if path.is_file() and path.suffix.lower() != WORKBOOK:
            reason = _reason_to_skip(path) or f"it is no Excel workbook ({WORKBOOK})"
            raise SettingsError(f"{path} cannot be read: {reason}")
        root = _root_of(path, homes)
        roots[root] = None
        for file in _files_below(path):
            label = unicodedata.normalize("NFC", file.relative_to(root).as_posix())
            reason = _reason_to_skip(file)
            if reason:
                skipped[file] = Skipped(label=label, reason=reason)
            elif file.suffix.lower() == WORKBOOK and not is_mark_of_open_file(file.name):
                sources[file] = Source(label=label, path=file)
    _refuse_twins(sources.values())
    return Found(
        sources=tuple(sorted(sources.values())),
        skipped=tuple(sorted(skipped.values())),
        roots=tuple(roots),
    )


def is_mark_of_open_file(name: str) -> bool:
    """Whether a file only marks that a spreadsheet program has a workbook open."""
    return name.startswith(_MARKS_OF_OPEN_FILES)


def marks_of_open_file(name: str) -> tuple[str, ...]:
    """The files that spreadsheet programs put beside a workbook while they have it open."""
    return f"~${name}", f".~lock.{name}#"


def _full(path: Path) -> Path:
    """The path from the root of the disk. Links stay, for they are looked at where files are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links


def _root_of(path: Path, homes: tuple[Path, ...]) -> Path:
    for home in homes:
        if path.is_relative_to(home):
            return home
    return path if path.is_dir() else path.parent


def _files_below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, subfolders, names in os.walk(path, followlinks=False):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names))


def _reason_to_skip(file: Path) -> str:
    """Why a spreadsheet is passed over; empty when it is not, or when it is no spreadsheet."""
    suffix = file.suffix.lower()
    if is_mark_of_open_file(file.name):
        return ""
    if suffix in _OTHER_SPREADSHEETS:
        what = _OTHER_SPREADSHEETS[suffix]
        return f"it is {what}; open it and save it as an Excel workbook ({WORKBOOK})"
    if suffix == WORKBOOK and file.is_symlink():
        return "it is a link, and links are not followed"
    if is_copy(file):
        return f"it shows what was found in {workbook_of(file.name)}, and that one is read"
    return ""


def _refuse_twins(sources: Iterable[Source]) -> None:
    by_label: dict[str, Path] = {}
    for source in sources:
        other = by_label.setdefault(source.label, source.path)
        if other != source.path:
            raise SettingsError(
                f"{other} and {source.path} would both be called {source.label}; "
                "give the folder that holds both"
            )
