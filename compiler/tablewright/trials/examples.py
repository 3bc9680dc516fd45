"""Example rows put to generated code: what came of them, and every way in which they differ.

Says what differs in the analyst's words, and what was given and answered beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from tablewright.interpret.examples import run_example
from tablewright.ir.program import Example, Expect, Expectation, Program
from tablewright.ir.results import ExampleResult
from tablewright.ir.types import Duration, Special
from tablewright.trials.code import Code, Decision, RefusedError


def run(program: Program, code: Code, example: Example) -> ExampleResult:
    """The example's request answered, and compared with every Expect cell that is not blank."""
    try:
        decision = code.ask(example.decision, dict(example.given))
    except RefusedError as refused:
        problems = str(refused).split("\n")
        return ExampleResult(
            decision=example.decision,
            case=example.case,
            passed=False,
            differences=tuple(f"the request is refused: {problem}" for problem in problems),
        )
    found = [d for each in example.expect for d in _difference(program, each, decision)]
    return ExampleResult(
        decision=example.decision,
        case=example.case,
        passed=not found,
        differences=tuple(found),
        status=decision.status.name,
        rule=", ".join(rule.id for rule in decision.rules),
        outcome=tuple(_outcome(program, example, decision)),
    )


def against_reference(program: Program, example: Example, result: ExampleResult) -> tuple[str, ...]:
    """How the reference evaluator, which is slow, sees the same example otherwise."""
    reference = run_example(program, example)
    found = [f"{each} (by the reference evaluator)" for each in reference.differences]
    if reference.status != result.status:
        found.append(f"Status: {result.status}, by the reference evaluator {reference.status}")
    if reference.status == "DECIDED" and reference.rule != result.rule:
        found.append(f"Rule: {result.rule}, by the reference evaluator {reference.rule}")
    return tuple(found)


def story(program: Program, example: Example, result: ExampleResult) -> str:
    """What was given, what was expected and what came of it, for people."""
    names = {name.code_name: name for name in program.inputs}
    outputs = {o.code_name: o.name for table in program.tables for o in table.outputs}
    lines = [f"Example `{example.case}`, {example.at}"]
    lines += [f"  {example.why}"] if example.why else []
    lines.append("Given")
    for code_name, value in example.given:
        unit = names[code_name].type.unit
        lines.append(f"  {names[code_name].name}: {shown(value)}{f' {unit}' if unit else ''}")
    lines.append("Expected")
    for each in example.expect:
        name = outputs.get(each.output, each.kind.value.capitalize())
        lines.append(f"  {name}: {each.text}  ({each.at.address})")
    if result.status:
        lines += ["Found", f"  Status: {result.status.replace('_', ' ').lower()}"]
        lines += [f"  {name}: {value}" for name, value in result.outcome]
        lines += [f"  Rule: {result.rule or 'none'}"]
    return "\n".join(lines)


def _outcome(program: Program, example: Example, decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.status.name == "DECIDED":
        table = next(t for t in program.tables if t.code_name == example.decision)
        for output in table.outputs:
            yield output.name, shown(_of_outcome(decision.possible[0], output.code_name))


# -- one expectation -------------------------------------------------------------------------------


def _difference(program: Program, expectation: Expectation, decision: Decision) -> Iterator[str]:
    match expectation.kind:
        case Expect.OUTPUT:
            yield from _output(program, expectation, decision)
        case Expect.STATUS:
            yield from _same("Status", _stated(expectation), decision.status.value)
        case Expect.RULE:
            found = ", ".join(rule.id for rule in decision.rules)
            yield from _same("Rule", _stated(expectation), found)
        case Expect.MISSING:
            expected = {_name(program, text) for text in expectation.texts}
            names = {_name(program, each.name) for each in decision.missing}
            yield from _same_set("Missing", expected, names)
        case Expect.UNMET:
            yield from _same_set("Unmet", set(expectation.texts), set(decision.unmet))
        case _:
            assert_never(expectation.kind)


def _output(program: Program, expectation: Expectation, decision: Decision) -> Iterator[str]:
    outputs = (o for table in program.tables for o in table.outputs)
    name = next(o.name for o in outputs if o.code_name == expectation.output)
    expected = expectation.value
    if decision.status.name != "DECIDED":
        yield f"{name}: expected {shown(expected)}, but the status is {decision.status.value}"
        return
    found = _of_outcome(decision.possible[0], expectation.output)
    if _plain(expected) != _plain(found):
        yield f"{name}: expected {shown(expected)}, found {shown(found)}"


def _of_outcome(outcome: object, output: str) -> object:
    """One output of an outcome; of list policies that of every rule which gives one."""
    if isinstance(outcome, tuple) and not hasattr(outcome, "_fields"):
        every = (getattr(each, output) for each in outcome)
        return tuple(each for each in every if each is not None)
    return getattr(outcome, output)


def _stated(expectation: Expectation) -> str:
    stated = expectation.value if isinstance(expectation.value, str) else expectation.text
    return stated or ", ".join(expectation.texts)


def _same(what: str, expected: str, found: str) -> Iterator[str]:
    if " ".join(expected.split()).casefold() != found.casefold():
        yield f"{what}: expected {expected or 'none'}, found {found or 'none'}"


def _same_set(what: str, expected: set[str], found: set[str]) -> Iterator[str]:
    yield from (f"{what}: expected {each}, which is not found" for each in sorted(expected - found))
    yield from (f"{what}: found {each}, which is not expected" for each in sorted(found - expected))


def _name(program: Program, text: str) -> str:
    """The name in the Glossary of what an analyst or the generated code calls so."""
    names = (*program.inputs, *(each.name for each in program.calculations))
    wanted = " ".join(text.split()).casefold()
    for name in names:
        if wanted in {name.name.casefold(), name.code_name}:
            return name.name
    return text


def _plain(value: object) -> object:
    """A value of either side in one form: numbers as decimals, a blank as None, texts folded."""
    if value is None or isinstance(value, Special):
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str):
        return value.strip().casefold()
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def shown(value: object) -> str:
    """A value for people."""
    fields: tuple[str, ...] = getattr(value, "_fields", ())
    match value:
        case None | Special():
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple() if fields:
            pairs = zip(fields, value, strict=True)
            return ", ".join(f"{name} {shown(each)}" for name, each in pairs if each is not None)
        case tuple():
            return ", ".join(map(shown, value)) or "empty"
        case Duration():
            return f"{value.months} months {value.days} days"
        case _:
            return str(getattr(value, "value", value))
