"""Where two versions of a table answer otherwise: a diagram over the inputs of both.

It ends in nothing where the answers are the same, else in the pair of them; so what it leaves out
is proven. Counts steps; asks no request.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial

from tablewright.changes.answers.joint import Joint, Row, replaced
from tablewright.changes.answers.localise import Part, clipped, parts_of, whole
from tablewright.changes.answers.outcomes import REFUSED, Answer, Status, answer_of, same_outcome
from tablewright.checks.reason.diagrams import (
    Budget,
    Diagram,
    OutOfStepsError,
    leaves_with_paths,
    variables_of,
)
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.truth import Truth, both, either
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Table
from tablewright.ir.walk import refs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """Two answers to one request that are not the same. Rules are positions in whole tables."""

    old: Answer
    new: Answer

    @property
    def by_other_rules(self) -> bool:
        """Whether only the rules differ, and the outcome does not."""
        return same_outcome(self.old, self.new)


MOST_PARTS = 50  # that share the steps; further ones get as many
USUAL_VALUES = 8  # of a variable; where there are more, a step costs more
Leaf = Differs | None
Matched = tuple[int, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The diagram with its facts, and those of the answers of each version."""

    facts: Facts
    diagram: Diagram[Leaf]
    before: Diagram[Answer]
    after: Diagram[Answer]
    whole: bool  # whether it is about every request, and not about a part of them
    complete: bool  # whether the values tried are all that matter
    troubled: bool  # whether one may lack an answer because of a table on the way

    def inputs_below(self, ref: Ref) -> tuple[str, ...]:
        """The inputs that a calculation is worked out from, by calculations alone."""
        names = self.facts.names
        found: dict[str, None] = {}
        waiting = [ref]
        while waiting:
            at = waiting.pop()
            if at.kind is RefKind.INPUT:
                found[at.name] = None
            elif at.kind is RefKind.CALCULATION:
                waiting.extend(reversed(refs_of(names.calculations[at.name].expression)))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """The parts of a difference, which do not meet; `open` of them are not settled."""

    parts: tuple[Difference, ...]
    open: int


def differences(joined: Joint, same_rules: frozenset[tuple[int, int]], steps: int) -> Differences:
    """Where the tables answer otherwise. Rules that are the same are given by their positions."""
    alike = joined.refuse_alike
    parts = parts_of(joined.old, joined.new) if alike else (whole(joined.old, joined.new),)
    each = max(steps // len(parts), steps // MOST_PARTS)
    found: list[Difference] = []
    for part in parts:
        try:
            found.append(_difference(joined, part, same_rules, each))
        except OutOfStepsError:
            continue
    return Differences(parts=tuple(found), open=len(parts) - len(found))


def _difference(
    joined: Joint, part: Part, same_rules: frozenset[tuple[int, int]], steps: int
) -> Difference:
    local = _local(joined, part)
    facts = Facts(local.program, Budget(steps))
    facts.diagrams.budget.left = steps * USUAL_VALUES // _values(facts, local)
    if part.inside is not None:
        _ask_first(facts, local)
    outputs = tuple(o.code_name for o in local.new.outputs if o.code_name in _outputs(local.old))
    before = _answers(facts, local.old, part.old, outputs)
    after = _answers(facts, local.new, part.new, outputs)
    concerned = variables_of(before) | variables_of(after)
    before = _refusing(facts, before, _concerning(facts, local, local.old_refuses, concerned))
    after = _refusing(facts, after, _concerning(facts, local, local.new_refuses, concerned))
    diagram = facts.diagrams.both(partial(_compared, same_rules), before, after)
    used = variables_of(before) | variables_of(after)
    return Difference(
        facts=facts,
        diagram=_in_part(facts, diagram, part),
        before=before,
        after=after,
        whole=part.inside is None,
        complete=all(facts.atoms.all[number].complete for number in used),
        troubled=_troubled(before) or _troubled(after),
    )


def _values(facts: Facts, joined: Joint) -> int:
    """How many values the inputs that rules ask about have, on the mean: so much a step costs."""
    rules = (*joined.old.rules, *joined.new.rules)
    asked = dict.fromkeys(guard.ref for rule in rules for guard in rule.guards)
    inputs = [ref for ref in asked if ref.kind is RefKind.INPUT]
    counts = [len(facts.atoms.all[facts.atoms.number(ref)].values) for ref in inputs]
    return max(USUAL_VALUES, sum(counts) // max(1, len(counts)))


def _ask_first(facts: Facts, joined: Joint) -> None:
    """The inputs that most rules ask about come first in all diagrams, which keeps them small."""
    rules = (*joined.old.rules, *joined.new.rules)
    counts = Counter(guard.ref for rule in rules for guard in rule.guards)
    for ref, _ in counts.most_common():
        if ref.kind is RefKind.INPUT:
            facts.reading(ref)


def _local(joined: Joint, part: Part) -> Joint:
    """The joint program with the rules of a part, and the values of the inputs inside it."""
    old, new = _only(joined.old, part.old), _only(joined.new, part.new)
    local = replaced(joined, _named(old, "before"), _named(new, "after"))
    rule = part.inside
    if rule is None:
        return local
    inputs = tuple(clipped(name, rule) for name in local.program.inputs)
    return replace(local, program=replace(local.program, inputs=inputs))


def _in_part(facts: Facts, diagram: Diagram[Leaf], part: Part) -> Diagram[Leaf]:
    """The difference where the part's own rule matches and those of earlier parts do not."""
    for rule in part.outside:
        diagram = facts.diagrams.both(_where_not, facts.rule(rule), diagram)
    if part.inside is None:
        return diagram
    return facts.diagrams.both(_where, facts.rule(part.inside), diagram)


def _where(truth: Truth, leaf: Leaf) -> Leaf:
    return None if truth is False else leaf


def _where_not(truth: Truth, leaf: Leaf) -> Leaf:
    return leaf if truth is False else None


def _only(table: Table, positions: tuple[int, ...]) -> Table:
    return replace(table, rules=tuple(table.rules[at] for at in positions))


def _named(table: Table, when: str) -> Table:
    return replace(table, code_name=f"{table.code_name} ({when})")


def _outputs(table: Table) -> frozenset[str]:
    return frozenset(output.code_name for output in table.outputs)


def _answers(
    facts: Facts, table: Table, positions: tuple[int, ...], outputs: tuple[str, ...]
) -> Diagram[Answer]:
    names = [output.code_name for output in table.outputs]
    compared = tuple(names.index(output) for output in outputs)

    def answer(matched: Matched) -> Answer:
        found = answer_of(table, compared, matched)
        return replace(found, rules=tuple(positions[at] for at in found.rules))

    return facts.diagrams.each(answer, facts.matches(table.code_name))


def _concerning(
    facts: Facts, joined: Joint, rows: tuple[Row, ...], variables: frozenset[int]
) -> tuple[Row, ...]:
    """Rows that only one version has, or that speak of what the answers hang on."""
    shared = set(joined.old_refuses) & set(joined.new_refuses)
    return tuple(
        row
        for row in rows
        if row not in shared or any(variables_of(facts.truth(guard)) & variables for guard in row)
    )


def _troubled(answers: Diagram[Answer]) -> bool:
    return any(answer.status is Status.TROUBLED for answer, _ in leaves_with_paths(answers))


def _refusing(facts: Facts, answers: Diagram[Answer], rows: tuple[Row, ...]) -> Diagram[Answer]:
    yes: Truth = True
    no: Truth = False
    met = (facts.diagrams.fold(both, map(facts.truth, row), yes) for row in rows)
    refused = facts.diagrams.fold(either, met, no)
    return facts.diagrams.both(_unless, refused, answers)


def _unless(refused: Truth, answer: Answer) -> Answer:
    return REFUSED if refused is True else answer


def _compared(same_rules: frozenset[tuple[int, int]], old: Answer, new: Answer) -> Leaf:
    if not same_outcome(old, new):
        return Differs(old=old, new=new)
    if old.status is not Status.DECIDED or _by_the_same(same_rules, old, new):
        return None
    return Differs(old=old, new=new)


def _by_the_same(same_rules: frozenset[tuple[int, int]], old: Answer, new: Answer) -> bool:
    if len(old.rules) != len(new.rules):
        return False
    if old.any_order or new.any_order:
        partners = dict(same_rules)
        return {partners.get(at) for at in old.rules} == set(new.rules)
    return all(pair in same_rules for pair in zip(old.rules, new.rules, strict=True))
