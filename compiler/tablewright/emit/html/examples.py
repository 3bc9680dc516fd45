"""Examples as rows: what was given, what was expected and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from tablewright.emit.html.rows import ExampleRow, ExampleSection, FactRow
from tablewright.emit.names import Names, slug
from tablewright.emit.words import Words, joined, value, value_words, word
from tablewright.ir.program import Example, Expect, Expectation, Program, Table
from tablewright.ir.results import ExampleResult

Results = Mapping[tuple[str, str], ExampleResult]


def example_sections(
    program: Program, results: tuple[ExampleResult, ...], names: Names
) -> tuple[ExampleSection, ...]:
    """The examples of every decision that has any, in sheet order of the decisions."""
    found = {(result.decision, result.case): result for result in results}
    return tuple(
        _section(table, examples, found, names)
        for table in program.tables
        if (examples := [each for each in program.examples if each.decision == table.code_name])
    )


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


def _section(
    table: Table, examples: list[Example], results: Results, names: Names
) -> ExampleSection:
    found = (results.get((each.decision, each.case)) for each in examples)
    passed = sum(result.passed for result in found if result)
    return ExampleSection(
        anchor=f"examples-{table.code_name}",
        name=table.name,
        summary=passed_text(passed, len(examples)),
        rows=tuple(_row(each, results.get((each.decision, each.case)), names) for each in examples),
    )


def _row(example: Example, result: ExampleResult | None, names: Names) -> ExampleRow:
    state, text = _state(result)
    return ExampleRow(
        anchor=f"example-{example.decision}-{slug(example.case)}",
        case=example.case,
        why=example.why,
        given=_given(example, names),
        expected=tuple(_expected(each, names) for each in example.expect),
        state=state,
        state_text=text,
        result=_result(result) if result else (),
        differences=result.differences if result else (),
        address=example.at.address,
    )


def _state(result: ExampleResult | None) -> tuple[str, str]:
    if result is None:
        return "not-run", "Not run"
    return ("pass", "✓ Pass") if result.passed else ("fail", "✗ Fail")


def _given(example: Example, names: Names) -> tuple[FactRow, ...]:
    return tuple(
        FactRow(
            term=names.names[code_name].name,
            words=value_words(given, names.names[code_name].type.unit),
        )
        for code_name, given in example.given
    )


def _expected(expectation: Expectation, names: Names) -> FactRow:
    texts = (value(text) for text in expectation.texts)
    match expectation.kind:
        case Expect.OUTPUT:
            name = names.names[expectation.output]
            given = expectation.value
            words = word(expectation.text) if given is None else value_words(given, name.type.unit)
            return FactRow(term=name.name, words=words)
        case Expect.STATUS:
            return FactRow(term="Status", words=value(status_text(expectation.text)))
        case Expect.RULE:
            return FactRow(term="Rule", words=value(expectation.text))
        case Expect.MISSING:
            return FactRow(term="Missing", words=joined(texts) or value("none"))
        case Expect.UNMET:
            cited = joined(names.cited(text) for text in expectation.texts)
            return FactRow(term="Unmet", words=cited or value("none"))
        case _:
            assert_never(expectation.kind)


def _result(result: ExampleResult) -> tuple[FactRow, ...]:
    outcome = (FactRow(term=name, words=value(text)) for name, text in result.outcome)
    facts = (
        FactRow(term="Status", words=_text(status_text(result.status))),
        *outcome,
        FactRow(term="Rule", words=_text(result.rule)),
    )
    return tuple(fact for fact in facts if fact.words)


def _text(text: str) -> Words:
    return value(text) if text else ()


def status_text(status: str) -> str:
    """A status in words: NEEDS_INFORMATION is `needs information`."""
    return status.replace("_", " ").lower()
