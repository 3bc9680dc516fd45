"""`tablewright decide`, and how every command speaks: encodings, terminals, pipes, exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tablewright.cli import main
from tablewright.cli.terminal import Terminal, terminal_of
from tablewright.diagnostics.render.paint import Ink
from tests.python_files import IMPORTABLE
from tests.xlsx_files import policy, write_xlsx

CHECKLIST = """
== Criteria ==
Checklist | Criteria | Met when | all of
Item | Combine | Subject | Test | Cite | Criterion | Evidence
1 | any of | | | I.A.1 | Old enough, or asked for. | Record
'1.a | | Age | >= 18 | I.A.1.a | An adult. | Birth certificate
'1.b | | Asked | yes | I.A.1.b | Asked for by name. | Letter
2 | | Weight | >= 40 | I.A.2 | Heavy enough. | Scale
"""


def two_stage() -> str:
    """A policy whose table asks a checklist of two items."""
    text = policy().replace("| Age | Result\n1 | >= 18", "| Criteria | Result\n1 | met")
    text = text.partition("== Examples ==")[0]
    names = "Asked | yes/no\nWeight | number | kg | (0..500] | provider | What is the weight?\n"
    return text.replace("Result | text", f"{names}Result | text") + CHECKLIST


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built project with a checklist."""
    write_xlsx(tmp_path / "tables" / "2025.xlsx", two_stage())
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    return tmp_path


def decided(
    project: Path, capsys: pytest.CaptureFixture[str], case: str, *options: str
) -> tuple[int, str, str]:
    """The exit code of a case, and what was said on both streams."""
    (project / "case.json").write_text(case, encoding="utf-8")
    capsys.readouterr()
    code = main(["decide", "LA.1", "case.json", *options])
    return code, *capsys.readouterr()


def test_an_answer_names_rule_and_items(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A decided case shows outcome, rule with citation and cell, and what met the checklist."""
    case = '{"request_date": "2025-03-01", "age": 30, "weight": 50.5}'
    code, said, _ = decided(project, capsys, case)
    assert code == 0
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "LA.1, version 2025: decided" in lines
    assert "result approve" in lines
    assert "Answer 1 · I.A Answer!A4" in lines
    assert "Criteria: met Criteria!A1:G6" in lines
    assert "✓ met I.A.1.a An adult. A4" in lines
    assert "Missing" not in said


def test_what_is_missing_is_told_with_whom_to_ask(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An open case names each question, who answers it, what shows it and what it would settle."""
    code, said, _ = decided(project, capsys, '{"request_date": "2025-03-01", "age": 30}')
    assert code == 0
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "LA.1, version 2025: needs information" in lines
    assert "Weight · ask the provider" in lines
    assert "question What is the weight?" in lines
    assert "shown by Scale" in lines
    assert "settles I.A.2" in lines
    possible = lines.index("Still possible")
    assert {"result approve", "result refer"} == set(lines[possible + 1 : possible + 3])


def test_a_failed_item_is_told_with_what_it_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failed item shows its citation, its criterion, and the value beside the one asked for."""
    case = '{"request_date": "2025-03-01", "age": 30, "weight": 39.9}'
    _, said, _ = decided(project, capsys, case)
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert lines[lines.index("✗ not met I.A.2 Heavy enough.") + 1] == (
        "Weight is 39.9; asked is >= 40 A6"
    )


def test_what_a_met_item_did_not_need_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of an any-of group that is met, no part of an alternative that failed is shown as met."""
    deeper = CHECKLIST.replace(
        "'1.b | | Asked | yes | I.A.1.b | Asked for by name. | Letter\n",
        "'1.b | all of | | | I.A.1.b | Asked for, and old. | Letter\n"
        "'1.b.1 | | Asked | yes | | Asked for by name. |\n"
        "'1.b.2 | | Age | >= 20 | | Not very young. |\n",
    )
    write_xlsx(tmp_path / "tables" / "2025.xlsx", two_stage().replace(CHECKLIST, deeper))
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    case = '{"request_date": "2025-03-01", "age": 30, "asked": false, "weight": 50}'
    _, said, _ = decided(tmp_path, capsys, case)
    assert "An adult." in said
    assert not [text for text in ("Asked for", "Not very young.") if text in said]


def test_json_is_the_audit_record(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the answer is the decision's own record, numbers exact."""
    case = '{"request_date": "2025-03-01", "age": 30, "weight": 40.10}'
    for options in (("--json",), ("--format", "json")):
        code, said, _ = decided(project, capsys, case, *options)
        record = json.loads(said)
        assert code == 0
        assert record["result"] == "approve"
        assert record["request"]["weight"] in {"40.10", "40.1"}
        assert record["version"] == "2025"


def test_everything_wrong_with_a_case_is_told_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case with several faults gives one line for each, and exits with 1."""
    case = '{"request_date": "2025-03-01", "age": 300, "wieght": 1, "asked": "perhaps"}'
    code, said, complaints = decided(project, capsys, case)
    assert code == 1
    assert not said
    assert len(complaints.splitlines()) == 3
    assert "did you mean weight?" in complaints


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"age": 1, "age": 2}', "age is given twice"),
        ('{"age": NaN}', "NaN is no number"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_case_that_is_no_json_object_is_wrong_usage(
    project: Path, capsys: pytest.CaptureFixture[str], case: str, complaint: str
) -> None:
    """A file that holds no JSON object exits with 2 and says why."""
    code, _, said = decided(project, capsys, case)
    assert code == 2
    assert complaint in said


def test_the_day_selects_the_version(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a day the version's date input is asked for; --on and --version choose."""
    _, said, _ = decided(project, capsys, "{}")
    assert "Give request_date in the case, or a day with --on." in said
    _, said, _ = decided(project, capsys, "{}", "--on", "2024-12-31")
    assert "not in force" in said
    _, said, _ = decided(project, capsys, "{}", "--on", "2025-01-01")
    assert "version 2025" in said
    code, _, said = decided(project, capsys, "{}", "--version", "2023")
    assert code == 1
    assert "versions are 2025" in said


def test_a_policy_that_is_not_there_gets_a_hint(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown policy names the nearest one; an output without any names the command to run."""
    (project / "case.json").write_text("{}")
    assert main(["decide", "la_2", "case.json"]) == 2
    assert "la_1" in capsys.readouterr().err
    assert main(["decide", "la_1", "case.json", "--out", "nowhere"]) == 2
    assert "tablewright build" in capsys.readouterr().err
    assert main(["decide", "../generated/la_1", "case.json"]) == 2


def test_hostile_text_reaches_no_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control characters of a case are printed as escapes, in answers and in complaints."""
    case = '{"request_date": "2025-03-01", "\\u001b[2Jage": "\\u001b]0;x\\u0007\\u202e"}'
    _, said, complaints = decided(project, capsys, case)
    assert not {"\x1b", "\x07", "\u202e"} & set(said + complaints)


def terminal(*, color: bool = False) -> tuple[Terminal, io.StringIO]:
    """A terminal that writes to memory."""
    stream = io.StringIO()
    return Terminal(stream=stream, live=True, color=color, columns=80), stream


def test_a_page_keeps_our_colours_and_nothing_else() -> None:
    """Of all control sequences only colours pass to a terminal."""
    to, stream = terminal(color=True)
    to.page(to.paint("fine", Ink.HELP) + " \x1b[2J\x1b]0;title\x07\r\x9b1m\u202e\n")
    shown = stream.getvalue()
    assert shown.startswith("\x1b[1;32mfine\x1b[0m ")
    assert not {"\x1b", "\x07", "\r", "\x9b", "\u202e"} & set(shown[len("\x1b[1;32mfine\x1b[0m") :])


def test_no_text_is_too_strange_to_print() -> None:
    """A path that is no valid text is printed with escapes, and ends no command."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    to = terminal_of(stream)
    to.raw("caf\udce9 \u2713")
    stream.flush()
    stream.seek(0)
    assert stream.read() == "caf\\udce9 \u2713"


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is colour on a terminal only, and never where NO_COLOR is set."""

    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert terminal_of(Tty()).color
    assert not terminal_of(io.StringIO()).color
    assert not terminal_of(io.StringIO()).live
    monkeypatch.setenv("TERM", "dumb")
    assert not terminal_of(Tty()).color
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal_of(Tty()).color


def command(*arguments: str) -> list[str]:
    """The command line of this very interpreter."""
    return [sys.executable, "-m", "tablewright", *arguments]


def environment(**more: str) -> dict[str, str]:
    """An environment in which this checkout can be imported."""
    return {**os.environ, "PYTHONPATH": IMPORTABLE, **more}


def test_the_c_locale_still_prints_utf8(project: Path) -> None:
    """Output is UTF-8 whatever the locale says."""
    env = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    case = b'{"request_date": "2025-03-01", "age": 30}'
    done = subprocess.run(
        command("decide", "la_1", "-"),
        check=True,
        cwd=project,
        env=env,
        input=case,
        capture_output=True,
    )
    assert "✓ met" in done.stdout.decode("utf-8")


def test_a_closed_pipe_ends_quietly(project: Path) -> None:
    """A reader that goes away leaves no stack trace behind."""
    env = environment(PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        command("check", "--format", "sarif"),
        cwd=project,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaints = running.stderr.read()
        running.wait(timeout=60)
    assert not complaints


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["decide", "--help"]])
def test_help_is_quick_and_imports_nothing_heavy(arguments: list[str]) -> None:
    """Help does not wait for the Excel reader, the grammar or the templates."""
    heavy = "sorted({'openpyxl', 'lark', 'jinja2', 'decimal', 'json'} & set(sys.modules))"
    script = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print({heavy}, file=sys.stderr))\n"
        f"from tablewright.cli import main\nmain({arguments!r})\n"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.stderr.strip() == "[]"
    assert "examples:" in done.stdout or "COMMAND" in done.stdout
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "typed", ["", "bild", "check --format xml", "decide x", "decide x - --on tomorrow"]
)
def test_usage_errors_exit_with_two(typed: str) -> None:
    """An unknown command, format or date, or a missing argument, is wrong usage."""
    with pytest.raises(SystemExit) as stopped:
        main(typed.split())
    assert stopped.value.code == 2
