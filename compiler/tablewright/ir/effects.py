"""Which requests two versions answer otherwise: data that the comparison fills and others show.

All texts are ready to be shown, values in the analyst's words. Knows no layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.types import Special, Value


class Verdict(StrEnum):
    """What came of asking whether a table or checklist still answers the same."""

    UNCHANGED = "unchanged"  # proven for every complete request
    CHANGED = "changed"  # shown by requests; elsewhere proven unchanged unless something is open
    UNSETTLED = "unsettled"  # neither shown nor proven within the steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a request says of one input. `only_in` names the version that alone has the input."""

    name: str
    text: str
    code_name: str
    value: Value | Special
    only_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A rule that answers, or an item that fails, with the cell where it stands."""

    id: str
    cite: str
    at: CellSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one version answers: `rows` of (output, text), one but for the list policies."""

    status: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    rules: tuple[Cited, ...] = ()
    unmet: tuple[str, ...] = ()
    satisfied_by: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer in one line: the first output by its value, the others by name too."""
        lines = (", ".join(_short(row)) for row in self.rows)
        return "; ".join(line or "blank" for line in lines) or self.status


def _short(row: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """`approve`, `6 months` of the output Approval months, `Refer to LA.PMN.53`."""
    for at, (name, text) in enumerate(row):
        unit = text.rpartition(" ")[2]
        says_itself = at == 0 or name.casefold().endswith(unit.casefold())
        yield text if says_itself else f"{name} {text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One way in which answers change, with a request that shows it on both versions.

    `always` is what every such request has in common: (name, values). `ways` counts the boxes of
    such requests, `share` is their part of all combinations that conditions can tell apart, None
    where that is not counted; `exact` says that all of them change so, not only those for which two
    formulas give different values. `example` names the case of the workbooks that the request is,
    `from_example` the one that it starts from.
    """

    old: Said
    new: Said
    request: tuple[Given, ...]
    always: tuple[tuple[str, str], ...] = ()
    ways: int = 0
    share: Fraction | None = None
    exact: bool = True
    example: str = ""
    from_example: str = ""

    @property
    def count(self) -> str:
        """How many such requests there are."""
        return counted(self.ways, self.share, exact=self.exact)

    @property
    def by_other_rules(self) -> bool:
        """Whether the answer is the same, and only the rules that give it are others."""
        return (self.old.status, self.old.rows) == (self.new.status, self.new.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """A change of answers that the rows leave possible, and that no request was found to show."""

    old: str
    new: str
    always: tuple[tuple[str, str], ...] = ()
    ways: int = 0
    share: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whether a table, checklist or calculation, asked alone, answers as before.

    `settled` says that no other complete request gets another answer, proven but for what `notes`
    leave out. `examples` are cases whose answer changes although they do not say all that matters.
    """

    kind: str
    name: str
    old_code: str  # the code name of what is asked
    new_code: str
    decides: bool
    verdict: Verdict
    settled: bool
    effects: tuple[Effect, ...] = ()
    suspected: tuple[Suspected, ...] = ()
    examples: tuple[Effect, ...] = ()
    notes: tuple[str, ...] = ()
    old_at: CellSpan | None = None
    new_at: CellSpan | None = None


def counted(ways: int, share: Fraction | None, *, exact: bool) -> str:
    """`in 32 ways, about 1 in 320,000 of all combinations that conditions tell apart`."""
    count = "1 way" if ways == 1 else f"{ways:,} ways"
    boxes = f"in {count}" if exact else f"in at most {count}"
    if not share:
        return boxes
    if share >= _MUCH:
        return f"{boxes}, about {round(share * 100)} % of {_ALL}"
    one_in = int(1 / share)
    digits = max(0, len(str(one_in)) - 2)
    return f"{boxes}, about 1 in {round(one_in, -digits):,} of {_ALL}"


_MUCH = Fraction(1, 10)
_ALL = "all combinations that conditions tell apart"
