"""What a program needs to ask a version: its module, its digests, and a request that works."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import assert_never

from tablewright.emit.html.examples import answer_text
from tablewright.emit.html.page import ForDevelopers
from tablewright.emit.html.told import Told
from tablewright.emit.names import Names
from tablewright.emit.words import number_text
from tablewright.ir.paths import policy_folder, version_module
from tablewright.ir.program import Example
from tablewright.ir.types import Duration, Value

SHORT = 15


def developers_of(told: Told, names: Names) -> ForDevelopers:
    """The section for developers; its request is the example that gives most of all that pass."""
    program = told.program
    passed = {
        (each.decision, each.case): each
        for each in told.results
        if each.passed and each.status == "DECIDED"
    }
    cases = (each for each in program.examples if (each.decision, each.case) in passed)
    own = (each for each in cases if each.decision == program.policy.decision)
    example = max(own, key=lambda each: len(each.given), default=None)
    module = version_module(program.policy.version) or ""
    return ForDevelopers(
        package=policy_folder(program.policy.number) or "",
        module=f"{module}.py",
        sha256=told.module,
        certificate=f"{module}.proof.json",
        case=example.case if example else "",
        json=request_text(example) if example else "",
        answer=answer_text(passed[example.decision, example.case], names) if example else "",
    )


def request_text(example: Example) -> str:
    """What an example gives as the JSON that the module takes, one input a line."""
    lines = (f"  {json.dumps(name)}: {_json(given)}" for name, given in example.given)
    return "{\n" + ",\n".join(lines) + "\n}" if example.given else "{}"


def _json(given: Value) -> str:
    match given:
        case tuple():
            return f"[{', '.join(_json(each) for each in given)}]"
        case bool() | str():
            return json.dumps(given, ensure_ascii=False)
        case Decimal():
            text = number_text(given)
            # A reader of JSON may hold numbers as floats, which keep no more digits than these.
            return text if len(text) <= SHORT else json.dumps(text)
        case dt.date():
            return json.dumps(given.isoformat())
        case Duration():
            return json.dumps(f"{given.months} months {given.days} days")
        case _:
            assert_never(given)
