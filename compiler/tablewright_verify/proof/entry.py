"""The entry check: yes for exactly the values of the right type that the glossary allows.

Hostile values of other types stand beside one value of each segment: yes and no as a number, NaN,
minus zero, floats, large integers, a moment for a day, blanks for a text, repeated members.
"""

from __future__ import annotations

import ast
import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, starmap
from typing import Any

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.proof.candidates import known
from tablewright_verify.proof.context import Context, same_name
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.reading import Reading
from tablewright_verify.proof.ways import Ways, several
from tablewright_verify.sheet.names import Name
from tablewright_verify.sheet.naming import class_name
from tablewright_verify.text.evaluate import RAISED, Facts, evaluate
from tablewright_verify.text.functions import argument_of, conjuncts
from tablewright_verify.text.module import body_of
from tablewright_verify.values import EXACT, LARGEST, Duration, UnprovedError, WrongError, normal

_MOST = 10  # inputs behind alternatives that are tried in every combination
_MOMENT = dt.datetime(2025, 8, 1, 12)  # noqa: DTZ001 - a moment as a careless caller gives it
_FOREIGN = StrEnum("_FOREIGN", {"OTHER": "other"})
HOSTILE: tuple[object, ...] = (
    *(True, False, 0, 1, -1, 2**53 + 1, 10**31, -(10**31), LARGEST, -LARGEST),
    *(0.0, -0.0, 1.5, float("nan"), float("inf"), float("-inf")),
    *(Decimal(0), Decimal("-0"), Decimal("1.5"), Decimal(1), Decimal("NaN"), Decimal("sNaN")),
    *(Decimal("Infinity"), Decimal("-Infinity"), Decimal("1E+31"), Decimal("-1E+31")),
    *("", " ", "a text", " a text ", _FOREIGN.OTHER, b"bytes", dt.date(2025, 8, 1), _MOMENT),
    *(Decimal("1.23456789012345678901234567890123456"), (), (1, 1), [], {}, object),
    *(Duration(1), Duration(10**31), *starmap(Duration, ((True,), (1.5,), (0, "1")))),
)


def _is_number(value: object) -> bool:
    if type(value) is not Decimal:
        return type(value) is int
    return value.is_finite() and EXACT.plus(value) == value


def _is_duration(value: object) -> bool:
    return type(value) is Duration and all(
        type(number) is int and -LARGEST <= number <= LARGEST for number in value
    )


def _is_list(values: object, kind: type) -> bool:
    if type(values) is not tuple or len(set(values)) != len(values):
        return False
    return all(_is_number(v) if kind is Decimal else type(v) is kind for v in values)


_CALLS: dict[str, Any] = {
    **FUNCTIONS,
    "is_number": _is_number,
    "is_list": _is_list,
    "is_duration": _is_duration,
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
    several_fields: list[ast.expr] = []
    for part in parts:
        fields = _fields(part, field_of)
        if len(fields) == 1:
            single.setdefault(fields[0], []).append(part)
        else:
            several_fields.append(part)
    for name in context.book.inputs:
        _prove_field(context, name, single.pop(name.code, []), field_of)
    for field in single:
        raise WrongError(f"_sound reads {field}, which is no input")
    for part in several_fields:
        if not _asks_said(part, field_of):
            raise UnprovedError(f"line {part.lineno}: this part of _sound is not expected")
    asking = [part for part in parts if _asks_said(part, field_of)]
    _prove_alternatives(context, asking, field_of)


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


def _asks_said(part: ast.expr, owner: str) -> bool:
    """Whether a part asks only which fields are said, and so never fails."""
    match part:
        case ast.Compare(ast.Attribute(ast.Name(name)), [ast.Is()], [ast.Constant(None)]):
            return name == owner
        case ast.BoolOp(values=values):
            return all(_asks_said(each, owner) for each in values)
        case _:
            return isinstance(part, ast.Constant)


def _prove_field(context: Context, name: Name, parts: list[ast.expr], owner: str) -> None:
    """What is taken as it is, is exact and allowed; the slow way is trusted, and always open."""
    slow = False
    for value in _values(context, name, parts):
        wanted = _is_exact(context, name, value)
        results = [_evaluated(context, part, owner, {name.code: value}) for part in parts]
        result = next((each for each in results if each is not True), True)
        slow = slow or (wanted and result is False and not _only_asked(context, name))
        if result is wanted or result is False:
            continue
        said = "takes it" if result is True else str(result)
        message = f"{value!r} is {'' if wanted else 'not '}allowed, the code {said}"
        shown = Shown(how=How.SEGMENTS, case={name.name: value})
        context.ledger.refuted("entry check", name.address, message, shown)
        return
    context.ledger.proved("entry check", name.address, How.SLOWLY if slow else How.SEGMENTS)


def _only_asked(context: Context, name: Name) -> bool:
    """Whether one input is behind two alternatives: they are compared whenever it is said."""
    said = Ways(context.book, frozenset({name.code}))
    return any(said.contradict(calculation) for calculation in several(context.book))


def _values(context: Context, name: Name, parts: list[ast.expr]) -> Iterator[object]:
    constants = [c for part in parts for c in context.constants_in(part)]
    constants += [b for each in name.intervals for b in (each.low, each.high) if b is not None]
    constants += [*context.book.value_sets, *name.texts]
    members = name.members if name.kind == "text" else ()
    free = Name(name="", code="", kind=name.kind, is_list=name.is_list, members=members)
    one = replace(free, is_list=False)
    singles = [(each,) for each in known(one, constants)] if name.is_list else []
    yield None
    for value in (*known(free, constants), *singles, *HOSTILE):
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
            yield unicodedata.normalize("NFD", f"{value}\u00e9")
            yield from (each for each in _members(context, name) if each == value)
        case Duration():
            yield tuple(value)
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
    return all(_is_exact_single(context, name, v) for v in value) and len(set(value)) == len(value)


def _is_exact_single(context: Context, name: Name, value: object) -> bool:
    match name.kind:
        case "yes/no":
            return type(value) is bool
        case "number" | "whole number":
            right = type(value) is int if name.kind == "whole number" else _is_number(value)
            return right and -LARGEST <= value <= LARGEST and name.allows(value)  # type: ignore[operator]
        case "date":
            return type(value) is dt.date and name.allows(value)
        case "duration":
            return _is_duration(value) and name.allows(value)
        case "text" if name.members:
            return isinstance(value, context.module.enums.get(class_name(name.code), ()))
        case _:
            return type(value) is str and bool(value.strip()) and name.allows(normal(value))


def _prove_alternatives(context: Context, parts: list[ast.expr], owner: str) -> None:
    """What can be known in two ways goes the slow way, which compares them."""
    for calculation in several(context.book):
        tree, about = calculation.tree, calculation.name.address
        codes = Reading(context.book).inputs(tree)
        mine = [part for part in parts if set(_fields(part, owner)) <= set(codes)]
        for said in _subsets(codes):
            if not Ways(context.book, frozenset(said)).contradict(calculation):
                continue
            given = {code: 0 if code in said else None for code in codes}
            results = {_evaluated(context, part, owner, given) for part in mine}
            if False not in results:
                names = {name.code: name.name for name in context.book.inputs}
                case = {names[code]: None for code in said}
                message = f"the code takes {', '.join(case)} without comparing them"
                shown = Shown(how=How.SEGMENTS, case=case)
                context.ledger.refuted("entry check", about, message, shown)
                break
        else:
            context.ledger.proved("entry check", f"{about}, its ways", How.SEGMENTS)


def _subsets(codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(codes) > _MOST:
        raise UnprovedError(f"{len(codes)} inputs lie behind alternatives")
    for size in range(len(codes) + 1):
        yield from combinations(codes, size)
