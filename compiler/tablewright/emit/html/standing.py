"""From when until when a version is in force, in words."""

from __future__ import annotations

from tablewright.emit.words import Words, date_words, word
from tablewright.ir.program import Policy


def standing_words(policy: Policy) -> Words:
    """`In force from 1 August 2025 until …`; a version without a first day is a draft."""
    start, end = policy.in_force_from, policy.in_force_until
    if start is None:
        return word("Draft: not in force on any day")
    since = word("In force from ") + date_words(start)
    if end is None:
        return since + word(", until the day before the next version is in force")
    return since + word(" to ") + date_words(end) + word(", that day included")
