"""The oracle itself: it agrees with the analysts' examples, guesses nothing, and stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle.book import read_book
from tests.oracle.cells import MET, Subject, parse_test
from tests.oracle.citations import Citations
from tests.oracle.completions import Completer
from tests.oracle.examples import Example, examples_of
from tests.oracle.expressions import parse_expression
from tests.oracle.values import UnreadableError
from tests.oracle.world import World
from tests.python_files import imports_of, modules_below, parsed

ROOT = Path(__file__).parent.parent
WORKBOOKS = sorted((ROOT / "tables").rglob("*.xlsx"))
SETS = {"Names": frozenset({"a", "b"})}


def ident(value: object) -> str:
    """A workbook or an example row as a test id."""
    if isinstance(value, Path):
        return value.relative_to(ROOT / "tables").with_suffix("").as_posix()
    return f"{value.address} {value.case}" if isinstance(value, Example) else str(value)


EXAMPLES = [(path, example) for path in WORKBOOKS for example in examples_of(read_book(path))]


@pytest.mark.parametrize(("path", "example"), EXAMPLES, ids=ident)
def test_the_oracle_agrees_with_every_example(path: Path, example: Example) -> None:
    """What the oracle works out is what the analyst expects, example by example."""
    book = read_book(path)
    found = Completer(book, book.tables[example.table]).complete(example.given)
    outputs = book.tables[example.table].outputs
    status, outcome = "needs information", None
    if len(found.results) == 1:
        assert found.whole
        ((status, outcome),) = found.results
    told = {name: v for name, v in zip(outputs, outcome or (), strict=False) if v is not None}
    assert (example.expected["Status"], example.outputs) == (status, told)
    if "Rule" in example.expected:
        assert {(example.expected["Rule"],)} == found.rules
    if "Missing" in example.expected:
        assert names_in(example.expected["Missing"]) == found.missing


@pytest.mark.parametrize(
    ("path", "example"),
    [(p, e) for p, e in EXAMPLES if {"Unmet", "Rule"} <= e.expected.keys()],
    ids=ident,
)
def test_the_oracle_cites_what_every_example_expects(path: Path, example: Example) -> None:
    """The items that the oracle finds failed are those that the analyst expects to be cited."""
    book = read_book(path)
    world, table = World(book, example.given), book.tables[example.table]
    found = Citations(world, table, example.expected["Rule"]).unmet()
    assert names_in(example.expected["Unmet"]) == found


def names_in(cell: str) -> set[str]:
    """The set that a cell of an expectation lists."""
    return set() if cell == "none" else set(cell.split(", "))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (None, "number"),
        ("", "text"),
        ("purple", "text"),
        ("green, purple", "text"),
        ("not(purple)", "text"),
        ("ab", "code"),
        ("in Nobody", "code"),
        ("ca. 18", "whole number"),
        (">= eighteen", "whole number"),
        (">= 18 kg", "whole number"),
        ("[1..5", "number"),
        ("yes or no", "yes/no"),
        ("yes", MET),
        ("within 6 weeks before {Day}", "date"),
        ("2025-08-01", "date"),
        ("has purple", "list of text"),
        ("has green, red", "list of text"),
        ("no", "duration"),
    ],
)
def test_a_cell_outside_the_notation_known_here_is_refused(cell: object, kind: str) -> None:
    """The oracle refuses a condition that it does not understand, rather than guess."""
    subject = Subject(kind=kind, unit="years", allowed=("green", "red"))
    with pytest.raises(UnreadableError):
        parse_test(cell, subject, SETS)


@pytest.mark.parametrize(
    "text", ["", "Age +", "Age = 3", "Weight", "Age or Age", 'Age = "x" and', "sum(Age, 1)", "(Age"]
)
def test_an_expression_outside_the_notation_known_here_is_refused(text: str) -> None:
    """The oracle refuses an expression that it does not understand, rather than guess."""
    with pytest.raises(UnreadableError):
        parse_expression(text, ["Age"])


def test_the_oracle_shares_no_code_with_the_compiler() -> None:
    """No module of the oracle imports the compiler or what it generated."""
    folder = ROOT / "tests" / "oracle"
    named = {
        each.name.split(".")[0]
        for path in modules_below(folder)
        for each in imports_of(parsed(path), path, ROOT / "tests")
    }
    assert named.isdisjoint({"tablewright", "tablewright_verify", "generated"})
