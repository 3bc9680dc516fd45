"""A table read row by row, for one request that says everything the table reads.

Slow and obvious: no points, no boxes; every row that is said to match has been read cell by cell.
It confirms witnesses of tables that read inputs alone, where the reference evaluator would take
long over thousands of rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from tablewright.checks.reason.answers import answer_of
from tablewright.checks.reason.bits import bits_of
from tablewright.checks.reason.names import Names
from tablewright.checks.reason.outputs import rank_of
from tablewright.checks.reason.points import Sets, sets_for
from tablewright.ir.accept import accepts
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import HitPolicy, Table
from tablewright.ir.tests import Test
from tablewright.ir.types import Kind, Special, Value

Request = Mapping[str, Value | Special]


FEW_ROWS = 40  # rows that may as well be read one by one
MANY_CELLS = 500  # different cells, so many that reading them all is no short cut


class ByRow:
    """Reads the rows of a table against one request."""

    def __init__(self, names: Names, table: Table, request: Request) -> None:
        self.table = table
        self.request = request
        self._grid = names.grid(table)
        self._inputs = names.inputs
        sets: Sets = {each.code_name: each for each in names.program.value_sets}
        self._sets = {True: sets_for(Kind.CODE, sets), False: sets}

    @property
    def says_enough(self) -> bool:
        """Whether the table reads inputs alone, and the request says each of them."""
        return all(ref.kind is RefKind.INPUT and ref.name in self.request for ref in self._grid)

    def takes(self, position: int) -> bool:
        """Whether the request passes every cell of a row."""
        return all(
            self._holds(guard.ref, guard.test) for guard in self.table.rules[position].guards
        )

    def matching(self) -> tuple[int, ...]:
        """The positions of the rows that match."""
        found: list[int] = []
        for position in filter(self.takes, bits_of(self._candidates())):
            if not (self.table.rules[position].otherwise and found):
                found.append(position)
        return tuple(found)

    def _candidates(self) -> int:
        """Rows among which are all that match: those with a failing cell of a short column go."""
        left = (1 << len(self.table.rules)) - 1
        for ref, cells in sorted(self._grid.items(), key=lambda column: len(column[1].rows)):
            if left.bit_count() <= FEW_ROWS or len(cells.rows) > MANY_CELLS:
                break
            for tests, rows in cells.bits.items():
                if rows & left and not all(self._holds(ref, test) for test in tests):
                    left &= ~rows
        return left

    def _holds(self, ref: Ref, test: Test) -> bool:
        is_code = self._inputs[ref.name].type.kind is Kind.CODE
        return accepts(test, self.request[ref.name], self._sets[is_code])


def is_plain(table: Table) -> bool:
    """Whether what a table says is known from the rows alone, without working anything out."""
    worked_out = (cell.expression for rule in table.rules for cell in rule.outcomes)
    ranked_by_set = any(output.domain.value_set for output in table.outputs)
    return not ranked_by_set and all(each is None for each in worked_out)


def answering_rows(table: Table, matching: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the matching rules that answer, by hit policy."""
    match table.hit_policy:
        case HitPolicy.FIRST:
            return matching[:1]
        case HitPolicy.PRIORITY:
            return tuple(sorted(matching, key=lambda at: rank_of(table, at))[:1])
        case _:
            return matching


def in_conflict(table: Table, matching: tuple[int, ...]) -> bool:
    """Whether the matching rules contradict the hit policy."""
    if table.hit_policy is HitPolicy.UNIQUE:
        return len(matching) > 1
    answers = {answer_of(table.rules[at]) for at in matching}
    return table.hit_policy is HitPolicy.ANY and len(answers) > 1
