"""Where two versions of a table answer otherwise: a diagram over the inputs of both.

It ends in nothing where the answers are the same, else in the pair of them; so what it leaves out
is proven. Raises OutOfStepsError. Asks no request.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from tablewright.changes.answers.joint import Joint, Row, replaced
from tablewright.changes.answers.localise import Kept, kept
from tablewright.changes.answers.outcomes import REFUSED, Answer, Status, answer_of, same_outcome
from tablewright.checks.reason.diagrams import Budget, Diagram, leaves_with_paths, variables_of
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


Leaf = Differs | None
Matched = tuple[int, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The diagram with its facts, and those of the answers of each version.

    `outputs` are the code names of what is compared.
    """

    facts: Facts
    diagram: Diagram[Leaf]
    before: Diagram[Answer]
    after: Diagram[Answer]
    outputs: tuple[str, ...]
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


def difference(joined: Joint, same_rules: frozenset[tuple[int, int]], steps: int) -> Difference:
    """Where the tables answer otherwise, rules that are the same given by their positions."""
    rules = kept(joined.old, joined.new) if joined.refuse_alike else _all(joined.old, joined.new)
    old, new = _only(joined.old, rules.old), _only(joined.new, rules.new)
    local = replaced(joined, _named(old, "before"), _named(new, "after"))
    facts = Facts(local.program, Budget(steps))
    outputs = tuple(o.code_name for o in new.outputs if o.code_name in _outputs(old))
    before = _answers(facts, local.old, rules.old, outputs)
    after = _answers(facts, local.new, rules.new, outputs)
    concerned = variables_of(before) | variables_of(after)
    before = _refusing(facts, before, _concerning(facts, local, local.old_refuses, concerned))
    after = _refusing(facts, after, _concerning(facts, local, local.new_refuses, concerned))
    diagram = facts.diagrams.both(partial(_compared, same_rules), before, after)
    used = variables_of(before) | variables_of(after)
    return Difference(
        facts=facts,
        diagram=diagram,
        before=before,
        after=after,
        outputs=outputs,
        complete=all(facts.atoms.all[number].complete for number in used),
        troubled=_troubled(before) or _troubled(after),
    )


def _all(old: Table, new: Table) -> Kept:
    return Kept(old=tuple(range(len(old.rules))), new=tuple(range(len(new.rules))))


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
