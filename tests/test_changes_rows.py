"""What changed in the rows of a small policy, cell beside cell, when its text is edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from tablewright.changes.align import aligned, longest_rising
from tablewright.changes.sheets.blocks import sheets_changed
from tablewright.diagnostics.model import CellSpan
from tablewright.ir.changes import BlockKind, Deed, Nature
from tablewright.ir.effects import Verdict
from tablewright.ir.expr import Ref
from tablewright.ir.program import Calculation, Item
from tablewright.ir.types import Type
from tests.edited_policy import POLICY, Edit, block, changes_of, program_of, row

RULE_2 = "2 | met | - | severe | approve | 12 | A.2\n"
RULE_3 = "3 | met | - | - | approve | {if Age < 18 then 3 else 6} | A.3\n"


def test_the_longest_rising_run_is_what_stayed() -> None:
    """Of numbers in another order as many as can rise together are kept."""
    assert longest_rising((3, 0, 1, 4, 2, 5)) == {0, 1, 2, 5} or longest_rising(
        (3, 0, 1, 4, 2, 5)
    ) == {0, 1, 4, 5}
    assert longest_rising(()) == frozenset()
    assert longest_rising((2, 1, 0)) in ({0}, {1}, {2})


def test_rows_that_look_alike_are_paired_in_their_order() -> None:
    """Of equal rows the first is found again as the first, and what is left over is added."""
    found = aligned("aab", "abab", str)
    assert [(p.old, p.new) for p in found.pairs] == [("a", "a"), ("b", "b"), ("a", "a")]
    assert found.added == ("b",)
    assert found.removed == ()


def test_nothing_changed_between_a_policy_and_itself() -> None:
    """A policy compared with itself has no change, and every question is proven unchanged."""
    found = changes_of()
    assert found.nothing
    assert found.blocks == ()


def test_a_changed_test_is_a_change_of_meaning_with_both_addresses() -> None:
    """A limit moved: the cell before and after, and where it stands in each workbook."""
    found = changes_of(("| <= 3.6 mg/kg |", "| <= 3.5 mg/kg |"))
    (cell,) = row(block(found, BlockKind.CHECKLIST), "3").cells
    assert (cell.heading, cell.old, cell.new) == ("Test", "<= 3.6 mg/kg", "<= 3.5 mg/kg")
    assert cell.nature is Nature.MEANING
    assert cell.old_at is not None
    assert cell.new_at is not None
    assert str(cell.old_at) == "old.xlsx › Tables!D15"
    assert str(cell.new_at) == "new.xlsx › Tables!D15"


@pytest.mark.parametrize(
    ("edit", "nature"),
    [
        (("| <= 3.6 mg/kg |", "| <= 3.60 mg/kg |"), Nature.WORDING),
        (("At least two years old", "Two years or older"), Nature.WORDING),
        (("| B.1 |", "| B.1.a |"), Nature.CITATION),
        (("| Age | >= 2 |", "| Age | > 2 |"), Nature.MEANING),
        (("| use\n2", "| history\n2"), Nature.MEANING),
        (("Age >= 18 | B.3", "Age >= 21 | B.3"), Nature.MEANING),
    ],
)
def test_wording_and_citation_are_told_from_meaning(edit: Edit, nature: Nature) -> None:
    """An item that is worded or cited otherwise asks the same; one with another test does not."""
    changed = block(changes_of(edit), BlockKind.CHECKLIST)
    assert changed.nature is nature
    assert len(changed.rows) == 1


def test_a_renumbered_rule_is_one_rule() -> None:
    """A rule that got another id is neither removed nor added, and asks what it asked."""
    found = changes_of(("\n3 | met", "\n4 | met"), ("| 6 | 3 | none", "| 6 | 4 | none"))
    changed = block(found, BlockKind.TABLE)
    (rule,) = changed.rows
    assert (rule.deed, rule.old_name, rule.new_name) == (Deed.CHANGED, "3", "4")
    assert rule.nature is Nature.CITATION
    assert rule.renamed
    assert changed.same == 3


def test_a_rule_put_in_renumbers_none_of_the_others() -> None:
    """Rules that moved up by one because of a new one keep their partners."""
    found = changes_of(
        (RULE_2, "2 | - | - | mild | pend | | A.1\n" + RULE_2.replace("2 |", "3 |", 1)),
        (RULE_3, RULE_3.replace("3 |", "4 |", 1)),
        ("| 6 | 3 | none", "| 6 | 4 | none"),
    )
    rules = block(found, BlockKind.TABLE).rows
    assert [(each.deed, each.old_name, each.new_name) for each in rules] == [
        (Deed.ADDED, "", "2"),
        (Deed.CHANGED, "2", "3"),
        (Deed.CHANGED, "3", "4"),
    ]
    assert all(rule.nature is Nature.CITATION for rule in rules[1:])


def test_a_moved_rule_matters_where_the_first_one_answers() -> None:
    """Two rules in each other's place: one of them moved, which under First is a change."""
    (rule,) = block(changes_of((RULE_2 + RULE_3, RULE_3 + RULE_2)), BlockKind.TABLE).rows
    assert rule.moved
    assert rule.cells == ()
    assert rule.nature is Nature.MEANING


def test_a_removed_rule_is_shown_with_all_it_said() -> None:
    """What is gone is listed cell by cell, with its place in the old workbook."""
    (rule,) = block(changes_of((RULE_2, "")), BlockKind.TABLE).rows
    assert rule.deed is Deed.REMOVED
    said = {cell.heading: cell.old for cell in rule.cells}
    assert {heading: said[heading] for heading in ("Rule", "Criteria", "Severity", "Outcome")} == {
        "Rule": "2",
        "Criteria": "met",
        "Severity": "severe",
        "Outcome": "approve",
    }
    assert all(cell.new == "" and cell.new_at is None for cell in rule.cells)


def test_an_item_put_below_a_new_group_stays_the_same_item() -> None:
    """What was item 2 is a part of the new item 2, with all its own parts, and is not lost."""
    found = changes_of(
        (
            "2 | any of | | | | B.2 | A specialist",
            "2 | all of | | | | B.2\n2.x | any of | | | | B.2.x | A specialist",
        ),
        ("2.a | |", "2.x.a | |"),
        ("2.b | |", "2.x.b | |"),
    )
    changed = block(found, BlockKind.CHECKLIST)
    assert row(changed, "2.x").old_name == "2"
    assert (row(changed, "2.x").old_place, row(changed, "2.x").place) == ("", "2")
    assert row(changed, "2.x.a").old_name == "2.a"
    assert row(changed, "2.x.a").nature is Nature.CITATION
    assert [each.deed for each in changed.rows if not each.old_name] == [Deed.ADDED]
    assert not any(each.deed is Deed.REMOVED for each in changed.rows)


def test_a_value_more_is_one_cell() -> None:
    """An allowed value that was added is a cell of its own, not a new list of all."""
    found = changes_of(("mild, severe", "mild, moderate, severe"))
    (cell,) = row(block(found, BlockKind.GLOSSARY), "Severity").cells
    assert (cell.heading, cell.old, cell.new) == ("Allowed value", "", "moderate")


def test_another_order_of_values_is_wording_where_nothing_is_ranked() -> None:
    """Values in another order, with none added, are one cell and change no answer."""
    found = changes_of(("mild, severe", "severe, mild"))
    (cell,) = row(block(found, BlockKind.GLOSSARY), "Severity").cells
    assert (cell.heading, cell.nature) == ("Order of allowed values", Nature.WORDING)
    assert all(each.verdict is Verdict.UNCHANGED for each in found.questions)


def test_what_only_stands_elsewhere_is_told_as_such() -> None:
    """A blank row above a sheet's first block moves everything and says nothing new."""
    found = changes_of(("== Glossary ==\n", "== Glossary ==\n\n"))
    assert found.nothing
    assert "only stands elsewhere" in found.summary[0]


def test_a_formula_and_a_code_and_a_date_are_found() -> None:
    """Calculations, value sets and the dates of the policy are compared too."""
    found = changes_of(
        ("Dose / Weight", "2 * Dose / Weight"),
        ("orthopedics | Orthopedist", "orthopedics | Orthopedic surgeon\nsurgery | Surgeon"),
        ("In force from | 2025-01-01", "In force from | 2025-07-01"),
    )
    (formula,) = row(block(found, BlockKind.GLOSSARY), "Dose per kg").cells
    assert (
        formula.heading,
        formula.old,
        formula.nature,
    ) == ("Calculated as", "Dose / Weight", Nature.MEANING)
    codes = block(found, BlockKind.VALUE_SET)
    assert row(codes, "surgery").deed is Deed.ADDED
    assert row(codes, "orthopedics").nature is Nature.WORDING
    (date,) = block(found, BlockKind.POLICY).settings
    assert (date.heading, date.old, date.new) == ("In force from", "2025-01-01", "2025-07-01")


# What is worked out from other cells, or is not what a sheet says but how it is laid out.
NOT_COMPARED = ("Member.code_name", "Program.label")


def test_every_text_of_a_program_is_compared() -> None:
    """Whichever text of a workbook changes, some row or setting tells it."""
    program = program_of(POLICY)
    missed = {
        path
        for path, other in variants(program, "Program")
        if not any(path.startswith(known) for known in NOT_COMPARED)
        if not sheets_changed(program, other)
    }
    assert missed == set()


def variants(thing: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The thing with each of its texts changed, and what holds the text."""
    if isinstance(thing, tuple):
        for at, part in enumerate(thing):
            for path, other in variants(part, where):
                yield path, (*thing[:at], other, *thing[at + 1 :])
    elif type(thing) is str:
        yield where, f"{thing}x"
    elif is_dataclass(thing) and not isinstance(thing, Ref | CellSpan | Type | type):
        if isinstance(thing, Calculation) and thing.hidden:
            return  # made from a condition that compares two names, and told by that
        for field in fields(thing):
            inherited = isinstance(thing, Item) and field.name == "cite" and not thing.own_cite
            if field.name in REFERRING or inherited:
                continue
            inside = variants(getattr(thing, field.name), f"{type(thing).__name__}.{field.name}")
            for path, other in inside:
                yield path, _with(thing, field.name, other)


def _with(thing: Any, name: str, value: Any) -> Any:
    """The same with another value of a field, given by place where the class takes no names."""
    values = {f.name: value if f.name == name else getattr(thing, f.name) for f in fields(thing)}
    by_name = all(field.kw_only for field in fields(thing))
    return type(thing)(**values) if by_name else type(thing)(*values.values())


# By these one part of a program is found from another; they change together with what they name.
REFERRING = {"code_name", "decision", "given", "layouts", "version_date"}


def test_texts_and_examples_never_have_a_meaning_for_answers() -> None:
    """A revision and a case more are changes for readers."""
    found = changes_of(
        ("2025-01-01 | First version", "2025-01-01 | First version\n2025-07-01 | Second"),
        ("a mild case", "an ordinary case"),
    )
    assert {BlockKind.TEXT, BlockKind.EXAMPLES} == {each.kind for each in found.blocks}
    assert all(each.nature is Nature.WORDING for each in found.blocks)
