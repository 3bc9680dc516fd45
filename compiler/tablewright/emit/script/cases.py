"""Examples as cases: an object of JSON as `decide` reads it, exact numbers as texts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_never

from tablewright.emit.script.names import Fields
from tablewright.emit.script.written import Json
from tablewright.ir.program import Example, Program
from tablewright.ir.types import Duration, Kind, Scalar, Value


def example_fields(program: Program, example: Example) -> Fields:
    """An example: the table it asks, its name, and what it gives."""
    whole = {each.code_name for each in program.inputs if each.type.kind is Kind.WHOLE}
    given: Fields = {name: _given(value, whole=name in whole) for name, value in example.given}
    return {"of": example.decision, "case": example.case, "given": given}


def _given(value: Value, *, whole: bool) -> Json:
    if isinstance(value, tuple):
        return [_single(each, whole=whole) for each in value]
    return _single(value, whole=whole)


def _single(value: Scalar, *, whole: bool) -> Json:
    match value:
        case bool() | str():
            return value
        case Decimal():
            return int(value) if whole else f"{value:f}"
        case dt.date():
            return value.isoformat()
        case Duration(months=months, days=days):
            parts = ((months, "month"), (days, "day"))
            told = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
            return " ".join(told) or "0 days"
        case _:
            assert_never(value)
