"""From a word that is not known and the words that are: the one that was probably meant, if any."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

# Below this a guess misleads more often than it helps: it lets one slip pass per three letters.
LIKENESS = 0.67


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, ignoring case and runs of blanks; None when none is close.

    Of equally close candidates the first wins.
    """
    wanted = _plain(word)
    scored = ((_likeness(wanted, _plain(candidate)), candidate) for candidate in candidates)
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= LIKENESS else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _likeness(left: str, right: str) -> float:
    """From 0 to 1, the share of letters in common, in order; long texts count by their start."""
    return SequenceMatcher(None, left[:100], right[:100], autojunk=False).ratio()
