"""What was to be proved, and how each was settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from tablewright_verify.values import WrongError


class Verdict(StrEnum):
    """How an obligation was settled."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNPROVED = "unproved"


class How(StrEnum):
    """What settled it."""

    SEGMENTS = "a value of every segment"
    FORM = "the same form"
    RECORD = "the same record"
    SLOWLY = "left to the slow half of the entry check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing that sheet and text must agree on. `case` are facts or inputs that show otherwise.

    `rule` is a rule's address, `item` an item's, for which a request is to be found.
    """

    kind: str
    about: str
    verdict: Verdict
    how: How
    message: str = ""
    case: Mapping[str, object] = field(default_factory=dict)
    address: str = ""
    request: Mapping[str, object] | None = None


class Shown(NamedTuple):
    """How a difference was found, the values that show it, and the rule or item it is in."""

    how: How = How.RECORD
    case: Mapping[str, object] = MappingProxyType({})
    address: str = ""


@dataclass(slots=True)
class Ledger:
    """Collects obligations."""

    found: list[Obligation] = field(default_factory=list)
    evaluated: int = 0

    def proved(self, kind: str, about: str, how: How) -> None:
        """Sheet and text agree."""
        self.found.append(Obligation(kind=kind, about=about, verdict=Verdict.PROVED, how=how))

    def refuted(self, kind: str, about: str, message: str, shown: Shown | None = None) -> None:
        """Sheet and text differ."""
        how, case, address = shown or Shown()
        self.found.append(
            Obligation(
                kind=kind,
                about=about,
                verdict=Verdict.REFUTED,
                how=how,
                message=message,
                case=case,
                address=address,
            )
        )

    def unproved(self, kind: str, about: str, message: str) -> None:
        """The checker does not know the construct."""
        self.found.append(
            Obligation(
                kind=kind, about=about, verdict=Verdict.UNPROVED, how=How.FORM, message=message
            )
        )

    def stuck(self, kind: str, about: str, fault: Exception, address: str = "") -> None:
        """The checker cannot go on: because it does not know a construct, or the code fails."""
        message = str(fault) or type(fault).__name__
        if isinstance(fault, WrongError):
            self.refuted(kind, about, message, Shown(address=address))
        else:
            self.unproved(kind, about, message)

    def same(self, kind: str, about: str, sheet: object, text: object, address: str = "") -> None:
        """Sheet and text say one thing, or they do not."""
        if sheet == text and type(sheet) is type(text):
            self.proved(kind, about, How.RECORD)
        else:
            self.refuted(
                kind, about, f"the sheet gives {sheet!r}, the code {text!r}", Shown(address=address)
            )

    def counts(self) -> dict[str, dict[str, int]]:
        """How many of each kind were settled by what."""
        counted = Counter((each.kind, each.how.value) for each in self.found)
        kinds = sorted({kind for kind, _ in counted})
        return {
            kind: {how: count for (each, how), count in sorted(counted.items()) if each == kind}
            for kind in kinds
        }
