"""What needs what: working order, and circles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tablewright.lower.ordering import ordered
from tablewright.lower.units import over, same, times
from tests.workbooks import ANSWER, CHECKLIST, lowered, names_of, program_of

NODES = st.integers(0, 8)
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=4).map(tuple), max_size=9)


@given(GRAPHS)
def test_order_puts_needs_first_or_finds_the_circle(needs: dict[int, tuple[int, ...]]) -> None:
    """Each thing comes after what it needs; where it does not, a circle was found."""
    found = ordered(needs)
    place = {node: position for position, node in enumerate(found.order)}
    assert set(needs) <= set(place)
    broken = [(a, b) for a, many in needs.items() for b in many if place[b] >= place[a]]
    assert bool(broken) == bool(found.circles)
    for circle in found.circles:
        assert all(b in needs[a] for a, b in zip(circle, (*circle[1:], circle[0]), strict=True))


def test_long_chain_is_no_trouble() -> None:
    """Order does not depend on how deep Python may call."""
    chain = {number: (number + 1,) for number in range(50_000)}
    assert ordered(chain).order[0] == 50_000


@given(
    st.sampled_from(["mg", "kg", "mg/kg", "mg/kg/days", ""]), st.sampled_from(["kg", "days", "mg"])
)
def test_division_undoes_multiplication(one: str, other: str) -> None:
    """A unit multiplied and divided by another is itself."""
    assert same(one, over(times(one, other), other))


def test_circle_through_a_table_and_a_checklist_names_every_cell() -> None:
    """A table that asks a checklist that asks the table is one finding on both cells."""
    table = ANSWER.replace("| Age |", "| Criteria |").replace(">= 18", "met")
    found = lowered(table, f"{CHECKLIST}1 | | Result | approve | | I.A.1\n")
    assert names_of(found) == ["decision-cycle"]
    (finding,) = found.diagnostics
    spans = {label.span.address for label in finding.labels}
    spans |= {finding.primary.address} if finding.primary is not None else set()
    assert {"Answer!B4", "Criteria!A3", "Criteria!D3"} == spans


def test_items_of_two_checklists_may_ask_each_other() -> None:
    """Checklists that read one another's items are no circle while the items are not."""
    second = CHECKLIST.replace("Criteria", "More criteria")
    program = program_of(
        ANSWER,
        f"{CHECKLIST}1 | | [II.2] | met | | I.1\n2 | | Fit | yes | | I.2\n",
        f"{second}1 | | [I.2] | met | | II.1\n2 | | Fit | yes | | II.2\n",
    )
    assert [each.code_name for each in program.checklists] == ["criteria", "more_criteria"]


def test_item_that_asks_its_own_group_is_a_circle() -> None:
    """A group cannot rest on itself through one of its items."""
    rows = "1 | any of | | | | I.1\n1.a | | [I.1] | met\n"
    assert names_of(lowered(ANSWER, CHECKLIST + rows)) == ["decision-cycle"]
