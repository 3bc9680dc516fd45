"""Versions of a policy whose days in force leave a hole, or cover a day twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tablewright.diagnostics.codes import VERSION_GAP, VERSION_OVERLAP
from tablewright.diagnostics.model import Diagnostic, Label
from tablewright.ir.paths import policy_folder
from tablewright.ir.program import Policy, Program

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _InForce:
    """A version that is no draft, and its days; `until` is None until the next one begins."""

    program: Program
    since: dt.date
    until: dt.date | None

    @property
    def policy(self) -> Policy:
        """Where its dates stand."""
        return self.program.policy


def check(programs: Iterable[Program]) -> tuple[Diagnostic, ...]:
    """A finding for each hole, and for each two versions in force on one day."""
    by_policy: dict[str | None, list[_InForce]] = {}
    for program in programs:
        policy = program.policy
        if policy.in_force_from is not None:
            version = _InForce(program, policy.in_force_from, policy.in_force_until)
            by_policy.setdefault(policy_folder(policy.number), []).append(version)
    return tuple(
        finding
        for versions in by_policy.values()
        for pair in pairwise(sorted(versions, key=lambda version: version.since))
        for finding in _between(*pair)
    )


def _between(one: _InForce, other: _InForce) -> Iterator[Diagnostic]:
    name = f"versions `{one.policy.version}` and `{other.policy.version}`"
    labels = (Label(span=one.policy.at, text=f"version {one.policy.version}"),)
    if other.since == one.since or (one.until is not None and one.until >= other.since):
        yield Diagnostic(
            code=VERSION_OVERLAP,
            message=f"On {other.since}, {name} of {one.policy.number} are both in force.",
            workbook=other.program.label,
            primary=other.policy.at,
            labels=labels,
            help="Let the older one end on the day before, or leave its In force until blank.",
        )
    elif one.until is not None and one.until + _DAY < other.since:
        first, last = one.until + _DAY, other.since - _DAY
        yield Diagnostic(
            code=VERSION_GAP,
            message=f"From {first} to {last} no version of {one.policy.number} is in force.",
            workbook=other.program.label,
            primary=other.policy.at,
            labels=labels,
            help=f"Correct the dates of {name}; a blank In force until lasts to the next version.",
        )
