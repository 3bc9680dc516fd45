"""`tablewright tidy`: workbooks with styles, drop-downs and messages brought up to date."""

from __future__ import annotations

from argparse import Namespace

from tablewright.annotate.clear import without_marks
from tablewright.authoring.tidy import tidied
from tablewright.cli.check import workbooks_of
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.render import text
from tablewright.driver import is_policy, named_files
from tablewright.output import replace_file
from tablewright.source.grid import Workbook
from tablewright.source.reader import Reading, read_bytes, read_workbook
from tablewright.syntax.blocks import find_blocks
from tablewright.workspace.beside import files_beside
from tablewright.workspace.copies import MARK
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
    as_found = read_workbook(source.path, source.label)
    if as_found.workbook is None:
        err.page(text.render(as_found.diagnostics, {}, color=err.color, columns=err.columns))
        return True
    reading = _unmarked(as_found, as_found.workbook)
    if reading.workbook is None:
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
    if result.data == as_found.data:
        out.line(f"{source.label} was tidy.")
        return False
    replace_file(source.path, as_found.data, result.data)
    out.line(f"{source.label}: styles, drop-downs and messages are up to date; it says the same.")
    return False


def _unmarked(reading: Reading, workbook: Workbook) -> Reading:
    """A workbook that was a copy with findings, without its marks; every other sheet as it was."""
    clean = read_bytes(without_marks(reading.data, MARK), workbook.label, workbook.folder)
    if clean.workbook is None:
        return reading
    names = {sheet.name for sheet in clean.workbook.sheets}
    kept = tuple(sheet for sheet in workbook.sheets if sheet.name in names)
    return clean if kept == clean.workbook.sheets else reading
