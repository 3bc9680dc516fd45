"""The rows of the index: every policy with its versions, newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from tablewright.emit.html.examples import passed_state, passed_text
from tablewright.emit.html.standing import standing_words
from tablewright.emit.names import slug
from tablewright.emit.words import Words, date_words, word
from tablewright.ir.program import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One version: its Policy block, where its page lies from the index, and its examples.

    `changes` is where the page lies that tells what changed since the version `before`.
    """

    policy: Policy
    path: PurePosixPath
    digest: str
    passed: int
    examples: int
    before: str = ""
    changes: PurePosixPath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version on the index page."""

    version: str
    path: str
    standing: Words
    draft: bool
    approved: Words
    checked: str
    state: str  # pass, fail or not-run
    digest: str
    before: str
    changes: str  # the way to what changed since the version before, empty when there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """A policy on the index page, newest version first."""

    anchor: str
    number: str
    title: str
    versions: tuple[VersionRow, ...]


def policy_rows(entries: tuple[IndexEntry, ...]) -> tuple[PolicyRow, ...]:
    """Policies by number; the title is that of the newest version."""
    ordered = sorted(entries, key=lambda entry: (entry.policy.number, entry.policy.version))
    return tuple(
        _policy_row(number, sorted(group, key=_age, reverse=True))
        for number, group in groupby(ordered, key=lambda entry: entry.policy.number)
    )


def _age(entry: IndexEntry) -> tuple[bool, dt.date, str]:
    """Drafts are the newest; versions of one day go by their name."""
    start = entry.policy.in_force_from
    return start is None, start or dt.date.min, entry.policy.version


def _policy_row(number: str, entries: list[IndexEntry]) -> PolicyRow:
    starts = (entry.policy.in_force_from for entry in entries)
    begun = sorted(start for start in starts if start)
    return PolicyRow(
        anchor=f"policy-{slug(number)}",
        number=number,
        title=entries[0].policy.title,
        versions=tuple(_version_row(entry, begun) for entry in entries),
    )


def _version_row(entry: IndexEntry, begun: list[dt.date]) -> VersionRow:
    policy = _closed(entry.policy, begun)
    return VersionRow(
        version=policy.version,
        path=entry.path.as_posix(),
        standing=standing_words(policy),
        draft=policy.in_force_from is None,
        approved=date_words(policy.approved_on) if policy.approved_on else word("not stated"),
        checked=passed_text(entry.passed, entry.examples),
        state=passed_state(entry.passed, entry.examples),
        digest=entry.digest,
        before=entry.before,
        changes="" if entry.changes is None else entry.changes.as_posix(),
    )


def _closed(policy: Policy, begun: list[dt.date]) -> Policy:
    """Without a last day of its own, a version lasts until the day before the next begins."""
    start = policy.in_force_from
    if start is None or policy.in_force_until is not None:
        return policy
    later = (day for day in begun if day > start)
    following = next(later, None)
    until = following - dt.timedelta(days=1) if following else None
    return replace(policy, in_force_until=until)
