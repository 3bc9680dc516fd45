"""The tables of the notation page about cells: conditions, expressions and hit policies."""

from __future__ import annotations

import re

import pytest

from tablewright.ir.expr import Function
from tablewright.ir.program import HitPolicy
from tablewright.ir.types import Kind
from tests.notation_page import (
    FENCES,
    differences,
    examples,
    program_of,
    rows_under,
    table,
    whole_story,
)
from tests.pages import code
from tests.pictures import Block, Row, read_sheets, story_of

Stated = dict[str, str]

FORMS = rows_under("Cell", "Holds when the value is")
STORY = whole_story()
GLOSSARY = STORY.blocks["Glossary", ""]
TYPES = {name: type_ for name, type_, *_ in GLOSSARY[2:]}
# The names that other cells of the table of forms read.
READ = {"Request date": "2025-08-15", "Maximum dose": "360"}
EXPECTED = {
    "holds": {"Status": "decided", "Rule": "form"},
    "fails": {"Status": "decided", "Rule": "Otherwise"},
    "open": {"Status": "needs information", "Rule": ""},
}


def _named(row: Stated) -> str:
    return f"{code(row['Cell'])} - {code(row['Column'])}"


def _form(row: Stated) -> Block:
    """A table with this cell as its one condition."""
    return table(
        ("Rule", "If", "Then"),
        ("", code(row["Column"]), "Outcome"),
        ("form", code(row["Cell"]), "approve"),
        ("Otherwise", "", "refer"),
    )


def _glossary(name: str, blank_means: str) -> Block:
    """The Glossary of the page with another Blank means for one name."""
    at = GLOSSARY[1].index("Blank means")

    def changed(row: Row) -> Row:
        return (*row[:at], blank_means, *row[at + 1 :]) if row[0] == name else row

    return tuple(map(changed, GLOSSARY))


@pytest.mark.parametrize("row", FORMS, ids=_named)
def test_columns_have_the_type_stated(row: Stated) -> None:
    """The table of forms states the type that the Glossary gives to the column."""
    column = code(row["Column"])
    other = "item" if column.startswith("[") else "checklist"
    assert TYPES.get(column, other) == row["Type"]


@pytest.mark.parametrize("row", FORMS, ids=_named)
@pytest.mark.parametrize("verdict", ["holds", "fails"])
def test_forms_take_what_they_state(row: Stated, verdict: str) -> None:
    """A form can be read in its column, holds for one stated value and fails for the other."""
    value = code(row[f"{verdict.capitalize()} for"])
    given = READ | {code(row["Column"]): value} if value else READ
    expected = EXPECTED[verdict] if value else {"Status": "", "Rule": ""}
    program = program_of(STORY, _form(row), examples(given, expected))
    assert not differences(program)


BLANKS = [
    pytest.param(row, blank_means, id=f"{_named(row)} {blank_means}")
    for row in FORMS
    for blank_means in ("unknown", "nothing")
    if row[blank_means.capitalize()]
]


@pytest.mark.parametrize(("row", "blank_means"), BLANKS)
def test_forms_treat_blanks_as_stated(row: Stated, blank_means: str) -> None:
    """A form is open, holds or fails when its value is unknown, and when it is nothing."""
    column = code(row["Column"])
    given = {name: value for name, value in READ.items() if name != column}
    expected = EXPECTED[row[blank_means.capitalize()]]
    glossary = _glossary(column, blank_means)
    program = program_of(STORY, glossary, _form(row), examples(given, expected))
    assert not differences(program)


def test_blanks_are_left_out_for_a_reason() -> None:
    """Only what cannot be is left open: an item that is nothing, an unknown that is blank."""
    kinds = {row["Type"] for row in FORMS if not row["Nothing"]}
    cells = [code(row["Cell"]) for row in FORMS if not row["Unknown"]]
    assert kinds == {"checklist", "item"}
    assert all(re.search("blank|given", cell) for cell in cells)


def test_every_type_has_a_form() -> None:
    """The table of forms has conditions on every type, and every word of conditions."""
    assert {*Kind} - {row["Type"] for row in FORMS} == set()
    cells = " ".join(code(row["Cell"]) for row in FORMS)
    words = (
        *("!=", ">=", "<=", "..", " to ", " and ", "not(", "in ", "not in ", "blank", "given"),
        *("within", "before", "after", "has any of", "has all of", "has none of", "has any in"),
        *("has all in", "has none in", "count", "empty", "met", "not met", "{", '"'),
    )
    assert not [word for word in words if word not in cells]


# Expressions

EXPRESSIONS = rows_under("Expression", "Gives")
GIVEN = {code(row["Name"]): code(row["Value"]) for row in rows_under("Name", "Value")}


@pytest.mark.parametrize("row", EXPRESSIONS, ids=lambda row: code(row["Expression"]))
def test_expressions_give_what_they_state(row: Stated) -> None:
    """An expression has the type and unit that are stated, and gives what is stated."""
    result = ("Result", row["Type"], row["Unit"], "", "nothing")
    form = table(("Rule", "Then"), ("", "Result"), ("1", f"{{{code(row['Expression'])}}}"))
    expected = examples(GIVEN, {"Result": code(row["Gives"])})
    program = program_of(STORY, (*GLOSSARY, result), form, expected)
    assert not differences(program)


def test_every_function_is_listed() -> None:
    """The tables of expressions name every function of the language."""
    listed = " ".join(f"{row['Expression']} {row['Means']}" for row in EXPRESSIONS)
    named = {function.value.removesuffix(" before").removesuffix(" after") for function in Function}
    assert not [name for name in named if name not in listed]


# Hit policies

POLICIES = rows_under("Hit policy", "Letter")
PICTURED = [fence for fence in FENCES if fence.info == "text policies"]
ANSWERS = [heading for heading in POLICIES[0] if heading.startswith("Age ")]


def test_every_hit_policy_is_listed() -> None:
    """The tables of hit policies have all of them."""
    assert [*HitPolicy] == [code(row["Hit policy"]) for row in POLICIES]


@pytest.mark.parametrize("row", POLICIES, ids=lambda row: code(row["Hit policy"]))
@pytest.mark.parametrize("spelled", ["Hit policy", "Letter"])
@pytest.mark.parametrize("case", ANSWERS)
def test_hit_policies_answer_as_stated(row: Stated, spelled: str, case: str) -> None:
    """The pictured rules give, under each hit policy by word and letter, what its row states."""
    picture = PICTURED["Collect " in row["Hit policy"]]
    ((_, (_, *rows)),) = read_sheets(picture.text)
    age, severity = _case(case)
    expected = {"Status": row[case]}
    if row[case] not in {"conflict", "no rule"}:
        expected = {"Status": "decided", _output(rows[1]): row[case]}
    program = program_of(
        story_of(FENCES, picture),
        table(*rows, hit_policy=code(row[spelled])),
        examples({"Age": age, "Severity": severity}, expected),
    )
    assert not differences(program)


def _case(heading: str) -> tuple[str, str]:
    found = re.fullmatch(r"Age (\d+), (\w+)", heading)
    assert found is not None
    return found[1], found[2]


def _output(names: Row) -> str:
    return [name for name in names if name][-1]
