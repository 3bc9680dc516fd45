"""What can be typed: the commands, their arguments and their help. Runs none of them."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from tablewright import __version__
from tablewright.cli.terminal import Terminal

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    _Commands = _SubParsersAction[ArgumentParser]

_ABOUT = """\
Compiles Excel decision tables into readable Python rule modules and HTML pages.

Paths default to those of [tool.tablewright] in the nearest pyproject.toml:
  [tool.tablewright]
  paths = ["tables"]
  out = "generated"
"""
_CODES = """\
exit codes: 0 clean, 1 findings or stale output, 2 wrong usage, 3 a fault of the compiler itself
"""
_BUILD = """\
examples:
  tablewright build                     every workbook of the project
  tablewright build --check             fail if generated/ is not what the workbooks give
  tablewright build tables --out /tmp/x compile to another folder

A build with errors writes nothing. Files that no build has written are reported and never deleted.
"""
_CHECK = """\
examples:
  tablewright check                               every workbook of the project
  tablewright check tables/la_phar_229/2025.xlsx  one workbook
  tablewright check --format json > findings.json
  tablewright check --annotate                    show the findings in copies of the workbooks too

A copy is called 2025.findings.xlsx. It lies beside 2025.xlsx and is never read as a policy; it is
written anew each time, and removed when nothing is found. One that you have changed is kept.
"""
_VERIFY = """\
examples:
  tablewright verify                               every module of the project
  tablewright verify tables/la_phar_229/2025.xlsx  the module of one workbook

Reads the generated text and the workbook, runs neither, and writes what was proved beside each
module (v2025.proof.json). A difference is shown with a request on which the two differ.
"""
_DECIDE = """\
examples:
  tablewright decide la_phar_229 case.json
  tablewright decide LA.PHAR.229 case.json --on 2025-10-15
  echo '{"diagnosis": "breast cancer"}' | tablewright decide la_phar_229 - --version 2025

The case is a JSON object: names of inputs as in the glossary's Code name, and their values.
What it leaves out is unknown.
"""
_RUN = """\
examples:
  tablewright run la_phar_229 requests.csv answers.parquet
  tablewright run la_phar_229 requests.parquet answers.csv --keep member --reasons

One row is one request: columns are inputs by Code name; an empty field is unknown. In a CSV, lists
are written `a; b`, and `empty` is a list that is known to be empty. Answers are written row by row,
in order, when all of them are done. Needs pandas and pyarrow: pip install 'tablewright[frame]'.
"""
_NEW = """\
examples:
  tablewright new tables/la_phar_300/2026.xlsx
  tablewright new tables/la_phar_300/2026.xlsx --title "A treatment for joints"

The workbook holds one small example of every kind of table and compiles as it is.
Number and version are taken from the names of folder and file unless they are given.
"""
_TIDY = """\
examples:
  tablewright tidy tables/la_phar_229/2025.xlsx  one workbook
  tablewright tidy tables                        every workbook in a folder

Brings styles, drop-downs, messages and text formats up to date: new names, new values, new rows.
What a workbook says stays the same, or nothing is written. Close it in Excel first.
"""


def parser() -> ArgumentParser:
    """The whole command line."""
    whole = ArgumentParser(
        prog="tablewright",
        description=_ABOUT,
        epilog=_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"tablewright {__version__}")
    whole.add_argument(
        "--traceback", action="store_true", help="show where a fault of the compiler comes from"
    )
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    _add_build(commands)
    _add_check(commands)
    _add_verify(commands)
    _add_decide(commands)
    _add_run(commands)
    _add_new(commands)
    _add_tidy(commands)
    return whole


def _add_build(commands: _Commands) -> None:
    build = _command(
        commands, "build", "compile the workbooks into Python modules and pages", _BUILD
    )
    _add_paths(build)
    build.add_argument("--out", type=Path, metavar="DIR", help="where output goes")
    build.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail and show the difference if the output is not up to date",
    )
    build.set_defaults(run=_build)


def _add_check(commands: _Commands) -> None:
    check = _command(commands, "check", "report every fault of the workbooks", _CHECK)
    _add_paths(check)
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how findings are printed (default: text)",
    )
    check.add_argument(
        "--thorough", action="store_true", help="spend more steps on what is hard to settle"
    )
    check.add_argument(
        "--annotate",
        action="store_true",
        help="write, beside each workbook with findings, a copy that shows them in its cells",
    )
    check.set_defaults(run=_check)


def _add_verify(commands: _Commands) -> None:
    verify = _command(
        commands, "verify", "prove that the generated modules mean what the workbooks say", _VERIFY
    )
    _add_paths(verify)
    verify.add_argument("--out", type=Path, metavar="DIR", help="where the generated code lies")
    verify.set_defaults(run=_verify)


def _add_decide(commands: _Commands) -> None:
    decide = _command(commands, "decide", "answer one case and explain the answer", _DECIDE)
    decide.add_argument("policy", metavar="POLICY", help="the policy's number, or its folder")
    decide.add_argument("case", metavar="FILE", help="the case as JSON; - reads standard input")
    decide.add_argument("--version", metavar="V", help="the version to ask, drafts too")
    decide.add_argument("--on", type=_date, metavar="DATE", help="the day that selects the version")
    decide.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text for people, json for the audit record (default: text)",
    )
    decide.add_argument(
        "--json", dest="format", action="store_const", const="json", help="same as --format json"
    )
    decide.add_argument("--out", type=Path, metavar="DIR", help="where the generated code lies")
    decide.set_defaults(run=_decide)


def _add_run(commands: _Commands) -> None:
    run = _command(commands, "run", "answer a file of requests, row by row", _RUN)
    run.add_argument("policy", metavar="POLICY", help="the policy's number, or its folder")
    run.add_argument("requests", type=Path, metavar="IN", help="a .csv or .parquet file")
    run.add_argument("answers", type=Path, metavar="OUT", help="the .csv or .parquet to write")
    run.add_argument("--version", metavar="V", help="the version to ask, drafts too")
    run.add_argument("--on", type=_date, metavar="DATE", help="the day that selects the version")
    run.add_argument(
        "--keep", action="append", default=[], metavar="COLUMN", help="a column to pass on"
    )
    run.add_argument(
        "--reasons", action="store_true", help="also write what is missing and what is not met"
    )
    run.add_argument(
        "--spreadsheet-safe",
        dest="safe",
        action="store_true",
        help="put a ' before text of a CSV that a spreadsheet program would read as a formula",
    )
    run.add_argument("--out", type=Path, metavar="DIR", help="where the generated code lies")
    run.set_defaults(run=_run)


def _add_new(commands: _Commands) -> None:
    new = _command(commands, "new", "write a workbook that is ready to fill", _NEW)
    new.add_argument(
        "workbook", type=Path, metavar="POLICY.xlsx", help="the workbook, which must not exist"
    )
    new.add_argument("--number", metavar="NUMBER", help="the policy's number")
    new.add_argument("--title", metavar="TEXT", help="its title")
    new.add_argument("--version", metavar="V", help="the version, such as 2026")
    new.set_defaults(run=_new)


def _add_tidy(commands: _Commands) -> None:
    tidy = _command(
        commands, "tidy", "bring the drop-downs and styles of workbooks up to date", _TIDY
    )
    tidy.add_argument(
        "paths", nargs="+", type=Path, metavar="BOOK.xlsx", help="workbooks, or folders of them"
    )
    tidy.set_defaults(run=_tidy)


def _command(commands: _Commands, name: str, purpose: str, examples: str) -> ArgumentParser:
    return commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=examples,
        formatter_class=RawDescriptionHelpFormatter,
    )


def _add_paths(command: ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="workbooks, or folders that hold them"
    )


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2025-10-15") from None


def _build(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.build import run

    return run(arguments, out, err)


def _check(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.check import run

    return run(arguments, out, err)


def _verify(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.verify import run

    return run(arguments, out, err)


def _decide(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.decide import run

    return run(arguments, out, err)


def _run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.run import run

    return run(arguments, out, err)


def _new(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.new import run

    return run(arguments, out, err)


def _tidy(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.tidy import run

    return run(arguments, out, err)
