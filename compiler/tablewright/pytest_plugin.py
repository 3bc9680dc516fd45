"""Workbooks as tests: each example row, each rule and the check of the whole is one test.

Imports nothing but pytest until it meets a workbook of the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr, TracebackStyle

    from tablewright.driver import Read
    from tablewright.ir.program import Example, Program, Rule, Table
    from tablewright.trials.code import Code


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--exhaustive`."""
    parser.getgroup("tablewright", "decision tables in workbooks").addoption(
        "--exhaustive",
        action="store_true",
        help="search longer, and ask the reference evaluator too",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the workbooks of the project; other spreadsheets are left alone, unopened."""
    if file_path.suffix.lower() != ".xlsx":
        return None
    from tablewright.workspace.copies import is_copy
    from tablewright.workspace.workbooks import is_mark_of_open_file

    if is_mark_of_open_file(file_path.name) or file_path.is_symlink() or is_copy(file_path):
        return None
    root = _tables_root(file_path, parent.config)
    if root is None:
        return None
    workbook = WorkbookFile.from_parent(parent, path=file_path)
    workbook.label = file_path.relative_to(root).as_posix()
    return workbook


def _tables_root(file: Path, config: pytest.Config) -> Path | None:
    """The folder of tables that holds a file; its own folder if the file itself was asked for."""
    from tablewright.workspace.settings import settings_for

    for folder in settings_for(config.rootpath).paths:
        if file.is_relative_to(folder):
            return folder
    asked = {config.invocation_params.dir / arg.partition("::")[0] for arg in config.args}
    return file.parent if file in asked else None


class WorkbookFile(pytest.File):
    """A workbook: `check`, then its examples and rules. One without a Policy block has no tests."""

    label = ""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The tests of the workbook; only `check` while it has an error."""
        read = self.read
        if not read.is_policy:
            return
        yield CheckItem.from_parent(self, name="check")
        if read.program is not None:
            yield Level.of(self, "example", self._examples)
            yield Level.of(self, "rule", self._rules)

    def _examples(self, level: pytest.Collector) -> Iterator[pytest.Collector]:
        for table in self.program.tables:
            cases = [each for each in self.program.examples if each.decision == table.code_name]
            if cases:
                yield Level.of(level, table.name, partial(ExampleItem.of_each, cases))

    def _rules(self, level: pytest.Collector) -> Iterator[pytest.Collector]:
        for table in self.program.tables:
            yield Level.of(level, table.name, partial(RuleItem.of_each, table))

    @cached_property
    def read(self) -> Read:
        """What the workbook says."""
        from tablewright.driver import read_policy
        from tablewright.workspace.workbooks import Source

        return read_policy(Source(label=self.label, path=self.path))

    @cached_property
    def code(self) -> Code:
        """The generated code of the workbook."""
        from tablewright.trials.code import code_of

        return code_of(self.program)

    @property
    def program(self) -> Program:
        """The program; examples and rules are collected from one only."""
        program = self.read.program
        assert program is not None  # noqa: S101 - for the type checker: see collect
        return program


class Level(pytest.Collector):
    """A part of a test's name between its workbook and itself."""

    make: Callable[[pytest.Collector], Iterable[pytest.Item | pytest.Collector]]

    @classmethod
    def of(
        cls,
        parent: pytest.Collector,
        name: str,
        make: Callable[[pytest.Collector], Iterable[pytest.Item | pytest.Collector]],
    ) -> Level:
        """A level whose tests or levels `make` gives."""
        level = cls.from_parent(parent, name=_id_of(name))
        level.make = make
        return level

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """What stands below."""
        return self.make(self)


class WorkbookItem(pytest.Item):
    """A test of a workbook: the failures it finds are texts for analysts, without a traceback."""

    row = 1

    def failures(self, workbook: WorkbookFile) -> str:
        """What is wrong, for people; empty when nothing is."""
        raise NotImplementedError

    def runtest(self) -> None:
        """Fail with what is wrong."""
        workbook = self.getparent(WorkbookFile)
        assert workbook is not None  # noqa: S101 - for the type checker: all of ours stand in one
        text = self.failures(workbook)
        if text:
            raise WorkbookFailure(text)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """The text of a failure; a fault of the compiler is shown with its traceback."""
        if isinstance(excinfo.value, WorkbookFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test comes from: the workbook, and the row of its sheet."""
        return self.path, self.row - 1, self.nodeid.partition("::")[2].replace("::", " › ")


class WorkbookFailure(Exception):  # noqa: N818 - a test that fails, and no error of a program
    """What is wrong with a workbook."""


class CheckItem(WorkbookItem):
    """The workbook has no findings but advice."""

    def failures(self, workbook: WorkbookFile) -> str:
        """The findings, as `tablewright check` prints them."""
        from tablewright.diagnostics.model import Severity
        from tablewright.diagnostics.render.text import render
        from tablewright.driver import version_of

        read, findings = workbook.read, workbook.read.diagnostics
        if read.program is not None:
            findings = (*findings, *version_of(read.program).survey.diagnostics)
        failing = [each for each in findings if each.code.severity is not Severity.ADVICE]
        return render(failing, {} if read.workbook is None else {read.label: read.workbook})


class ExampleItem(WorkbookItem):
    """The generated code answers an example as it expects; exhaustively, so does the reference."""

    example: Example

    @classmethod
    def of_each(
        cls, examples: Iterable[Example], parent: pytest.Collector
    ) -> Iterator[ExampleItem]:
        """One test for each example, named for its case."""
        seen: set[str] = set()
        for example in examples:
            name = _id_of(example.case)
            if name in seen:  # a case named twice is told apart by its cell
                name = f"{name} ({example.at.address})"
            seen.add(name)
            item = cls.from_parent(parent, name=name)
            item.example, item.row = example, example.at.top
            yield item

    def failures(self, workbook: WorkbookFile) -> str:
        """How the answer differs, and the whole example."""
        from tablewright.trials.examples import against_reference, run, story

        program, example = workbook.program, self.example
        result = run(program, workbook.code, example)
        found = result.differences
        if self.config.getoption("exhaustive", default=False):
            found = (*found, *against_reference(program, example, result))
        return "\n".join([*found, "", story(program, example, result)]) if found else ""


class RuleItem(WorkbookItem):
    """A rule answers some request: an example's, or one that a search finds."""

    table: Table
    rule: Rule

    @classmethod
    def of_each(cls, table: Table, parent: pytest.Collector) -> Iterator[RuleItem]:
        """One test for each rule, named for its id."""
        for rule in table.rules:
            item = cls.from_parent(parent, name=_id_of(rule.id))
            item.table, item.rule, item.row = table, rule, rule.at.top
            yield item

    def failures(self, workbook: WorkbookFile) -> str:
        """Where the rule stands, if nothing reaches it."""
        from tablewright.trials.reach import EXHAUSTIVE_STEPS, STEPS, reaching

        steps = EXHAUSTIVE_STEPS if self.config.getoption("exhaustive", default=False) else STEPS
        found = reaching(workbook.program, workbook.code, (self.table, self.rule), steps)
        if found is not None:
            return ""
        return (
            f"No request reaches rule {self.rule.id} of {self.table.name}, {self.rule.at}\n"
            "No example does, and a search found none. The rules above it may take all its cases;\n"
            "if not, add an example that it answers."
        )


def _id_of(name: str) -> str:
    """A name as a part of a test's id: on one line, and without the mark between parts."""
    return " ".join(name.replace("::", ":").split()) or "unnamed"
