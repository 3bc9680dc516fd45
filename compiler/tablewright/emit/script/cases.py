"""Examples as cases: an object of JSON as `decide` reads it, exact numbers as texts.

Cases differ little from each other, so every value is written once, and a case by its places.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from tablewright.emit.script.names import Fields
from tablewright.emit.script.written import Json
from tablewright.ir.cases import CaseColumn, CaseLayout, CaseRole
from tablewright.ir.program import Program
from tablewright.ir.types import Duration, Kind, Scalar, Value

Told = dict[str, str]  # the values of one example as JSON, by input


def cases_fields(program: Program) -> Fields:
    """The values that examples give, by input, and each example as their places."""
    whole = {each.code_name for each in program.inputs if each.type.kind is Kind.WHOLE}
    told = [
        {name: json.dumps(_given(value, whole=name in whole)) for name, value in example.given}
        for example in program.examples
    ]
    names = [each.code_name for each in program.inputs if any(each.code_name in t for t in told)]
    values = {name: list(dict.fromkeys(t[name] for t in told if name in t)) for name in names}
    return {
        "names": [*names],
        "values": [[json.loads(each) for each in values[name]] for name in names],
        "rows": list(_rows(program, told, values)),
        "layouts": [_layout(program, each) for each in program.layouts],
    }


def _rows(program: Program, told: list[Told], values: dict[str, list[str]]) -> Iterator[Json]:
    """Each example by how it differs from the one before: `3:1,5:` is a value and a blank."""
    before: list[str] = [""] * len(values)
    for example, given in zip(program.examples, told, strict=True):
        places = [str(v.index(given[n])) if n in given else "" for n, v in values.items()]
        changed = (f"{at}:{new}" for at, new in enumerate(places) if new != before[at])
        yield [example.decision, example.case, ",".join(changed)]
        before = places


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


def _layout(program: Program, layout: CaseLayout) -> Fields:
    """The columns of a block: the place of an input, `Case`, `Why`, `>output`, `=status`, or ``."""
    inputs = [each.code_name for each in program.inputs]
    return {
        "of": layout.decision,
        "cell": layout.at.address,
        "columns": [_column(each, inputs) for each in layout.columns],
    }


def _column(column: CaseColumn, inputs: list[str]) -> Json:
    match column.role:
        case CaseRole.GIVEN:
            return inputs.index(column.name)
        case CaseRole.EXPECT:
            return f">{column.name}" if column.name else f"={column.kind}"
        case _:
            return column.role.value
