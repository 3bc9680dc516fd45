"""Where blocks start and end, and what belongs to none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tablewright.syntax.blocks import find_blocks
from tablewright.syntax.keywords import Keyword
from tablewright.syntax.rows import text_of
from tests.grids import workbook_of


def test_block_ends_at_an_empty_row() -> None:
    """Two blocks on one sheet are told apart by the empty row between them."""
    found = find_blocks(workbook_of("Policy\nNumber | 1\n\nGlossary\nName | Type\nAge | number\n"))
    assert [block.keyword for block in found.blocks] == [Keyword.POLICY, Keyword.GLOSSARY]
    assert [block.at.range for block in found.blocks] == ["A1:B2", "A4:B6"]
    assert found.diagnostics == ()


def test_keyword_inside_a_block_is_ordinary_text() -> None:
    """Without an empty row above it, a keyword in column A is a row of the block."""
    (block,) = find_blocks(workbook_of("Policy\nGlossary | yes\n")).blocks
    assert text_of(block.rows[0].cell(1)) == "Glossary"


def test_keyword_is_found_without_case_and_extra_blanks() -> None:
    """`decision  TABLE` opens a decision table."""
    (block,) = find_blocks(workbook_of("decision  TABLE | A\nRule | Then\n")).blocks
    assert Keyword.TABLE is block.keyword


def test_misspelt_keyword_is_one_finding_and_read_as_meant() -> None:
    """What stands in a block with a misspelt keyword is looked at all the same."""
    found = find_blocks(workbook_of("Decison table | A\nRule | Then\n"))
    assert [block.keyword for block in found.blocks] == [Keyword.TABLE]
    assert [each.help for each in found.diagnostics] == ["Did you mean `Decision table`?"]


def test_notes_are_free_text() -> None:
    """A sheet whose name starts with Notes holds anything, blocks too, and none counts."""
    found = find_blocks(workbook_of("== Notes 2024 ==\nPolicy\nwhatever\n\nmore\n"))
    assert (found.blocks, found.diagnostics) == ((), ())


def test_text_beside_blocks_is_a_finding_for_each_run_of_rows() -> None:
    """A remark of three lines is one finding with its whole range."""
    found = find_blocks(workbook_of("one\ntwo | and more\nthree\n\nfour\n"))
    ranges = [each.primary.range for each in found.diagnostics if each.primary is not None]
    assert ranges == ["A1:B3", "A5"]


def test_merged_cell_stands_in_every_row_it_spans() -> None:
    """A vertical merge keeps rows together, and its value is found in each of them."""
    (block,) = find_blocks(workbook_of("Policy\nNumber | 1\n^ | \n^ | 2\n")).blocks
    assert [text_of(row.cell(1)) for row in block.rows] == ["Number"] * 3
    cell = block.rows[2].cell(1)
    assert cell is not None
    assert block.span(cell).range == "A2:A4"


@given(
    st.lists(
        st.tuples(st.sampled_from([*Keyword, "remark", "Decison table"]), st.integers(0, 3)),
        max_size=8,
    )
)
def test_every_filled_row_is_in_a_block_or_in_a_finding(runs: list[tuple[str, int]]) -> None:
    """Nothing falls off silently: each run of rows is a block, a finding, or both."""
    text = "\n\n".join("\n".join([word, *["row"] * below]) for word, below in runs)
    found = find_blocks(workbook_of(text))
    tops = {block.at.top for block in found.blocks}
    tops |= {each.primary.top for each in found.diagnostics if each.primary is not None}
    starts, row = set[int](), 1
    for _, below in runs:
        starts.add(row)
        row += below + 2
    assert starts == tops
