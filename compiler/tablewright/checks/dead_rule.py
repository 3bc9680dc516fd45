"""Rules that can never answer: others take all they take, one alone or several together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.cover import Covered, Hole
from tablewright.checks.reason.space import Space
from tablewright.checks.reason.study import (
    PROVEN,
    Case,
    Settled,
    Study,
    each_refuted,
    refuted,
    unsettled,
)
from tablewright.checks.reason.words import plural, rule_labels, some, title_of, witness
from tablewright.diagnostics.codes import DEAD_RULE
from tablewright.diagnostics.model import Diagnostic, Witness
from tablewright.ir.program import HitPolicy, Impossible, Rule, Table

SHOWN = 30  # rows that are tried out one by one to find those that hide a rule


def check(study: Study) -> Iterator[Settled]:
    """Ask of each rule whether there is a request that it answers."""
    for table in study.program.tables:
        space = study.space(table)
        if space is None:
            yield unsettled(f"whether every rule of `{table.name}` can answer", title_of(table))
            continue
        yield from _rules(study, space)
        yield from (_otherwise(study, space, rule) for rule in table.rules if rule.otherwise)


def _rules(study: Study, space: Space) -> Iterator[Settled]:
    dead: list[_Rule] = []
    for number, answer in enumerate(study.reached(space)):
        rule = _Rule(study, space, number)
        match answer:
            case Covered(by=by) if space.complete:
                dead.append(replace(rule, rows=by))
            case Hole(at=at) if rule.answers(at):
                yield PROVEN
            case _:
                yield rule.open
    yield from each_refuted(dead, _Rule.finding, _more)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of a table, by its position, and the rows that hide it if it can never answer."""

    study: Study
    space: Space
    number: int
    rows: int = 0

    @property
    def open(self) -> Settled:
        """The question, not settled."""
        about = f"whether rule `{self._rule.id}` of `{self.space.table.name}` can answer"
        return unsettled(about, self._rule.at)

    def answers(self, at: tuple[int, ...]) -> bool:
        """A request that rests on what is not looked into must be seen to reach the rule."""
        if not self.space.free:
            return True
        case, table = self.study.case(self.space, at), self.space.table
        if not case.free or self.study.seen(table, self._rule):
            return True
        return _reaches(self.study, table, case, self._rule)

    @property
    def _rule(self) -> Rule:
        return self.space.rules[self.number]

    def _fewest(self) -> int:
        """The rows without those that are not needed to hide the rule."""
        space, box, rows = self.space, self.space.box(self.number), self.rows
        if rows.bit_count() > SHOWN:
            return rows
        for row in bits_of(rows):
            fewer = rows & ~(1 << row)
            if isinstance(self.study.uncovered(space, box, fewer), Covered):
                rows = fewer
        return rows

    def finding(self) -> Diagnostic:
        """What hides the rule."""
        space, rule, rows = self.space, self._rule, self._fewest()
        hiding = [space.rules[at] for at in bits_of(rows & space.rule_bits)]
        reasons = [row.because for at, row in _impossible(space) if rows >> at & 1]
        return Diagnostic(
            code=DEAD_RULE,
            message=f"Rule `{rule.id}` of `{space.table.name}` can never answer.",
            workbook=self.study.program.label,
            primary=rule.at,
            labels=rule_labels(hiding, "takes all of it" if len(hiding) == 1 else "takes a part"),
            notes=(_why(hiding), *(f"Left out as impossible: {each}" for each in reasons)),
            help=_help(hiding, space.table),
            witness=self._witness(),
        )

    def _witness(self) -> Witness | None:
        """A request that the rule takes and another answers."""
        space, box = self.space, self.space.box(self.number)
        found = self.study.uncovered(space, box, space.impossible_bits)
        if not isinstance(found, Hole):
            return None
        case = self.study.case(space, found.at)
        answering = self.study.answering(space.table, case)
        return witness(case, f"Rule `{answering}` answers.") if answering else None


def _more(dead: Sequence[_Rule]) -> Diagnostic:
    study, table = dead[0].study, dead[0].space.table
    rules = [each.space.rules[each.number] for each in dead]
    return Diagnostic(
        code=DEAD_RULE,
        message=f"{plural(len(rules), 'more rule')} of `{table.name}` can never answer.",
        workbook=study.program.label,
        primary=rules[0].at,
        labels=rule_labels(rules[1:], "can never answer either"),
        help="Mend those above first: often one wide rule hides many.",
    )


def _reaches(study: Study, table: Table, case: Case, rule: Rule) -> bool:
    return study.confirms(table, case, lambda judged: rule.id in judged.rules)


def _impossible(space: Space) -> Iterator[tuple[int, Impossible]]:
    yield from enumerate(space.impossible, len(space.rules))


def _why(hiding: list[Rule]) -> str:
    if not hiding:
        return "No request meets all its conditions."
    if len(hiding) == 1:
        return f"Every request that it takes is taken by rule `{hiding[0].id}` first."
    ids = some([rule.id for rule in hiding])
    return f"The {plural(len(hiding), 'rule')} {ids} together take every request that it takes."


def _help(hiding: list[Rule], table: Table) -> str:
    if not hiding:
        return "Correct its conditions, or remove the rule."
    if table.hit_policy is HitPolicy.FIRST:
        return "Move it up, narrow the rules above, or remove it."
    return "Narrow the rules that rank before it, or remove it."


def _otherwise(study: Study, space: Space, rule: Rule) -> Settled:
    """Otherwise answers only what no rule above takes."""
    table = space.table
    match study.whole(space):
        case Covered() if space.complete:
            return refuted(_never(study, table, rule))
        case Hole(at=at):
            case = study.case(space, at, space.every_bit)
            if not case.free or _reaches(study, table, case, rule):
                return PROVEN
    return unsettled(f"whether Otherwise of `{table.name}` can answer", rule.at)


def _never(study: Study, table: Table, rule: Rule) -> Diagnostic:
    return Diagnostic(
        code=DEAD_RULE,
        message=f"The row Otherwise of `{table.name}` can never answer.",
        workbook=study.program.label,
        primary=rule.at,
        notes=("The rules above take every request.",),
        help="Remove it, so that a hole made by a later change is reported.",
    )


def never_answering(study: Study, table: Table) -> frozenset[str]:
    """The rules, by id, of which it is proven that they can never answer."""
    space = study.space(table)
    if space is None or not space.complete:
        return frozenset()
    answers = [*study.reached(space)]
    if len(table.rules) > len(space.rules):  # with Otherwise
        answers.append(study.whole(space))
    pairs = zip(table.rules, answers, strict=True)
    return frozenset(rule.id for rule, answer in pairs if isinstance(answer, Covered))
