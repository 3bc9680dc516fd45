"""Answers as typed columns: categories for closed texts, nullable numbers, exact decimals.

Needs numpy and pandas.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._model import Rule, Table
from ._ranges import given
from ._support import LISTS, Answer, Status

Known = Sequence[tuple[Answer, tuple[Rule, ...]]]


class Reasons(NamedTuple):
    """Why each row is answered as it is."""

    missing: list[tuple[str, ...]]
    unmet: list[tuple[str, ...]]
    satisfied_by: list[tuple[str, ...]]
    open: list[tuple[str, ...]]


def assembled(
    table: Table, known: Known, places: NDArray[np.int64], index: pd.Index[Any]
) -> pd.DataFrame:
    """The frame of answers: status, outputs in column order, the only rule that answers."""
    statuses = [list(Status).index(found.status) for found, _ in known]
    columns: dict[str, Any] = {
        "status": _categories(places, statuses, [status.value for status in Status])
    }
    for at, name in enumerate(table.outputs):
        values = [_value(table, found, at) for found, _ in known]
        columns[name] = _column(places, values)
    ids = list(dict.fromkeys(rule.id for rule in table.rules))
    rules = [ids.index(rules[0].id) if len(rules) == 1 else -1 for _, rules in known]
    columns["rule"] = _categories(places, rules, ids)
    return pd.DataFrame(columns, index=index)


def _value(table: Table, found: Answer, position: int) -> Any:
    if found.status is not Status.DECIDED:
        return None
    if table.policy in LISTS:
        return tuple(given(outcome[position]) for outcome in found.outcome)
    return given(found.outcome[position])


def _categories(
    places: NDArray[np.int64], codes: list[int], categories: Sequence[str]
) -> pd.Categorical[Any]:
    taken = np.array(codes, np.int16 if len(categories) < 1 << 15 else np.int64).take(places)
    kind = pd.CategoricalDtype(pd.Index(list(categories), dtype=object))
    made: pd.Categorical[Any] = pd.Categorical.from_codes(taken, dtype=kind)  # type: ignore[arg-type]
    return made


def _column(places: NDArray[np.int64], values: list[Any]) -> Any:
    """The values at these places, typed by what they are."""
    said = [value for value in values if value is not None]
    kinds = {type(value) for value in said}
    if said and all(issubclass(kind, StrEnum) for kind in kinds):
        members = [member.value for member in type(said[0])]
        codes = [-1 if value is None else members.index(value.value) for value in values]
        return _categories(places, codes, members)
    if kinds in ({bool}, {int}):
        absent = np.array([value is None for value in values]).take(places)
        plain = np.array([value or 0 for value in values]).take(places)
        if kinds == {bool}:
            return pd.arrays.BooleanArray(plain.astype(np.bool_), absent)
        return pd.arrays.IntegerArray(plain.astype(np.int64), absent)
    if kinds == {date}:
        return pd.Series(np.array([np.datetime64(v, "s") for v in values]).take(places)).array
    objects = np.empty(len(values), object)
    objects[:] = values
    return objects.take(places)
