"""Random glossary rows: names of every type with allowed values, units, and what blank means."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

KINDS = ("yes/no", "text", "whole number", "number", "date", "duration", "code")
LISTS = ("text", "code", "number", "whole number", "date")
# Names that begin or contain others, that look like words of the notation, or need brackets.
WORDS = (
    *("Dose", "Dose per kg", "Stage", "Stage at start", "Marker", "In care", "Not seen before"),
    *("First-line use", "Blood count (low)", "Date of birth", "Birth", "Visit, last"),
    *("Ärztin", "Therapy >= 2 lines", "Weeks since visit", "Age", "Sex+", "Or else"),
    *("Age at start", "Sites", "Prior", "Prior drugs", "Route", "Limit", "Upper limit", "Result"),
)
TEXTS: tuple[tuple[str, ...], ...] = (
    ("red", "green", "blue"),
    ("mild", "moderate", "severe", "not stated"),
    ("negative", "1+ = PLUS_1", "2+ = PLUS_2"),
    ("< 5 cm = BELOW_5", "5 to 9 cm = FROM_5", ">= 10 cm = FROM_10"),
    ("blank slate", "given up", "in part"),
    ('"late, second" = LATE', "early", "never"),
)
CODES = ("C50.1", "C50", "J9354", "00123", "1E5", "d07")
UNITS = ("", "", "", "mg", "kg", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A glossary row; `words` are the values that cells about it may write."""

    name: str
    kind: str
    is_list: bool = False
    unit: str = ""
    allowed: str = ""
    words: tuple[str, ...] = ()
    nothing: bool = False
    calculated: str = ""
    question: str = ""
    asked_of: str = ""

    @property
    def type(self) -> str:
        """As the glossary says it."""
        return f"list of {self.kind}" if self.is_list else self.kind

    @property
    def free(self) -> str:
        """As an expression says it."""
        return f"[{self.name}]" if set(self.name) & set("()[],+-<>=*/") else self.name

    @property
    def numeric(self) -> bool:
        """Whether it is one number."""
        return self.kind in {"number", "whole number"} and not self.is_list


def drawn_name(rng: Random, name: str, kind: str, *, is_list: bool, sets: tuple[str, ...]) -> Named:
    """A row of this type."""
    allowed, words = _allowed(rng, kind, sets, is_list=is_list)
    unit = rng.choice(UNITS) if kind in {"number", "whole number"} else ""
    return Named(
        name=name,
        kind=kind,
        is_list=is_list,
        unit=unit,
        allowed=allowed,
        words=words,
        nothing=rng.random() < 0.25,
        question=rng.choice(("", f"What is {name}?")),
        asked_of=rng.choice(("", "provider", "reviewer")),
    )


# Allowed values, and values within them, ends among them.
WHOLE = {
    "[0..6]": ("0", "2", "5", "6"),
    "[0..3], [6..8]": ("1", "3", "6", "7"),
    "[1..5]": ("1", "3", "4"),
    "1, 2, 4": ("1", "2", "4"),
    "[-2..2]": ("-1", "0", "1", "2"),
    "(0..4]": ("1", "2", "4"),
}
NUMBER = {
    "(0..10]": ("1", "2.5", "3.6", "10"),
    "[0.5..3.6]": ("0.5", "1", "2.25", "3.6"),
    "(0..4), [5..9)": ("1", "3.5", "5", "8"),
    "[1..4]": ("1", "1.5", "4"),
    "> 0": ("0.1", "3"),
}
DATES = {
    "": ("2025-01-31", "2025-02-28", "2025-03-01"),
    "[2024-12-30..2025-03-02]": ("2024-12-31", "2025-02-28"),
    ">= 2025-01-01": ("2025-01-01", "2025-06-30"),
    "< 2025-01-01, [2025-02-01..2025-02-28]": ("2024-12-31", "2025-02-28"),
}
SPANS = {
    "": ("0 days", "21 days", "2 months"),
    ">= 0 days": ("1 day", "3 weeks", "1 year"),
    "[0 days..12 months]": ("20 days", "6 months", "12 months"),
}


def _allowed(
    rng: Random, kind: str, sets: tuple[str, ...], *, is_list: bool
) -> tuple[str, tuple[str, ...]]:
    """Allowed values, and the values to write."""
    match kind:
        case "text":
            members = rng.choice(TEXTS)
            members = members[: rng.choice((2, 3))] if is_list else members
            return ", ".join(members), tuple(m.partition(" = ")[0].strip('"') for m in members)
        case "code":
            return _codes(rng, sets)
        case "whole number":
            return rng.choice(tuple(WHOLE.items()))
        case "number":
            return rng.choice(tuple(NUMBER.items()))
        case "date":
            return rng.choice(tuple(DATES.items()))
        case "duration":
            return rng.choice(tuple(SPANS.items()))
        case _:
            return "", ("yes", "no")


def _codes(rng: Random, sets: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if sets and rng.random() < 0.3:
        chosen = rng.choice(sets)
        return chosen, ("C50.1", "d07") if chosen == "Breast codes" else ("J9354", "1e5")
    if rng.random() < 0.3:
        return "C50.1, J9354, d07", ("C50.1", "J9354", "d07")
    return "", tuple(rng.sample(CODES, 3))
