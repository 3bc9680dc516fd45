"""`tablewright new`: a workbook ready to fill, with a small worked example that compiles."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from tablewright.authoring.blank import NOTES, new_workbook
from tablewright.authoring.sample import Details
from tablewright.cli.terminal import Terminal
from tablewright.ir.paths import policy_folder, version_module
from tablewright.output import write_new
from tablewright.workspace.settings import SettingsError, settings_for
from tablewright.workspace.workbooks import WORKBOOK

_NUMBER, _VERSION, _TITLE = "NEW.1", "1", "Title of the policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A detail of the policy, and where it comes from."""

    text: str
    why: str


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:  # noqa: ARG001 - as all commands
    """Write the workbook and say what to do next."""
    path: Path = arguments.workbook
    _refuse_name(path)
    number = _number(arguments.number, path)
    version = _version(arguments.version, path)
    title = _Said(text=arguments.title or _TITLE, why="given" if arguments.title else "to replace")
    details = Details(number=number.text, title=title.text, version=version.text)
    write_new(path, new_workbook(details))
    out.line(f"{path}: a workbook with a small example of every kind, which compiles.")
    for name, said in (("Number", number), ("Title", title), ("Version", version)):
        out.line(f"  {name:<8} {said.text}  ({said.why})")
    out.line(f'Open it, read the sheet "{NOTES}", and replace the example piece by piece.')
    out.line(f"Then: tablewright check {path}")
    return 0


def _refuse_name(path: Path) -> None:
    if path.is_dir():
        raise SettingsError(f"{path} is a folder; name a workbook in it, such as {path}/2025.xlsx")
    if path.suffix.lower() != WORKBOOK:
        raise SettingsError(f"a workbook's name ends in {WORKBOOK}, such as {path.stem}{WORKBOOK}")


def _number(given: str | None, path: Path) -> _Said:
    """The number that was given, or one that the folder of the policy, or the file, suggests."""
    if given is not None:
        if policy_folder(given) is None:
            raise SettingsError(
                f"{given!r} makes no name of a folder; "
                "write the policy number with plain letters and digits, such as LA.PHAR.229"
            )
        return _Said(text=given, why="given")
    folder = path.absolute().parent
    if folder.parent in settings_for(Path.cwd()).paths:
        number = folder.name.upper().replace("_", ".")
        if policy_folder(number) is not None:
            return _Said(text=number, why=f"from the folder {folder.name}; --number gives another")
    return _Said(text=_NUMBER, why="to replace; --number gives another")


def _version(given: str | None, path: Path) -> _Said:
    """The version that was given, or the file's name if it starts as a year does."""
    if given is not None:
        if version_module(given) is None:
            raise SettingsError(
                f"{given!r} makes no name of a version; write letters and digits, such as 2025"
            )
        return _Said(text=given, why="given")
    if path.stem[:4].isdecimal() and version_module(path.stem) is not None:
        return _Said(text=path.stem, why="from the file's name; --version gives another")
    return _Said(text=_VERSION, why="to replace; --version gives another")
