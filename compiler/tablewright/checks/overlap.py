"""Rules of a Unique table that match the same request, and rules of Any that then disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.checks.reason.answers import answer_of
from tablewright.checks.reason.cover import Covered, Hole
from tablewright.checks.reason.space import Space, bits_of
from tablewright.checks.reason.study import PROVEN, Case, Settled, Study, refuted, unsettled
from tablewright.checks.reason.words import and_list, rule_labels, some, title_of, witness
from tablewright.diagnostics.codes import CONFLICT, OVERLAP
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.program import HitPolicy, Table


def check(study: Study) -> Iterator[Settled]:
    """Ask of each rule of a Unique or Any table whether it clashes with another."""
    for table in study.program.tables:
        if table.hit_policy in {HitPolicy.UNIQUE, HitPolicy.ANY}:
            space = study.space(table)
            if space is None:
                yield unsettled(f"whether rules of `{table.name}` clash", title_of(table))
            else:
                yield from _Clashes(study, space).settled()


@dataclass(frozen=True, slots=True)
class _Clashes:
    """The rules of one table that may not match together."""

    study: Study
    space: Space

    def settled(self) -> Iterator[Settled]:
        """The worst rule first, with all that it clashes with, until no clash is left."""
        clashing = {number: self._partners(number) for number in range(len(self.space.rules))}
        yield from (PROVEN for partners in clashing.values() if not partners)
        told: set[int] = set()
        while any(clashing.values()):
            worst = max(clashing, key=lambda number: clashing[number].bit_count())
            partners = clashing[worst]
            yield self._group(worst, partners)
            told.add(worst)
            clashing[worst] = 0
            for other in bits_of(partners):
                clashing[other] &= ~(1 << worst)

    def _partners(self, number: int) -> int:
        """The rules that meet this one, and under Any answer something else."""
        met = self.space.meeting(self.space.box(number)) & self.space.rule_bits & ~(1 << number)
        if self.space.table.hit_policy is HitPolicy.ANY:
            own = answer_of(self.space.rules[number])
            for other in bits_of(met):
                if answer_of(self.space.rules[other]) == own:
                    met &= ~(1 << other)
        return met if all(self.space.box(number)) else 0

    def _group(self, worst: int, partners: int) -> Settled:
        """A finding about a rule and all it clashes with; open if no clash could be confirmed."""
        table, confirmed, case = self.space.table, list[int](), None
        rule = self.space.rules[worst]
        asked = unsettled(f"whether rule `{rule.id}` of `{table.name}` clashes", rule.at)
        still_open = False
        for other in bits_of(partners):
            if case is not None and not self.space.impossible:
                confirmed.append(other)
                continue
            found = self._together(worst, other)
            if isinstance(found, Case):
                confirmed.append(other)
                case = case or found
            still_open = still_open or found is None
        if case is None:
            return asked if still_open else PROVEN
        return refuted(self._finding(worst, tuple(confirmed), case))

    def _together(self, one: int, other: int) -> Case | bool | None:
        """A request that both take; False when there is none, None when that is open."""
        space = self.space
        pairs = zip(space.box(one), space.box(other), strict=True)
        box = tuple(a & b for a, b in pairs)
        match self.study.uncovered(space, box, space.impossible_bits):
            case Covered():
                return False
            case Hole(at=at):
                case = self.study.case(space, at)
                shown = self.study.confirms(space.table, case, lambda judged: judged.conflict)
                return case if shown else None
            case _:
                return None

    def _finding(self, worst: int, others: tuple[int, ...], case: Case) -> Diagnostic:
        table, rule = self.space.table, self.space.rules[worst]
        partners = [self.space.rules[other] for other in others]
        unique = table.hit_policy is HitPolicy.UNIQUE
        ids = some([each.id for each in partners])
        matching = self.study.matching(table, case)
        say = "takes requests that" if unique else "contradicts, on some requests,"
        message = f"Rule `{rule.id}` of `{table.name}` {say} {ids}{' take too' if unique else ''}"
        return Diagnostic(
            code=OVERLAP if unique else CONFLICT,
            message=message,
            workbook=self.study.program.label,
            primary=rule.at,
            labels=rule_labels(partners, "takes it too"),
            help=_help(table),
            witness=witness(case, f"Rules {and_list(matching)} match."),
        )


def _help(table: Table) -> str:
    if table.hit_policy is HitPolicy.UNIQUE:
        return "Narrow one of the rules, or choose the hit policy First and put them in order."
    return "Give the rules the same outcome, narrow one of them, or choose another hit policy."
