"""What can be typed: the commands, their arguments and their help. Runs none of them."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from tablewright import __version__
from tablewright.cli import epilogs
from tablewright.cli.terminal import Terminal

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    _Commands = _SubParsersAction[ArgumentParser]


def parser() -> ArgumentParser:
    """The whole command line."""
    whole = ArgumentParser(
        prog="tablewright",
        description=epilogs.ABOUT,
        epilog=epilogs.CODES,
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
    _add_diff(commands)
    return whole


def _add_build(commands: _Commands) -> None:
    build = _command(
        commands, "build", "compile the workbooks into Python modules and pages", epilogs.BUILD
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
    check = _command(commands, "check", "report every fault of the workbooks", epilogs.CHECK)
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
        commands,
        "verify",
        "prove that the generated modules mean what the workbooks say",
        epilogs.VERIFY,
    )
    _add_paths(verify)
    verify.add_argument("--out", type=Path, metavar="DIR", help="where the generated code lies")
    verify.set_defaults(run=_verify)


def _add_decide(commands: _Commands) -> None:
    decide = _command(commands, "decide", "answer one case and explain the answer", epilogs.DECIDE)
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
    run = _command(commands, "run", "answer a file of requests, row by row", epilogs.RUN)
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
    new = _command(commands, "new", "write a workbook that is ready to fill", epilogs.NEW)
    new.add_argument(
        "workbook", type=Path, metavar="POLICY.xlsx", help="the workbook, which must not exist"
    )
    new.add_argument("--number", metavar="NUMBER", help="the policy's number")
    new.add_argument("--title", metavar="TEXT", help="its title")
    new.add_argument("--version", metavar="V", help="the version, such as 2026")
    new.set_defaults(run=_new)


def _add_tidy(commands: _Commands) -> None:
    tidy = _command(
        commands, "tidy", "bring the drop-downs and styles of workbooks up to date", epilogs.TIDY
    )
    tidy.add_argument(
        "paths", nargs="+", type=Path, metavar="BOOK.xlsx", help="workbooks, or folders of them"
    )
    tidy.set_defaults(run=_tidy)


def _add_diff(commands: _Commands) -> None:
    diff = _command(commands, "diff", "show what changed between two versions", epilogs.DIFF)
    diff.usage = (
        "tablewright diff [options] OLD NEW\n       tablewright diff [options] POLICY OLD NEW"
    )
    diff.add_argument(
        "versions",
        nargs="+",
        metavar="OLD NEW",
        help="two workbooks, - for standard input; or a policy and two of its versions",
    )
    diff.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="text for people, markdown for a pull request, json for programs (default: text)",
    )
    diff.add_argument(
        "--thorough", action="store_true", help="spend more steps on what is hard to settle"
    )
    diff.set_defaults(run=_diff)


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


def _diff(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    from tablewright.cli.diff import run

    return run(arguments, out, err)
