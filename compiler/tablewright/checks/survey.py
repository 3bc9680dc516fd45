"""Every check of one program: what was found, and how many questions were settled in which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tablewright.checks import (
    boundary_without_example,
    dead_rule,
    gap,
    hit_policy_advice,
    item_never_matters,
    mergeable_rules,
    overlap,
    partial_but_complete,
    redundant_column,
    redundant_rule,
    rule_without_example,
    stale_year,
    unreachable_outcome,
    unused_name,
    unused_value,
)
from tablewright.checks.reason.study import Settled, Study, Verdict
from tablewright.checks.reason.words import MANY
from tablewright.diagnostics.codes import UNSETTLED
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.ir.results import Analysis, Asked

# Checks that ask questions, which are proven, refuted or left open.
ASKING: tuple[Callable[[Study], Iterator[Settled]], ...] = (
    gap.check,
    partial_but_complete.check,
    overlap.check,
    dead_rule.check,
    redundant_rule.check,
    redundant_column.check,
    item_never_matters.check,
)
# Checks that only look, or rest on what has been proven.
LOOKING: tuple[Callable[[Study], Iterator[Diagnostic]], ...] = (
    unreachable_outcome.check,
    mergeable_rules.check,
    hit_policy_advice.check,
    unused_name.check,
    unused_value.check,
    rule_without_example.check,
    boundary_without_example.check,
    stale_year.check,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Findings, questions by what came of them, and what was left out or taken as free."""

    diagnostics: tuple[Diagnostic, ...]
    verdicts: Mapping[Verdict, int]
    impossible: tuple[tuple[CellSpan, str], ...] = ()
    free: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def analysis(self) -> Analysis:
        """The same as data that a page can print."""
        return Analysis(asked=self.asked, findings=self.diagnostics, free=self.free)


def survey(study: Study) -> Survey:
    """Ask every question of every check."""
    by_check = tuple((_name(check), tuple(check(study))) for check in ASKING)
    settled = tuple(each for _, answers in by_check for each in answers)
    refuted = (each.finding for each in settled if each.finding is not None)
    seen = (finding for check in LOOKING for finding in check(study))
    return Survey(
        diagnostics=(*refuted, *seen, *_open(study, settled)),
        verdicts=Counter(each.verdict for each in settled),
        impossible=tuple((row.at, row.because) for row in study.program.impossible),
        free=tuple(atom.name.name for atom in study.facts.atoms.all if atom.free),
        asked=tuple(_asked(name, answers) for name, answers in by_check),
    )


def _name(check: Callable[[Study], object]) -> str:
    """What a check is called: its file, which is named for the offence."""
    return check.__module__.rpartition(".")[2]


def _asked(name: str, answers: tuple[Settled, ...]) -> Asked:
    count = Counter(each.verdict for each in answers)
    return Asked(
        check=name,
        proven=count[Verdict.PROVEN],
        refuted=count[Verdict.REFUTED],
        unsettled=count[Verdict.UNSETTLED],
    )


def _open(study: Study, settled: Iterable[Settled]) -> Iterator[Diagnostic]:
    """One finding for each place with open questions."""
    by_place: dict[CellSpan, list[str]] = {}
    for each in settled:
        if each.verdict is Verdict.UNSETTLED and each.at is not None:
            by_place.setdefault(each.at, []).append(each.asked)
    for at, asked in by_place.items():
        more = len(asked) - MANY
        yield Diagnostic(
            code=UNSETTLED,
            message=f"It is not settled {asked[0]}.",
            workbook=study.program.label,
            primary=at,
            notes=(*asked[1:MANY], *((f"{more} more questions here",) if more > 0 else ())),
            help=_HELP,
        )


_HELP = (
    "Run `tablewright check --thorough`. What rests on a calculation that is not analysed further "
    "stays open; an example row shows what happens."
)
