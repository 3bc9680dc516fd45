"""The program as a whole: rules, items, examples, digest, and the repository's own workbooks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tablewright.ir.digest import digest
from tablewright.ir.expr import RefKind
from tablewright.ir.program import CombineKind, Expect, HitPolicy, Program
from tablewright.ir.types import NOTHING
from tablewright.ir.walk import all_items
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tests.grids import workbook_of
from tests.test_cases import CASES
from tests.workbooks import ANSWER, CHECKLIST, lowered, names_of, program_of, text_of

TABLES = Path(__file__).parent.parent / "tables"


def policy_of(version: str) -> Program:
    """The program of a workbook of the repository."""
    label = f"la_phar_229/{version}.xlsx"
    workbook = read_workbook(TABLES / label, label).workbook
    assert workbook is not None
    result = lower(workbook)
    assert result.program is not None, result.diagnostics
    return result.program


@pytest.mark.parametrize("version", ["2024", "2025"])
def test_policy_of_the_repository_is_read_whole(version: str) -> None:
    """The real workbooks have no finding, and all their tables, checklists and inputs are there."""
    program = policy_of(version)
    assert (version, "LA.PHAR.229") == (program.policy.version, program.policy.number)
    assert (
        program.policy.version_date,
        program.policy.decision,
    ) == ("request_date", "determination")
    assert len(program.inputs) == 37
    tables = {table.code_name: len(table.rules) for table in program.tables}
    assert tables == {"determination": 16, "history": 4, "label_change": 2, "vials": 26}
    outputs = [name.code_name for name in program.tables[0].outputs]
    assert outputs == ["outcome", "approval_months", "refer_to"]
    assert len(program.examples) >= 40


def test_policy_of_2025_adds_the_adjuvant_alternative() -> None:
    """Item 5 is any of two in 2025 and all of two in 2024."""
    kinds: dict[str, tuple[CombineKind | None, int]] = {}
    for version in ("2024", "2025"):
        checklist = next(
            each
            for each in policy_of(version).checklists
            if each.code_name == "breast_cancer_initial"
        )
        item = next(each for each in all_items(checklist.items) if each.cite == "I.A.5")
        kinds[version] = (item.combine.kind if item.combine else None, len(item.children))
    assert kinds == {"2024": (CombineKind.ALL_OF, 2), "2025": (CombineKind.ANY_OF, 2)}


def test_item_inherits_the_citation_above_it() -> None:
    """A blank Cite is that of the parent, and told apart from one of its own."""
    checklist = next(
        each for each in policy_of("2025").checklists if each.code_name == "breast_cancer_initial"
    )
    items = {item.id: item for item in all_items(checklist.items)}
    assert (items["5.a.1"].cite, items["5.a.1"].own_cite) == ("I.A.5.a", False)
    assert (items["5.b"].cite, items["5.b"].own_cite) == ("I.A.5.b", True)


def test_rule_holds_its_cells_as_they_are_read() -> None:
    """Rule ids, citations, constants and blanks of outcomes, Otherwise without conditions."""
    table = """== Answer ==
Decision table | Answer | Hit policy | F | Coverage | partial because minors go elsewhere
Rule | If | Then | Then | Cite | Note
| Age | Result | Months
1 | >= 18 | approve | 6 | I.A | Adults.
otherwise | - | refer
"""
    (found,) = program_of(table).tables
    first, last = found.rules
    assert (found.hit_policy, found.partial_because) == (HitPolicy.FIRST, "minors go elsewhere")
    assert (first.id, first.cite, first.note) == ("1", "I.A", "Adults.")
    assert ["approve", Decimal(6)] == [outcome.value for outcome in first.outcomes]
    assert (last.otherwise, last.id, last.guards) == (True, "Otherwise", ())
    assert [outcome.value for outcome in last.outcomes] == ["refer", NOTHING]
    assert {"result", "months"}.isdisjoint(name.code_name for name in program_of(table).inputs)


def test_outcome_expression_may_divide_by_what_its_rule_tests() -> None:
    """A condition of the same rule keeps a divisor of its outcome from 0."""
    table = """== Answer ==
Decision table | Answer | Hit policy | First | Coverage | complete
Rule | If | Then
| Dose | Share
1 | > 0 | {Weight / Dose}
Otherwise | - | 1
"""
    share = "Share | | number | kg/mg\n"
    assert names_of(lowered(table, glossary=share)) == []
    wrong = table.replace("> 0", ">= 0")
    assert names_of(lowered(wrong, glossary=share)) == ["possible-zero-divisor"]


def test_value_set_is_read_from_a_file_beside_the_workbook() -> None:
    """`From | codes.csv` takes code, meaning and source from the text that the caller gives."""
    sheet = "== Files ==\nValue set | Far away | From | codes.csv\n"
    files = {"codes.csv": '\ufeffCode,Meaning\r\n00123,"one, two"\r\nC50*,\r\n'}
    program = lowered(ANSWER, sheet, files=files).program
    assert program is not None
    codes = next(each for each in program.value_sets if each.code_name == "far_away").codes
    assert [(code.code, code.prefix, code.meaning) for code in codes] == [
        ("00123", False, "one, two"),
        ("c50", True, ""),
    ]


def test_kinds_of_a_checklist_head_a_column() -> None:
    """`<checklist> kinds not met` is a list of the analyst's own words."""
    table = ANSWER.replace("| Age |", "| Criteria kinds not met |").replace(">= 18", "has history")
    program = program_of(table, f"{CHECKLIST}1 | | Fit | yes | | I.A.1 | history\n")
    assert RefKind.KINDS is program.tables[0].rules[0].guards[0].ref.kind
    wrong = lowered(
        table.replace("has history", "has histroy"),
        f"{CHECKLIST}1 | | Fit | yes | | I.A.1 | history\n",
    )
    assert names_of(wrong) == ["value-not-allowed"]


def test_example_says_what_is_given_and_what_to_expect() -> None:
    """Blanks are left out, `none` is the empty set, sets keep the workbook's own spelling."""
    sheet = """== Examples ==
Examples | Answer
Case | Given | Given | Expect | Expect | Expect | Expect | Why
| age | Sites | Result | Status | Rule | Missing
young | 17 | empty | refer | Decided | otherwise | none | Below the limit.
open | | liver, lung | | needs information | | AGE, dose
"""
    first, second = program_of(ANSWER, sheet).examples
    assert (("age", Decimal(17)), ("sites", ())) == first.given
    kinds = [(each.kind, each.value, each.texts) for each in first.expect]
    assert kinds == [
        (Expect.OUTPUT, "refer", ()),
        (Expect.STATUS, "decided", ()),
        (Expect.RULE, "Otherwise", ("Otherwise",)),
        (Expect.MISSING, None, ()),
    ]
    assert second.given == (("sites", ("liver", "lung")),)
    assert second.expect[1].texts == ("Age", "Dose")


def test_one_wrong_cell_of_a_rule_is_one_finding() -> None:
    """A rule whose outcome cannot be read is still a rule that examples may expect."""
    examples = "== E ==\nExamples | Answer\nCase | Given | Expect\n| Age | Rule\nadult | 30 | 1\n"
    faulty = ANSWER.replace(">= 18 | approve", ">= 18 | =B5")
    assert names_of(lowered(faulty, examples)) == ["formula-cell"]


def test_twenty_mistakes_are_twenty_findings() -> None:
    """One run finds each of twenty different mistakes once, at its cell, and makes no program."""
    text = (CASES / "twenty-mistakes" / "table.txt").read_text(encoding="utf-8")
    found = lower(workbook_of(text))
    names = names_of(found)
    assert (len(names), len(set(names))) == (20, 20)
    assert all(each.primary is not None and each.help for each in found.diagnostics)
    assert found.program is None


def test_digest_is_of_words_and_addresses() -> None:
    """The label and styles do not count; a word, a number's value or a row's place does."""
    text = text_of()
    plain = lower(workbook_of(text)).program
    assert plain is not None
    known = digest(plain)
    elsewhere = lower(workbook_of(text, label="other/name.xlsx")).program
    assert elsewhere is not None
    assert known == digest(elsewhere)
    assert known == digest(replace(plain, label=""))
    for old, new in ((">= 18", ">= 19"), ("| Sample\n", "| Sampel\n"), ("Rule | If", "Rule | If")):
        changed = lower(workbook_of(text.replace(old, new))).program
        assert changed is not None
        assert (old == new) == (known == digest(changed))
    moved = lower(workbook_of(text.replace("== Answer ==\n", "== Answer ==\n\n"))).program
    assert moved is not None
    assert known != digest(moved)
