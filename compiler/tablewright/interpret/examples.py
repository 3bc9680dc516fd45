"""Runs the rows of Examples and says, expectation by expectation, what differs."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.interpret.answer import LIMIT, Answer, answer
from tablewright.interpret.conditions import fold
from tablewright.interpret.lookup import output_position, table_named
from tablewright.interpret.readings import Reading, RequestProblem, Status, Trouble
from tablewright.ir.outputs import LISTS
from tablewright.ir.program import Example, Expect, Expectation, Program, Table
from tablewright.ir.results import ExampleResult
from tablewright.ir.types import NOTHING, Kind, Special


def run_example(program: Program, example: Example, limit: int = LIMIT) -> ExampleResult:
    """The example's request answered and compared with every Expect cell that is not blank."""
    try:
        found = answer(program, dict(example.given), example.decision, limit)
    except RequestProblem as refused:
        differences = tuple(f"the request is refused: {each}" for each in refused.problems)
        return ExampleResult(
            decision=example.decision, case=example.case, passed=False, differences=differences
        )
    differences = tuple(
        difference
        for expectation in example.expect
        for difference in _differences(program, example, expectation, found)
    )
    return ExampleResult(
        decision=example.decision,
        case=example.case,
        passed=not differences,
        differences=differences,
        status=found.status.name,
        rule=", ".join(found.rules),
        outcome=_outcome(program, example, found),
    )


def _outcome(program: Program, example: Example, found: Answer) -> tuple[tuple[str, str], ...]:
    if found.status is not Status.DECIDED:
        return ()
    table = table_named(program, example.decision)
    shown = ((name.name, _shown(_cell(table, found, name.code_name))) for name in table.outputs)
    return tuple(shown)


def _differences(
    program: Program, example: Example, expectation: Expectation, found: Answer
) -> Iterator[str]:
    match expectation.kind:
        case Expect.OUTPUT:
            yield from _output(program, example, expectation, found)
        case Expect.STATUS:
            yield from _text("Status", _stated(expectation), found.status)
        case Expect.RULE:
            yield from _text("Rule", _stated(expectation), ", ".join(found.rules))
        case Expect.MISSING:
            expected = frozenset(_code_name(program, text) for text in expectation.texts)
            yield from _set("Missing", expected, found.missing)
        case Expect.UNMET:
            yield from _set("Unmet", frozenset(expectation.texts), frozenset(found.unmet))


def _stated(expectation: Expectation) -> str:
    stated = expectation.value if isinstance(expectation.value, str) else expectation.text
    return stated or ", ".join(expectation.texts)


def _text(what: str, expected: str, found: str) -> Iterator[str]:
    if expected.strip().casefold() != found.casefold():
        yield f"{what}: expected {expected or 'none'}, found {found or 'none'}"


def _set(what: str, expected: frozenset[str], found: frozenset[str]) -> Iterator[str]:
    for each in sorted(expected - found):
        yield f"{what}: expected {each}, which is not found"
    for each in sorted(found - expected):
        yield f"{what}: found {each}, which is not expected"


def _code_name(program: Program, text: str) -> str:
    """The code name behind what an analyst wrote: a name or a code name."""
    for name in (*program.inputs, *(each.name for each in program.calculations)):
        if text.casefold() in {name.name.casefold(), name.code_name}:
            return name.code_name
    return text


def _output(
    program: Program, example: Example, expectation: Expectation, found: Answer
) -> Iterator[str]:
    table = table_named(program, example.decision)
    position = output_position(table, expectation.output)
    name = table.outputs[position]
    expected = NOTHING if expectation.value is None else expectation.value
    if found.status is not Status.DECIDED:
        yield f"{name.name}: expected {_shown(expected)}, but the status is {found.status}"
        return
    cell = _cell(table, found, expectation.output)
    codes = name.type.kind is Kind.CODE
    if _form(expected, codes=codes) != _form(cell, codes=codes):
        yield f"{name.name}: expected {_shown(expected)}, found {_shown(cell)}"


def _cell(table: Table, found: Answer, output: str) -> Reading:
    """The outcome of one output; a list of them for the list policies."""
    cells = tuple(dict(row)[output] for row in found.rows)
    if table.hit_policy not in LISTS:
        return cells[0]
    return tuple(cell for cell in cells if not isinstance(cell, Special | Trouble | tuple))


def _form(reading: Reading, *, codes: bool) -> Reading:
    if codes and isinstance(reading, tuple):
        return tuple(fold(each) if isinstance(each, str) else each for each in reading)
    return fold(reading) if codes and isinstance(reading, str) else reading


def _shown(reading: Reading) -> str:
    if isinstance(reading, Special):
        return str(reading.value)
    if isinstance(reading, bool):
        return "yes" if reading else "no"
    return ", ".join(map(str, reading)) if isinstance(reading, tuple) else str(reading)
