"""What other parts found out about a program: data that the driver fills and emitters print."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.model import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    """The result of the example `case` of the table with the code name `decision`.

    `status` is a status of the generated contract (`DECIDED`), `rule` the id of the rule that
    answered or empty, `outcome` the outputs by the name the analyst gave them, as text.
    """

    decision: str
    case: str
    passed: bool
    differences: tuple[str, ...] = ()
    status: str = ""
    rule: str = ""
    outcome: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A kind of question that was asked of the rules, by what came of it.

    `check` is the offence it looks for (`gap`); refuted means that the offence was found.
    """

    check: str
    proven: int
    refuted: int
    unsettled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What was asked of the rules, what was found, and what was not looked into (`free`)."""

    asked: tuple[Asked, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    free: tuple[str, ...] = ()


NOTHING_ASKED = Analysis()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a rule, an item or a name in one plain sentence.

    `target` is the id on the newer version's page that the sentence speaks of; it is empty when
    what it speaks of is gone.
    """

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since the version before. `page` is the link to all of it, beside the page."""

    version: str
    page: str
    changes: tuple[Change, ...]
