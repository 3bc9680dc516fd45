"""Examples as rows: what was given, what was expected and what came of it.

What most examples of a sheet give is said once, so that each shows where it differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import assert_never

from tablewright.emit.html.rows import ExampleRow, ExampleSection
from tablewright.emit.names import Names, example_id, slug
from tablewright.emit.words import plain, value_words
from tablewright.ir.program import Example, Expect, Expectation, Program, Table
from tablewright.ir.results import ExampleResult
from tablewright.ir.types import Value

Results = Mapping[tuple[str, str], ExampleResult]
Given = tuple[str, ...]


def example_sections(
    program: Program, results: tuple[ExampleResult, ...], names: Names
) -> tuple[ExampleSection, ...]:
    """The examples by decision, in sheet order, and by the sheet they stand on."""
    found = {(result.decision, result.case): result for result in results}
    sections: list[ExampleSection] = []
    for table in program.tables:
        own = (each for each in program.examples if each.decision == table.code_name)
        sections.extend(
            _section(table, sheet, tuple(group), found, names)
            for sheet, group in groupby(own, key=lambda example: example.at.sheet)
        )
    return tuple(sections)


def passed_text(passed: int, total: int) -> str:
    """How many of how many examples pass, as a sentence without its full stop."""
    if not total:
        return "No examples"
    if passed == total:
        return "The one example passes" if total == 1 else f"All {total} examples pass"
    return f"{passed} of {total} examples pass"


def passed_state(passed: int, total: int) -> str:
    """The name of the style of such a sentence."""
    if not total:
        return "not-run"
    return "pass" if passed == total else "fail"


def usual(examples: Sequence[Example]) -> dict[str, Value]:
    """What more than half of the examples give, by code name; nothing of a single example."""
    if len(examples) == 1:
        return {}
    counts = Counter(pair for example in examples for pair in example.given)
    return {name: given for (name, given), count in counts.items() if 2 * count > len(examples)}


def _differing(example: Example, usually: Mapping[str, Value], names: Names) -> Given:
    """What an example gives besides what is usual, and what of that it does not give."""
    given = dict(example.given)
    besides = (
        pair for pair in example.given if pair[0] not in usually or pair[1] != usually[pair[0]]
    )
    return (
        *(_given_text(name, value, names) for name, value in besides),
        *(f"{names.names[name].name}: not given" for name in usually if name not in given),
    )


def _given_text(name: str, given: Value, names: Names) -> str:
    """`Weight: 70 kg`."""
    called = names.names[name]
    return f"{called.name}: {plain(value_words(given, called.type.unit))}"


def _section(
    table: Table, sheet: str, examples: Sequence[Example], results: Results, names: Names
) -> ExampleSection:
    found = [results.get((each.decision, each.case)) for each in examples]
    usually = usual(examples)
    passed = sum(result.passed for result in found if result)
    return ExampleSection(
        anchor=f"examples-{table.code_name}-{slug(sheet)}",
        name=f"{sheet}: {table.name}",
        summary=passed_text(passed, len(examples)),
        usual=tuple(_given_text(name, given, names) for name, given in usually.items()),
        rows=tuple(
            _row(example, result, _differing(example, usually, names), names)
            for example, result in zip(examples, found, strict=True)
        ),
    )


def _row(example: Example, result: ExampleResult | None, given: Given, names: Names) -> ExampleRow:
    state, sign = _state(result)
    return ExampleRow(
        anchor=example_id(example.decision, example.case),
        case=example.case,
        why=example.why,
        state=state,
        sign=sign,
        answer=answer_text(result, names) if result else "",
        given=given,
        expected=tuple(_expected(each, names) for each in example.expect),
        result=_result(result) if result and not result.passed else (),
        differences=result.differences if result else (),
    )


def _state(result: ExampleResult | None) -> tuple[str, str]:
    if result is None:
        return "not-run", "○ Not run"
    return ("pass", "✓") if result.passed else ("fail", "✗ Fail")


def _expected(expectation: Expectation, names: Names) -> str:
    listed = ", ".join(expectation.texts) or "none"
    match expectation.kind:
        case Expect.OUTPUT:
            name = names.names[expectation.output]
            given = expectation.value
            said = value_words(given, name.type.unit) if given is not None else ()
            return f"{name.name}: {plain(said) or expectation.text}"
        case Expect.STATUS:
            return f"Status: {status_text(expectation.text)}"
        case Expect.RULE:
            return f"Rule: {expectation.text}"
        case Expect.MISSING:
            return f"Missing: {listed}"
        case Expect.UNMET:
            return f"Unmet: {listed}"
        case _:
            assert_never(expectation.kind)


def _result(result: ExampleResult) -> Given:
    status = (f"Status: {status_text(result.status)}",) if result.status else ()
    rule = (f"Rule: {result.rule}",) if result.rule else ()
    return (*status, *(f"{name}: {text}" for name, text in result.outcome), *rule)


def answer_text(result: ExampleResult, names: Names) -> str:
    """What came out, in a few words: `approve, 6 · A1`, or the status where nothing is decided."""
    optional = {name.name for name in names.names.values() if name.blank_is_nothing}
    given = (text for name, text in result.outcome if name not in optional or text != "none")
    said = ", ".join(given)
    if result.status != "DECIDED" or not said:
        return status_text(result.status)
    return f"{said} · {result.rule}" if result.rule else said


def status_text(status: str) -> str:
    """A status in words: NEEDS_INFORMATION is `needs information`."""
    return status.replace("_", " ").lower()
