"""Hostile text in every cell of a workbook: a finding, or output in which it is only text."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.cli import main
from tablewright.diagnostics.render.json import render as render_json
from tablewright.diagnostics.render.text import render
from tablewright.emit import html, python
from tablewright.emit.python.imports import RUNTIME, STANDARD
from tablewright.emit.python.literals import comment
from tablewright.interpret.examples import run_example
from tablewright.ir.paths import version_module
from tablewright.ir.program import Program
from tablewright.lower.workbook import lower
from tablewright.source.grid import Workbook
from tests.hostile_workbook import BENIGN, BIDI, CONTROLS, TEXTS, Part, hostile, with_one
from tests.html_reading import Reader
from tests.test_emit_html_hostile import spoiled
from tests.xlsx_files import write_workbook

DIGEST = "0" * 64
RUNTIME_NAMES = {
    name for source in (STANDARD, RUNTIME) for names in source.values() for name in names
}
PIECES = (*TEXTS, "{", "}", "`", "%", "$", ";", "|", "<", ">", "&", "(", ")", "[", "]", "lambda: 0")
# Further texts that no reader of workbooks lets through, for the emitters alone.
BEYOND = (*filter(None, TEXTS), CONTROLS, BIDI, "\ud800", "\x00", "\N{LINE SEPARATOR}")


def program_of(workbook: Workbook) -> Program | None:
    """What a workbook says; where it says nothing, every finding can be shown."""
    lowered = lower(workbook)
    if lowered.program is None:
        assert lowered.diagnostics
        for shown in (
            render(lowered.diagnostics, {workbook.label: workbook}),
            render_json(lowered.diagnostics, {workbook.label: workbook}),
        ):
            assert all(char == "\n" or char.isprintable() for char in shown)
    return lowered.program


def modules_of(program: Program) -> tuple[str, str, str]:
    """What is made from its texts: the version, its frames, the package. The runtime has none."""
    package = python.emit_package(((program, DIGEST),))
    version, frames = python.emit(program, DIGEST).values()
    return version, frames, package[PurePosixPath("__init__.py")]


def shape(module: str) -> tuple[str, ...]:
    """The nodes of a module in order; texts and names are left out, and so are comments."""
    return tuple(type(node).__name__ for node in ast.walk(ast.parse(module)))


def called(module: str) -> set[str]:
    """What is called or reached into: names of functions, attributes, what is imported."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module)):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr=name):
                found.add(name)
            case ast.ImportFrom(module=name, names=names):
                found |= {str(name), *(each.name for each in names)}
            case ast.Import(names=names):
                found |= {each.name for each in names}
            case _:
                continue
    return found


def defined(module: str) -> set[str]:
    """What a module defines itself: functions, classes, constants, fields."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case _:
                continue
    return found


def page_of(program: Program) -> Reader:
    """The page, read strictly."""
    results = tuple(run_example(program, each) for each in program.examples)
    (page,) = html.emit(html.Told(program=program, digest=DIGEST, results=results)).values()
    return Reader(page)


def elements(page: Reader) -> set[tuple[str, tuple[str, ...]]]:
    """Every kind of element with the names of its attributes."""
    return {(each.tag, tuple(sorted(each.attributes))) for each in page.elements}


@cache
def benign() -> Program:
    """The program of the same workbook with plain texts."""
    program = program_of(hostile(BENIGN))
    assert program is not None
    return program


@cache
def benign_shapes() -> list[tuple[str, ...]]:
    """The nodes of its modules."""
    return [shape(module) for module in modules_of(benign())]


def scripts(page: Reader) -> list[str]:
    """The texts of its scripts."""
    return ["".join(each.words) for each in page.every("script")]


@cache
def benign_page() -> tuple[frozenset[tuple[str, tuple[str, ...]]], list[str]]:
    """The kinds of elements of its page, and its scripts."""
    page = page_of(benign())
    return frozenset(elements(page)), scripts(page)


def check_page(program: Program) -> None:
    """The page has no elements and attributes of other kinds, and no script but its own."""
    page = page_of(program)
    kinds, own = benign_page()
    assert elements(page) <= kinds
    assert own == scripts(page)
    assert not page.every("iframe", "object", "img")


def clean(part: Part) -> Iterator[str]:
    """The texts that such cells may hold."""
    return (text for text in TEXTS if lower(hostile(text, frozenset({part}))).program is not None)


@pytest.mark.parametrize("part", list(Part))
def test_hostile_texts_leave_the_code_as_it_is(part: Part) -> None:
    """Where a text is taken, the modules have the same nodes in the same order."""
    taken = list(clean(part))
    assert len(taken) > len(TEXTS) / 3
    for text in taken:
        program = program_of(hostile(text, frozenset({part})))
        assert program is not None
        assert [shape(module) for module in modules_of(program)] == benign_shapes(), text


def test_every_text_at_once_is_a_finding_or_text() -> None:
    """The same with all cells hostile together, and with the page."""
    built = 0
    for text in TEXTS:
        program = program_of(hostile(text))
        if program is not None:
            built += 1
            assert [shape(module) for module in modules_of(program)] == benign_shapes(), text
            check_page(program)
    assert built > 10


def test_emitters_rely_on_no_reader() -> None:
    """Texts that the reader refuses are escaped all the same."""
    plain = spoiled(benign(), BENIGN)
    assert isinstance(plain, Program)
    shapes = [shape(module) for module in modules_of(plain)]
    for text in BEYOND:
        program = spoiled(benign(), text)
        assert isinstance(program, Program)
        modules = modules_of(program)
        assert [shape(module) for module in modules] == shapes, text
        assert all(char == "\n" or char.isprintable() for char in "".join(modules)), text


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
def test_one_hostile_cell_anywhere_is_a_finding_or_text(number: int, pieces: list[str]) -> None:
    """Any cell, keywords and conditions too: nothing new is called, imported or reached into."""
    program = program_of(with_one(number, "".join(pieces)))
    if program is None:
        return
    for module, plain in zip(modules_of(program), modules_of(benign()), strict=True):
        assert called(module) <= called(plain) | RUNTIME_NAMES | defined(module)
        assert set(shape(module)) <= set(shape(plain))
    check_page(program)


@pytest.mark.parametrize(
    "order",
    ["type: ignore", "fmt: off", "fmt:skip", "noqa", "NOQA: F401", "mypy: ignore-errors", "nosec"],
)
def test_comments_give_no_orders_to_tools(order: str) -> None:
    """A cell cannot switch off the checks of the line, or of the file, that it is quoted in."""
    for text in (order, f"# {order}", f"so # {order}", f"##{order}"):
        assert not re.search(rf"#\s*{order}", f"# {comment(text)}", re.IGNORECASE)
    assert comment("-*- coding: utf-16 -*-") == "-*- coding : utf-16 -*-"
    assert comment("No. #1, of type: solid") == "No. #1, of type: solid"


def test_what_is_taken_is_strictly_typed(tmp_path: Path) -> None:
    """The type checker reads every such module, and has nothing to say."""
    programs = [
        replace(program, policy=replace(program.policy, version=str(number)))
        for number, text in enumerate(TEXTS)
        if (program := program_of(hostile(text))) is not None
    ][:8]
    folder = tmp_path / "la_1"
    folder.mkdir()
    files = python.emit_package(tuple((program, DIGEST) for program in programs))
    for program in programs:
        assert version_module(program.policy.version)
        files |= python.emit(program, DIGEST)
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    told = subprocess.run(
        (sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "la_1"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.startswith("Success"), told.stdout + told.stderr


@pytest.mark.parametrize("number", range(0, len(TEXTS), 8))
def test_hostile_files_are_built_or_refused(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From file to files: exit code 0 with modules that compile, or 1 with nothing written."""
    workbook = hostile(TEXTS[number])
    write_workbook(tmp_path / "tables" / "la_1" / "2025.xlsx", workbook)
    monkeypatch.chdir(tmp_path)
    code = main(["build"])
    told = "".join(capsys.readouterr())
    assert all(char == "\n" or char.isprintable() for char in told)
    built = tmp_path / "generated" / "la_1" / "v2025.py"
    assert built.exists() == (code == 0)
    if built.exists():
        compile(built.read_text(encoding="utf-8"), "v2025.py", "exec")
        Reader(built.with_suffix(".html").read_text(encoding="utf-8"))
