"""`tablewright tidy`: workbooks with styles, drop-downs and messages brought up to date."""

from __future__ import annotations

from argparse import Namespace

from tablewright.authoring.tidy import tidied
from tablewright.cli.check import workbooks_of
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.render import text
from tablewright.driver import is_policy, named_files
from tablewright.output import replace_file
from tablewright.source.reader import read_workbook
from tablewright.syntax.blocks import find_blocks
from tablewright.workspace.beside import files_beside
from tablewright.workspace.workbooks import Source


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Tidy every workbook that can be; 1 when one was left as it is for a reason."""
    found = workbooks_of(arguments.paths)
    for each in found.skipped:
        err.line(f"skipped {each.label}: {each.reason}")
    refused = [_tidy(source, out, err) for source in found.sources]
    return 1 if any(refused) else 0


def _tidy(source: Source, out: Terminal, err: Terminal) -> bool:
    """Tidy one workbook; whether it was refused."""
    reading = read_workbook(source.path, source.label)
    if reading.workbook is None:
        err.page(text.render(reading.diagnostics, {}, color=err.color, columns=err.columns))
        return True
    blocks = find_blocks(reading.workbook).blocks
    if not is_policy(blocks):
        err.line(f"skipped {source.label}: it has no Policy block")
        return False
    beside = files_beside(source.path.parent, named_files(blocks))
    result = tidied(reading.data, reading.workbook, beside.texts)
    if result.refusal:
        err.line(f"{source.label} was left as it is: {result.refusal}.")
        return True
    if result.data == reading.data:
        out.line(f"{source.label} was tidy.")
        return False
    replace_file(source.path, reading.data, result.data)
    out.line(f"{source.label}: styles, drop-downs and messages are up to date; it says the same.")
    return False
