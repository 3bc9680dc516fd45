"""Code names: made of what the analyst wrote, or asked for; never repaired in silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.emit.python.imports import RUNTIME, STANDARD
from tablewright.ir.reserved import RESERVED, RESERVED_FOR_CLASSES, RESERVED_FOR_FUNCTIONS
from tablewright.lower.code_names import Becomes, code_name, member_name, objection, squeezed
from tests.workbooks import ANSWER, lowered, names_of, program_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HER2 status", "her2_status"),
        ("Prior  therapy, line 2", "prior_therapy_line_2"),
        ("Gr\u00f6\u00dfe", "grosse"),
        ("Ang\u00e9lique\u2019s dose", "angeliques_dose"),
        ("T-DM1", "t_dm1"),
        ("IHC 3+", "ihc_3_plus"),
        ("HER2-", "her2_minus"),
        ("Age >= 18", "age_at_least_18"),
        ("Dose \u2264 3.6 mg/kg", "dose_at_most_3_6_mg_kg"),
        ("BMI < 30", "bmi_less_than_30"),
        ("x != y", "x_not_y"),
        ("\u0394 weight", ""),
        ("", ""),
    ],
)
def test_code_name_spells_signs_out(text: str, expected: str) -> None:
    """Accents fall off, signs become words; a name that would lose a letter has none."""
    assert expected == code_name(text)


def test_member_names_are_in_capitals() -> None:
    """An allowed value is a constant of an enumeration."""
    assert member_name("breast cancer") == "BREAST_CANCER"


@given(st.text(max_size=30))
def test_code_name_is_an_identifier_or_has_an_objection(text: str) -> None:
    """Whatever an analyst writes, the code name is safe in code or refused."""
    name = code_name(text)
    assert objection(name, Becomes.ATTRIBUTE) or re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert name.isascii()


@given(st.text(max_size=30))
def test_code_name_of_a_code_name_is_itself(text: str) -> None:
    """A name that is one already is not changed."""
    assert code_name(text) == code_name(code_name(text))


def test_names_of_the_runtime_are_reserved() -> None:
    """No table can be called like what a generated module imports, nor a closed text."""
    imported = [n for source in (STANDARD, RUNTIME) for names in source.values() for n in names]
    functions = {name for name in imported if name.islower()} - {"date"}
    classes = {squeezed(name) for name in imported if not name.islower() and not name.isupper()}
    assert not functions - RESERVED_FOR_FUNCTIONS - RESERVED
    assert not classes - RESERVED_FOR_CLASSES - RESERVED


@pytest.mark.parametrize("name", ["Class", "Match", "Decide", "Request", "Status", "Rule", "List"])
def test_words_of_python_and_of_the_modules_are_refused(name: str) -> None:
    """A reserved word asks for a code name, and one that is given is taken."""
    found = lowered(glossary=f"{name} | | yes/no\n")
    assert names_of(found) == ["name-not-usable"]
    program = program_of(glossary=f"{name} | stated_{name.lower()} | yes/no\n")
    assert f"stated_{name.lower()}" in {each.code_name for each in program.inputs}


def test_closed_text_cannot_be_called_like_a_class_of_the_module() -> None:
    """A number called Range is fine; a closed text would be a second class Range."""
    assert names_of(lowered(glossary="Item | | number\n")) == []
    assert names_of(lowered(glossary="Item | | text | | one, two\n")) == ["name-not-usable"]


def test_names_that_differ_in_case_or_blanks_are_one_name() -> None:
    """A name has one definition, in the Glossary or as a title."""
    assert names_of(lowered(glossary="AGE | | number\n")) == ["duplicate-name"]
    second = "== More ==\nValue set | weight\nCode\nA1\n"
    assert names_of(lowered(ANSWER, second)) == ["duplicate-name"]


def test_names_that_meet_in_code_are_told_apart_by_the_analyst() -> None:
    """No suffix is made up; a finding names both."""
    found = lowered(glossary="Drug! | | yes/no\n")
    assert names_of(found) == ["name-not-usable"]
    assert len(found.diagnostics[0].labels) == 1


def test_title_may_be_given_a_code_name() -> None:
    """A table whose title cannot be a function has its code name in the title row."""
    table = ANSWER.replace("| Answer |", "| Answer | Code name | the_answer |")
    assert program_of(table).policy.decision == "the_answer"
