"""The entry check: yes for exactly the values of the right type that the glossary allows.

Hostile values of other types stand beside one value of each segment: yes and no as a number, NaN,
minus zero, floats, large integers, a moment for a day, blanks for a text, repeated members.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import Any

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.proof.candidates import known
from tablewright_verify.proof.context import Context, same_name
from tablewright_verify.proof.glossary import alternatives_of, context_set
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.naming import class_name
from tablewright_verify.text.evaluate import RAISED, Facts, evaluate
from tablewright_verify.text.functions import argument_of, conjuncts
from tablewright_verify.text.module import body_of
from tablewright_verify.values import Duration, UnprovedError, normal

LARGEST = 10**30
_MOMENT = dt.datetime(2025, 8, 1, 12)  # noqa: DTZ001 - a moment as a careless caller gives it
_FOREIGN = StrEnum("_FOREIGN", {"OTHER": "other"})
HOSTILE: tuple[object, ...] = (
    *(True, False, 0, 1, -1, 2**53 + 1, 10**31, -(10**31), LARGEST, -LARGEST),
    *(0.0, -0.0, 1.5, float("nan"), float("inf"), float("-inf")),
    *(Decimal(0), Decimal("-0"), Decimal("1.5"), Decimal(1), Decimal("NaN"), Decimal("sNaN")),
    *(Decimal("Infinity"), Decimal("-Infinity"), Decimal("1E+31"), Decimal("-1E+31")),
    *("", " ", "a text", " a text ", _FOREIGN.OTHER, b"bytes", dt.date(2025, 8, 1), _MOMENT),
    *((), (1, 1), [], {}, Duration(1), object),
)


def _is_number(value: object) -> bool:
    return type(value) is int or (type(value) is Decimal and value.is_finite())


def _is_list(values: object, kind: type) -> bool:
    if type(values) is not tuple or len(set(values)) != len(values):
        return False
    return all(_is_number(v) if kind is Decimal else type(v) is kind for v in values)


_CALLS: dict[str, Any] = {
    **FUNCTIONS,
    "is_number": _is_number,
    "is_list": _is_list,
    "is_text": lambda value: type(value) is str and bool(value.strip()),
    "normal": lambda code: None if code is None else normal(code),
}
_TYPES: dict[str, Any] = {
    "YES_NO": frozenset({bool, type(None)}),
    "LARGEST": LARGEST,
    "Decimal": Decimal,
    "Duration": Duration,
    "date": dt.date,
    "bool": bool,
    "int": int,
    "str": str,
}


def prove_entry(context: Context) -> None:
    """The function `_sound`, field by field, and the pairs that must not both be given."""
    function = context.module.functions["_sound"]
    field_of = argument_of(function)
    match body_of(function):
        case [ast.Return(ast.expr() as test)]:
            parts = conjuncts(test)
        case _:
            raise UnprovedError(f"line {function.lineno}: _sound is not expected")
    single: dict[str, list[ast.expr]] = {}
    several: list[ast.expr] = []
    for part in parts:
        fields = _fields(part, field_of)
        if len(fields) == 1:
            single.setdefault(fields[0], []).append(part)
        else:
            several.append(part)
    for name in context.book.inputs:
        _prove_field(context, name, single.pop(name.code, []), field_of)
    for field in single:
        raise UnprovedError(f"_sound reads {field}, which is no input")
    _prove_alternatives(context, several, field_of)


def _fields(part: ast.expr, owner: str) -> tuple[str, ...]:
    found = (
        n.attr for n in ast.walk(part) if isinstance(n, ast.Attribute) and same_name(n.value, owner)
    )
    return tuple(dict.fromkeys(found))


def _evaluated(context: Context, node: ast.expr, owner: str, given: Mapping[str, object]) -> object:
    def read(name: str) -> Any:
        if name == owner:
            return Facts(given.__getitem__)
        if name in _TYPES and (name in context.module.imports or name in {"bool", "int", "str"}):
            return _TYPES[name]
        return context.constant(name)

    context.ledger.evaluated += 1
    try:
        return bool(evaluate(node, read, _CALLS))
    except RAISED as fault:
        return f"{type(fault).__name__}: {fault}"


def _prove_field(context: Context, name: Name, parts: list[ast.expr], owner: str) -> None:
    for value in _values(context, name, parts):
        wanted = _is_exact(context, name, value)
        results = [_evaluated(context, part, owner, {name.code: value}) for part in parts]
        result = next((each for each in results if each is not True), True)
        if result is not wanted:
            said = "takes it" if result is True else "does not" if result is False else str(result)
            message = f"{value!r} is {'' if wanted else 'not '}allowed, the code {said}"
            case = {name.name: value}
            context.ledger.refuted(
                "entry check", name.address, message, Shown(how=How.SEGMENTS, case=case)
            )
            return
    context.ledger.proved("entry check", name.address, How.SEGMENTS)


def _values(context: Context, name: Name, parts: list[ast.expr]) -> Iterator[object]:
    constants = [c for part in parts for c in context.constants_in(part)]
    constants += [b for each in name.intervals for b in (each.low, each.high) if b is not None]
    constants += list(context.book.value_sets)
    free = Name(name="", code="", kind=name.kind, is_list=name.is_list, members=name.members)
    yield None
    for value in (*known(free, constants), *HOSTILE):
        yield value
        yield from _variants(context, name, value)


def _variants(context: Context, name: Name, value: object) -> Iterator[object]:
    """The same value in the forms in which a caller may write it."""
    match value:
        case bool():
            return
        case int() | Decimal() if Decimal(value).is_finite():
            yield Decimal(value)
            yield float(value)
            if Decimal(value) == Decimal(value).to_integral_value():
                yield int(value)
        case str():
            yield value.upper()
            yield f" {value} "
            yield from (each for each in _members(context, name) if each == value)
        case tuple():
            yield list(value)
            yield (*value, *value)
            yield tuple(m for m in _members(context, name) if m in value)


def _members(context: Context, name: Name) -> tuple[StrEnum, ...]:
    return tuple(context.module.enums.get(class_name(name.code), ())) if name.members else ()


def _is_exact(context: Context, name: Name, value: object) -> bool:
    """Whether a value may be taken as it is."""
    if value is None:
        return True
    if not name.is_list:
        return _is_exact_single(context, name, value)
    if type(value) is not tuple:
        return False
    return len(set(value)) == len(value) and all(_is_exact_single(context, name, v) for v in value)


def _is_exact_single(context: Context, name: Name, value: object) -> bool:
    match name.kind:
        case "yes/no":
            return type(value) is bool
        case "number" | "whole number":
            right = type(value) is int if name.kind == "whole number" else _is_number(value)
            return right and _is_within(name, value)
        case "date":
            return type(value) is dt.date and _is_within(name, value)
        case "duration":
            return type(value) is Duration
        case "text" if name.members:
            return value in _members(context, name) and isinstance(
                value, context.module.enums.get(class_name(name.code), ())
            )
        case _:
            text = type(value) is str and bool(value.strip())
            inside = not name.value_set or context_set(context, name).holds(normal(str(value)))  # type: ignore[attr-defined]
            return text and inside


def _is_within(name: Name, value: object) -> bool:
    if isinstance(value, int | Decimal) and not -LARGEST <= value <= LARGEST:
        return False
    return not name.intervals or any(each.holds(value) for each in name.intervals)


def _prove_alternatives(context: Context, parts: list[ast.expr], owner: str) -> None:
    """Ways to one fact that are all known go the slow way, which compares them."""
    for calculation, pivot in alternatives_of(context):
        codes = dict.fromkeys(name for way in pivot.ways for name in way)
        asked = [n.code for n in context.book.inputs if n.code in codes and not n.nothing]
        mine = [part for part in parts if set(_fields(part, owner)) == set(asked)]
        parts = [part for part in parts if part not in mine]
        about = calculation.name.address
        for given in product((None, 0), repeat=len(asked)):
            case = dict(zip(asked, given, strict=True))
            wanted = None in given
            results = {_evaluated(context, part, owner, case) for part in mine}
            if (results or {True}) != {wanted} and not (wanted and results == {True}):
                message = f"the code {'takes' if results in ({True}, set()) else 'refuses'} {case}"
                context.ledger.refuted(
                    "entry check", about, message, Shown(how=How.SEGMENTS, case=case)
                )
                break
        else:
            context.ledger.proved("entry check", f"{about}, its ways", How.SEGMENTS)
    for part in parts:
        raise UnprovedError(f"line {part.lineno}: this part of _sound is not expected")
