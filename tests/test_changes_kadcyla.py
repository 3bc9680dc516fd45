"""What changed from the 2024 to the 2025 version of LA.PHAR.229, and that nothing else did."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tablewright.changes.compare import changes
from tablewright.ir.changes import BlockKind, Changes, Deed, Nature
from tablewright.ir.effects import Effect, Question, Said, Verdict
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tablewright.trials.sides import side_of
from tests.edited_policy import block, question, row

TABLES = Path(__file__).parent.parent / "tables"


@cache
def found() -> Changes:
    """The comparison, made once."""
    programs = []
    for version in ("2024", "2025"):
        label = f"la_phar_229/{version}.xlsx"
        workbook = read_workbook(TABLES / label, label).workbook
        assert workbook is not None
        program = lower(workbook, {}).program
        assert program is not None
        programs.append(program)
    old, new = programs
    return changes(old, new, side_of)


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
