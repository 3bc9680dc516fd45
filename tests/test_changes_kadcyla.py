"""What changed from the 2024 to the 2025 version of LA.PHAR.229, and that nothing else did."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from tablewright.changes.compare import changes
from tablewright.ir.changes import BlockKind, Changes, Deed, Nature
from tablewright.ir.effects import Effect, Question, Said, Verdict
from tablewright.ir.program import Item, Program
from tablewright.ir.tests import Between
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tablewright.trials.sides import side_of
from tests.edited_policy import block, question, row

TABLES = Path(__file__).parent.parent / "tables"


@cache
def program_of(version: str) -> Program:
    """The program of a version."""
    label = f"la_phar_229/{version}.xlsx"
    workbook = read_workbook(TABLES / label, label).workbook
    assert workbook is not None
    program = lower(workbook, {}).program
    assert program is not None
    return program


@cache
def found() -> Changes:
    """The comparison, made once."""
    return changes(program_of("2024"), program_of("2025"), side_of)


def summary(effect: Effect) -> tuple[str, str, str, str]:
    """Old answer and rule, new answer and rule."""
    texts = []
    for said in (effect.old, effect.new):
        texts.append(", ".join(text for _, text in said.rows[0]))
        texts.append(" ".join(rule.id for rule in said.rules))
    return texts[0], texts[1], texts[2], texts[3]


def test_every_kind_of_changed_decision_is_found() -> None:
    """Adjuvant requests without both earlier treatments are approved, or go where others go."""
    decision = question(found(), "Determination")
    assert decision.decides
    assert {
        ("not met", "H1", "approve, 6 months", "A1"),
        ("not met", "H1", "refer, LA.PMN.255", "R1"),
        ("not met", "H1", "refer, LA.PMN.53", "R3"),
        ("not met", "H1", "not met", "S1"),
    } == {summary(effect) for effect in decision.effects}
    assert decision.suspected == ()
    assert decision.notes == ()
    for effect in decision.effects:
        facts = dict(effect.always)
        assert {
            "Request type": "initial",
            "Diagnosis": "breast cancer",
            "HER2 status": "positive",
            "Treatment setting": "adjuvant",
        }.items() <= facts.items()
        assert "I.A.5" in effect.old.unmet
        assert "I.A.5.b" in effect.new.satisfied_by


def test_the_approval_is_shown_by_the_analysts_own_example() -> None:
    """The first way is a case of the workbook; rules are named with the cells where they stand."""
    first = question(found(), "Determination").effects[0]
    assert first.example == "adjuvant without prior therapy, 2025"
    said = {given.name: given.text for given in first.request}
    assert (said["Prior trastuzumab"], said["Prior taxane"]) == ("no", "no")
    assert "Billing code" not in said
    (old,), (new,) = first.old.rules, first.new.rules
    assert str(old.at) == "la_phar_229/2024.xlsx › Determination!A13"
    assert str(new.at) == "la_phar_229/2025.xlsx › Determination!A10"


def test_an_incomplete_example_that_is_decided_now_is_told() -> None:
    """What was asked before an answer need not be asked any more."""
    (example,) = question(found(), "Determination").examples
    assert example.example == "adjuvant, trastuzumab not stated, 2025"
    assert (example.old.status, example.new.status) == ("needs information", "decided")


def test_what_hangs_on_the_item_changes_and_nothing_else() -> None:
    """The checklist and the table that reads it; all others are proven unchanged."""
    changed = {e.name for e in found().questions if e.verdict is not Verdict.UNCHANGED}
    assert {"Determination", "History", "Breast cancer, initial"} == changed
    assert {"Label change", "Vials", "Continued therapy", "Dose per kg"} <= {
        each.name for each in found().questions
    }
    history: Question = question(found(), "History")
    assert [said.rows[0][0][1] for said in both(history.effects[0])] == ["yes", "no"]
    checklist = question(found(), "Breast cancer, initial")
    assert [said.rows[0][0][1] for said in both(checklist.effects[0])] == ["not met", "met"]


def both(effect: Effect) -> list[Said]:
    """Both answers."""
    return [effect.old, effect.new]


def test_the_item_is_told_as_the_policy_tells_it() -> None:
    """Old item 5 is 5.a now, beside the new 5.b, in a new group 5; nothing was removed."""
    checklist = block(found(), BlockKind.CHECKLIST)
    assert checklist.same == 24
    assert [(each.old_name, each.new_name) for each in checklist.rows] == [
        ("", "5"),
        ("5", "5.a"),
        ("5.1", "5.a.1"),
        ("5.2", "5.a.2"),
        ("", "5.b"),
    ]
    assert row(checklist, "5.b").deed is Deed.ADDED
    assert row(checklist, "5.a.1").nature is Nature.CITATION
    assert {BlockKind.TABLE, BlockKind.VALUE_SET}.isdisjoint(e.kind for e in found().blocks)


def test_the_dates_are_told() -> None:
    """The header of the policy: version, dates in force and of approval."""
    told = {
        each.heading: (each.old, each.new) for each in block(found(), BlockKind.POLICY).settings
    }
    assert told["In force from"] == ("2024-09-04", "2025-08-01")
    assert told["Approved on"] == ("2024-09-04", "")
    assert told["Last review"] == ("2024-06-11", "2025-05-09")


def test_a_limit_in_a_checklist_changes_the_decision() -> None:
    """A lower dose limit for adjuvant use: approvals become referrals, and nothing else changes."""
    old = program_of("2025")
    listed = next(each for each in old.checklists if each.code_name == "breast_cancer_initial")
    tighter = replace(listed, items=tuple(map(lower_limit, listed.items)))
    checklists = tuple(tighter if each is listed else each for each in old.checklists)
    new = replace(old, checklists=checklists, policy=replace(old.policy, version="2026"))
    decision = question(changes(old, new, side_of), "Determination")
    outcomes = {(effect.old.text, effect.new.text) for effect in decision.effects}
    assert outcomes == {
        ("approve, 6 months", "not met"),
        ("approve, 6 months", "refer, Refer to LA.PMN.255"),
        ("approve, 6 months", "refer, Refer to LA.PMN.53"),
    }
    assert decision.settled
    for effect in decision.effects:
        facts = dict(effect.always)
        assert facts["Dose per kg"] == "above 3.5 mg/kg and at most 3.6 mg/kg"
        assert facts["Treatment setting"] == "adjuvant"


def lower_limit(item: Item) -> Item:
    """The item with 3.5 mg/kg in place of 3.6 where its adjuvant part asks for that."""
    guard = item.guard
    if item.id == "6.a.2" and guard is not None and isinstance(guard.test, Between):
        interval = replace(guard.test.interval, high=Decimal("3.5"))
        return replace(item, guard=replace(guard, test=Between(interval)))
    return replace(item, children=tuple(map(lower_limit, item.children)))
