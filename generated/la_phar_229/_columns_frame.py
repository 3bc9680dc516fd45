"""Columns of a frame as inputs of a policy: checked as requests are, all problems at once.

Plain, nullable, Arrow-backed and categorical columns; NaN, NaT, None and NA are unknown. Whole
columns of numbers and days are checked as arrays, all others once for each different value.
Needs numpy and pandas.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._kleene_frame import Classes, narrow
from ._model import Input
from ._numbers_frame import BLANK, KNOWN, UNKNOWN, Numbers, cut, segment_of
from ._ranges import LARGEST
from ._request import checked_value
from ._support import normal_codes

_SAFE: Final = 2**53  # floats hold every whole number up to here
_HALF_ULP: Final = 2.0**-53
_SHOWN: Final = 3
_LONG: Final = 8  # bytes of a float whose text is its own
_ALIKE: Final = frozenset({"string", "boolean", "decimal", "date", "integer", "floating", "empty"})
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Column(NamedTuple):
    """An input over rows: as numbers or days, or as classes of which each is one value.

    A row that says nothing has None, as in a request.
    """

    source: Input
    numbers: Numbers | None
    listed: Classes | None

    def part(self, rows: slice | NDArray[Any]) -> Column:
        """Some of the rows."""
        numbers, listed = self.numbers, self.listed
        if numbers is not None:
            errors = numbers.errors if isinstance(numbers.errors, float) else numbers.errors[rows]
            numbers = Numbers(numbers.values[rows], errors, numbers.state[rows])
        if listed is not None:
            listed = Classes(listed.codes[rows], listed.values)
        return Column(self.source, numbers, listed)

    def state(self) -> NDArray[np.uint8]:
        """Whether each row is known, unknown, or known to be blank."""
        if self.numbers is not None:
            return self.numbers.state
        silent = BLANK if self.source.blank_is_nothing else UNKNOWN
        fact = self.exact()
        states = [silent if value is None else KNOWN for value in fact.values]
        return np.array(states, np.uint8).take(fact.codes)

    def filled(self, rows: NDArray[Any], values: tuple[Any, ...], picks: NDArray[Any]) -> Column:
        """The column with values in some rows: for each the place of one."""
        if self.numbers is None:
            fact = self.exact()
            codes = fact.codes.astype(np.int64)
            codes[rows] = len(fact.values) + picks
            both = (*fact.values, *values)
            return Column(self.source, None, Classes(narrow(codes, len(both)), both))
        floats, errors, state = (np.array(part) for part in self.numbers)
        errors = np.array(np.broadcast_to(errors, len(floats)))
        floats[rows] = np.array([_float(value) for value in values]).take(picks)
        errors[rows] = np.abs(floats[rows]) * _HALF_ULP
        state[rows] = KNOWN
        return Column(self.source, Numbers(floats, errors, state), None)

    def exact(self) -> Classes:
        """The rows by value."""
        if self.numbers is None:
            assert self.listed is not None  # noqa: S101 - it is one or the other
            return self.listed
        known = self.numbers.state == KNOWN
        uniques, places = np.unique(self.numbers.values[known], return_inverse=True)
        codes = np.full(len(known), len(uniques), np.int64)
        codes[known] = places
        return Classes(codes, (*(_python(self.source, value) for value in uniques), None))

    def classes(self) -> Classes:
        """The rows by what the tables can tell apart."""
        segments = self.source.segments
        if self.numbers is None or not segments:
            return self.exact()
        places, _ = segment_of(self.numbers, segments)
        codes = np.where(self.numbers.state == KNOWN, places, len(segments))
        samples = (*(segment.sample() for segment in segments), None)
        return Classes(narrow(codes, len(samples)), samples)


def _python(source: Input, value: np.float64) -> Any:
    """A number or day as a request holds it."""
    if source.kind == "date":
        return date.fromordinal(int(value))
    whole = float(value).is_integer() and abs(value) < _SAFE
    return int(value) if whole else Decimal(repr(float(value)))


def _float(value: Any) -> float:
    return float(value.toordinal()) if isinstance(value, date) else float(value)


# -- reading -------------------------------------------------------------------------------------


class Read(NamedTuple):
    """A column as an input, and what is wrong with it."""

    column: Column
    problems: tuple[str, ...] = ()


def absent(source: Input, rows: int) -> Column:
    """A column that is not there: every row says nothing."""
    return Column(source, None, Classes(np.zeros(rows, np.uint8), (None,)))


def read_column(source: Input, series: pd.Series[Any]) -> Read:
    """A column of a frame. Nothing is guessed: what a request would refuse is a problem."""
    if source.is_list:
        series = series.astype(object)
    else:
        if source.kind in {"number", "whole number"} and _is_plain_number(series):
            return _numbers(source, series)
        if source.kind == "date" and _is_day(series):
            return _days(source, series)
    return _values(source, series)


def _is_plain_number(series: pd.Series[Any]) -> bool:
    kind = series.dtype
    if pd.api.types.is_bool_dtype(kind) or str(kind) in {"float32", "Float32", "float[pyarrow]"}:
        return False  # a short float stands for a shorter text than its long form has
    if str(kind).startswith(("decimal", "object", "category")):
        return False
    if pd.api.types.is_integer_dtype(kind):
        largest = series.abs().max() if len(series) else 0
        return bool(pd.isna(largest) or 0 <= largest < _SAFE)
    return pd.api.types.is_float_dtype(kind)


def _is_day(series: pd.Series[Any]) -> bool:
    return str(series.dtype).startswith(("datetime64[", "date32", "timestamp[")) and "," not in str(
        series.dtype
    )


def _state(source: Input, known: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return np.where(known, KNOWN, BLANK if source.blank_is_nothing else UNKNOWN)


def _numbers(source: Input, series: pd.Series[Any]) -> Read:
    values = series.to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(values)
    values = np.where(known, values, 0.0)
    refused = ~np.isfinite(values) | (np.abs(values) > LARGEST)
    whole = np.floor(values) == values
    if source.kind == "whole number":
        refused |= ~whole
    refused |= _outside(source, values)
    wide = np.abs(values) >= _SAFE
    errors = np.where(whole & ~wide, 0.0, np.abs(values) * _HALF_ULP)
    exact: NDArray[Any] | float = errors if errors.any() else 0.0
    numbers = Numbers(values, exact, _state(source, known))
    problems = _refusals(source, series, np.flatnonzero(refused & known))
    return Read(Column(source, numbers, None), problems)


def _days(source: Input, series: pd.Series[Any]) -> Read:
    times = series.astype("datetime64[us]").to_numpy()
    known = ~np.isnat(times)
    days = times.astype("datetime64[D]")
    values = np.where(known, days.astype(np.int64) + float(_EPOCH), float(_EPOCH))
    refused = (days != times) | _outside(source, values)
    refused |= (values < date.min.toordinal()) | (values > date.max.toordinal())
    numbers = Numbers(values, 0.0, _state(source, known))
    problems = _refusals(source, series, np.flatnonzero(refused & known))
    return Read(Column(source, numbers, None), problems)


def _outside(source: Input, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The rows that no allowed range holds."""
    inside = np.full(len(values), not source.ranges)
    for low, high in source.ranges:
        reached = values >= cut(low.value, above=low.open)
        inside |= reached & (values < cut(high.value, above=not high.open))
    return ~inside


def _values(source: Input, series: pd.Series[Any]) -> Read:
    """A column as its different values, each checked once."""
    places, uniques = _different(series)
    given: list[Any] = []
    problems: list[str] = []
    for place, value in enumerate(uniques):
        try:
            given.append(checked_value(source, _plain(value)))
        except ValueError as problem:
            given.append(None)
            problems.append(_in_rows(str(problem), series, np.flatnonzero(places == place)))
    compared = normal_codes if source.kind == "code" else _same
    values = (*(compared(value) for value in given), None)
    codes = np.where(places < 0, len(given), places)
    return Read(Column(source, None, Classes(narrow(codes, len(values)), values)), tuple(problems))


def _same(value: Any) -> Any:
    return value


def _different(series: pd.Series[Any]) -> tuple[NDArray[Any], Iterable[Any]]:
    """The place of each row among the different values, -1 where it says nothing."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        return series.cat.codes.to_numpy(), series.cat.categories
    if series.dtype != np.dtype(object) or pd.api.types.infer_dtype(series) in _ALIKE:
        return pd.factorize(series)
    # Values of several types: yes and 1 are equal to Python, and lists have no hash.
    places: dict[Any, int] = {}
    values: list[Any] = []
    codes = np.empty(len(series), np.int64)
    for row, value in enumerate(series):
        if _says_nothing(value):
            codes[row] = -1
            continue
        key = (type(value), _key(value))
        codes[row] = places.setdefault(key, len(places))
        if len(values) < len(places):
            values.append(value)
    return codes, values


def _says_nothing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _key(value: Any) -> Any:
    """Something with a hash that differs whenever the value does."""
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        return tuple((type(member), _key(member)) for member in value)
    return value if value.__hash__ is not None else repr(value)


def _plain(value: Any) -> Any:
    """A value of numpy or pandas as Python has it; a short float stands for its own text."""
    match value:
        case np.ndarray():
            return [_plain(member) for member in value.tolist()]
        case np.generic() if value.dtype.kind == "f" and value.dtype.itemsize < _LONG:
            return Decimal(str(value))
        case np.generic():
            return value.item()
        case _:
            return value


# -- problems ------------------------------------------------------------------------------------


def _refusals(source: Input, series: pd.Series[Any], rows: NDArray[Any]) -> tuple[str, ...]:
    """Refused rows of an array: the first few by value, each in the words of a request."""
    if not len(rows):
        return ()
    first = rows[0]
    try:
        checked_value(source, _plain(series.iloc[first]))
    except ValueError as problem:
        return (_in_rows(str(problem), series, rows),)
    message = f"{source.code_name} ({source.name}): {series.iloc[first]} is refused [{source.cell}]"
    return (_in_rows(message, series, rows),)


def _in_rows(message: str, series: pd.Series[Any], rows: NDArray[Any]) -> str:
    return f"{message} {in_rows(series.index, rows)}"


def in_rows(index: pd.Index[Any], rows: NDArray[Any]) -> str:
    """The first of some rows by their labels, and how many more there are."""
    labels = ", ".join(str(label) for label in index[rows[:_SHOWN]])
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    return f"in row{'s' if len(rows) > 1 else ''} {labels}{more}"
