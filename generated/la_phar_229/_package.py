"""Which version of a policy answers. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from ._model import Version
from ._support import RequestError, Status


class Undecided(NamedTuple):
    """No version could be asked: none is in force, or the day that selects it is unknown."""

    status: Status
    policy: str
    missing: tuple[str, ...] = ()
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**self._asdict(), "status": self.status.value, "missing": list(self.missing)}


def choose_version(
    versions: tuple[Version, ...],
    request: Mapping[str, Any],
    version_date: str,
    *,
    on: date | None,
    version: str | None,
) -> Version | Undecided:
    """The version by name, else the one in force on a day: `on`, or the version date."""
    if version is not None:
        for candidate in versions:
            if candidate.version == version:
                return candidate
        names = ", ".join(v.version for v in versions)
        raise RequestError([f"there is no version {version!r}; versions are {names}"])
    policy = versions[-1].policy
    day = _day(version_date, request.get(version_date)) if on is None else on
    if day is None:
        reason = f"{version_date} selects the version in force"
        return Undecided(Status.NEEDS_INFORMATION, policy, (version_date,), reason)
    for candidate, (first, last) in in_force(versions).items():
        if first <= day <= last:
            return candidate
    return Undecided(Status.NOT_IN_FORCE, policy, (), f"no version is in force on {day}")


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
