"""docs/notation.md as data: its pictures and tables, and small workbooks told in its names."""

from __future__ import annotations

from itertools import pairwise

from tablewright.interpret.examples import run_example
from tablewright.ir.program import Program
from tests.pages import ROOT, Fence, Rows, fences, tables
from tests.pictures import PICTURES, Block, Row, Sheets, Story, story_of

PAGE = (ROOT / "docs" / "notation.md").read_text(encoding="utf-8")
FENCES = fences(PAGE)
FINDING = "text finding"
_END = Fence(info="", text="", line=0)
SOUND = tuple(
    fence
    for fence, below in pairwise((*FENCES, _END))
    if fence.info in PICTURES and below.info != FINDING
)
FAULTY = tuple(
    (fence, below) for fence, below in pairwise((*FENCES, _END)) if below.info == FINDING
)


def rows_under(*headings: str) -> Rows:
    """The rows of all tables of the page that have these headings."""
    return tuple(row for rows in tables(PAGE) if {*headings} <= {*rows[0]} for row in rows)


def whole_story() -> Story:
    """Everything that the page shows before its first picture with a mistake."""
    return story_of(FENCES, FAULTY[0][0])


def program_of(story: Story, *blocks: Block) -> Program:
    """The program of these blocks and of what the story has shown, which has no finding."""
    sheets: Sheets = tuple((f"Sheet {number}", block) for number, block in enumerate(blocks))
    _, lowered = story.lowered(sheets)
    assert not [(each.message, each.help) for each in lowered.diagnostics]
    assert lowered.program is not None
    return lowered.program


def table(*rows: Row, hit_policy: str = "First") -> Block:
    """A decision table called Form with these rows below its title row."""
    return (("Decision table", "Form", "Hit policy", hit_policy, "Coverage", "complete"), *rows)


def examples(given: dict[str, str], expect: dict[str, str]) -> Block:
    """One example of the table Form; blank values are left out of what is given."""
    roles = ("Case", *("Given" for _ in given), *("Expect" for _ in expect))
    names = ("", *given, *expect)
    return (("Examples", "Form"), roles, names, ("case", *given.values(), *expect.values()))


def differences(program: Program) -> tuple[str, ...]:
    """What the examples of a program give other than they expect."""
    results = (run_example(program, example) for example in program.examples)
    return tuple(difference for result in results for difference in result.differences)
