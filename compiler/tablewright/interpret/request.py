"""A request checked against the Glossary: every input gets a value, NOTHING or UNKNOWN.

Refuses, all at once, names that are no inputs and values outside their type or Allowed values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from tablewright.interpret.conditions import Comparing, fold, in_value_set, lies_in
from tablewright.interpret.lookup import value_set_named
from tablewright.interpret.readings import RequestProblem
from tablewright.ir.program import Name, Program
from tablewright.ir.types import NOTHING, UNKNOWN, Duration, Kind, Scalar, Special, Type, Value

Facts = Mapping[str, Value | Special]


def checked(program: Program, request: Facts) -> dict[str, Value | Special]:
    """Every input of the program with what the request says of it, or RequestProblem."""
    known = {name.code_name for name in program.inputs}
    problems = [f"{name} is no input of this policy" for name in request if name not in known]
    facts: dict[str, Value | Special] = {}
    for name in program.inputs:
        given = request.get(name.code_name, UNKNOWN)
        facts[name.code_name] = _normal(name, given)
        problem = _problem(program, name, given)
        if problem:
            problems.append(f"{name.name} {problem}")
    if problems:
        raise RequestProblem(tuple(problems))
    return facts


def _normal(name: Name, given: Value | Special) -> Value | Special:
    if given is UNKNOWN and name.blank_is_nothing:
        return NOTHING
    if isinstance(given, tuple):
        return tuple(dict.fromkeys(_normal_scalar(name.type, each) for each in given))
    return given if isinstance(given, Special) else _normal_scalar(name.type, given)


def _normal_scalar(type_: Type, value: Scalar) -> Scalar:
    return fold(value) if type_.kind is Kind.CODE and isinstance(value, str) else value


def _problem(program: Program, name: Name, given: Value | Special) -> str:
    """What is wrong with the value, or nothing."""
    if given is UNKNOWN or (given is NOTHING and name.blank_is_nothing):
        return ""
    if given is NOTHING:
        return "cannot be nothing"
    if name.type.is_list != isinstance(given, tuple):
        return "must be a list" if name.type.is_list else "must be one value"
    for scalar in given if isinstance(given, tuple) else (given,):
        if isinstance(scalar, Special) or not _is_of_kind(name.type.kind, scalar):
            return f"must be {name.type.kind}"
        if not allowed(program, name, scalar):
            return f"must be one of the allowed values, not {scalar}"
    return ""


def _is_of_kind(kind: Kind, value: Scalar) -> bool:
    match kind:
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, Decimal) and value.is_finite()
        case Kind.WHOLE:
            return isinstance(value, Decimal) and value.is_finite() and value == int(value)
        case Kind.TEXT | Kind.CODE:
            return isinstance(value, str)
        case Kind.DATE:
            return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        case Kind.DURATION:
            return isinstance(value, Duration)
        case _:
            assert_never(kind)


def allowed(program: Program, name: Name, value: Scalar) -> bool:
    """Whether the Allowed values of the name take this value (of each member, for a list)."""
    comparing = Comparing(program=program, codes=name.type.kind is Kind.CODE)
    domain = name.domain
    if domain.members:
        return comparing.same(value) in {comparing.same(member.text) for member in domain.members}
    if domain.value_set:
        values = value_set_named(program, domain.value_set)
        return isinstance(value, str) and in_value_set(values, value, comparing.same)
    if domain.intervals:
        return any(lies_in(interval, value) for interval in domain.intervals)
    return True
