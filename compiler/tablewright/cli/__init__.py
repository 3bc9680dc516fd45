"""The command line: arguments in, an exit code out. Each command imports only what it needs.

Exit codes: 0 clean, 1 findings or stale output, 2 wrong usage, 3 a fault of the compiler itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import PurePath

from tablewright.cli.arguments import parser
from tablewright.cli.terminal import Terminal, terminal_of
from tablewright.workspace.refusal import RefusalError

FAULT = 3
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    out, err = terminal_of(sys.stdout), terminal_of(sys.stderr)
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments, out, err)
        sys.stdout.flush()
    except RefusalError as refusal:
        err.line(f"tablewright: {refusal}")
        return refusal.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more is to be written on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        err.line("tablewright: interrupted; the output folder is as it was")
        return INTERRUPTED
    except Exception as fault:
        if arguments.traceback:
            raise
        _tell_fault(err, fault)
        return FAULT
    return code


def _tell_fault(err: Terminal, fault: Exception) -> None:
    """A fault of ours in few words, and how to report it."""
    from traceback import extract_tb

    from tablewright import __version__
    from tablewright.diagnostics.codes import COMPILER_FAULT as CODE

    *_, last = extract_tb(fault.__traceback__)
    err.line(f"error[{CODE.number} {CODE.name}]: {CODE.title}: {type(fault).__name__}: {fault}")
    for note in getattr(fault, "__notes__", ()):
        err.line(f"  {note}")
    where = f"{PurePath(last.filename).name}, line {last.lineno}"
    err.line(f"  in {where}, tablewright {__version__}")
    err.line(
        "  help: This is a fault of Tablewright, not of your workbook, and nothing was written. "
        "Report it with what `tablewright --traceback ...` prints for the same command."
    )
