"""Days between the versions of a policy: holes, double cover, and what is neither."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tablewright.checks import version_dates
from tablewright.ir.program import HitPolicy, Program
from tests import small_programs as small

NEW_YEAR = dt.date(2025, 1, 1)


def version(name: str, since: dt.date | None, until: dt.date | None = None) -> Program:
    """A version in force between two days."""
    output = small.text("out", "yes")
    table = small.table("t", HitPolicy.FIRST, (output,), small.otherwise("o", then=("yes",)))
    program = small.program(small.Parts(inputs=(), tables=(table,)))
    policy = replace(program.policy, version=name, in_force_from=since, in_force_until=until)
    return replace(program, policy=policy)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, []),
        (dt.date(2024, 12, 31), []),
        (dt.date(2024, 12, 30), ["version-gap"]),
        (dt.date(2025, 1, 1), ["version-overlap"]),
    ],
)
def test_days_between_versions(until: dt.date | None, expected: list[str]) -> None:
    """The older version ends on the day before, or leaves a hole, or covers a day twice."""
    older, newer = version("2024", dt.date(2024, 1, 1), until), version("2025", NEW_YEAR)
    assert expected == [each.code.name for each in version_dates.check((newer, older))]


def test_two_versions_from_one_day_overlap() -> None:
    """Of two versions that begin on the same day none is the one in force."""
    found = version_dates.check((version("a", NEW_YEAR), version("b", NEW_YEAR)))
    assert [each.code.name for each in found] == ["version-overlap"]


def test_drafts_close_nothing() -> None:
    """A version without In force from is in force on no day."""
    found = version_dates.check((version("a", NEW_YEAR), version("draft", None)))
    assert found == ()
