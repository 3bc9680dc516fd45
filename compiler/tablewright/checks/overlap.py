"""Rules of a Unique table that match the same request, and rules of Any that then disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from tablewright.checks.reason.answers import answer_of
from tablewright.checks.reason.bits import bits_of, with_bits
from tablewright.checks.reason.count import common
from tablewright.checks.reason.cover import Covered, Hole
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import (
    PROVEN,
    Case,
    Settled,
    Study,
    each_refuted,
    unsettled,
)
from tablewright.checks.reason.words import (
    and_list,
    plural,
    rule_labels,
    some,
    title_of,
    witness,
)
from tablewright.diagnostics.codes import CONFLICT, OVERLAP
from tablewright.diagnostics.model import Code, Diagnostic
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
class _Group:
    """A rule and rules that it clashes with, with a request for one of them."""

    worst: int
    others: tuple[int, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class _Clashes:
    """The rules of one table that may not match together."""

    study: Study
    space: Space

    def settled(self) -> Iterator[Settled]:
        """Each rule that clashes with none, then groups, the worst rule first."""
        partners = self._partners()
        yield from (PROVEN for each in partners if not each)
        groups: list[_Group] = []
        for worst, others in _grouped(partners):
            group, is_open = self._confirmed(worst, others)
            if group is not None:
                groups.append(group)
            else:
                yield self._open(worst) if is_open else PROVEN
        yield from each_refuted(groups, self._finding, self._more)

    def _open(self, worst: int) -> Settled:
        rule, table = self.space.rules[worst], self.space.table
        return unsettled(f"whether rule `{rule.id}` of `{table.name}` clashes", rule.at)

    def _partners(self) -> list[int]:
        """For each rule those that meet it, and under Any answer something else."""
        space = self.space
        same = _answering_alike(space) if space.table.hit_policy is HitPolicy.ANY else None
        found: list[int] = []
        for number in range(len(space.rules)):
            met = space.met_by(number) & space.rule_bits & ~(1 << number)
            found.append(met if same is None else met & ~same[number])
        return found

    def _confirmed(self, worst: int, partners: int) -> tuple[_Group | None, bool]:
        """The group as far as requests show it; whether a question is open if none does."""
        confirmed, case, is_open = list[int](), None, False
        for other in bits_of(partners):
            if case is not None and not self.space.impossible:
                confirmed.append(other)
                continue
            found = self._together(worst, other)
            if isinstance(found, Case):
                confirmed.append(other)
                case = case or found
            is_open = is_open or found is None
        if case is None:
            return None, is_open
        return _Group(worst, tuple(confirmed), case), False

    def _together(self, one: int, other: int) -> Case | bool | None:
        """A request that both take; False when there is none, None when that is open."""
        space = self.space
        box = common(space.box(one), space.box(other))
        match self.study.uncovered(space, box, space.impossible_bits):
            case Covered():
                return False
            case Hole(at=at):
                case = self.study.case(space, at)
                return case if self.study.clash(space.table, case, (one, other)) else None
            case _:
                return None

    def _finding(self, group: _Group) -> Diagnostic:
        table, rule = self.space.table, self.space.rules[group.worst]
        partners = [self.space.rules[other] for other in group.others]
        ids = some([each.id for each in partners])
        if table.hit_policy is HitPolicy.UNIQUE:
            too = "takes" if len(partners) == 1 else "take"
            message = f"Rule `{rule.id}` of `{table.name}` takes requests that {ids} {too} too."
        else:
            message = f"Rule `{rule.id}` of `{table.name}` contradicts {ids} on some requests."
        matching = self.study.matching(table, group.case)
        return Diagnostic(
            code=_code(table),
            message=message,
            workbook=self.study.program.label,
            primary=rule.at,
            labels=rule_labels(partners, "shares requests with it"),
            help=_help(table),
            witness=witness(group.case, f"Rules {and_list(matching)} match."),
        )

    def _more(self, groups: Sequence[_Group]) -> Diagnostic:
        table = self.space.table
        rules = [self.space.rules[group.worst] for group in groups]
        return Diagnostic(
            code=_code(table),
            message=f"{plural(len(rules), 'more rule')} of `{table.name}` clash with others.",
            workbook=self.study.program.label,
            primary=rules[0].at,
            labels=rule_labels(rules[1:], "clashes too"),
            help="Mend those that clash with most rules first: they are told of one by one.",
        )


def _grouped(partners: list[int]) -> Iterator[tuple[int, int]]:
    """The rule that clashes with most others and these, then the next, each pair told once."""
    left = list(partners)
    heap = [(-each.bit_count(), number) for number, each in enumerate(left) if each]
    heapify(heap)
    while heap:
        count, number = heappop(heap)
        others = left[number]
        if others.bit_count() < -count:
            if others:
                heappush(heap, (-others.bit_count(), number))
            continue
        yield number, others
        left[number] = 0
        for other in bits_of(others):
            left[other] &= ~(1 << number)


def _answering_alike(space: Space) -> list[int]:
    """For each rule those with the same outcomes."""
    numbers: dict[object, list[int]] = {}
    answers = [answer_of(rule) for rule in space.rules]
    for number, answer in enumerate(answers):
        numbers.setdefault(answer, []).append(number)
    bits = {answer: with_bits(each, space.boxes) for answer, each in numbers.items()}
    return [bits[answer] for answer in answers]


def _code(table: Table) -> Code:
    return OVERLAP if table.hit_policy is HitPolicy.UNIQUE else CONFLICT


def _help(table: Table) -> str:
    if table.hit_policy is HitPolicy.UNIQUE:
        return "Narrow one of the rules, or choose the hit policy First and put them in order."
    return "Give the rules the same outcome, narrow one of them, or choose another hit policy."
