"""Which requests are answered otherwise: every one that brute force finds, and none invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from tablewright.changes.answers import localise
from tablewright.changes.answers.difference import Difference, Leaf, differences
from tablewright.changes.answers.joint import Joint, joint
from tablewright.changes.answers.near import position_of
from tablewright.changes.answers.questions import Asked, asked_of, with_questions
from tablewright.changes.answers.regions import within
from tablewright.changes.compare import STEPS, changes
from tablewright.changes.sheets.tables import same_rules
from tablewright.checks.reason.names import Names
from tablewright.interpret.answer import answer, evaluation
from tablewright.interpret.forest import Same
from tablewright.interpret.readings import RequestProblem, Status, Trouble
from tablewright.ir.changes import BlockKind, Nature
from tablewright.ir.effects import Effect, Question, Verdict
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import HitPolicy, Program
from tablewright.ir.tests import YES
from tablewright.ir.types import NOTHING, Special, Value
from tablewright.trials.sides import ProgramSide, side_of
from tests import small_programs as small
from tests.edited_policy import Edit, block, changes_of, question, row
from tests.random_edits import edited
from tests.random_programs import a_program, a_request

Request = dict[str, Value | Special]
MAY_BE_BLANK = {"code", "maybe"}
NO_ANSWER = {Status.NO_RULE.value, Status.CONFLICT.value, Status.NEEDS_INFORMATION.value}


def versions(seed: int) -> tuple[Program, Program]:
    """A random program, and what one or two edits made of it."""
    old = a_program(seed)
    new = edited(old, seed, 1 + seed % 2)
    return old, replace(new, policy=replace(new.policy, version="2"))


def requests(seed: int, count: int) -> Iterator[Request]:
    """Requests that say everything; what may be blank is blank in some."""
    for number in range(count):
        request: Request = {**a_request(seed * 1000 + number, known=1.0)}
        if number % 3 == 1:
            del request["code"]
        if number % 3 == 2:
            request["maybe"] = bool(number % 2)
        yield request


Told = tuple[str, Hashable]


def told(
    programs: tuple[Program, Program], asked: Asked, request: Mapping[str, Value | Special]
) -> tuple[Told, Told]:
    """Status and outcome of both by the reference evaluator; without order where one keeps none."""
    tables = zip(programs, (asked.old, asked.new), strict=True)
    collect = any(_policy(program, table) is HitPolicy.COLLECT for program, table in tables)
    before, after = programs
    return (
        _told(before, asked.old, request, any_order=collect),
        _told(after, asked.new, request, any_order=collect),
    )


def _policy(program: Program, table: str) -> HitPolicy:
    return next(each.hit_policy for each in program.tables if each.code_name == table)


def _told(
    program: Program, table: str, request: Mapping[str, Value | Special], *, any_order: bool
) -> Told:
    try:
        found = answer(program, request, table)
    except RequestProblem:
        return "refused", ()
    rows = frozenset(Counter(found.rows).items()) if any_order else found.rows
    return found.status.value, rows


# -- the analysis against all it speaks of ---------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_requests_differ_exactly_where_the_diagram_says(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each request is answered otherwise if and only if the diagram of the difference says so.

    Half of them in parts, one for each changed rule, as it is done where many rules matter.
    """
    if seed % 2:
        monkeypatch.setattr(localise, "FEW", 0)
    old, new = (Names(with_questions(each)) for each in versions(seed))
    programs = old.program, new.program
    for asked in asked_of(old, new):
        joined = joint(old, new, asked.old, asked.new)
        found = _difference(joined, asked, old, new)
        read = {name for each in joined.inputs for name in (each.old, each.new)}
        for whole in requests(seed, 12):
            request = {name: value for name, value in whole.items() if name in read}
            before, after = told(programs, asked, request)
            leaves = [_leaves(joined, part, programs, request) for part in found]
            if any(len(each) > 1 for each in leaves) or _neither_answers(before, after):
                continue  # the diagram takes as free what is not
            differing = [leaf for each in leaves for leaf in each if leaf is not None]
            assert len(differing) <= 1
            differs = any(not leaf.by_other_rules for leaf in differing)
            assert (before != after) == differs, (seed, asked.name, request, before, after)


def _difference(joined: Joint, asked: Asked, old: Names, new: Names) -> tuple[Difference, ...]:
    """The parts of the difference; none where both are one thing."""
    if joined.same:
        return ()
    rules = same_rules(old.tables[asked.old], new.tables[asked.new])
    return differences(joined, rules, STEPS).parts


def _neither_answers(before: Told, after: Told) -> bool:
    """Why a table on the way has no answer is not looked into."""
    return {before[0], after[0]} <= NO_ANSWER


def _leaves(
    joined: Joint, found: Difference, programs: tuple[Program, Program], request: Request
) -> frozenset[Leaf]:
    """Where the diagram may lead for a request."""
    known: dict[int, int] = {}
    for number, atom in enumerate(found.facts.atoms.all):
        value = _value(joined, programs, atom.ref, request)
        at = None if value is None else position_of(found.facts.names, atom, value)
        if at is not None:
            known[number] = at
        elif value is not None and not found.whole:
            return frozenset({None})  # outside the part
    return within(found.diagram, known)


def _value(
    joined: Joint, programs: tuple[Program, Program], ref: Ref, request: Request
) -> Value | Special | None:
    """What a variable of the diagram is for a request; None where that is not looked up."""
    if ref.kind is RefKind.INPUT:
        return request.get(ref.name, NOTHING if ref.name in MAY_BE_BLANK else None)
    for name, is_new, own in joined.calculations:
        if ref == Ref(kind=RefKind.CALCULATION, name=name):
            program = programs[is_new]
            try:
                worlds = evaluation(program, request, program.policy.decision)
            except RequestProblem:
                return None
            found = worlds.read(Ref(kind=RefKind.CALCULATION, name=own))
            known = isinstance(found, Same) and not isinstance(found.value, Trouble)
            return found.value if known else None  # type: ignore[union-attr,return-value]
    return None


# -- what is shown to people -----------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(100, 116))
def test_every_request_shown_really_differs(seed: int) -> None:
    """Each effect is answered by both versions as it says, and what it has in common holds."""
    old, new = map(with_questions, versions(seed))
    programs = old, new
    found = changes(*versions(seed), side_of)
    for asked in asked_of(Names(old), Names(new)):
        each = question(found, asked.name)
        for effect in each.effects:
            request = {given.code_name: given.value for given in effect.request}
            before, after = told(programs, asked, request)
            assert (before == after) is effect.by_other_rules, (seed, effect)
            assert effect.ways > 0
            assert effect.share is not None
            assert 0 < effect.share <= 1
        _nothing_is_missed(seed, programs, asked, each)


def _nothing_is_missed(
    seed: int, programs: tuple[Program, Program], asked: Asked, found: Question
) -> None:
    """A request that differs belongs to an effect, or to what is said to be open."""
    old, new = programs
    joined = joint(Names(old), Names(new), asked.old, asked.new)
    read = {name for each in joined.inputs for name in (each.old, each.new)}
    for whole in requests(seed, 10):
        request = {name: value for name, value in whole.items() if name in read}
        before, after = told(programs, asked, request)
        if before == after or _neither_answers(before, after):
            continue
        assert found.verdict is not Verdict.UNCHANGED
        statuses = {(_kind(e.old.status), _kind(e.new.status)) for e in found.effects}
        assert found.suspected or (_kind(before[0]), _kind(after[0])) in statuses


def _kind(status: str) -> str:
    """The status, where having no answer is one thing whatever the reason."""
    return "no answer" if status in NO_ANSWER else status


@pytest.mark.parametrize("seed", range(10))
def test_a_program_compared_with_itself_has_no_change(seed: int) -> None:
    """Equal programs have equal rows, and every question is proven unchanged without asking."""

    def never(_program: Program) -> ProgramSide:
        pytest.fail("nothing has to be asked")

    found = changes(a_program(seed), a_program(seed), never)
    assert found.nothing


# -- a small policy, edited ------------------------------------------------------------------------


def only(found: Question) -> Effect:
    """The one way in which answers change."""
    (effect,) = found.effects
    return effect


def outcome(effect: Effect) -> tuple[dict[str, str], dict[str, str]]:
    """The outcome before and after, by output."""
    old, new = effect.old.rows, effect.new.rows
    return dict(old[0] if old else ()), dict(new[0] if new else ())


def test_a_tighter_limit_changes_decision_and_checklist() -> None:
    """A request between the two limits is shown, with what all such requests have in common."""
    found = changes_of(("| <= 3.6 mg/kg |", "| <= 3.5 mg/kg |"))
    decision = question(found, "Approval")
    assert decision.decides
    assert Verdict.CHANGED is decision.verdict
    assert [
        ({"Outcome": "approve", "Approval months": months}, {"Outcome": "refer"})
        for months in ("12 months", "6 months")
    ] == [outcome(effect) for effect in decision.effects]
    mild = decision.effects[1]
    assert mild.example == "a mild case, after"
    assert ("Dose per kg", "above 3.5 mg/kg and at most 3.6 mg/kg") in mild.always
    assert [rule.id for rule in mild.old.rules] == ["3"]
    assert [rule.at.address for rule in mild.new.rules] == ["Tables!A7"]
    checklist = only(question(found, "Criteria"))
    assert outcome(checklist) == ({"Criteria": "met"}, {"Criteria": "not met"})
    assert checklist.new.unmet == ("B.3",)
    assert Verdict.UNCHANGED is question(found, "Dose per kg").verdict


def test_the_region_is_counted_exactly() -> None:
    """Boxes and share of the requests that change, over all combinations that are told apart."""
    found = changes_of(("2.b | | Severity | severe", "2.b | | Severity | mild"))
    effects = question(found, "Criteria").effects
    assert {"met", "not met"} == {e.old.rows[0][0][1] for e in effects}
    assert effects[0].share == effects[1].share  # mild and severe change places
    assert effects[0].ways == effects[1].ways
    assert effects[0].exact


def test_an_outcome_that_is_worked_out_is_evaluated() -> None:
    """Two formulas are compared by a request on which they give different values."""
    effect = only(question(changes_of(("Age < 18 then", "Age < 16 then")), "Approval"))
    assert tuple(o["Approval months"] for o in outcome(effect)) == ("3 months", "6 months")
    age = next(given.value for given in effect.request if given.name == "Age")
    assert isinstance(age, Decimal)
    assert 16 <= age < 18
    assert not effect.exact


def test_a_calculation_is_asked_alone() -> None:
    """A changed formula is shown by the value it gives in both versions."""
    found = changes_of(("Dose / Weight", "2 * Dose / Weight"))
    effect = only(question(found, "Dose per kg"))
    assert outcome(effect) == ({"Dose per kg": "3.6 mg/kg"}, {"Dose per kg": "7.2 mg/kg"})
    open_ones = question(found, "Criteria").suspected
    assert [(each.old, each.new) for each in open_ones] == [("not met", "met")]


def test_a_value_that_only_one_version_takes_is_refused_by_the_other() -> None:
    """A new allowed value is a change for those who say it, whatever the rules answer."""
    found = changes_of(("mild, severe", "mild, moderate, severe"))
    for effect in question(found, "Approval").effects:
        assert effect.old.status == "refused"
        assert ("Severity", "moderate") in effect.always
    approving = next(e for e in question(found, "Approval").effects if "approve" in str(e.new.rows))
    assert "Severity" in approving.old.problems[0]


def test_the_order_of_allowed_values_ranks_outcomes() -> None:
    """Under Priority another order of Allowed values is another answer, though no rule changed."""
    sure = small.guard("sure", YES)
    rules = small.rule("1", sure, then=("yes",)), small.rule("2", then=("no",))

    def ranked(version: str, *order: str) -> Program:
        table = small.table("t", HitPolicy.PRIORITY, (small.text("answer", *order),), *rules)
        program = small.program(small.Parts(inputs=(small.yes_no("sure"),), tables=(table,)))
        return replace(program, policy=replace(program.policy, version=version))

    found = changes(ranked("1", "yes", "no"), ranked("2", "no", "yes"), side_of)
    effect = only(question(found, "t"))
    assert (effect.old.text, effect.new.text) == ("yes", "no")
    assert effect.always == (("sure", "yes"),)
    (cell,) = row(block(found, BlockKind.GLOSSARY), "answer").cells
    assert (cell.heading, cell.nature) == ("Order of allowed values", Nature.MEANING)


def test_an_input_that_one_version_alone_has_is_said() -> None:
    """The other version is asked without it, and both the request and the notes say so."""
    line = "Severity | text | | mild, severe | | provider | How severe is it?\n"
    found = changes_of(
        (line, line + "Treated before | yes/no\n"),
        ("2.b | | Severity | severe", "2.b | | Severity | severe\n2.c | | Treated before | yes"),
    )
    effect = only(question(found, "Criteria"))
    (given,) = (each for each in effect.request if each.name == "Treated before")
    assert (given.text, given.only_in) == ("yes", "after")
    assert any("Treated before" in note for note in question(found, "Criteria").notes)


@pytest.mark.parametrize(
    "edit",
    [
        ("In force from | 2025-01-01", "In force from | 2025-07-01"),
        ("At least two years old", "Two years or older"),
        ("| <= 3.6 mg/kg |", "| <= 3.60 mg/kg |"),
        ("| A.1 | after an infection", "| A.9 | otherwise worded"),
    ],
)
def test_what_asks_the_same_is_proven_unchanged(edit: Edit) -> None:
    """Dates, wording and citations change no answer, and no request has to be asked for that."""
    found = changes_of(edit)
    assert all(each.verdict is Verdict.UNCHANGED for each in found.questions)
    assert not found.nothing


def test_a_question_beyond_the_steps_is_open() -> None:
    """Where the diagrams take too many steps, nothing is claimed."""
    old, new = versions(1)
    pair = Names(with_questions(old)), Names(with_questions(new))
    asked = next(iter(asked_of(*pair)))
    joined = joint(*pair, asked.old, asked.new)
    found = differences(joined, frozenset(), 3)
    assert (found.parts, found.open) == ((), 1)
