"""`tablewright run`: a file of requests to a file of answers, in parts, with a count by outcome."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from tablewright.cli.decide import package_of
from tablewright.cli.terminal import Terminal
from tablewright.output import under_way
from tablewright.workspace.refusal import RefusalError
from tablewright.workspace.settings import settings_for

if TYPE_CHECKING:
    import pandas as pd

_ENDINGS = (".csv", ".parquet")
_LISTS = frozenset({"Rule order", "Output order", "Collect"})
_KINDS = {
    "tuple[": "texts",
    "bool": "yes/no",
    "Decimal": "number",
    "int": "whole number",
    "date": "date",
}
_REASONS = ("missing", "unmet", "satisfied_by", "open")


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Answer every row; 1 when rows are refused, with everything that is wrong with them."""
    target: Path = arguments.answers
    if target.suffix not in _ENDINGS:
        raise RefusalError(f"{target} ends in neither .csv nor .parquet")
    folder: Path = arguments.out or settings_for(Path.cwd()).out
    package = cast("ModuleType", package_of(folder, arguments.policy))
    try:
        streams = import_module("tablewright.cli.streams")
    except ImportError as absent:
        raise RefusalError(f"{absent.name} is needed: pip install 'tablewright[frame]'") from absent
    try:
        counted = _answered(package, streams, arguments, err)
    except package.RequestError as refused:
        for problem in getattr(refused, "problems", (str(refused),)):
            err.line(f"tablewright: {problem}")
        return 1
    _tell(counted, out, target)
    return 0


def _answered(
    package: ModuleType, streams: ModuleType, arguments: Namespace, err: Terminal
) -> Counter[str]:
    """Write the answers, and count them by status and first output."""
    modules = _modules(package)
    kinds = {n: (i.kind, i.is_list) for m in modules for n, i in m.MODEL.inputs.items()}
    types = {name: kind for module in modules for name, kind in _types(module).items()}
    counted: Counter[str] = Counter()
    with (
        under_way(arguments.answers) as file,
        streams.Writer(file, arguments.answers.suffix, types, safe=arguments.safe) as writer,
    ):
        for frame in streams.frames_of(arguments.requests, kinds):
            # Rows are named as a spreadsheet numbers them: the first below the heading is row 2.
            frame.index = range(counted.total() + 2, counted.total() + len(frame) + 2)
            found = package.decide_frame(
                frame,
                on=arguments.on,
                version=arguments.version,
                keep=arguments.keep,
                reasons=arguments.reasons,
            )
            writer.write(found)
            counted.update(_outcomes(found, modules[-1].MODEL.tables[0].outputs[0]))
            err.progress(f"{counted.total():,} rows")
    return counted


def _modules(package: ModuleType) -> list[ModuleType]:
    """The modules of the versions, oldest first."""
    found = {
        m.VERSION: m
        for m in vars(package).values()
        if isinstance(m, ModuleType) and hasattr(m, "VERSION")
    }
    return [found[version] for version in package.versions]


def _types(module: ModuleType) -> dict[str, str]:
    """The kind of each column of answers that is no text."""
    outputs = module.MODEL.tables[0].outputs
    shape = next(v for v in vars(module).values() if getattr(v, "_fields", None) == outputs)
    several = module.MODEL.tables[0].policy in _LISTS
    kinds = {
        name: "texts" if several else _kind(text) for name, text in shape.__annotations__.items()
    }
    return kinds | dict.fromkeys(_REASONS, "texts")


def _kind(annotation: object) -> str:
    text = str(getattr(annotation, "__forward_arg__", annotation))
    for word, kind in _KINDS.items():
        if word in text:
            return kind
    return "text"


def _outcomes(found: pd.DataFrame, output: str) -> list[str]:
    """What each row is counted as: its first output, or its status without one."""
    status = found["status"].astype(object)
    if output not in found:
        return list(status)
    return list(found[output].astype(object).where(found[output].notna(), status).map(str))


def _tell(counted: Counter[str], out: Terminal, target: Path) -> None:
    wide = max((len(outcome) for outcome in counted), default=0)
    out.line(f"{target}: {counted.total():,} rows")
    for outcome, rows in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        out.line(f"  {outcome:<{wide}}  {rows:>12,}  {rows / counted.total():6.1%}")
