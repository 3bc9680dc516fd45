"""Two programs compared: their rows side by side, and every question that both can be asked.

A question is settled by being one thing in both, or by the diagram of where the answers differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from tablewright.changes.answers.asking import Asking
from tablewright.changes.answers.difference import Difference, Differences, differences
from tablewright.changes.answers.effects import Case, Effects
from tablewright.changes.answers.joint import Joint, joint
from tablewright.changes.answers.questions import Asked, asked_of, with_only, with_questions
from tablewright.changes.answers.sides import MakeSide, Side
from tablewright.changes.answers.telling import Telling
from tablewright.changes.answers.words import spelling_of
from tablewright.changes.sheets.blocks import sheets_changed
from tablewright.changes.sheets.tables import same_rules
from tablewright.changes.summary import summary
from tablewright.checks.reason.diagrams import Leaf
from tablewright.checks.reason.names import Names
from tablewright.ir.changes import Changes, Edition
from tablewright.ir.digest import digest
from tablewright.ir.effects import Question, Verdict
from tablewright.ir.expr import RefKind
from tablewright.ir.program import Program
from tablewright.ir.types import Special, Value
from tablewright.ir.walk import refs_of

STEPS = 400_000  # for the diagrams of one question
LONG = 60  # rules from which on a request is asked of the reference with every input said
THOROUGH = 20  # how many times as many when asked to be thorough


def changes(old: Program, new: Program, side: MakeSide, *, thorough: bool = False) -> Changes:
    """Everything that changed from the old program to the new one."""
    same = old.policy.version == new.policy.version
    before = _edition(old, "before" if same else old.policy.version)
    after = _edition(new, "after" if same else new.policy.version)
    steps = STEPS * THOROUGH if thorough else STEPS
    pair = _Pair(
        old=Names(with_questions(old)),
        new=Names(with_questions(new)),
        editions=(before.name, after.name),
        side=side,
        steps=steps,
    )
    blocks = sheets_changed(old, new)
    questions = tuple(map(pair.question, pair.asked))
    return Changes(
        old=before,
        new=after,
        summary=summary((before, after), blocks, questions),
        blocks=blocks,
        questions=questions,
        scope=tuple(_scope(pair)),
    )


_SCOPE = (
    "Compared are requests that say all that matters; what these settle, others leave open.",
    "Each question speaks of the inputs that its answer hangs on.",
)


def _scope(pair: _Pair) -> Iterator[str]:
    """Which requests the answers speak of."""
    yield from _SCOPE
    for code_name, name in pair.new.inputs.items():
        other = pair.old.inputs.get(code_name)
        if other is not None and other.type == name.type and other.domain != name.domain:
            yield f"{name.name}: a value that only one version takes is refused by the other."


def _edition(program: Program, name: str) -> Edition:
    policy = program.policy
    return Edition(
        name=name,
        number=policy.number,
        title=policy.title,
        version=policy.version,
        in_force_from=policy.in_force_from,
        digest=digest(program),
        workbook=program.label,
    )


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """Both versions with their questions."""

    old: Names
    new: Names
    editions: tuple[str, str]
    side: MakeSide
    steps: int
    _joined: dict[str, Joint] = field(default_factory=dict)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question."""
        return tuple(asked_of(self.old, self.new))

    def question(self, asked: Asked) -> Question:
        """One question, settled as far as the steps allow."""
        joined = self._joint(asked)
        if joined.same:
            return _question(asked, Verdict.UNCHANGED)
        rules = same_rules(self.old.tables[asked.old], self.new.tables[asked.new])
        found = differences(joined, rules, self.steps)
        if not found.open and all(_is_nothing(part) for part in found.parts):
            return _question(asked, Verdict.UNCHANGED)
        return self._changed(asked, joined, found)

    def _joint(self, asked: Asked) -> Joint:
        if asked.new not in self._joined:
            self._joined[asked.new] = joint(self.old, self.new, asked.old, asked.new)
        return self._joined[asked.new]

    def _changed(self, asked: Asked, joined: Joint, found: Differences) -> Question:
        asking = Asking(
            asked=asked,
            tables=(self.old.tables[asked.old], self.new.tables[asked.new]),
            joined=joined,
            outputs=_compared(joined),
            filling=_filling(joined, found),
            old=self._sides[0],
            new=self._sides[1],
        )
        telling = Telling(
            asking=asking,
            editions=self.editions,
            order=self._order,
            spelling=spelling_of(self.new.program, self.old.program),
        )
        cases = tuple(self._cases(joined))
        all_effects = Effects(asking=asking, parts=found.parts, telling=telling, cases=cases)
        effects, suspected = all_effects.found()
        return replace(
            _question(asked, Verdict.CHANGED if effects else Verdict.UNSETTLED),
            settled=not (found.open or suspected) and all(p.complete for p in found.parts),
            effects=effects,
            suspected=suspected,
            examples=tuple(all_effects.incomplete()),
            notes=tuple(_notes(joined, found, self.editions)),
        )

    @cached_property
    def _order(self) -> dict[str, int]:
        """Where the names of both Glossaries stand, those of the new one first."""
        names = (
            (*(n.name for n in p.inputs), *(c.name.name for c in p.calculations))
            for p in (self.new.program, self.old.program)
        )
        return {name: at for at, name in enumerate(dict.fromkeys(chain.from_iterable(names)))}

    @cached_property
    def _sides(self) -> tuple[Side, Side]:
        """Made once, with a table for each question that is open, and none for the others."""
        changed = [each for each in self.asked if not self._joint(each).same]
        old = with_only(self.old.program, frozenset(each.old for each in changed))
        new = with_only(self.new.program, frozenset(each.new for each in changed))
        return self.side(old), self.side(new)

    def _cases(self, joined: Joint) -> Iterator[Case]:
        """The examples of both versions, those of the new one first."""
        for is_new, names in ((True, self.new), (False, self.old)):
            own = {(e.new if is_new else e.old): e.name.code_name for e in joined.inputs}
            for example in names.program.examples:
                yield Case(
                    case=example.case,
                    name=f"{example.case}, {self.editions[is_new]}",
                    table=example.decision,
                    request={own[name]: value for name, value in example.given if name in own},
                )


def _compared(joined: Joint) -> tuple[str, ...]:
    """The outputs that both versions give, by code name."""
    before = {output.code_name for output in joined.old.outputs}
    return tuple(o.code_name for o in joined.new.outputs if o.code_name in before)


def _filling(joined: Joint, found: Differences) -> dict[str, Value | Special]:
    """A value for each input that rules of a long table ask about and no calculation reads."""
    if max(len(joined.old.rules), len(joined.new.rules)) < LONG or not found.parts:
        return {}
    facts = found.parts[0].facts
    calculations = joined.program.calculations
    read = {ref.name for each in calculations for ref in refs_of(each.expression)}
    atoms = (atom for atom in facts.atoms.all if atom.ref.kind is RefKind.INPUT)
    return {a.ref.name: a.values[0] for a in atoms if a.values and a.ref.name not in read}


def _is_nothing(part: Difference) -> bool:
    """Whether it is proven that nothing differs."""
    diagram = part.diagram
    return part.complete and isinstance(diagram, Leaf) and diagram.value is None


def _question(asked: Asked, verdict: Verdict) -> Question:
    return Question(
        kind=asked.kind,
        name=asked.name,
        old_code=asked.old_code,
        new_code=asked.new_code,
        decides=asked.decides,
        verdict=verdict,
        settled=verdict is Verdict.UNCHANGED,
        old_at=asked.old_at,
        new_at=asked.new_at,
    )


def _notes(joined: Joint, found: Differences, editions: tuple[str, str]) -> Iterator[str]:
    """What the answers were not compared in."""
    for each in joined.inputs:
        if each.unlike:
            yield f"Left out: {each.unlike}."
        elif not (each.old and each.new):
            only = editions[bool(each.new)]
            yield f"{each.name.name} is an input of {only} alone; the other is asked without it."
    compared = _compared(joined)
    for table, only in ((joined.old, editions[0]), (joined.new, editions[1])):
        for output in table.outputs:
            if output.code_name not in compared:
                yield f"{output.name} is given by {only} alone, so it is not compared."
    if found.open:
        total = found.open + len(found.parts)
        yield f"{found.open} of {total} parts of the question are not settled within the steps."
    if any(part.troubled for part in found.parts):
        yield "Where a table asked on the way has no answer, the reason of that was not compared."
    if not all(part.complete for part in found.parts):
        yield "Not every value that could matter was tried: lists have too many."
