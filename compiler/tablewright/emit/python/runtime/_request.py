"""What a request may hold: the entry check's slow half, which collects problems or mends types.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from ._model import Input, Model
from ._ranges import LARGEST, NOTHING, Duration, plain
from ._support import RequestError, is_duration, is_number

R = TypeVar("R")
_DURATION = re.compile(
    r"(?:(\d{1,6}) years? ?)?(?:(\d{1,6}) months? ?)?(?:(\d{1,6}) weeks? ?)?(?:(\d{1,6}) days?)?",
    re.ASCII | re.IGNORECASE,
)


def admitted(model: Model, request: R) -> R:
    """A copy of the request with every value in its exact type.

    Raises RequestError with all problems: wrong types, values not allowed, alternatives that
    contradict each other, combinations that the policy calls impossible.
    """
    given = {name: getattr(request, name) for name in model.inputs}
    return _checked(model, type(request), given)


def from_mapping(model: Model, request: type[R], values: Mapping[str, Any]) -> R:
    """A request from JSON-like values by code name. Raises RequestError with all problems."""
    unknown = [name for name in values if name not in model.inputs]
    problems = [_unknown_name(str(name), model.inputs) for name in unknown]
    known = {name: value for name, value in values.items() if name in model.inputs}
    return _checked(model, request, known, problems)


def _checked(
    model: Model, request: type[R], values: Mapping[str, Any], problems: Iterable[str] = ()
) -> R:
    found = list(problems)
    given: dict[str, Any] = {}
    for name, value in values.items():
        try:
            given[name] = None if value is None else checked_value(model.inputs[name], value)
        except ValueError as problem:
            found.append(str(problem))
    if found:
        raise RequestError(found)
    result = request(**given)
    facts = model.snapshot(result)
    contradictions = [*_contradictions(model, facts), *_impossible(model, facts)]
    if contradictions:
        raise RequestError(contradictions)
    return result


def _unknown_name(name: str, inputs: Iterable[str]) -> str:
    close = get_close_matches(name, list(inputs), n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"{name!r} is no input of this policy{hint}"


# -- one value -----------------------------------------------------------------------------------


def checked_value(source: Input, value: Any) -> Any:
    """A value in its exact type. Raises ValueError with what is wrong."""
    if not source.is_list:
        return _single(source, value)
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise _problem(source, value, "a list")
    return tuple(dict.fromkeys(_single(source, member) for member in value))


def _single(source: Input, value: Any) -> Any:
    match source.kind:
        case "yes/no":
            if isinstance(value, bool):
                return value
            raise _problem(source, value, "true or false")
        case "number" | "whole number":
            return _number(source, value)
        case "date":
            return _date(source, value)
        case "duration":
            return _duration(source, value)
        case _:
            return _text(source, value)


def _text(source: Input, value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        raise _problem(source, value, "a text" if source.members is None else source.allowed)
    if source.members is None:
        code = value.strip().casefold()
        if source.codes is not None and not source.codes(code):
            raise _problem(source, value, source.allowed)
        return value.strip()
    wanted = " ".join(value.split()).casefold()
    for member in source.members:
        if " ".join(member.value.split()).casefold() == wanted:
            return member
    close = get_close_matches(wanted, [member.value for member in source.members], n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    raise _problem(source, value, source.allowed, hint)


# A number as people write it: no grouping, no exponent, no digits but these.
_WRITTEN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 80


def _number(source: Input, value: Any) -> int | Decimal:
    whole = source.kind == "whole number"
    wanted = source.kind if not source.allowed else f"{source.kind} {source.allowed}"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise _problem(source, value, wanted)
    if isinstance(value, str) and not _WRITTEN.fullmatch(value.strip()):
        raise _problem(source, value, wanted)
    if isinstance(value, int) and abs(value) > LARGEST:
        raise _problem(source, value, wanted)
    # A float stands for its shortest text; a text is read as it is written.
    number = Decimal(value if isinstance(value, int | Decimal) else str(value).strip())
    if not is_number(number) or abs(number) > LARGEST:
        raise _problem(source, value, wanted)
    if whole and number != number.to_integral_value():
        raise _problem(source, value, wanted)
    exact = int(number) if whole or isinstance(value, int) else number
    if source.ranges and not any(r.holds(exact) for r in source.ranges):
        raise _problem(source, value, wanted)
    return exact


def _date(source: Input, given: Any) -> date:
    wanted = "a date such as 2025-08-01" if not source.allowed else f"a date {source.allowed}"
    value = given
    if isinstance(given, str):
        try:
            value = date.fromisoformat(given.strip()) if _DAY.fullmatch(given.strip()) else None
        except ValueError:
            value = None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _problem(source, given, wanted)
    if source.ranges and not any(r.holds(value) for r in source.ranges):
        raise _problem(source, given, wanted)
    return value


def _duration(source: Input, value: Any) -> Duration:
    wanted = "a duration such as 6 months or 21 days"
    wanted += f", {source.allowed}" if source.allowed else ""
    if isinstance(value, str):
        found = _DURATION.fullmatch(value.strip())
        if found is None or not any(found.groups()):
            raise _problem(source, value, wanted)
        years, months, weeks, days = (int(number or 0) for number in found.groups())
        value = Duration(12 * years + months, 7 * weeks + days)
    if not is_duration(value):
        raise _problem(source, value, wanted)
    if source.ranges and not any(r.holds(value) for r in source.ranges):
        raise _problem(source, value, wanted)
    return value


def _problem(source: Input, value: Any, wanted: str, hint: str = "") -> ValueError:
    shown = value.value if isinstance(value, StrEnum) else value
    huge = isinstance(value, int) and abs(value) > LARGEST
    said = "a number beyond all limits" if huge else f"{shown!r:.{_SHOWN}}"
    return ValueError(
        f"{source.code_name} ({source.name}): {said} is not {wanted}{hint} [{source.cell}]"
    )


# -- several values together ---------------------------------------------------------------------


def _contradictions(model: Model, facts: Any) -> list[str]:
    """The alternatives of `first known of` that are known and differ."""
    problems = []
    for calculation in model.calculations.values():
        if calculation.alternatives is not None:
            known = [
                v for v in calculation.alternatives(facts) if v is not None and v is not NOTHING
            ]
            if any(value != known[0] for value in known):
                values = " and ".join(str(plain(value)) for value in dict.fromkeys(known))
                problems.append(
                    f"{calculation.name}: {calculation.text} gives {values}, which contradict each"
                    f" other [{calculation.cell}]"
                )
    return problems


def _impossible(model: Model, facts: Any) -> list[str]:
    """The rows of impossible combinations that the request surely meets."""
    return [
        f"cannot occur: {row.text}, because {row.because} [{row.cell}]"
        for row in model.impossible
        if row.met(facts)
    ]
