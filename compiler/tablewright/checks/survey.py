"""Every check of one program: what was found, and how many questions were settled in which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tablewright.checks import dead_rule, gap, overlap
from tablewright.checks.reason.study import Settled, Study, Verdict
from tablewright.checks.reason.words import MANY
from tablewright.diagnostics.codes import UNSETTLED
from tablewright.diagnostics.model import CellSpan, Diagnostic

CHECKS: tuple[Callable[[Study], Iterator[Settled]], ...] = (
    gap.check,
    overlap.check,
    dead_rule.check,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Findings, questions by what came of them, and what was left out or taken as free."""

    diagnostics: tuple[Diagnostic, ...]
    verdicts: Mapping[Verdict, int]
    impossible: tuple[tuple[CellSpan, str], ...] = ()
    free: tuple[str, ...] = ()


def survey(study: Study) -> Survey:
    """Ask every question of every check."""
    settled = tuple(each for check in CHECKS for each in check(study))
    found = tuple(each.finding for each in settled if each.finding is not None)
    return Survey(
        diagnostics=(*found, *_open(study, settled)),
        verdicts=Counter(each.verdict for each in settled),
        impossible=tuple((row.at, row.because) for row in study.program.impossible),
        free=tuple(atom.name.name for atom in study.facts.atoms.all if atom.free),
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
            message=f"It is not settled {asked[0]}",
            workbook=study.program.label,
            primary=at,
            notes=(*asked[1:MANY], *((f"{more} more questions here",) if more > 0 else ())),
            help=_HELP,
        )


_HELP = (
    "Run `tablewright check --thorough`. What rests on a calculation that is not analysed further "
    "stays open; an example row shows what happens."
)
