"""Which version of a policy answers. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from ._decision import BaseDecision
from ._model import Rule, Version
from ._reasons import Missing, Reasons
from ._support import Answer, RequestError, Status


class Choice(NamedTuple):
    """The version that answers; without one the status and the reason, and the newest to ask by."""

    version: Version
    status: Status | None = None
    reason: str = ""


class Unchosen(BaseDecision):
    """No version answers: none is in force, or the day that selects one is unknown.

    It has everything that a decision has. What is missing begins with that day, and goes on with
    what the newest version asks, so that everything can be asked at once.
    """

    __slots__ = ("_missing", "reason")

    def __init__(self, newest: BaseDecision, choice: Choice, version_date: str) -> None:
        super().__init__(newest._model, newest._table, newest._facts)
        self._answer = Answer(choice.status or Status.NOT_IN_FORCE)
        self.reason = choice.reason
        self._missing: tuple[Missing, ...] = ()
        if choice.status is Status.NEEDS_INFORMATION:
            source = newest._model.inputs[version_date]
            first = Missing(
                name=source.name,
                code_name=version_date,
                ways=((version_date,),),
                question=source.question,
                asked_of=(source.asked_of,) if source.asked_of else (),
            )
            others = (each for each in newest.missing if each.code_name != version_date)
            self._missing = (first, *others)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """None: no version was asked."""
        return ()

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to ask for: the day that selects the version first."""
        return self._missing

    @property
    def possible(self) -> tuple[Any, ...]:
        """Nothing can be said."""
        return ()

    @property
    def exact(self) -> bool:
        """No search was cut short."""
        return True

    def _reasons(self) -> Reasons:
        return Reasons((), (), ())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, without a version."""
        nothing = {"version": None, "workbook": None, "digest": None, "reason": self.reason}
        return {**super().to_dict(), **nothing}


def choose_version(
    versions: tuple[Version, ...],
    request: Mapping[str, Any],
    version_date: str,
    *,
    on: date | None,
    version: str | None,
) -> Choice:
    """The version by name, else the one in force on a day: `on`, or the version date."""
    if not isinstance(request, Mapping):
        raise RequestError([f"a request is a mapping of inputs by code name, not {request!r:.80}"])
    if version is not None:
        for candidate in versions:
            if candidate.version == version:
                return Choice(candidate)
        names = ", ".join(v.version for v in versions)
        raise RequestError([f"there is no version {version!r}; versions are {names}"])
    day = _day(version_date, request.get(version_date)) if on is None else _day("on", on)
    newest = versions[-1]
    if day is None:
        reason = f"{version_date} selects the version in force"
        return Choice(newest, Status.NEEDS_INFORMATION, reason)
    for candidate, (first, last) in in_force(versions).items():
        if first <= day <= last:
            return Choice(candidate)
    return Choice(newest, Status.NOT_IN_FORCE, f"no version is in force on {day}")


def in_force(versions: tuple[Version, ...]) -> dict[Version, tuple[date, date]]:
    """First and last day of each version; an open end lasts until the next one begins."""
    dated = [(v, v.in_force_from) for v in versions if v.in_force_from is not None]
    dated.sort(key=lambda pair: pair[1])
    starts = [start for _, start in dated]
    nexts = [later - timedelta(days=1) for _, later in pairwise(starts)] + [date.max]
    return {
        version: (start, version.in_force_until or following)
        for (version, start), following in zip(dated, nexts, strict=False)
    }


def _day(name: str, value: Any) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        day = None
    if not isinstance(day, date) or isinstance(day, datetime):
        raise RequestError([f"{name}: {value!r} is not a date such as 2025-08-01"])
    return day
