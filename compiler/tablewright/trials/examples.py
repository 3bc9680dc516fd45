"""Example rows put to generated code and the reference evaluator: every way in which they differ.

Says what differs in the analyst's words, and what was given and answered beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from tablewright.interpret.examples import run_example
from tablewright.ir.program import Example, Expect, Expectation, Program
from tablewright.ir.types import Duration, Special
from tablewright.trials.code import Code, Decision, RefusedError


def differences(program: Program, code: Code, example: Example) -> tuple[str, ...]:
    """What the generated code and the reference evaluator answer otherwise than expected."""
    reference = run_example(program, example)
    found = [f"{each} (reference evaluator)" for each in reference.differences]
    try:
        decision = code.ask(example.decision, dict(example.given))
    except RefusedError as refused:
        return (*found, *(f"the request is refused: {line}" for line in str(refused).split("\n")))
    for expectation in example.expect:
        found += _difference(program, expectation, decision)
    if reference.status and reference.status != decision.status.name:
        found.append(
            f"Status: the generated code says {decision.status.value}, and the reference "
            f"evaluator {reference.status.replace('_', ' ').lower()}"
        )
    return tuple(dict.fromkeys(found))


def story(program: Program, code: Code, example: Example) -> str:
    """What was given, what was expected and what came of it, for people."""
    names = {name.code_name: name for name in program.inputs}
    lines = [f"Example `{example.case}`, {example.at}"]
    lines += [f"  {example.why}"] if example.why else []
    lines.append("Given")
    for code_name, value in example.given:
        unit = names[code_name].type.unit
        lines.append(f"  {names[code_name].name}: {shown(value)}{f' {unit}' if unit else ''}")
    lines.append("Expected")
    outputs = {o.code_name: o.name for table in program.tables for o in table.outputs}
    lines += [
        f"  {outputs.get(each.output, each.kind.value.capitalize())}: {each.text}"
        f"  ({each.at.address})"
        for each in example.expect
    ]
    return "\n".join([*lines, "Found", *(f"  {line}" for line in _answer(code, example))])


def _answer(code: Code, example: Example) -> Iterator[str]:
    try:
        decision = code.ask(example.decision, dict(example.given))
    except RefusedError as refused:
        yield from str(refused).split("\n")
        return
    rules = ", ".join(f"{rule.id} ({rule.cell})" for rule in decision.rules)
    yield f"{decision.status.value}; {'rules' if len(decision.rules) > 1 else 'rule'} {rules}"
    if decision.status.name == "DECIDED":
        yield from (shown(outcome) for outcome in decision.possible)
    if decision.missing:
        yield f"missing: {', '.join(each.name for each in decision.missing)}"
    if decision.unmet:
        yield f"unmet: {', '.join(decision.unmet)}"


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
            expected = {_code_name(program, text) for text in expectation.texts}
            names = {_code_name(program, each.name) for each in decision.missing}
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
    """One output of an outcome; of list policies that of every rule."""
    if isinstance(outcome, tuple) and not hasattr(outcome, "_fields"):
        return tuple(getattr(each, output) for each in outcome)
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


def _code_name(program: Program, text: str) -> str:
    """The code name behind what an analyst or the generated code calls a name."""
    names = (*program.inputs, *(each.name for each in program.calculations))
    wanted = " ".join(text.split()).casefold()
    for name in names:
        if wanted in {name.name.casefold(), name.code_name}:
            return name.code_name
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
